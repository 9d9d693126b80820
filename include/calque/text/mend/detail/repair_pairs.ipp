// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/support/look_alike.hpp>
#include <calque/text/mend/detail/repair.hpp>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

// Repairs of what comes in pairs: quotes and brackets. One of the two may stand far from where the error shows.
namespace calque::detail {

/// Quotes around the words near the error, and inside of what only looks like a text in quotes.
CALQUE_DECL void repair_search::add_quotes(const surroundings& near) {
    const bool has_double = text_.find('"') != std::string_view::npos,
               has_single = text_.find('\'') != std::string_view::npos;
    for (std::size_t i = near.first; i < near.behind; ++i) {
        const piece& each = pieces_[i];
        if (each.kind == piece_kind::string || each.kind == piece_kind::torn) {
            add_quotes_in(near, each);
            continue;
        }
        const bool quotable = each.kind == piece_kind::word && torn_ != tear::open && may_be_quoted(each);
        // Before a word whose closing quote stands alone, and behind one that was opened.
        for (const char quote : {'"', '\''}) {
            const bool used = quote == '"' ? has_double : has_single;
            if (used) add(near, each.begin, each.begin, {&quote, 1}, 3);
            if (used) add(near, each.end, each.end, {&quote, 1}, 4);
            if (quotable && most_ >= 4)
                add(near, each.begin, each.end, quote + std::string{of(each)} + quote, quote == '"' ? 4 : 7);
        }
    }
}

/// A closing quote at the ends of words in a text that goes on too far, or instead of a quote of the other kind.
CALQUE_DECL void repair_search::add_quotes_in(const surroundings& near, const piece& of_piece) {
    const std::string_view text = of(of_piece);
    const char quote = text.front(), other = quote == '"' ? '\'' : '"';
    const auto at = [&](std::size_t i) { return of_piece.begin + i; };
    const bool torn = of_piece.kind == piece_kind::torn;
    if (text.find(other) != std::string_view::npos || torn) add(near, at(0), at(1), {&other, 1}, 3);
    if (!torn) add(near, at(text.size() - 1), at(text.size()), {&other, 1}, 4);
    std::size_t offered = 0;
    for (std::size_t i = 1; i < text.size() && offered < 16; ++i) {
        if (text[i] == other) add(near, at(i), at(i + 1), {&quote, 1}, 2);
        if (const std::size_t size = utf8_length(text.data() + i, text.data() + text.size()); size > 1) {
            const look_alike alike = find_look_alike(utf8_decode(text.data() + i, size));
            if (alike.meant.size() == 1 && is_quote(alike.meant.front()))
                add(near, at(i), at(i + size), {&quote, 1}, 1, alike.meant.front() == quote);
            i += size - 1;
            continue;
        }
        if (text[i] == '\\') {
            if (i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) < 0x80) ++i;
            continue;
        }
        const char before = text[i - 1];
        const bool edge = !is_class(before, blank_char) && before != ',' &&
                          (is_class(text[i], blank_char) || text[i] == ',' || text[i] == ')' || text[i] == ']' ||
                           text[i] == '}' || is_class(text[i], symbol_char) || text[i] == '.');
        if (!edge && text[i] != '&' && text[i] != '|') continue;
        // A text ends before what goes on with the filter.
        const std::string_view rest = text.substr(std::min(text.find_first_not_of(" \t", i), text.size()));
        const std::string_view word = rest.substr(0, std::min(rest.find_first_of(" (\t"), rest.size()));
        const bool goes_on = is_and(word) || is_or(word) || rest.starts_with("&&") || rest.starts_with("||") ||
                             (!rest.empty() && std::string_view{",)]}"}.find(rest[0]) < 4);
        add(near, at(i), at(i), {&quote, 1}, goes_on ? 1 : 4);
        ++offered;
    }
    if (torn) add(near, of_piece.end, of_piece.end, {&quote, 1}, 2);
}

