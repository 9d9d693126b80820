// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/text/mend/detail/repair.hpp>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>

// Repairs by one character.
namespace calque::detail {

/// Whether a change at `at` would only change what a text in quotes holds: no error of the syntax is mended by that.
CALQUE_DECL bool repair_search::inside_string(const surroundings& near, std::size_t i, std::size_t at) const {
    const piece& each = pieces_[i];
    if (at <= each.begin || at >= each.end) return false;
    if (each.kind == piece_kind::string)
        return !(near.in_string && i == near.at) && at > each.begin + 2 && at + 3 < each.end;
    // What breaks a text in quotes is told at its place: an escape.
    return each.kind == piece_kind::torn && (at + 3 < near.range.begin || at > near.range.end + 3);
}

/// The digits on both sides of a place.
CALQUE_DECL text_range repair_search::digits_around(std::size_t at) const {
    constexpr std::size_t most = 24; // a longer number is none that one change makes right
    text_range out{at, at};
    while (out.begin > 0 && at - out.begin < most && is_class(text_[out.begin - 1], digit_char)) --out.begin;
    while (out.end - at < most && is_class(character(out.end), digit_char)) ++out.end;
    return out;
}

/// A doubled character is the likeliest; a number is what it is, unless it is a part of a date.
CALQUE_DECL std::size_t repair_search::cost_of_deletion(std::size_t at) const {
    const char c = text_[at], before = at > 0 ? text_[at - 1] : '\0', next = character(at + 1);
    const bool doubled = c == before || c == next;
    if (is_class(c, digit_char)) {
        const text_range all = digits_around(at);
        const bool year = character(all.end) == '-' && is_class(character(all.end + 1), digit_char);
        if (all.end - all.begin > 4 && !year) return max_cost + 1;
        return doubled ? 3 : 6;
    }
    if (c == '.' && is_class(before, digit_char) && is_class(next, digit_char)) return max_cost + 1;
    return doubled ? 1 : 4;
}

CALQUE_DECL std::size_t repair_search::cost_of_swap(std::size_t at) const {
    // A blank that came to stand beside another one, or at the edge, is rather to be taken out: `an d id`.
    const auto blank = [&](std::size_t i) { return i >= text_.size() || is_class(text_[i], blank_char); };
    if (blank(at) ? blank(at + 2) : blank(at + 1) && (at == 0 || blank(at - 1))) return max_cost + 1;
    const bool digits = is_class(text_[at], digit_char) && is_class(character(at + 1), digit_char);
    if (!digits) return 2;
    const text_range all = digits_around(at);
    // No call took place in 2052.
    const bool year = all.end - all.begin == 4 && character(all.end) == '-';
    return year && text_.substr(all.begin, 2) == "20" ? max_cost + 1 : 3;
}

/// One character swapped with the next, deleted, or in the other case; then one inserted.
CALQUE_DECL void repair_search::add_characters(const surroundings& near) {
    if (near.first >= near.behind) return;
    constexpr std::size_t most = 64; // characters to each side
    std::size_t begin = pieces_[near.first].begin, end = pieces_[near.behind - 1].end;
    if (near.range.begin > begin + most) begin = near.range.begin - most;
    end = std::min(end, std::min(near.range.end, near.range.begin + most) + most);
    std::size_t i = near.first;
    spelling of_word;
    for (std::size_t at = begin, known = near.behind; at < end && at <= reach_; ++at) {
        while (i + 1 < near.behind && pieces_[i].end <= at) ++i;
        const piece& around = pieces_[i];
        const bool word = around.kind == piece_kind::word && at >= around.begin && at < around.end;
        const bool quoted = around.kind == piece_kind::string || around.kind == piece_kind::torn;
        if (!quoted && !may_change(at, at + 2)) continue;
        if (word && std::exchange(known, i) != i) {
            of_word = spelling{words_, of(around), !is_settled(around)};
            if (of_word.is_complete()) add_spellings(near, around, of_word);
        }
        if (word && at > around.begin && at + 1 < around.end && of_word.is_complete()) continue;
        if (inside_string(near, i, at) || static_cast<unsigned char>(text_[at]) >= 0x80) continue;
        const auto change = [&](std::size_t behind, std::string_view text, std::size_t cost, bool sure = false) {
            if (cost > most_) return;
            const bool at_end = behind == at && i > 0 && pieces_[i - 1].end == at;
            if (stays_the_same(at_end ? pieces_[i - 1] : around, {at, behind}, text)) return;
            if (!word || behind > around.end || of_word.allows(at - around.begin, behind - around.begin, text))
                add(near, at, behind, text, cost, sure);
        };
        const char c = text_[at], next = character(at + 1);
        if (next != '\0' && next != c && static_cast<unsigned char>(next) < 0x80) {
            const std::array<char, 2> swapped{next, c};
            change(at + 2, {swapped.data(), 2}, cost_of_swap(at), is_letter(c) && is_letter(next));
        }
        if (!is_class(c, blank_char))
            change(at + 1, "", cost_of_deletion(at), c == next && c != ',' && !is_class(c, digit_char) && !is_quote(c));
        const char other = static_cast<char>(c ^ 0x20);
        if (is_letter(c)) change(at + 1, {&other, 1}, 3);
        if (at > begin || at == 0) add_insertions(at, [&](char one, std::size_t cost) { change(at, {&one, 1}, cost); });
    }
    if (end <= reach_ && may_change(end, end) && !inside_string(near, i, end))
        add_insertions(end, [&](char one, std::size_t cost) { add(near, end, end, {&one, 1}, cost); });
}

/// The changes of letters that make another word of one.
CALQUE_DECL void repair_search::add_spellings(const surroundings& near, const piece& word, const spelling& of_word) {
    of_word.for_each_change([&](std::size_t begin, std::size_t end, std::string_view text) {
        const std::size_t at = word.begin + begin, behind = word.begin + end;
        const char c = character(at), next = character(at + 1);
        switch (end - begin) {
        case 0: // other letters are left to the search by words
            if (text == ".") add(near, at, at, text, 4);
            break;
        case 1:
            if (text.empty()) add(near, at, behind, text, cost_of_deletion(at), c == next && !is_quote(c));
            else if (is_letter(c)) add(near, at, behind, text, 3);
            break;
        default:
            if (lower(text[0]) != lower(next) || lower(text[1]) != lower(c)) break;
            const std::array<char, 2> swapped{next, c};
            add(near, at, behind, {swapped.data(), 2}, cost_of_swap(at), is_letter(c) && is_letter(next));
        }
    });
}

/// One character inserted before `at`, of those that could belong between its neighbours.
template <class Insert>
void repair_search::add_insertions(std::size_t at, const Insert& insert) const {
    if (most_ < 2) return;
    const char before = at > 0 ? text_[at - 1] : '\0', behind = character(at);
    const bool word_before = is_class(before, word_char), word_behind = is_class(behind, word_char);
    const auto either = [&](char c) { return before == c || behind == c; };
    if (is_class(before, word_start_char) && is_class(behind, word_start_char)) return insert('.', 4);
    if (either('.')) insert('.', 2);
    for (const char c : std::string_view{"=<>!"})
        if (is_class(before, symbol_char) || is_class(behind, symbol_char)) insert(c, c == '=' ? 4 : 5);
    for (const char c : std::string_view{"&|"})
        if (either(c)) insert(c, 3);
    if (before == '\\')
        for (const char c : std::string_view{"\"ntu\\"}) insert(c, 5);
    if (is_quote(behind)) insert('\\', 5);
    if (is_quote(behind) && word_before) insert('.', 4);
    add_digits(at, insert);
    if (word_before && word_behind) {
        insert('.', 4);
        const bool digit = is_class(before, digit_char) || is_class(behind, digit_char);
        if (digit) insert('-', 3);
        if (digit) insert(':', 4);
        if (digit) insert('T', 4);
        return;
    }
    // At the edge of a word: marks that belong between words.
    if (!has_lost())
        for (const char c : marks_) insert(c, c == ',' ? 4 : 5);
    if (!word_before && is_class(behind, digit_char)) insert('-', 6);
}

/// A digit, or the unit or zone behind one.
template <class Insert>
void repair_search::add_digits(std::size_t at, const Insert& insert) const {
    const char before = at > 0 ? text_[at - 1] : '\0', behind = character(at);
    const bool digit_before = is_class(before, digit_char), digit_behind = is_class(behind, digit_char);
    const text_range all = digits_around(at);
    if (digit_before && !is_class(behind, word_char)) {
        const bool offset = all.begin > 0 && (text_[all.begin - 1] == '-' || text_[all.begin - 1] == '+');
        std::size_t cost = offset ? 4 : 12; // halved below: `dh` first, then `mw`, then `Ms`
        for (const char unit : std::string_view{"dhmwMsy"}) insert(unit, cost++ / 2);
        insert('Z', 4);
    }
    if ((before == '-' || before == '+') && is_letter(behind))
        for (const char digit : std::string_view{"17235"}) insert(digit, 4);
    if (!digit_before && behind == '.' && is_class(character(at + 1), digit_char)) insert('0', 2);
    const bool beside = digit_before || digit_behind;
    const bool fraction = (before == '.' || before == ':') && at > 1 && is_class(text_[at - 2], digit_char);
    const bool exponent = lower(behind) == 'e' && !is_class(before, word_char) &&
                          (is_class(character(at + 1), digit_char) || character(at + 1) == '-');
    if (!beside && !fraction && !exponent) return;
    // In dates: this decade first, then what comes first in calendars and on clocks.
    const auto [year, year_end] = all;
    const bool in_year =
        year_end - year == 3 && character(year_end) == '-' && is_class(character(year_end + 1), digit_char);
    std::size_t rank = 0;
    for (const char digit : std::string_view{"0123546789"}) {
        std::size_t cost = 5 + rank++ / 4;
        if (in_year) {
            std::string changed{text_.substr(year, 3)};
            changed.insert(at - year, 1, digit);
            cost = changed == "2025"                        ? 2
                   : changed == "2024" || changed == "2026" ? 3
                   : changed.starts_with("202")             ? 4
                                                            : 9;
        } else if (digit == '0' && digit_before && !digit_behind) {
            --cost;
        } else if (!beside) {
            ++cost;
        }
        insert(digit, cost);
    }
}

} // namespace calque::detail
