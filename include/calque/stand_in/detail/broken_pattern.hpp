// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/evaluate/evaluate.hpp>
#include <calque/json/json.hpp>

#include <boost/json/value.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <variant>

namespace calque::detail::stand_in_parts {

/// Returns the JSON pointer to the first invalid pattern of a filter, at or below the node `at`, whose own pointer is
/// `pointer`; empty if all are valid.
template <schema Schema>
[[nodiscard]] std::string broken_pattern(node_view at, const std::string& pointer = {}) {
    if (const auto group = at.as_group()) {
        std::size_t index = 0;
        for (const node_view child : *group) {
            std::string found = broken_pattern<Schema>(child, pointer + "/conditions/" + std::to_string(index++));
            if (!found.empty()) return found;
        }
        return {};
    }
    const auto each = at.as_comparison();
    if (!each || each->op() != op::regex) return {};
    const value text = each->value();
    const auto alone = from_json<Schema>(boost::json::value{
        {"field", each->field().name()}, {"op", json_name(op::regex)}, {"value", std::get<std::string_view>(text)}});
    return alone && !make_evaluator(*alone) ? pointer + "/value" : std::string{};
}

} // namespace calque::detail::stand_in_parts
