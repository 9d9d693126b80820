// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <compare>
#include <concepts>
#include <cstdint>
#include <utility>

// The order of numbers of different types by their exact values, never by way of a rounding conversion. What is not equal
// to itself is no number; <cmath> has a name for that, and is dear to include.
namespace calque::detail {

[[nodiscard]] constexpr std::partial_ordering order_numbers(std::integral auto a, std::integral auto b) noexcept {
    if (std::cmp_less(a, b)) return std::partial_ordering::less;
    return std::cmp_equal(a, b) ? std::partial_ordering::equivalent : std::partial_ordering::greater;
}

[[nodiscard]] constexpr std::partial_ordering order_numbers(double a, double b) noexcept { return a <=> b; }

[[nodiscard]] inline std::partial_ordering order_numbers(double a, std::int64_t b) noexcept {
    if (a != a) return std::partial_ordering::unordered;
    // Two to the 63rd: the first double beyond, and (with a minus) the first within.
    constexpr double beyond = 9223372036854775808.0;
    if (a >= beyond) return std::partial_ordering::greater;
    if (a < -beyond) return std::partial_ordering::less;
    const auto whole = static_cast<std::int64_t>(a);
    return whole == b ? a <=> static_cast<double>(whole) : whole <=> b;
}

[[nodiscard]] inline std::partial_ordering order_numbers(double a, std::uint64_t b) noexcept {
    if (a != a) return std::partial_ordering::unordered;
    constexpr double beyond = 18446744073709551616.0;
    if (a >= beyond) return std::partial_ordering::greater;
    if (a < 0) return std::partial_ordering::less;
    const auto whole = static_cast<std::uint64_t>(a);
    return whole == b ? a <=> static_cast<double>(whole) : whole <=> b;
}

[[nodiscard]] inline std::partial_ordering order_numbers(std::integral auto a, double b) noexcept {
    return 0 <=> order_numbers(b, a);
}

} // namespace calque::detail
