// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/json/detail/explain_operator.ipp>
#include <calque/json/detail/explain_shape.ipp>
#include <calque/json/detail/json_explainer.hpp>
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
    const bool whole = node_at({begin, skip_json_value<max_filter_json_depth>(begin, end_)});
    return whole && !on_.has_failed() && !on_.is_refused();
}

CALQUE_COLD_DECL std::vector<json_member> json_explainer::members_of(const token& object) {
    std::vector<json_member> out;
    (void)for_each_json_element(object.begin + 1, object.end, '}', [&](const char* at) {
        const char* const value = skip_json_key(at, object.end);
        std::string decoded;
        const std::string_view name = json_key_name(at, value, decoded);
        const char* const behind = skip_json_value<max_filter_json_depth>(value, object.end);
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
    report_not_an_object(where);
    return true;
}

// Kept out of line, like the functions below, so that recursion needs little stack per level.
[[gnu::noinline]] CALQUE_COLD_DECL bool json_explainer::object(const token& where) {
    const std::vector<json_member> all = members_of(where);
    const auto has = [&](json_key key) {
        return std::any_of(all.begin(), all.end(), [&](const json_member& each) { return each.name == name_of(key); });
    };
    const auto may_hold = [&](json_key key, char opening) { // also under a key of another tool
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
        report_unknown_shape(where, all);
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
    unsigned twice = 0; // repeated keys, one bit each
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
            refuse(each.value, "the key " + detail::quoted(each.name) + " occurs twice here", "remove one of them");
        if (slot != nullptr) twice |= 1u << static_cast<unsigned>(key);
        slot = &each;
    }
    // First other spellings of the keys, then the names of other tools, so that `operator` gets its best match.
    for (const bool surely : {true, false})
        for (const json_member*& each : others) {
            if (each == nullptr) continue;
            const std::string bare = bare_letters(each->name);
            for (std::size_t i = 0; i < json_keys.size(); ++i) {
                const auto key = static_cast<json_key>(i);
                if (!belongs(key) || out[i] != nullptr) continue;
                // The API itself uses both `op` and `operator`, so either may be written for the other.
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
        refuse(each->value, "the API has no key " + detail::quoted(each->name),
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
    // The intended value of a repeated key is unknown, but the conditions of a group can still be read.
    const auto kind = static_cast<std::size_t>(json_key::kind);
    if ((twice >> kind & 1u) != 0) out[kind] = nullptr;
    return complete && (as_group || twice == 0);
}

/// Offers a null test if the value is missing: `{"field": "topic", "op": "isnull"}`.
CALQUE_COLD_DECL void json_explainer::missing_value(const token& where, const parts& all) {
    const token field = all[static_cast<std::size_t>(json_key::field)]->value;
    const token operation = all[static_cast<std::size_t>(json_key::op)]->value;
    if (*field.begin != '"' || *operation.begin != '"') return;
    const std::string bare = bare_letters(text_in(operation));
    const auto* const test = find_foreign(foreign_null_tests, bare);
    if (test == nullptr && bare != "isnull" && bare != "exists") return;
    told_.begin({where, field, where, where, text_in(field), false, false, op::eq}); // the edit replaces all of it
    told_.offer_last(test != nullptr ? test->meaning : bare == "isnull" ? "is null" : "is not null");
}

CALQUE_COLD_DECL void json_explainer::foreign_key(const json_member& each, json_key meant, bool surely) {
    diagnostic& to = refuse(each.value, "the API has no key " + detail::quoted(each.name) + " here");
    told_.replace(to, each.key, json_string(name_of(meant)), surely);
}

// groups -------------------------------------------------------------------------------------------------------------

[[gnu::noinline]] CALQUE_COLD_DECL bool json_explainer::group(const token& where, const parts& all) {
    const json_member* const named = all[static_cast<std::size_t>(json_key::kind)]; // null if repeated
    const token name = named == nullptr ? where : named->value;
    const token array = all[static_cast<std::size_t>(json_key::conditions)]->value;
    const auto kind = *name.begin == '"' ? group_of(text_in(name)) : std::nullopt;
    if (!kind && named != nullptr) report_unknown_group_kind(name);
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
    return for_each_json_element(array.begin + 1, array.end, ']', [&](const char* at) {
               const char* const behind = skip_json_value<max_filter_json_depth>(at, array.end);
               return node_at({at, behind}) ? behind : nullptr;
           }) != nullptr;
}

CALQUE_COLD_DECL void json_explainer::report_unknown_group_kind(const token& where) {
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
    return on_.value_is_uncheckable() || operand(value.begin) != nullptr;
}

} // namespace calque::detail
