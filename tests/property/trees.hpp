// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

// Every shape of an expression with a few conditions.
namespace property {

/// An expression whose leaves are numbered, to be filled with conditions.
struct tree {
    enum class kind : std::uint8_t { leaf, all, any, negation };

    kind what = kind::leaf;
    std::size_t place = 0; ///< number of a leaf
    std::vector<tree> parts{};

    /// Returns the value of the expression, given those of its leaves.
    template <class Leaf>
    [[nodiscard]] bool holds(const Leaf& leaf) const {
        if (what == kind::leaf) return leaf(place);
        if (what == kind::negation) return !parts.front().holds(leaf);
        for (const tree& part : parts)
            if (part.holds(leaf) != (what == kind::all)) return what == kind::any;
        return what == kind::all;
    }

    /// Returns the text, with every group in parentheses.
    template <class Leaf>
    [[nodiscard]] std::string text(const Leaf& leaf) const {
        if (what == kind::leaf) return std::string{leaf(place)};
        if (what == kind::negation) return "not (" + parts.front().text(leaf) + ")";
        std::string out;
        for (const tree& part : parts) {
            if (!out.empty()) out += what == kind::all ? " and " : " or ";
            const bool group = part.what == kind::all || part.what == kind::any;
            out += group ? "(" + part.text(leaf) + ")" : part.text(leaf);
        }
        return out;
    }

    /// Calls `visit(place, negated)` for every leaf.
    template <class Visit>
    void each_leaf(const Visit& visit, bool negated = false) const {
        if (what == kind::leaf) return visit(place, negated);
        for (const tree& part : parts) part.each_leaf(visit, negated != (what == kind::negation));
    }
};

[[nodiscard]] inline tree negated(tree what) { return {tree::kind::negation, 0, {std::move(what)}}; }

/// Whether subtrees also occur under a `not`.
enum class with_not : std::uint8_t { nowhere, everywhere };

/// Returns all shapes with `leaves` leaves, which are numbered from `first`.
[[nodiscard]] inline std::vector<tree> shapes(std::size_t leaves, with_not nots, std::size_t first = 0) {
    std::vector<tree> out;
    if (leaves == 1) out.push_back({tree::kind::leaf, first, {}});
    // A group has two or more subtrees: tries each number of leaves for the first, and recursively for the rest.
    const std::function<void(std::vector<tree>&, std::size_t, std::size_t)> split = [&](auto& parts, std::size_t at,
                                                                                        std::size_t left) {
        if (left == 0) {
            if (parts.size() < 2) return;
            for (const auto kind : {tree::kind::all, tree::kind::any}) out.push_back({kind, 0, parts});
            return;
        }
        for (std::size_t take = 1; take <= left && take < leaves; ++take) {
            for (const tree& part : shapes(take, nots, at)) {
                parts.push_back(part);
                split(parts, at + take, left - take);
                parts.pop_back();
            }
        }
    };
    std::vector<tree> parts;
    split(parts, first, leaves);
    if (nots == with_not::everywhere) {
        const std::vector<tree> plain = out;
        for (const tree& each : plain) out.push_back(negated(each));
    }
    return out;
}

/// Calls `visit` with every tuple of `count` numbers less than `below`.
template <class Visit>
void each_choice(std::size_t count, std::size_t below, const Visit& visit) {
    std::vector<std::size_t> choice(count, 0);
    for (;;) {
        visit(std::as_const(choice));
        std::size_t at = count;
        while (at > 0 && ++choice[at - 1] == below) choice[--at] = 0;
        if (at == 0) return;
    }
}

} // namespace property
