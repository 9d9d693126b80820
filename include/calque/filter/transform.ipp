// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/filter/detail/canonical.hpp>
#include <calque/filter/detail/negation.hpp>
#include <calque/filter/limit_words.hpp>
#include <calque/filter/nesting.hpp>
#include <calque/filter/not_words.hpp>
#include <calque/filter/text_writer.hpp>
#include <calque/filter/transform.hpp>
#include <calque/filter/tree_builder.hpp>

#include <algorithm>
#include <cstddef>

namespace calque::detail {

/// Returns whether a filter is too deep: code that walks filters may recurse, so depth is limited.
[[nodiscard]] inline bool is_too_deep(const filter_data& data) { return nesting_of(data.nodes).groups > max_nesting; }

[[nodiscard]] inline diagnostic too_deep() {
    return {.code = diagnostic_code::too_deep,
            .range = {},
            .message = too_deep_message(max_nesting),
            .help = "join filters of the same kind first: only alternating `and` and `or` groups add levels"};
}

CALQUE_DECL filter_data join(const filter_data& left, const filter_data& right, node_kind kind) {
    filter_data out;
    out.nodes.reserve(left.nodes.size() + right.nodes.size() + 1);
    out.nodes = left.nodes;
    out.text = left.text + right.text;
    const auto moved = static_cast<std::uint32_t>(left.text.size());
    for (node each : right.nodes) {
        each.key.begin += moved;
        if (each.value == value_kind::string) {
            text_slice slice = unpack_slice(each.bits);
            slice.begin += moved;
            each.bits = pack(slice);
        }
        out.nodes.push_back(each);
    }
    tree_builder{out}.close_group(0, kind);
    if (is_too_deep(out)) throw filter_error{{too_deep()}, {}};
    return out;
}

CALQUE_DECL bool negate(const filter_data& what, const schema_view& fields, bool inside_same_row, filter_data& out,
                        std::vector<diagnostic>& problems, std::string& source) {
    negation turned{what, fields, inside_same_row, out};
    turned.apply(0);
    if (turned.failures.empty() && is_too_deep(out)) problems.push_back(too_deep());
    if (turned.failures.empty() && turned.doubts.empty()) return problems.empty();
    std::vector<text_range> places(what.nodes.size());
    text_writer{source, what, fields, &places}.write(0);
    for (const negation::failure& each : turned.failures) {
        const node& head = what.nodes[each.index];
        const std::string name =
            head.is_group() ? std::string{} : field_view{&fields.fields[head.field], what.at(head.key)}.name();
        not_words words = words_of(each.why, name);
        problems.push_back({.code = diagnostic_code::inexact_not,
                            .range = places[each.index],
                            .message = std::move(words.message),
                            .label = std::move(words.label),
                            .help = std::move(words.help)});
    }
    for (const negation::doubt& each : turned.doubts) {
        const node& head = what.nodes[each.index];
        problems.push_back({.code = diagnostic_code::undocumented_operator,
                            .range = places[each.index],
                            .message = undocumented_complement_message(
                                fields.fields[head.field],
                                field_view{&fields.fields[head.field], what.at(head.key)}.name(), each.operation)});
    }
    return turned.failures.empty() && !is_too_deep(out);
}

CALQUE_DECL std::vector<field_view> fields(const filter_data& what, const schema_view& schema) {
    std::vector<field_view> out;
    for (const node& each : what.nodes) {
        if (each.kind != node_kind::comparison) continue;
        const field_view found{&schema.fields[each.field], what.at(each.key)};
        const auto same = [&](const field_view& other) { return other.row == found.row && other.key == found.key; };
        if (std::ranges::none_of(out, same)) out.push_back(found);
    }
    return out;
}

} // namespace calque::detail
