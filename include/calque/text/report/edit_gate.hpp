// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/diagnostic/diagnostic.hpp>
#include <calque/text/report/detail/edit_marks.hpp>
#include <calque/text/report/detail/other_word.hpp>
#include <calque/text/report/detail/typed_number.hpp>
#include <calque/text/report/typed_text.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <functional>
#include <numeric>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// The gate that every edit passes before it is offered: it may say otherwise what was typed, but not something else.
namespace calque::detail {

/// What of `typed` is not in `now`, each as often as it is missing.
template <class Same>
[[nodiscard]] std::vector<std::string> missing(const std::vector<std::string>& typed, std::vector<std::string> now,
                                               const Same& same) {
    std::vector<std::string> out;
    for (const std::string& each : typed) {
        const auto found =
            std::find_if(now.begin(), now.end(), [&](const std::string& one) { return same(each, one); });
        if (found == now.end()) out.push_back(each);
        else now.erase(found);
    }
    return out;
}

/// Whether a word may be taken out: it stands there twice, or says nothing beside the condition.
[[nodiscard, gnu::cold]] inline bool is_spare(const std::string& word, const std::vector<std::string>& typed) {
    static constexpr std::array<std::string_view, 11> fillers{"and", "or",  "is",   "are",  "does", "do",
                                                              "to",  "the", "than", "also", "where"};
    if (std::find(fillers.begin(), fillers.end(), word) != fillers.end()) return true;
    const auto twice = [&](const std::string& a, const std::string& b) { return a == word && b == word; };
    return std::adjacent_find(typed.begin(), typed.end(), twice) != typed.end();
}

/// Whether an operator that goes has one of its kind in its place: no other becomes its opposite, and no pattern a value.
[[nodiscard, gnu::cold]] inline bool keeps_operators(const typed_text& typed, const typed_text& now) {
    const std::vector<std::string> gone = missing(typed.symbols, now.symbols, std::equal_to<>{});
    const std::vector<std::string> come = missing(now.symbols, typed.symbols, std::equal_to<>{});
    if (gone.empty()) return true;
    if (come.empty()) { // said twice, or in words now
        const bool twice = std::adjacent_find(typed.symbols.begin(), typed.symbols.end()) != typed.symbols.end();
        const std::vector<std::string> words = missing(now.words, typed.words, std::equal_to<>{});
        const auto in_words = [](const std::string& word) {
            return word == "is" || word == "null" || word == "in" || word == "not";
        };
        return twice || std::any_of(words.begin(), words.end(), in_words);
    }
    const auto is_pattern = [](const std::string& run) { return run.find('~') != std::string::npos; };
    if (std::any_of(gone.begin(), gone.end(), is_pattern) && std::none_of(come.begin(), come.end(), is_pattern))
        return false;
    const auto is_directed = [](const std::string& run) { return run.find_first_of("<>") != std::string::npos; };
    if (std::none_of(gone.begin(), gone.end(), is_directed) && std::any_of(come.begin(), come.end(), is_directed))
        return false; // `====` is no `>`
    const auto has_equal = [](const std::string& run) { return run.find('=') != std::string::npos; };
    if (std::any_of(gone.begin(), gone.end(), [&](const auto& run) { return is_directed(run) && has_equal(run); }) &&
        std::none_of(come.begin(), come.end(), has_equal))
        return false; // `<<=` is no `<`
    const bool undirected = now.less + now.greater < typed.less + typed.greater;
    const auto is_run = [](const std::string& run) { return run.size() > 1 && run != ">=" && run != "<="; };
    if (undirected && std::any_of(gone.begin(), gone.end(), is_run)) return false; // `>>` is no `=`
    const bool turned = (now.less < typed.less && now.greater > typed.greater) ||
                        (now.greater < typed.greater && now.less > typed.less);
    return !turned && now.negations <= typed.negations;
}

/// Whether the words that go have others in their place, and no word but a name of it becomes `null`.
[[nodiscard, gnu::cold]] inline bool keeps_words(const typed_text& typed, const typed_text& now) {
    const std::equal_to<> same;
    const std::vector<std::string> gone = missing(typed.words, now.words, same);
    const std::vector<std::string> come = missing(now.words, typed.words, same);
    const std::vector<std::string> numbers = missing(now.numbers, typed.numbers, same);
    const auto count = [](const std::vector<std::string>& all, char digit) {
        return std::accumulate(all.begin(), all.end(), std::ptrdiff_t{0},
                               [&](std::ptrdiff_t sum, const std::string& each) {
                                   return sum + std::count(each.begin(), each.end(), digit);
                               });
    };
    for (const char digit : std::string_view{"0123456789"}) // `LT5` is not `lt`
        if (count(gone, digit) > count(come, digit) + count(numbers, digit)) return false;
    const bool null = std::find(come.begin(), come.end(), "null") != come.end();
    const bool replaced = !come.empty() || !missing(now.symbols, typed.symbols, same).empty() || !numbers.empty();
    const auto has_digit = [](const std::string& word) {
        return word.find_first_of("0123456789") != std::string::npos;
    };
    if (come.empty() && std::any_of(gone.begin(), gone.end(), has_digit)) return false; // `l0` is no `0`
    const bool negated = std::any_of(come.begin(), come.end(), is_negation);            // `not in` for `nin`
    return std::all_of(gone.begin(), gone.end(), [&](const std::string& word) {
        const auto another = [&](const std::string& other) { return is_another_word(word, other); };
        if ((!negated || come.size() == 1) && std::any_of(come.begin(), come.end(), another)) return false;
        if (null && names_something(word)) return now.negations > typed.negations;
        if (null)
            return may_be_null(word) || word == "isnull" || word == "eq" || is_negation(word) ||
                   is_spare(word, typed.words);
        return replaced || is_spare(word, typed.words);
    });
}

/// Whether a place lies inside of a word as people type them, at one of the marks in it: `customer|-ended`. A sign behind
/// a time or a number is none of these.
[[nodiscard, gnu::cold]] inline bool is_at_joint(std::string_view text, std::size_t at) {
    constexpr std::string_view marks = "-/@+*%$";
    const auto typed = [&](std::size_t i) { return i < text.size() && is_typed(text[i]); };
    const auto joint = [&](std::size_t i) {
        if (i == 0 || i >= text.size() || !typed(i - 1) || !typed(i + 1)) return false;
        if (text[i] == '\'') return lower(text[i - 1]) == 'n' && lower(text[i + 1]) == 't' && !typed(i + 2); // `isn't`
        const bool sign = (text[i] == '-' || text[i] == '+') && is_class(text[i + 1], digit_char); // `noww-7d`
        return !sign && marks.find(text[i]) != std::string_view::npos;
    };
    if (!joint(at) && (at == 0 || !joint(at - 1))) return false;
    std::size_t begin = at;
    while (begin > 0 && (is_typed(text[begin - 1]) || joint(begin - 1) || text[begin - 1] == '.')) --begin;
    const bool time = same_word(text.substr(begin, 3), "now") || same_word(text.substr(begin, 5), "today");
    return is_typed(text[begin]) && !is_class(text[begin], digit_char) && !time;
}

/// Whether an edit cuts a word or an operator: with one of its ends, with a quote that it puts in, or with what it takes
/// out.
[[nodiscard, gnu::cold]] inline bool cuts_word(std::string_view text, const text_edit& edit) {
    const std::size_t begin = edit.range.begin, end = edit.range.end;
    if (is_at_joint(text, begin) || is_at_joint(text, end)) return true;
    const std::string removed = in_plain_characters(text.substr(begin, end - begin));
    const std::string_view put = edit.replacement;
    const auto typed = [&](std::size_t at) { return at < text.size() && is_typed(text[at]); };
    if (removed.size() == 1 && std::string_view{"^$*%/"}.find(removed[0]) < 5) return true;                // `^=`, `/=`
    if (put.empty() && removed.size() == 1 && is_quote(removed[0])) return typed(begin - 1) && typed(end); // `it's`
    if (put.empty()) return false;
    if (removed.size() == 1 && put.size() == 1 && is_quote(removed[0]) && typed(begin - 1) && typed(end)) return true;
    const auto quotes = [](std::string_view in) { return std::count_if(in.begin(), in.end(), is_quote); };
    if (quotes(put) <= quotes(removed)) return false;
    const bool opens = is_quote(put.front()) && (removed.empty() || !is_quote(removed.front()));
    const bool closes = is_quote(put.back()) && (removed.empty() || !is_quote(removed.back()));
    const bool key = begin > 0 && text[begin - 1] == '.'; // `metadata.a-b`
    const auto is_mark = [&](std::size_t at) {
        return at < text.size() && std::string_view{"-/:@+*%$?^"}.find(text[at]) < 10;
    };
    const bool before = !key && (typed(begin - 1) || (is_mark(begin - 1) && typed(begin - 2)));
    const char* const last = text.data() + text.size();
    bool behind =
        typed_length(text.data() + end, last) > 0 || (put.size() > 1 && end < text.size() && is_quote(text[end]));
    if (put.size() > 1) // more than a quote that was missing
        behind = behind || (end < text.size() && (text[end] == '#' || (text[end] == '=' && typed(end + 1))));
    if (put.size() == 1 && removed.empty()) return before && behind;
    return (opens && before) || (closes && behind);
}

/// Whether an edit makes a text of `not` or `null`.
[[nodiscard, gnu::cold]] inline bool quotes_a_word_of_ours(std::string_view removed, std::string_view replacement) {
    if (replacement.size() < 2 || !is_quote(replacement.front()) || removed.empty()) return false;
    const char* const end = removed.data() + removed.size();
    const std::string_view first{removed.data(),
                                 static_cast<std::size_t>(scan_word(removed.data(), end) - removed.data())};
    return removed.front() == '!' || is_negation(in_lower_case(std::string{first})) || same_word(first, "null");
}

/// Whether a text has a word or a mark in it that negates.
[[nodiscard, gnu::cold]] inline bool holds_negation(std::string_view text) {
    return typed_reader{text}.read().negations > 0;
}

/// Whether an edit makes a text of `not` or `null`, or a key of what negates it: `metadata.x isn't in [1]`.
[[nodiscard, gnu::cold]] inline bool swallows_negation(std::string_view text, const text_edit& edit) {
    const std::string_view removed = text.substr(edit.range.begin, edit.range.end - edit.range.begin);
    const bool key = edit.range.begin > 0 && text[edit.range.begin - 1] == '.';
    return quotes_a_word_of_ours(removed, edit.replacement) ||
           (key && edit.replacement.size() > 1 && is_quote(edit.replacement.front()) && holds_negation(removed));
}

/// Whether an edit spells out what it takes the place of, whatever it looks like.
[[nodiscard, gnu::cold]] inline bool is_the_same(std::string_view removed, std::string_view replacement) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 8> same{{{"!>", "<="},
                                                                                        {"!<", ">="},
                                                                                        {"!>=", "<"},
                                                                                        {"!<=", ">"},
                                                                                        {"1", "true"},
                                                                                        {"0", "false"},
                                                                                        {"\"1\"", "true"},
                                                                                        {"\"0\"", "false"}}};
    return std::find(same.begin(), same.end(), std::pair{removed, replacement}) != same.end();
}

