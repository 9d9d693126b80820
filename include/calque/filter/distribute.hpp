// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/filter/node.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

// `or` inside `same_row` is distributed: same_row(a and (b or c)) is exactly or(same_row(a, b), same_row(a, c)).
namespace calque::detail {

/// The numbers of terms and of conditions in the disjunctive normal form of a tree.
struct term_count {
    std::size_t terms = 1;
    std::size_t conditions = 1;

    static constexpr std::size_t most = std::size_t{1} << 30; ///< counts saturate here; no product of two overflows
    [[nodiscard]] constexpr bool exact() const noexcept { return conditions < most; }
};

/// Counts without building, so that a limit is checked before any work.
[[nodiscard]] constexpr term_count count_terms(const std::vector<node>& nodes, std::size_t at) {
    const node& head = nodes[at];
    if (!head.is_group()) return {};
    const bool all = head.kind == node_kind::all_of;
    term_count sum{all ? 1u : 0u, 0};
    for (std::size_t child = at + 1; child < at + head.extent; child += nodes[child].extent) {
        const term_count each = count_terms(nodes, child);
        if (all) sum = {sum.terms * each.terms, sum.conditions * each.terms + each.conditions * sum.terms};
        else sum = {sum.terms + each.terms, sum.conditions + each.conditions};
        sum = {std::min(sum.terms, term_count::most), std::min(sum.conditions, term_count::most)};
    }
    return sum;
}

/// Appends the conditions of one term of the tree at `at` to `nodes`, so that nothing else is allocated.
///
/// Terms are numbered in the order of the text: the last operand of `and` varies fastest.
constexpr void append_term(std::vector<node>& nodes, std::size_t at, std::size_t which) {
    const node_kind kind = nodes[at].kind;
    const std::size_t end = at + nodes[at].extent;
    if (!nodes[at].is_group()) {
        for (; at < end; ++at) nodes.push_back(node{nodes[at]});
        return;
    }
    std::size_t rest = count_terms(nodes, at).terms;
    for (std::size_t child = at + 1; child < end; child += nodes[child].extent) {
        const std::size_t terms = count_terms(nodes, child).terms;
        if (kind == node_kind::all_of) {
            rest /= terms;
            append_term(nodes, child, which / rest);
            which %= rest;
        } else if (which < terms) {
            return append_term(nodes, child, which);
        } else {
            which -= terms;
        }
    }
}

/// Replaces the tree at `from`, the last one in `nodes`, by the meaning of its `same_row`.
constexpr void distribute_same_row(std::vector<node>& nodes, std::size_t from) {
    if (!nodes[from].is_group()) return;
    const std::size_t terms = count_terms(nodes, from).terms;
    if (terms == 1) { // conditions joined by `and` only
        nodes[from].kind = node_kind::same_row;
        return;
    }
    const std::size_t any = nodes.size();
    nodes.push_back({.kind = node_kind::any_of});
    for (std::size_t which = 0; which < terms; ++which) {
        const std::size_t head = nodes.size();
        nodes.push_back({.kind = node_kind::same_row});
        append_term(nodes, from, which);
        const auto extent = static_cast<std::uint32_t>(nodes.size() - head);
        if (nodes[head + 1].extent + 1 == extent) nodes.erase(nodes.begin() + static_cast<std::ptrdiff_t>(head));
        else nodes[head].extent = extent;
    }
    nodes[any].extent = static_cast<std::uint32_t>(nodes.size() - any);
    nodes.erase(nodes.begin() + static_cast<std::ptrdiff_t>(from), nodes.begin() + static_cast<std::ptrdiff_t>(any));
}

} // namespace calque::detail
