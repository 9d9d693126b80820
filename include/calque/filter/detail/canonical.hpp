// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/filter/transform.hpp>
#include <calque/filter/tree_builder.hpp>

#include <algorithm>
#include <bit>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

namespace calque::detail {

/// Sorts the conditions of groups and the values of lists, and removes duplicates.
class canonical_order {
public:
    canonical_order(const filter_data& what, const schema_view& fields) noexcept : what_{what}, schema_{fields} {}

    using tree = std::vector<node>;

    /// Returns the subtree at an index, sorted; recursion is bounded by the depth limit of filters.
    [[nodiscard]] tree sorted(std::size_t index) const {
        const node& head = what_.nodes[index];
        const auto end = index + head.extent;
        if (!head.is_group() && head.operation != op::in) return {head};
        std::vector<tree> parts;
        for (std::size_t child = index + 1; child < end; child += what_.nodes[child].extent) {
            if (head.is_group()) add_part(parts, sorted(child), head.kind);
            else parts.push_back({what_.nodes[child]});
        }
        tidy(parts);
        return head.is_group() ? joined(parts, head.kind) : listed(parts, head);
    }

private:
    // Functions that do not recurse are not inlined, so that recursion needs less stack per level.

    [[gnu::noinline]] void tidy(std::vector<tree>& parts) const {
        const auto less = [&](const tree& a, const tree& b) { return order(a, b) < 0; };
        const auto same = [&](const tree& a, const tree& b) { return order(a, b) == 0; };
        std::ranges::sort(parts, less);
        parts.erase(std::unique(parts.begin(), parts.end(), same), parts.end());
    }

    /// Adds a part of a group. Without its duplicates a part may be a group of the same kind; it is then flattened.
    [[gnu::noinline]] static void add_part(std::vector<tree>& parts, tree part, node_kind around) {
        if (part.front().kind != around) {
            parts.push_back(std::move(part));
            return;
        }
        for (std::size_t child = 1; child < part.size(); child += part[child].extent) {
            const auto first = part.begin() + static_cast<std::ptrdiff_t>(child);
            parts.emplace_back(first, first + static_cast<std::ptrdiff_t>(part[child].extent));
        }
    }

    [[nodiscard]] [[gnu::noinline]] tree joined(const std::vector<tree>& parts, node_kind kind) const {
        filter_data out;
        for (const tree& part : parts) out.nodes.insert(out.nodes.end(), part.begin(), part.end());
        tree_builder{out}.close_group(0, kind);
        return std::move(out.nodes);
    }

    [[nodiscard]] [[gnu::noinline]] static tree listed(const std::vector<tree>& parts, node head) {
        head.extent = static_cast<std::uint32_t>(parts.size() + 1);
        tree out{head};
        for (const tree& part : parts) out.push_back(part.front());
        return out;
    }

    [[nodiscard]] std::strong_ordering order(const tree& a, const tree& b) const {
        for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i) // libc++ 16 has no algorithm for this
            if (const auto by = order(a[i], b[i]); by != 0) return by;
        return a.size() <=> b.size();
    }

    /// Orders conditions before groups, then by field name, operator and value.
    [[nodiscard]] std::strong_ordering order(const node& a, const node& b) const {
        if (const auto by = a.kind <=> b.kind; by != 0) return by;
        if (a.kind == node_kind::comparison) {
            if (const auto by = schema_.fields[a.field].name <=> schema_.fields[b.field].name; by != 0) return by;
            if (const auto by = what_.at(a.key) <=> what_.at(b.key); by != 0) return by;
            if (const auto by = a.operation <=> b.operation; by != 0) return by;
        }
        if (const auto by = a.extent <=> b.extent; by != 0) return by;
        return order_values(a, b);
    }

    [[nodiscard]] std::strong_ordering order_values(const node& a, const node& b) const {
        if (const auto by = a.value <=> b.value; by != 0) return by;
        switch (a.value) {
        case value_kind::string: return what_.at(unpack_slice(a.bits)) <=> what_.at(unpack_slice(b.bits));
        case value_kind::integer:
        case value_kind::datetime:
            if (const auto by = std::bit_cast<std::int64_t>(a.bits) <=> std::bit_cast<std::int64_t>(b.bits); by != 0)
                return by;
            return a.zone_minutes <=> b.zone_minutes;
        case value_kind::number: return std::strong_order(std::bit_cast<double>(a.bits), std::bit_cast<double>(b.bits));
        case value_kind::none:
        case value_kind::boolean:
        case value_kind::unsigned_integer:
        case value_kind::relative: break;
        }
        return a.bits <=> b.bits;
    }

    const filter_data& what_;
    const schema_view& schema_;
};

CALQUE_DECL filter_data canonical(const filter_data& what, const schema_view& fields) {
    // The text is kept: comparison of filters ignores its position in the arena.
    return {canonical_order{what, fields}.sorted(0), what.text};
}

} // namespace calque::detail
