// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/support/config.hpp>

#include <chrono>
#include <cstdint>
#include <string>

namespace calque {

/// An instant in UTC, in microseconds.
using instant = std::chrono::sys_time<std::chrono::microseconds>;

/// What a relative time counts from: this instant, or this day in UTC (api/README.md, "Relative times").
enum class time_anchor : std::uint8_t { now, today };

/// The units of relative times and durations; their letters are s m h d w M y, and case matters.
enum class time_unit : std::uint8_t { second, minute, hour, day, week, month, year };

/// Returns the letter of a unit.
[[nodiscard]] constexpr char letter(time_unit unit) noexcept { return "smhdwMy"[static_cast<unsigned>(unit)]; }

namespace detail {
/// Returns the seconds in a unit, or 0 for months and years, which have no fixed length.
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

/// A time that the server resolves at every request: `now`, `today-7d`, `now+1M`.
struct relative_time {
    time_anchor anchor = time_anchor::now;
    char sign = 0; ///< '-', '+', or 0 if there is no offset
    time_unit unit = time_unit::second;
    std::int32_t amount = 0; ///< offset in units, not negative

    friend constexpr bool operator==(const relative_time&, const relative_time&) = default;
};

/// Returns the largest amount of a unit in a relative time: no offset exceeds 9999 years.
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

/// The edge of the day that `today` means: its first or its last second.
enum class day_edge : std::uint8_t { start, end };

/// Returns the text form in the language and the API, for example `today-7d`.
[[nodiscard]] std::string to_string(const relative_time& time);

/// Returns the instant that a relative time means at `moment`; months and years keep the day, up to the month's end.
///
/// The result is clamped to the years 1 to 9999.
[[nodiscard]] instant resolve(const relative_time& time, instant moment, day_edge edge = day_edge::start);

} // namespace calque

#ifdef CALQUE_HEADER_ONLY
#include <calque/values/relative_time.ipp>
#endif
