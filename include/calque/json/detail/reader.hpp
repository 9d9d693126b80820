// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/json/detail/context.hpp>
#include <calque/json/detail/operand.hpp>
#include <calque/json/detail/problems.hpp>
#include <calque/support/misspelling.hpp>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/string.hpp>
#include <boost/json/value.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace calque::detail {

/// Reads filter JSON that is a tree already, and says of each mistake where it is and what to write instead.
class json_reader {
public:
    json_reader(const schema_view& fields, const parse_options& options, filter_data& out,
                std::vector<diagnostic>& problems)
        : problems_{problems}, on_{fields, options, out, problems_} {}

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
                                   "the API knows no key " + detail::quoted(name),
                                   is_negation(name) ? "there is no `not`: use the opposite operator, as `neq` for `eq`"
                                                     : "take it out");
                });
        }
    }

    void read_group(const boost::json::object& object, std::size_t depth) {
        const auto* const name = member(object, "operator", "`and`, `or` or `same_row`");
        const auto* const conditions = member(object, "conditions", "an array of conditions and groups");
        if (name == nullptr || conditions == nullptr) return;
        const auto kind = name->is_string() ? group_of(as_view(name->get_string())) : std::nullopt;
        if (!kind)
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
        if (!on_.open_group(*kind, depth)) return;
        const std::size_t from = on_.tree().mark();
        problems_.inside("conditions", [&] {
            for (std::size_t i = 0; i < children->size() && !on_.is_full(); ++i)
                problems_.inside(i, [&] { read_node((*children)[i], depth + 1); });
        });
        on_.close_group(*kind, from);
    }

    [[gnu::noinline]] void read_condition(const boost::json::object& object) {
        const auto* const name = member(object, "field", "the field's name");
        const auto* const operation = member(object, "op", "an operator such as `eq`");
        const auto* const operand = member(object, "value", "the value to compare with");
        if (name == nullptr || operation == nullptr || operand == nullptr) return;
        if (!on_.count_condition()) return;
        node head;
        const field* row = nullptr;
        problems_.inside("field", [&] { row = read_field(*name, head); });
        if (row == nullptr) return;
        bool ok = false;
        problems_.inside("op", [&] { ok = read_op(*operation, *row, head.operation); });
        if (!ok) return;
        problems_.inside("value", [&] { operand_reader{on_}.read(*operand, *row, head); });
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
        return on_.find_field({name}, head);
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
        return on_.check_operator(row, out);
    }

    const boost::json::value* member(const boost::json::object& object, std::string_view key, std::string_view what) {
        const auto* const found = object.if_contains({key.data(), key.size()});
        if (found == nullptr)
            problems_.fail(diagnostic_code::malformed_filter_json, "the key " + detail::quoted(key) + " is missing",
                           "add it: " + std::string{what});
        return found;
    }

    json_problems problems_;
    json_context<json_problems> on_;
};

} // namespace calque::detail
