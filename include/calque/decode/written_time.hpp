// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/support/load_bytes.hpp>
#include <calque/support/scalar_token.hpp>

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace calque::detail {

/// A pattern of eight characters: `0` matches any digit, other characters match themselves.
struct digit_pattern {
    std::uint64_t wanted = 0;
    std::uint64_t slack = 0; ///< per byte, the largest addend that keeps the high bit of a match clear

    consteval explicit digit_pattern(std::string_view pattern) {
        for (std::size_t i = 8; i-- > 0;) {
            wanted = wanted << 8 | static_cast<unsigned char>(pattern[i]);
            slack = slack << 8 | (pattern[i] == '0' ? 0x7fu - 9 : 0x7fu);
        }
    }

    /// Returns whether the text at `at` matches; byte i of `pairs` is then the number that the digits i and i + 1
    /// form.
    [[nodiscard]] bool read(const char* at, std::uint64_t& pairs) const noexcept {
        const std::uint64_t values = load_bytes(at) ^ wanted;
        pairs = values * 10 + (values >> 8);
        return ((values | (values + slack)) & repeat_byte(0x80)) == 0;
    }
};

[[nodiscard]] constexpr unsigned byte_of(std::uint64_t bytes, unsigned index) noexcept {
    return static_cast<unsigned>(bytes >> 8 * index) & 0xffu;
}

/// Reads the offset at the end of a time, `Z` or `+00:00`. Rejects -00:00, which means that the zone is unknown.
[[nodiscard]] inline bool scan_zone(std::string_view text, scalar_token& out) noexcept {
    out.zulu = text == "Z";
    out.zone_minutes = 0;
    if (out.zulu) return true;
    if (text.size() != 6 || (text.front() != '+' && text.front() != '-')) return false;
    constexpr digit_pattern clock{"00:00000"};
    std::array<char, 8> digits{'0', '0', '0', '0', '0', '0', '0', '0'};
    std::memcpy(digits.data(), text.data() + 1, 5);
    std::uint64_t pairs = 0;
    if (!clock.read(digits.data(), pairs)) return false;
    const unsigned hours = byte_of(pairs, 0);
    const unsigned minutes = byte_of(pairs, 3);
    const int size = static_cast<int>(hours * 60 + minutes);
    out.zone_minutes = static_cast<std::int16_t>(text.front() == '-' ? -size : size);
    return hours < 24 && minutes < 60 && (size != 0 || text.front() == '+');
}

/// Converts a string token to a time token if it has the usual spelling, which `append_scalar` reproduces exactly:
/// `yyyy-mm-ddThh:mm:ss [ "." 1 to 6 digits ] ( "Z" | ("+"|"-") hh ":" mm )`. Leaves other tokens unchanged.
///
/// This is an optimization only: `read_datetime` reads these times, too, and others besides.
inline void read_common_time(scalar_token& token) noexcept {
    constexpr digit_pattern year_month_digits{"0000-00-"};
    constexpr digit_pattern day_hour_digits{"00T00:00"};
    constexpr digit_pattern clock_digits{"00:00:00"};
    constexpr std::size_t seconds_end = std::string_view{"2025-11-03T10:30:00"}.size();
    const std::string_view text = token.text;
    if (token.form != scalar_form::string || text.size() <= seconds_end) return;
    std::uint64_t year_month = 0;
    std::uint64_t day_hour = 0;
    std::uint64_t clock = 0;
    const bool digits = year_month_digits.read(text.data(), year_month) &&
                        day_hour_digits.read(text.data() + 8, day_hour) && clock_digits.read(text.data() + 11, clock);
    if (!digits) return;
    const unsigned hour = byte_of(clock, 0);
    const unsigned minute = byte_of(clock, 3);
    const unsigned second = byte_of(clock, 6);
    const std::chrono::year_month_day date{
        std::chrono::year{static_cast<int>(byte_of(year_month, 0) * 100 + byte_of(year_month, 2))},
        std::chrono::month{byte_of(year_month, 5)}, std::chrono::day{byte_of(day_hour, 0)}};
    if (date.year() == std::chrono::year{0} || !date.ok() || hour > 23 || minute > 59 || second > 59) return;

    std::size_t at = seconds_end;
    unsigned micros = 0;
    std::uint8_t scale = 0;
    if (text[at] == '.') {
        for (++at; scale < 6 && at < text.size() && text[at] >= '0' && text[at] <= '9'; ++at, ++scale)
            micros = micros * 10 + static_cast<unsigned>(text[at] - '0');
        if (scale == 0) return;
        for (unsigned i = scale; i < 6; ++i) micros *= 10;
    }
    if (!scan_zone(text.substr(at), token)) return;
    const std::int64_t days = std::chrono::sys_days{date}.time_since_epoch().count();
    const std::int64_t minutes = days * 1440 + hour * 60 + minute - token.zone_minutes;
    token.form = scalar_form::time;
    token.scale = scale;
    token.bits = static_cast<std::uint64_t>((minutes * 60 + second) * 1'000'000 + micros);
}

} // namespace calque::detail
