// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/json/detail/json_explainer.hpp>
#include <calque/schema/scan_operator.hpp>
#include <calque/schema/words.hpp>
#include <calque/support/suggest.hpp>

#include <algorithm>
#include <optional>

namespace calque::detail {

CALQUE_COLD_DECL diagnostic& json_explainer::refuse(const token& where, std::string message, std::string help) {
    diagnostic* out = nullptr;
    on_.wrong([&](json_reporter& to) {
        out = &to.report(diagnostic_code::malformed_filter_json, where, std::move(message), std::move(help));
    });
    return *out;
}

CALQUE_COLD_DECL bool json_explainer::read() {
    const char* const begin = skip_space(text_.data(), end_);
    const bool whole = node_at({begin, pass_json_value<deepest_filter_json>(begin, end_)});
    return whole && !on_.has_failed() && !on_.is_refused();
}

/// A text between quotes, decoded.
[[nodiscard]] inline std::string text_in(const token& string) {
    return decoded_string({string.begin + 1, string.end - 1});
}

CALQUE_COLD_DECL std::vector<json_member> json_explainer::members_of(const token& object) {
    std::vector<json_member> out;
    (void)pass_json_elements(object.begin + 1, object.end, '}', [&](const char* at) {
        const char* const value = pass_json_key(at, object.end);
        std::string decoded;
        const std::string_view name = json_key_name(at, value, decoded);
        const char* const behind = pass_json_value<deepest_filter_json>(value, object.end);
        const char* key_end = value; // without the colon and blanks
        while (*--key_end != ':') {
        }
        while (key_end[-1] != '"') --key_end;
        out.push_back({std::string{name}, {at, key_end}, {value, behind}});
        return behind;
    });
    return out;
}

CALQUE_COLD_DECL bool json_explainer::node_at(const token& where) {
    if (*where.begin == '{') return object(where);
    no_object(where);
    return true;
}

// Apart, as what follows, because what recurses should need little stack for each level.
[[gnu::noinline]] CALQUE_COLD_DECL bool json_explainer::object(const token& where) {
    const std::vector<json_member> all = members_of(where);
    const auto has = [&](json_key key) {
        return std::any_of(all.begin(), all.end(), [&](const json_member& each) { return each.name == name_of(key); });
    };
    const auto may_hold = [&](json_key key, char opening) { // under a key of another tool
        return std::any_of(all.begin(), all.end(), [&](const json_member& each) {
            const std::string bare = bare_letters(each.name);
            const bool meant =
                bare == name_of(key) || std::any_of(foreign_keys.begin(), foreign_keys.end(), [&](const auto& foreign) {
                    return foreign.word == bare && foreign.meaning == key;
                });
            return meant && *each.value.begin == opening;
        });
    };
    const bool valued = has(json_key::field) || has(json_key::value);
    bool as_group = has(json_key::conditions) || (has(json_key::kind) && !valued);
    bool as_condition = valued || (has(json_key::op) && !as_group);
    if (!as_group && !as_condition) {
        as_group = may_hold(json_key::conditions, '[') && all.size() > 1;
        as_condition = !as_group && may_hold(json_key::field, '"') && all.size() > 1;
    }
    const bool both = as_group && as_condition;
    if (both || (as_condition && has(json_key::op) && has(json_key::kind))) {
        refuse(where, "this is a condition and a group at once",
               "split it: a condition has field, op and value, a group has operator and conditions");
        return true;
    }
    if (!as_group && !as_condition) {
        no_node(where, all);
        return true;
    }
    parts found{};
    if (!assign(where, all, as_group, found)) return true;
    return as_group ? group(where, found) : condition(where, found);
}

/// Finds out which member is which; whether none is missing or stands twice.
CALQUE_COLD_DECL bool json_explainer::assign(const token& where, const std::vector<json_member>& all, bool as_group,
                                             parts& out) {
    const auto belongs = [&](json_key key) { return (key >= json_key::kind) == as_group; };
    unsigned twice = 0; // the keys that are, each a bit
    std::vector<const json_member*> others;
    for (const json_member& each : all) {
        const auto name = std::find(json_keys.begin(), json_keys.end(), each.name);
        const auto key = static_cast<json_key>(name - json_keys.begin());
        if (name == json_keys.end() || !belongs(key)) {
            others.push_back(&each);
            continue;
        }
        const json_member*& slot = out[static_cast<std::size_t>(key)];
        const bool last = std::none_of(&each + 1, all.data() + all.size(),
                                       [&](const json_member& later) { return later.name == each.name; });
        if (slot != nullptr && last)
            refuse(each.value, "the key " + detail::quoted(each.name) + " stands twice here", "take one of them out");
        if (slot != nullptr) twice |= 1u << static_cast<unsigned>(key);
        slot = &each;
    }
    for (const json_member* const each : others) {
        const std::string bare = bare_letters(each->name);
        std::optional<json_key> meant;
        bool surely = false;
        for (std::size_t i = 0; i < json_keys.size(); ++i) {
            const auto key = static_cast<json_key>(i);
            if (!belongs(key) || out[i] != nullptr) continue;
            const auto foreign = std::find_if(foreign_keys.begin(), foreign_keys.end(), [&](const auto& pair) {
                return pair.word == bare && pair.meaning == key;
            });
            suggester near{each->name};
            near.consider(json_keys[i]);
            // `operator` for `op` and the other way round is the API's own other word.
            const bool same = bare == json_keys[i] || ((key == json_key::op || key == json_key::kind) &&
                                                       (each->name == "op" || each->name == "operator"));
            if (!same && foreign == foreign_keys.end() && near.best(1).empty()) continue;
            meant = key;
            surely = same;
            break;
        }
        if (meant) {
            out[static_cast<std::size_t>(*meant)] = each;
            foreign_key(*each, *meant, surely);
        } else {
            refuse(each->value, "the API knows no key " + detail::quoted(each->name),
                   is_negation(each->name) ? "there is no `not`: use the opposite operator, as `neq` for `eq`"
                                           : "take it out");
        }
    }
    constexpr std::array<std::string_view, 5> wanted{"the field's name", "an operator such as `eq`",
                                                     "the value to compare with", "`and`, `or` or `same_row`",
                                                     "an array of conditions and groups"};
    bool complete = true;
    for (std::size_t i = 0; i < json_keys.size(); ++i) {
        if (!belongs(static_cast<json_key>(i)) || out[i] != nullptr) continue;
        refuse(where, "the key " + detail::quoted(json_keys[i]) + " is missing", "add it: " + std::string{wanted[i]});
        complete = false;
    }
    // Of a key that stands twice nobody knows which value is meant; what stands in a group can be read nevertheless.
    const auto kind = static_cast<std::size_t>(json_key::kind);
    if ((twice >> kind & 1u) != 0) out[kind] = nullptr;
    return complete && (as_group || twice == 0);
}

CALQUE_COLD_DECL void json_explainer::foreign_key(const json_member& each, json_key meant, bool surely) {
    diagnostic& to = refuse(each.value, "the API knows no key " + detail::quoted(each.name) + " here");
    told_.replace(to, each.key, "\"" + std::string{name_of(meant)} + "\"", surely);
}

// groups -------------------------------------------------------------------------------------------------------------

[[gnu::noinline]] CALQUE_COLD_DECL bool json_explainer::group(const token& where, const parts& all) {
    const json_member* const named = all[static_cast<std::size_t>(json_key::kind)]; // null where it stands twice
    const token name = named == nullptr ? where : named->value;
    const token array = all[static_cast<std::size_t>(json_key::conditions)]->value;
    const auto kind = *name.begin == '"' ? group_of(text_in(name)) : std::nullopt;
    if (!kind && named != nullptr) no_group_kind(name);
    const node_kind joined = kind.value_or(node_kind::all_of);
    if (*array.begin != '[' || *skip_space(array.begin + 1, array.end) == ']') {
        diagnostic& to = refuse(array, "a group needs an array of at least one condition",
                                "list its conditions, or leave the filter out");
        if (*array.begin == '{' && *skip_space(array.begin + 1, array.end) != '}')
            told_.replace(to, array, "[" + std::string{array.text()} + "]", true);
        return true;
    }
    const std::size_t from = on_.mark();
    const bool row = joined == node_kind::same_row;
    if (!on_.enter(where.begin) || (row && !on_.enter_row(name))) return false;
    const bool whole = conditions(array);
    on_.leave();
    if (!whole) return false;
    if (!on_.has_failed()) on_.tree().close_group(from, row ? node_kind::all_of : joined);
    return !row || on_.close_row(from, where.end);
}

[[gnu::noinline]] CALQUE_COLD_DECL bool json_explainer::conditions(const token& array) {
    return pass_json_elements(array.begin + 1, array.end, ']', [&](const char* at) {
               const char* const behind = pass_json_value<deepest_filter_json>(at, array.end);
               return node_at({at, behind}) ? behind : nullptr;
           }) != nullptr;
}

CALQUE_COLD_DECL void json_explainer::no_group_kind(const token& where) {
    diagnostic& to = refuse(where, "a group is joined by `and`, `or` or `same_row`", "write one of them, in quotes");
    const std::string bare = *where.begin == '"' ? bare_letters(text_in(where)) : std::string{};
    constexpr std::array<foreign_word<std::string_view>, 9> words{{{"and", "and"},
                                                                   {"or", "or"},
                                                                   {"samerow", "same_row"},
                                                                   {"&&", "and"},
                                                                   {"&", "and"},
                                                                   {"||", "or"},
                                                                   {"|", "or"},
                                                                   {"all", "and", false},
                                                                   {"any", "or", false}}};
    const auto* const found = find_foreign(words, bare);
    if (found == nullptr) {
        if (is_negation(bare) || bare == "nor") to.help = "there is no `not`: use the opposite operators inside of it";
        return;
    }
    to.help.clear();
    told_.replace(to, where, "\"" + std::string{found->meaning} + "\"", found->surely);
}

// conditions ---------------------------------------------------------------------------------------------------------

[[gnu::noinline]] CALQUE_COLD_DECL bool json_explainer::condition(const token& where, const parts& all) {
    const token field = all[static_cast<std::size_t>(json_key::field)]->value;
    const token operation = all[static_cast<std::size_t>(json_key::op)]->value;
    const token value = all[static_cast<std::size_t>(json_key::value)]->value;
    on_.begin_condition(field);
    if (*field.begin != '"') {
        diagnostic& to = refuse(field, "a field's name is a text", "put it in quotes");
        (void)to;
        return true;
    }
    told_.begin({where, field, operation, value, text_in(field)});
    path_scan path;
    (void)string(field.begin, path);
    const schema_view::match found = on_.schema().find(path.text);
    if (!found) on_.wrong([&](json_reporter& to) { to.unknown_field(field, path.text); });
    else if (!on_.set_field(field, path, found)) return false;
    const auto known = *operation.begin == '"' ? op_of(text_in(operation)) : std::nullopt;
    if (!known) {
        this->operation(operation);
        return true;
    }
    if (!on_.set_operator(operation, *known)) return false;
    return on_.is_spoilt() || operand(value.begin) != nullptr;
}

/// An operator that is none of the API's.
CALQUE_COLD_DECL void json_explainer::operation(const token& where) {
    std::string all;
    for (std::size_t i = 0; i < op_count; ++i) (all += i > 0 ? " " : "") += json_name(static_cast<op>(i));
    if (*where.begin != '"') {
        refuse(where, "an operator is a text", "the operators are " + all);
        return;
    }
    const std::string text = text_in(where), bare = bare_letters(text);
    diagnostic& to = refuse(where, detail::quoted(text) + " is not an operator of the API", "the operators are " + all);
    const auto offer = [&](std::string_view meant, std::string_view value, bool surely) {
        const std::size_t before = to.edits.size();
        told_.offer(to, meant, value, surely);
        if (to.edits.size() > before) to.help = "write " + detail::quoted(to.edits.back().replacement);
    };
    const token value = told_.condition().value;
    const std::string written = told_.as_text(value);
    if (const auto same = op_of(bare); same && *same != op::isnull) return offer(json_name(*same), written, true);
    if (const auto symbol = symbol_operator(text)) return offer(json_name(*symbol), written, *symbol != op::regex);
    const bool truth = written == "true" || written == "false";
    if (const auto* const test = find_foreign(foreign_null_tests, bare); test != nullptr || bare == "isnull") {
        const bool null = test == nullptr || test->meaning == "is null";
        const bool turned = written == "false";
        return offer(null != turned ? "is null" : "is not null", {}, truth && (test == nullptr || test->surely));
    }
    if (const auto* const foreign = find_foreign(foreign_operators, bare)) {
        if (foreign->meaning == "in" && bare != "oneof" && !foreign->surely) { // bounds
            std::string range = written;
            const std::size_t comma = range.find(", ");
            if (*value.begin != '[' || comma == std::string::npos) return;
            range = range.substr(1, range.size() - 2).replace(comma - 1, 2, "..");
            return offer("in", range, false);
        }
        offer(foreign->meaning, written, foreign->surely);
        if (to.edits.empty() && foreign->meaning.starts_with("not"))
            to.help = "the API has no opposite of a text match";
        return;
    }
    suggester near{text};
    for (std::size_t i = 0; i < op_count; ++i) near.consider(json_name(static_cast<op>(i)));
    const bool clear = near.has_clear_best();
    for (const suggestion& each : near.best(1)) offer(each.text, written, clear && each.text != "isnull");
}

// what is neither ----------------------------------------------------------------------------------------------------

constexpr std::string_view shapes_of_nodes =
    R"(write {"field":…,"op":…,"value":…} or {"operator":"and","conditions":[…]})";

CALQUE_COLD_DECL void json_explainer::no_object(const token& where) {
    diagnostic& to =
        refuse(where, "a condition or a group must stand here, as a JSON object", std::string{shapes_of_nodes});
    if (*where.begin == '[') {
        std::size_t count = 0;
        token only;
        (void)pass_json_elements(where.begin + 1, where.end, ']', [&](const char* at) {
            ++count;
            only = {at, pass_json_value<deepest_filter_json>(at, where.end)};
            return only.end;
        });
        if (count == 0) return;
        to.help.clear();
        if (count == 1) told_.replace(to, where, std::string{only.text()}, false);
        else
            for (const std::string_view kind : {"and", "or"})
                told_.replace(to, where,
                              R"({"operator":")" + std::string{kind} + R"(","conditions":)" +
                                  std::string{where.text()} + "}",
                              false);
        to.help = count == 1 ? "take the brackets off" : R"(write {"operator":"and","conditions":[…]} around it)";
    } else if (*where.begin == '"') { // JSON in JSON, or the language
        const std::string text = text_in(where);
        const std::string_view inner{text};
        const std::size_t first = inner.find_first_not_of(" \t\r\n");
        if (first != std::string::npos && inner[first] == '{') {
            to.help = "the filter stands in a text: take its quotes and backslashes off";
            told_.replace(to, where, text, true);
        } else if (const std::string json = told_.json_of(text); !json.empty()) {
            to.help = "this is a filter of the language; as JSON it is " + detail::quoted(json);
            told_.replace(to, where, json, false);
        }
    }
}

/// An object as maps from fields to values: `{"duration": {"$gte": 60}}`. Empty where it is none.
CALQUE_COLD_DECL std::string json_explainer::conditions_of_map(const std::vector<json_member>& all) const {
    std::string out;
    for (const json_member& each : all) {
        const schema_view::match found = on_.schema().find(each.name);
        if (!found || on_.schema().fields[found.index].name.empty()) return {};
        std::string operation = *each.value.begin == '[' ? "in" : "=";
        token value = each.value;
        if (*value.begin == '{') {
            const std::vector<json_member> inner = members_of(value);
            if (inner.size() != 1) return {};
            const std::string bare = bare_letters(inner.front().name);
            const auto known = op_of(bare);
            const auto* const foreign = find_foreign(foreign_operators, bare);
            if (!known && foreign == nullptr) return {};
            operation = known ? json_name(*known) : foreign->meaning;
            value = inner.front().value;
        }
        out +=
            (out.empty() ? "" : " and ") + told_.name_as_text(each.name) + " " + operation + " " + told_.as_text(value);
    }
    return told_.json_of(out);
}

CALQUE_COLD_DECL void json_explainer::no_node(const token& where, const std::vector<json_member>& all) {
    diagnostic& to = refuse(where, "this is neither a condition nor a group", std::string{shapes_of_nodes});
    const json_member* inner = nullptr;
    std::size_t count = 0;
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
        if (*each.value.begin != '{' || members_of(each.value).empty()) continue;
        const std::vector<json_member> below = members_of(each.value);
        const bool node = std::any_of(below.begin(), below.end(), [](const json_member& key) {
            return std::find(json_keys.begin(), json_keys.end(), key.name) != json_keys.end();
        });
        if (!node) continue;
        inner = &each;
        ++count;
    }
    if (count == 1) { // a request around it
        to.message = "the filter stands under " + detail::quoted(inner->name) + " here";
        to.help = "write what stands under " + detail::quoted(inner->name) + " alone";
        return told_.replace(to, where, std::string{inner->value.text()}, all.size() == 1);
    }
    if (all.empty()) return;
    if (const std::string json = conditions_of_map(all); !json.empty()) {
        to.help.clear();
        told_.replace(to, where, json, false);
    }
}

} // namespace calque::detail
