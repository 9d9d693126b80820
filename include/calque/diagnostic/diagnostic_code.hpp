// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <cstdint>

namespace calque {

/// Whether a diagnostic refuses the filter or only warns of it.
enum class severity : std::uint8_t { error, warning };

/// The stable code of each diagnostic; its text form is `E` or `W` and the number.
enum class diagnostic_code : std::uint16_t {
    // syntax
    unexpected_token = 101,    ///< something else was expected here
    unexpected_end = 102,      ///< the filter ends too early
    unclosed_group = 103,      ///< a parenthesis, bracket or brace is never closed
    unterminated_string = 104, ///< a string has no closing quote
    bad_escape = 105,          ///< an escape in a string is not one of JSON's
    control_character = 106,   ///< a raw control character stands in a string
    invalid_utf8 = 107,        ///< the text is not UTF-8
    look_alike = 108,          ///< a character looks like another that is meant
    missing_connective = 109,  ///< two conditions stand side by side without `and` or `or`
    bare_word = 110,           ///< a text value has no quotes
    reversed_comparison = 111, ///< the value stands before the field, or comparisons are chained
    compared_with_null = 112,  ///< `= null` is written for `is null`
    unopened_group = 113,      ///< a closing parenthesis, bracket or brace has no opening one
    empty_filter = 114,        ///< there is no condition, or none between parentheses
    // the schema
    unknown_field = 201,        ///< the schema has no such field
    nested_key = 202,           ///< the API cannot address a key inside a metadata value
    missing_key = 203,          ///< a namespace such as `metadata` stands without a key
    operator_not_allowed = 204, ///< the field's type does not take the operator
    undocumented = 205,         ///< strict: the operator or form is not documented
    not_one_relation = 206,     ///< `same_row` holds something else than conditions on one to-many relation
    unknown_relation = 207,     ///< braces follow something that is no to-many relation
    // values
    wrong_value_type = 301,      ///< the value's type is not the field's
    malformed_number = 302,      ///< a number is written in a way that JSON does not have
    number_out_of_range = 303,   ///< a number does not fit
    fraction_not_allowed = 304,  ///< a whole-number field is compared with a fraction
    malformed_datetime = 305,    ///< a date and time is not RFC 3339
    missing_zone = 306,          ///< a date and time has no time or no zone
    malformed_relative = 307,    ///< a relative time has no amount, or an unknown unit
    duration_without_unit = 308, ///< a duration is given to a field that has no unit of time
    empty_list = 309,            ///< `in` has no value
    mixed_list = 310,            ///< the values of a list have different types
    empty_range = 311,           ///< the lower bound of a range is above the upper
    // limits
    input_too_long = 401,      ///< the text is longer than the limit
    too_deep = 402,            ///< groups are nested deeper than the limit
    too_many_conditions = 403, ///< there are more conditions than the limit
    too_many_items = 404,      ///< a list has more values than the limit
    string_too_long = 405,     ///< a string is longer than the limit
    // not
    inexact_not = 501, ///< the complement cannot be said exactly in the API's JSON
    // filter JSON
    malformed_json = 601,        ///< the text is not JSON
    malformed_filter_json = 602, ///< the JSON is neither a condition nor a group
    // the API's answer
    refused_by_api = 701, ///< the API refuses this part of the filter; told by `blame`
    // warnings
    undocumented_operator = 801, ///< the operator fits the type, but is not documented for the field
    undocumented_relative = 802, ///< the relative time has a form that is not documented
    includes_today = 803,        ///< `< today` includes today
    mixed_connectives = 804,     ///< `and` binds tighter than `or`; parentheses would say it
    maybe_minutes = 805,         ///< `M` is months; minutes are `m`
    compared_as_text = 806,      ///< an ordering of metadata may compare text
    unlisted_field = 807,        ///< the field is not documented for the data set
    hidden_character = 808,      ///< a text holds a character that nobody sees
};

/// The severity that a code has: numbers from 800 are warnings.
[[nodiscard]] constexpr severity severity_of(diagnostic_code code) noexcept {
    return static_cast<unsigned>(code) >= 800 ? severity::warning : severity::error;
}

} // namespace calque
