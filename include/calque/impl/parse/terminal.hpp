// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/detail/grammar/tokens.hpp>

#include <boost/spirit/home/x3/core.hpp>
#include <boost/spirit/home/x3/support/context.hpp>

#include <functional>
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
    Token token{};

    constexpr terminal() = default;
    constexpr explicit terminal(const Token& what) : token{what} {}

    template <class Iterator, class Context, class RuleContext, class Attribute>
    bool parse(Iterator& first, const Iterator& last, const Context& context, RuleContext&, Attribute&) const {
        auto& on = x3::get<context_tag>(context).get();
        const char* behind = nullptr;
        if constexpr (fat_frames || std::remove_reference_t<decltype(on)>::speaks) behind = scan_apart(on, first, last);
        else behind = token.scan(on, first, last);
        if (behind == nullptr) return false;
        if (behind != first) on.consumed(behind);
        first = skip_blank(behind, last);
        return true;
    }

private:
    /// The pass that explains does much in a token, and so does any pass under AddressSanitizer; the stack of that must
    /// not be paid on every level of the grammar.
    template <class On>
    [[gnu::noinline]] const char* scan_apart(On& on, const char* at, const char* end) const {
        return token.scan(on, at, end);
    }
};

} // namespace calque::detail::grammar
