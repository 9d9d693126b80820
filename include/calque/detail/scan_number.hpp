// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/detail/decimal.hpp>
#include <calque/detail/scan.hpp>
#include <calque/value.hpp>

#include <bit>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <system_error>
#include <type_traits>

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

/// The double nearest to a number without plus sign; nothing where it is infinity, or zero though a digit is not 0.
[[nodiscard]] constexpr std::optional<double> read_double(const char* at, const char* end) noexcept {
    if (std::is_constant_evaluated()) return read_decimal(at, end);
    double number = 0;
    return std::from_chars(at, end, number).ec == std::errc{} ? std::optional{number} : std::nullopt;
}

/// `number = [ "-" | "+" ] ( "0" | digit {digit} ) [ "." digit {digit} ] [ ("e"|"E") ["-"|"+"] digit {digit} ]`
///
/// A `.` that no digit follows is left alone where another `.` does, for ranges such as `60..120`.
[[nodiscard]] constexpr number_scan scan_number(const char* at, const char* end) noexcept {
    const auto digit = [&](const char* p) { return p != end && is_class(*p, digit_char); };
    const auto fail = [](const char* p, number_status status) { return number_scan{p, status}; };
    const char* const start = at;
    const bool negative = at != end && *at == '-';
    if (at != end && (*at == '-' || *at == '+')) ++at;
    if (!digit(at)) return fail(at, at == start ? number_status::none : number_status::no_digits);

    const char* const first_digit = at;
    std::uint64_t magnitude = 0;
    for (; at != end; ++at) {
        const auto next = static_cast<unsigned>(static_cast<unsigned char>(*at)) - '0';
        if (next > 9) break;
        magnitude = magnitude * 10 + next;
    }
    const std::ptrdiff_t digits = at - first_digit;
    if (*first_digit == '0' && digits > 1) return fail(at, number_status::leading_zero);
    // Up to 19 digits fit. Of 20 those do that begin with 1, unless their number went round past the last one.
    constexpr std::uint64_t ten_to_19 = 10'000'000'000'000'000'000u;
    const bool overflow = digits > 20 || (digits == 20 && (*first_digit != '1' || magnitude < ten_to_19));

    number_scan out{at, number_status::ok};
    bool whole = true;
    if (at != end && *at == '.' && !(end - at > 1 && at[1] == '.')) {
        if (!digit(++at)) return fail(at, number_status::no_digits);
        while (digit(at)) ++at;
        whole = out.written_whole = false;
    }
    if (at != end && (*at == 'e' || *at == 'E')) {
        const char* exponent = at + 1;
        if (exponent != end && (*exponent == '-' || *exponent == '+')) ++exponent;
        if (!digit(exponent)) return fail(exponent, number_status::no_digits);
        while (digit(exponent)) ++exponent;
        at = exponent;
        whole = false;
    }
    out.end = at;
    if (whole) {
        if (overflow || !store_whole(magnitude, negative, out)) out.status = number_status::out_of_range;
        return out;
    }
    // A plus sign is ours alone.
    if (const auto number = read_double(*start == '+' ? start + 1 : start, at)) store_double(*number, out);
    else out.status = number_status::out_of_range;
    return out;
}

} // namespace calque::detail
