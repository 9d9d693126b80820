// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/json/detail/json_explainer.hpp>
#include <calque/schema/scan_operator.hpp>
#include <calque/schema/words.hpp>
#include <calque/support/suggest.hpp>

#include <algorithm>

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

/// Whether a name is one of the API's operators, which is then `out`.
[[nodiscard]] inline bool read_op(std::string_view name, op& out) noexcept {
    const auto found = op_of(name);
    if (found) out = *found;
    return found.has_value();
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
            return *each.value.begin == opening && (bare == name_of(key) || is_foreign_key(bare, key));
        });
    };
    const bool valued = has(json_key::field) || has(json_key::value);
    bool as_group = has(json_key::conditions) || (has(json_key::kind) && !valued);
    bool as_condition = valued || (has(json_key::op) && !as_group);
    if (!as_group && !as_condition) {
        as_group = may_hold(json_key::conditions, '[') && all.size() > 1;
        as_condition = !as_group && may_hold(json_key::field, '"') && may_hold(json_key::op, '"');
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
    bool odd = false;
    if (!assign(where, all, as_group, found, odd)) return true;
    return as_group ? group(where, found) : condition(where, found, odd);
}

CALQUE_COLD_DECL bool json_explainer::assign(const token& where, const std::vector<json_member>& all, bool as_group,
                                             parts& out, bool& odd) {
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
    // First what is the same but for its spelling, then what others call it, so that `operator` is not taken for less.
    for (const bool surely : {true, false})
        for (const json_member*& each : others) {
            if (each == nullptr) continue;
            const std::string bare = bare_letters(each->name);
            for (std::size_t i = 0; i < json_keys.size(); ++i) {
                const auto key = static_cast<json_key>(i);
                if (!belongs(key) || out[i] != nullptr) continue;
                // `operator` for `op` and the other way round is the API's own other word.
                const bool same = bare == json_keys[i] || ((key == json_key::op || key == json_key::kind) &&
                                                           (each->name == "op" || each->name == "operator"));
                const auto is_meant = [&] {
                    suggester near{each->name};
                    near.consider(json_keys[i]);
                    return is_foreign_key(bare, key) || (is_plain_word(each->name) && !near.best(1).empty());
                };
                if (surely ? !same : !is_meant()) continue;
                out[i] = each;
                foreign_key(*each, key, surely);
                each = nullptr;
                break;
            }
        }
    for (const json_member* const each : others) {
        if (each == nullptr) continue;
        odd = true;
        refuse(each->value, "the API knows no key " + detail::quoted(each->name),
               is_negation(each->name) ? "there is no `not`: use the opposite operator, as `neq` for `eq`"
                                       : "take it out, if it means nothing more");
    }
    constexpr std::array<std::string_view, 5> wanted{"the field's name", "an operator such as `eq`",
                                                     "the value to compare with", "`and`, `or` or `same_row`",
                                                     "an array of conditions and groups"};
    bool complete = true;
    for (std::size_t i = 0; i < json_keys.size(); ++i) {
        if (!belongs(static_cast<json_key>(i)) || out[i] != nullptr) continue;
        refuse(where, "the key " + detail::quoted(json_keys[i]) + " is missing", "add it: " + std::string{wanted[i]});
        if (complete && !odd && i == static_cast<std::size_t>(json_key::value)) missing_value(where, out);
        complete = false;
    }
    // Of a key that stands twice nobody knows which value is meant; what stands in a group can be read nevertheless.
    const auto kind = static_cast<std::size_t>(json_key::kind);
    if ((twice >> kind & 1u) != 0) out[kind] = nullptr;
    return complete && (as_group || twice == 0);
}

/// A test for null without a value: `{"field": "topic", "op": "isnull"}`.
CALQUE_COLD_DECL void json_explainer::missing_value(const token& where, const parts& all) {
    const token field = all[static_cast<std::size_t>(json_key::field)]->value;
    const token operation = all[static_cast<std::size_t>(json_key::op)]->value;
    if (*field.begin != '"' || *operation.begin != '"') return;
    const std::string bare = bare_letters(text_in(operation));
    const auto* const test = find_foreign(foreign_null_tests, bare);
    if (test == nullptr && bare != "isnull" && bare != "exists") return;
    told_.begin({where, field, where, where, text_in(field), false, false, op::eq}); // all of it is written again
    told_.offer_last(test != nullptr ? test->meaning : bare == "isnull" ? "is null" : "is not null");
}

