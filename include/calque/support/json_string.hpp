// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/support/load_bytes.hpp>
#include <calque/support/scan.hpp>
#include <calque/support/scan_string.hpp>

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace calque::detail {

[[nodiscard]] constexpr bool is_json_space(char c) noexcept { return is_class(c, blank_char); } // the same characters

[[nodiscard]] constexpr const char* skip_space(const char* at, const char* end) noexcept {
    while (at != end && is_json_space(*at)) ++at;
    return at;
}

enum class json_string_status : std::uint8_t { whole, incomplete, control_character, bad_escape, invalid_utf8 };

/// The result of scanning a JSON string.
struct json_string_scan {
    const char* at; ///< the closing quote, the end, or the position of the failure
    json_string_status status;
    bool escaped = false;
};

/// Characters that need no escape in a JSON string: ASCII from 0x20 on, except the quote and the backslash.
inline constexpr std::array<bool, 256> plain_json_chars = [] {
    std::array<bool, 256> table{};
    for (std::size_t c = 0x20; c < 0x80; ++c) table[c] = c != '"' && c != '\\';
    return table;
}();

/// Skips plain characters, eight at a time if possible.
[[nodiscard]] inline const char* skip_plain(const char* at, const char* end) noexcept {
    for (; end - at >= 8; at += 8) {
        const std::uint64_t eight = load_bytes(at);
        const std::uint64_t quote = eight ^ repeat_byte('"');
        const std::uint64_t slash = eight ^ repeat_byte('\\');
        // The high bit of each byte that is not plain. A borrow may set it after the first such byte, never before.
        const std::uint64_t found =
            (eight | (eight - repeat_byte(0x20)) | (quote - repeat_byte(1)) | (slash - repeat_byte(1))) &
            repeat_byte(0x80);
        if (found != 0) return at + std::countr_zero(found) / 8;
    }
    while (at != end && plain_json_chars[static_cast<unsigned char>(*at)]) ++at;
    return at;
}

/// A sink that discards text, used if only the end of an escape is needed.
struct null_sink {
    void push_back(char) noexcept {}
};

/// Returns the position after the JSON escape that starts with the backslash at `at`, or null.
[[nodiscard]] inline const char* skip_json_escape(const char* at, const char* end) noexcept {
    null_sink nowhere;
    if (end - at > 1 && at[1] == '\'') return nullptr; // valid in the filter language only
    return scan_escape(at + 1, end, nowhere);
}

/// Returns whether more text could complete a truncated escape.
[[nodiscard]] inline bool is_truncated_escape(const char* at, const char* end) noexcept {
    constexpr std::array<std::string_view, 2> examples{"\\u0000", "\\ud800\\udc00"};
    const auto size = static_cast<std::size_t>(end - at);
    if (size == 1) return true;
    return std::any_of(examples.begin(), examples.end(), [&](std::string_view example) {
        if (size >= example.size()) return false;
        std::array<char, 12> text{};
        std::copy(example.begin(), example.end(), text.begin());
        std::copy(at, end, text.begin());
        return skip_json_escape(text.data(), text.data() + example.size()) != nullptr;
    });
}

/// Returns whether more text could complete a truncated UTF-8 sequence.
[[nodiscard]] inline bool is_truncated_sequence(const char* at, const char* end) noexcept {
    if (end - at > 3) return false;
    const auto goes_on = [&](char tail) {
        std::array<char, 4> bytes{tail, tail, tail, tail};
        std::copy(at, end, bytes.begin());
        return utf8_length(bytes.data(), bytes.data() + bytes.size()) > static_cast<std::size_t>(end - at);
    };
    return goes_on('\x80') || goes_on('\xbf');
}

/// Scans a JSON string from after its opening quote: valid UTF-8 and escapes, no control characters.
///
/// The status is `incomplete` if the text ends early and more text could make it valid.
[[nodiscard]] inline json_string_scan scan_json_string(const char* at, const char* end) {
    bool escaped = false;
    for (;;) {
        at = skip_plain(at, end);
        if (at == end) return {at, json_string_status::incomplete};
        if (*at == '"') return {at, json_string_status::whole, escaped};
        const auto c = static_cast<unsigned char>(*at);
        if (c < 0x20) return {at, json_string_status::control_character};
        if (c == '\\') {
            escaped = true;
            const char* const behind = skip_json_escape(at, end);
            if (behind == nullptr && is_truncated_escape(at, end)) return {at, json_string_status::incomplete};
            if (behind == nullptr) return {at, json_string_status::bad_escape};
            at = behind;
        } else {
            const std::size_t length = utf8_length(at, end);
            if (length == 0 && is_truncated_sequence(at, end)) return {at, json_string_status::incomplete};
            if (length == 0) return {at, json_string_status::invalid_utf8};
            at += length;
        }
    }
}

/// Appends the decoded text of a JSON string that was scanned before.
inline void append_decoded(std::string& out, std::string_view inner) {
    for (std::size_t at = 0; at != inner.size();) {
        const std::size_t escape = std::min(inner.find('\\', at), inner.size());
        out.append(inner, at, escape - at);
        at = escape;
        if (at == inner.size()) break;
        const char* const behind = scan_escape(inner.data() + at + 1, inner.data() + inner.size(), out);
        at = static_cast<std::size_t>(behind - inner.data());
    }
}

/// Returns the decoded text of a JSON string that was scanned before.
[[nodiscard]] inline std::string decoded_string(std::string_view inner) {
    std::string out;
    out.reserve(inner.size());
    append_decoded(out, inner);
    return out;
}

} // namespace calque::detail
