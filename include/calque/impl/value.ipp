// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/detail/scan_time.hpp>
#include <calque/detail/write_time.hpp>
#include <calque/value.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace calque {

CALQUE_DECL std::string to_string(const datetime& time) {
    std::string out;
    detail::append_time(out, time);
    return out;
}

CALQUE_DECL std::optional<datetime> read_datetime(std::string_view text, bool naive_is_utc) {
    const auto whole = [](std::string_view from) -> std::optional<datetime> {
        const char* const end = from.data() + from.size();
        const detail::datetime_scan scan = detail::scan_datetime(from.data(), end);
        if (scan.status != detail::datetime_status::ok || scan.end != end) return std::nullopt;
        return scan.time;
    };
    if (const auto time = whole(text)) return time;
    if (text.size() < 19 || text.size() > 64) return std::nullopt;
    // Other writers put a space for the T, more digits than microseconds, and no zone.
    std::string mended{text};
    if (mended[10] == ' ') mended[10] = 'T';
    if (mended[19 < mended.size() ? 19 : 0] == '.') {
        std::size_t digits = 20;
        while (digits < mended.size() && mended[digits] >= '0' && mended[digits] <= '9') ++digits;
        if (digits > 26) mended.erase(26, digits - 26);
    }
    if (const auto time = whole(mended)) return time;
    return naive_is_utc ? whole(mended + 'Z') : std::nullopt;
}

} // namespace calque
