// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/detail/bind.hpp>
#include <calque/schema.hpp>

#include <string>
#include <string_view>
#include <vector>

// How messages name things.
namespace calque::detail {

/// The text between backticks.
[[nodiscard]] inline std::string quoted(std::string_view text) { return std::string{"`"}.append(text).append("`"); }

/// "a, b or c".
[[nodiscard]] inline std::string alternatives(const std::vector<std::string>& all) {
    std::string out;
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (i > 0) out += i + 1 == all.size() ? " or " : ", ";
        out += all[i];
    }
    return out;
}

/// The field as messages name it: `duration` (number), `metadata.<key>` (dynamic).
[[nodiscard]] inline std::string named(const field& row, std::string_view as_written) {
    return quoted(as_written).append(" (").append(to_string(row.type)).append(")");
}

/// What a literal is.
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

/// What a stored value is.
[[nodiscard]] constexpr std::string_view noun(value_kind kind) noexcept {
    switch (kind) {
    case value_kind::none: return "nothing";
    case value_kind::boolean: return "a truth value";
    case value_kind::integer:
    case value_kind::unsigned_integer:
    case value_kind::number: return "a number";
    case value_kind::string: return "a text";
    case value_kind::datetime:
    case value_kind::relative: return "a time";
    }
    return {};
}

/// What a field of a type is compared with.
[[nodiscard]] constexpr std::string_view wanted(field_type type) noexcept {
    switch (type) {
    case field_type::integer: return "a whole number such as `60`";
    case field_type::number: return "a number such as `60` or `0.5`";
    case field_type::boolean: return "`true` or `false`";
    case field_type::string: return "a text in quotes";
    case field_type::datetime: return "a time such as `2025-11-03T00:00:00Z`, `now-2h` or `today-7d`";
    case field_type::dynamic: return "a number, a text in quotes, `true` or `false`";
    }
    return {};
}

/// The documented operators of a field as they are written: `=, >, >=`.
[[nodiscard]] inline std::string operator_list(const field& row) {
    std::string out;
    for (std::size_t i = 0; i < op_count; ++i) {
        const auto each = static_cast<op>(i);
        if (row.tier(each) != op_tier::documented) continue;
        if (!out.empty()) out += ", ";
        out += text_name(each);
    }
    return out;
}

/// A condition that the schema takes, to show how one looks.
[[nodiscard]] inline std::string example_condition(const schema_view& schema) {
    const field* best = nullptr;
    for (const field& row : schema.fields) {
        if (row.opens_namespace()) continue;
        if (best == nullptr || (row.type == field_type::datetime && best->type != field_type::datetime)) best = &row;
    }
    if (best == nullptr) return "name = \"value\"";
    const std::string name{best->name};
    switch (best->type) {
    case field_type::datetime: return name + " >= today-7d";
    case field_type::integer:
    case field_type::number: return name + " = 60";
    case field_type::boolean: return name + " = true";
    case field_type::string:
    case field_type::dynamic: break;
    }
    return name + " = \"value\"";
}

/// A text as a literal of the language, in double quotes.
[[nodiscard]] inline std::string as_literal(std::string_view text) {
    std::string out{'"'};
    for (const char c : text) {
        if (c == '"' || c == '\\') out += '\\';
        out += c;
    }
    return out += '"';
}

} // namespace calque::detail
