// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/api_failure.hpp>
#include <calque/detail/scan.hpp>

#include <cstddef>
#include <cstdio>

namespace calque::detail {

/// The code point of a valid UTF-8 sequence.
[[nodiscard]] inline char32_t decode_utf8(const char* at, std::size_t length) noexcept {
    const auto byte = [&](std::size_t i) { return char32_t{static_cast<unsigned char>(at[i])}; };
    if (length == 1) return byte(0);
    char32_t code = byte(0) & (0x7fu >> length);
    for (std::size_t i = 1; i < length; ++i) code = code << 6 | (byte(i) & 0x3f);
    return code;
}

/// Whether a character steers a terminal, or the order in which others are shown.
[[nodiscard]] constexpr bool steers(char32_t code) noexcept {
    return code < 0x20 || (code >= 0x7f && code < 0xa0) || code == 0x061c || code == 0x200e || code == 0x200f ||
           (code >= 0x2028 && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069) || code == 0xfeff;
}

CALQUE_DECL std::string excerpt(std::string_view text, std::size_t limit) {
    std::string out;
    const char* at = text.data();
    const char* const end = at + text.size();
    bool space = false;
    for (std::size_t count = 0; at != end;) {
        if (*at == ' ' || *at == '\t' || *at == '\n' || *at == '\r') {
            space = !out.empty();
            ++at;
            continue;
        }
        count += space ? 2 : 1;
        if (count > limit) return out += "…";
        if (space) out += ' ';
        space = false;
        const std::size_t length = utf8_length(at, end);
        const char32_t code = length == 0 ? 0 : decode_utf8(at, length);
        char escaped[16];
        if (length == 0)
            std::snprintf(escaped, sizeof escaped, "\\x%02x", static_cast<unsigned>(static_cast<unsigned char>(*at)));
        else if (steers(code)) std::snprintf(escaped, sizeof escaped, "\\u{%x}", static_cast<unsigned>(code));
        else escaped[0] = '\0';
        if (escaped[0] != '\0') out += escaped;
        else out.append(at, length);
        at += length == 0 ? 1 : length;
    }
    return out;
}

} // namespace calque::detail
