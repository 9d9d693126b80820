// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/detail/bind.hpp>
#include <calque/detail/distribute.hpp>
#include <calque/detail/scan_number.hpp>
#include <calque/detail/suggest.hpp>
#include <calque/detail/tree_builder.hpp>
#include <calque/impl/json/problems.hpp>
#include <calque/impl/parse/words.hpp>
#include <calque/json.hpp>

#include <boost/json/array.hpp>
#include <boost/json/error.hpp>
#include <boost/json/kind.hpp>
#include <boost/json/object.hpp>
#include <boost/json/string.hpp>

#include <algorithm>
#include <optional>

namespace calque::detail {

[[nodiscard]] inline std::string_view as_view(boost::json::string_view text) noexcept {
    return {text.data(), text.size()};
}

/// The operator that a JSON name stands for.
[[nodiscard]] inline std::optional<op> op_of(std::string_view name) noexcept {
    for (std::size_t i = 0; i < op_count; ++i)
        if (json_name(static_cast<op>(i)) == name) return static_cast<op>(i);
    return std::nullopt;
}

/// Reads filter JSON into a tree, and says of each mistake where it is and what to write instead.
class json_reader {
public:
    json_reader(const schema_view& fields, const parse_options& options, filter_data& out,
                std::vector<diagnostic>& problems)
        : schema_{fields}, options_{options}, tree_{out}, problems_{problems} {}

    bool read(const boost::json::value& json) {
        read_node(json, 0);
        return !problems_.failed();
    }

private:
    void read_node(const boost::json::value& json, std::size_t depth) {
        const auto* const object = json.if_object();
        if (object == nullptr)
            return problems_.fail(diagnostic_code::malformed_filter_json,
                                  "a condition or a group must stand here, as a JSON object",
                                  R"(write {"field":…,"op":…,"value":…} or {"operator":"and","conditions":[…]})");
        const bool group = object->contains("operator") || object->contains("conditions");
        const bool condition = object->contains("field") || object->contains("op") || object->contains("value");
        if (group && condition)
            return problems_.fail(diagnostic_code::malformed_filter_json, "this is a condition and a group at once",
                                  "split it: a condition has field, op and value, a group has operator and conditions");
        if (!group && !condition)
            return problems_.fail(diagnostic_code::malformed_filter_json, "this is neither a condition nor a group",
                                  R"(write {"field":…,"op":…,"value":…} or {"operator":"and","conditions":[…]})");
        for (const auto& [key, ignored] : *object) {
            const std::string_view name = as_view(key);
            const bool known =
                group ? name == "operator" || name == "conditions" : name == "field" || name == "op" || name == "value";
            if (!known)
                problems_.inside(name, [&] {
                    problems_.fail(diagnostic_code::malformed_filter_json,
                                   "the API knows no key " + detail::quoted(name), "take it out");
                });
        }
        group ? read_group(*object, depth) : read_condition(*object);
    }

    void read_group(const boost::json::object& object, std::size_t depth) {
        const auto* const kind = member(object, "operator", "`and`, `or` or `same_row`");
        const auto* const conditions = member(object, "conditions", "an array of conditions and groups");
        if (kind == nullptr || conditions == nullptr) return;
        const auto* const name = kind->if_string();
        const bool all = name != nullptr && *name == "and";
        const bool row = name != nullptr && *name == "same_row";
        if (!all && !row && (name == nullptr || *name != "or"))
            return problems_.inside("operator", [&] {
                problems_.fail(diagnostic_code::malformed_filter_json, "a group is joined by `and`, `or` or `same_row`",
                               "write one of them, in quotes");
            });
        const auto* const children = conditions->if_array();
        if (children == nullptr || children->empty())
            return problems_.inside("conditions", [&] {
                problems_.fail(diagnostic_code::malformed_filter_json,
                               "a group needs an array of at least one condition",
                               "list its conditions, or leave the filter out");
            });
        if (depth >= std::min(options_.limits.depth, max_depth))
            return problems_.fail(diagnostic_code::too_deep,
                                  "groups are nested deeper than the limit of " +
                                      std::to_string(options_.limits.depth) + " levels",
                                  "raise parse_limits::depth");
        if (row && in_row_)
            return problems_.fail(diagnostic_code::not_one_relation, "`same_row` cannot stand inside another one",
                                  "join them into one");
        if (row) begin_row();
        const std::size_t from = tree_.mark();
        problems_.inside("conditions", [&] {
            for (std::size_t i = 0; i < children->size() && !too_many_; ++i)
                problems_.inside(std::to_string(i), [&] { read_node((*children)[i], depth + 1); });
        });
        if (problems_.failed()) {
            if (row) in_row_ = false;
            return;
        }
        tree_.close_group(from, all || row ? node_kind::all_of : node_kind::any_of);
        if (row) close_row(from);
    }