CALQUE_COLD_DECL void json_explainer::foreign_key(const json_member& each, json_key meant, bool surely) {
    diagnostic& to = refuse(each.value, "the API knows no key " + detail::quoted(each.name) + " here");
    told_.replace(to, each.key, json_string(name_of(meant)), surely);
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
        if ((is_negation(bare) && bare != "xor") || bare == "nor")
            to.help = "there is no `not`: use the opposite operators inside of it";
        return;
    }
    to.help.clear();
    told_.replace(to, where, json_string(found->meaning), found->surely);
}

// conditions ---------------------------------------------------------------------------------------------------------

[[gnu::noinline]] CALQUE_COLD_DECL bool json_explainer::condition(const token& where, const parts& all, bool odd) {
    const token field = all[static_cast<std::size_t>(json_key::field)]->value;
    const token operation = all[static_cast<std::size_t>(json_key::op)]->value;
    const token value = all[static_cast<std::size_t>(json_key::value)]->value;
    on_.begin_condition(field);
    if (*field.begin != '"') {
        refuse(field, "a field's name is a text", "put the name in quotes");
        return true;
    }
    told_.begin({where, field, operation, value, text_in(field), odd, false, op::eq});
    path_scan path;
    (void)string(field.begin, path);
    const schema_view::match found = on_.schema().find(path.text);
    op meant = op::eq;
    bool known = *operation.begin == '"' && read_op(text_in(operation), meant);
    if (known) told_.set_operator(meant);
    if (!found) on_.wrong([&](json_reporter& to) { to.unknown_field(field, path.text); });
    else if (!on_.set_field(field, path, found)) return false;
    if (!known) known = foreign_operator(operation, meant);
    if (!known) return true;
    told_.set_operator(meant);
    if (!on_.set_operator(operation, meant)) return false;
    return on_.is_spoilt() || operand(value.begin) != nullptr;
}

/// What a word of this or another tool for an operator means, as the language writes it; without a word where nothing.
[[nodiscard]] inline foreign_word<std::string_view> meaning_of(std::string_view text) {
    const std::string bare = bare_letters(text);
    if (const auto same = op_of(bare); same && *same != op::isnull)
        return {text, text_name(*same), text.find(' ') == std::string_view::npos};
    if (const auto symbol = symbol_operator(text)) return {text, text_name(*symbol), *symbol != op::regex};
    if (bare == "between" || bare == "range") return {text, "..", false};
    const auto* const foreign = find_foreign(foreign_operators, bare);
    return foreign == nullptr ? foreign_word<std::string_view>{} : *foreign;
}

/// Two values as the bounds of a range; empty where they are not two.
CALQUE_COLD_DECL std::string json_explainer::range_text(const token& value) const {
    std::string text = told_.as_text(value);
    if (text.size() < 2) return {};
    text = text.substr(1, text.size() - 2); // brackets, or the quotes of `"60,120"`
    const std::size_t comma = text.find(',');
    if (comma == std::string::npos || text.find(',', comma + 1) != std::string::npos) return {};
    return text.substr(0, comma) + " .. " + text.substr(comma + 1);
}

