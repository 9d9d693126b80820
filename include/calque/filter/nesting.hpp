// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/filter/node.hpp>

#include <algorithm>
#include <cstddef>
#include <vector>

// How deeply a filter is nested, in JSON and in text, and how many conditions it has.
namespace calque::detail {

/// Returns whether a group needs parentheses inside another: only `or` binds weaker than its parent may.
[[nodiscard]] constexpr bool needs_parentheses(node_kind group, node_kind around) noexcept {
    return group == node_kind::any_of && around == node_kind::all_of;
}

struct nesting {
    std::size_t groups = 0; ///< nested groups, including the outermost
    std::size_t levels = 0; ///< nested parentheses and `same_row`, in the canonical text
};

[[nodiscard]] constexpr nesting nesting_of(const std::vector<node>& nodes) {
    struct open_group {
        node_kind kind;
        std::size_t end;
        std::size_t levels;
    };
    std::vector<open_group> open; // the groups around the current node
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

/// Returns the number of conditions. It may exceed the limit after the text was read, if `not in` was expanded.
[[nodiscard]] constexpr std::size_t count_conditions(const std::vector<node>& nodes, std::size_t from = 0) noexcept {
    return static_cast<std::size_t>(std::count_if(nodes.begin() + static_cast<std::ptrdiff_t>(from), nodes.end(),
                                                  [](const node& each) { return each.kind == node_kind::comparison; }));
}

} // namespace calque::detail