    void begin_row() noexcept {
        in_row_ = true;
        row_relation_ = {};
    }

    void close_row(std::size_t from) {
        in_row_ = false;
        const std::size_t cap = options_.limits.conditions;
        if (count_terms(tree_.data().nodes, from, cap + 1).conditions > cap) return fail_conditions();
        distribute_same_row(tree_.data().nodes, from);
    }

    void read_condition(const boost::json::object& object) {
        const auto* const name = member(object, "field", "the field's name");
        const auto* const operation = member(object, "op", "an operator such as `eq`");
        const auto* const operand = member(object, "value", "the value to compare with");
        if (name == nullptr || operation == nullptr || operand == nullptr) return;
        if (++conditions_ > options_.limits.conditions) return fail_conditions();
        node head;
        const field* row = nullptr;
        problems_.inside("field", [&] { row = read_field(*name, head); });
        if (row == nullptr) return;
        bool ok = false;
        problems_.inside("op", [&] { ok = read_op(*operation, *row, head.operation); });
        if (!ok) return;
        problems_.inside("value", [&] { read_operand(*operand, *row, head); });
    }

    const field* read_field(const boost::json::value& json, node& head) {
        const auto* const text = json.if_string();
        if (text == nullptr) {
            problems_.fail(diagnostic_code::malformed_filter_json, "a field's name is a text", "put it in quotes");
            return nullptr;
        }
        const std::string_view name = as_view(*text);
        const schema_view::match found = schema_.find(name);
        if (!found) {
            suggester near{name};
            for (const field& row : schema_.fields)
                if (!row.opens_namespace()) near.consider(row.name);
            const auto best = near.best(1);
            problems_.fail(diagnostic_code::unknown_field, "there is no field " + detail::quoted(name),
                           best.empty() ? "use a field of the schema"
                                        : "did you mean " + detail::quoted(best.front().text) + "?");
            return nullptr;
        }
        const field& row = schema_.fields[found.index];
        if (!row.name.empty() && found.key.find('.') != std::string_view::npos) {
            problems_.fail(diagnostic_code::nested_key,
                           "the API cannot address " + detail::quoted(found.key) + " in " + detail::quoted(row.name),
                           "only top-level keys without dots can be filtered on");
            return nullptr;
        }
        if (in_row_ && !row.name.empty()) {
            if (row.rows != relation::to_many || (!row_relation_.empty() && row.through != row_relation_)) {
                problems_.fail(diagnostic_code::not_one_relation,
                               detail::quoted(name) + " is not on the one relation of this `same_row`", "move it out");
                return nullptr;
            }
            row_relation_ = row.through;
        }
        head.field = found.index;
        if (!found.key.empty()) head.key = tree_.add_text(found.key);
        return &row;
    }

    bool read_op(const boost::json::value& json, const field& row, op& out) {
        const auto* const text = json.if_string();
        const auto found = text == nullptr ? std::nullopt : op_of(as_view(*text));
        if (!found) {
            std::string all;
            for (std::size_t i = 0; i < op_count; ++i) {
                if (i > 0) all += ' ';
                all += json_name(static_cast<op>(i));
            }
            problems_.fail(diagnostic_code::malformed_filter_json,
                           text == nullptr ? "an operator is a text"
                                           : detail::quoted(as_view(*text)) + " is not an operator of the API",
                           "the operators are " + all);
            return false;
        }
        out = *found;
        switch (row.tier(out)) {
        case op_tier::documented: return true;
        case op_tier::refused:
            problems_.fail(diagnostic_code::operator_not_allowed,
                           named(row, row.name) + " does not take " + detail::quoted(json_name(out)),
                           "it takes " + operator_list(row));
            return false;
        case op_tier::undocumented: break;
        }
        const auto code = options_.strict ? diagnostic_code::undocumented : diagnostic_code::undocumented_operator;
        problems_.fail(code,
                       detail::quoted(json_name(out)) + " on " + named(row, row.name) +
                           " is not documented; the API may refuse it",
                       "documented are " + operator_list(row));
        return !options_.strict;
    }

