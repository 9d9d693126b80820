// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/support/scan.hpp>
#include <calque/values/datetime.hpp>
#include <calque/values/relative_time.hpp>

#include <chrono>
#include <cstdint>
#include <optional>

namespace calque::detail {

/// Returns the unit of a letter: `unit = s m h d w M y`; case matters.
[[nodiscard]] constexpr std::optional<time_unit> unit_of(char c) noexcept {
    switch (c) {
    case 's': return time_unit::second;
    case 'm': return time_unit::minute;
    case 'h': return time_unit::hour;
    case 'd': return time_unit::day;
    case 'w': return time_unit::week;
    case 'M': return time_unit::month;
    case 'y': return time_unit::year;
    default: return std::nullopt;
    }
}

enum class relative_status : std::uint8_t {
    none, ///< no `now` or `today` starts here
    ok,
    no_amount,    ///< no digit follows the sign
    no_unit,      ///< no letter follows the amount
    unknown_unit, ///< the letter is not a unit
    too_far,      ///< the amount exceeds `max_amount`
};

struct relative_scan {
    const char* end = nullptr; ///< after the time, or the position of the failure
    relative_status status = relative_status::none;
    relative_time time{};
};

/// Scans `relative = ("now" | "today") [ ("-" | "+") integer unit ]`; blanks may surround the sign.
[[nodiscard]] constexpr relative_scan scan_relative(const char* at, const char* end) noexcept {
    relative_scan out{at};
    if (at == end) return out;
    const char* behind = match_word(at, end, "now");
    if (behind == nullptr) {
        behind = match_word(at, end, "today");
        if (behind == nullptr) return out;
        out.time.anchor = time_anchor::today;
    }
    out.end = behind;
    out.status = relative_status::ok;
    const char* sign = skip_blank(behind, end);
    if (sign == end || (*sign != '-' && *sign != '+')) return out;
    out.time.sign = *sign;
    at = skip_blank(sign + 1, end);
    const auto fail = [&](const char* place, relative_status why) {
        out.end = place;
        out.status = why;
        return out;
    };
    if (at == end || !is_class(*at, digit_char)) return fail(at, relative_status::no_amount);
    const char* const digits = at;
    std::int64_t amount = 0;
    bool overflow = false;
    for (; at != end && is_class(*at, digit_char); ++at) {
        amount = amount * 10 + (*at - '0');
        overflow = overflow || amount > 0x7fffffff;
        if (overflow) amount = 0;
    }
    if (at == end || !is_class(*at, word_char)) return fail(at, relative_status::no_unit);
    const auto unit = unit_of(*at);
    if (!unit || (end - at > 1 && is_class(at[1], word_char))) return fail(at, relative_status::unknown_unit);
    if (overflow || amount > max_amount(*unit)) return fail(digits, relative_status::too_far);
    out.time.unit = *unit;
    out.time.amount = static_cast<std::int32_t>(amount);
    out.end = at + 1;
    return out;
}

enum class datetime_status : std::uint8_t {
    none, ///< does not start with `dddd-`
    ok,
    malformed,   ///< a part is missing or out of range
    no_time,     ///< a date without a time
    no_zone,     ///< a date and time without a zone
    too_precise, ///< nonzero fraction digits after the sixth
};

struct datetime_scan {
    const char* end = nullptr; ///< after the time, or the position of the failure
    datetime_status status = datetime_status::none;
    datetime time{};
};

/// A reader of fixed-width digits, for `scan_datetime`.
struct digit_reader {
    const char* at;
    const char* end;
    bool ok = true;

    /// Reads two digits; on failure it stops at the first character that is not a digit.
    [[gnu::always_inline]] constexpr int two_digits() noexcept {
        if (!ok) return 0;
        const auto digit = [&](int i) { return static_cast<unsigned>(static_cast<unsigned char>(at[i])) - '0'; };
        if (end - at >= 2 && digit(0) < 10 && digit(1) < 10) {
            at += 2;
            return static_cast<int>(digit(-2) * 10 + digit(-1));
        }
        ok = false;
        if (at != end && digit(0) < 10) ++at;
        return 0;
    }
    [[gnu::always_inline]] constexpr void literal(char c) noexcept {
        ok = ok && at != end && *at == c;
        if (ok) ++at;
    }
    [[nodiscard]] constexpr bool next_is(char c) const noexcept { return ok && at != end && *at == c; }
};

/// Returns whether a year and a `-` stand at `at`; nothing else starts like this.
[[nodiscard]] constexpr bool begins_like_datetime(const char* at, const char* end) noexcept {
    if (end - at < 5 || at[4] != '-') return false;
    for (int i = 0; i < 4; ++i)
        if (!is_class(at[i], digit_char)) return false;
    return true;
}

/// Scans a date and time (RFC 3339):
/// `datetime = date ("T"|"t") hh ":" mm ":" ss [ "." digits ] ( "Z" | "z" | ("+"|"-") hh ":" mm )`.
[[nodiscard]] constexpr datetime_scan scan_datetime(const char* at, const char* end) noexcept {
    const auto fail = [](const char* place, datetime_status why) { return datetime_scan{place, why}; };
    digit_reader in{at, end};
    const int century = in.two_digits();
    const int year = century * 100 + in.two_digits();
    in.literal('-');
    if (!in.ok) return fail(at, datetime_status::none);
    const int month = in.two_digits();
    in.literal('-');
    const int day = in.two_digits();
    const std::chrono::year_month_day date{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                                           std::chrono::day{static_cast<unsigned>(day)}};
    if (!in.ok || year == 0 || !date.ok()) return fail(in.at, datetime_status::malformed);
    if (in.at == end || (*in.at != 'T' && *in.at != 't')) return fail(in.at, datetime_status::no_time);
    ++in.at;
    const int hour = in.two_digits();
    in.literal(':');
    const int minute = in.two_digits();
    in.literal(':');
    const int second = in.two_digits();
    if (!in.ok || hour > 23 || minute > 59 || second > 59) return fail(in.at, datetime_status::malformed);

    std::int64_t micros = 0;
    if (in.next_is('.')) {
        ++in.at;
        int count = 0;
        bool cut = false;
        for (; in.at != end && is_class(*in.at, digit_char); ++in.at, ++count) {
            if (count < 6) micros = micros * 10 + (*in.at - '0');
            else cut = cut || *in.at != '0';
        }
        if (count == 0) return fail(in.at, datetime_status::malformed);
        if (cut) return fail(in.at, datetime_status::too_precise);
        for (; count < 6; ++count) micros *= 10;
    }

    int zone = 0;
    if (in.next_is('Z') || in.next_is('z')) {
        ++in.at;
    } else if (in.next_is('+') || in.next_is('-')) {
        const int sign = *in.at++ == '-' ? -1 : 1;
        const int zone_hours = in.two_digits();
        in.literal(':');
        const int zone_minutes = in.two_digits();
        if (!in.ok || zone_hours > 23 || zone_minutes > 59) return fail(in.at, datetime_status::malformed);
        zone = sign * (zone_hours * 60 + zone_minutes);
    } else {
        return fail(in.at, datetime_status::no_zone);
    }
    const std::chrono::sys_time<std::chrono::microseconds> local{
        std::chrono::sys_days{date}.time_since_epoch() + std::chrono::hours{hour} + std::chrono::minutes{minute} +
        std::chrono::seconds{second} + std::chrono::microseconds{micros}};
    datetime_scan out{in.at, datetime_status::ok};
    out.time = {local - std::chrono::minutes{zone}, static_cast<std::int16_t>(zone)};
    return out;
}

} // namespace calque::detail
