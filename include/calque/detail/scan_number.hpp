// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/detail/decimal.hpp>
#include <calque/detail/exact_quotient.hpp>
#include <calque/detail/scan.hpp>
#include <calque/value.hpp>

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
    out_of_range, ///< does not fit 64 bits, or a double
};

/// A number as scanned: a whole number where it is one and fits 64 bits, else a double.
struct number_scan {
    const char* end = nullptr;
    number_status status = number_status::none;
    value_kind kind = value_kind::none;
    std::uint64_t bits = 0;
    bool written_whole = true; ///< without a fraction part
};

/// Stores a double the one way that equal numbers share: as a whole number where it is one that fits.
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

/// Stores a whole number of up to 64 bits; false where it does not fit.
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

/// The rest of `scan_number` from a `.` or an `e` on, behind digits that are worth `magnitude` where they are not too many.
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
    const auto number = read_double(*start == '+' ? start + 1 : start, at); // a plus sign is ours alone
    if (number) store_double(*number, out);
    else out.status = number_status::out_of_range;
    return out;
}

/// `number = [ "-" | "+" ] ( "0" | digit {digit} ) [ "." digit {digit} ] [ ("e"|"E") ["-"|"+"] digit {digit} ]`
///
/// A `.` that no digit follows is left alone where another `.` does, for ranges such as `60..120`.
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
    // One of twenty digits may have wrapped around, which makes it smaller than any that has twenty.
    const bool fits = digits < most_digits ||
                      (digits == most_digits && *first_digit == '1' && magnitude >= 10'000'000'000'000'000'000u);
    if (!fits || !store_whole(magnitude, negative, out)) out.status = number_status::out_of_range;
    return out;
}

} // namespace calque::detail
