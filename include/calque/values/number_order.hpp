// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <compare>
#include <concepts>
#include <cstdint>
#include <utility>

// Compares numbers of different types by their exact values, without rounding conversions. `a != a` tests for NaN,
// because <cmath> is expensive to include.
namespace calque::detail {

[[nodiscard]] constexpr std::partial_ordering order_numbers(std::integral auto a, std::integral auto b) noexcept {
    if (std::cmp_less(a, b)) return std::partial_ordering::less;
    return std::cmp_equal(a, b) ? std::partial_ordering::equivalent : std::partial_ordering::greater;
}

[[nodiscard]] constexpr std::partial_ordering order_numbers(double a, double b) noexcept { return a <=> b; }

[[nodiscard]] inline std::partial_ordering order_numbers(double a, std::int64_t b) noexcept {
    if (a != a) return std::partial_ordering::unordered;
    // 2^63 is the first double above the range; -2^63 is the lowest within it.
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