/// Whether only blanks come, go or move, and none of them between two digits: `duratio nin` for `duration in`.
[[nodiscard, gnu::cold]] inline bool moves_blanks(std::string_view text, std::string_view changed) {
    const auto without_blanks = [](std::string_view of) {
        std::string out{of};
        std::erase_if(out, [](char c) { return is_class(c, blank_char); });
        return out;
    };
    if (without_blanks(text) != without_blanks(changed)) return false;
    return digit_runs(text) == digit_runs(changed);
}

/// Whether an edit is of the kinds that most are and that take nothing away, so that the text around need not be read: a
/// word or bracket is put in, a word or an operator is written otherwise, a text gets quotes.
[[nodiscard, gnu::cold]] inline bool is_plain(std::string_view text, const text_edit& edit, std::string_view removed) {
    const std::string_view put = edit.replacement;
    const std::size_t begin = edit.range.begin, end = edit.range.end;
    const auto all = [](std::string_view of, unsigned classes, std::string_view marks) {
        return std::all_of(of.begin(), of.end(),
                           [&](char c) { return is_class(c, classes) || marks.find(c) != std::string_view::npos; });
    };
    const auto joins = [&](char left, char right, unsigned classes) {
        const auto belongs = [&](char c) { return is_class(c, classes) || (classes == word_char && is_typed(c)); };
        return belongs(left) && belongs(right);
    };
    if (holds_negation(put) && put != "false") return false;
    const auto are_quotes = [&](std::string_view of) { return all(of, 0, "\"'\\"); };
    if (are_quotes(removed) && are_quotes(put)) return true;
    if (put.starts_with(removed) && put.size() == removed.size() + 1 && !removed.empty()) // `today-7d` for `today-7`
        return is_plain(text, {{end, end}, std::string{put.substr(removed.size())}}, {});
    const char before = begin > 0 ? text[begin - 1] : ' ', behind = end < text.size() ? text[end] : ' ';
    if (removed.empty() && put.size() == 1 && is_class(before, digit_char) && !is_typed(behind) && behind != '.')
        return unit_of(put.front()).has_value();
    if (put.empty() || joins(before, put.front(), word_char) || joins(put.back(), behind, word_char)) return false;
    if (joins(before, put.front(), symbol_char) || joins(put.back(), behind, symbol_char)) return false;
    if (removed.empty())
        return (!is_typed(before) || !is_typed(behind)) &&
               all(put, word_start_char | blank_char | symbol_char, "()[]{}\"'");
    const bool whole = !joins(before, removed.front(), word_char) && !joins(removed.back(), behind, word_char);
    if (put.size() == removed.size() + 2 && put.substr(1, removed.size()) == removed)
        return is_quote(put.front()) && whole && behind != ',';
    if (all(removed, symbol_char, "") && all(put, symbol_char, "")) {
        const auto same = [&](char c) { return (removed.find(c) == put.npos) == (put.find(c) == put.npos); };
        const bool equal = same('=') || (removed.find_first_of("<>") == put.npos);
        return put.find_first_of("!~") == put.npos && removed.find_first_of("!~") == put.npos && same('<') &&
               same('>') && equal;
    }
    const auto is = [&](std::string_view word) { return same_word(removed, word); };
    return whole && removed.front() != '.' && all(removed, word_start_char, ".") &&
           all(put, word_start_char | blank_char, ".") && !is("in") && !is("now") && !is("today") && !is("false") &&
           put.find("null") == put.npos && unit_named(removed) == 0 &&
           !is_negation(in_lower_case(std::string{removed})) &&
           !is_another_word(in_lower_case(std::string{removed}), in_lower_case(std::string{put}));
}

