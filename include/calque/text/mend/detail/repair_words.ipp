// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/schema/scan_operator.hpp>
#include <calque/support/suggest.hpp>
#include <calque/text/mend/detail/repair.hpp>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

// Repairs by whole words and symbols.
namespace calque::detail {

/// What people write for a word or symbol of the language, where spelling does not tell.
struct substitute {
    std::string_view written, meant;
};
inline constexpr std::array<substitute, 22> substitutes{
    {{"nil", "null"},   {"none", "null"},  {"empty", "null"}, {"is", "="},        {"isnt", "is not"}, {"isnt", "not"},
     {"isnt", "!="},    {"nin", "not in"}, {"!", "not "},     {"~", "not "},      {"-", "not "},      {"no", "not "},
     {"not", "is not"}, {"also", "and"},   {"plus", "and"},   {"but", "and"},     {"to", ".."},       {"-", ".."},
     {",", ".."},       {"between", "in"}, {"on", "in"},      {"null", "is null"}}};

CALQUE_DECL void repair_search::add_words(const surroundings& near) {
    for (std::size_t i = near.first; i < near.behind; ++i) {
        const piece& each = pieces_[i];
        if (each.kind == piece_kind::string || each.kind == piece_kind::torn) continue;
        // One word too much; surely where the same one stands beside it.
        const bool twice = i > 0 && of(i) == of(i - 1);
        std::size_t behind = each.end, begin = each.begin;
        if (i + 1 < pieces_.size()) behind = pieces_[i + 1].begin;
        else if (i > 0) begin = pieces_[i - 1].end;
        if (twice) add(near, pieces_[i - 1].end, each.end, "", 1, of(i) != ","); // a value may be missing
        else add(near, begin, behind, "", 5);
        if (!may_change(each.begin, each.end)) continue;
        if (each.kind == piece_kind::word) {
            add_near_words(near, each);
            add_splits(near, each);
        }
        for (const substitute& other : substitutes)
            if (same_word(of(each), other.written) &&
                (other.written != "-" || !is_class(character(each.end), word_char)))
                add(near, each.begin, each.end, other.meant, 3); // `-duration` may be its negative
    }
    add_joins(near);
    add_replacements(near);
}

/// The words that a misspelt one may be.
CALQUE_DECL void repair_search::add_near_words(const surroundings& near, const piece& word) {
    if (word.end - word.begin > 64) return;
    const std::string_view text = of(word);
    if (most_ < 3) { // it would have to be the same word in other letters
        words_.for_each_name([&](std::string_view each) {
            if (each.size() == text.size() && typing_distance(each, text, 0) == 0)
                add(near, word.begin, word.end, each, 1, true);
        });
        return;
    }
    suggester words{text};
    for (const std::string_view each : language_words) words.consider(each);
    if (!is_settled(word)) {
        words_.for_each_name([&](std::string_view each) { words.consider(each); });
        for (const field& row : schema_.fields)
            if (row.opens_namespace() && row.name.size() > 1)
                words.consider(row.name.substr(0, row.name.size() - 1)); // with a quoted key behind
    }
    for (const suggestion& each : words.best(4))
        if (each.text != text) add(near, word.begin, word.end, each.text, 1 + each.rank / 2, each.rank <= 4);
}

/// A word that holds two: `durationin`, `60and`, `agentid`.
CALQUE_DECL void repair_search::add_splits(const surroundings& near, const piece& word) {
    const std::string_view text = of(word);
    if (text.size() > 64) return;
    constexpr std::size_t row = 8; // same_row
    if (text.size() > row && same_word(text.substr(0, row), "same_row"))
        add(near, word.begin + row, word.begin + row, "(", 2);
    for (std::size_t i = 1; i < text.size(); ++i) {
        const std::string_view first = text.substr(0, i), second = text.substr(i);
        if (!words_.may_stand_apart(first, second)) continue;
        const bool left = words_.knows(first), right = words_.knows(second);
        const bool number = is_class(text[i - 1], digit_char) != is_class(text[i], digit_char);
        const std::size_t cost = left && right ? 1 : (left || right) && number ? 2 : left || right ? 3 : 5;
        add(near, word.begin + i, word.begin + i, " ", cost, left && right);
    }
}

/// Pieces that belong together: `> =`, `starts with`, `not =`.
CALQUE_DECL void repair_search::add_joins(const surroundings& near) {
    for (std::size_t i = near.first; i + 1 < near.behind; ++i) {
        const piece &left = pieces_[i], &right = pieces_[i + 1];
        if (!may_change(left.begin, right.end)) continue;
        const bool words = left.kind == piece_kind::word && right.kind == piece_kind::word;
        if (std::string joined; words && most_ >= 4) {
            joined.append(of(left)).append("_").append(of(right));
            if (words_.may_stand(joined)) add(near, left.begin, right.end, joined, 4);
        }
        if (same_word(of(left), "not") && symbol_operator(of(right)) == op::eq)
            add(near, left.begin, right.end, "!=", 2);
        if (left.end != right.begin)
            add(near, left.end, right.begin, "", 3, words && words_.knows(std::string{of(left)}.append(of(right))));
    }
}

/// A word or symbol that is missing before the error, or stands there in the place of another.
CALQUE_DECL void repair_search::add_replacements(const surroundings& near) {
    struct word {
        std::string_view text;
        std::size_t cost;
        expectation what;
    };
    static constexpr std::array<word, 16> all{{{"=", 4, expectation::comparison},
                                               {"~", 6, expectation::comparison},
                                               {"and", 5, expectation::connective},
                                               {"or", 5, expectation::connective},
                                               {">=", 5, expectation::comparison},
                                               {"!=", 6, expectation::comparison},
                                               {">", 5, expectation::comparison},
                                               {"<=", 5, expectation::comparison},
                                               {"<", 5, expectation::comparison},
                                               {"contains", 6, expectation::comparison},
                                               {"in", 6, expectation::in_word},
                                               {"is", 5, expectation::is_word},
                                               {"null", 5, expectation::null_word},
                                               {"not", 6, expectation::not_word},
                                               {"..", 6, expectation::range_dots},
                                               {",", 5, expectation::comma}}};
    if (torn_ == tear::open) return;
    if (near.at == pieces_.size()) { // the text ends too early
        if (near.at > 0) add(near, text_.size(), text_.size(), " null", 5);
        return;
    }
    const piece& found = pieces_[near.at];
    const bool here = found.begin == failure_.begin;
    const bool apart = !is_class(found.begin > 0 ? text_[found.begin - 1] : ' ', word_char) &&
                       !is_class(character(found.end), word_char);
    std::string inserted;
    for (const word& each : all) {
        if (each.cost > most_ + 1) continue;
        // Behind a field `not` may stand before `in` as well.
        const bool negates = each.what == expectation::not_word && is_waited_for(expectation::in_word);
        if (here && !negates && !is_waited_for(each.what)) continue;
        if (!has_lost()) add(near, found.begin, found.begin, inserted.assign(each.text).append(" "), each.cost);
        // A symbol is nearer to symbols: `=!` is `!=` before it is `and`. A word was typed for something else.
        if (found.kind == piece_kind::string) continue;
        const bool symbol = is_class(each.text.front(), symbol_char);
        const bool spelling = found.kind == piece_kind::symbol && symbol;
        if (found.kind != piece_kind::word && (apart || !is_class(each.text.front(), word_char)))
            add(near, found.begin, found.end, each.text, each.cost + 1 - (spelling ? 2u : 0u));
        if (near.at > 0 && pieces_[near.at - 1].kind == piece_kind::symbol && symbol)
            add(near, pieces_[near.at - 1].begin, pieces_[near.at - 1].end, each.text, each.cost);
    }
}

} // namespace calque::detail
