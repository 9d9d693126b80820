// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/diagnostic/diagnostic.hpp>
#include <calque/schema/nouns.hpp>
#include <calque/schema/schema.hpp>

#include <string>
#include <string_view>
#include <vector>

// Terms used in messages.
namespace calque::detail {

/// Puts a text in backticks.
[[nodiscard]] inline std::string quoted(std::string_view text) { return std::string{"`"}.append(text).append("`"); }

/// Joins alternatives: "a, b or c".
[[nodiscard]] inline std::string alternatives(const std::vector<std::string>& all) {
    std::string out;
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (i > 0) out += i + 1 == all.size() ? " or " : ", ";
        out += all[i];
    }
    return out;
}

/// Returns a field as messages name it: `duration` (number), `metadata.<key>` (dynamic).
[[nodiscard]] inline std::string named(const field& row, std::string_view as_written) {
    return quoted(as_written).append(" (").append(to_string(row.type)).append(")");
}

/// Lists the documented operators of a field as written: `=, >, >=`.
[[nodiscard]] inline std::string operator_list(const field& row) {
    std::string out;
    append_operator_list(out, row);
    return out;
}

/// The range of an integer field; follows its name in a message.
inline constexpr std::string_view integers_only =
    " takes whole numbers from -9223372036854775808 to 9223372036854775807";

/// Returns an example of a condition that the schema accepts.
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

/// Returns the closing bracket of `opening`.
[[nodiscard]] constexpr char closing_of(char opening) noexcept {
    return opening == '(' ? ')' : opening == '[' ? ']' : '}';
}

/// Formats a text as a literal of the language, in double quotes.
[[nodiscard]] inline std::string as_literal(std::string_view text) {
    std::string out{'"'};
    for (const char c : text) {
        if (c == '"' || c == '\\') out += '\\';
        out += c;
    }
    return out += '"';
}

/// Lists the names of a schema's fields, for messages.
[[nodiscard]] inline std::string field_list(const schema_view& schema) {
    std::string out;
    for (const field& row : schema.fields) {
        if (row.name.empty()) continue;
        if (!out.empty()) out += ", ";
        out.append(row.name).append(row.opens_namespace() ? "<key>" : "");
    }
    return out;
}

[[nodiscard]] inline std::string unlisted_field_message(const schema_view& schema, std::string_view name) {
    return quoted(name) + " is not a documented field of " + quoted(schema.name) + "; the API may refuse it";
}

} // namespace calque::detail
