// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/json/detail/explain_operator.ipp>
#include <calque/json/detail/json_explainer.hpp>
#include <calque/schema/words.hpp>

#include <algorithm>

// JSON that is neither a condition nor a group, but may mean one.
namespace calque::detail {

constexpr std::string_view shapes_of_nodes =
    R"(write {"field":…,"op":…,"value":…} or {"operator":"and","conditions":[…]})";

CALQUE_COLD_DECL void json_explainer::report_not_an_object(const token& where) {
    diagnostic& to =
        refuse(where, "a condition or a group is needed here, as a JSON object", std::string{shapes_of_nodes});
    if (*where.begin == '[') {
        std::size_t count = 0;
        bool objects = true;
        token only;
        (void)for_each_json_element(where.begin + 1, where.end, ']', [&](const char* at) {
            ++count;
            objects = objects && *at == '{';
            only = {at, skip_json_value<max_filter_json_depth>(at, where.end)};
            return only.end;
        });
        if (count == 0 || !objects) return;
        to.help.clear();
        if (count == 1) told_.replace(to, where, std::string{only.text()}, false);
        else
            for (const std::string_view kind : {"and", "or"})
                told_.replace(to, where,
                              R"({"operator":")" + std::string{kind} + R"(","conditions":)" +
                                  std::string{where.text()} + "}",
                              false);
        to.help = count == 1 ? "take the brackets off" : R"(write {"operator":"and","conditions":[…]} around it)";
    } else if (*where.begin == '"') { // JSON inside a string, or filter text
        const std::string text = text_in(where);
        const std::string_view inner{text};
        const std::size_t first = inner.find_first_not_of(" \t\r\n");
        if (first != std::string::npos && inner[first] == '{') {
            to.help = "the filter is inside a string: remove the quotes and backslashes";
            told_.replace(to, where, text, true);
        } else if (const std::string json = told_.json_of(text); !json.empty()) {
            to.help = "this is a filter of the language; as JSON it is " + detail::quoted(json);
            told_.replace(to, where, json, false);
        }
    }
}

/// Converts an object that maps fields to values, such as `{"duration": {"$gte": 60}}`; empty for other objects.
CALQUE_COLD_DECL std::string json_explainer::conditions_of_map(const std::vector<json_member>& all) const {
    std::string out;
    const auto add = [&](const json_member& of, std::string_view operation, const token& value) {
        const std::string name = told_.name_as_text(of.name);
        out += (out.empty() ? "" : " and ") + name + " ";
        if (*value.begin == 'n' && (operation == "=" || operation == "!="))
            out += operation == "=" ? "is null" : "is not null";
        else if (operation == "..") out += "in " + range_text(value);
        else out.append(operation).append(" ").append(told_.as_text(value));
    };
    for (const json_member& each : all) {
        const schema_view::match found = on_.schema().find(each.name);
        if (!found || on_.schema().fields[found.index].name.empty()) return {};
        if (*each.value.begin != '{') {
            add(each, *each.value.begin == '[' ? "in" : "=", each.value);
            continue;
        }
        for (const json_member& inner : members_of(each.value)) {
            const auto operation = meaning_of(inner.name);
            if (operation.word.empty()) return {};
            add(each, operation.meaning, inner.value);
        }
    }
    return told_.json_of(out);
}

CALQUE_COLD_DECL void json_explainer::report_unknown_shape(const token& where, const std::vector<json_member>& all) {
    diagnostic& to = refuse(where, "this is neither a condition nor a group", std::string{shapes_of_nodes});
    const json_member* inner = nullptr;
    for (const json_member& each : all) {
        const std::string bare = bare_letters(each.name);
        if (*each.value.begin == '[' && all.size() == 1 && (bare == "and" || bare == "or")) { // `{"and": […]}`
            to.help = R"(write "operator":")" + bare + R"(","conditions":[…])";
            told_.replace(to, {each.key.begin, each.value.begin}, R"("operator":")" + bare + R"(","conditions":)",
                          true);
            return;
        }
        if (bare == "not" || bare == "nor") {
            to.help = "there is no `not`: use the opposite operators inside of it";
            return;
        }
        const bool wrapping = std::find(wrapping_keys.begin(), wrapping_keys.end(), bare) != wrapping_keys.end();
        if (!wrapping || *each.value.begin != '{') continue;
        inner = &each;
    }
    if (inner != nullptr) { // wrapped in a request, or under a name
        to.message = "the filter is nested under " + detail::quoted(inner->name) + " here";
        to.help = "write what stands under " + detail::quoted(inner->name) + " alone";
        if (all.size() == 1) told_.replace(to, where, std::string{inner->value.text()}, true);
        return;
    }
    if (all.empty()) return;
    if (const std::string json = conditions_of_map(all); !json.empty()) {
        to.help.clear();
        told_.replace(to, where, json, false);
    }
}

} // namespace calque::detail
