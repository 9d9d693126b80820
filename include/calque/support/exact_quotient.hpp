// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <array>
#include <cfloat>
#include <cstddef>
#include <cstdint>
#include <optional>

namespace calque::detail {

/// The powers of ten that a double represents exactly.
inline constexpr std::array<double, 23> exact_powers_of_ten{1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                                            1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                                            1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};

/// Returns the double nearest to `digits` / 10^`scale` if a double holds both exactly, so that only the division
/// rounds; otherwise nothing.
[[nodiscard]] constexpr std::optional<double> exact_quotient(std::uint64_t digits, std::size_t scale) noexcept {
    if (FLT_EVAL_METHOD != 0 || digits > std::uint64_t{1} << 53 || scale >= exact_powers_of_ten.size()) return {};
    return static_cast<double>(digits) / exact_powers_of_ten[scale];
}

} // namespace calque::detail
