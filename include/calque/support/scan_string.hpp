// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/support/look_alike.hpp>
#include <calque/support/scan.hpp>

#include <cstddef>
#include <cstdint>

namespace calque::detail {

enum class string_status : std::uint8_t {
    none,
    ok,
    unterminated,
    bad_escape,
    control_character,
    invalid_utf8,
    too_long
};

/// The end of a scanned string, or where and why it failed.
struct string_scan {
    const char* end = nullptr; ///< after the closing quote, or the position of the failure
    string_status status = string_status::none;
    const char* hidden = nullptr; ///< the first invisible character
};

/// Appends a code point as UTF-8.
template <class Text>
constexpr void append_utf8(Text& out, char32_t code) {
    const auto put = [&](char32_t byte) { out.push_back(static_cast<char>(static_cast<unsigned char>(byte))); };
    if (code < 0x80) {
        put(code);
    } else if (code < 0x800) {
        put(0xc0 | code >> 6);
        put(0x80 | (code & 0x3f));
    } else if (code < 0x10000) {
        put(0xe0 | code >> 12);
        put(0x80 | (code >> 6 & 0x3f));
        put(0x80 | (code & 0x3f));
    } else {
        put(0xf0 | code >> 18);
        put(0x80 | (code >> 12 & 0x3f));
        put(0x80 | (code >> 6 & 0x3f));
        put(0x80 | (code & 0x3f));
    }
}

/// Returns the value of four hexadecimal digits at `at`, or -1.
[[nodiscard]] constexpr std::int32_t scan_hex4(const char* at, const char* end) noexcept {
    if (end - at < 4) return -1;
    std::int32_t code = 0;
    for (int i = 0; i < 4; ++i) {
        const char c = lower(at[i]);
        const int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
        if (digit < 0) return -1;
        code = code * 16 + digit;
    }
    return code;
}

/// Decodes the escape whose backslash is before `at`: JSON's or `\'`. Returns the position after it, or null.
template <class Text>
constexpr const char* scan_escape(const char* at, const char* end, Text& out) {
    if (at == end) return nullptr;
    switch (*at) {
    case '"':
    case '\'':
    case '\\':
    case '/': out.push_back(*at); return at + 1;
    case 'b': out.push_back('\b'); return at + 1;
    case 'f': out.push_back('\f'); return at + 1;
    case 'n': out.push_back('\n'); return at + 1;
    case 'r': out.push_back('\r'); return at + 1;
    case 't': out.push_back('\t'); return at + 1;
    case 'u': break;
    default: return nullptr;
    }
    std::int32_t code = scan_hex4(++at, end);
    if (code < 0 || (code >= 0xdc00 && code <= 0xdfff)) return nullptr;
    at += 4;
    if (code >= 0xd800 && code <= 0xdbff) {
        if (end - at < 2 || at[0] != '\\' || at[1] != 'u') return nullptr;
        const std::int32_t low = scan_hex4(at + 2, end);
        if (low < 0xdc00 || low > 0xdfff) return nullptr;
        code = 0x10000 + (code - 0xd800) * 0x400 + (low - 0xdc00);
        at += 6;
    }
    append_utf8(out, static_cast<char32_t>(code));
    return at;
}

/// Scans `string = '"' … '"' | "'" … "'"` with JSON escapes and `\'`, valid UTF-8, no raw control characters.
///
/// Appends the decoded text to `out`; more than `limit` bytes are refused.
template <class Text>
constexpr string_scan scan_string(const char* at, const char* end, std::size_t limit, Text& out) {
    if (at == end || (*at != '"' && *at != '\'')) return {at, string_status::none};
    const char* const start = at;
    const char quote = *at++;
    const std::size_t before = out.size();
    const char* hidden = nullptr;
    for (;;) {
        const char* const run = at;
        at = skip_plain_blocks(at, end, quote);
        while (at != end && *at != quote && *at != '\\' && static_cast<unsigned char>(*at) >= 0x20 &&
               static_cast<unsigned char>(*at) < 0x7f)
            ++at;
        out.append(run, static_cast<std::size_t>(at - run));
        if (out.size() - before > limit) return {start, string_status::too_long};
        if (at == end) return {start, string_status::unterminated};
        if (*at == quote) return {at + 1, string_status::ok, hidden};
        if (*at == '\\') {
            const char* const behind = scan_escape(at + 1, end, out);
            if (behind == nullptr) return {at, string_status::bad_escape};
            at = behind;
            continue;
        }
        // A line break usually means a forgotten quote; `end` shows which character it was.
        if (static_cast<unsigned char>(*at) < 0x20 || *at == 0x7f) return {at, string_status::control_character};
        const std::size_t length = utf8_length(at, end);
        if (length == 0) return {at, string_status::invalid_utf8};
        if (hidden == nullptr && is_hidden(utf8_decode(at, length))) hidden = at;
        out.append(at, length);
        at += length;
    }
}

} // namespace calque::detail
