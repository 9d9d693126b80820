// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/schema/scan_operator.hpp>
#include <calque/schema/words.hpp>
#include <calque/text/report/reporter.hpp>
#include <calque/text/report/unit_words.hpp>
#include <calque/text/report/words.hpp>

#include <algorithm>
#include <string>

// Syntax errors from common habits, including those from other languages.
namespace calque::detail {

/// Returns the word or the pair of symbols before `at`, skipping blanks.
CALQUE_COLD_DECL token reporter::word_before(const char* at) const {
    while (at != source_.data() && is_class(at[-1], blank_char)) --at;
    const char* const end = at;
    while (at != source_.data() && is_class(at[-1], word_char)) --at;
    if (at == end && end - source_.data() > 1 && (end[-1] == '&' || end[-1] == '|')) at = end - 2;
    return {at, end};
}

/// Returns whether `not` precedes a condition. If an edit split the condition in two, `not` would negate only the
/// first.
CALQUE_COLD_DECL bool reporter::is_negated(const char* at) const {
    while (at != source_.data() && is_class(at[-1], blank_char)) --at;
    return same_word(word_before(at).text(), "not") || (at != source_.data() && (at[-1] == '!' || at[-1] == '~'));
}

/// Returns the word after `at`, skipping blanks; empty at the end of the text.
CALQUE_COLD_DECL token reporter::next_word(const char* at) const {
    at = skip_blank(at, source_end());
    return at == source_end() ? token{at, at} : word_at(at, source_end());
}

/// Returns whether an operand ends at `at`: a connective, `)`, `}` or the end of the text comes next.
CALQUE_COLD_DECL bool reporter::operand_ends(const char* at) const {
    const char* const next = skip_blank(at, source_end());
    if (next == source_end() || *next == ')' || *next == '}') return true;
    const token word{next, std::max(scan_word(next, source_end()), next)};
    const std::string_view two{next, static_cast<std::size_t>(std::min<std::ptrdiff_t>(2, source_end() - next))};
    return is_and(word.text()) || is_or(word.text()) || is_and(two) || is_or(two);
}

/// Returns all words from `at` to the end of the operand.
CALQUE_COLD_DECL token reporter::operand_at(const char* at) const {
    token out{at, next_word(at).end};
    while (!operand_ends(out.end) && out.end - at < 64) out.end = next_word(out.end).end;
    return out;
}

/// Returns whether a value, which may be in a list, ends at `at`.
CALQUE_COLD_DECL bool reporter::value_ends(const char* at) const {
    const char* const next = skip_blank(at, source_end());
    return operand_ends(at) || *next == ',' || *next == ']';
}

/// Returns whether a word other than a connective comes next, which may belong to what ends at `at`.
CALQUE_COLD_DECL bool reporter::word_follows(const char* at) const {
    const char* const next = skip_blank(at, source_end());
    return next != source_end() && is_class(*next, word_start_char) && !operand_ends(at);
}

/// Explains an omitted field, and perhaps comparison: `duration >= 60 and <= 120`, `topic = "x" or "y"`.
CALQUE_COLD_DECL bool reporter::explain_elided_field(const token& found) {
    const std::string_view joined = word_before(found.begin).text();
    if (last_row_ == nullptr || found.begin < last_field_.end || (!is_and(joined) && !is_or(joined))) return false;
    const std::string name{last_field_.text()};
    const std::string_view text = found.text();
    if (scan_operator(found.begin, source_end()).operation || same_word(text, "in") || same_word(text, "is")) {
        auto& to = report(diagnostic_code::unexpected_token, found,
                          "a field is needed before " + detail::quoted(text) + " in every condition");
        to.expected = expectations();
        note(to, last_field_, "is it this one?");
        to.help = "write " + detail::quoted(name + " " + std::string{text} + " …");
        if (is_negated(last_field_.begin)) to.help += ", and put parentheses around what `not` negates";
        else replace(to, {found.begin, found.begin}, name + " ");
        return true;
    }
    const char first = text.front();
    const bool value = is_quote(first) || is_class(first, digit_char) || same_word(text, "true") ||
                       same_word(text, "false") || same_word(text, "now") || same_word(text, "today");
    const auto operation = scan_operator(last_operator_.begin, last_operator_.end).operation;
    if (!value || !operand_ends(found.end) || last_operator_.begin == nullptr || !operation) return false;
    const std::string said = name + " " + std::string{last_operator_.text()} + " ";
    auto& to = report(diagnostic_code::reversed_comparison, found, "a value alone is no condition");
    to.expected = {"a field"};
    const bool lists = last_row_->tier(op::in) == op_tier::documented;
    // `topic != "x" or topic != "y"` holds for every topic, which is never intended.
    const bool negated = is_negated(last_field_.begin) || same_word(word_before(last_operator_.begin).text(), "not") ||
                         (*operation == op::neq && is_or(joined));
    if (negated && lists) to.help = "list the values: " + detail::quoted(name + " not in [...]");
    else if (negated) to.help = "repeat the field, and put parentheses around what is negated";
    else to.help = "repeat the field: " + detail::quoted(said + std::string{text});
    if (negated) return true;
    if (*operation == op::eq && is_or(joined) && lists)
        to.help += ", or list the values: " + detail::quoted(name + " in [...]");
    replace(to, {found.begin, found.begin}, (is_class(found.begin[-1], word_char) ? " " : "") + said);
    return true;
}

/// Explains a second value after a comma: `topic = "x", "y"`.
CALQUE_COLD_DECL bool reporter::explain_unjoined_value(const token& found) {
    if (found.text() != "," || last_row_ == nullptr || last_operator_.begin == nullptr) return false;
    const char* const next = skip_blank(found.end, source_end());
    const auto operation = scan_operator(last_operator_.begin, last_operator_.end).operation;
    const bool value = next != source_end() && (is_quote(*next) || is_class(*next, digit_char));
    if (!value || !operation || (*operation != op::eq && *operation != op::neq)) return false;
    auto& to = report(diagnostic_code::unexpected_token, found, "a comparison takes one value");
    to.expected = expectations();
    note(to, last_operator_, "`in` takes a list");
    to.help = "write " + detail::quoted(std::string{last_field_.text()} +
                                        (*operation == op::eq ? " in [..., ...]" : " not in [..., ...]"));
    return true;
}

/// Explains a key that is not a plain word: `metadata.a-b`.
CALQUE_COLD_DECL bool reporter::explain_quoted_key(const token& found, bool words) {
    if (last_row_ == nullptr || !last_row_->opens_namespace() || last_row_->name.empty()) return false;
    const char* const key = last_field_.begin + last_row_->name.size();
    const std::string_view plain{key, key < last_field_.end ? static_cast<std::size_t>(last_field_.end - key) : 0};
    if (plain.empty() || plain.find_first_of("\"'.") != std::string_view::npos) return false;
    const char* behind = found.end;
    if (words) {
        if (!is_class(*found.begin, word_start_char) || is_reserved(found.text())) return false;
        behind = bare_text(found).end;
        for (token each = next_word(key); each.begin < behind; each = next_word(each.end))
            if (is_negation(each.text()) || is_quote(*each.begin)) return false;
    } else {
        constexpr std::string_view marks = "-/:@$+*";
        const auto belongs = [&](char c) { return is_class(c, word_char) || is_among(c, marks); };
        if (found.begin != last_field_.end || marks.find(*found.begin) == std::string_view::npos) return false;
        while (behind != source_end() && belongs(*behind)) ++behind;
        if (!is_class(behind[-1], word_char)) return false;
    }
    const char* const next = skip_blank(behind, source_end());
    const std::string_view word{next, static_cast<std::size_t>(scan_word(next, source_end()) - next)};
    if (!scan_operator(next, source_end()).operation && !same_word(word, "in") && !same_word(word, "is") &&
        !same_word(word, "not"))
        return false;
    const token whole{key, behind};
    auto& to = report(diagnostic_code::unexpected_token, found,
                      "the key " + detail::quoted(whole.text()) + " needs quotes, because it is not a plain word");
    to.expected = expectations();
    to.help = "write " + detail::quoted(std::string{last_row_->name} + as_literal(whole.text()));
    replace(to, whole, as_literal(whole.text()), !words);
    return true;
}

/// Explains `not` between field and operator: `topic not null`, `duration not > 5`.
CALQUE_COLD_DECL bool reporter::explain_inner_not(const token& found) {
    const token word = word_before(found.begin);
    if (last_field_.begin == nullptr || word.begin < last_field_.end || !same_word(word.text(), "not")) return false;
    const std::string_view text = found.text();
    const std::string name{last_field_.text()};
    if (same_word(text, "null")) {
        auto& to = report(diagnostic_code::unexpected_token, found, "`is` is missing before `not null`");
        to.expected = expectations();
        to.help = "write " + detail::quoted(name + " is not null");
        correct(to, {word.begin, found.end}, "is not null");
        return true;
    }
    if (same_word(text, "is")) {
        auto& to = report(diagnostic_code::unexpected_token, found, "write `not` after `is`, not before it");
        to.expected = expectations();
        const bool null = match_word(skip_blank(found.end, source_end()), source_end(), "null") != nullptr;
        to.help = "write " + detail::quoted(name + (null ? " is not null" : " != …"));
        if (null) correct(to, {word.begin, found.end}, "is not");
        return true;
    }
    const auto operation = is_class(text.front(), symbol_char) ? symbol_operator(text) : word_operator(text);
    if (!operation) return false;
    auto& to = report(diagnostic_code::unexpected_token, found,
                      "write `not` before the field, not before " + detail::quoted(text));
    to.expected = expectations();
    const std::string turned = *operation == op::eq ? name + " !=" : "not " + name + " " + std::string{text};
    to.help = "write " + detail::quoted(turned + " …");
    replace(to, {last_field_.begin, found.end}, turned);
    return true;
}

/// Explains `is` without `null`: `is missing`, `is set`, `is true`, `is not 5`.
CALQUE_COLD_DECL bool reporter::explain_is(const token& found) {
    const char first = *found.begin;
    if (is_quote(first) || is_class(first, digit_char) || same_word(found.text(), "true") ||
        same_word(found.text(), "false")) {
        const token word = word_before(found.begin);
        const bool inverse = same_word(word.text(), "not");
        const token is = inverse ? word_before(word.begin) : word;
        const std::string meant = inverse ? "!=" : "=";
        auto& to =
            report(diagnostic_code::unexpected_token, found, "`is` can only be followed by `null` or `not null`");
        to.expected = expectations();
        to.help =
            "write " + detail::quoted(std::string{last_field_.text()} + " " + meant + " " + std::string{found.text()});
        replace(to, {is.begin, word.end}, meant, true);
        return true;
    }
    const bool nothing = means_null(found.text());
    if (!nothing && !means_not_null(found.text())) return false;
    const bool negated = same_word(word_before(found.begin).text(), "not");
    auto& to = report(diagnostic_code::unexpected_token, found, detail::quoted(found.text()) + " cannot follow `is`");
    to.expected = expectations();
    to.help =
        "write " + detail::quoted(std::string{last_field_.text()} + (nothing == negated ? " is not null" : " is null"));
    if (word_follows(found.end)) return true; // `none of`
    if (nothing || !negated) replace(to, found, nothing ? "null" : "not null");
    return true;
}

/// Explains a unit apart from its number, and several units: `2 min`, `1h 30m`.
CALQUE_COLD_DECL bool reporter::explain_separate_unit(const token& found) {
    const token first = word_before(found.begin);
    std::string sum = sum_of_durations(std::string{first.text()}.append(found.text()));
    if (!sum.empty() && last_row_ != nullptr && last_row_->unit == field_unit::seconds) {
        auto& to = report(diagnostic_code::unexpected_token, found, "a duration has one number and one unit");
        to.expected = expectations();
        to.help = "write " + detail::quoted(sum);
        correct(to, {first.begin, found.end}, std::move(sum));
        return true;
    }
    const char unit = unit_named(found.text());
    if (unit == 0 || last_row_ == nullptr) return false;
    const char* number = found.begin;
    while (number != source_.data() && is_class(number[-1], blank_char)) --number;
    const char* const number_end = number;
    while (number != source_.data() && (is_class(number[-1], digit_char) || number[-1] == '.') &&
           (number[-1] != '.' || *number != '.'))
        --number;
    if (*number == '.') ++number; // the dot belongs to a range
    if (number == number_end || number_end == found.begin) return false;
    // The error at the number already shows how to write the time.
    if (last_row_->type == field_type::datetime) return has_errors() && found_.back().range.end >= offset(number_end);
    if (last_row_->unit != field_unit::seconds || unit == 'M' || unit == 'y') return false;
    std::string all{number, number_end}; // `2 hours and 30 minutes`
    const char* end = found.end;
    all += unit;
    for (token next = next_word(end);; next = next_word(end)) {
        if (is_and(next.text()) || next.text() == ",") next = next_word(next.end);
        const token name = next_word(next.end);
        if (next.text().empty() || next.text().find_first_not_of("0123456789") != std::string_view::npos ||
            unit_named(name.text()) == 0)
            break;
        all.append(next.text()) += unit_named(name.text());
        end = name.end;
    }
    if (std::string whole = sum_of_durations(all); !whole.empty()) {
        auto& to = report(diagnostic_code::unexpected_token, found, "a duration has one number and one unit");
        to.expected = expectations();
        to.help = "write " + detail::quoted(whole);
        correct(to, {number, end}, std::move(whole));
        return true;
    }
    const char* low = number; // start of a possible range
    while (low != source_.data() && is_among(low[-1], " .-")) --low;
    const bool range = std::string_view{low, number}.find("..") != std::string_view::npos;
    auto& to = report(diagnostic_code::unexpected_token, found, "a unit directly follows its number");
    to.expected = expectations();
    to.help = "write " + detail::quoted(std::string{number, number_end} + unit) + "; the units are s m h d w";
    if (!range || !only_high_has_unit(low, found.begin, source_end()))
        correct(to, {number_end, found.end}, std::string{unit});
    return true;
}

/// Explains a range in brackets: `in (1..5)`.
CALQUE_COLD_DECL bool reporter::explain_range_in_brackets(const token& found) {
    if (open_.empty() || *found.begin != '.' || source_end() - found.begin < 2 || found.begin[1] != '.') return false;
    const char* const opened = open_.back();
    const char* const closed = std::find(found.begin, source_end(), closing_of(*opened));
    if (closed == source_end() || closed - opened > 80) return false;
    auto& to = report(diagnostic_code::unexpected_token, {found.begin, found.begin + 2}, "a range has no brackets");
    to.expected = expectations();
    note(to, {opened, opened + 1}, "opened here");
    std::string range{opened + 1, closed};
    to.help = "write " + detail::quoted("in " + range);
    if (opened == source_.data() || !is_class(opened[-1], blank_char)) range.insert(0, 1, ' ');
    correct(to, {opened, closed + 1}, std::move(range));
    return true;
}

/// Explains a list or an unquoted number after `contains` and similar operators.
CALQUE_COLD_DECL bool reporter::explain_one_text(const token& found) {
    if (expects(expectation::value) || last_operator_.begin == nullptr) return false;
    const std::string operation = detail::quoted(last_operator_.text());
    const char first = *found.begin;
    if (first == '[' || first == '(') {
        auto& to = report(diagnostic_code::unexpected_token, found, operation + " takes one text, not a list");
        to.expected = expectations();
        const std::string each = std::string{last_field_.text()} + " " + std::string{last_operator_.text()} + " ";
        to.help = "join a condition for each text by `or`: " + detail::quoted(each + "\"…\" or " + each + "\"…\"");
        return true;
    }
    if (!is_class(first, digit_char) && first != '+' && first != '-') return false;
    const char* const end = typed_end(found.begin + 1, source_end());
    const token number{found.begin, numbers_end(end, source_end())};
    auto& to = report(diagnostic_code::unexpected_token, number, operation + " takes a text in quotes");
    to.expected = expectations();
    to.help = "put it in quotes: " + detail::quoted(as_literal(number.text()));
    replace(to, number, as_literal(number.text()), number.end == end && value_ends(end));
    return true;
}

/// Explains filter JSON in place of a filter's text.
CALQUE_COLD_DECL bool reporter::explain_filter_json(const token& found) {
    if ((*found.begin != '{' && *found.begin != '[') || found.begin != skip_blank(source_.data(), source_end()))
        return false;
    auto& to = report(diagnostic_code::unexpected_token, found,
                      detail::quoted(found.text()) + " begins JSON, and a filter is written as text");
    to.expected = expectations();
    to.help = "`from_json` and `calque text` read filter JSON; as text a filter looks like " +
              detail::quoted(example_condition(schema_));
    return true;
}

} // namespace calque::detail
