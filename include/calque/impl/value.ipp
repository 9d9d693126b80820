// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/detail/scan_time.hpp>
#include <calque/value.hpp>

#include <array>
#include <cstdio>
#include <string>

namespace calque {

CALQUE_DECL std::string to_string(const datetime& time) {
    using namespace std::chrono;
    const auto local = time.at + minutes{time.zone_minutes};
    const auto day = floor<days>(local);
    const year_month_day date{day};
    const hh_mm_ss clock{local - day};
    std::array<char, 48> text{};
    std::snprintf(text.data(), text.size(), "%04d-%02u-%02uT%02d:%02d:%02d", static_cast<int>(date.year()),
                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                  static_cast<int>(clock.hours().count()), static_cast<int>(clock.minutes().count()),
                  static_cast<int>(clock.seconds().count()));
    std::string out{text.data()};
    if (const auto micros = static_cast<int>(clock.subseconds().count()); micros != 0) {
        std::snprintf(text.data(), text.size(), ".%06d", micros);
        out += text.data();
        while (out.back() == '0') out.pop_back();
    }
    if (time.zone_minutes == 0) return out += 'Z';
    const int zone = time.zone_minutes < 0 ? -time.zone_minutes : time.zone_minutes;
    std::snprintf(text.data(), text.size(), "%c%02d:%02d", time.zone_minutes < 0 ? '-' : '+', zone / 60, zone % 60);
    return out += text.data();
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
