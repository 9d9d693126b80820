// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/diagnostic/diagnostic_code.hpp>

#include <array>
#include <string_view>

namespace calque {

/// The general cause of a code, and how to fix it.
struct code_description {
    diagnostic_code code{};
    std::string_view cause{};
    std::string_view remedy{};
};

namespace detail {

/// The descriptions of all codes, in the order of the codes. Messages that quote no part of the filter, the
/// compiler's messages about a `filter_string`, and the table in the documentation use them.
inline constexpr std::array code_descriptions{
    code_description{diagnostic_code::unexpected_token, "something else is expected here",
                     "write a condition as `duration >= 60`, joined by `and` or `or`; misspelt operators have an edit"},
    code_description{diagnostic_code::unexpected_end, "the filter ends too early",
                     "finish the condition, or take out the last `and` or `or`"},
    code_description{diagnostic_code::unclosed_group,
                     "a parenthesis, bracket or brace is not closed, or is closed by another kind",
                     "close it where the group ends"},
    code_description{diagnostic_code::unterminated_string, "this text has no closing quote",
                     "add the quote where the text ends; inside it write `\\\"` and `\\n`"},
    code_description{diagnostic_code::bad_escape, "this escape is not one of JSON's",
                     "write a backslash as `\\\\`, a character by its four digits as `\\u00e9`"},
    code_description{diagnostic_code::control_character, "this text contains a raw control character",
                     "write it as `\\t` or `\\u001b`"},
    code_description{diagnostic_code::invalid_utf8, "this text is not valid UTF-8", "save or send it as UTF-8"},
    code_description{diagnostic_code::look_alike, "a character looks like another, such as `“` or a no-break space",
                     "type the plain one"},
    code_description{diagnostic_code::missing_connective, "two conditions need a connective between them",
                     "join them with `and` or `or`"},
    code_description{diagnostic_code::bare_word, "a text has no quotes", "write `topic = \"refund\"`"},
    code_description{diagnostic_code::reversed_comparison,
                     "the value comes before the field, or comparisons are chained",
                     "field first; for two bounds `duration in 60..120`"},
    code_description{diagnostic_code::compared_with_null, "null cannot be compared, only tested for",
                     "write `is null` or `is not null`"},
    code_description{diagnostic_code::unopened_group, "a closing parenthesis, bracket or brace has no opening one",
                     "take it out, or open it before"},
    code_description{diagnostic_code::empty_filter, "there is no condition",
                     "write one; omit the filter if you need none"},
    code_description{diagnostic_code::unknown_field, "there is no such field",
                     "use a field of the schema; case matters"},
    code_description{diagnostic_code::nested_key, "the field is a key inside a metadata value",
                     "only top-level keys can be filtered on; quote a key that has a dot"},
    code_description{diagnostic_code::missing_key, "`metadata` has no key",
                     "write `metadata.region` or `metadata.\"org name\"`"},
    code_description{diagnostic_code::operator_not_allowed, "the operator does not fit the field's type",
                     "use one that the message names"},
    code_description{diagnostic_code::undocumented, "strict: the operator, the form or the field is not documented",
                     "use a documented one, or do not be strict"},
    code_description{diagnostic_code::not_one_relation,
                     "`same_row` or braces hold more than conditions on one to-many relation",
                     "move the others out, joined by `and`"},
    code_description{diagnostic_code::unknown_relation, "braces follow something that has no rows",
                     "write `metric_evaluations { … }`"},
    code_description{diagnostic_code::wrong_value_type, "the value's type is not the field's",
                     "take quotes off a number, put them around a text"},
    code_description{diagnostic_code::malformed_number, "this is not a valid number or duration",
                     "write `7`, `0.5`, `1e6`, `90s`, `5m`"},
    code_description{
        diagnostic_code::number_out_of_range, "a number does not fit, or has more digits than are kept",
        "whole numbers go from -9223372036854775808 to 18446744073709551615; larger ones need an exponent"},
    code_description{diagnostic_code::fraction_not_allowed, "a whole number is compared with a fraction",
                     "write a whole number"},
    code_description{diagnostic_code::malformed_datetime, "this is not a valid date and time",
                     "write it as `2025-11-03T10:30:00Z`, with a real date"},
    code_description{diagnostic_code::missing_zone, "a date needs a time and a zone",
                     "add the time and `Z` or an offset, as in `2025-11-03T00:00:00Z`"},
    code_description{diagnostic_code::malformed_relative, "a relative time has no amount, or no known unit",
                     "write `today-7d` or `now-2h`; units are `s m h d w M y`"},
    code_description{diagnostic_code::duration_without_unit, "a duration is given to a field without a unit of time",
                     "write a plain number"},
    code_description{diagnostic_code::empty_list, "`in` needs at least one value",
                     "list values, or leave the condition out"},
    code_description{diagnostic_code::mixed_list, "the values of a list must have one type",
                     "use values of one type, or two conditions joined by `or`"},
    code_description{diagnostic_code::empty_range, "nothing lies in this range: its lower bound is above the upper",
                     "swap them"},
    code_description{diagnostic_code::input_too_long, "the text is too long", "shorten it, or raise its limit"},
    code_description{diagnostic_code::too_deep, "groups are nested too deep",
                     "take out parentheses that change nothing"},
    code_description{diagnostic_code::too_many_conditions,
                     "there are too many conditions, perhaps once `or` in `same_row` is distributed",
                     "use `in [...]` for values of one field"},
    code_description{diagnostic_code::too_many_items, "a list has too many values", "split it"},
    code_description{diagnostic_code::string_too_long, "a string is too long", "shorten it"},
    code_description{diagnostic_code::inexact_not, "the API has no exact form of this `not`",
                     "write what you want without `not`; the help often shows how"},
    code_description{diagnostic_code::malformed_json, "this is not JSON", "write one JSON object"},
    code_description{
        diagnostic_code::malformed_filter_json, "the JSON is no filter",
        "a condition has `field`, `op` and `value`, a group `operator` and `conditions`, each once, and nothing else"},
    code_description{diagnostic_code::refused_by_api, "the API's answer points at this part of the filter",
                     "see the API's message"},
    code_description{diagnostic_code::undocumented_operator, "the operator is not documented for the field",
                     "use a documented one, or check that the API accepts it"},
    code_description{diagnostic_code::undocumented_relative, "a relative time has an undocumented form",
                     "go back with `-`; with `today` use days only"},
    code_description{diagnostic_code::includes_today, "`< today` includes today",
                     "write `<= today-1d` for what came before"},
    code_description{diagnostic_code::mixed_connectives, "`and` and `or` are mixed: `and` binds tighter",
                     "add the parentheses that the message shows"},
    code_description{diagnostic_code::maybe_minutes, "`M` means months; did you mean minutes?",
                     "write `m` for minutes"},
    code_description{diagnostic_code::compared_as_text, "metadata is ordered, perhaps as text",
                     "use `=` or `in [...]` where you can"},
    code_description{diagnostic_code::unlisted_field, "the field is not documented for the data",
                     "check its name; the API may refuse it"},
    code_description{diagnostic_code::hidden_character, "a text contains an invisible character",
                     "delete it, or write it as an escape"},
};

} // namespace detail

/// Returns the description of a code; its texts are empty if the number is not a code.
[[nodiscard]] constexpr code_description describe(diagnostic_code code) noexcept {
    for (const code_description& each : detail::code_descriptions)
        if (each.code == code) return each;
    return {code, {}, {}};
}

namespace detail {

/// The cause of a code known at compile time: a program that uses only this contains no table.
template <diagnostic_code Code>
inline constexpr std::string_view cause_of = describe(Code).cause;

} // namespace detail

} // namespace calque