/// Whether what negates in a changed text is an operator that stood there before: `!=` in `topic != 'a' and 'b'`.
[[nodiscard, gnu::cold]] inline bool repeats(const typed_text& typed, const typed_text& now) {
    const std::vector<std::string> words = missing(now.words, typed.words, std::equal_to<>{});
    const std::vector<std::string> symbols = missing(now.symbols, typed.symbols, std::equal_to<>{});
    const auto stood = [&](const std::string& run) {
        return std::find(typed.symbols.begin(), typed.symbols.end(), run) != typed.symbols.end();
    };
    return std::none_of(words.begin(), words.end(), is_negation) && std::all_of(symbols.begin(), symbols.end(), stood);
}

/// The same edit of the text in plain characters, so that `isn’t` is seen as `isn't`.
struct plain_edit {
    std::string text;
    text_edit edit;
};

[[nodiscard, gnu::cold]] inline plain_edit in_plain_text(std::string_view text, const text_edit& edit) {
    const std::string_view removed = text.substr(edit.range.begin, edit.range.end - edit.range.begin);
    plain_edit out{in_plain_characters(text.substr(0, edit.range.begin)), {{}, edit.replacement, edit.safe}};
    out.edit.range.begin = out.text.size();
    out.text += in_plain_characters(removed);
    out.edit.range.end = out.text.size();
    out.text += in_plain_characters(text.substr(edit.range.end));
    return out;
}

