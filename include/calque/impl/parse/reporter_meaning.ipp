// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/detail/scan_number.hpp>
#include <calque/detail/suggest.hpp>
#include <calque/impl/parse/reporter.hpp>
#include <calque/impl/parse/words.hpp>

#include <string>

// Mistakes of meaning and warnings: the syntax is right, the schema or the API says no.
namespace calque::detail {

CALQUE_DECL void reporter::unknown_field(const token& where, const path_scan& path, std::string_view scope) {
    const std::string name{path.text};
    for (const field& row : schema_.fields) {
        if (!row.opens_namespace() || row.name.size() != name.size() + 1 || !row.name.starts_with(name)) continue;
        auto& to = report(diagnostic_code::missing_key, where, detail::quoted(name) + " needs a key");
        to.help =
            "write " + detail::quoted(name + ".region") + ", or with quotes " + detail::quoted(name + ".\"org name\"");
        return;
    }
    auto& to =
        report(diagnostic_code::unknown_field, where,
               "there is no field " + detail::quoted(name) + (scope.empty() ? "" : " in " + detail::quoted(scope)));
    if (same_word(name, "same_row")) {
        to.help = "`same_row` takes its conditions in parentheses: `same_row(… and …)`";
        return;
    }
    suggester near{name};
    std::string all;
    for (const field& row : schema_.fields) {
        std::string_view candidate = row.name;
        if (!scope.empty()) {
            if (row.through != scope) continue;
            candidate.remove_prefix(scope.size() + 1);
        }
        if (!all.empty()) all += ", ";
        all += candidate;
        if (row.opens_namespace()) all += "<key>";
        else near.consider(candidate);
    }
    if (const auto dot = name.find('.'); dot != std::string::npos && scope.empty()) {
        for (const field& row : schema_.fields) {
            if (!row.opens_namespace() || row.name.empty()) continue;
            if (typing_distance(name.substr(0, dot + 1), row.name) <= 2)
                near.consider(std::string{row.name} + name.substr(dot + 1));
        }
    }
    const auto best = near.best(3);
    for (const suggestion& each : best) {
        to.expected.push_back(detail::quoted(each.text));
        replace(to, where, each.text);
    }
    if (!best.empty()) to.help = "did you mean " + alternatives(to.expected) + "?";
    else to.help = "the fields are " + all;
}

CALQUE_DECL void reporter::nested_key(const token& where, const field& row, std::string_view key) {
    const std::string space{row.name.substr(0, row.name.size() - 1)};
    auto& to = report(diagnostic_code::nested_key, where,
                      "the API cannot address " + detail::quoted(key) + " in " + detail::quoted(space));
    to.label = "a key without dots can stand here";
    to.help = "only the top-level keys of " + detail::quoted(space) +
              " can be filtered on: " + detail::quoted(std::string{row.name}.append(key.substr(0, key.find('.'))));
}

CALQUE_DECL void reporter::nested_same_row(const token& where) {
    auto& to = report(diagnostic_code::not_one_relation, where, "`same_row` cannot stand inside another one");
    to.help = "put all conditions on the row into one: `same_row(… and …)`";
}

CALQUE_DECL void reporter::not_in_relation(const token& where, const field& row, std::string_view relation_name,
                                           const token& same_row) {
    auto& to = report(diagnostic_code::not_one_relation, where,
                      row.rows == relation::to_many
                          ? detail::quoted(where.text()) + " is not reached through " + detail::quoted(relation_name)
                          : detail::quoted(where.text()) + " has one value a call, so it cannot stand in `same_row`");
    note(to, same_row, "its conditions hold on one row of one relation");
    to.help = "move it out: `… and same_row(…)`";
}

CALQUE_DECL void reporter::operator_not_allowed(const token& where, const field& row, const token& field_token,
                                                op operation) {
    auto& to = report(diagnostic_code::operator_not_allowed, where,
                      named(row, field_token.text()) + " does not take " + detail::quoted(where.text()));
    to.label = "not allowed here";
    note(to, field_token, "takes " + operator_list(row));
    if (is_text_match(operation) && (row.type == field_type::number || row.type == field_type::integer))
        to.help = "compare as a number: " + detail::quoted(std::string{field_token.text()} + " >= 60");
    else if (is_text_match(operation) && row.type == field_type::boolean)
        to.help = "write " + detail::quoted(std::string{field_token.text()} + " = true");
    else if (is_text_match(operation))
        to.help = "compare as a time: " + detail::quoted(std::string{field_token.text()} + " >= today-7d");
    else if (is_ordering(operation) && row.type == field_type::string)
        to.help = "a text has no order here; use `=`, `contains` or `in [...]`";
    else if (is_ordering(operation)) to.help = "write " + detail::quoted(std::string{field_token.text()} + " = true");
}

CALQUE_DECL void reporter::value_does_not_fit(const token& where, const literal& what, value_problem why,
                                              const field& row, const token& field_token, op operation,
                                              const token& operator_token) {
    const std::string name = named(row, field_token.text());
    const auto tell = [&](diagnostic_code code, std::string message) -> diagnostic& {
        auto& to = report(code, where, std::move(message));
        note(to, field_token, "takes " + std::string{wanted(row.type)});
        return to;
    };
    std::string inside{where.text()};
    if (what.kind == literal_kind::string && inside.size() >= 2) inside = inside.substr(1, inside.size() - 2);
    switch (why) {
    case value_problem::none: return;
    case value_problem::wrong_type: {
        auto& to =
            tell(diagnostic_code::wrong_value_type, name + " is not compared with " + std::string{noun(what.kind)});
        to.expected = {std::string{wanted(row.type)}};
        to.help = "write " + to.expected.front();
        if (row.type == field_type::string) {
            to.help = "put it in quotes: " + detail::quoted(as_literal(inside));
            replace(to, where, as_literal(inside));
        } else if (what.kind == literal_kind::string) {
            const number_scan number = scan_number(inside.data(), inside.data() + inside.size());
            const bool is_number = number.status == number_status::ok && number.end == inside.data() + inside.size();
            const bool truth = same_word(inside, "true") || same_word(inside, "false");
            if (row.type == field_type::boolean ? truth : is_number) {
                to.help = "take the quotes off: " + detail::quoted(inside);
                replace(to, where, inside);
            }
        } else if (row.type == field_type::boolean && what.kind == literal_kind::number &&
                   (inside == "1" || inside == "0")) {
            to.help = std::string{"write "} + (inside == "1" ? "`true`" : "`false`");
            replace(to, where, inside == "1" ? "true" : "false");
        }
        return;
    }
    case value_problem::fraction: {
        auto& to = tell(diagnostic_code::fraction_not_allowed, name + " takes whole numbers only");
        const std::string whole = inside.substr(0, inside.find('.'));
        to.help = "write " + detail::quoted(whole);
        replace(to, where, whole);
        return;
    }
    case value_problem::out_of_range:
        tell(diagnostic_code::number_out_of_range,
             name + " takes whole numbers from -9223372036854775808 to 9223372036854775807")
            .help = "check the number";
        return;
    case value_problem::no_unit: {
        auto& to = tell(diagnostic_code::duration_without_unit, name + " has no unit of time");
        to.help = "write a plain number; durations such as `5m` go with fields that count seconds";
        return;
    }
    case value_problem::text_operator: {
        auto& to =
            tell(diagnostic_code::wrong_value_type, detail::quoted(operator_token.text()) + " takes a text in quotes");
        to.expected = {"a text in quotes"};
        to.help = "put it in quotes: " + detail::quoted(as_literal(inside));
        replace(to, where, as_literal(inside));
        return;
    }
    case value_problem::unordered: {
        auto& to = tell(diagnostic_code::wrong_value_type, "`true` and `false` have no order");
        to.help = "compare with `=`: " + detail::quoted(std::string{field_token.text()} + " = " + inside);
        replace(to, operator_token, "=");
        return;
    }
    case value_problem::time_on_dynamic: {
        auto& to = tell(diagnostic_code::wrong_value_type, name + " is not a time: the API would compare it as a text");
        to.help = "if the text itself is meant, put it in quotes: " + detail::quoted(as_literal(inside));
        replace(to, where, as_literal(inside));
        return;
    }
    case value_problem::not_a_datetime: {
        auto& to = tell(diagnostic_code::malformed_datetime, detail::quoted(inside) + " is not a time");
        to.expected = {std::string{wanted(row.type)}};
        to.help = "write " + to.expected.front();
        return;
    }
    case value_problem::malformed_datetime: {
        auto& to = tell(diagnostic_code::malformed_datetime, detail::quoted(inside) + " is not a date and time");
        to.help = "write it as RFC 3339 does, with real dates: `2025-11-03T10:30:00Z` or `2025-11-03T10:30:00+01:00`";
        return;
    }
    case value_problem::missing_zone: {
        const std::string full = inside + (inside.size() == 10 ? "T00:00:00Z" : "Z");
        auto& to = tell(diagnostic_code::missing_zone,
                        inside.size() == 10 ? "a date needs a time and a zone" : "a date and time needs a zone");
        to.help = "write " + detail::quoted(full) + " for UTC, or an offset such as `+01:00`";
        replace(to, where, full);
        return;
    }
    case value_problem::too_precise:
        tell(diagnostic_code::malformed_datetime, "a date and time has at most six digits behind the dot").help =
            "leave out the digits past the microsecond";
        return;
    case value_problem::malformed_relative:
        tell(diagnostic_code::malformed_relative, detail::quoted(inside) + " is not a relative time").help =
            "write `now`, `now-2h`, `today` or `today-7d`; the units are s m h d w M (months) y, and case matters";
        return;
    }
    (void)operation;
}

CALQUE_DECL void reporter::empty_list(const token& where, const token& field_token) {
    auto& to = report(diagnostic_code::empty_list, where, "`in` needs at least one value");
    to.expected = {"a value"};
    note(to, field_token, "nothing is in an empty list");
    to.help = "list the values, as in `in [\"a\", \"b\"]`, or leave the condition out";
}

CALQUE_DECL void reporter::mixed_list(const token& where, value_kind first, value_kind other) {
    auto& to = report(diagnostic_code::mixed_list, where, "the values of a list must have one type");
    to.label = std::string{"this is "}.append(noun(other)).append(", the first is ").append(noun(first));
    if (first == value_kind::string) {
        to.help = "put it in quotes: " + detail::quoted(as_literal(where.text()));
        replace(to, where, as_literal(where.text()));
    } else {
        to.help = "use two conditions joined by `or`";
    }
}

CALQUE_DECL void reporter::empty_range(const token& low, const token& high) {
    auto& to = report(diagnostic_code::empty_range, {low.begin, high.end},
                      "nothing lies in this range: " + detail::quoted(low.text()) + " is above " +
                          detail::quoted(high.text()));
    std::string turned = std::string{high.text()} + ".." + std::string{low.text()};
    to.help = "write " + detail::quoted(turned);
    replace(to, {low.begin, high.end}, std::move(turned));
}

CALQUE_DECL void reporter::inexact_not(const token& where, inexact why, std::string_view field_name) {
    const std::string name = detail::quoted(field_name);
    const auto tell = [&](std::string reason, std::string help) {
        auto& to = report(diagnostic_code::inexact_not, where, "`not` cannot be said exactly here: " + reason);
        to.label = "the API's JSON has no complement of this";
        to.help = std::move(help);
    };
    switch (why) {
    case inexact::none: return;
    case inexact::text_match:
        return tell("a text match has no opposite operator",
                    "list what you want instead, as in " +
                        detail::quoted(std::string{field_name} + " in [\"a\", \"b\"]") +
                        ", or drop the rows after reading them");
    case inexact::to_many:
        return tell("the complement means \"no row\", and any flip means \"some row\"",
                    "put `not` inside: `same_row(… and not …)` holds for some row; \"no row\" cannot be asked for");
    case inexact::today:
        return tell("`today` is the first second of the day for `>` and `>=`, but the last for `<` and `<=`",
                    "use `now-24h`, or an absolute time such as `2025-11-03T00:00:00Z`");
    case inexact::nullable:
        return tell(name + " may be null, and takes no `is null`", "write the condition that you want without `not`");
    case inexact::nulls_dropped:
        return tell("the server's `!=` leaves out nulls",
                    "write " + detail::quoted(std::string{field_name} + " = … or … is null") + " as you mean it");
    case inexact::no_operator:
        return tell(name + " takes neither `!=` nor both `<` and `>`",
                    "write the condition that you want without `not`");
    }
}

CALQUE_DECL void reporter::undocumented_operator(const token& where, const field& row, const token& field_token,
                                                 op operation) {
    auto& to = report(strict_ ? diagnostic_code::undocumented : diagnostic_code::undocumented_operator, where,
                      detail::quoted(where.text()) + " on " + named(row, field_token.text()) +
                          " is not documented; the API may refuse it");
    note(to, field_token, "documented are " + operator_list(row));
    if (operation == op::neq && row.tier(op::lt) == op_tier::documented && row.tier(op::gt) == op_tier::documented)
        to.help = "write `" + std::string{field_token.text()} + " < … or " + std::string{field_token.text()} + " > …`";
    else if (operation == op::neq && row.type == field_type::boolean)
        to.help = "compare with the other truth value and `=`";
    else if (operation == op::endswith || operation == op::regex || operation == op::startswith)
        to.help = row.tier(op::contains) == op_tier::documented ? "`contains` is documented" : "";
}

CALQUE_DECL void reporter::undocumented_relative(const token& where, const relative_time& time, op operation) {
    std::string message = detail::quoted(where.text()) + " is a form that is not documented; the API may refuse it";
    if (time.sign == 0 && operation == op::eq)
        message = "`= today` is not documented; the API may compare with its first second";
    auto& to = report(strict_ ? diagnostic_code::undocumented : diagnostic_code::undocumented_relative, where,
                      std::move(message));
    if (time.sign == '+') to.help = "documented offsets go back: `now-2h`, `today-7d`";
    else if (time.sign != 0)
        to.help = "`today` is documented with days only, as in `today-7d`; other units go with `now`";
    else to.help = "for all of today write `>= today`";
}

CALQUE_DECL void reporter::includes_today(const token& where, const token& operator_token, const relative_time& time) {
    auto& to = report(diagnostic_code::includes_today, where,
                      "`< " + to_string(time) + "` includes that day: for `<` the API takes its last second");
    note(to, operator_token, "not \"before the day\"");
    if (time.sign == 0) {
        to.help = "for what came before today write `today-1d`";
        replace(to, where, "today-1d");
    } else if (time.sign == '-' && time.unit == time_unit::day) {
        const std::string earlier = "today-" + std::to_string(time.amount + 1) + "d";
        to.help = "for what came before that day write " + detail::quoted(earlier);
        replace(to, where, earlier);
    }
}

CALQUE_DECL void reporter::mixed_connectives(const token& where) {
    auto& to = report(diagnostic_code::mixed_connectives, where, "`and` and `or` are mixed: `and` binds tighter");
    to.help = "put parentheses around what belongs together";
}

CALQUE_DECL void reporter::maybe_minutes(const token& where, const relative_time& time) {
    auto& to = report(diagnostic_code::maybe_minutes, where,
                      "this goes by " + std::to_string(time.amount) + " months; minutes are written `m`");
    relative_time minutes = time;
    minutes.unit = time_unit::minute;
    to.help = "if minutes were meant, write " + detail::quoted(to_string(minutes));
    replace(to, where, to_string(minutes));
}

CALQUE_DECL void reporter::compared_as_text(const token& where, const token& field_token) {
    auto& to = report(diagnostic_code::compared_as_text, where,
                      detail::quoted(where.text()) + " on " + detail::quoted(field_token.text()) +
                          " may compare texts, where \"10\" comes before \"9\"");
    to.help = "use `=` or `in [...]` where you can";
}

} // namespace calque::detail
