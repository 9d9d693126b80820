// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/values/relative_time.hpp>
#include <calque/values/write_time.hpp>

#include <algorithm>

namespace calque {

CALQUE_DECL std::string to_string(const relative_time& time) {
    std::string out;
    detail::append_time(out, time);
    return out;
}

namespace detail {

inline constexpr instant first_instant{
    std::chrono::sys_days{std::chrono::year{1} / std::chrono::January / 1}.time_since_epoch()};
inline constexpr instant last_instant{
    std::chrono::sys_days{std::chrono::year{9999} / std::chrono::December / 31}.time_since_epoch() +
    std::chrono::hours{24} - std::chrono::microseconds{1}};

/// Adds calendar months, keeping day and time of day; a day that the month lacks becomes its last.
[[nodiscard]] inline instant add_months(instant at, std::int64_t months) {
    const auto day = std::chrono::floor<std::chrono::days>(at);
    const std::chrono::year_month_day date{day};
    const std::int64_t count =
        std::int64_t{static_cast<int>(date.year())} * 12 + static_cast<unsigned>(date.month()) - 1 + months;
    if (count < 12) return first_instant;
    if (count >= 10'000 * 12) return last_instant;
    const std::chrono::year_month month{std::chrono::year{static_cast<int>(count / 12)},
                                        std::chrono::month{static_cast<unsigned>(count % 12) + 1}};
    const std::chrono::day last = (month / std::chrono::last).day();
    return std::chrono::sys_days{month / std::min(date.day(), last)} + (at - day);
}

} // namespace detail

CALQUE_DECL instant resolve(const relative_time& time, instant moment, day_edge edge) {
    using namespace std::chrono;
    instant at = moment;
    if (time.anchor == time_anchor::today) {
        at = floor<days>(moment);
        if (edge == day_edge::end) at += hours{24} - seconds{1}; // 23:59:59, as the vendor's guide says
    }
    if (time.sign == 0) return at;
    const std::int64_t amount = time.sign == '-' ? -std::int64_t{time.amount} : std::int64_t{time.amount};
    if (time.unit == time_unit::month) return detail::add_months(at, amount);
    if (time.unit == time_unit::year) return detail::add_months(at, amount * 12);
    const seconds move{amount * detail::seconds_of(time.unit)};
    // Compares in seconds first: a large offset in microseconds would overflow.
    if (floor<seconds>(at) + move < floor<seconds>(detail::first_instant)) return detail::first_instant;
    if (floor<seconds>(at) + move > floor<seconds>(detail::last_instant)) return detail::last_instant;
    return at + move;
}

} // namespace calque
