// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/support/config.hpp>

#include <chrono>
#include <cstdint>
#include <string>

namespace calque {

/// An instant in UTC, to the microsecond.
using instant = std::chrono::sys_time<std::chrono::microseconds>;

/// What a relative time counts from: this instant, or this day in UTC (api.md (b), "Relative datetimes").
enum class time_anchor : std::uint8_t { now, today };

/// The units of relative times and durations; their letters are s m h d w M y, and case matters.
enum class time_unit : std::uint8_t { second, minute, hour, day, week, month, year };

/// The letter of a unit.
[[nodiscard]] constexpr char letter(time_unit unit) noexcept { return "smhdwMy"[static_cast<unsigned>(unit)]; }

namespace detail {
/// The seconds of a unit, or 0 for months and years, which have no fixed length.
[[nodiscard]] constexpr std::int64_t seconds_of(time_unit unit) noexcept {
    switch (unit) {
    case time_unit::second: return 1;
    case time_unit::minute: return 60;
    case time_unit::hour: return 3600;
    case time_unit::day: return 86400;
    case time_unit::week: return 604800;
    case time_unit::month:
    case time_unit::year: return 0;
    }
    return 0;
}
} // namespace detail

/// A time that the server resolves anew at every request: `now`, `today-7d`, `now+1M`.
struct relative_time {
    time_anchor anchor = time_anchor::now;
    char sign = 0; ///< '-', '+', or 0 where there is no offset
    time_unit unit = time_unit::second;
    std::int32_t amount = 0; ///< units to move by, not negative

    friend constexpr bool operator==(const relative_time&, const relative_time&) = default;
};

/// The largest amount of a unit that a relative time takes: no offset passes 9999 years.
[[nodiscard]] constexpr std::int32_t max_amount(time_unit unit) noexcept {
    switch (unit) {
    case time_unit::second:
    case time_unit::minute:
    case time_unit::hour: return 2'147'483'647;
    case time_unit::day: return 3'652'058;
    case time_unit::week: return 521'722;
    case time_unit::month: return 119'988;
    case time_unit::year: return 9'999;
    }
    return 0;
}

/// Which end of the day `today` stands for: its first second, or its last.
enum class day_edge : std::uint8_t { start, end };

/// The text that the language and the API share, for example `today-7d`.
[[nodiscard]] std::string to_string(const relative_time& time);

/// The instant that a relative time means at a moment; months and years keep the day and clip to the month's end.
///
/// The result is clipped to the years 1 to 9999.
[[nodiscard]] instant resolve(const relative_time& time, instant moment, day_edge edge = day_edge::start);

} // namespace calque

#ifdef CALQUE_HEADER_ONLY
#include <calque/values/relative_time.ipp>
#endif
