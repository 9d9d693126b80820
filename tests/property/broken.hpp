// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/schema.hpp>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "property/random.hpp"

// Filter JSON with one mistake, and the position of the mistake.
namespace property {

namespace json = boost::json;

/// A condition or group in filter JSON, with its JSON pointer.
struct json_place {
    json::object* node;
    std::string pointer;
    bool in_row;
};

[[nodiscard]] inline bool is_group(const json::object& node) { return node.contains("operator"); }

inline void add_places(std::vector<json_place>& out, json::object& node, const std::string& pointer, bool in_row) {
    out.push_back({&node, pointer, in_row});
    if (!is_group(node)) return;
    const bool row = in_row || node.at("operator") == "same_row";
    std::size_t index = 0;
    for (json::value& child : node.at("conditions").as_array())
        add_places(out, child.as_object(), pointer + "/conditions/" + std::to_string(index++), row);
}

/// The code and the JSON pointer of a mistake.
struct mistake {
    std::string code;
    std::string pointer;
};

/// Introduces one mistake into filter JSON for call logs.
class breaker {
public:
    explicit breaker(randomness& random) : random_{random} {}

    [[nodiscard]] mistake apply(json::object& filter) {
        std::vector<json_place> places;
        add_places(places, filter, "", false);
        json_place& at = places[random_.below(places.size())];
        if (random_.once_in(6)) return add_key(at);
        return is_group(*at.node) ? break_group(at) : break_condition(at);
    }

    static constexpr std::size_t ways = 16; ///< kinds of mistakes that `used` counts
    std::vector<std::size_t> used = std::vector<std::size_t>(ways, 0);

private:
    mistake tell(std::size_t way, std::string code, const json_place& at, std::string_view below = {}) {
        ++used[way];
        return {std::move(code), at.pointer + std::string{below}};
    }

    mistake add_key(json_place& at) {
        if (random_.once_in(2)) {
            // Makes the node a condition and a group at once.
            const std::string key =
                is_group(*at.node) ? random_.word({"field", "op", "value"}) : random_.word({"operator", "conditions"});
            (*at.node)[key] = nullptr;
            return tell(0, "E602", at, is_group(*at.node) && key == "op" ? "/op" : "");
        }
        const std::string key = random_.word({"note", "Field", "", "a/b", "~", "value ", "~1/0"});
        (*at.node)[key] = 1;
        std::string escaped = "/";
        for (const char c : key) escaped += c == '~' ? "~0" : c == '/' ? "~1" : std::string{c};
        return tell(1, "E602", at, escaped);
    }

    mistake break_group(json_place& at) {
        json::array& children = at.node->at("conditions").as_array();
        const std::size_t index = random_.below(children.size());
        const std::string child = "/conditions/" + std::to_string(index);
        const bool row = at.in_row || at.node->at("operator") == "same_row";
        switch (random_.below(6)) {
        case 0: at.node->erase(random_.word({"operator", "conditions"})); return tell(2, "E602", at);
        case 1:
            at.node->at("operator") = random_.one_of<json::value>({"AND", "xor", "not", "", 1, nullptr, true});
            return tell(3, "E602", at, "/operator");
        case 2:
            at.node->at("conditions") =
                random_.one_of<json::value>({json::array{}, json::object{}, nullptr, "x", 1, children[index]});
            return tell(4, "E602", at, "/conditions");
        case 3:
            children[index] = random_.one_of<json::value>({nullptr, 1, "id = 1", true, json::array{}, json::object{}});
            return tell(5, "E602", at, child);
        case 4:
            if (!row) return add_key(at);
            children[index] = json::object{{"operator", "same_row"}, {"conditions", json::array{children[index]}}};
            return tell(6, "E206", at, child + "/operator");
        default:
            if (!row) return add_key(at);
            children[index] = json::object{{"field", "id"}, {"op", "eq"}, {"value", 1}};
            return tell(7, "E206", at, child + "/field");
        }
    }

    mistake break_condition(json_place& at) {
        json::object& node = *at.node;
        switch (random_.below(7)) {
        case 0: node.erase(random_.word({"field", "op", "value"})); return tell(8, "E602", at);
        case 1:
            node["field"] = random_.one_of<json::value>({nullptr, 1, false, json::array{"id"}, json::object{}});
            return tell(9, "E602", at, "/field");
        case 2:
            node["field"] = random_.word({"Id", "duraton", "", "metadata.", "agent", "metric_evaluations",
                                          "metric_evaluations.metric", ".id", "id.", "id "});
            return tell(10, "E201", at, "/field");
        case 3:
            node["field"] = random_.word({"metadata.a.b", "metadata..", "metadata.a.", "metadata.a.b.c"});
            return tell(11, "E202", at, "/field");
        case 4:
            node["op"] = random_.one_of<json::value>({"nope", "not", "", "is it null", nullptr, 1, json::array{"eq"}});
            return tell(12, "E602", at, "/op");
        case 5: return break_operator(at);
        default: return break_value(at);
        }
    }

    /// Sets an operator that the field's type does not take, without changing the row's relation.
    mistake break_operator(json_place& at) {
        json::object& node = *at.node;
        node["field"] = at.in_row ? "metric_evaluations.metric.id" : random_.word({"duration", "timestamp", "success"});
        node["op"] = random_.word({"contains", "startswith", "endswith", "regex"});
        return tell(13, "E204", at, "/op");
    }

    mistake break_value(json_place& at) {
        json::object& node = *at.node;
        const std::string operation{node.at("op").as_string()};
        if (operation == "isnull") {
            node["value"] = random_.one_of<json::value>({"true", 1, nullptr, json::array{true}, json::object{}});
            return tell(14, "E301", at, "/value");
        }
        if (operation != "in") {
            if (random_.once_in(2)) {
                node["value"] = nullptr;
                return tell(14, "E112", at, "/value");
            }
            node["value"] = random_.one_of<json::value>({json::array{node["value"]}, json::object{}, json::array{}});
            return tell(14, "E301", at, "/value");
        }
        json::array& items = node["value"].as_array();
        const std::size_t index = random_.below(items.size());
        const std::string item = "/value/" + std::to_string(index);
        switch (random_.below(4)) {
        case 0: node["value"] = json::value(items[index]); return tell(15, "E301", at, "/value");
        case 1: items.clear(); return tell(15, "E309", at, "/value");
        case 2: items[index] = nullptr; return tell(15, "E112", at, item);
        default: items[index] = json::array{items[index]}; return tell(15, "E301", at, item);
        }
    }

    randomness& random_;
};

} // namespace property
