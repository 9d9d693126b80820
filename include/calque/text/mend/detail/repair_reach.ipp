// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/text/mend/detail/repair.hpp>
#include <calque/values/scan_number.hpp>
#include <calque/values/scan_time.hpp>

#include <algorithm>
#include <string>
#include <string_view>

// Which changes cannot mend the text, by their place or by the condition that they are in. None of these checks turns
// away a change that makes the text a filter; most changes that do not are turned away for little.
namespace calque::detail {

/// Whether a text, once it is put in or taken out, may change what is in quotes or a comment, near and far.
[[nodiscard]] constexpr bool quotes_or_comments(std::string_view text) noexcept {
    for (const char c : text)
        if (is_quote(c) || c == '\\' || c == '#') return true;
    return false;
}

/// Whether a token's first character tells what kind of token it is.
[[nodiscard]] constexpr bool is_told_by_first(char c) noexcept {
    return !is_class(c, word_start_char | symbol_char) && c != '&' && c != '|' && c != '.' && !is_quote(c);
}

/// Whether a text in quotes may have no end because of what it holds: an escape, or a control character.
[[nodiscard]] inline bool is_wrong_inside(std::string_view text) noexcept {
    return std::any_of(text.begin(), text.end(),
                       [](char c) { return c == '\\' || static_cast<unsigned char>(c) < 0x20; });
}

/// Whether a piece is where a number, a date or a relative time begins.
[[nodiscard]] inline bool is_value(std::string_view piece) noexcept {
    return is_class(piece.front(), digit_char) || piece == "-" || piece == "+" || same_word(piece, "now") ||
           same_word(piece, "today");
}

/// Finds out where a change can mend at all, from where the fast pass ends.
CALQUE_DECL void repair_search::find_reach() {
    for (const piece& each : pieces_) {
        if (each.kind == piece_kind::torn && torn_ != tear::inside)
            torn_ = is_wrong_inside(of(each)) || each.end < text_.size() ? tear::inside : tear::open;
        if (each.kind == piece_kind::open || each.kind == piece_kind::close) count_bracket(open_, text_[each.begin], 1);
    }
    for (const char c : std::string_view{"(),[]{}"})
        if (torn_ != tear::open && (c == ',' ? in_list(text_.size()) : balances({}, {&c, 1}))) marks_ += c;
    const auto ends_before = [](const piece& each, std::size_t place) { return each.end <= place; };
    const auto wrong = std::lower_bound(pieces_.begin(), pieces_.end(), failure_.begin, ends_before);
    const char first = character(failure_.begin);
    if (failure_.unexpected &&
        (is_told_by_first(first) || (is_quote(first) && !failure_.waits_for(expectation::field)))) {
        reach_ = failure_.begin;
    } else { // a look is taken at what follows a word: a brace, perhaps
        const std::size_t end = failure_.unexpected && wrong != pieces_.end() ? wrong->end : failure_.end;
        const auto begins_before = [](const piece& each, std::size_t place) { return each.begin < place; };
        const auto next = std::lower_bound(wrong, pieces_.end(), end, begins_before);
        reach_ = next != pieces_.end() ? next->begin : text_.size();
    }
    if (wrong == pieces_.end() || wrong->begin != failure_.begin) return;
    if (is_lost(*wrong)) lost_ = {wrong->begin, wrong->end};
    else if (failure_.broken && is_value(of(*wrong))) lost_ = {failure_.begin, failure_.end};
}

/// Whether a word is none of the language, no field, no relation, and a part of nothing else.
CALQUE_DECL bool repair_search::is_lost(const piece& word) const {
    if (word.kind != piece_kind::word || !is_class(text_[word.begin], word_start_char) || words_.is_open())
        return false;
    const char behind = character(word.end), before = word.begin > 0 ? text_[word.begin - 1] : '\0';
    if (behind == '.' || is_quote(behind) || before == '.' || is_quote(before)) return false;
    return !words_.knows(of(word));
}

/// Whether a change makes something else of what is lost.
CALQUE_DECL bool repair_search::touches_lost(const text_range& range, std::string_view replacement) const {
    if (range.end < lost_.begin || range.begin > lost_.end) return false;
    const auto joins = [](char c) {
        return is_class(c, word_char) || c == '.' || c == '-' || c == ':' || c == '+' || is_quote(c);
    };
    if (range.end == lost_.begin) {
        if (!replacement.empty()) return joins(replacement.back());
        return range.begin > 0 && joins(text_[range.begin - 1]);
    }
    if (range.begin == lost_.end) return joins(replacement.empty() ? character(range.end) : replacement.front());
    return true;
}

/// Whether every bracket has its other half once a change is made.
CALQUE_DECL bool repair_search::balances(std::string_view removed, std::string_view added) const {
    std::array<int, 3> open = open_;
    for (const char c : added) count_bracket(open, c, 1);
    for (const char c : removed) count_bracket(open, c, -1);
    return open == std::array<int, 3>{};
}

CALQUE_DECL bool repair_search::may_mend(const text_range& range, std::string_view replacement) const {
    if (range.begin > reach_) return false;
    const std::string_view removed = text_.substr(range.begin, range.end - range.begin);
    const bool escaped = range.begin > 0 && text_[range.begin - 1] == '\\';
    if (escaped || quotes_or_comments(replacement) || quotes_or_comments(removed)) {
        // A quote that opens a text wants another one behind it.
        const bool opens =
            torn_ == tear::none && removed.empty() && replacement.size() == 1 && is_quote(replacement[0]);
        return !opens || text_.find(replacement[0], range.begin) != std::string_view::npos;
    }
    if (torn_ == tear::open) return false;
    if (has_lost() && !touches_lost(range, replacement)) return false;
    if (replacement == "," && !in_list(range.begin)) return false;
    return torn_ == tear::inside || balances(removed, replacement);
}

/// Whether a list may be open before a place.
CALQUE_DECL bool repair_search::in_list(std::size_t at) const {
    const auto opens = [&](const piece& each) {
        return each.begin < at && each.kind == piece_kind::open && text_[each.begin] != '{';
    };
    return torn_ != tear::none || std::any_of(pieces_.begin(), pieces_.end(), opens);
}

/// Whether a change between two places may mend the text, but for one of quotes.
CALQUE_DECL bool repair_search::may_change(std::size_t begin, std::size_t end) const {
    if (torn_ == tear::open || begin > reach_) return false;
    return !has_lost() || (end >= lost_.begin && begin <= lost_.end);
}

/// Whether a piece was read before something else than what was waited for. Then it matters what kind of token it is, but
/// not which field, operator or value.
CALQUE_DECL bool repair_search::is_settled(const piece& what) const {
    return failure_.unexpected && what.end <= failure_.begin && !is_quote(character(what.end));
}

/// Whether a settled piece stays a value, a text or an operator, or becomes none, with another text in place of a part.
CALQUE_DECL bool repair_search::stays_the_same(const piece& what, const text_range& range,
                                               std::string_view replacement) const {
    if (!is_settled(what) || range.begin < what.begin || range.end > what.end) return false;
    if (range.end - range.begin == what.end - what.begin) return false;
    if (range.begin > 0 && text_[range.begin - 1] == '\\') return false;
    const std::string_view removed = text_.substr(range.begin, range.end - range.begin);
    const auto only = [&](unsigned classes) {
        const auto belongs = [&](char c) { return is_class(c, classes); };
        return std::all_of(replacement.begin(), replacement.end(), belongs) &&
               std::all_of(removed.begin(), removed.end(), belongs);
    };
    switch (what.kind) {
    case piece_kind::word: return is_class(text_[what.begin], digit_char) && only(word_char);
    case piece_kind::string: return range.begin > what.begin && range.end < what.end && only(word_char | blank_char);
    case piece_kind::symbol: return only(symbol_char);
    default: return false;
    }
}

/// Whether a word may be a text whose quotes are missing: where a value is waited for, or stands already.
CALQUE_DECL bool repair_search::may_be_quoted(const piece& word) const {
    if (failure_.unexpected && word.begin == failure_.begin)
        return failure_.waits_for(expectation::string) || failure_.waits_for(expectation::value);
    const std::string_view text = of(word);
    return is_value(text) || same_word(text, "true") || same_word(text, "false");
}

/// Whether a token of a kind may stand where the parse ended.
CALQUE_DECL bool repair_search::is_waited_for(expectation what) const {
    return !failure_.unexpected || failure_.waits_for(what);
}

/// The part of a text that has to be looked at where it changes.
CALQUE_DECL void repair_search::outline_from(const repair& what) {
    // Behind a condition it is enough to begin there, but for tokens that go on with the condition.
    const bool apart = failure_.begin > 0 && is_class(text_[failure_.begin - 1], blank_char);
    const bool joined = failure_.unexpected && failure_.waits_for(expectation::connective) && apart &&
                        what.range.begin >= failure_.begin &&
                        std::string_view{"-+tfTF"}.find(changed_[std::min(failure_.begin, changed_.size() - 1)]) ==
                            std::string_view::npos;
    const std::size_t begin = joined ? failure_.begin : failure_.condition_at(what.range.begin, text_);
    outlined_.joined = joined;
    if (begin == outlined_.begin) return;
    effort_ += begin / 8; // about the pieces that are looked at
    outlined_ = {.begin = begin, .joined = joined};
    for (std::size_t i = 0; i < pieces_.size() && pieces_[i].begin < begin; ++i) {
        const std::string_view word = of(i);
        outlined_.negative = outlined_.negative || word == "!" || same_word(word, "not");
        if (word == "}") outlined_.row = nullptr;
        if (word != "{" || i == 0) continue;
        for (const field& row : schema_.fields)
            if (row.rows == relation::to_many && row.through == of(i - 1)) outlined_.row = &row;
    }
}

/// Whether a number or date that is broken is so once more, with a change behind its first character.
CALQUE_DECL bool repair_search::is_still_broken(const repair& what) const {
    if (!failure_.broken || what.range.begin <= failure_.begin || failure_.begin >= text_.size()) return false;
    if (!is_class(text_[failure_.begin], digit_char)) return false;
    const char* const at = changed_.data() + failure_.begin;
    const char* const end = changed_.data() + changed_.size();
    if (begins_like_datetime(at, end)) {
        const datetime_scan time = scan_datetime(at, end);
        return time.status != datetime_status::ok || (time.end != end && is_class(*time.end, word_char));
    }
    const number_scan number = scan_number(at, end);
    return number.status != number_status::ok || scan_word(number.end, end) - number.end > 1;
}

/// Takes a look at the changed text.
CALQUE_DECL bool repair_search::passes_outline(const repair& what) {
    if (changed_.empty() || is_still_broken(what)) return false;
    outline_from(what);
    const std::size_t end = what.range.begin + what.replacement.size();
    const bool before = what.range.end <= failure_.begin;
    outlined_.place = before ? std::max(end, failure_.begin + end - what.range.end) : end;
    const bool may = may_be_filter(changed_, outlined_, schema_, options_, filter_);
    effort_ += 64 + 16 * filter_.nodes.size() + filter_.text.size();
    return may;
}

} // namespace calque::detail
