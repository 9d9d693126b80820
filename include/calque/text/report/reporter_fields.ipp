// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/filter/not_words.hpp>
#include <calque/schema/scan_operator.hpp>
#include <calque/schema/words.hpp>
#include <calque/support/suggest.hpp>
#include <calque/text/report/reporter.hpp>
#include <calque/text/report/words.hpp>

#include <algorithm>
#include <string>
#include <vector>

// Fields, relations and operators: valid syntax that the schema or the API does not allow.
namespace calque::detail {

/// Returns a penalty for a suggested field: 2 if its type does not accept what follows, otherwise 0.
CALQUE_COLD_DECL std::size_t reporter::mismatch_penalty(const field& row, const token& field_token) const {
    const char* const end = source_end();
    const char* const at = skip_blank(field_token.end, end);
    const operator_scan found = scan_operator(at, end);
    if (!found.operation) return 0;
    if (row.tier(*found.operation) == op_tier::refused) return 2;
    const char* const value = skip_blank(found.end, end);
    if (value == end || row.type == field_type::dynamic) return 0;
    const std::string_view word{value, static_cast<std::size_t>(scan_word(value, end) - value)};
    const bool text = *value == '"' || *value == '\'';
    const bool truth = same_word(word, "true") || same_word(word, "false");
    const bool time = same_word(word, "now") || same_word(word, "today");
    const bool number = is_class(*value, digit_char) || *value == '-';
    switch (row.type) {
    case field_type::integer:
    case field_type::number: return number ? 0 : 2;
    case field_type::boolean: return truth ? 0 : 2;
    case field_type::string: return text ? 0 : 2;
    case field_type::datetime: return time || number || text ? 0 : 2;
    case field_type::dynamic: break;
    }
    return 0;
}

CALQUE_COLD_DECL void reporter::unknown_field(const token& where, const path_scan& path, std::string_view scope) {
    const std::string name{path.text};
    if (fatal_) return;
    if (explain_wrapping(where) || explain_lookup(where) || explain_call_of(where) || explain_prefix(where)) return;
    for (const field& row : schema_.fields) {
        if (!row.opens_namespace() || row.name.size() != name.size() + 1 || !row.name.starts_with(name)) continue;
        if (explain_index(where, row)) return;
        auto& to = report(diagnostic_code::missing_key, where, detail::quoted(name) + " needs a key");
        to.help =
            "write " + detail::quoted(name + ".region") + ", or with quotes " + detail::quoted(name + ".\"org name\"");
        return;
    }
    auto& to =
        report(diagnostic_code::unknown_field, where,
               "there is no field " + detail::quoted(name) + (scope.empty() ? "" : " in " + detail::quoted(scope)));
    if (&to == &discarded_) return; // searching near names is expensive
    if (same_word(name, "same_row")) {
        to.help = "`same_row` takes its conditions in parentheses: `same_row(… and …)`";
        return;
    }
    const auto in_scope = [&](const field& row) { return scope.empty() || row.through == scope; };
    const auto written = [&](const field& row) { // inside braces, the name relative to the relation
        return scope.empty() ? row.name : row.name_in_row();
    };
    // For `metric_evaluations.id`, do not suggest the `id` of the call.
    const std::string_view object = std::string_view{name}.substr(0, name.find('.') + 1);
    const bool ours = !object.empty() && std::any_of(schema_.fields.begin(), schema_.fields.end(),
                                                     [&](const field& row) { return row.name.starts_with(object); });
    suggester near{name};
    for (const field& row : schema_.fields)
        if (in_scope(row) && !row.opens_namespace() && !(ours && name.ends_with("." + std::string{written(row)})))
            near.consider(written(row), [&] { return mismatch_penalty(row, where); });
    suggest(to, where, near);
    if (!to.edits.empty()) return;
    if (const auto dot = where.text().find('.'); dot != std::string_view::npos && scope.empty()) { // with a key
        const token space{where.begin, where.begin + dot};
        suggester spaces{space.text()};
        for (const field& row : schema_.fields)
            if (row.opens_namespace() && !row.name.empty()) spaces.consider(row.name.substr(0, row.name.size() - 1));
        suggest(to, space, spaces);
        for (text_edit& each : to.edits) each.safe = false; // any key may exist
        if (!to.edits.empty()) {
            to.help = "did you mean " +
                      detail::quoted(to.edits.front().replacement + std::string{space.end, where.end}) + "?";
            return;
        }
    }
    const auto is_opposite = [&](const field& row) { return in_scope(row) && negates(name, written(row)); };
    if (is_negation(name) || std::any_of(schema_.fields.begin(), schema_.fields.end(), is_opposite)) {
        to.help = "`not` before a condition negates it";
        return;
    }
    std::string all;
    // The object is right but the name is wrong: `agent.name`.
    const std::string parent = path.quoted ? std::string{} : name.substr(0, name.rfind('.') + 1);
    std::vector<std::string> siblings;
    for (const field& row : schema_.fields) {
        if (!in_scope(row)) continue;
        const std::string_view candidate = written(row);
        if (!parent.empty() && !row.opens_namespace() && candidate.starts_with(parent))
            siblings.push_back(detail::quoted(candidate));
        if (!all.empty()) all += ", ";
        all += candidate;
        if (row.opens_namespace()) all += "<key>";
    }
    to.help = siblings.empty() ? "the fields are " + all : "did you mean " + alternatives(siblings) + "?";
}

CALQUE_COLD_DECL void reporter::nested_key(const token& where, const field& row, std::string_view key) {
    const std::string space{row.name.substr(0, row.name.size() - 1)};
    auto& to = report(diagnostic_code::nested_key, where,
                      "the API cannot address " + detail::quoted(key) + " in " + detail::quoted(space));
    to.label = "use a key without dots";
    to.help = "only the top-level keys of " + detail::quoted(space) +
              " can be filtered on: " + detail::quoted(std::string{row.name}.append(key.substr(0, key.find('.'))));
}

CALQUE_COLD_DECL void reporter::unknown_relation(const token& where) {
    auto& to = fatal(diagnostic_code::unknown_relation, where,
                     detail::quoted(where.text()).append(" is not a to-many relation"));
    for (const field& row : schema_.fields) {
        if (row.rows != relation::to_many) continue;
        if (to.help.find(row.through) == std::string::npos)
            to.help += (to.help.empty() ? "braces go with " : ", ") + detail::quoted(row.through);
    }
    if (to.help.empty()) to.help = "this schema has no to-many relation";
    suggester near{where.text()};
    for (const field& row : schema_.fields)
        if (row.rows == relation::to_many) near.consider(row.through);
    suggest(to, where, near);
}

CALQUE_COLD_DECL void reporter::nested_same_row(const token& where) {
    auto& to = report(diagnostic_code::not_one_relation, where, "`same_row` cannot stand inside another one");
    to.help = "put all conditions on the row into one: `same_row(… and …)`";
}

CALQUE_COLD_DECL void reporter::not_in_relation(const token& where, const field& row, std::string_view relation_name,
                                                const token& same_row) {
    auto& to = report(diagnostic_code::not_one_relation, where,
                      row.rows == relation::to_many
                          ? detail::quoted(where.text()) + " is not reached through " + detail::quoted(relation_name)
                          : detail::quoted(where.text()) + " has one value a call, so it cannot stand in `same_row`");
    note(to, same_row, "its conditions apply to one row of one relation");
    suggester near{where.text()};
    for (const field& each : schema_.fields)
        if (each.rows == relation::to_many && (relation_name.empty() || each.through == relation_name))
            near.consider(each.name);
    suggest(to, where, near);
    to.help = "move it out: `… and same_row(…)`" + (to.help.empty() ? "" : "; " + to.help);
}

CALQUE_COLD_DECL void reporter::operator_not_allowed(const token& where, const field& row, const token& field_token,
                                                     op operation) {
    auto& to = report(diagnostic_code::operator_not_allowed, where,
                      named(row, field_token.text()) + " does not take " + detail::quoted(where.text()));
    to.label = "not allowed here";
    note(to, field_token, "takes " + operator_list(row));
    if (is_text_match(operation) && (row.type == field_type::number || row.type == field_type::integer))
        to.help = "compare as a number: " + detail::quoted(std::string{field_token.text()} + " >= 60");
    else if (is_text_match(operation) && row.type == field_type::boolean) to.help = "compare with `=` or `!=`";
    else if (is_text_match(operation))
        to.help = "compare as a time: " + detail::quoted(std::string{field_token.text()} + " >= today-7d");
    else if (is_ordering(operation) && row.type == field_type::string)
        to.help = "a text has no order here; use `=`, `contains` or `in [...]`";
    else if (is_ordering(operation)) {
        to.help = "compare with `=` or `!=`";
        const std::string_view value = next_word(where.end).text();
        const bool above = operation == op::gt || operation == op::gte; // `< true` would mean the opposite
        if (same_word(value, above ? "true" : "false")) replace(to, where, "=");
    }
}

CALQUE_COLD_DECL void reporter::inexact_not(const token& where, inexact why, std::string_view field_name) {
    not_words words = words_of(why, field_name);
    auto& to = report(diagnostic_code::inexact_not, where, std::move(words.message));
    to.label = std::move(words.label);
    to.help = std::move(words.help);
}

} // namespace calque::detail
