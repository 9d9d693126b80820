// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/blame/detail/server_path.hpp>
#include <calque/filter/filter.hpp>
#include <calque/json/json_writer.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

// Finds conditions that the server names: by the key of a message, or by a quoted field or value.
namespace calque::detail {

[[nodiscard]] inline std::string name_of(const filter_data& data, const schema_view& fields, std::size_t condition) {
    const node& head = data.nodes[condition];
    return field_view{&fields.fields[head.field], data.at(head.key)}.name();
}

/// Returns whether a text contains exactly `what` between two quotes of one kind.
[[nodiscard]] inline bool has_quoted(std::string_view text, std::string_view what) {
    for (const char quote : {'"', '\'', '`'})
        if (text.find(quote + std::string{what} + quote) != text.npos) return !what.empty();
    return false;
}

/// Adds the values of a condition that a text quotes. Only values that are JSON strings count: a quoted number may
/// denote something else, such as an id.
inline void add_quoted_values(std::vector<filter_part>& out, const filter_data& data, std::size_t condition,
                              std::string_view text) {
    const node& head = data.nodes[condition];
    const std::size_t items = head.operation == op::in ? head.extent - 1u : 0u;
    for (std::size_t i = items > 0 ? 1 : 0; i <= items; ++i) {
        std::string json;
        append_json_value(json, data.value_of(data.nodes[condition + i]));
        if (json.starts_with('"') && has_quoted(text, std::string_view{json}.substr(1, json.size() - 2)))
            out.push_back({condition, i > 0 ? "/value/" + std::to_string(i - 1) : "/value"});
    }
}

/// Returns the parts below `top` that `key` or the quotes in a text name: values if any, otherwise fields. If fields
/// are named, only their values count.
[[nodiscard]] inline std::vector<filter_part> named_parts(const filter_data& data, const schema_view& fields,
                                                          std::size_t top, std::string_view key,
                                                          std::string_view text) {
    std::vector<filter_part> named, values, named_values;
    for (std::size_t i = top; i < top + data.nodes[top].extent; ++i) {
        if (data.nodes[i].kind != node_kind::comparison) continue;
        const std::string name = name_of(data, fields, i);
        const bool is_named = name == key || has_quoted(text, name);
        if (is_named) named.push_back({i, "/field"});
        add_quoted_values(is_named ? named_values : values, data, i, text);
    }
    if (!named_values.empty()) return named_values;
    return named.empty() ? values : named;
}

} // namespace calque::detail
