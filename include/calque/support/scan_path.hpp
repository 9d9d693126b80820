// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/support/scan.hpp>
#include <calque/support/scan_string.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace calque::detail {

enum class path_status : std::uint8_t {
    none, ///< no field starts here
    ok,
    empty_segment, ///< two dots in a row, a dot at the end, or empty quotes
    bad_string,    ///< a quoted segment is broken
};

/// A scanned field name: `text` views the source, or the appended text if a segment is quoted.
struct path_scan {
    const char* end = nullptr; ///< after the path, or the position of the failure
    path_status status = path_status::none;
    bool quoted = false;
    std::string_view text{};
};

/// Scans a path with quoted segments; appends it to `out`, decoded and joined.
template <class Text>
constexpr path_scan scan_quoted_path(const char* at, const char* end, std::size_t limit, Text& out) {
    const std::size_t start = out.size();
    for (;;) {
        const std::size_t before = out.size();
        if (at != end && (*at == '"' || *at == '\'')) {
            const string_scan segment = scan_string(at, end, limit, out);
            if (segment.status != string_status::ok) return {at, path_status::bad_string, true};
            at = segment.end;
        } else {
            const char* const behind = scan_word(at, end);
            out.append(at, static_cast<std::size_t>(behind - at));
            at = behind;
        }
        if (out.size() == before) return {at, path_status::empty_segment, true};
        if (at == end || *at != '.')
            return {at, path_status::ok, true, std::string_view{out.data() + start, out.size() - start}};
        out.push_back(*at++);
    }
}

/// Scans `field = segment {"." segment}`, `segment = [A-Za-z_][A-Za-z0-9_]* | string`; no blanks inside.
///
/// Calls `prepare` before appending anything to `out`.
template <class Text, class Prepare>
[[gnu::always_inline]] inline constexpr path_scan scan_path(const char* at, const char* end, std::size_t limit,
                                                            Text& out, const Prepare& prepare) {
    const char* const start = at;
    if (at == end) return {at, path_status::none};
    if (!is_class(*at, word_start_char)) {
        if (*at != '"' && *at != '\'') return {at, path_status::none};
        prepare();
        return scan_quoted_path(start, end, limit, out);
    }
    at = skip_word_blocks(at, end);
    while (at != end && is_class(*at, word_char)) ++at;
    while (at != end && *at == '.') {
        const char* const segment = at + 1;
        if (segment != end && (*segment == '"' || *segment == '\'')) {
            prepare();
            return scan_quoted_path(start, end, limit, out);
        }
        const char* const behind = scan_word(segment, end);
        if (behind == segment) return {segment, path_status::empty_segment};
        at = behind;
    }
    return {at, path_status::ok, false, {start, static_cast<std::size_t>(at - start)}};
}
template <class Text>
constexpr path_scan scan_path(const char* at, const char* end, std::size_t limit, Text& out) {
    return scan_path(at, end, limit, out, [] {});
}

/// Returns whether a word is reserved, so that it needs quotes as a field name.
[[nodiscard]] constexpr bool is_reserved(std::string_view word) noexcept {
    if (word.size() < 2 || word.size() > 5) return false; // most names; saves evaluation steps at compile time
    for (const std::string_view each : {"and", "or", "not", "in", "is", "null", "true", "false", "now", "today"})
        if (same_word(word, each)) return true;
    return false;
}

} // namespace calque::detail
