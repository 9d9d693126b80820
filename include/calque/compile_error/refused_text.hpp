// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/compile_error/compiler_text.hpp>
#include <calque/support/fixed_string.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>
#include <type_traits>
#include <utility>

// How a mistake in a filter's text gets into the compiler's message: as the arguments of a template that has no body.
namespace calque {

/// If you see an error that names this type, its argument says what is wrong with the text of a filter, and at which byte
/// of it; or with an expression.
template <detail::fixed_string... What>
struct filter_mistake;

template <>
struct filter_mistake<> {}; // none

namespace detail {

/// Words in a constant.
struct constant_words {
    std::array<char, 240> text{};
    std::size_t size = 0;

    constexpr constant_words() noexcept = default;
    constexpr explicit constant_words(const compiler_text& words) noexcept : size{std::min(words.size(), text.size())} {
        std::copy_n(words.data(), size, text.data());
    }
};

/// How long a piece of a text may be that stands in a compiler's message.
#ifdef __clang__
inline constexpr std::size_t longest_piece = 36; // clang cuts a longer one
#else
inline constexpr std::size_t longest_piece = 512;
#endif

/// Where the pieces of a text begin and end; cut at a blank where there is one.
struct piece_list {
    std::array<std::size_t, 33> edges{};
    std::size_t count = 0;
};

[[nodiscard]] constexpr piece_list pieces_of(std::string_view text) noexcept {
    piece_list out;
    for (std::size_t at = 0; at < text.size() && out.count + 1 < out.edges.size();) {
        std::size_t size = std::min(longest_piece, text.size() - at);
        if (at + size < text.size()) {
            const std::size_t blank = text.substr(at, size).rfind(' ');
            if (blank != std::string_view::npos && blank > 0) size = blank + 1;
        }
        out.edges[++out.count] = at += size;
    }
    return out;
}

/// `Template<piece…>` of a text that stands in a constant with `text` and `size`.
template <template <fixed_string...> class Template, const auto& Words>
struct in_pieces {
    static constexpr piece_list list = pieces_of({Words.text.data(), Words.size});

    template <std::size_t Index>
    static constexpr fixed_string<list.edges[Index + 1] - list.edges[Index]> piece{
        Words.text.data() + list.edges[Index], Words.text.data() + list.edges[Index + 1]};

    template <std::size_t... Index>
    static auto join(std::index_sequence<Index...>) -> std::type_identity<Template<piece<Index>...>>;

    using type = typename decltype(join(std::make_index_sequence<list.count>{}))::type;
};

/// Nothing, or an error that names the mistake. Of a template's argument g++ tells the type, where of an alias it would
/// tell the alias.
template <class Mistake>
struct demand_none {
    static_assert(sizeof(Mistake) > 0);
};

} // namespace detail

} // namespace calque
