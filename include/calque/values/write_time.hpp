// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/support/write.hpp>

#include <chrono>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace calque {
struct datetime;
struct relative_time;
} // namespace calque

// Writes times. The headers of their types are not included here, because header-only they include bodies that call
// these functions; the types are complete when the templates are instantiated.
namespace calque::detail {

/// Appends a non-negative number, padded with leading zeros to `width`.
template <class Text>
constexpr void append_padded(Text& out, std::int64_t number, std::size_t width) {
    out.append(digit_text{static_cast<std::uint64_t>(number), width}.view());
}

/// Appends a date and time in RFC 3339 with `T`, at most six fraction digits, and `Z` for no offset.
template <class Text, std::same_as<datetime> Time>
constexpr void append_time(Text& out, const Time& time) {
    using namespace std::chrono;
    const auto local = time.at + minutes{time.zone_minutes};
    const auto day = floor<days>(local);
    const year_month_day date{day};
    const hh_mm_ss clock{local - day};
    const int year = static_cast<int>(date.year());
    if (year < 0) out.push_back('-');
    append_padded(out, year < 0 ? -year : year, year < 0 ? 3 : 4);
    out.push_back('-');
    append_padded(out, static_cast<unsigned>(date.month()), 2);
    out.push_back('-');
    append_padded(out, static_cast<unsigned>(date.day()), 2);
    out.push_back('T');
    append_padded(out, clock.hours().count(), 2);
    out.push_back(':');
    append_padded(out, clock.minutes().count(), 2);
    out.push_back(':');
    append_padded(out, clock.seconds().count(), 2);
    if (auto fraction = clock.subseconds().count(); fraction != 0) {
        std::size_t width = 6;
        for (; fraction % 10 == 0; fraction /= 10) --width;
        out.push_back('.');
        append_padded(out, fraction, width);
    }
    if (time.zone_minutes == 0) return out.push_back('Z');
    const int zone = time.zone_minutes < 0 ? -time.zone_minutes : time.zone_minutes;
    out.push_back(time.zone_minutes < 0 ? '-' : '+');
    append_padded(out, zone / 60, 2);
    out.push_back(':');
    append_padded(out, zone % 60, 2);
}

/// Appends a relative time, for example `today-7d`.
template <class Text, std::same_as<relative_time> Time>
constexpr void append_time(Text& out, const Time& time) {
    out.append(std::string_view{time.anchor == decltype(time.anchor)::now ? "now" : "today"});
    if (time.sign == 0) return;
    out.push_back(time.sign);
    append_whole(out, time.amount);
    out.push_back(letter(time.unit));
}

} // namespace calque::detail
