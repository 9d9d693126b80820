// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/detail/config.hpp>
#include <calque/error.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

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
    // warnings
    undocumented_operator = 801, ///< the operator fits the type, but is not documented for the field
    undocumented_relative = 802, ///< the relative time has a form that is not documented
    includes_today = 803,        ///< `< today` includes today
    mixed_connectives = 804,     ///< `and` binds tighter than `or`; parentheses would say it
    maybe_minutes = 805,         ///< `M` is months; minutes are `m`
    compared_as_text = 806,      ///< an ordering of metadata may compare text
};

/// The stable text form of a code, for example `E204` or `W801`.
[[nodiscard]] std::string to_string(diagnostic_code code);

/// The severity that a code has: numbers from 800 are warnings.
[[nodiscard]] constexpr severity severity_of(diagnostic_code code) noexcept {
    return static_cast<unsigned>(code) >= 800 ? severity::warning : severity::error;
}

/// A half-open range of bytes of the source text.
struct text_range {
    std::size_t begin = 0;
    std::size_t end = 0;

    friend bool operator==(const text_range&, const text_range&) = default;
};

/// A second place that belongs to a diagnostic, and what is to say of it.
struct diagnostic_note {
    text_range range;
    std::string text;

    friend bool operator==(const diagnostic_note&, const diagnostic_note&) = default;
};

/// A change of the source text that would mend it: replace `range` by `replacement`.
struct text_edit {
    text_range range;
    std::string replacement;

    friend bool operator==(const text_edit&, const text_edit&) = default;
};

/// One mistake in, or one doubt about, a filter's text.
struct diagnostic {
    diagnostic_code code{};
    text_range range;                      ///< the token it is about
    std::string message;                   ///< one sentence: what is wrong
    std::string label{};                   ///< a few words for under the token, may be empty
    std::vector<std::string> expected{};   ///< what could stand there, in the user's words, nearest first, at most five
    std::optional<diagnostic_note> note{}; ///< a second place
    std::string help{};                    ///< what to write instead, may be empty
    std::vector<text_edit> edits{};        ///< changes that mend it, best first; each stands alone
    std::string pointer{};                 ///< for filter JSON: the JSON pointer (RFC 6901) to the place; else empty

    [[nodiscard]] severity level() const noexcept { return severity_of(code); }

    friend bool operator==(const diagnostic&, const diagnostic&) = default;
};

/// How `render` lays a diagnostic out.
struct render_options {
    std::string_view source_name = "filter"; ///< what the `-->` line calls the text
    bool color = false;                      ///< ANSI colours
    std::size_t max_columns = 160;           ///< longer source lines are cut around the token, in display columns
};

/// A position in a text as people count: from 1, columns in display width (tabs to the next multiple of 4).
struct line_column {
    std::size_t line = 1;
    std::size_t column = 1;

    friend bool operator==(const line_column&, const line_column&) = default;
};

/// The line and column of a byte offset of `source`; an offset past the end is the end.
[[nodiscard]] line_column locate(std::string_view source, std::size_t offset);

/// Renders one diagnostic with the source line and carets under the token; ends with a line break.
///
/// Control characters and invalid UTF-8 of the source are shown escaped, so that a pasted filter cannot steer a terminal.
[[nodiscard]] std::string render(const diagnostic& what, std::string_view source, const render_options& options = {});

/// Renders several diagnostics, one after the other.
[[nodiscard]] std::string render(std::span<const diagnostic> all, std::string_view source,
                                 const render_options& options = {});

/// Thrown where a filter was demanded and the text does not make one; `code()` is `errc::invalid_filter`.
class filter_error : public system_error {
public:
    filter_error(std::vector<diagnostic> all, std::string source)
        : system_error{errc::invalid_filter, render(all, source)},
          diagnostics_{std::move(all)},
          source_{std::move(source)} {}

    /// All errors and warnings, in the order of the text.
    [[nodiscard]] const std::vector<diagnostic>& diagnostics() const noexcept { return diagnostics_; }

    /// The text that was refused.
    [[nodiscard]] const std::string& source() const noexcept { return source_; }

private:
    std::vector<diagnostic> diagnostics_;
    std::string source_;
};

} // namespace calque

#ifdef CALQUE_HEADER_ONLY
#include <calque/impl/diagnostic.ipp>
#endif
