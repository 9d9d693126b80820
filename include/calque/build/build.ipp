// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/build/detail/make_condition.hpp>
#include <calque/build/detail/offset.hpp>
#include <calque/diagnostic/diagnostic.hpp>
#include <calque/filter/complement.hpp>
#include <calque/filter/distribute.hpp>
#include <calque/filter/growth.hpp>
#include <calque/filter/limit_words.hpp>
#include <calque/filter/not_words.hpp>
#include <calque/filter/text_writer.hpp>
#include <calque/filter/time_text.hpp>
#include <calque/filter/transform.hpp>
#include <calque/native/native_refusal.hpp>
#include <calque/values/empty_range.hpp>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace calque::detail {

/// Throws a diagnostic about the last part of `source`.
[[noreturn]] inline void refuse(diagnostic what, std::string source, std::size_t begin = 0) {
    what.range = {begin, source.size()};
    std::vector<diagnostic> all;
    all.push_back(std::move(what));
    throw filter_error{std::move(all), std::move(source)};
}

/// Throws a diagnostic about a single condition.
[[noreturn]] inline void refuse(diagnostic what, const filter_data& condition, const schema_view& fields) {
    std::string source;
    text_writer{source, condition, fields}.write(0);
    refuse(std::move(what), std::move(source));
}

[[nodiscard]] inline node leaf(tree_builder<filter_data>& tree, const condition_field& on, op operation) {
    node out{.operation = operation, .field = on.index};
    if (!on.key.empty()) out.key = tree.add_text(on.key);
    return out;
}

/// Fits an argument to the field and stores it in `to`, as the operand of `operation`.
inline void store(tree_builder<filter_data>& tree, const condition_field& on, op operation, const native_reading& value,
                  node& to) {
    const std::string name = field_view{&on.row(), on.key}.name();
    bound_value bound;
    if (auto why = bind_native(value, on.row(), name, operation, bound)) {
        std::string source = name + ' ' + std::string{text_name(operation)} + ' ';
        const std::size_t begin = source.size();
        refuse(std::move(*why), source += written_native(value), begin);
    }
    to.value = bound.value;
    to.zone_minutes = bound.zone_minutes;
    to.bits = bound.bits;
    if (bound.value == value_kind::string) to.bits = pack(tree.add_text(value.text));
    if (on.row().name.empty() && holds_time(to)) store_time_as_text(tree.data(), to);
}

CALQUE_DECL filter_data make_comparison(const condition_field& on, op operation, const native_reading& value) {
    filter_data out;
    tree_builder tree{out};
    node made = leaf(tree, on, operation);
    store(tree, on, operation, value, made);
    tree.add(made);
    return out;
}

CALQUE_DECL filter_data make_null_test(const condition_field& on, bool null) {
    filter_data out;
    tree_builder tree{out};
    node made = leaf(tree, on, op::isnull);
    made.value = value_kind::boolean;
    made.bits = null ? 1 : 0;
    tree.add(made);
    return out;
}

CALQUE_DECL filter_data make_range(const condition_field& on, const native_reading& low, const native_reading& high) {
    filter_data out;
    tree_builder tree{out};
    node from = leaf(tree, on, op::gte);
    store(tree, on, op::gte, low, from);
    tree.add(from);
    node to = from;
    to.operation = op::lte;
    store(tree, on, op::lte, high, to);
    tree.add(to);
    tree.close_group(0, node_kind::all_of);
    if (is_empty_range(out.value_of(from), out.value_of(to)))
        refuse({.code = diagnostic_code::empty_range,
                .range = {},
                .message = std::string{cause_of<diagnostic_code::empty_range>},
                .help = "write the lower bound first"},
               out, on.schema);
    return out;
}

CALQUE_DECL list_maker::list_maker(const condition_field& on) : on_{on} {
    tree_builder tree{data_};
    tree.add(leaf(tree, on_, op::in));
}

CALQUE_DECL void list_maker::add(const native_reading& item) {
    const std::size_t limit = parse_limits{}.list_items;
    if (data_.nodes.size() > limit)
        refuse({.code = diagnostic_code::too_many_items,
                .range = {},
                .message = too_many_items_message(limit + 1, limit, false),
                .help = "split the list"},
               field_view{&on_.row(), on_.key}.name() + " in [...]");
    tree_builder tree{data_};
    node made{.kind = node_kind::item};
    store(tree, on_, op::in, item, made);
    tree.add(made);
}