    void read_operand(const boost::json::value& json, const field& row, node head) {
        const std::size_t place = tree_.mark();
        if (head.operation == op::isnull) {
            const auto* const truth = json.if_bool();
            if (truth == nullptr)
                return problems_.fail(diagnostic_code::wrong_value_type, "`isnull` takes `true` or `false`",
                                      "write `true` for \"is null\"");
            head.value = value_kind::boolean;
            head.bits = *truth ? 1 : 0;
            return tree_.add(head);
        }
        if (head.operation != op::in) {
            if (read_value(json, row, head)) tree_.add(head);
            return;
        }
        const auto* const items = json.if_array();
        if (items == nullptr)
            return problems_.fail(diagnostic_code::wrong_value_type, "`in` takes an array",
                                  "write [ and ] around the value");
        if (items->empty())
            return problems_.fail(diagnostic_code::empty_list, "`in` needs at least one value",
                                  "list the values, or leave the condition out");
        if (items->size() > options_.limits.list_items)
            return problems_.fail(diagnostic_code::too_many_items,
                                  "the list has more than the limit of " + std::to_string(options_.limits.list_items) +
                                      " values",
                                  "split the list, or raise parse_limits::list_items");
        head.extent = static_cast<std::uint32_t>(items->size() + 1);
        tree_.add(head);
        for (std::size_t i = 0; i < items->size(); ++i) {
            problems_.inside(std::to_string(i), [&] {
                node item{.kind = node_kind::item, .operation = op::in};
                if (!read_value((*items)[i], row, item)) return;
                item.operation = op::eq;
                const bool first = tree_.mark() == place + 1;
                if (!first && !same_kind(tree_.data().nodes[place + 1].value, item.value))
                    return problems_.fail(diagnostic_code::mixed_list, "the values of a list must have one type",
                                          "use two conditions joined by `or`");
                tree_.add(item);
            });
        }
    }

    /// Reads a scalar and fits it to the field.
    bool read_value(const boost::json::value& json, const field& row, node& out) {
        literal what;
        std::string_view text;
        switch (json.kind()) {
        case boost::json::kind::bool_:
            what = {literal_kind::boolean, value_kind::boolean, 0, true, json.get_bool() ? 1u : 0u};
            break;
        case boost::json::kind::int64:
            what = {literal_kind::number, value_kind::integer, 0, true, static_cast<std::uint64_t>(json.get_int64())};
            break;
        case boost::json::kind::uint64:
            // Boost.JSON keeps small numbers as int64, but a value made in code may say otherwise.
            what = {literal_kind::number,
                    json.get_uint64() >> 63 != 0 ? value_kind::unsigned_integer : value_kind::integer, 0, true,
                    json.get_uint64()};
            break;
        case boost::json::kind::double_: {
            number_scan number;
            store_double(json.get_double(), number);
            what = {literal_kind::number, number.kind, 0, number.kind != value_kind::number, number.bits};
            break;
        }
        case boost::json::kind::string:
            text = as_view(json.get_string());
            what = {literal_kind::string, value_kind::string, 0, true, 0};
            break;
        case boost::json::kind::null:
            problems_.fail(diagnostic_code::compared_with_null, "null is not compared with, it is tested for",
                           R"(write "op":"isnull","value":true)");
            return false;
        case boost::json::kind::array:
        case boost::json::kind::object:
            problems_.fail(diagnostic_code::wrong_value_type, "a single value must stand here",
                           "only `in` takes an array");
            return false;
        }
        return fit(what, text, row, out);
    }

