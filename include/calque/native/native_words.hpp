// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/compile_error/mistake.hpp>
#include <calque/native/native_value.hpp>

#include <string_view>

// Messages of the compiler about arguments and operators that a field does not take, in C++ spelling.
namespace calque::detail {

/// Returns how an operator is written in C++.
[[nodiscard]] constexpr std::string_view native_name(op operation) noexcept {
    switch (operation) {
    case op::eq: return "==";
    case op::neq: return "!=";
    case op::gt: return ">";
    case op::gte: return ">=";
    case op::lt: return "<";
    case op::lte: return "<=";
    case op::contains: return "contains()";
    case op::startswith: return "startswith()";
    case op::endswith: return "endswith()";
    case op::in: return "in()";
    case op::isnull: return "is_null()";
    case op::regex: return "matches()";
    }
    return {};
}

/// Returns the noun for a kind of argument.
[[nodiscard]] constexpr std::string_view noun(native_kind kind) noexcept {
    switch (kind) {
    case native_kind::boolean: return "a bool";
    case native_kind::whole: return "an integer";
    case native_kind::real: return "a floating-point number";
    case native_kind::text: return "a text";
    case native_kind::seconds: return "a duration";
    case native_kind::fractional_seconds: return "a duration finer than seconds";
    case native_kind::datetime: return "a date and time";
    case native_kind::relative: return "a relative time";
    case native_kind::character: return "a character";
    case native_kind::null: return "null";
    case native_kind::calendar_duration: return "months or years, which have no fixed length";
    case native_kind::unknown: return "a value of this C++ type";
    }
    return {};
}

/// Returns what a field can be compared with.
[[nodiscard]] constexpr std::string_view expected_values(const field& row) noexcept {
    const bool seconds = row.unit == field_unit::seconds;
    switch (row.type) {
    case field_type::integer: return seconds ? "an integer or a duration in whole seconds" : "an integer";
    case field_type::number: return seconds ? "a number or a duration" : "a number";
    case field_type::boolean: return "a bool";
    case field_type::string: return "a text";
    case field_type::datetime: return "a time: of std::chrono::system_clock, or now or today with an offset";
    case field_type::dynamic: return "a number, a text or a bool";
    }
    return {};
}

/// Returns "`success` (boolean) takes ==, !=, is_null(); not >".
[[nodiscard]] constexpr compiler_text refused_operator_words(const field& row, op operation) {
    compiler_text out = named(row);
    out += " takes ";
    bool first = true;
    for (std::size_t i = 0; i < op_count; ++i) {
        if (row.tier(static_cast<op>(i)) != op_tier::documented) continue;
        if (!first) out += ", ";
        first = false;
        out += native_name(static_cast<op>(i));
    }
    return out.append("; not ").append(native_name(operation));
}

/// Returns "`duration` (number) takes a number or a duration, not a text"; there must be a problem.
[[nodiscard]] constexpr compiler_text refused_value_words(const field& row, op operation, native_kind kind) {
    switch (problem_of(kind, row, operation)) {
    case value_problem::text_operator: return in_words(native_name(operation), " takes a text, not ", noun(kind));
    case value_problem::unordered: return in_words("true and false have no order; compare with ==");
    case value_problem::no_unit: return in_words(named(row).view(), " has no unit of time, so it takes no duration");
    case value_problem::time_on_dynamic:
        return in_words(named(row).view(), " is not a time: the API would compare it as a text");
    default: return in_words(named(row).view(), " takes ", expected_values(row), ", not ", noun(kind));
    }
}

/// Returns why an argument, or the operator before it, is refused.
[[nodiscard]] constexpr compiler_text refusal_words(const field& row, op operation, native_kind kind) {
    if (row.tier(operation) == op_tier::refused) return refused_operator_words(row, operation);
    if (kind == native_kind::null)
        return in_words("write ", operation == op::neq ? "is_not_null()" : "is_null()", " for a comparison with null");
    return refused_value_words(row, operation, kind);
}

} // namespace calque::detail
