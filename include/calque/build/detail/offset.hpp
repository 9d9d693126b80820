// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/compile_error/expression_mistake.hpp>
#include <calque/compile_error/mistake.hpp>
#include <calque/support/config.hpp>
#include <calque/values/relative_time.hpp>

#include <chrono>
#include <concepts>
#include <cstdint>
#include <optional>
#include <ratio>
#include <utility>

namespace calque::detail {

/// The unit of relative times that matches a duration type, if any.
template <class Duration>
inline constexpr std::optional<time_unit> offset_unit{};
template <std::integral Count, class Period>
inline constexpr std::optional<time_unit> offset_unit<std::chrono::duration<Count, Period>> = [] {
    const auto counts = [](auto unit) { return std::ratio_equal_v<Period, typename decltype(unit)::period>; };
    using namespace std::chrono;
    if (counts(seconds{})) return std::optional{time_unit::second};
    if (counts(minutes{})) return std::optional{time_unit::minute};
    if (counts(hours{})) return std::optional{time_unit::hour};
    if (counts(days{})) return std::optional{time_unit::day};
    if (counts(weeks{})) return std::optional{time_unit::week};
    if (counts(months{})) return std::optional{time_unit::month};
    if (counts(years{})) return std::optional{time_unit::year};
    return std::optional<time_unit>{};
}();

template <class Duration>
inline constexpr bool is_offset = offset_unit<Duration>.has_value();

struct offset_words {
    [[nodiscard]] static constexpr compiler_text words() {
        return in_words(
            "an offset is a whole number of std::chrono seconds, minutes, hours, days, weeks, months or years");
    }
};
struct second_offset_words {
    [[nodiscard]] static constexpr compiler_text words() { return in_words("a relative time takes one offset"); }
};

/// Throws `E307`: the offset exceeds 9999 years. In a constant expression, the compiler's error names this function.
[[noreturn]] CALQUE_DECL void offset_exceeds_calendar(const relative_time& from, time_unit unit, bool back);

template <class Count, class Period>
[[nodiscard]] constexpr relative_time moved(relative_time time, std::chrono::duration<Count, Period> by, bool back) {
    constexpr time_unit unit = *offset_unit<std::chrono::duration<Count, Period>>;
    const bool negative = std::cmp_less(by.count(), 0);
    const auto bits = static_cast<std::uint64_t>(by.count());
    const std::uint64_t amount = negative ? 0 - bits : bits;
    back = back != negative;
    if (std::cmp_greater(amount, max_amount(unit))) offset_exceeds_calendar(time, unit, back);
    time.sign = back ? '-' : '+';
    time.unit = unit;
    time.amount = static_cast<std::int32_t>(amount);
    return time;
}

} // namespace calque::detail
