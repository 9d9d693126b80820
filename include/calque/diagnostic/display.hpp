// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/support/scan.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

// Measures text on a terminal, and shows untrusted text safely.
namespace calque::detail {

struct code_range {
    char32_t first, last;
};

/// Combining marks, and characters that are not drawn at all.
inline constexpr std::array<code_range, 18> zero_width{{{0x0300, 0x036f},
                                                        {0x0483, 0x0489},
                                                        {0x0591, 0x05bd},
                                                        {0x0610, 0x061a},
                                                        {0x064b, 0x065f},
                                                        {0x0900, 0x0902},
                                                        {0x093c, 0x093c},
                                                        {0x0941, 0x0948},
                                                        {0x0e31, 0x0e31},
                                                        {0x0e34, 0x0e3a},
                                                        {0x1ab0, 0x1aff},
                                                        {0x1dc0, 0x1dff},
                                                        {0x200b, 0x200f},
                                                        {0x202a, 0x202e},
                                                        {0x2060, 0x2064},
                                                        {0x20d0, 0x20ff},
                                                        {0xfe00, 0xfe0f},
                                                        {0xfe20, 0xfe2f}}};

/// East Asian wide and full-width characters, and common emoji.
inline constexpr std::array<code_range, 14> double_width{{{0x1100, 0x115f},
                                                          {0x231a, 0x231b},
                                                          {0x2e80, 0x303e},
                                                          {0x3041, 0x33ff},
                                                          {0x3400, 0x4dbf},
                                                          {0x4e00, 0x9fff},
                                                          {0xa000, 0xa4cf},
                                                          {0xac00, 0xd7a3},
                                                          {0xf900, 0xfaff},
                                                          {0xfe30, 0xfe6f},
                                                          {0xff00, 0xff60},
                                                          {0xffe0, 0xffe6},
                                                          {0x1f300, 0x1faff},
                                                          {0x20000, 0x3fffd}}};

template <std::size_t Size>
[[nodiscard]] constexpr bool lies_in(const std::array<code_range, Size>& ranges, char32_t code) noexcept {
    for (const code_range& each : ranges)
        if (code >= each.first && code <= each.last) return true;
    return false;
}

/// Returns the columns that a character takes on a terminal.
[[nodiscard]] constexpr std::size_t columns_of(char32_t code) noexcept {
    if (code < 0x300) return 1;
    if (lies_in(zero_width, code)) return 0;
    return lies_in(double_width, code) ? 2 : 1;
}

/// Returns whether a character controls a terminal, is invisible, or changes the display order of others.
[[nodiscard]] constexpr bool controls_terminal(char32_t code) noexcept {
    return code < 0x20 || (code >= 0x7f && code < 0xa0) || code == 0x061c || (code >= 0x200b && code <= 0x200f) ||
           (code >= 0x2028 && code <= 0x202e) || (code >= 0x2060 && code <= 0x2069) || code == 0xfeff;
}

/// One character as shown, and the number of its source bytes.
struct shown_character {
    std::string text;
    std::size_t columns = 0;
    std::size_t bytes = 0;
};

/// Returns the character at `at` as shown: tabs advance to the next multiple of four columns; control characters,
/// direction marks and invalid UTF-8 are escaped, so that pasted text cannot control a terminal.
[[nodiscard]] inline shown_character show_character(const char* at, const char* end, std::size_t column) {
    constexpr std::string_view hex = "0123456789abcdef";
    const auto byte = static_cast<unsigned char>(*at);
    const auto escaped = [&](std::string_view prefix, std::uint32_t code, int digits, std::size_t bytes) {
        std::string text{prefix};
        for (int shift = (digits - 1) * 4; shift >= 0; shift -= 4) text += hex[code >> shift & 0xf];
        const std::size_t width = text.size();
        return shown_character{std::move(text), width, bytes};
    };
    if (byte == '\t') {
        const std::size_t width = 4 - column % 4;
        return {std::string(width, ' '), width, 1};
    }
    if (byte < 0x20 || byte == 0x7f) return escaped("\\x", byte, 2, 1);
    const std::size_t length = utf8_length(at, end);
    if (length == 0) return escaped("\\x", byte, 2, 1);
    const char32_t code = utf8_decode(at, length);
    if (controls_terminal(code)) return escaped("\\u", static_cast<std::uint32_t>(code), 4, length);
    return {std::string{at, length}, columns_of(code), length};
}

/// Returns untrusted text as one line that cannot control a terminal; line breaks and tabs become spaces.
[[nodiscard]] inline std::string show_text(std::string_view text) {
    std::string out;
    for (const char *at = text.data(), *end = at + text.size(); at != end;) {
        const bool blank = *at == '\n' || *at == '\r' || *at == '\t';
        const shown_character each = blank ? shown_character{" ", 1, 1} : show_character(at, end, 0);
        out += each.text;
        at += each.bytes;
    }
    return out;
}

/// Returns the columns that a text takes on a terminal when shown.
[[nodiscard]] inline std::size_t display_width(std::string_view text) {
    std::size_t columns = 0;
    for (const char *at = text.data(), *end = at + text.size(); at != end;) {
        const shown_character each = show_character(at, end, columns);
        columns += each.columns;
        at += each.bytes;
    }
    return columns;
}

} // namespace calque::detail
