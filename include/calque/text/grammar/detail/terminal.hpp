// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/text/grammar/tokens.hpp>

// X3 has a use for RTTI in the names of parsers only, so -fno-rtti is no obstacle.
#if !defined(__cpp_rtti) && !defined(BOOST_SPIRIT_X3_NO_RTTI)
#define BOOST_SPIRIT_X3_NO_RTTI
#endif

#include <boost/spirit/home/x3/core.hpp>
#include <boost/spirit/home/x3/support/context.hpp>

#include <type_traits>

namespace calque::detail::grammar {

namespace x3 = boost::spirit::x3;

/// Where the X3 context carries the parse_context.
struct context_tag {};

#if defined(__SANITIZE_ADDRESS__)
inline constexpr bool fat_frames = true;
#elif defined(__has_feature)
inline constexpr bool fat_frames = __has_feature(address_sanitizer);
#else
inline constexpr bool fat_frames = false;
#endif

/// A token class as an X3 parser. It skips the blanks behind the token, once, so that the grammar needs no skipper and no
/// alternative skips again; it has no attribute, and acts on the parse_context that the X3 context carries.
template <class Token>
struct terminal : x3::parser<terminal<Token>> {
    using attribute_type = x3::unused_type;
    static constexpr bool has_attribute = false;
    static constexpr Token token{};

    template <class Iterator, class Context, class RuleContext, class Attribute>
    [[gnu::always_inline]] bool parse(Iterator& first, const Iterator& last, const Context& context, RuleContext&,
                                      Attribute&) const {
        auto& on = x3::get<context_tag>(context);
        using context_type = std::remove_reference_t<decltype(on)>;
        // Most tokens that are asked for are not there, which the first character tells, without a call.
        if constexpr (!context_type::reports && requires { Token::may_begin('x'); })
            if (first == last || !Token::may_begin(*first)) return false;
        return take(on, first, last);
    }

private:
    template <class On>
    [[gnu::always_inline]] bool take(On& on, const char*& first, const char* last) const {
        const char* behind = nullptr;
        if constexpr (fat_frames || On::reports || requires { Token::is_rare; })
            behind = scan_outlined(on, first, last);
        else behind = token.scan(on, first, last);
        if (behind == nullptr) return false;
        on.consumed(behind);
        first = skip_blank(behind, last);
        return true;
    }

    /// The pass that explains does much in a token, and so does any pass under AddressSanitizer; the stack of that must
    /// not be paid on every level of the grammar, nor that of tokens which most filters do not have.
    template <class On>
    [[gnu::noinline]] const char* scan_outlined(On& on, const char* at, const char* end) const {
        return token.scan(on, at, end);
    }
};

/// Matches the empty text if a predicate of the context holds.
template <class Predicate>
struct eps_if : x3::parser<eps_if<Predicate>> {
    using attribute_type = x3::unused_type;
    static constexpr bool has_attribute = false;

    template <class Iterator, class Context, class RuleContext, class Attribute>
    [[gnu::always_inline]] bool parse(Iterator&, const Iterator&, const Context& context, RuleContext&,
                                      Attribute&) const {
        return Predicate::holds(x3::get<context_tag>(context));
    }
};

} // namespace calque::detail::grammar
