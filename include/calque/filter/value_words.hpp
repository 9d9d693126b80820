// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/diagnostic/diagnostic_code.hpp>
#include <calque/filter/bind.hpp>

#include <string_view>

// Words about a value that does not fit its field, at run time and in the compiler.
namespace calque::detail {

/// Returns the code for a value that does not fit; `why` must not be `none`.
[[nodiscard]] constexpr diagnostic_code code_of(value_problem why) noexcept {
    switch (why) {
    case value_problem::none:
    case value_problem::wrong_type:
    case value_problem::text_operator:
    case value_problem::unordered:
    case value_problem::time_on_dynamic: return diagnostic_code::wrong_value_type;
    case value_problem::fraction: return diagnostic_code::fraction_not_allowed;
    case value_problem::out_of_range: return diagnostic_code::number_out_of_range;
    case value_problem::no_unit: return diagnostic_code::duration_without_unit;
    case value_problem::not_a_datetime:
    case value_problem::malformed_datetime:
    case value_problem::too_precise: return diagnostic_code::malformed_datetime;
    case value_problem::missing_zone: return diagnostic_code::missing_zone;
    case value_problem::malformed_relative: return diagnostic_code::malformed_relative;
    }
    return {};
}

/// Returns the noun for a kind of literal.
[[nodiscard]] constexpr std::string_view noun(literal_kind kind) noexcept {
    switch (kind) {
    case literal_kind::boolean: return "a truth value";
    case literal_kind::number: return "a number";
    case literal_kind::duration: return "a duration";
    case literal_kind::string: return "a text";
    case literal_kind::datetime: return "a date and time";
    case literal_kind::relative: return "a relative time";
    }
    return {};
}

} // namespace calque::detail
