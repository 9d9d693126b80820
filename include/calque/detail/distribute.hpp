// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/detail/node.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

// `or` inside `same_row` distributes: same_row(a and (b or c)) is or(same_row(a, b), same_row(a, c)), exactly.
namespace calque::detail {

/// How many terms, and how many conditions in all, a tree has once it is a disjunction of conjunctions.
struct term_count {
    std::size_t terms = 1;
    std::size_t conditions = 1;

    static constexpr std::size_t most = std::size_t{1} << 30; ///< counts stick there; no product of two overflows
    [[nodiscard]] constexpr bool exact() const noexcept { return conditions < most; }
};

/// Counts without building, so that a limit is checked before work is done.
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

/// A conjunction: the places of its conditions in the tree.
using term = std::vector<std::size_t>;

/// The terms of a tree, in the order of the text.
[[nodiscard]] constexpr std::vector<term> terms_of(const std::vector<node>& nodes, std::size_t at) {
    const node& head = nodes[at];
    if (!head.is_group()) return {{at}};
    std::vector<term> sum;
    if (head.kind == node_kind::all_of) sum.emplace_back();
    for (std::size_t child = at + 1; child < at + head.extent; child += nodes[child].extent) {
        std::vector<term> each = terms_of(nodes, child);
        if (head.kind != node_kind::all_of) {
            sum.insert(sum.end(), each.begin(), each.end());
            continue;
        }
        std::vector<term> product;
        product.reserve(sum.size() * each.size());
        for (const term& left : sum) {
            for (const term& right : each) {
                product.push_back(left);
                product.back().insert(product.back().end(), right.begin(), right.end());
            }
        }
        sum = std::move(product);
    }
    return sum;
}

/// Rewrites the tree at `from`, the last one of `nodes`, as what `same_row` of it means.
constexpr void distribute_same_row(std::vector<node>& nodes, std::size_t from) {
    const std::vector<term> terms = terms_of(nodes, from);
    std::vector<node> made;
    if (terms.size() > 1) made.push_back({.kind = node_kind::any_of});
    for (const term& each : terms) {
        const std::size_t head = made.size();
        if (each.size() > 1) made.push_back({.kind = node_kind::same_row});
        for (const std::size_t place : each) {
            const auto first = nodes.begin() + static_cast<std::ptrdiff_t>(place);
            made.insert(made.end(), first, first + static_cast<std::ptrdiff_t>(nodes[place].extent));
        }
        if (each.size() > 1) made[head].extent = static_cast<std::uint32_t>(made.size() - head);
    }
    if (terms.size() > 1) made.front().extent = static_cast<std::uint32_t>(made.size());
    nodes.resize(from);
    nodes.insert(nodes.end(), made.begin(), made.end());
}

} // namespace calque::detail
