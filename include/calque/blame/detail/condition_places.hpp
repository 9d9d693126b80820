// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/diagnostic/diagnostic.hpp>
#include <calque/filter/distribute.hpp>
#include <calque/filter/filter.hpp>
#include <calque/filter/nesting.hpp>
#include <calque/text/grammar/constexpr_parser.hpp>
#include <calque/text/grammar/parse_context.hpp>

#include <cstddef>
#include <limits>
#include <string_view>
#include <vector>

namespace calque::detail {

/// Reads a text and remembers where each condition of the filter is wrapped in it: in a table beside the tree, which has one
/// range for each comparison, in the order of the tree.
///
/// Groups have no place there, so the table stays right where one is opened, joined to another or given up. `not` and
/// ranges make several comparisons of a condition where it stood. Only `same_row` moves and repeats what was read before.
class placing_context : public parse_context<null_reporter> {
    using base = parse_context<null_reporter>;

public:
    placing_context(std::string_view source, const schema_view& fields, const parse_options& options, filter_data& out,
                    null_reporter& silence)
        : base{fields, options, out, silence}, source_{source}, nodes_{out.nodes} {}

    bool begin_condition(const token& where, const path_scan& path, const char* end) {
        from_ = mark();
        begin_ = where.begin;
        return base::begin_condition(where, path, end);
    }
    bool add_null_test(const token& where, bool null) { return base::add_null_test(where, null) && place(where.end); }
    bool close_list(const token& where) { return base::close_list(where) && place(where.end); }
    bool add_literal(const token& where, const literal& what, text_slice text) {
        return base::add_literal(where, what, text) && (in_list() || place(where.end));
    }

    bool close_row(std::size_t from) {
        std::vector<node> row(nodes_.begin() + static_cast<std::ptrdiff_t>(from), nodes_.end());
        if (!base::close_row(from)) return false;
        const auto first = places_.end() - static_cast<std::ptrdiff_t>(count_conditions(row));
        const std::vector<text_range> before(first, places_.end());
        places_.erase(first, places_.end());
        // A copy is distributed whose values are the numbers of the comparisons, so that it shows where each one went.
        std::size_t number = 0;
        for (node& each : row)
            if (each.kind == node_kind::comparison) each.bits = number++;
        distribute_same_row(row, 0);
        for (const node& each : row)
            if (each.kind == node_kind::comparison) places_.push_back(before[each.bits]);
        return true;
    }

    /// The range of each comparison's node; that of other nodes is empty.
    [[nodiscard]] std::vector<text_range> by_node() const {
        std::vector<text_range> out;
        auto next = places_.begin();
        for (const node& each : nodes_) out.push_back(each.kind == node_kind::comparison ? *next++ : text_range{});
        return out;
    }

private:
    /// The condition at hand reaches up to `end`, and the comparisons since `from_` are what became of it: none after the
    /// lower bound of a range, which is added with the upper one. True.
    bool place(const char* end) {
        const text_range range{static_cast<std::size_t>(begin_ - source_.data()),
                               static_cast<std::size_t>(end - source_.data())};
        places_.resize(places_.size() + count_conditions(nodes_, from_), range);
        return true;
    }

    std::string_view source_;
    const std::vector<node>& nodes_;
    std::size_t from_ = 0;
    const char* begin_ = nullptr;
    std::vector<text_range> places_;
};

/// The range of each condition of a text, by its node in `out`, which becomes the text's filter; empty where the text is
/// none, or one of more than `most` conditions.
[[nodiscard]] inline std::vector<text_range> condition_places(std::string_view text, const schema_view& fields,
                                                              std::size_t most, filter_data& out) {
    constexpr auto no_limit = std::numeric_limits<std::size_t>::max();
    const parse_options options{.limits = {.input_bytes = no_limit,
                                           .depth = deepest_nesting,
                                           .conditions = most,
                                           .list_items = no_limit,
                                           .string_bytes = text.size()}};
    out.nodes.clear();
    out.text.clear();
    if (text.size() > input_limit(options.limits)) return {};
    null_reporter silence;
    placing_context on{text, fields, options, out, silence};
    written_values values;
    if (!constexpr_parser{on, values, text.data(), text.data() + text.size()}.filter()) return {};
    return on.by_node();
}

} // namespace calque::detail
