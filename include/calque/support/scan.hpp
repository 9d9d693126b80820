// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/support/read_word.hpp>
#include <calque/support/scan_run.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

// Scanning shared by all parsers of the language: characters, blanks and words. Usable in constant expressions.
namespace calque::detail {

enum char_class : std::uint8_t {
    blank_char = 1,
    word_start_char = 2,
    word_char = 4,
    digit_char = 8,
    symbol_char = 16,
    comment_char = 32,
};

inline constexpr std::array<std::uint8_t, 256> char_classes = [] {
    std::array<std::uint8_t, 256> table{};
    for (const char c : std::string_view{" \t\r\n"}) table[static_cast<unsigned char>(c)] = blank_char;
    for (unsigned c = 'a'; c <= 'z'; ++c) table[c] = table[c - 'a' + 'A'] = word_start_char | word_char;
    table['_'] = word_start_char | word_char;
    for (unsigned c = '0'; c <= '9'; ++c) table[c] = word_char | digit_char;
    table['#'] = comment_char;
    for (const char c : std::string_view{"=<>!~"}) table[static_cast<unsigned char>(c)] = symbol_char;
    return table;
}();

[[nodiscard]] constexpr bool is_class(char c, unsigned classes) noexcept {
    return (char_classes[static_cast<unsigned char>(c)] & classes) != 0;
}

/// Returns whether a character is one of a set.
[[nodiscard]] constexpr bool is_among(char c, std::string_view set) noexcept {
    return set.find(c) != std::string_view::npos;
}

/// Converts an ASCII letter to lower case; returns other characters unchanged.
[[nodiscard]] constexpr char lower(char c) noexcept {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// Skips white space and comments: the slow path of `skip_blank`.
[[nodiscard]] constexpr const char* skip_blank_run(const char* at, const char* end) noexcept {
    for (; at != end; ++at) {
        if (is_class(*at, blank_char)) continue;
        if (*at != '#') return at;
        while (at != end && *at != '\n') ++at;
        if (at == end) return at;
    }
    return at;
}

/// Skips white space and comments: `comment = "#" to the end of the line`.
[[nodiscard, gnu::always_inline]] inline constexpr const char* skip_blank(const char* at, const char* end) noexcept {
    // Usually there is no blank or one; no character above `#` is a blank or starts a comment.
    if (at == end || static_cast<unsigned char>(*at) > '#') return at;
    if (*at == ' ' && end - at > 1 && static_cast<unsigned char>(at[1]) > '#') return at + 1;
    return skip_blank_run(at, end);
}

/// Returns the end of the word that starts at `at`, or `at` if none does.
[[nodiscard]] constexpr const char* scan_word(const char* at, const char* end) noexcept {
    if (at == end || !is_class(*at, word_start_char)) return at;
    at = skip_word_blocks(at, end);
    while (at != end && is_class(*at, word_char)) ++at;
    return at;
}

/// Compares two texts, ignoring the case of ASCII letters; `lower_case` must be in lower case.
[[nodiscard]] constexpr bool same_word(std::string_view text, std::string_view lower_case) noexcept {
    if (text.size() != lower_case.size()) return false;
    if (same_bytes(text.data(), lower_case.data(), text.size())) return true; // the usual case
    for (std::size_t i = 0; i < text.size(); ++i)
        if (lower(text[i]) != lower_case[i]) return false;
    return true;
}

/// Returns the end of the keyword at `at`, in any case and before a word boundary, or null.
///
/// Inlined because it is called many times per token, and the first letter decides nearly every call.
[[nodiscard, gnu::always_inline]] inline constexpr const char* match_word(const char* at, const char* end,
                                                                          std::string_view lower_case) noexcept {
    if (at == end || (*at | 0x20) != lower_case.front()) return nullptr;
    const auto size = static_cast<std::ptrdiff_t>(lower_case.size());
    if (end - at < size) return nullptr;
    for (std::ptrdiff_t i = 1; i < size; ++i) {
        const char wanted = lower_case[static_cast<std::size_t>(i)];
        if ((wanted == '_' ? at[i] : at[i] | 0x20) != wanted) return nullptr; // `| 0x20` makes only letters letters
    }
    return end - at > size && is_class(at[size], word_char) ? nullptr : at + size;
}

/// Returns the length of the UTF-8 sequence at `at`, or 0 if it is invalid (as overlong forms and surrogates are).
[[nodiscard]] constexpr std::size_t utf8_length(const char* at, const char* end) noexcept {
    const auto byte = [&](std::ptrdiff_t i) { return static_cast<unsigned>(static_cast<unsigned char>(at[i])); };
    const auto tail = [&](std::ptrdiff_t i) { return end - at > i && (byte(i) & 0xc0u) == 0x80u; };
    const unsigned lead = byte(0);
    if (lead < 0x80) return 1;
    if (lead >= 0xc2 && lead <= 0xdf) return tail(1) ? 2 : 0;
    if (lead >= 0xe0 && lead <= 0xef) {
        if (!tail(1) || !tail(2)) return 0;
        if (lead == 0xe0 && byte(1) < 0xa0) return 0;
        return lead == 0xed && byte(1) > 0x9f ? 0 : 3;
    }
    if (lead >= 0xf0 && lead <= 0xf4) {
        if (!tail(1) || !tail(2) || !tail(3)) return 0;
        if (lead == 0xf0 && byte(1) < 0x90) return 0;
        return lead == 0xf4 && byte(1) > 0x8f ? 0 : 4;
    }
    return 0;
}

[[nodiscard]] constexpr bool is_utf8(std::string_view text) noexcept {
    for (const char *at = text.data(), *const end = at + text.size(); at != end;) {
        const std::size_t length = static_cast<unsigned char>(*at) < 0x80 ? 1 : utf8_length(at, end);
        if (length == 0) return false;
        at += length;
    }
    return true;
}

/// Decodes a valid UTF-8 sequence of `length` bytes.
[[nodiscard]] constexpr char32_t utf8_decode(const char* at, std::size_t length) noexcept {
    const auto byte = [&](std::size_t i) { return static_cast<char32_t>(static_cast<unsigned char>(at[i])); };
    switch (length) {
    case 1: return byte(0);
    case 2: return (byte(0) & 0x1f) << 6 | (byte(1) & 0x3f);
    case 3: return (byte(0) & 0x0f) << 12 | (byte(1) & 0x3f) << 6 | (byte(2) & 0x3f);
    default: return (byte(0) & 0x07) << 18 | (byte(1) & 0x3f) << 12 | (byte(2) & 0x3f) << 6 | (byte(3) & 0x3f);
    }
}

} // namespace calque::detail
