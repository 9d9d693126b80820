// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/schema/schema.hpp>
#include <calque/values/relative_time.hpp>

// Relative times whose form or meaning the vendor's guide does not document (api/README.md, "Relative times").
namespace calque::detail {

/// Returns whether the guide lacks this form: forward offsets, `today` with a unit other than days, `= today`.
[[nodiscard]] constexpr bool is_undocumented(const relative_time& time, op operation) noexcept {
    const bool today = time.anchor == time_anchor::today;
    return time.sign == '+' || (time.sign != 0 && today && time.unit != time_unit::day) ||
           (today && operation == op::eq);
}

/// Returns whether a comparison that reads as "before that day" includes it: `<` uses the day's last second.
[[nodiscard]] constexpr bool includes_day(const relative_time& time, op operation) noexcept {
    return time.anchor == time_anchor::today && operation == op::lt;
}

/// Returns whether months may be meant as minutes.
[[nodiscard]] constexpr bool may_be_minutes(const relative_time& time) noexcept {
    return time.sign != 0 && time.unit == time_unit::month && time.amount >= 5;
}

} // namespace calque::detail
