// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/blame/blame.hpp>
#include <calque/blame/detail/condition_ranges.hpp>
#include <calque/blame/detail/named_parts.hpp>
#include <calque/blame/detail/server_path.hpp>
#include <calque/diagnostic/cap.hpp>
#include <calque/transport/server_words.hpp>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace calque::detail {

/// Returns the JSON pointer to a node.
[[nodiscard]] inline std::string pointer_to(const filter_data& data, std::size_t node) {
    std::string out;
    for (std::size_t at = 0, place = 0; at != node; place = 0) {
        std::size_t child = at + 1;
        for (; child + data.nodes[child].extent <= node; ++place) child += data.nodes[child].extent;
        out += "/conditions/" + std::to_string(place);
        at = child;
    }
    return out;
}

/// The ranges of a filter's conditions in its source text.
class source_ranges {
public:
    source_ranges(const filter_data& data, const schema_view& fields, std::string_view source)
        : data_{data}, schema_{fields} {
        if (source.empty()) return;
        const std::size_t most = std::max(parse_limits{}.conditions, count_conditions(data.nodes));
        ranges_ = condition_ranges(source, fields, most, read_);
        same_ = !ranges_.empty() && read_ == data;
    }

    /// Returns the range from the first condition of a node to the last; empty if one has no range.
    [[nodiscard]] text_range range_of(std::size_t node) const {
        text_range out;
        for (std::size_t i = node; i < node + data_.nodes[node].extent; ++i) {
            if (data_.nodes[i].kind != node_kind::comparison) continue;
            const text_range each = same_ ? ranges_[i] : range_of_equal(i);
            if (each == text_range{}) return {};
            out = out == text_range{} ? each : text_range{std::min(out.begin, each.begin), std::max(out.end, each.end)};
        }
        return out;
    }

private:
    [[nodiscard]] std::string json_of(const filter_data& data, std::size_t node) const {
        std::string out;
        json_writer{out, data, schema_}.write(node);
        return out;
    }

    /// For a filter that differs from the text's: returns the range of the equal condition, if it is unique.
    [[nodiscard]] text_range range_of_equal(std::size_t node) const {
        const std::string wanted = json_of(data_, node);
        text_range found;
        for (std::size_t i = 0; i < ranges_.size(); ++i) {
            if (read_.nodes[i].kind != node_kind::comparison || json_of(read_, i) != wanted) continue;
            if (found != text_range{} && found != ranges_[i]) return {};
            found = ranges_[i];
        }
        return found;
    }

    const filter_data& data_;
    const schema_view& schema_;
    filter_data read_;
    std::vector<text_range> ranges_; ///< indexed by the nodes of `read_`
    bool same_ = false;              ///< `read_` equals the filter
};

/// Returns the parts of a filter that one message points to.
[[nodiscard]] inline std::vector<filter_part> parts_of(const server_message& message, const filter_data& data,
                                                       const schema_view& fields, std::string_view member) {
    const path_target path = read_path(data, message.path, member);
    if (path.elsewhere) return {};
    if (!path.in_filter && !path.key.empty()) // a field's name, or another member of the request
        return named_parts(data, fields, 0, path.key, {});
    const std::optional<filter_part> part = path.part ? path.part : path_in(data, message.text, member);
    if (part && !part->member.empty()) return {*part};
    std::vector<filter_part> named = named_parts(data, fields, part ? part->node : 0, path.key, message.text);
    if (named.empty() && part) return {*part};
    return named;
}

/// Creates the diagnostic for a refused part, with the server's text appended.
[[nodiscard]] inline diagnostic refusal_of(const filter_part& part, const server_message& message,
                                           const filter_data& data, const schema_view& fields) {
    diagnostic out{.code = diagnostic_code::refused_by_api, .range = {}, .message = {}, .label = "refused by the API"};
    out.message = data.nodes[part.node].is_group()
                      ? "the API refuses this group of conditions"
                      : "the API refuses the condition on `" + name_of(data, fields, part.node) + "`";
    if (!message.text.empty()) out.message.append(": \"").append(message.text).append("\"");
    out.pointer = pointer_to(data, part.node) + part.member;
    return out;
}

CALQUE_DECL std::vector<diagnostic> blame(const filter_data& data, const schema_view& fields,
                                          const api_failure& failure, const blame_options& options) {
    std::vector<diagnostic> out;
    if (failure.status != 400) return out;
    std::optional<source_ranges> places; // created on first use
    // One condition of the text may expand to several of the filter.
    const auto is_known = [&](const diagnostic& what) {
        return std::ranges::any_of(out, [&](const diagnostic& each) {
            return each.message == what.message &&
                   (each.range == text_range{} ? each.pointer == what.pointer : each.range == what.range);
        });
    };
    for (const server_message& message : messages_of(failure)) {
        std::vector<filter_part> parts = parts_of(message, data, fields, options.member);
        std::ranges::sort(parts);
        for (const filter_part& part : parts) {
            if (out.size() == max_diagnostics) return out;
            diagnostic each = refusal_of(part, message, data, fields);
            if (!places) places.emplace(data, fields, options.source);
            each.range = places->range_of(part.node);
            if (!is_known(each)) out.push_back(std::move(each));
        }
    }
    return out;
}

} // namespace calque::detail
