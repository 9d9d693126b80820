// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/support/read_word.hpp>
#include <calque/support/scan_run.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <type_traits>

// Finds characters that a JSON string must escape, many at a time.
namespace calque::detail {

/// Returns whether a JSON string must escape a character.
[[nodiscard]] constexpr bool is_escaped_in_json(char c) noexcept {
    return static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\';
}

/// Returns whether a JSON string must escape any of the characters in a word (its bytes).
template <class Word>
[[nodiscard]] constexpr bool has_escaped_in_json(Word word) noexcept {
    constexpr Word ones = static_cast<Word>(0x0101010101010101u);
    constexpr Word highest = static_cast<Word>(0x80 * ones);
    const auto below = [&](Word bytes, unsigned limit) { return static_cast<Word>((bytes - limit * ones) & ~bytes); };
    const auto equal = [&](char c) { return below(word ^ static_cast<unsigned char>(c) * ones, 1); };
    return ((below(word, 0x20) | equal('"') | equal('\\')) & highest) != 0;
}

/// Returns whether a text needs no escapes in a JSON string.
[[nodiscard]] constexpr bool is_plain_json(std::string_view text) noexcept {
    const char* at = text.data();
    const std::size_t size = text.size();
    const auto plain_word = [&]<class Word>(std::size_t from, Word) {
        return !has_escaped_in_json(read_word<Word>(at + from));
    };
#ifdef __SSE2__
    if (size >= 16 && !std::is_constant_evaluated()) {
        const auto plain_block = [&](std::size_t from) {
            return char_block::mask_of(char_block{at + from}.escaped_in_json()) == 0;
        };
        for (std::size_t i = 0; i + 16 < size; i += 16)
            if (!plain_block(i)) return false;
        return plain_block(size - 16);
    }
#endif
    if (size >= 8) {
        for (std::size_t i = 0; i + 8 < size; i += 8)
            if (!plain_word(i, std::uint64_t{})) return false;
        return plain_word(size - 8, std::uint64_t{});
    }
    if (size >= 4) return plain_word(0, std::uint32_t{}) && plain_word(size - 4, std::uint32_t{});
    for (const char c : text)
        if (is_escaped_in_json(c)) return false;
    return true;
}

/// Returns the length of a text in a JSON string, without quotes; an upper bound if it needs escapes.
[[nodiscard]] constexpr std::size_t escaped_size(std::string_view text) noexcept {
    if (is_plain_json(text)) return text.size();
    constexpr std::size_t longest_escape = 6;
    std::size_t size = text.size();
    for (const char c : text) size += is_escaped_in_json(c) ? longest_escape - 1 : 0;
    return size;
}

} // namespace calque::detail
