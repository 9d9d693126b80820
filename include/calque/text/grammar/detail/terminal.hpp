// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/text/grammar/tokens.hpp>

// X3 uses RTTI only for the names of parsers, so -fno-rtti is supported.
#if !defined(__cpp_rtti) && !defined(BOOST_SPIRIT_X3_NO_RTTI)
#define BOOST_SPIRIT_X3_NO_RTTI
#endif

#include <boost/spirit/home/x3/core.hpp>
#include <boost/spirit/home/x3/support/context.hpp>

#include <type_traits>

namespace calque::detail::grammar {

namespace x3 = boost::spirit::x3;

/// The tag under which the X3 context holds the parse_context.
struct context_tag {};

#if defined(__SANITIZE_ADDRESS__)
inline constexpr bool large_stack_frames = true;
#elif defined(__has_feature)
inline constexpr bool large_stack_frames = __has_feature(address_sanitizer);
#else
inline constexpr bool large_stack_frames = false;
#endif

/// Wraps a token class as an X3 parser. It skips the blanks after the token once, so the grammar needs no skipper and
/// alternatives do not skip again. It has no attribute; it acts on the parse_context in the X3 context.
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
        // Most requested tokens are absent; the first character shows this without a call.
        if constexpr (!context_type::reports && requires { Token::may_begin('x'); })
            if (first == last || !Token::may_begin(*first)) return false;
        return take(on, first, last);
    }

private:
    template <class On>
    [[gnu::always_inline]] bool take(On& on, const char*& first, const char* last) const {
        const char* behind = nullptr;
        if constexpr (large_stack_frames || On::reports || requires { Token::is_rare; })
            behind = scan_outlined(on, first, last);
        else behind = token.scan(on, first, last);
        if (behind == nullptr) return false;
        on.consumed(behind);
        first = skip_blank(behind, last);
        return true;
    }

    /// Kept out of line: scanning needs a large stack frame in the explaining pass and under AddressSanitizer, and
    /// rare tokens are seldom scanned. Inlined, the frame would be repeated on every level of the grammar.
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
