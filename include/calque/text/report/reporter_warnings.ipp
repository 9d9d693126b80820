// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/filter/not_words.hpp>
#include <calque/filter/warning_words.hpp>
#include <calque/schema/words.hpp>
#include <calque/text/report/reporter.hpp>
#include <calque/text/report/words.hpp>

#include <string>
#include <utility>

// Warnings: the filter is valid, but may not be the intended one.
namespace calque::detail {

CALQUE_COLD_DECL void reporter::undocumented_complement(const token& where, const field& row, const token& field_token,
                                                        op operation) {
    report(strict_ ? diagnostic_code::undocumented : diagnostic_code::undocumented_operator, where,
           undocumented_complement_message(row, field_token.text(), operation))
        .help = "write the condition that you want without `not`";
}

CALQUE_COLD_DECL void reporter::unlisted_field(const token& where, const path_scan& path) {
    auto& to = report(strict_ ? diagnostic_code::undocumented : diagnostic_code::unlisted_field, where,
                      unlisted_field_message(schema_, path.text));
    suggester near{path.text};
    for (const field& row : schema_.fields)
        if (!row.opens_namespace()) near.consider(row.name, [&] { return mismatch_penalty(row, where); });
    suggest(to, where, near);
    for (text_edit& each : to.edits) each.safe = false; // the field may exist
    if (to.edits.empty()) to.help = "documented are " + field_list(schema_);
}

CALQUE_COLD_DECL void reporter::undocumented_operator(const token& where, const field& row, const token& field_token,
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

CALQUE_COLD_DECL void reporter::undocumented_relative(const token& where, const relative_time& time) {
    problem_words words = undocumented_relative_words(where.text(), time);
    report(strict_ ? diagnostic_code::undocumented : diagnostic_code::undocumented_relative, where,
           std::move(words.message))
        .help = std::move(words.help);
}

CALQUE_COLD_DECL void reporter::includes_today(const token& where, const token& operator_token,
                                               const relative_time& time) {
    problem_words words = includes_day_words(time);
    auto& to = report(diagnostic_code::includes_today, where, std::move(words.message));
    note(to, operator_token, "until the end of the day");
    to.help = std::move(words.help);
    // `<=` is explicit, so the result does not warn again. The edit changes the amount on purpose.
    if (const std::string earlier = day_before(time); !earlier.empty() && value_ends(where.end))
        to.edits.push_back({range({operator_token.begin, where.end}), "<= " + earlier, false});
}

/// Returns the operands of an `or` with parentheses around those joined by `and`, which does not change the meaning.
[[nodiscard]] inline std::string with_parentheses(std::string_view text) {
    std::string out;
    const char *copied = text.data(), *begin = copied, *end = copied;
    std::size_t depth = 0;
    bool joined = false, first = true;
    const auto close = [&] {
        if (joined) out.append(copied, begin).append("(").append(begin, end).append(")");
        else out.append(copied, end);
        copied = end;
        joined = false;
    };
    for (const word& each : words_of(text)) {
        if (depth == 0 && is_or(each.text())) {
            close();
            first = true;
            continue;
        }
        if (std::exchange(first, false)) begin = each.begin;
        joined = joined || (depth == 0 && is_and(each.text()));
        if (is_opening(*each.begin)) ++depth;
        if (is_closing(*each.begin) && depth > 0) --depth;
        end = each.end;
    }
    close();
    return out.append(copied, text.data() + text.size());
}

CALQUE_COLD_DECL void reporter::mixed_connectives(const token& where) {
    auto& to = report<diagnostic_code::mixed_connectives>(where);
    to.help = "put parentheses around what belongs together";
}

/// Runs after the whole text was parsed; only then is the grouping known.
CALQUE_COLD_DECL void reporter::offer_parentheses() {
    for (diagnostic& each : found_) {
        if (each.code != diagnostic_code::mixed_connectives) continue;
        const token where{source_.data() + each.range.begin, source_.data() + each.range.end};
        std::string clear = with_parentheses(where.text());
        if (clear.size() <= 80) each.help = "as it stands, it means " + detail::quoted(clear);
        correct(each, where, std::move(clear));
    }
}

CALQUE_COLD_DECL void reporter::maybe_minutes(const token& where, const relative_time& time) {
    problem_words words = maybe_minutes_words(time);
    auto& to = report(diagnostic_code::maybe_minutes, where, std::move(words.message));
    to.help = std::move(words.help);
}

CALQUE_COLD_DECL void reporter::hidden_character(const char* at) {
    const std::size_t length = utf8_length(at, source_end());
    const look_alike each = find_look_alike(utf8_decode(at, length));
    const token where{at, at + length};
    const std::string number = code_point(each.code);
    auto& to = report(diagnostic_code::hidden_character, where,
                      "this text contains " + number + " (" + std::string{each.name} + "), which is invisible");
    to.help = "delete it, or write it as an escape: " + detail::quoted("\\u" + number.substr(2));
    replace(to, where, "");
    replace(to, where, "\\u" + number.substr(2));
}

CALQUE_COLD_DECL void reporter::compared_as_text(const token& where, const token& field_token) {
    problem_words words = compared_as_text_words(where.text(), field_token.text());
    report(diagnostic_code::compared_as_text, where, std::move(words.message)).help = std::move(words.help);
}

} // namespace calque::detail
