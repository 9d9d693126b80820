// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/support/decimal.hpp>
#include <calque/support/exact_quotient.hpp>
#include <calque/support/scan.hpp>
#include <calque/values/value.hpp>

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <limits>

namespace calque::detail {

enum class number_status : std::uint8_t {
    none, ///< no number starts here
    ok,
    leading_zero, ///< `007`
    no_digits,    ///< `1.`, `1e`, `-`
    out_of_range, ///< fits neither 64 bits nor a double
    inexact,      ///< would change: a double cannot hold so many digits
};

/// A scanned number: a whole number if it is one and fits 64 bits, otherwise a double.
struct number_scan {
    const char* end = nullptr;
    number_status status = number_status::none;
    value_kind kind = value_kind::none;
    std::uint64_t bits = 0;
    bool written_whole = true; ///< without a fraction part
};

/// Stores a double in the canonical form: as a whole number if it is one and fits 64 bits.
constexpr void store_double(double number, number_scan& out) noexcept {
    constexpr double two_63 = 9223372036854775808.0;
    if (number >= -two_63 && number < two_63) {
        const auto whole = static_cast<std::int64_t>(number);
        if (static_cast<double>(whole) == number) {
            out.kind = value_kind::integer;
            out.bits = std::bit_cast<std::uint64_t>(whole);
            return;
        }
    } else if (number > 0 && number < 2 * two_63) {
        out.kind = value_kind::unsigned_integer;
        out.bits = static_cast<std::uint64_t>(number);
        return;
    }
    out.kind = value_kind::number;
    out.bits = std::bit_cast<std::uint64_t>(number);
}

/// Stores a whole number of up to 64 bits; returns false if it does not fit.
constexpr bool store_whole(std::uint64_t magnitude, bool negative, number_scan& out) noexcept {
    constexpr std::uint64_t two_63 = std::uint64_t{1} << 63;
    if (negative ? magnitude > two_63 : false) return false;
    out.kind = magnitude >= two_63 && !negative ? value_kind::unsigned_integer : value_kind::integer;
    out.bits = negative ? ~magnitude + 1 : magnitude;
    return true;
}

[[nodiscard]] constexpr bool is_digit(const char* at, const char* end) noexcept {
    return at != end && static_cast<unsigned char>(*at - '0') < 10;
}

/// A number as written: its digits, without zeros at either end, and the power of ten of the last one.
struct written_decimal {
    std::uint64_t digits = 0;
    std::int64_t power = 0;
    bool fits = true; ///< the digits fit 64 bits
};

/// Appends `zeros` pending zeros and then a digit.
constexpr void append_digit(written_decimal& to, std::int64_t zeros, std::uint64_t digit) noexcept {
    constexpr std::uint64_t most = std::numeric_limits<std::uint64_t>::max();
    for (; zeros >= 0 && to.fits; --zeros) {
        to.fits = to.digits <= most / 10;
        to.digits *= 10;
    }
    to.fits = to.fits && to.digits <= most - digit;
    to.digits += digit;
}

/// Reads a number from its first digit to its end.
[[nodiscard]] constexpr written_decimal read_written_decimal(const char* at, const char* end) noexcept {
    written_decimal out;
    bool fraction = false;
    bool begun = false;
    std::int64_t zeros = 0;
    for (; at != end && *at != 'e' && *at != 'E'; ++at) {
        if (*at == '.') {
            fraction = true;
            continue;
        }
        if (fraction) --out.power;
        if (*at == '0') {
            zeros += begun ? 1 : 0;
            continue;
        }
        append_digit(out, zeros, static_cast<std::uint64_t>(*at - '0'));
        begun = true;
        zeros = 0;
    }
    out.power += zeros;
    if (at == end) return out;
    ++at;
    const bool below = *at == '-';
    if (*at == '-' || *at == '+') ++at;
    std::int64_t exponent = 0;
    for (; at != end; ++at) exponent = std::min<std::int64_t>(exponent * 10 + (*at - '0'), 1'000'000'000'000);
    out.power += below ? -exponent : exponent;
    return out;
}

/// Stores a whole number of up to 64 bits; returns false if it is not whole or does not fit.
constexpr bool store_if_whole(const written_decimal& number, bool negative, number_scan& out) noexcept {
    constexpr std::uint64_t most = std::numeric_limits<std::uint64_t>::max();
    if (!number.fits) return false;
    std::uint64_t magnitude = number.digits;
    for (std::int64_t left = magnitude == 0 ? 0 : number.power; left != 0; --left) {
        if (left < 0 || magnitude > most / 10) return false;
        magnitude *= 10;
    }
    return store_whole(magnitude, negative, out);
}

/// Returns whether `number`, the nearest double, is close enough to the written number: a fraction must not become
/// whole, and a whole number past 64 bits must not have more digits than identify a double.
[[nodiscard]] constexpr bool is_representable(const written_decimal& written, double number) noexcept {
    constexpr double two_53 = 9007199254740992.0; // from here on doubles have no fractions
    const double magnitude = number < 0 ? -number : number;
    if (written.power < 0)
        return magnitude < two_53 && static_cast<double>(static_cast<std::int64_t>(magnitude)) != magnitude;
    constexpr std::uint64_t more_digits = 100'000'000'000'000'000; // more than 17
    static_assert(std::numeric_limits<double>::max_digits10 == 17);
    return written.fits && written.digits < more_digits;
}

/// Stores the number from `start` to `end`, whole numbers exactly.
constexpr void store_exact(const char* start, const char* end, number_scan& out) noexcept {
    const char* const first_digit = start + (is_digit(start, end) ? 0 : 1);
    const written_decimal written = read_written_decimal(first_digit, end);
    if (store_if_whole(written, *start == '-', out)) return;
    const auto number = read_double(*start == '+' ? first_digit : start, end); // `read_double` takes no plus sign
    if (!number) out.status = number_status::out_of_range;
    else if (!is_representable(written, *number)) out.status = number_status::inexact;
    else store_double(*number, out);
}

/// Continues `scan_number` at a `.` or an `e`; `magnitude` is the value of the digits before it, unless they
/// overflow.
[[nodiscard]] constexpr number_scan scan_fraction(const char* start, const char* at, const char* end,
                                                  std::uint64_t magnitude) noexcept {
    const auto fail = [](const char* p, number_status status) { return number_scan{p, status}; };
    const char* const first_digit = start + (is_digit(start, end) ? 0 : 1);
    std::size_t digits = static_cast<std::size_t>(at - first_digit);
    std::size_t behind_point = 0;
    bool written_whole = true;
    if (at != end && *at == '.') {
        const char* const fraction = ++at;
        for (; is_digit(at, end); ++at) magnitude = magnitude * 10 + static_cast<std::uint64_t>(*at - '0');
        if (at == fraction) return fail(at, number_status::no_digits);
        behind_point = static_cast<std::size_t>(at - fraction);
        digits += behind_point;
        written_whole = false;
    }
    bool has_exponent = false;
    if (at != end && (*at == 'e' || *at == 'E')) {
        const char* exponent = at + 1;
        if (exponent != end && (*exponent == '-' || *exponent == '+')) ++exponent;
        if (!is_digit(exponent, end)) return fail(exponent, number_status::no_digits);
        while (is_digit(exponent, end)) ++exponent;
        at = exponent;
        has_exponent = true;
    }
    number_scan out{at, number_status::ok};
    out.written_whole = written_whole;
    constexpr std::size_t most_digits = std::numeric_limits<std::uint64_t>::digits10;
    if (!has_exponent && digits <= most_digits) {
        if (const auto number = exact_quotient(magnitude, behind_point)) {
            store_double(*start == '-' ? -*number : *number, out);
            return out;
        }
    }
    store_exact(start, at, out);
    return out;
}

/// Scans a number:
/// `number = [ "-" | "+" ] ( "0" | digit {digit} ) [ "." digit {digit} ] [ ("e"|"E") ["-"|"+"] digit {digit} ]`
///
/// Stops before `..`, for ranges such as `60..120`.
[[nodiscard]] constexpr number_scan scan_number(const char* at, const char* end) noexcept {
    const auto fail = [](const char* p, number_status status) { return number_scan{p, status}; };
    const char* const start = at;
    const bool negative = at != end && *at == '-';
    if (at != end && (*at == '-' || *at == '+')) ++at;
    if (!is_digit(at, end)) return fail(at, at == start ? number_status::none : number_status::no_digits);

    const char* const first_digit = at;
    std::uint64_t magnitude = 0;
    for (; is_digit(at, end); ++at) magnitude = magnitude * 10 + static_cast<std::uint64_t>(*at - '0');
    const auto digits = static_cast<std::size_t>(at - first_digit);
    if (*first_digit == '0' && digits > 1) return fail(at, number_status::leading_zero);
    if (at != end && ((*at == '.' && !(end - at > 1 && at[1] == '.')) || *at == 'e' || *at == 'E'))
        return scan_fraction(start, at, end, magnitude);

    number_scan out{at, number_status::ok};
    constexpr std::size_t most_digits = std::numeric_limits<std::uint64_t>::digits10 + 1;
    // Twenty digits may have wrapped around, which makes the result less than any number of twenty digits.
    const bool fits = digits < most_digits ||
                      (digits == most_digits && *first_digit == '1' && magnitude >= 10'000'000'000'000'000'000u);
    if (!fits || !store_whole(magnitude, negative, out)) out.status = number_status::out_of_range;
    return out;
}

/// Scans a JSON number. A whole number too large for 64 bits is a double: `100000000000000000000`.
[[nodiscard]] constexpr number_scan scan_json_number(const char* at, const char* end) noexcept {
    number_scan out = scan_number(at, end);
    if (out.status != number_status::out_of_range) return out;
    out.status = number_status::ok;
    store_exact(at, out.end, out);
    return out;
}

} // namespace calque::detail
