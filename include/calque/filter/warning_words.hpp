// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/schema/relative_time_warnings.hpp>
#include <calque/schema/words.hpp>

#include <string>
#include <string_view>

// The messages of warnings, shared by text and JSON.
namespace calque::detail {

struct problem_words {
    std::string message;
    std::string help;
};

[[nodiscard]] inline problem_words undocumented_relative_words(std::string_view written, const relative_time& time) {
    if (time.sign == 0)
        return {"`= today` is not documented; the API may compare with its first second",
                "for all of today write `>= today`"};
    return {detail::quoted(written) + " is a form that is not documented; the API may refuse it",
            time.sign == '+' ? "documented offsets go back: `now-2h`, `today-7d`"
                             : "`today` is documented with days only, as in `today-7d`; other units go with `now`"};
}

/// Returns the time that, with `<=`, means exactly "before that day"; empty if no time does.
[[nodiscard]] inline std::string day_before(const relative_time& time) {
    if (time.sign != 0 && (time.sign != '-' || time.unit != time_unit::day)) return {};
    return "today-" + std::to_string(time.sign == 0 ? 1 : std::int64_t{time.amount} + 1) + "d";
}

[[nodiscard]] inline problem_words includes_day_words(const relative_time& time) {
    const std::string earlier = day_before(time);
    return {"`< " + to_string(time) + "` includes that day: for `<` the API takes its last second",
            earlier.empty()
                ? ""
                : (time.sign == 0 ? "for what came before today write " : "for what came before that day write ") +
                      detail::quoted("<= " + earlier)};
}

/// Returns the same offset in minutes.
[[nodiscard]] inline std::string in_minutes(relative_time time) {
    time.unit = time_unit::minute;
    return to_string(time);
}

[[nodiscard]] inline problem_words maybe_minutes_words(const relative_time& time) {
    return {"this means " + std::to_string(time.amount) + " months; minutes are written `m`",
            "if minutes were meant, write " + detail::quoted(in_minutes(time))};
}

[[nodiscard]] inline problem_words compared_as_text_words(std::string_view operation, std::string_view field_name) {
    return {detail::quoted(operation) + " on " + detail::quoted(field_name) +
                " may compare texts, where \"10\" comes before \"9\"",
            "use `=` or `in [...]` where you can"};
}

} // namespace calque::detail
