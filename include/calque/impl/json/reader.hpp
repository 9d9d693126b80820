// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/detail/distribute.hpp>
#include <calque/detail/suggest.hpp>
#include <calque/detail/tree_builder.hpp>
#include <calque/impl/json/operand.hpp>
#include <calque/impl/json/problems.hpp>
#include <calque/impl/parse/doubt_words.hpp>
#include <calque/impl/parse/limit_words.hpp>
#include <calque/impl/parse/words.hpp>
#include <calque/parse_result.hpp>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/string.hpp>
#include <boost/json/value.hpp>

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace calque::detail {

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
        check_keys(*object, group);
        group ? read_group(*object, depth) : read_condition(*object);
    }

    // Apart, as all that is marked so, because what recurses should need little stack for each level.
    [[gnu::noinline]] void check_keys(const boost::json::object& object, bool group) {
        for (const auto& [key, ignored] : object) {
            const std::string_view name = as_view(key);
            const bool known =
                group ? name == "operator" || name == "conditions" : name == "field" || name == "op" || name == "value";
            if (!known)
                problems_.inside(name, [&] {
                    problems_.fail(diagnostic_code::malformed_filter_json,
                                   "the API knows no key " + detail::quoted(name), "take it out");
                });
        }
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
        if (depth >= depth_limit(options_.limits)) return fail_depth();
        if (row && in_row_)
            return problems_.fail(diagnostic_code::not_one_relation, "`same_row` cannot stand inside another one",
                                  "join them into one");
        if (row) begin_row();
        const std::size_t from = tree_.mark();
        problems_.inside("conditions", [&] {
            for (std::size_t i = 0; i < children->size() && !too_many_; ++i)
                problems_.inside(i, [&] { read_node((*children)[i], depth + 1); });
        });
        if (problems_.failed()) {
            if (row) in_row_ = false;
            return;
        }
        tree_.close_group(from, all || row ? node_kind::all_of : node_kind::any_of);
        if (row) close_row(from);
    }

    [[gnu::noinline]] void fail_depth() {
        problems_.fail(diagnostic_code::too_deep, too_deep_message(depth_limit(options_.limits)), too_deep_help);
    }

    void begin_row() noexcept {
        in_row_ = true;
        row_relation_ = {};
    }

    [[gnu::noinline]] void close_row(std::size_t from) {
        in_row_ = false;
        const term_count size = count_terms(tree_.data().nodes, from);
        conditions_ += size.conditions - row_conditions(from);
        if (conditions_ > options_.limits.conditions || !size.exact())
            return fail_conditions(size.exact(), or_is_distributed);
        distribute_same_row(tree_.data().nodes, from);
    }

    [[gnu::noinline]] void read_condition(const boost::json::object& object) {
        const auto* const name = member(object, "field", "the field's name");
        const auto* const operation = member(object, "op", "an operator such as `eq`");
        const auto* const operand = member(object, "value", "the value to compare with");
        if (name == nullptr || operation == nullptr || operand == nullptr) return;
        if (++conditions_ > options_.limits.conditions) return fail_conditions(false);
        node head;
        const field* row = nullptr;
        problems_.inside("field", [&] { row = read_field(*name, head); });
        if (row == nullptr) return;
        bool ok = false;
        problems_.inside("op", [&] { ok = read_op(*operation, *row, head.operation); });
        if (!ok) return;
        problems_.inside("value", [&] { operand_reader{options_, tree_, problems_}.read(*operand, *row, head); });
    }

    const field* read_field(const boost::json::value& json, node& head) {
        const auto* const text = json.if_string();
        if (text == nullptr) {
            problems_.fail(diagnostic_code::malformed_filter_json, "a field's name is a text", "put it in quotes");
            return nullptr;
        }
        const std::string_view name = as_view(*text);
        if (!is_utf8(name)) {
            problems_.fail(diagnostic_code::invalid_utf8, "this name is not valid UTF-8", "JSON is UTF-8");
            return nullptr;
        }
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
        if (found.key.size() > options_.limits.string_bytes) {
            problems_.fail(diagnostic_code::string_too_long,
                           string_too_long_message("this name", found.key.size(), options_.limits.string_bytes),
                           std::string{string_too_long_help});
            return nullptr;
        }
        const field& row = schema_.fields[found.index];
        if (row.is_unlisted())
            problems_.fail(options_.strict ? diagnostic_code::undocumented : diagnostic_code::unlisted_field,
                           unlisted_field_message(schema_, name), "documented are " + field_list(schema_));
        if (!row.name.empty() && found.key.find('.') != std::string_view::npos) {
            problems_.fail(diagnostic_code::nested_key,
                           "the API cannot address " + detail::quoted(found.key) + " in " + detail::quoted(row.name),
                           "only top-level keys without dots can be filtered on");
            return nullptr;
        }
        if (in_row_ && (!row.name.empty() || row.is_unlisted())) {
            const std::string_view through = schema_.relation_of(found);
            if (through.empty() || (!row_relation_.empty() && through != row_relation_)) {
                problems_.fail(diagnostic_code::not_one_relation,
                               detail::quoted(name) + " is not on the one relation of this `same_row`", "move it out");
                return nullptr;
            }
            row_relation_ = through;
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
        case op_tier::undocumented:
            if (row.is_unlisted()) return true;
            if (!is_ordering(out) || !row.compared_as_text) break;
            doubt_words words = compared_as_text_words(json_name(out), row.name);
            problems_.fail(diagnostic_code::compared_as_text, std::move(words.message), std::move(words.help));
            return true;
        }
        const auto code = options_.strict ? diagnostic_code::undocumented : diagnostic_code::undocumented_operator;
        problems_.fail(code,
                       detail::quoted(json_name(out)) + " on " + named(row, row.name) +
                           " is not documented; the API may refuse it",
                       "documented are " + operator_list(row));
        return !options_.strict;
    }

    const boost::json::value* member(const boost::json::object& object, std::string_view key, std::string_view what) {
        const auto* const found = object.if_contains({key.data(), key.size()});
        if (found == nullptr)
            problems_.fail(diagnostic_code::malformed_filter_json, "the key " + detail::quoted(key) + " is missing",
                           "add it: " + std::string{what});
        return found;
    }

    void fail_conditions(bool exact, std::string_view once = {}) {
        if (std::exchange(too_many_, true)) return;
        problems_.fail(diagnostic_code::too_many_conditions,
                       too_many_conditions_message(conditions_, options_.limits.conditions, exact, once),
                       std::string{too_many_conditions_help});
    }

    /// How many conditions there are since `from`, as they were read.
    [[nodiscard]] std::size_t row_conditions(std::size_t from) const {
        const auto& nodes = tree_.data().nodes;
        return static_cast<std::size_t>(
            std::count_if(nodes.begin() + static_cast<std::ptrdiff_t>(from), nodes.end(),
                          [](const node& each) { return each.kind == node_kind::comparison; }));
    }

    const schema_view& schema_;
    const parse_options& options_;
    tree_builder<filter_data> tree_;
    json_problems problems_;
    std::size_t conditions_ = 0;
    bool too_many_ = false;
    bool in_row_ = false;
    std::string_view row_relation_{};
};

} // namespace calque::detail
