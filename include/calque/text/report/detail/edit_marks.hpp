// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/diagnostic/diagnostic.hpp>
#include <calque/support/typing_distance.hpp>
#include <calque/text/report/detail/unit_words.hpp>
#include <calque/text/report/typed_text.hpp>

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

// Edits of single characters that carry a meaning of their own.
namespace calque::detail {

/// Whether what ends at a place is `now` or `today`, perhaps misspelt, over what stands between it and an amount.
[[nodiscard, gnu::cold]] inline bool is_behind_now(std::string_view text, std::size_t at) {
    while (at > 0 && (is_class(text[at - 1], blank_char) || text[at - 1] == '-' || text[at - 1] == '+')) --at;
    std::size_t begin = at;
    while (begin > 0 && is_class(text[begin - 1], word_start_char)) --begin;
    const std::string_view word = text.substr(begin, at - begin);
    return word.size() > 1 && (typing_distance(word, "now", 1) <= 1 || typing_distance(word, "today", 2) <= 2);
}

/// The first digit of the run that ends at a place.
[[nodiscard]] inline std::size_t digits_begin(std::string_view text, std::size_t at) noexcept {
    while (at > 0 && is_class(text[at - 1], digit_char)) --at;
    return at;
}

/// Whether an edit lies in a range whose upper bound has a unit, and its lower one has none: `5..10 minutes`. Which
/// unit the lower one is in is not told.
[[nodiscard, gnu::cold]] inline bool leaves_bound_without_unit(std::string_view changed, std::size_t begin,
                                                               std::size_t end) {
    for (std::size_t dots = changed.find(".."); dots != std::string_view::npos; dots = changed.find("..", dots + 2)) {
        std::size_t low_end = dots, high = dots + 2;
        while (low_end > 0 && is_class(changed[low_end - 1], blank_char)) --low_end;
        while (high < changed.size() && (is_class(changed[high], blank_char) || changed[high] == '-')) ++high;
        const std::size_t low = digits_begin(changed, low_end);
        std::size_t unit = high;
        while (unit < changed.size() && is_class(changed[unit], digit_char)) ++unit;
        if (low == low_end || unit == high || is_behind_now(changed, low)) continue;
        while (unit < changed.size() && is_class(changed[unit], blank_char)) ++unit;
        const char* const word = changed.data() + unit;
        const char* const word_end = scan_word(word, changed.data() + changed.size());
        if (unit_named({word, static_cast<std::size_t>(word_end - word)}) == 0) continue;
        if (end >= low && begin <= static_cast<std::size_t>(word_end - changed.data())) return true;
    }
    return false;
}

/// Whether nothing that belongs to an amount stands behind a place: no fraction, percentage or unit.
[[nodiscard, gnu::cold]] inline bool amount_ends(std::string_view text, std::size_t at) {
    const auto character = [&](std::size_t i) { return i < text.size() ? text[i] : ' '; };
    if (character(at) == ',' || (character(at) == '.' && character(at + 1) != '.'))
        return !is_class(character(at + 1), digit_char);
    if (character(at) == '\'' && is_class(character(at + 1), digit_char)) return false;
    if (std::string_view{"%:/$"}.find(character(at)) != std::string_view::npos) return false;
    while (at < text.size() && is_class(text[at], blank_char)) ++at;
    const char* const word = text.data() + at;
    const char* const end = scan_word(word, text.data() + text.size());
    const std::string_view next{word, static_cast<std::size_t>(end - word)};
    return (next.empty() || is_and(next) || is_or(next)) && !is_class(character(at), digit_char);
}

/// Whether an edit adds, moves or drops a character that says something: a sign, a unit, a backslash, a bracket of an
/// interval, a quote's prefix.
[[nodiscard, gnu::cold]] inline bool changes_a_mark(std::string_view text, const text_edit& edit) {
    const std::size_t begin = edit.range.begin, end = edit.range.end;
    const std::string_view removed = text.substr(begin, end - begin), put = edit.replacement;
    const char before = begin > 0 ? text[begin - 1] : ' ', behind = end < text.size() ? text[end] : ' ';
    const auto is_digit = [](char c) { return is_class(c, digit_char); };
    const auto is_letter = [](char c) { return is_class(c, word_start_char); };
    if (!removed.empty() && put.size() == removed.size() + 1 && put.starts_with(removed))
        return changes_a_mark(text, {{end, end}, std::string{put.substr(removed.size())}, false});
    if (std::count(removed.begin(), removed.end(), '\\') > std::count(put.begin(), put.end(), '\\')) return true;
    if (before == '\\' && !put.starts_with('\\')) return true;
    if (removed.empty() && put.size() == 1) {
        if ((put[0] == '-' || put[0] == '+') && is_digit(behind) && !is_digit(before) && !is_behind_now(text, begin))
            return true; // `gte5`
        const bool unit = is_letter(put[0]) && is_digit(before) && !is_letter(behind) && put != "Z" && put != "T";
        if (unit && (!is_behind_now(text, digits_begin(text, begin)) || !amount_ends(text, begin)))
            return true; // `-5..-10`, `now-0,5`
    }
    if (removed.size() == 2 && put.size() == 2 && removed[0] == put[1] && removed[1] == put[0]) {
        const auto either = [&](auto is) { return is(removed[0]) != is(removed[1]); };
        if (either(is_quote) || either([](char c) { return c == '\\'; })) return true; // `r"x"`
        if (either(is_digit) && (is_typed(before) || is_typed(behind)) && !is_behind_now(text, begin)) return true;
    }
    constexpr std::string_view brackets = "()[]";
    if (removed.size() == 1 && brackets.find(removed[0]) < 4) { // `in [5, 10)`, `in ]5, 10[`
        std::size_t in = std::min(text.substr(0, begin).find_last_of(brackets), begin);
        while (in > 0 && is_class(text[in - 1], blank_char)) --in;
        const bool list = in > 1 && same_word(text.substr(in - 2, 2), "in") && (in == 2 || !is_typed(text[in - 3]));
        if (list && (put.empty() || (put.size() == 1 && brackets.find(put[0]) < 4))) return true;
    }
    if (text.find("..") == std::string_view::npos && put.find("..") == std::string_view::npos) return false;
    std::string changed{text.substr(0, begin)};
    changed.append(put).append(text.substr(end));
    return leaves_bound_without_unit(changed, begin, begin + put.size());
}

} // namespace calque::detail
