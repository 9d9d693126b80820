// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/filter/node.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace calque::detail {

/// Appends to a filter's storage and keeps it canonical: no group of one, no group directly in its own kind.
template <class Data>
class tree_builder {
public:
    constexpr explicit tree_builder(Data& out) noexcept : out_{out} {}

    [[nodiscard]] constexpr std::size_t mark() const noexcept { return out_.nodes.size(); }
    [[nodiscard]] constexpr Data& data() const noexcept { return out_; }

    /// Sets the length of the source, an upper bound for the texts stored from it.
    constexpr void bound_text(std::size_t size) noexcept { text_size_ = size; }

    /// Reserves capacity for all remaining texts if `next` bytes may not fit, so that the storage grows once.
    constexpr void reserve_text(std::size_t next) {
        if constexpr (requires { out_.text.capacity(); })
            if (out_.text.capacity() - out_.text.size() < next && out_.text.capacity() < text_size_)
                out_.text.reserve(text_size_);
    }

    [[nodiscard]] constexpr text_slice add_text(std::string_view text) {
        const text_slice slice{static_cast<std::uint32_t>(out_.text.size()), static_cast<std::uint32_t>(text.size())};
        out_.text.append(text);
        return slice;
    }

    /// Keeps a text that is already at the end of the storage, and erases what precedes it since `start`.
    [[nodiscard]] constexpr text_slice keep_text(std::size_t start, std::string_view text) {
        out_.text.erase(start, out_.text.size() - start - text.size());
        return {static_cast<std::uint32_t>(start), static_cast<std::uint32_t>(text.size())};
    }

    constexpr void add(const node& each) { out_.nodes.push_back(each); }

    /// Joins all nodes since `from` into one group; a single node is left as it is.
    constexpr void close_group(std::size_t from, node_kind kind) {
        const auto size = static_cast<std::uint32_t>(out_.nodes.size() - from);
        if (out_.nodes[from].extent != size) join(from, kind);
    }

private:
    // Not inlined, so that recursive readers need less stack per level.
    [[gnu::noinline]] constexpr void join(std::size_t from, node_kind kind) {
        flatten(from, kind);
        const auto flat_size = static_cast<std::uint32_t>(out_.nodes.size() - from);
        out_.nodes.insert(out_.nodes.begin() + static_cast<std::ptrdiff_t>(from),
                          node{.kind = kind, .extent = flat_size + 1});
    }

    /// Removes the heads of children since `from` that are groups of the same kind: `a and (b and c)` is one group.
    constexpr void flatten(std::size_t from, node_kind kind) {
        std::vector<node>& nodes = out_.nodes;
        std::size_t read = from;
        while (read < nodes.size() && nodes[read].kind != kind) read += nodes[read].extent;
        if (read >= nodes.size()) return;
        std::size_t write = read;
        while (read < nodes.size()) {
            const bool head = nodes[read].kind == kind;
            std::size_t left = nodes[read].extent - (head ? 1u : 0u);
            if (head) ++read;
            while (left-- > 0) nodes[write++] = nodes[read++];
        }
        nodes.resize(write);
    }

    Data& out_;
    std::size_t text_size_ = 0;
};

} // namespace calque::detail