/// Whether a condition may begin with a piece.
CALQUE_DECL bool repair_search::starts_condition(std::size_t i) const {
    if (pieces_[i].kind == piece_kind::close || is_and(of(i)) || is_or(of(i))) return false;
    if (i == 0) return true;
    const std::string_view before = of(i - 1);
    return pieces_[i - 1].kind == piece_kind::open || is_and(before) || is_or(before) || same_word(before, "not") ||
           before == "!" || same_word(before, "same_row");
}

/// Whether a condition may end with a piece.
CALQUE_DECL bool repair_search::ends_condition(std::size_t i) const {
    if (pieces_[i].kind == piece_kind::open || is_and(of(i)) || is_or(of(i))) return false;
    if (i + 1 >= pieces_.size()) return true;
    return pieces_[i + 1].kind == piece_kind::close || is_and(of(i + 1)) || is_or(of(i + 1));
}

/// The other half of a bracket that has none, wherever a condition starts or ends; or another kind of bracket.
CALQUE_DECL void repair_search::add_brackets(const surroundings& near) {
    constexpr std::size_t most = 12; // places for one bracket
    if (text_.find_first_of("()[]{}") == std::string_view::npos) return;
    const auto bracket = [&](std::size_t i) { return text_[pieces_[i].begin]; };
    std::vector<std::size_t> open, lonely;
    for (std::size_t i = 0; i < pieces_.size(); ++i) {
        if (pieces_[i].kind == piece_kind::open) open.push_back(i);
        if (pieces_[i].kind != piece_kind::close) continue;
        const bool pair = !open.empty() && closing_of(bracket(open.back())) == bracket(i);
        if (pair) open.pop_back();
        else lonely.push_back(i);
    }
    if (open.size() + lonely.size() > 8) return;
    for (const std::size_t i : lonely) {
        const char closing = bracket(i);
        const std::string opening(1, closing == ')' ? '(' : closing == ']' ? '[' : '{');
        std::size_t places = 0;
        for (std::size_t k = i; k-- > 0 && places < most;)
            if (starts_condition(k)) add(near, pieces_[k].begin, pieces_[k].begin, opening, 1 + places++ / 2);
        for (std::size_t k = i; k-- > 0;) { // a list, behind its `in`; rows, behind their relation
            if (closing == '}' ? pieces_[k].kind == piece_kind::word : same_word(of(k), "in"))
                add(near, pieces_[k + 1].begin, pieces_[k + 1].begin, opening, 2);
            if (same_word(of(k), "in")) break;
        }
        add(near, pieces_[i].begin, pieces_[i].end, "", 2);
    }
    for (const std::size_t i : open) {
        const std::string closing(1, closing_of(bracket(i)));
        std::size_t places = 0;
        for (std::size_t k = i + 1; k < pieces_.size() && places < most; ++k)
            if (ends_condition(k)) add(near, pieces_[k].end, pieces_[k].end, closing, 1 + places++ / 2);
        add(near, pieces_[i].begin, pieces_[i].end, "", 3);
        for (std::size_t k = i + 1; k < pieces_.size(); ++k) // `"a]"` for `"a"]`
            if (const std::size_t end = pieces_[k].end; is_quote(text_[end - 1]) && text_[end - 2] == closing.front())
                add(near, end - 2, end, std::string{text_[end - 1], text_[end - 2]}, 2);
    }
    lonely.insert(lonely.end(), open.begin(), open.end());
    for (std::size_t i = near.first; i < near.behind; ++i) lonely.push_back(i);
    for (const std::size_t i : lonely) {
        if (pieces_[i].kind != piece_kind::open && pieces_[i].kind != piece_kind::close) continue;
        for (const char other : std::string_view{"()[]{}"}) add(near, pieces_[i].begin, pieces_[i].end, {&other, 1}, 3);
    }
}

} // namespace calque::detail
