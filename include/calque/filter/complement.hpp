// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/filter/bind.hpp>
#include <calque/filter/node.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

// `not` on one condition: the condition or group that selects exactly the other records, or why none exists.
namespace calque::detail {

/// Why a condition has no exact complement in the API's JSON.
enum class inexact : std::uint8_t {
    none,
    text_match,    ///< `contains` and the like have no opposite
    to_many,       ///< the complement is "no row", flipping gives "some row"
    maybe_to_many, ///< the same, if the field is in a to-many relation unknown to the schema
    today,         ///< `today` is a different instant for `<` and for `>=`
    mixed_types,   ///< a value of another type satisfies neither `<` nor `>=`
    nullable,      ///< the field may be null, and does not take `isnull`
    nulls_dropped, ///< the server's `!=` drops null rows, so `=` is not its complement
    no_operator,   ///< the field takes neither `!=` nor both `<` and `>`
};

[[nodiscard]] constexpr op flipped(op operation) noexcept {
    switch (operation) {
    case op::gt: return op::lte;
    case op::gte: return op::lt;
    case op::lt: return op::gte;
    case op::lte: return op::gt;
    default: return operation; // only orderings have an opposite
    }
}

/// Returns whether field and filter values may be unordered: the field may hold any type, compared as that type.
[[nodiscard]] constexpr bool mixes_types(const field& row) noexcept {
    return row.type == field_type::dynamic && !row.compared_as_text;
}

[[nodiscard]] constexpr bool is_today(const node& each) noexcept {
    return each.value == value_kind::relative && unpack_relative(each.bits).anchor == time_anchor::today;
}

/// Replaces the last condition of `nodes`, beginning at `from`, by its exact complement; on failure nothing changes.
class complement {
    // Defined before its use: in constant expressions, clang needs the bodies of templates first.

    /// Replaces all nodes since `from` by those that `make` appends, or keeps them if it fails.
    template <class Make>
    constexpr inexact replace(std::size_t from, const Make& make) {
        const std::size_t end = nodes_.size();
        const inexact why = make();
        const auto at = [&](std::size_t i) { return nodes_.begin() + static_cast<std::ptrdiff_t>(i); };
        if (why == inexact::none) nodes_.erase(at(from), at(end));
        else nodes_.resize(end);
        return why;
    }

public:
    /// `key` is the rest of the field's name if its row is a namespace.
    constexpr complement(std::vector<node>& nodes, const field& row, std::string_view key,
                         const server_assumptions& assumed, bool inside_same_row) noexcept
        : nodes_{nodes}, row_{row}, key_{key}, assumed_{assumed}, inside_same_row_{inside_same_row} {}

    constexpr inexact apply(std::size_t from) {
        const node leaf = nodes_[from];
        if (row_.rows == relation::to_many && !inside_same_row_) return inexact::to_many;
        if (row_.name.empty() && !inside_same_row_ && key_.find('.') != std::string_view::npos)
            return inexact::maybe_to_many;
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
    /// Appends `or(first, is null)` if the field may be null, else only `first`.
    constexpr inexact put_or_null(node first) {
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

    [[nodiscard]] static constexpr node null_test(node leaf) noexcept {
        leaf.operation = op::isnull;
        leaf.value = value_kind::boolean;
        leaf.zone_minutes = 0;
        leaf.bits = 1;
        return leaf;
    }

    [[nodiscard]] constexpr inexact not_ordered(std::size_t from, node leaf) {
        if (is_today(leaf)) return inexact::today;
        if (mixes_types(row_)) return inexact::mixed_types;
        leaf.operation = flipped(leaf.operation);
        return replace(from, [&] { return put_or_null(leaf); });
    }

    [[nodiscard]] constexpr inexact not_unequal(std::size_t from) {
        if (row_.may_be_null() && !assumed_.neq_keeps_nulls) return inexact::nulls_dropped;
        nodes_[from].operation = op::eq;
        return inexact::none;
    }

    [[nodiscard]] constexpr inexact not_equal(std::size_t from, const node& leaf) {
        return replace(from, [&] { return put_unequal(leaf); });
    }

    /// Appends "not equal to the leaf's value", with operators documented for the field if possible.
    constexpr inexact put_unequal(node leaf) {
        if (row_.type == field_type::boolean) {
            leaf.bits ^= 1u;
            return put_or_null(leaf);
        }
        const bool ordered = row_.tier(op::lt) == op_tier::documented && row_.tier(op::gt) == op_tier::documented;
        const bool total = !row_.may_be_null() && !mixes_types(row_);
        if (row_.tier(op::neq) != op_tier::documented && ordered && total) {
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

    [[nodiscard]] constexpr inexact not_in(std::size_t from) {
        const node head = nodes_[from];
        return replace(from, [&] {
            const std::size_t start = nodes_.size();
            const bool several = head.extent > 2;
            if (several) nodes_.push_back({.kind = node_kind::all_of});
            for (std::size_t i = 1; i < head.extent; ++i) {
                node item = nodes_[from + i];
                item.kind = node_kind::comparison;
                item.operation = op::eq;
                item.field = head.field;
                item.key = head.key;
                if (const inexact why = put_unequal(item); why != inexact::none) return why;
            }
            if (several) nodes_[start].extent = static_cast<std::uint32_t>(nodes_.size() - start);
            return inexact::none;
        });
    }

    std::vector<node>& nodes_;
    const field& row_;
    std::string_view key_;
    const server_assumptions& assumed_;
    bool inside_same_row_;
};

/// Returns an undocumented operator that the complement since `from` uses and the original condition did not.
[[nodiscard]] constexpr std::optional<op> undocumented_in_complement(const std::vector<node>& nodes, std::size_t from,
                                                                     const field& row, op before) {
    if (row.is_unlisted()) return std::nullopt; // the field itself is undocumented
    for (std::size_t i = from; i < nodes.size(); ++i) {
        if (nodes[i].kind != node_kind::comparison || nodes[i].operation == before) continue;
        if (row.tier(nodes[i].operation) == op_tier::undocumented) return nodes[i].operation;
    }
    return std::nullopt;
}

} // namespace calque::detail
