// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/detail/bind.hpp>
#include <calque/detail/node.hpp>

#include <cstddef>
#include <cstdint>
#include <vector>

// `not` on one condition: the condition or group that selects exactly the other records, or why there is none.
namespace calque::detail {

/// Why a condition has no exact complement in the API's JSON.
enum class inexact : std::uint8_t {
    none,
    text_match,    ///< `contains` and its kin have no opposite
    to_many,       ///< the complement is "no row", the flip says "some row"
    today,         ///< `today` is another instant for `<` than for `>=`
    nullable,      ///< the field may be null, and the API has no `isnull` for it
    nulls_dropped, ///< the server's `!=` drops null rows, so `=` is not its complement
    no_operator,   ///< the field takes neither `!=` nor both `<` and `>`
};

[[nodiscard]] constexpr op flipped(op operation) noexcept {
    switch (operation) {
    case op::gt: return op::lte;
    case op::gte: return op::lt;
    case op::lt: return op::gte;
    case op::lte: return op::gt;
    default: return operation; // only orderings flip
    }
}

[[nodiscard]] constexpr bool is_today(const node& each) noexcept {
    return each.value == value_kind::relative && unpack_relative(each.bits).anchor == time_anchor::today;
}

/// Rewrites the last condition of `nodes`, which begins at `from`, as its exact complement; on failure nothing changes.
class complement {
public:
    complement(std::vector<node>& nodes, const field& row, const server_assumptions& assumed,
               bool inside_same_row) noexcept
        : nodes_{nodes}, row_{row}, assumed_{assumed}, inside_same_row_{inside_same_row} {}

    inexact apply(std::size_t from) {
        const node leaf = nodes_[from];
        if (row_.rows == relation::to_many && !inside_same_row_) return inexact::to_many;
        if (is_text_match(leaf.operation)) return inexact::text_match;
        switch (leaf.operation) {
        case op::isnull: nodes_[from].bits ^= 1u; return inexact::none;
        case op::neq: return not_unequal(from);
        case op::in: return not_in(from);
        case op::eq: return not_equal(from, leaf);
        default: return not_ordered(from, leaf);
        }
    }

private:
    /// `or(first, is null)` where the field may be null, else `first` alone.
    inexact put_or_null(node first) {
        if (!row_.may_be_null()) {
            nodes_.push_back(first);
            return inexact::none;
        }
        if (row_.tier(op::isnull) == op_tier::refused) return inexact::nullable;
        nodes_.push_back({.kind = node_kind::any_of, .extent = 3});
        nodes_.push_back(first);
        nodes_.push_back(null_test(first));
        return inexact::none;
    }

    [[nodiscard]] static node null_test(node leaf) noexcept {
        leaf.operation = op::isnull;
        leaf.value = value_kind::boolean;
        leaf.zone_minutes = 0;
        leaf.bits = 1;
        return leaf;
    }

    [[nodiscard]] inexact not_ordered(std::size_t from, node leaf) {
        if (is_today(leaf)) return inexact::today;
        leaf.operation = flipped(leaf.operation);
        return replace(from, [&] { return put_or_null(leaf); });
    }

    [[nodiscard]] inexact not_unequal(std::size_t from) {
        if (row_.may_be_null() && !assumed_.neq_keeps_nulls) return inexact::nulls_dropped;
        nodes_[from].operation = op::eq;
        return inexact::none;
    }

    [[nodiscard]] inexact not_equal(std::size_t from, const node& leaf) {
        return replace(from, [&] { return put_unequal(leaf); });
    }

    /// What is not equal to the leaf's value, in the field's own documented words where it has any.
    inexact put_unequal(node leaf) {
        if (row_.type == field_type::boolean) {
            leaf.bits ^= 1u;
            return put_or_null(leaf);
        }
        const bool ordered = row_.tier(op::lt) == op_tier::documented && row_.tier(op::gt) == op_tier::documented;
        if (row_.tier(op::neq) != op_tier::documented && ordered && !row_.may_be_null()) {
            if (is_today(leaf)) return inexact::today;
            nodes_.push_back({.kind = node_kind::any_of, .extent = 3});
            leaf.operation = op::lt;
            nodes_.push_back(leaf);
            leaf.operation = op::gt;
            nodes_.push_back(leaf);
            return inexact::none;
        }
        if (row_.tier(op::neq) == op_tier::refused) return inexact::no_operator;
        leaf.operation = op::neq;
        return put_or_null(leaf);
    }

    [[nodiscard]] inexact not_in(std::size_t from) {
        const std::vector<node> list(nodes_.begin() + static_cast<std::ptrdiff_t>(from), nodes_.end());
        return replace(from, [&] {
            if (list.size() > 2) nodes_.push_back({.kind = node_kind::all_of});
            for (std::size_t i = 1; i < list.size(); ++i) {
                node item = list[i];
                item.kind = node_kind::comparison;
                item.operation = op::eq;
                item.field = list.front().field;
                item.key = list.front().key;
                if (const inexact why = put_unequal(item); why != inexact::none) return why;
            }
            if (list.size() > 2) nodes_[from].extent = static_cast<std::uint32_t>(nodes_.size() - from);
            return inexact::none;
        });
    }

    /// Replaces everything since `from` by what `make` appends; restores it where that fails.
    template <class Make>
    inexact replace(std::size_t from, const Make& make) {
        const std::vector<node> before(nodes_.begin() + static_cast<std::ptrdiff_t>(from), nodes_.end());
        nodes_.resize(from);
        const inexact why = make();
        if (why != inexact::none) {
            nodes_.resize(from);
            nodes_.insert(nodes_.end(), before.begin(), before.end());
        }
        return why;
    }

    std::vector<node>& nodes_;
    const field& row_;
    const server_assumptions& assumed_;
    bool inside_same_row_;
};

} // namespace calque::detail
