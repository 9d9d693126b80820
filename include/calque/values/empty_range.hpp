// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/values/value.hpp>

#include <cstdint>
#include <optional>
#include <variant>

namespace calque::detail {

/// Returns whether `low` is above `high`; false for relative times, which depend on the server's clock.
[[nodiscard]] constexpr bool is_empty_range(const value& low, const value& high) noexcept {
    const auto number = [](const value& of) -> std::optional<long double> {
        if (const auto* const whole = std::get_if<std::int64_t>(&of)) return *whole;
        if (const auto* const large = std::get_if<std::uint64_t>(&of)) return *large;
        if (const auto* const real = std::get_if<double>(&of)) return *real;
        return std::nullopt;
    };
    if (const auto a = number(low), b = number(high); a && b) return *a > *b;
    const auto* const a = std::get_if<datetime>(&low);
    const auto* const b = std::get_if<datetime>(&high);
    return a != nullptr && b != nullptr && a->at > b->at;
}

} // namespace calque::detail
