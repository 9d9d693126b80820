// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/support/scalar_token.hpp>
#include <calque/support/scan.hpp>

#include <charconv>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <system_error>

namespace calque::detail {

/// Returns whether a character continues a number or a word, or makes it invalid.
[[nodiscard]] constexpr bool is_literal_char(char c) noexcept {
    return is_class(c, word_char) || c == '-' || c == '+' || c == '.';
}

/// A reader of a number's digits.
struct json_digits {
    const char* at;
    const char* end;
    std::uint64_t bits = 0; ///< the value of up to `max_decimal_digits` digits

    /// Skips digits; returns their count.
    constexpr std::size_t pass() noexcept {
        const char* const first = at;
        for (; at != end; ++at) {
            const auto digit = static_cast<unsigned>(static_cast<unsigned char>(*at)) - '0';
            if (digit > 9) break;
            bits = bits * 10 + digit;
        }
        return static_cast<std::size_t>(at - first);
    }
    constexpr bool pass(char one, char other) noexcept {
        const bool here = at != end && (*at == one || *at == other);
        if (here) ++at;
        return here;
    }
};

/// The result of scanning a number.
struct json_number_scan {
    const char* at; ///< after the number, or the position of the failure: the end if the number is truncated
    bool ok = false;
};

/// Scans a number (RFC 8259):
/// `number = [ "-" ] ( "0" | digit {digit} ) [ "." digit {digit} ] [ ("e"|"E") ["-"|"+"] digit {digit} ]`.
///
/// It is a decimal if it has no exponent and its digits fit. The token is filled in place, because copying a token
/// whose members were just written one by one is slow.
[[nodiscard]] constexpr json_number_scan scan_json_number(const char* const begin, const char* end,
                                                          scalar_token& out) noexcept {
    json_digits in{begin, end};
    const bool negative = in.pass('-', '-');
    const bool zero = in.at != end && *in.at == '0';
    const std::size_t whole = in.pass();
    if (whole == 0) return {in.at};
    if (zero && whole > 1) return {in.at - whole + 1};
    std::size_t scale = 0;
    if (in.pass('.', '.')) {
        scale = in.pass();
        if (scale == 0) return {in.at};
    }
    out.bits = in.bits;
    const bool exponent = in.pass('e', 'E');
    if (exponent) {
        in.pass('-', '+');
        if (in.pass() == 0) return {in.at};
    }
    if (in.at != end && is_literal_char(*in.at)) return {in.at};
    out.form = exponent || whole + scale > max_decimal_digits ? scalar_form::number : scalar_form::decimal;
    out.negative = negative;
    out.scale = static_cast<std::uint8_t>(out.form == scalar_form::decimal ? scale : 0);
    out.text = {begin, static_cast<std::size_t>(in.at - begin)};
    return {in.at, true};
}

/// Converts a complete number text exactly; returns nothing if it does not fit the type.
template <class Number>
[[nodiscard]] std::optional<Number> convert(std::string_view text) noexcept {
    Number number{};
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (problem != std::errc{} || end != text.data() + text.size()) return {};
    return number;
}

} // namespace calque::detail
