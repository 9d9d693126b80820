// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/support/json_string.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace calque::detail {

/// The meaning of a key of a row.
enum class row_key : std::uint8_t {
    id,
    timestamp,
    value,
    time_interval,
    sample_count,
    label,
    percentage,
    group,
    other
};

inline constexpr std::array<std::string_view, 8> row_key_names{
    "id", "timestamp", "value", "time_interval", "sample_count", "label", "percentage", "group"};

[[nodiscard]] constexpr row_key row_key_of(std::string_view name) noexcept {
    const auto found = std::find(row_key_names.begin(), row_key_names.end(), name);
    return static_cast<row_key>(found - row_key_names.begin());
}

/// Returns whether the values of a key are times.
[[nodiscard]] constexpr bool is_time(row_key key) noexcept {
    return key == row_key::timestamp || key == row_key::time_interval;
}

/// Returns the bit of a key in a set of known keys.
[[nodiscard]] constexpr std::uint8_t bit_of(row_key key) noexcept {
    return key == row_key::other ? std::uint8_t{0} : static_cast<std::uint8_t>(1u << static_cast<unsigned>(key));
}

/// The distinct key sequences of a chart's rows: a trie, in which a row is the path to a node.
///
/// The rows of a chart have the same keys in the same order, so the next key is nearly always the one that followed
/// last time. A node is identified by a small number; 0 is the root, before any key.
class key_trie {
public:
    static constexpr std::size_t max_nodes = 64; ///< the data of a chart with more nodes is kept as JSON

    struct node {
        std::string token{}; ///< the key as it was written, with quotes and colon
        row_key role = row_key::other;
        std::uint8_t keys = 0; ///< the set of known keys on the path to this node
        std::uint8_t parent = 0;
        std::uint8_t first_child = 0;
        std::uint8_t sibling = 0;
        std::uint8_t likely = 0; ///< the child that was visited last
        bool ends_row = false;

        [[nodiscard]] std::string_view key() const noexcept {
            return std::string_view{token}.substr(1, token.size() - 3);
        }
    };

    [[nodiscard]] const node& operator[](std::uint8_t index) const noexcept { return nodes_[index]; }
    [[nodiscard]] std::uint8_t size() const noexcept { return static_cast<std::uint8_t>(nodes_.size()); }
    void mark_end(std::uint8_t index) noexcept { nodes_[index].ends_row = true; }

    /// Returns the node that a key leads to, or 0 if there is no capacity for a new one.
    [[nodiscard]] std::uint8_t step(std::uint8_t from, std::string_view key, bool escaped) {
        const std::uint8_t likely = nodes_[from].likely;
        if (likely != 0 && nodes_[likely].key() == key) return likely;
        std::uint8_t child = nodes_[from].first_child;
        while (child != 0 && nodes_[child].key() != key) child = nodes_[child].sibling;
        if (child == 0) child = add(from, key, escaped);
        nodes_[from].likely = child;
        return child;
    }

    /// Returns the nodes on the path to a node.
    [[nodiscard]] std::vector<std::uint8_t> path_to(std::uint8_t index) const {
        std::vector<std::uint8_t> out;
        for (; index != 0; index = nodes_[index].parent) out.push_back(index);
        std::reverse(out.begin(), out.end());
        return out;
    }

    void clear() { nodes_.resize(1, {}), nodes_.front() = {}; }

private:
    std::uint8_t add(std::uint8_t from, std::string_view key, bool escaped) {
        if (nodes_.size() == max_nodes) return 0;
        const auto index = static_cast<std::uint8_t>(nodes_.size());
        node next{};
        next.token.append("\"").append(key).append("\":");
        next.role = escaped ? row_key_of(decoded_string(key)) : row_key_of(key);
        next.keys = static_cast<std::uint8_t>(nodes_[from].keys | bit_of(next.role));
        next.parent = from;
        next.sibling = nodes_[from].first_child;
        nodes_.push_back(std::move(next));
        nodes_[from].first_child = index;
        return index;
    }

    std::vector<node> nodes_{1};
};

} // namespace calque::detail
