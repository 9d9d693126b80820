// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <cstdint>

namespace calque {

/// Whether a diagnostic refuses the filter or only warns.
enum class severity : std::uint8_t { error, warning };

/// The stable code of a diagnostic; its text form is `E` or `W` and the number. `describe` returns its description.
enum class diagnostic_code : std::uint16_t {
    // syntax
    unexpected_token = 101,
    unexpected_end = 102,
    unclosed_group = 103,
    unterminated_string = 104,
    bad_escape = 105,
    control_character = 106,
    invalid_utf8 = 107,
    look_alike = 108,
    missing_connective = 109,
    bare_word = 110,
    reversed_comparison = 111,
    compared_with_null = 112,
    unopened_group = 113,
    empty_filter = 114,
    // the schema
    unknown_field = 201,
    nested_key = 202,
    missing_key = 203,
    operator_not_allowed = 204,
    undocumented = 205,
    not_one_relation = 206,
    unknown_relation = 207,
    // values
    wrong_value_type = 301,
    malformed_number = 302,
    number_out_of_range = 303,
    fraction_not_allowed = 304,
    malformed_datetime = 305,
    missing_zone = 306,
    malformed_relative = 307,
    duration_without_unit = 308,
    empty_list = 309,
    mixed_list = 310,
    empty_range = 311,
    // limits
    input_too_long = 401,
    too_deep = 402,
    too_many_conditions = 403,
    too_many_items = 404,
    string_too_long = 405,
    // not
    inexact_not = 501,
    // filter JSON
    malformed_json = 601,
    malformed_filter_json = 602,
    // the API's answer
    refused_by_api = 701,
    // warnings
    undocumented_operator = 801,
    undocumented_relative = 802,
    includes_today = 803,
    mixed_connectives = 804,
    maybe_minutes = 805,
    compared_as_text = 806,
    unlisted_field = 807,
    hidden_character = 808,
};

/// Returns the severity of a code: numbers from 800 are warnings.
[[nodiscard]] constexpr severity severity_of(diagnostic_code code) noexcept {
    return static_cast<unsigned>(code) >= 800 ? severity::warning : severity::error;
}

} // namespace calque
