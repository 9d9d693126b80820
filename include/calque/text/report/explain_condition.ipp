// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/schema/scan_operator.hpp>
#include <calque/schema/words.hpp>
#include <calque/support/suggest.hpp>
#include <calque/text/report/reporter.hpp>
#include <calque/text/report/unit_words.hpp>
#include <calque/text/report/words.hpp>

#include <algorithm>
#include <array>
#include <string>

// Syntax errors after a field or a condition: a missing operator or connective.
namespace calque::detail {

/// Explains `&`, `|`, `,` and `;` between two conditions.
CALQUE_COLD_DECL bool reporter::explain_comma(const token& found) {
    const std::string_view text = found.text();
    const bool all = has_same_symbols(text, "&"), any = has_same_symbols(text, "|");
    const bool stop = text == "." && skip_blank(found.end, source_end()) == source_end();
    if (!all && !any && !stop && text != "," && text != ";") return false;
    const std::string_view meant = any ? "or" : "and";
    auto& to = report(diagnostic_code::unexpected_token, found, detail::quoted(text) + " does not join conditions");
    to.expected = expectations();
    to.help = "write " + detail::quoted(meant);
    if (text == "," && found.begin != source_.data() && is_class(found.begin[-1], digit_char) &&
        found.end != source_end() && is_class(*found.end, digit_char)) {
        to.help = "a number has a point and no other marks, as in `1.5` and `1500`";
        return true;
    }
    // A repeated mark, as in `a,, b` or `a &&& b`, needs only one word.
    const char* const next = skip_blank(found.end, source_end());
    const std::string_view rest{next, static_cast<std::size_t>(source_end() - next)};
    if (rest.empty() && (text == ";" || text == ".")) {
        to.help = "leave it out";
        correct(to, found, "");
    }
    if (rest.empty() || rest.starts_with(text)) return true;
    const bool before = found.begin != source_.data() && is_class(found.begin[-1], blank_char);
    const bool behind = found.end != source_end() && is_class(*found.end, blank_char);
    replace(to, found, (before ? "" : " ") + std::string{meant} + (behind ? "" : " "),
            all || text.size() > 1); // `|` is a pipe elsewhere
    return true;
}

/// Explains what directly follows a value: `now()`, `5h!`.
CALQUE_COLD_DECL bool reporter::explain_call(const token& found) {
    auto& to = report(diagnostic_code::unexpected_token, found, detail::quoted(found.text()) + " does not belong here");
    to.expected = expectations();
    const char* const close = skip_blank(found.end, source_end());
    const std::string_view word = word_before(found.begin).text();
    if (found.text() == "(" && close != source_end() && *close == ')' &&
        (same_word(word, "now") || same_word(word, "today"))) {
        to.help = "write " + detail::quoted(word);
        correct(to, {found.begin, close + 1}, "");
    } else {
        to.help = "expected " + alternatives(to.expected);
    }
    return true;
}

/// Explains a quote doubled as in SQL: `'it''s'`.
CALQUE_COLD_DECL bool reporter::explain_doubled_quote(const token& found) {
    if (found.begin == source_.data() || !is_quote(*found.begin) || found.begin[-1] != *found.begin) return false;
    if (last_operator_.begin == nullptr) return false;
    token first = next_word(last_operator_.end);
    while (first.end < found.begin) first = next_word(first.end);
    const char quote = *found.begin;
    if (first.end != found.begin || *first.begin != quote) return false;
    std::string whole{quote};
    const char* at = first.begin + 1;
    for (; at != source_end() && (*at != quote || (source_end() - at > 1 && at[1] == quote)); ++at) {
        if (*at == quote) whole += '\\', ++at;
        whole += *at;
    }
    auto& to = report(diagnostic_code::unexpected_token, found, "a quote in a text is not doubled");
    to.help = std::string{"write it as `\\"} + quote + "`";
    if (at == source_end()) return true;
    whole += quote;
    correct(to, {first.begin, at + 1}, std::move(whole));
    fatal_ = true;
    return true;
}

/// Explains the rest of a statement after a filter: `order by timestamp`, `limit 10`.
CALQUE_COLD_DECL bool reporter::explain_rest_of_statement(const token& found) {
    static constexpr std::array<std::string_view, 5> words{"order", "limit", "group", "offset", "having"};
    const auto is = [&](std::string_view each) { return same_word(found.text(), each); };
    if (std::none_of(words.begin(), words.end(), is)) return false;
    auto& to =
        report(diagnostic_code::unexpected_token, found, detail::quoted(found.text()) + " does not belong to a filter");
    to.help = "a filter only selects; sorting, grouping and paging belong in the request";
    const char* begin = found.begin;
    while (is_class(begin[-1], blank_char)) --begin;
    const bool sorts = is("order") || is("limit") || is("offset");
    if (open_.empty() && sorts) replace(to, {begin, source_end()}, "");
    return true;
}

/// Explains what follows a complete condition: a second comparison, a missing `and`, `&`, a comma.
CALQUE_COLD_DECL bool reporter::explain_after_condition(const token& found) {
    if (explain_doubled_quote(found) || explain_rest_of_statement(found) || explain_unjoined_value(found) ||
        explain_comma(found) || explain_separate_unit(found))
        return true;
    const std::string_view text = found.text();
    if (is_class(text.front(), symbol_char) && text != "!") {
        auto& to = report(diagnostic_code::reversed_comparison, found, "a comparison has two sides only");
        to.label = "this would be a third";
        to.help = "write two conditions joined by `and`, or a range: " +
                  detail::quoted(std::string{last_field_.text()} + " in 60..120");
        if (symbol_operator(text) && !is_negated(last_field_.begin) && is_class(found.begin[-1], blank_char))
            replace(to, {found.begin, found.begin}, "and " + std::string{last_field_.text()} + " ");
        return true;
    }
    std::string scratch;
    const bool word = is_class(text.front(), word_start_char);
    if (!word && text.front() != '(' && text.front() != '!') return false;
    const bool apart = is_class(found.begin[-1], blank_char) || is_class(found.begin[-1], symbol_char) ||
                       std::string_view{")]}\"'"}.find(found.begin[-1]) != std::string_view::npos;
    if (!apart && !word) return explain_call(found);
    const path_scan path = scan_path(found.begin, source_end(), source_.size(), scratch);
    const bool starts = !word || same_word(text, "not") || same_word(text, "same_row") || schema_.find(path.text);
    if (suggester near{text}; !starts && text.size() <= 4) {
        near.consider("and");
        near.consider("or");
        diagnostic told;
        suggest(told, found, near);
        if (!told.edits.empty()) {
            auto& to =
                report(diagnostic_code::unexpected_token, found, detail::quoted(text) + " does not join conditions");
            to.expected = expectations();
            to.help = std::move(told.help);
            to.edits = std::move(told.edits);
            return true;
        }
    }
    auto& to = report(diagnostic_code::missing_connective, found,
                      starts ? "two conditions need a connective between them"
                             : detail::quoted(text) + " does not belong here");
    to.expected = expectations();
    to.help = starts ? "join them with `and` or `or`"
                     : "join conditions with `and` or `or`; a text of several words needs quotes";
    if (!starts) return true;
    replace(to, {found.begin, found.begin}, "and ");
    replace(to, {found.begin, found.begin}, "or ");
    return true;
}

/// A common spelling of an operator and its meaning; `surely` if there is no other reading.
struct slip {
    std::string_view written, meant;
    bool surely = true;
};
inline constexpr std::array<slip, 44> slips{{{"!>", "<="},
                                             {"!<", ">="},
                                             {"!>=", "<"},
                                             {"!<=", ">"},
                                             {"><", "!=", false},
                                             {"=~", "~"},
                                             {"~=", "~", false},
                                             {"!~", ""},
                                             {"like", "contains", false},
                                             {"ilike", "contains", false},
                                             {"match", "matches", false},
                                             {"rlike", "matches", false},
                                             {"has", "contains", false},
                                             {"includes", "contains", false},
                                             {"include", "contains", false},
                                             {"equals", "="},
                                             {"equal", "="},
                                             {"is", "=", false},
                                             {"ne", "!="},
                                             {"isnt", "!=", false},
                                             {"unequal", "!="},
                                             {"differs", "!="},
                                             {"ge", ">="},
                                             {"le", "<="},
                                             {"gteq", ">="},
                                             {"lteq", "<="},
                                             {"over", ">", false},
                                             {"above", ">", false},
                                             {"after", ">", false},
                                             {"under", "<", false},
                                             {"below", "<", false},
                                             {"before", "<", false},

                                             {"within", "in", false},
                                             {"on", "in", false},
                                             {"since", ">=", false},
                                             {"beginswith", "startswith"},
                                             {"less", "<", false},
                                             {"greater", ">", false},
                                             {"more", ">", false},
                                             {"begins", "startswith", false},
                                             {"nin", "not in", false},
                                             {"notin", "not in"},
                                             {"isnot", "is not", false},
                                             {"finisheswith", "endswith"}}};

/// Explains `between 60 and 120`, which is a range.
CALQUE_COLD_DECL bool reporter::explain_between(const token& found) {
    if (!same_word(found.text(), "between")) return false;
    const char* const low = skip_blank(found.end, source_end());
    const char* end = low;
    for (token each = next_word(low); each.begin != each.end && each.end - low < 200; each = next_word(each.end)) {
        if (!is_and(each.text())) {
            end = each.end;
            continue;
        }
        if (end == low) return false;
        const bool number = std::all_of(low, end, [](char c) { return is_class(c, digit_char); });
        const char* const high = skip_blank(each.end, source_end());
        auto& to = report(diagnostic_code::unexpected_token, found, "`between` is not a comparison");
        to.expected = expectations();
        const std::string range = "in " + std::string{low, end} + (number ? ".." : " .. ");
        to.help = "write a range, which includes its bounds: " + detail::quoted(range + "…");
        // No edit if a comma suggests a list, or if only the upper bound has a unit: that of the lower one is
        // unknown.
        const token upper = value_at(high), unit = next_word(upper.end);
        const bool value = !upper.text().empty() && (is_class(*high, digit_char) || is_quote(*high) || *high == '-' ||
                                                     same_word(upper.text().substr(0, 3), "now") ||
                                                     same_word(upper.text().substr(0, 5), "today"));
        const bool ends = value_ends(upper.end) || (unit_named(unit.text()) != 0 && value_ends(unit.end));
        const bool ordered = last_row_ != nullptr && last_row_->tier(op::gte) != op_tier::refused;
        if (value && ends && ordered && std::string_view{low, end}.find_first_of(", ") == std::string_view::npos &&
            !only_high_has_unit(end, high, source_end()))
            correct(to, {found.begin, high}, range);
        return true;
    }
    // `between 1..2`, and a list that is not a pair of bounds.
    const std::string_view values = value_at(low).text();
    const bool range = operand_at(low).text().find("..") != std::string_view::npos;
    const bool ordered = last_row_ != nullptr && last_row_->tier(op::gte) != op_tier::refused;
    const bool list = !values.empty() && is_opening(values.front());
    if (!range && (!list || (ordered && std::count(values.begin(), values.end(), ',') == 1))) return false;
    auto& to = report(diagnostic_code::unexpected_token, found, "`between` is not a comparison");
    to.expected = expectations();
    to.help = "did you mean `in`?";
    replace(to, found, "in");
    return true;
}

/// Explains what is between field and value.
CALQUE_COLD_DECL bool reporter::explain_operator(const token& found) {
    if (explain_between(found) || explain_phrase() || explain_like(found) || explain_colon(found) ||
        explain_quoted_key(found, false) || explain_inner_not(found))
        return true;
    const std::string_view text = found.text();
    const auto allowed = [&](std::string_view word) {
        const auto operation = word_operator(word);
        return last_row_ == nullptr || !operation || last_row_->tier(*operation) != op_tier::refused;
    };
    const auto tell = [&]() -> diagnostic& {
        auto& to = report(diagnostic_code::unexpected_token, found, detail::quoted(text) + " is not a comparison");
        to.expected = expectations();
        return to;
    };
    for (const slip& each : slips) {
        if (!same_word(text, each.written)) continue;
        auto& to = tell();
        // `duration like 60`: the field does not allow the operator that the word means.
        const std::string_view meant = allowed(each.meant) ? each.meant : "=";
        if (meant.empty()) {
            to.help = "a pattern cannot be negated in the API's JSON";
            return true;
        }
        to.help = "did you mean " + detail::quoted(meant) + "?";
        replace(to, found, std::string{meant}, each.surely && meant == each.meant);
        if (each.written.ends_with("like") && meant != "=") replace(to, found, "="); // `like` without wildcards
        return true;
    }
    for (const std::string_view each : {"=", "!=", "<>", ">=", ">", "<=", "<", "~"}) {
        if (!has_same_symbols(text, each)) continue;
        auto& to = tell();
        if (last_row_ != nullptr && last_row_->tier(*symbol_operator(each)) == op_tier::refused) {
            to.help = "expected " + alternatives(to.expected); // `topic => "x"`
            return true;
        }
        // Only a guess if symbols change: `>>` may mean `>=`, and `!!=` may mean `=`.
        const auto as_often = [&](char c) {
            return std::count(text.begin(), text.end(), c) == std::count(each.begin(), each.end(), c);
        };
        replace(to, found, std::string{each},
                last_row_ != nullptr && as_often('<') && as_often('>') && as_often('!') && as_often('~'));
        to.help = "did you mean " + detail::quoted(each) + "?";
        return true;
    }
    if (is_class(text.front(), word_start_char)) {
        suggester near{text};
        for (const std::string_view word : {"contains", "startswith", "endswith", "matches", "in", "is", "isnull", "eq",
                                            "neq", "gt", "gte", "lt", "lte", "regex"})
            if (!same_word(word, text)) near.consider(word, allowed(word) ? 0 : 2);
        const token next = next_word(found.end);
        const auto operation = word_operator(next.text());
        if (same_word(next.text(), "in") || (operation && is_text_match(*operation))) near.consider("not");
        diagnostic told;
        suggest(told, found, near);
        if (!told.edits.empty()) {
            auto& to = tell();
            to.help = std::move(told.help);
            to.edits = std::move(told.edits);
            return true;
        }
    }
    if (explain_quoted_key(found, true)) return true;
    if (last_row_ == nullptr) return false;
    auto& to = report(diagnostic_code::unexpected_token, found,
                      "a comparison must follow the field, not " + detail::quoted(text));
    to.expected = expectations();
    note(to, last_field_, "takes " + operator_list(*last_row_));
    to.help = "write for example " + detail::quoted(std::string{last_field_.text()} + " = " +
                                                    (last_row_->type == field_type::boolean  ? "true"
                                                     : last_row_->type == field_type::string ? "\"…\""
                                                                                             : "…"));
    if (last_row_->type == field_type::boolean && operand_ends(last_field_.end))
        replace(to, {last_field_.end, last_field_.end}, " = true");
    return true;
}

} // namespace calque::detail
