// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/schema/schema.hpp>
#include <calque/values/value.hpp>

#include <bit>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace calque::detail {

/// A slice of a filter's text arena.
struct text_slice {
    std::uint32_t begin = 0;
    std::uint32_t size = 0;
};

enum class node_kind : std::uint8_t { comparison, all_of, any_of, same_row, item };

/// One node of a filter's tree, stored in pre-order: a group is followed by its children, `in` by its items.
struct node {
    node_kind kind = node_kind::comparison;
    op operation = op::eq;
    value_kind value = value_kind::none;
    field_index field = no_field;
    std::int16_t zone_minutes = 0; ///< of a datetime
    std::uint32_t extent = 1;      ///< number of nodes in this subtree, including this one
    text_slice key{};              ///< of a field in a namespace
    std::uint64_t bits = 0;        ///< the value; `value` is its kind

    [[nodiscard]] constexpr bool is_group() const noexcept {
        return kind == node_kind::all_of || kind == node_kind::any_of || kind == node_kind::same_row;
    }
};
static_assert(std::is_trivially_copyable_v<node>);

[[nodiscard]] constexpr std::uint64_t pack(text_slice slice) noexcept {
    return std::uint64_t{slice.begin} << 32 | slice.size;
}
[[nodiscard]] constexpr text_slice unpack_slice(std::uint64_t bits) noexcept {
    return {static_cast<std::uint32_t>(bits >> 32), static_cast<std::uint32_t>(bits)};
}
[[nodiscard]] constexpr std::uint64_t pack(const relative_time& time) noexcept {
    return static_cast<std::uint64_t>(static_cast<std::uint32_t>(time.amount)) |
           std::uint64_t{static_cast<unsigned char>(time.sign)} << 32 | std::uint64_t(time.unit) << 40 |
           std::uint64_t(time.anchor) << 48;
}
[[nodiscard]] constexpr relative_time unpack_relative(std::uint64_t bits) noexcept {
    return {static_cast<time_anchor>(bits >> 48 & 0xff), static_cast<char>(bits >> 32 & 0xff),
            static_cast<time_unit>(bits >> 40 & 0xff), static_cast<std::int32_t>(bits & 0xffffffff)};
}

/// The storage of a filter: nodes in pre-order, and the text they refer to.
///
/// `Text` is a string class; constant expressions use our own, because not every std::string works there.
template <class Text>
struct basic_filter_data {
    using text_type = Text;

    std::vector<node> nodes;
    Text text;

    [[nodiscard]] constexpr std::string_view at(text_slice slice) const noexcept {
        return {text.data() + slice.begin, slice.size};
    }

    [[nodiscard]] constexpr value value_of(const node& each) const noexcept {
        switch (each.value) {
        case value_kind::none: break;
        case value_kind::boolean: return each.bits != 0;
        case value_kind::integer: return std::bit_cast<std::int64_t>(each.bits);
        case value_kind::unsigned_integer: return each.bits;
        case value_kind::number: return std::bit_cast<double>(each.bits);
        case value_kind::string: return at(unpack_slice(each.bits));
        case value_kind::datetime:
            return datetime{instant{std::chrono::microseconds{std::bit_cast<std::int64_t>(each.bits)}},
                            each.zone_minutes};
        case value_kind::relative: return unpack_relative(each.bits);
        }
        return false;
    }

    [[nodiscard]] friend bool operator==(const basic_filter_data& a, const basic_filter_data& b) noexcept {
        if (a.nodes.size() != b.nodes.size()) return false;
        for (std::size_t i = 0; i < a.nodes.size(); ++i) {
            const node& x = a.nodes[i];
            const node& y = b.nodes[i];
            if (x.kind != y.kind || x.operation != y.operation || x.value != y.value || x.field != y.field ||
                x.zone_minutes != y.zone_minutes || x.extent != y.extent || a.at(x.key) != b.at(y.key))
                return false;
            if (x.value == value_kind::string ? a.at(unpack_slice(x.bits)) != b.at(unpack_slice(y.bits))
                                              : x.bits != y.bits)
                return false;
        }
        return true;
    }

    [[nodiscard]] std::size_t hash() const noexcept {
        std::uint64_t state = 0xcbf29ce484222325u;
        const auto mix = [&](std::uint64_t part) {
            state = (state ^ part) * 0x9e3779b97f4a7c15u;
            state ^= state >> 32;
        };
        for (const node& each : nodes) {
            mix(std::uint64_t(each.kind) | std::uint64_t(each.operation) << 8 | std::uint64_t(each.value) << 16 |
                std::uint64_t{each.field} << 24 | std::uint64_t{each.extent} << 40);
            mix(std::hash<std::string_view>{}(at(each.key)));
            mix(each.value == value_kind::string ? std::hash<std::string_view>{}(at(unpack_slice(each.bits)))
                                                 : each.bits);
        }
        return static_cast<std::size_t>(state);
    }
};
using filter_data = basic_filter_data<std::string>;

} // namespace calque::detail
