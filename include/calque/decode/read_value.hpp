// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/decode/detail/decode_stop.hpp>
#include <calque/support/decimal.hpp>
#include <calque/support/exact_quotient.hpp>
#include <calque/support/json_number.hpp>
#include <calque/support/json_string.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

// Conversion of a response's values to C++ types. A value of another kind stops the decoder.
namespace calque::detail {

[[noreturn]] inline void stop_expecting(std::string_view what, json_kind found) {
    stop("expected " + std::string{what} + ", found " + std::string{with_article(found)});
}

inline void expect_kind(json_kind wanted, json_kind found) {
    if (found != wanted) stop_expecting(with_article(wanted), found);
}

/// Returns the text of a string or a number, as the response spells it.
[[nodiscard]] inline std::string written(const scalar_token& token) {
    std::string out;
    if (token.form == scalar_form::time) append_time_scalar(out, token);
    else if (token.form == scalar_form::decimal) append_decimal(out, token);
    else out = token.text;
    return out;
}

/// Reads a string; nothing if it is absent or null.
[[nodiscard]] inline std::optional<std::string> read_text(const scalar_token& token) {
    if (token.is_missing_or_null()) return {};
    expect_kind(json_kind::string, token.kind());
    return token.escaped ? decoded_string(token.text) : written(token);
}

[[nodiscard]] inline bool read_flag(const scalar_token& token) {
    if (token.is_missing_or_null()) return false;
    expect_kind(json_kind::boolean, token.kind());
    return token.form == scalar_form::yes;
}

/// Returns the double nearest to a decimal, or nothing if one exact division cannot find it.
[[nodiscard]] inline std::optional<double> divided(const scalar_token& decimal) noexcept {
    const auto size = exact_quotient(decimal.bits, decimal.scale);
    return size && decimal.negative ? -*size : size;
}

/// Returns whether a non-zero number is below 1 in magnitude. If it fits no double, it is then too small, not too
/// large.
[[nodiscard]] inline bool is_below_one(std::string_view number) noexcept {
    const std::size_t mark = std::min(number.find_first_of("eE"), number.size());
    const std::string_view digits = number.substr(0, mark);
    std::string_view exponent = number.substr(std::min(mark + 1, number.size()));
    const bool shrinks = exponent.starts_with('-');
    if (shrinks || exponent.starts_with('+')) exponent.remove_prefix(1);
    std::int64_t shift = 0; // an exponent that does not fit outweighs all digits
    if (!exponent.empty()) shift = convert<std::int64_t>(exponent).value_or(std::numeric_limits<std::int64_t>::max());
    const auto first = static_cast<std::int64_t>(digits.find_first_of("123456789"));
    const auto point = static_cast<std::int64_t>(std::min(digits.find('.'), digits.size()));
    const std::int64_t size = first < point ? point - first : point - first + 1; // the number is 0.1… to 0.9… × 10^size
    return shrinks ? shift >= size : shift <= -size;
}

[[nodiscard]] inline double read_double(const scalar_token& number) {
    if (number.form == scalar_form::decimal)
        if (const auto quick = divided(number)) return *quick;
    const std::string text = written(number);
    if (const auto nearest = read_double(text.data(), text.data() + text.size())) return *nearest;
    if (is_below_one(text)) return 0;
    stop("the number is out of range");
}

/// Stores a number as a 64-bit integer; returns false if it has a point or an exponent, or does not fit.
[[nodiscard]] inline bool read_whole(const scalar_token& number, std::int64_t& out) noexcept {
    if (number.form == scalar_form::decimal) { // always fits
        out = number.negative ? -static_cast<std::int64_t>(number.bits) : static_cast<std::int64_t>(number.bits);
        return number.scale == 0;
    }
    const auto read = convert<std::int64_t>(number.text);
    out = read.value_or(0);
    return read.has_value();
}

/// Reads a whole number, which may have a fraction of zero; nothing if it is absent or null.
[[nodiscard]] inline std::optional<std::int64_t> read_integer(const scalar_token& token) {
    if (token.is_missing_or_null()) return {};
    expect_kind(json_kind::number, token.kind());
    if (std::int64_t whole = 0; read_whole(token, whole)) return whole;
    const double number = read_double(token);
    if (std::trunc(number) != number) stop("expected a whole number");
    // Beyond 2^53 doubles are not exact, and the text was not a 64-bit integer.
    if (std::abs(number) > 9007199254740992.0) stop("the number is out of range");
    return static_cast<std::int64_t>(number);
}

[[nodiscard]] inline std::optional<double> read_number(const scalar_token& token) {
    if (token.is_missing_or_null()) return {};
    expect_kind(json_kind::number, token.kind());
    return read_double(token);
}

} // namespace calque::detail