CALQUE_DECL filter_data list_maker::take() {
    if (data_.nodes.size() == 1)
        refuse({.code = diagnostic_code::empty_list,
                .range = {},
                .message = std::string{cause_of<diagnostic_code::empty_list>},
                .help = "omit the condition if there are no values"},
               field_view{&on_.row(), on_.key}.name() + " in []");
    data_.nodes.front().extent = static_cast<std::uint32_t>(data_.nodes.size());
    return std::move(data_);
}

CALQUE_DECL filter_data list_maker::take_complement(bool inside_same_row) {
    filter_data out = take();
    const inexact why = complement{out.nodes, on_.row(), on_.key, on_.schema.assumptions, inside_same_row}.apply(0);
    if (why == inexact::none) return out;
    not_words words = words_of(why, field_view{&on_.row(), on_.key}.name());
    refuse({.code = diagnostic_code::inexact_not,
            .range = {},
            .message = std::move(words.message),
            .label = std::move(words.label),
            .help = std::move(words.help)},
           out, on_.schema);
}

CALQUE_DECL void require_addressable_key(const field& row, std::string_view key) {
    const auto fail = [&](diagnostic_code code, std::string message, std::string help) {
        std::string source{row.name};
        const std::size_t begin = source.size();
        refuse({.code = code, .range = {}, .message = std::move(message), .help = std::move(help)},
               source.append(key.substr(0, 60)), begin);
    };
    const std::string space{row.name.substr(0, row.name.empty() ? 0 : row.name.size() - 1)};
    const std::size_t limit = parse_limits{}.string_bytes;
    if (key.empty())
        fail(diagnostic_code::missing_key,
             row.name.empty() ? "a field needs a name" : detail::quoted(space) + " needs a key",
             "name the value to filter on");
    if (!is_utf8(key)) fail(diagnostic_code::invalid_utf8, "this name is not valid UTF-8", "JSON is UTF-8");
    if (key.size() > limit)
        fail(diagnostic_code::string_too_long, string_too_long_message("this name", key.size(), limit), "shorten it");
    if (!row.name.empty() && key.find('.') != std::string_view::npos)
        fail(diagnostic_code::nested_key,
             "the API cannot address " + detail::quoted(key) + " in " + detail::quoted(space),
             "only top-level keys without dots can be filtered on");
}

CALQUE_DECL filter_data make_same_row(const filter_data& what, const schema_view& fields) {
    const auto is_row = [](const node& each) { return each.kind == node_kind::same_row; };
    if (std::ranges::any_of(what.nodes, is_row))
        refuse({.code = diagnostic_code::not_one_relation,
                .range = {},
                .message = "`same_row` cannot stand inside another one",
                .help = "put all conditions on the row into one"},
               what, fields);
    const std::size_t limit = parse_limits{}.conditions;
    if (const term_count size = count_terms(what.nodes, 0); size.conditions > limit)
        refuse({.code = diagnostic_code::too_many_conditions,
                .range = {},
                .message = too_many_conditions_message(size.conditions, limit, size.exact(), or_is_distributed),
                .help = "use `in` for many values of one field"},
               what, fields);
    filter_data out = what;
    distribute_same_row(out.nodes, 0);
    return out;
}

CALQUE_DECL filter_data make_row_complement(const filter_data& what, const schema_view& fields) {
    filter_data out;
    std::vector<diagnostic> problems;
    std::string source;
    if (!negate(what, fields, true, out, problems, source)) throw filter_error{std::move(problems), std::move(source)};
    return out;
}

CALQUE_DECL void offset_exceeds_calendar(const relative_time& from, time_unit unit, bool back) {
    std::string source = to_string(relative_time{.anchor = from.anchor});
    source += back ? '-' : '+';
    source += "...";
    source += letter(unit);
    refuse({.code = diagnostic_code::malformed_relative,
            .range = {},
            .message = "this relative time lies outside of the calendar",
            .help = "an offset is at most 9999 years"},
           std::move(source));
}

} // namespace calque::detail
