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

// Reports a mistake in a filter's text in the compiler's message, as arguments of a template without a definition.
namespace calque {

/// If you see an error that names this type, its arguments say what is wrong with a filter's text, and at which byte,
/// or with an expression.
template <detail::fixed_string... What>
struct filter_mistake;

template <>
struct filter_mistake<> {}; // no mistake

namespace detail {

/// A message in a constant.
struct constant_message {
    std::array<char, 240> text{};
    std::size_t size = 0;

    constexpr constant_message() noexcept = default;
    constexpr explicit constant_message(const compiler_text& words) noexcept
        : size{std::min(words.size(), text.size())} {
        std::copy_n(words.data(), size, text.data());
    }
};

/// The maximum length of a piece of text in a compiler's message.
#ifdef __clang__
inline constexpr std::size_t longest_piece = 36; // clang truncates longer ones
#else
inline constexpr std::size_t longest_piece = 512;
#endif

/// The boundaries of a text's pieces, after blanks if possible.
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

/// `Template<piece…>` for the text in a constant that has `text` and `size`.
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

/// Fails to compile, with a message that names the mistake, if there is one. The mistake is a template argument,
/// because g++ shows the type of an argument but only the name of an alias.
template <class Mistake>
struct assert_no_mistake {
    static_assert(sizeof(Mistake) > 0);
};

} // namespace detail

} // namespace calque
