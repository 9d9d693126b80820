// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/schema/scan_operator.hpp>
#include <calque/schema/words.hpp>
#include <calque/support/suggest.hpp>
#include <calque/text/report/detail/loose_date.hpp>
#include <calque/text/report/reporter.hpp>
#include <calque/text/report/unit_words.hpp>
#include <calque/text/report/words.hpp>

#include <string>

// Syntax errors at the position of a value or a field.
namespace calque::detail {

/// Explains `= null`; the edit is safe only for the word `null` itself.
CALQUE_COLD_DECL bool reporter::explain_null(const token& found) {
    const std::string_view text = found.text();
    const bool surely = same_word(text, "null");
    if (!surely && !same_word(text, "none") && !same_word(text, "nil") && !same_word(text, "undefined")) return false;
    const std::string_view operation = last_operator_.text();
    const bool negated = operation == "!=" || operation == "<>" || same_word(operation, "neq");
    const bool equal = operation == "=" || operation == "==" || same_word(operation, "eq");
    const std::string_view meant = negated ? "is not null" : "is null";
    auto& to = report<diagnostic_code::compared_with_null>(found);
    const std::string name{last_field_.text()};
    if (last_operator_.begin == nullptr || (!negated && !equal)) {
        to.help = "write " + detail::quoted(name + " is null") + " or " + detail::quoted(name + " is not null");
        return true;
    }
    to.help = "write " + detail::quoted(name + " " + std::string{meant});
    if (!surely) to.help += ", or put the text in quotes: " + detail::quoted(as_literal(text));
    // `topic=null` has no space before the operator, but `is` needs one.
    const bool apart = last_operator_.begin == source_.data() || is_class(last_operator_.begin[-1], blank_char);
    if (word_follows(found.end)) return true; // `none of`
    replace(to, {last_operator_.begin, found.end}, std::string{apart ? "" : " "}.append(meant), surely);
    if (!surely) replace(to, found, as_literal(text));
    return true;
}

/// Explains `in` with values that lack brackets, or the opening one.
CALQUE_COLD_DECL bool reporter::explain_bare_list(const token& found) {
    if (last_operator_.begin == nullptr) return false;
    const bool alone = found.text() != "," && found.text() != "]"; // a single value
    if (alone && (last_row_ == nullptr || last_row_->tier(op::in) != op_tier::documented || !operand_ends(found.begin)))
        return false;
    const char* const first = skip_blank(last_operator_.end, source_end());
    const char* end = first;
    bool closed = false;
    std::size_t commas = 0;
    for (token each = next_word(first); each.begin != each.end && !closed; each = next_word(each.end)) {
        const std::string_view text = each.text();
        closed = text == "]";
        if (is_and(text) || is_or(text) || is_opening(text[0]) || (is_closing(text[0]) && !closed)) break;
        if (text == ",") ++commas;
        else end = each.end;
    }
    const std::string values{first, end};
    if (values.find("..") != std::string::npos) return false; // bounds written with commas
    const bool ends = found.begin == found.end;
    auto& to = report(ends ? diagnostic_code::unexpected_end : diagnostic_code::unexpected_token, found,
                      "the values of a list need brackets");
    to.expected = expectations();
    note(to, last_operator_, "a list or a range follows");
    const std::string list = "[" + values + (closed ? "" : "]");
    to.help = "write " + detail::quoted(list);
    // Two values may also be the bounds of a range.
    const bool range_perhaps =
        commas == 1 && !closed && last_row_ != nullptr && last_row_->tier(op::gte) != op_tier::refused;
    const token next = next_word(end);
    const bool more = is_or(next.text()) || is_and(next.text()); // `in "a" or "b"`
    const bool goes_on = more && !schema_.find(next_word(next.end).text());
    const bool inside = end - first > 1 && is_quote(*first) && is_opening(first[1]); // `in "[a", "b"]`
    replace(to, {first, end}, list, !range_perhaps && !goes_on && !inside);
    if (range_perhaps) replace(to, found, "..");
    return true;
}

/// Explains `= yes` for a boolean field.
CALQUE_COLD_DECL bool reporter::explain_truth(const token& found) {
    const std::string_view text = found.text();
    for (const std::string_view word : {"yes", "on", "t", "y", "no", "off", "f", "n"}) {
        if (!same_word(text, word)) continue;
        const std::string_view meant = word == "yes" || word == "on" || word == "t" || word == "y" ? "true" : "false";
        auto& to = report(diagnostic_code::bare_word, found, detail::quoted(text) + " is not a truth value");
        to.expected = {"`true`", "`false`"};
        to.help = "write " + detail::quoted(meant);
        correct(to, found, std::string{meant});
        return true;
    }
    return false;
}

/// Returns an unquoted text: words up to a connective, a bracket, or a comparison after the next field.
CALQUE_COLD_DECL token reporter::bare_text(const token& first) const {
    token whole{first.begin, typed_end(first.begin, source_end())};
    for (int words = 0; words < 8; ++words) {
        const char* const at = skip_blank(whole.end, source_end());
        if (at == source_end() || !is_typed(*at)) break;
        const token next{at, typed_end(at, source_end())};
        if (is_reserved(next.text())) break;
        const char* const behind = skip_blank(next.end, source_end());
        if (behind != source_end() && is_class(*behind, symbol_char)) break;
        if (scan_operator(behind, source_end()).operation) break;
        whole.end = next.end;
    }
    return whole;
}

/// Explains what is at the position of a value: null, a bare word, a word for true or false.
CALQUE_COLD_DECL bool reporter::explain_value(const token& found) {
    const std::string_view text = found.text();
    const char* before = found.begin;
    while (before != source_.data() && is_class(before[-1], blank_char)) --before;
    const bool begins = before == source_.data() || (before[-1] != '.' && !is_class(before[-1], digit_char));
    if (begins && text == "." && found.end != source_end() && is_class(*found.end, digit_char)) {
        auto& to = report(diagnostic_code::malformed_number, found, "a number needs a digit before its point");
        const token number{found.begin, typed_end(found.begin, source_end())};
        to.help = "write " + detail::quoted("0" + std::string{number.text()});
        replace(to, {found.begin, found.begin}, "0");
        return true;
    }
    if (!is_class(text.front(), word_start_char) && static_cast<unsigned char>(text.front()) < 0x80) return false;
    if (explain_null(found)) return true;
    if (same_word(text, "not")) {
        auto& to = report(diagnostic_code::bare_word, found, "`not` cannot precede a value");
        to.expected = expectations();
        const std::string name{last_field_.text()};
        to.help = "write it before the field, " + detail::quoted("not " + name + " …") + ", or " +
                  detail::quoted(name + " is not null");
        return true;
    }
    const bool boolean = last_row_ != nullptr && last_row_->type == field_type::boolean;
    const bool time = last_row_ != nullptr && last_row_->type == field_type::datetime;
    if (boolean && !is_part_of_word(found, source_) && explain_truth(found)) return true;
    if (time)
        if (const token all = operand_at(found.begin); all.end > found.end) { // `Nov 3, 2025`
            if (std::string day = in_rfc3339(all.text()); !day.empty()) {
                offer_time(report(diagnostic_code::malformed_datetime, all,
                                  detail::quoted(all.text()) + " is not an RFC 3339 date and time"),
                           all, std::move(day), names_day(all.text()));
                return true;
            }
        }
    if (time && (same_word(text, "last") || same_word(text, "past"))) { // `last 7 days`
        const token count = next_word(found.end), unit = next_word(count.end);
        const bool amount =
            !count.text().empty() && count.text().find_first_not_of("0123456789") == std::string_view::npos;
        if (const char name = unit_named(unit.text()); amount && name != 0) {
            const token all{last_operator_.begin, unit.end};
            const std::string meant = ">= now-" + std::string{count.text()} + name;
            auto& to = report(diagnostic_code::bare_word, {found.begin, unit.end},
                              detail::quoted(std::string{found.begin, unit.end}) + " is not a time");
            to.help = "write " + detail::quoted(meant);
            const auto operation = scan_operator(last_operator_.begin, last_operator_.end).operation;
            if (!operation || *operation == op::eq || *operation == op::gte || *operation == op::gt)
                replace(to, all, meant);
            return true;
        }
    }
    if (last_row_ != nullptr && last_row_->unit == field_unit::seconds)
        if (std::string amount = from_iso_duration(text); !amount.empty()) {
            auto& to = report(diagnostic_code::bare_word, found, detail::quoted(text) + " is not a duration here");
            to.help = "write " + detail::quoted(amount);
            correct(to, found, std::move(amount));
            return true;
        }
    suggester near{text};
    if (boolean || last_row_ == nullptr || last_row_->type == field_type::dynamic) {
        near.consider("true");
        near.consider("false");
    }
    if (time || last_row_ == nullptr) {
        near.consider("today");
        near.consider("now");
    }
    const token word{found.begin, std::max(found.end, typed_end(found.begin, source_end()))};
    if (!schema_.is_open() && schema_.find(word.text())) {
        auto& two = report(diagnostic_code::bare_word, word, "two fields cannot be compared");
        two.expected = expectations();
        two.help = "a text needs quotes: " + detail::quoted(as_literal(word.text()));
        return true;
    }
    auto& to = report(diagnostic_code::bare_word, word, detail::quoted(word.text()) + " is not a value");
    to.expected = expectations();
    suggest(to, found, near);
    if (!to.edits.empty()) return true;
    const bool number =
        last_row_ != nullptr && (last_row_->type == field_type::number || last_row_->type == field_type::integer);
    if (boolean || time || number) {
        to.help = "write " + std::string{wanted(last_row_->type)};
        for (const std::string_view base : {"now", "today"}) // `today7d`
            if (time && text.size() > base.size() && same_word(text.substr(0, base.size()), base) &&
                is_class(text[base.size()], digit_char)) {
                const std::string meant = std::string{base} + "-" + std::string{text.substr(base.size())};
                to.help = "did you mean " + detail::quoted(meant) + "?";
                replace(to, found, meant);
            }
        if (time && same_word(text, "yesterday")) {
            to.help = "write `today-1d`";
            replace(to, found, "today-1d");
        }
        return true;
    }
    const token whole = bare_text(found);
    to.help = "a text needs quotes: " + detail::quoted(as_literal(whole.text()));
    // A word for presence or absence may mean null, and a word with marks in it may be more than a text.
    const bool one_word = whole.end == found.end && value_ends(found.end) && !is_reserved(text) && !means_null(text) &&
                          typing_distance(text, "null", 1) > 1 && !means_not_null(text);
    const char behind = whole.end == source_end() ? ' ' : *whole.end;
    const char* const next = skip_blank(whole.end, source_end());
    if (!is_reserved(text) && behind != '(' && !is_quote(whole.end[-1]) && (next == source_end() || !is_quote(*next)) &&
        !is_class(behind, symbol_char | comment_char) && !is_typed(behind))
        replace(to, whole, as_literal(whole.text()),
                one_word && last_row_ != nullptr && last_row_->type == field_type::string);
    return true;
}

/// Explains reversed comparisons: `60 <= duration`, and `10 < duration < 60`.
CALQUE_COLD_DECL bool reporter::explain_reversed(const token& found) {
    const std::string_view text = found.text();
    const char first = text.front();
    const bool value = is_class(first, digit_char) || first == '"' || first == '\'' || first == '-' || first == '+' ||
                       same_word(text, "true") || same_word(text, "false") || same_word(text, "now") ||
                       same_word(text, "today");
    if (!value) return false;
    auto& to = report(diagnostic_code::reversed_comparison, found,
                      "the field comes first, then the comparison, then the value");
    to.expected = {"a field"};
    const char* const end = source_end();
    const operator_scan middle = scan_operator(skip_blank(found.end, end), end);
    to.help = "write for example " + detail::quoted(example_condition(schema_));
    if (!middle.operation) return true;
    std::string scratch;
    const char* const right = skip_blank(middle.end, end);
    const path_scan path = scan_path(right, end, source_.size(), scratch);
    if (path.status != path_status::ok || !schema_.find(path.text)) return true;
    const std::string name{right, path.end};
    std::string turned =
        name + " " + std::string{text_name(flipped_sides(*middle.operation))} + " " + std::string{text};
    const char* const next = skip_blank(path.end, end);
    const operator_scan second = scan_operator(next, end);
    const bool chained = second.operation.has_value();
    if (chained) turned += " and " + name + " " + std::string{next, second.end};
    const bool negated = chained && is_negated(found.begin);
    const schema_view::match row = schema_.find(path.text);
    const bool many = chained && schema_.fields[row.index].rows == relation::to_many; // each may match a different row
    if (is_text_match(*middle.operation) || many) {                                   // `"bill" contains topic`
        to.help = many ? "write one range: " + detail::quoted(name + " in 60..120")
                       : "write the field before the comparison, and the text after it";
        return true;
    }
    const std::string shown = turned + (chained ? " …" : "");
    to.help = "write " + detail::quoted(negated ? "(" + shown + ")" : shown);
    if (!negated)
        replace(to, {found.begin, chained ? second.end : path.end}, std::move(turned),
                !chained || is_ordering(*second.operation));
    return true;
}

/// Explains what is at the position of a field: a leading value or a superfluous connective.
CALQUE_COLD_DECL bool reporter::explain_field(const token& found) {
    if (explain_filter_json(found) || explain_elided_field(found) || explain_reversed(found)) return true;
    const std::string_view text = found.text();
    if (!is_reserved(text) && !has_same_symbols(text, "&") && !has_same_symbols(text, "|")) return false;
    auto& to = report(diagnostic_code::unexpected_token, found, "expected a condition, not " + detail::quoted(text));
    to.expected = expectations();
    const char* const next = skip_blank(found.end, source_end());
    if (next != source_end() && *next == '(' && (is_and(text) || is_or(text))) { // `OR(a, b)`
        to.help = "write it between its conditions: " + detail::quoted(is_and(text) ? "… and …" : "… or …");
        return true;
    }
    if (found.begin == skip_blank(source_.data(), source_end())) {
        to.help = "expected " + alternatives(to.expected);
        if (is_reserved(text) && !is_and(text) && !is_or(text)) return true;
        to.help = "take it out";
        replace(to, {found.begin, next}, "");
        return true;
    }
    to.help = "remove the connective, or add the missing condition";
    const std::string_view word = word_before(found.begin).text();
    if (next != source_end() && !word.empty())
        replace(to, {found.begin, next}, "", same_word(word, text) || has_same_symbols(word, text));
    return true;
}

} // namespace calque::detail
