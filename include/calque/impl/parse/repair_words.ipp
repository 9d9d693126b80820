// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/detail/suggest.hpp>
#include <calque/impl/parse/repair.hpp>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

// Repairs by whole words and symbols.
namespace calque::detail {

/// The words of the language, and two or three of them that people write as one.
inline constexpr std::array<std::string_view, 28> language_words{
    "and",      "or",     "not",    "in",       "is",          "null",     "true",
    "false",    "now",    "today",  "contains", "startswith",  "endswith", "matches",
    "eq",       "neq",    "gt",     "gte",      "lt",          "lte",      "regex",
    "same_row", "isnull", "not in", "is null",  "is not null", "not null", "not contains"};

/// What people write for a word or symbol of the language, where spelling does not tell.
struct stand_in {
    std::string_view written, meant;
};
inline constexpr std::array<stand_in, 23> stand_ins{
    {{"nil", "null"},   {"none", "null"},  {"empty", "null"}, {"is", "="},    {"isnt", "is not"}, {"isnt", "not"},
     {"isnt", "!="},    {"nin", "not in"}, {"!", "not "},     {"~", "not "},  {"-", "not "},      {"no", "not "},
     {"not", "is not"}, {"also", "and"},   {"plus", "and"},   {"but", "and"}, {"to", ".."},       {"-", ".."},
     {"...", ".."},     {",", ".."},       {"between", "in"}, {"on", "in"},   {"null", "is null"}}};

/// Whether a text is a word of the language or a field, so that a longer word may hold it by mistake.
[[nodiscard]] inline bool is_known_word(std::string_view word, const schema_view& schema) {
    const auto same = [&](std::string_view each) { return same_word(word, each); };
    if (std::any_of(language_words.begin(), language_words.end(), same)) return true;
    if (schema.is_open()) return false;
    if (schema.find(word)) return true;
    return std::any_of(schema.fields.begin(), schema.fields.end(), [&](const field& row) {
        return row.through == word || (row.rows == relation::to_many && row.name.size() > row.through.size() &&
                                       row.name.substr(row.through.size() + 1) == word);
    });
}

CALQUE_DECL void repair_search::add_words(const surroundings& near) {
    for (std::size_t i = near.first; i < near.behind; ++i) {
        const piece& each = pieces_[i];
        if (each.kind == piece_kind::string || each.kind == piece_kind::torn) continue;
        // One word too much; surely where the same one stands beside it.
        const bool twice = i > 0 && of(i) == of(i - 1);
        std::size_t behind = each.end, begin = each.begin;
        if (i + 1 < pieces_.size()) behind = pieces_[i + 1].begin;
        else if (i > 0) begin = pieces_[i - 1].end;
        if (twice) add(near, pieces_[i - 1].end, each.end, "", 1, true);
        else add(near, begin, behind, "", 5);
        if (each.kind == piece_kind::word) {
            add_near_words(near, each);
            add_splits(near, each);
        }
        for (const stand_in& other : stand_ins)
            if (same_word(of(each), other.written)) add(near, each.begin, each.end, std::string{other.meant}, 3);
    }
    add_joins(near);
    add_replacements(near);
}

/// The words that a misspelt one may be.
CALQUE_DECL void repair_search::add_near_words(const surroundings& near, const piece& word) {
    if (word.end - word.begin > 64) return;
    suggester words{of(word)};
    for (const std::string_view each : language_words) words.consider(each);
    std::string_view last;
    for (const field& row : schema_.fields) {
        if (row.opens_namespace()) {
            if (row.name.size() > 1)
                words.consider(row.name.substr(0, row.name.size() - 1)); // with a quoted key behind
            continue;
        }
        words.consider(row.name);
        if (row.rows != relation::to_many) continue;
        words.consider(row.name.substr(row.through.size() + 1)); // inside braces
        if (row.through != last) words.consider(last = row.through);
    }
    for (const suggestion& each : words.best(4))
        if (each.text != of(word)) add(near, word.begin, word.end, each.text, 1 + each.rank / 2, each.rank <= 4);
}

/// A word that holds two: `durationin`, `60and`, `agentid`.
CALQUE_DECL void repair_search::add_splits(const surroundings& near, const piece& word) {
    const std::string_view text = of(word);
    if (text.size() > 64) return;
    constexpr std::size_t row = 8; // same_row
    if (text.size() > row && same_word(text.substr(0, row), "same_row"))
        add(near, word.begin + row, word.begin + row, "(", 2);
    for (std::size_t i = 1; i < text.size(); ++i) {
        const bool left = is_known_word(text.substr(0, i), schema_), right = is_known_word(text.substr(i), schema_);
        const bool number = is_class(text[i - 1], digit_char) != is_class(text[i], digit_char);
        const std::size_t cost = left && right ? 1 : (left || right) && number ? 2 : left || right ? 3 : 5;
        add(near, word.begin + i, word.begin + i, " ", cost, left && right);
    }
}

/// Pieces that belong together: `> =`, `starts with`, `not =`.
CALQUE_DECL void repair_search::add_joins(const surroundings& near) {
    for (std::size_t i = near.first; i + 1 < near.behind; ++i) {
        const piece &left = pieces_[i], &right = pieces_[i + 1];
        const bool words = left.kind == piece_kind::word && right.kind == piece_kind::word;
        if (words) add(near, left.begin, right.end, std::string{of(left)}.append("_").append(of(right)), 4);
        if (same_word(of(left), "not") && right.kind == piece_kind::symbol) add(near, left.begin, right.end, "!=", 2);
        if (left.end != right.begin)
            add(near, left.end, right.begin, "", 3,
                words && is_known_word(std::string{of(left)}.append(of(right)), schema_));
    }
}

/// A word or symbol that is missing before the error, or stands there in the place of another.
CALQUE_DECL void repair_search::add_replacements(const surroundings& near) {
    struct word {
        std::string_view text;
        std::size_t cost;
    };
    static constexpr std::array<word, 16> all{{{"=", 4},
                                               {"~", 6},
                                               {"and", 5},
                                               {"or", 5},
                                               {">=", 5},
                                               {"!=", 6},
                                               {">", 5},
                                               {"<=", 5},
                                               {"<", 5},
                                               {"contains", 6},
                                               {"in", 6},
                                               {"is", 5},
                                               {"null", 5},
                                               {"not", 6},
                                               {"..", 6},
                                               {",", 5}}};
    if (near.at == pieces_.size()) { // the text ends too early
        if (near.at > 0) add(near, text_.size(), text_.size(), " null", 5);
        return;
    }
    for (const word& each : all) {
        const piece& found = pieces_[near.at];
        std::string inserted{each.text};
        add(near, found.begin, found.begin, inserted + " ", each.cost);
        // A symbol is nearer to symbols: `=!` is `!=` before it is `and`.
        if (found.kind == piece_kind::string) continue;
        const bool spelling = found.kind == piece_kind::symbol && is_class(each.text.front(), symbol_char);
        add(near, found.begin, found.end, inserted, each.cost + 1 - (spelling ? 2u : 0u));
        if (near.at > 0 && pieces_[near.at - 1].kind == piece_kind::symbol && is_class(each.text.front(), symbol_char))
            add(near, pieces_[near.at - 1].begin, pieces_[near.at - 1].end, inserted, each.cost);
    }
}

} // namespace calque::detail
