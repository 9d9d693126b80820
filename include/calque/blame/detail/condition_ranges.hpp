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

/// Parses a text and records the range of each condition in a table beside the tree: one range per comparison, in
/// tree order.
///
/// The table has no entries for groups, so it stays valid when groups are opened, joined or discarded. `not` and
/// ranges expand a condition to several comparisons in its position. Only `same_row` moves and repeats earlier
/// comparisons.
class range_recording_context : public parse_context<null_reporter> {
    using base = parse_context<null_reporter>;

public:
    range_recording_context(std::string_view source, const schema_view& fields, const parse_options& options,
                            filter_data& out, null_reporter& silence)
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
        // Distribute a copy whose values are the comparisons' numbers, which shows where each comparison goes.
        std::size_t number = 0;
        for (node& each : row)
            if (each.kind == node_kind::comparison) each.bits = number++;
        distribute_same_row(row, 0);
        for (const node& each : row)
            if (each.kind == node_kind::comparison) places_.push_back(before[each.bits]);
        return true;
    }

    /// Returns the range of each node; empty for nodes other than comparisons.
    [[nodiscard]] std::vector<text_range> by_node() const {
        std::vector<text_range> out;
        auto next = places_.begin();
        for (const node& each : nodes_) out.push_back(each.kind == node_kind::comparison ? *next++ : text_range{});
        return out;
    }

private:
    /// Ends the current condition at `end` and records its range for the comparisons added since `from_`. There are
    /// none after the lower bound of a range, which is added with the upper one. Always returns true.
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

/// Parses a text into `out` and returns the range of each condition, by node; empty if the text is not a filter or
/// has more than `most` conditions.
[[nodiscard]] inline std::vector<text_range> condition_ranges(std::string_view text, const schema_view& fields,
                                                              std::size_t most, filter_data& out) {
    constexpr auto no_limit = std::numeric_limits<std::size_t>::max();
    const parse_options options{.limits = {.input_bytes = no_limit,
                                           .depth = max_nesting,
                                           .conditions = most,
                                           .list_items = no_limit,
                                           .string_bytes = text.size()}};
    out.nodes.clear();
    out.text.clear();
    if (text.size() > input_limit(options.limits)) return {};
    null_reporter silence;
    range_recording_context on{text, fields, options, out, silence};
    written_values values;
    if (!constexpr_parser{on, values, text.data(), text.data() + text.size()}.filter()) return {};
    return on.by_node();
}

} // namespace calque::detail
