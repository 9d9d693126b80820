// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/filter/node.hpp>

#include <algorithm>
#include <cstddef>
#include <vector>

// How deep a filter is nested, as its JSON counts it and as its text does, and how many conditions it has.
namespace calque::detail {

/// Whether a group needs parentheses under another: only `or` binds weaker than what can stand around it.
[[nodiscard]] constexpr bool needs_parentheses(node_kind group, node_kind around) noexcept {
    return group == node_kind::any_of && around == node_kind::all_of;
}

struct nesting {
    std::size_t groups = 0; ///< groups in groups, the outermost counted
    std::size_t levels = 0; ///< parentheses and `same_row` in each other, in the canonical text
};

[[nodiscard]] constexpr nesting nesting_of(const std::vector<node>& nodes) {
    struct open_group {
        node_kind kind;
        std::size_t end;
        std::size_t levels;
    };
    std::vector<open_group> open; // the groups around a place
    nesting deepest;
    for (std::size_t index = 0; index < nodes.size(); ++index) {
        const node& each = nodes[index];
        while (!open.empty() && open.back().end <= index) open.pop_back();
        if (!each.is_group()) continue;
        const bool level =
            each.kind == node_kind::same_row || (!open.empty() && needs_parentheses(each.kind, open.back().kind));
        const std::size_t levels = (open.empty() ? 0 : open.back().levels) + (level ? 1 : 0);
        open.push_back({each.kind, index + each.extent, levels});
        deepest = {std::max(deepest.groups, open.size()), std::max(deepest.levels, levels)};
    }
    return deepest;
}

/// The conditions of a filter. It may grow past their limit after its text was read, where `not in` is spelled out.
[[nodiscard]] constexpr std::size_t count_conditions(const std::vector<node>& nodes, std::size_t from = 0) noexcept {
    return static_cast<std::size_t>(std::count_if(nodes.begin() + static_cast<std::ptrdiff_t>(from), nodes.end(),
                                                  [](const node& each) { return each.kind == node_kind::comparison; }));
}

} // namespace calque::detail
