// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/diagnostic/diagnostic.hpp>
#include <calque/filter/filter.hpp>
#include <calque/text/grammar/checker.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string_view>
#include <utility>
#include <vector>

namespace calque::detail {

/// Reads a text and remembers where each condition of the filter stands in it.
///
/// `not`, ranges and `same_row` make several conditions of one, and put them elsewhere. All of them keep the key of their
/// field. So the key carries the place: of a field without a key it is an empty slice that begins at the number of the
/// place, and each other one is a slice of its own.
class placing_context : public parse_context<silent_reporter> {
    using base = parse_context<silent_reporter>;

public:
    placing_context(std::string_view source, const schema_view& fields, const parse_options& options, filter_data& out,
                    silent_reporter& silence)
        : base{fields, options, out, silence}, source_{source}, out_{out} {}

    bool begin_condition(const token& where, const path_scan& path) {
        from_ = mark();
        range_.begin = static_cast<std::size_t>(where.begin - source_.data());
        placed_ = false;
        return base::begin_condition(where, path);
    }
    bool add_null_test(const token& where, bool null) {
        return base::add_null_test(where, null) && place_until(where.end);
    }
    bool close_list(const token& where) { return base::close_list(where) && place_until(where.end); }
    bool add_literal(const token& where, const literal& what, text_slice text) {
        return base::add_literal(where, what, text) && (in_list() || place_until(where.end));
    }

    /// The range of each condition's node; that of other nodes is empty. The keys are plain again.
    [[nodiscard]] std::vector<text_range> take() {
        std::vector<text_range> out(out_.nodes.size());
        for (std::size_t i = 0; i < out.size(); ++i) {
            node& each = out_.nodes[i];
            if (each.kind != node_kind::comparison) continue;
            out[i] = places_[each.key.size == 0 ? each.key.begin : place_of_key(each.key.begin)];
            if (each.key.size == 0) each.key.begin = 0;
        }
        return out;
    }

private:
    /// The condition at hand reaches up to `end`, and the nodes since `from_` are what became of it; true.
    bool place_until(const char* end) {
        range_.end = static_cast<std::size_t>(end - source_.data());
        if (std::exchange(placed_, true)) places_.back() = range_;
        else places_.push_back(range_);
        const auto place = static_cast<std::uint32_t>(places_.size() - 1);
        for (std::size_t i = from_; i < out_.nodes.size(); ++i) {
            text_slice& key = out_.nodes[i].key;
            if (key.size == 0) key.begin = place;
            else if (keys_.empty() || keys_.back().first != key.begin) keys_.emplace_back(key.begin, place);
        }
        return true;
    }

    [[nodiscard]] std::size_t place_of_key(std::uint32_t begin) const {
        return std::ranges::lower_bound(keys_, begin, {}, &std::pair<std::uint32_t, std::uint32_t>::first)->second;
    }

    std::string_view source_;
    filter_data& out_;
    std::size_t from_ = 0;
    text_range range_{};
    bool placed_ = false; ///< the condition at hand has a place
    std::vector<text_range> places_;
    std::vector<std::pair<std::uint32_t, std::uint32_t>> keys_; ///< where a key begins, and its condition's place
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
    silent_reporter silence;
    placing_context on{text, fields, options, out, silence};
    written_values values;
    if (!checker{on, values, text.data(), text.data() + text.size()}.filter()) return {};
    return on.take();
}

} // namespace calque::detail