/// Whether an edit keeps every negation, number, sign, unit and word of the text that it changes, so that it can be what
/// the writer meant. It is the last to be asked of each, whoever found it.
[[nodiscard, gnu::cold]] inline bool keeps_what_was_typed(std::string_view text, const text_edit& edit) {
    const auto is_plain_character = [](char c) { return static_cast<unsigned char>(c) < 0x80; };
    const std::string_view removed = text.substr(edit.range.begin, edit.range.end - edit.range.begin);
    if (std::all_of(removed.begin(), removed.end(), is_plain_character) &&
        std::all_of(edit.replacement.begin(), edit.replacement.end(), is_plain_character) &&
        !std::all_of(text.begin(), text.end(), is_plain_character)) {
        const plain_edit plain = in_plain_text(text, edit);
        if (plain.text != text) return keeps_what_was_typed(plain.text, plain.edit);
    }
    if (is_the_same(removed, edit.replacement)) return true;
    if (changes_a_mark(text, edit)) return false;
    if (cuts_word(text, edit) || swallows_negation(text, edit)) return false;
    if (is_plain(text, edit, removed)) return true;
    // What stands around the edit belongs to it, as a unit to its number: some words.
    const auto is_blank = [&](std::size_t at) { return is_class(text[at], blank_char); };
    std::size_t begin = edit.range.begin, end = edit.range.end;
    for (int words = 0; words < 4 && begin > 0; ++words) {
        while (begin > 0 && is_blank(begin - 1)) --begin;
        while (begin > 0 && !is_blank(begin - 1)) --begin;
    }
    for (int words = 0; words < 3 && end < text.size(); ++words) {
        while (end < text.size() && is_blank(end)) ++end;
        while (end < text.size() && !is_blank(end)) ++end;
    }
    const std::string_view around = text.substr(begin, end - begin);
    std::string changed{around};
    changed.replace(edit.range.begin - begin, removed.size(), edit.replacement);
    if (moves_blanks(around, changed)) return true;
    const typed_text typed = typed_reader{around}.read(), now = typed_reader{changed}.read();
    if (now.negations < typed.negations || now.decimal_commas < typed.decimal_commas || now.ranges < typed.ranges ||
        now.ellipses < typed.ellipses || now.signs < typed.signs)
        return false;
    const auto is_null = [](const std::string& word) { return may_be_null(word) || names_something(word); };
    if (!removed.empty() && std::count(now.words.begin(), now.words.end(), "null") > 0 &&
        std::none_of(typed.words.begin(), typed.words.end(), is_null))
        return false;                                                                            // `is ||`
    const bool something = std::any_of(typed.words.begin(), typed.words.end(), names_something); // `is set`
    if (now.negations > typed.negations && !something && edit.replacement != "false" && !repeats(typed, now))
        return false;
    return missing(typed.numbers, now.numbers, keeps_number).empty() && keeps_operators(typed, now) &&
           keeps_words(typed, now);
}

} // namespace calque::detail