    bool fit(const literal& what, std::string_view text, const field& row, node& out) {
        if (text.size() > options_.limits.string_bytes) {
            problems_.fail(diagnostic_code::string_too_long, "this text is longer than the limit",
                           "the limit is parse_limits::string_bytes");
            return false;
        }
        const bound_value bound = bind(what, text, row, out.operation);
        if (bound.problem != value_problem::none) {
            problems_.fail(
                bound.problem == value_problem::missing_zone         ? diagnostic_code::missing_zone
                : bound.problem == value_problem::malformed_relative ? diagnostic_code::malformed_relative
                : what.kind == literal_kind::string && row.type == field_type::datetime
                    ? diagnostic_code::malformed_datetime
                : bound.problem == value_problem::fraction     ? diagnostic_code::fraction_not_allowed
                : bound.problem == value_problem::out_of_range ? diagnostic_code::number_out_of_range
                                                               : diagnostic_code::wrong_value_type,
                named(row, row.name) + " does not take this value with " + detail::quoted(json_name(out.operation)),
                "write " + std::string{is_text_match(out.operation) ? wanted(field_type::string) : wanted(row.type)});
            return false;
        }
        if (bound.value == value_kind::relative && to_string(unpack_relative(bound.bits)) != text) {
            problems_.fail(diagnostic_code::malformed_relative,
                           detail::quoted(text) + " is not a relative time of the API",
                           "write " + detail::quoted(to_string(unpack_relative(bound.bits))));
            return false;
        }
        out.value = bound.value;
        out.zone_minutes = bound.zone_minutes;
        out.bits = bound.value == value_kind::string ? pack(tree_.add_text(text)) : bound.bits;
        return true;
    }

    const boost::json::value* member(const boost::json::object& object, std::string_view key, std::string_view what) {
        const auto* const found = object.if_contains({key.data(), key.size()});
        if (found == nullptr)
            problems_.fail(diagnostic_code::malformed_filter_json, "the key " + detail::quoted(key) + " is missing",
                           "add it: " + std::string{what});
        return found;
    }

    void fail_conditions() {
        too_many_ = true;
        problems_.fail(diagnostic_code::too_many_conditions,
                       "the filter has more than the limit of " + std::to_string(options_.limits.conditions) +
                           " conditions",
                       "raise parse_limits::conditions");
    }

    static constexpr std::size_t max_depth = 512;

    const schema_view& schema_;
    const parse_options& options_;
    tree_builder tree_;
    json_problems problems_;
    std::size_t conditions_ = 0;
    bool too_many_ = false;
    bool in_row_ = false;
    std::string_view row_relation_{};
};

CALQUE_DECL bool from_dom(const boost::json::value& json, const schema_view& fields, const parse_options& options,
                          filter_data& out, std::vector<diagnostic>& problems) {
    out.nodes.clear();
    out.text.clear();
    return json_reader{fields, options, out, problems}.read(json);
}

CALQUE_DECL bool from_json_text(std::string_view text, const schema_view& fields, const parse_options& options,
                                filter_data& out, std::vector<diagnostic>& problems) {
    if (text.size() > options.limits.input_bytes) {
        problems.push_back({.code = diagnostic_code::input_too_long,
                            .range = {},
                            .message = "the filter JSON has " + std::to_string(text.size()) + " bytes; the limit is " +
                                       std::to_string(options.limits.input_bytes),
                            .help = "raise parse_limits::input_bytes"});
        return false;
    }
    // A group is an object and an array, a list one array more; one level over the limit must still be read, to be refused well.
    const std::size_t levels = 2 * std::min<std::size_t>(options.limits.depth, 512) + 8;
    json_failure failure;
    const boost::json::value json = read_json(text, failure, levels);
    if (failure.code) {
        const bool deep = failure.code == boost::json::error::too_deep;
        problems.push_back({.code = deep ? diagnostic_code::too_deep : diagnostic_code::malformed_json,
                            .range = {},
                            .message = deep ? "groups are nested deeper than the limit of " +
                                                  std::to_string(options.limits.depth) + " levels"
                                            : "this is not JSON, at byte " + std::to_string(failure.offset + 1) + ": " +
                                                  failure.code.message(),
                            .help = deep ? "raise parse_limits::depth"
                                         : "write one JSON object, with keys and texts in double quotes"});
        return false;
    }
    return from_dom(json, fields, options, out, problems);
}

} // namespace calque::detail
