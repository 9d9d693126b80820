// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/schema/scan_operator.hpp>
#include <calque/support/suggest.hpp>
#include <calque/text/mend/detail/repair.hpp>
#include <calque/text/report/unit_words.hpp>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

// A word that is superfluous, missing, misplaced, split or run together with another.
namespace calque::detail {

/// The words of the language that may appear outside quotes, except names.
inline constexpr std::array<std::string_view, 22> language_words{
    "and",        "or",       "not",     "in", "is",  "null", "true", "false", "now", "today", "contains",
    "startswith", "endswith", "matches", "eq", "neq", "gt",   "gte",  "lt",    "lte", "regex", "isnull"};

[[nodiscard]] inline bool is_language_word(std::string_view name) noexcept {
    return std::any_of(language_words.begin(), language_words.end(),
                       [&](std::string_view each) { return same_word(name, each); });
}

/// Returns whether a word may be a number, a date or an amount: it begins with a digit.
[[nodiscard]] inline bool is_amount(const word& typed) noexcept { return is_class(*typed.begin, digit_char); }

/// Collects, for each first letter, a bit set of the lengths of all words that a filter may contain. It rules out
/// nearly all other texts cheaply.
CALQUE_COLD_DECL void repair::collect_lengths() {
    const auto take = [&](std::string_view name) { lengths_[letter_of(name)] |= length_bit(name); };
    for (const std::string_view each : language_words) take(each);
    for (const field& row : schema_.fields) {
        if (row.opens_namespace()) lengths_[letter_of(row.name)] = ~std::uint64_t{0};
        else take(row.name);
        if (row.rows == relation::to_many) take(row.name_in_row()), take(row.through);
    }
}

/// Returns whether a name is a word of the language or a field.
CALQUE_COLD_DECL bool repair::knows(std::string_view name) const {
    if (name.empty() || (lengths_[letter_of(name)] & length_bit(name)) == 0) return false;
    if (is_language_word(name)) return true;
    if (schema_.is_open()) return false;
    const auto in_row = [&](const field& row) {
        return row.rows == relation::to_many && (row.name_in_row() == name || row.through == name);
    };
    const auto is_space = [&](const field& row) {
        return row.opens_namespace() && row.name.size() == name.size() + 1 && row.name.starts_with(name);
    };
    return schema_.find(name) || std::any_of(schema_.fields.begin(), schema_.fields.end(),
                                             [&](const field& row) { return in_row(row) || is_space(row); });
}

CALQUE_COLD_DECL void repair::add_words(const failure& where, std::size_t at) {
    const std::size_t first = at - std::min<std::size_t>(at, 1);
    for (std::size_t i = first; i < std::min(at + 2, words_.size()); ++i) {
        const word& each = words_[i];
        const bool is_signed = i > 0 && is_amount(each) && words_[i - 1].end == each.begin;
        if (each.kind == word_kind::name && (i <= at || is_signed)) add_splits(each);
        if (i <= at) add_substitutes(where, each);
        if (i + 1 == words_.size()) continue;
        add_repeated(each, words_[i + 1]);
        add_joins(each, words_[i + 1]);
        if (i <= at) add_swap(each, words_[i + 1]);
    }
    if (at == words_.size()) return;
    if (words_[at].kind == word_kind::name && !is_amount(words_[at])) add_near(where, words_[at]);
    add_missing(where, words_[at]);
}

/// Replaces a misspelled `not`, `null` or `same_row`. The reporter does this for fields, operators and values.
CALQUE_COLD_DECL void repair::add_near(const failure& where, const word& typed) {
    if (is_part_of_longer_word(typed)) return;
    suggester near{typed.text()};
    if (where.expects(expectation::field) || where.code == diagnostic_code::unknown_field) near.consider("not");
    if (where.expects(expectation::null_word)) near.consider("null"), near.consider("not");
    if (here(typed.end) == '(' && schema_.fields.size() > 1) near.consider("same_row");
    const bool clear = near.has_clear_best();
    for (const suggestion& each : near.best(2)) add(typed.begin, typed.end, each.text, 1 + each.rank / 4, clear);
}

/// Splits a word that holds two: `durationin`, `60and`, `andid`.
CALQUE_COLD_DECL void repair::add_splits(const word& typed) {
    if (is_part_of_longer_word(typed) && !is_amount(typed)) return;
    // A number or date including its punctuation: `2025-11-03T10:30:00Zand`.
    const char* const end = is_amount(typed) ? typed_end(typed.begin, text_end()) : typed.end;
    const std::string_view text{typed.begin, static_cast<std::size_t>(end - typed.begin)};
    if (text.size() > 64) return;
    for (std::size_t i = 1; i < text.size(); ++i) {
        const std::string_view left = text.substr(0, i), right = text.substr(i);
        const bool amount = is_class(right.front(), digit_char);
        if ((amount && is_class(left.back(), digit_char)) || (!amount && !knows(right))) continue;
        if (is_amount(typed) || knows(left)) add(typed.begin + i, typed.begin + i, " ", 1, !amount);
    }
    if (constexpr std::string_view row = "same_row"; same_word(text.substr(0, row.size()), row) && text != row)
        add(typed.begin + row.size(), typed.begin + row.size(), "(", 2);
}

/// A common substitute for a word or symbol of the language that spelling distance does not find.
struct substitute {
    expectation where;
    std::string_view written, meant;
};
inline constexpr std::array<substitute, 19> substitutes{{{expectation::range_dots, ".", ".."},
                                                         {expectation::range_dots, "-", ".."},
                                                         {expectation::range_dots, ",", ".."},
                                                         {expectation::range_dots, "to", ".."},
                                                         {expectation::connective, "also", "and"},
                                                         {expectation::connective, "plus", "and"},
                                                         {expectation::connective, "but", "and"},
                                                         {expectation::comparison, "isnt", "is not"},
                                                         {expectation::comparison, "isnot", "is not"},
                                                         {expectation::comparison, "nt", "not"},
                                                         {expectation::comparison, "null", "is null"},
                                                         {expectation::comparison, "not_in", "not in"},
                                                         {expectation::comparison, "!", "not"},
                                                         {expectation::null_word, "is", "="},
                                                         {expectation::null_word, "nt", "not"},
                                                         {expectation::field, "~", "not "},
                                                         {expectation::field, "-", "not "},
                                                         {expectation::field, "no", "not"},
                                                         {expectation::field, "also", ""}}};

CALQUE_COLD_DECL void repair::add_substitutes(const failure& where, const word& typed) {
    if (is_part_of_longer_word(typed)) return;
    for (const substitute& each : substitutes) {
        const bool fits = where.expects(each.where) ||
                          (each.where == expectation::field && where.code == diagnostic_code::unknown_field);
        if (!fits || !same_word(typed.text(), each.written)) continue;
        if (each.where == expectation::field && each.written == "-" && here(typed.end) != '(') continue; // `-5`
        if (each.where == expectation::range_dots && only_high_has_unit(typed.begin, typed.end, text_end())) continue;
        const char* const end = each.meant.empty() ? skip_blank(typed.end, text_end()) : typed.end;
        const bool apart = each.meant.empty() || !is_typed(each.meant.back()) || !is_typed(here(end));
        offer(typed.begin, end, std::string{each.meant} + (apart ? "" : " "), 3);
    }
}

/// Joins two words that belong together, or moves a misplaced blank: `> =`, `starts with`, `duratio nin`.
CALQUE_COLD_DECL void repair::add_joins(const word& left, const word& right) {
    if (left.kind == word_kind::symbol && right.kind == word_kind::symbol && left.end != right.begin) {
        const std::string both = std::string{left.text()}.append(right.text());
        if (symbol_operator(both) || both == "&&" || both == "||") add(left.begin, right.end, both, 1, true);
        return;
    }
    if (right.text() == ":" && left.end == right.begin && word_operator(left.text())) // `contains: "x"`
        add(right.begin, right.end, "", 1, true);
    const bool sign = left.text() == "-" || left.text() == "+"; // `> - 5`
    if (sign && is_amount(right)) add(left.begin, right.end, std::string{left.text()}.append(right.text()), 2);
    if (same_word(left.text(), "not") && symbol_operator(right.text()) == op::eq) add(left.begin, right.end, "!=", 2);
    if (left.kind != word_kind::name || right.kind != word_kind::name || is_amount(right)) return;
    if ((is_part_of_longer_word(left) && !is_amount(left)) || is_part_of_longer_word(right) ||
        left.text().size() + right.text().size() > 64)
        return;
    std::string both{left.text()};
    both += right.text();
    if (knows(both)) add(left.begin, right.end, both, 1, true);
    if (const std::string apart = std::string{left.text()}.append("_").append(right.text()); knows(apart))
        add(left.begin, right.end, apart, 2, true);
    for (const std::string_view each : {"startswith", "endswith"})
        if (typing_distance(both, each, 1) == 1) add(left.begin, right.end, each, 2, true);
    for (std::size_t i = left.text().size() - 1; i <= left.text().size() + 1; ++i) {
        const std::string_view all{both};
        if (i == left.text().size() || i == 0 || i >= all.size() || !knows(all.substr(i))) continue;
        if (!is_amount(left) && !knows(all.substr(0, i))) continue;
        add(left.begin, right.end, std::string{all.substr(0, i)}.append(" ").append(all.substr(i)), 1, true);
    }
}

/// Swaps two words in the wrong order: `null is`.
CALQUE_COLD_DECL void repair::add_swap(const word& left, const word& right) {
    const auto moves = [&](const word& each) {
        return (each.kind == word_kind::symbol && each.text().find('!') == std::string_view::npos) ||
               (each.kind == word_kind::name && knows(each.text()) && !same_word(each.text(), "not") &&
                !is_part_of_longer_word(each));
    };
    if (!moves(left) || !moves(right) || left.text() == right.text()) return;
    std::string turned{right.text()};
    turned.append(left.end, right.begin).append(left.text());
    add(left.begin, right.end, turned, 3);
}

/// Removes a repeated word, or an operator next to a part of itself: `> >=`.
CALQUE_COLD_DECL void repair::add_repeated(const word& left, const word& right) {
    if (left.kind != right.kind) return;
    const std::string_view one = left.text(), other = right.text();
    const bool name = left.kind == word_kind::name && !is_negation(one) && !is_amount(left);
    const bool dot = one == "." && !is_class(before(left.begin), digit_char) && !is_class(here(right.end), digit_char);
    const bool mark =
        left.kind == word_kind::mark && (is_opening(one.front()) || is_closing(one.front()) || one == "," || dot);
    if (same_word(other, one) && (mark || (name && !is_part_of_longer_word(left) && !is_part_of_longer_word(right))))
        add(left.begin, right.begin, "", 1, one != ",");
    const std::string_view longer = one.size() < other.size() ? other : one;
    const bool is_operator = symbol_operator(longer) || longer == "&&" || longer == "||";
    const bool negations = one.find('!') != std::string_view::npos && other.find('!') != std::string_view::npos;
    if (left.kind == word_kind::symbol && is_operator && !negations && longer.find(one) != std::string_view::npos &&
        longer.find(other) != std::string_view::npos)
        add(left.begin, right.end, longer, 1, one == other);
}

/// Inserts a missing word before another one.
CALQUE_COLD_DECL void repair::add_missing(const failure& where, const word& found) {
    struct missing {
        expectation what;
        std::string_view text;
        std::size_t cost;
    };
    static constexpr std::array<missing, 12> all{{{expectation::comparison, "= ", 4},
                                                  {expectation::comparison, "> ", 5},
                                                  {expectation::comparison, ">= ", 5},
                                                  {expectation::comparison, "< ", 5},
                                                  {expectation::comparison, "<= ", 5},
                                                  {expectation::comparison, "contains ", 5},
                                                  {expectation::comparison, "~ ", 6},
                                                  {expectation::connective, "and ", 5},
                                                  {expectation::connective, "or ", 5},
                                                  {expectation::is_word, "is ", 4},
                                                  {expectation::in_word, "in ", 5},
                                                  {expectation::range_dots, ".. ", 5}}};
    if (is_part_of_longer_word(found) || is_typed(before(found.begin))) return;
    if (where.unexpected && where.expects(expectation::comma) && &found != words_.data()) // after the item
        add((&found - 1)->end, (&found - 1)->end, ",", 4);
    for (const missing& each : all)
        if (where.unexpected && where.expects(each.what)) add(found.begin, found.begin, each.text, each.cost);
}

} // namespace calque::detail
