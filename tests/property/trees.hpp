// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

// Every shape that an expression of a few conditions can have.
namespace property {

/// An expression whose leaves are places, to be filled with conditions.
struct tree {
    enum class kind : std::uint8_t { leaf, all, any, negation };

    kind what = kind::leaf;
    std::size_t place = 0; ///< of a leaf
    std::vector<tree> parts{};

    /// What the expression means, asked of its leaves.
    template <class Leaf>
    [[nodiscard]] bool holds(const Leaf& leaf) const {
        if (what == kind::leaf) return leaf(place);
        if (what == kind::negation) return !parts.front().holds(leaf);
        for (const tree& part : parts)
            if (part.holds(leaf) != (what == kind::all)) return what == kind::any;
        return what == kind::all;
    }

    /// The text, every group in parentheses.
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

/// Which subtrees also occur under a `not`.
enum class with_not : std::uint8_t { nowhere, everywhere };

/// All shapes with `leaves` leaves, whose places count from `first`.
[[nodiscard]] inline std::vector<tree> shapes(std::size_t leaves, with_not nots, std::size_t first = 0) {
    std::vector<tree> out;
    if (leaves == 1) out.push_back({tree::kind::leaf, first, {}});
    // A group is two subtrees or more: each way to give the first of them some of the leaves.
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

/// Calls `visit` with every choice of `count` numbers below `below`, one for each place.
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