/// An operator that is none of the API's; whether one of the API's is plainly meant, which is `out`.
CALQUE_COLD_DECL bool json_explainer::foreign_operator(const token& where, op& out) {
    std::string all;
    for (std::size_t i = 0; i < op_count; ++i) (all += i > 0 ? " " : "") += json_name(static_cast<op>(i));
    if (*where.begin != '"') {
        refuse(where, "an operator is a text", "the operators are " + all);
        return false;
    }
    const std::string text = text_in(where), bare = bare_letters(text);
    diagnostic& to = refuse(where, detail::quoted(text) + " is not an operator of the API", "the operators are " + all);
    const auto meant = [&](op operation, bool surely) {
        to.help.clear();
        told_.replace(to, where, json_string(json_name(operation)), surely);
        out = operation;
        return true;
    };
    const auto offer = [&](std::string_view phrase, std::string_view value, bool surely) {
        told_.offer(to, phrase, value, surely);
        if (!to.edits.empty()) to.help = "write " + detail::quoted(to.edits.front().replacement);
        return false;
    };
    const token value = told_.condition().value;
    const std::string written = told_.as_text(value);
    const bool yes = written == "true", no = written == "false";
    if (bare == "isnull" || bare == "exists") {        // with a value that says whether it is so
        const bool plain = text.size() == bare.size(); // `is null` takes no value elsewhere
        return (yes || no) && offer((bare == "isnull") == yes ? "is null" : "is not null", {}, yes || plain);
    }
    if (const auto* const test = find_foreign(foreign_null_tests, bare)) // the value is a leftover
        return !no && offer(test->meaning, {}, yes && test->surely);
    if (bare == "like" || bare == "ilike") { // `%x%`
        std::string pattern = *value.begin == '"' ? text_in(value) : std::string{};
        const bool open_begin = pattern.starts_with('%'), open_end = pattern.size() > 1 && pattern.ends_with('%');
        pattern = pattern.substr(open_begin ? 1 : 0, pattern.size() - (open_begin ? 1u : 0u) - (open_end ? 1u : 0u));
        if (pattern.empty() || pattern.find_first_of("%_*") != std::string::npos) return false;
        return offer(open_begin == open_end ? "contains"
                     : open_end             ? "startswith"
                                            : "endswith",
                     as_literal(pattern), false);
    }
    if (const auto found = meaning_of(text); !found.word.empty()) {
        if (found.meaning == "..") return offer("in", range_text(value), false);
        if (found.meaning == "not in") {
            to.help = "write a condition with `neq` for each of them, joined by `and`";
            return offer(found.meaning, *value.begin == '[' ? written : "[" + written + "]", false);
        }
        const char* const begin = found.meaning.data();
        return meant(scan_operator(begin, begin + found.meaning.size()).operation.value_or(op::in), found.surely);
    }
    if (text.starts_with('!') || is_negation(bare) || bare.starts_with("not") || bare.starts_with("doesnot")) {
        to.help = "there is no `not`: use the opposite operator, as `neq` for `eq`; a text match has none";
        return false;
    }
    constexpr std::size_t shortest = 4; // of less letters there are too many neighbours
    if (text.size() < shortest || !is_plain_word(text)) return false;
    suggester near{text};
    for (std::size_t i = 0; i < op_count; ++i) near.consider(json_name(static_cast<op>(i)));
    const bool clear = near.has_clear_best();
    for (const suggestion& each : near.best(1)) return read_op(each.text, out) && meant(out, clear);
    return false;
}

// what is neither ----------------------------------------------------------------------------------------------------

constexpr std::string_view shapes_of_nodes =
    R"(write {"field":…,"op":…,"value":…} or {"operator":"and","conditions":[…]})";

CALQUE_COLD_DECL void json_explainer::no_object(const token& where) {
    diagnostic& to =
        refuse(where, "a condition or a group must stand here, as a JSON object", std::string{shapes_of_nodes});
    if (*where.begin == '[') {
        std::size_t count = 0;
        bool objects = true;
        token only;
        (void)pass_json_elements(where.begin + 1, where.end, ']', [&](const char* at) {
            ++count;
            objects = objects && *at == '{';
            only = {at, pass_json_value<deepest_filter_json>(at, where.end)};
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
            const auto found = meaning_of(inner.name);
            if (found.word.empty()) return {};
            add(each, found.meaning, inner.value);
        }
    }
    return told_.json_of(out);
}

CALQUE_COLD_DECL void json_explainer::no_node(const token& where, const std::vector<json_member>& all) {
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
    if (inner != nullptr) { // a request around it, or a name
        to.message = "the filter stands under " + detail::quoted(inner->name) + " here";
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
