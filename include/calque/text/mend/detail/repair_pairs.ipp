// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/schema/scan_operator.hpp>
#include <calque/support/look_alike.hpp>
#include <calque/support/scan.hpp>
#include <calque/text/mend/detail/repair.hpp>

#include <string>
#include <string_view>
#include <vector>

// Quotes and brackets come in pairs; the faulty half may be far from the reported error.
namespace calque::detail {

/// Returns whether a quoted text may end before `at`, because the filter continues there.
CALQUE_COLD_DECL bool repair::goes_on(const char* at, bool key) const {
    at = skip_blank(at, text_end());
    if (at == text_end() || (!key && (is_closing(*at) || *at == ','))) return !key;
    const std::string_view next = word_at(at, text_end()).text();
    if (!key) return is_and(next) || is_or(next);
    return scan_operator(at, text_end()).operation || same_word(next, "in") || same_word(next, "is") ||
           same_word(next, "not");
}

CALQUE_COLD_DECL void repair::add_quotes(std::size_t at) {
    for (std::size_t i = at - std::min<std::size_t>(at, 1); i < std::min(at + 1, words_.size()); ++i)
        if (is_quote(*words_[i].begin)) add_quote_in(words_[i]);
    if (at == 0 || at == words_.size()) return;
    const word &left = words_[at - 1], &right = words_[at];
    for (std::size_t k = at + 1; k < std::min(at + 8, words_.size()) && !is_quote(*right.begin); ++k) // `refund"`
        if (words_[k].kind == word_kind::torn) {
            const std::string_view name = left.text();
            const std::string_view quote{words_[k].begin, 1};
            add(right.begin, right.begin, quote, 2);
            if (const std::size_t dot = name.rfind('.'); dot != std::string_view::npos) // `metadata.org name"`
                add(left.begin + dot + 1, left.begin + dot + 1, quote, 2);
        }
    if (const char first = lower(*right.begin); at + 1 < words_.size() && words_[at + 1].kind == word_kind::string &&
                                                right.end == words_[at + 1].begin && right.end - right.begin == 1 &&
                                                is_letter(first) && !is_among(first, "bfrunx")) { // `v"oicemail"`
        const word& rest = words_[at + 1];
        add(right.begin, rest.end, std::string{*rest.begin, *right.begin}.append(rest.begin + 1, rest.end), 2);
    }
    if (right.kind == word_kind::torn && right.end - right.begin == 1 && !is_class(before(right.begin), digit_char))
        add(right.begin, right.end, "", 3); // `now-1M"`
    if (left.kind != word_kind::string || left.end != right.begin) return;
    const char quote = *left.begin;
    const char* const end = typed_end(right.begin, text_end());
    if (is_quote(*right.begin)) { // `"refund""`
        add(left.end, left.end + 1, "", 2);
    } else if (left.end - left.begin == 2) { // `""refund"`
        add(left.begin, left.begin + 1, "", 2);
    } else if (here(end) == quote) { // `'it's'`
        add(left.end - 1, left.end - 1, "\\", 2);
    } else if (is_typed(*right.begin)) { // `"deliver"y`
        add(left.begin, end, std::string{left.begin, left.end - 1}.append(right.begin, end) + quote, 3);
    }
}

/// Adds a closing quote at word ends inside a text that runs on too far, or changes the kind of a quote.
CALQUE_COLD_DECL void repair::add_quote_in(const word& typed) {
    const char quote = *typed.begin, other = quote == '"' ? '\'' : '"';
    const bool torn = typed.kind == word_kind::torn, key = before(typed.begin) == '.';
    const std::string_view turned{&other, 1}, closing{&quote, 1};
    if (torn && typed.end - typed.begin > 1) {
        if (typed.end[-1] == other) add(typed.begin, typed.begin + 1, turned, 3);
        add(typed.end, typed.end, closing, 3);
    }
    const std::string_view edge = ",)]}";
    if (!torn && typed.end - typed.begin > 3 && edge.find(typed.end[-2]) != std::string_view::npos) // `"US,"`
        add(typed.end - 2, typed.end, std::string{quote, typed.end[-2]}, 2);
    std::size_t offered = 0;
    for (const char* at = typed.begin + 1; at < typed.end && offered < 8; ++at) {
        const std::size_t size = utf8_length(at, text_end());
        if (*at == '\\') {
            ++at;
        } else if (size > 1) {
            const look_alike alike = find_look_alike(utf8_decode(at, size));
            if (alike.meant.size() == 1 && is_quote(alike.meant.front()) && goes_on(at + size, key))
                add(at, at + size, closing, 1, alike.meant.front() == quote);
            at += size - 1;
        } else if (*at == other && goes_on(at + 1, key)) { // `"refund'`
            add(at, at + 1, closing, 2);
            ++offered;
        } else if (at > typed.begin + 1 && !is_class(at[-1], blank_char) && at[-1] != ',' && !is_quote(at[-1]) &&
                   goes_on(at, key)) {
            add(at, at, closing, 2);
            ++offered;
        }
    }
}

/// Returns whether a condition may begin with a word.
CALQUE_COLD_DECL bool repair::begins_condition(std::size_t i) const {
    if (i == 0) return true;
    const std::string_view text = words_[i - 1].text();
    return is_opening(text.front()) || is_and(text) || is_or(text) || same_word(text, "not") || text == "!" ||
           same_word(text, "same_row");
}

/// Returns whether a condition or a list may end with a word.
CALQUE_COLD_DECL bool repair::ends_condition(std::size_t i) const {
    const std::string_view text = words_[i].text();
    if (is_opening(text.front()) || is_and(text) || is_or(text) || text == ",") return false;
    if (i + 1 == words_.size()) return true;
    const std::string_view next = words_[i + 1].text();
    return is_closing(next.front()) || is_and(next) || is_or(next);
}

CALQUE_COLD_DECL bool repair::follows_in(std::size_t i) const { return i > 0 && same_word(words_[i - 1].text(), "in"); }

/// Returns whether a bracket opens an interval such as `in [5, 10)`: after `in`, with fewer than two commas and no
/// quotes up to the next closing bracket, which may be of another kind.
CALQUE_COLD_DECL bool repair::is_interval(std::size_t i) const {
    if (!follows_in(i)) return false;
    std::size_t commas = 0, k = i + 1;
    for (; k < words_.size() && !is_closing(*words_[k].begin); ++k) {
        if (is_quote(*words_[k].begin)) return false;
        if (words_[k].text() == ",") ++commas;
    }
    return commas < 2;
}

/// Adds the missing half of a bracket at the start or end of a condition, or changes the kind of a bracket.
CALQUE_COLD_DECL void repair::add_brackets() {
    constexpr std::size_t most = 6; // positions tried per bracket
    const auto opening_of = [](char closing) { return closing == ')' ? '(' : closing == ']' ? '[' : '{'; };
    const auto change = [&](std::size_t i, char c, std::size_t cost) {
        add(words_[i].begin, words_[i].end, {&c, 1}, cost);
    };
    std::vector<std::size_t> open, unpaired;
    for (std::size_t i = 0; i < words_.size(); ++i) {
        const char c = *words_[i].begin;
        if (is_opening(c)) open.push_back(i);
        if (!is_closing(c)) continue;
        if (!open.empty() && closing_of(*words_[open.back()].begin) == c) {
            open.pop_back();
            continue;
        }
        unpaired.push_back(i);
        if (open.empty() || is_interval(open.back())) continue;
        change(i, closing_of(*words_[open.back()].begin), 2);
        change(open.back(), opening_of(c), 2);
    }
    for (const std::size_t i : unpaired) {
        const char closing = *words_[i].begin;
        std::size_t places = 0;

        change(i, opening_of(closing), 3);
        if (follows_in(i)) continue; // `in ]5, 10[`
        add(words_[i].begin, words_[i].end, "", 3);
        for (std::size_t k = i; k-- > 0 && places < most;)
            if (closing == ')'   ? begins_condition(k) || follows_in(k)
                : closing == ']' ? follows_in(k)
                                 : k > 0 && words_[k - 1].kind == word_kind::name && begins_condition(k - 1)) {
                const char c = opening_of(closing);
                add(words_[k].begin, words_[k].begin, {&c, 1}, 2 + places++ / 2);
            }
    }
    for (const std::size_t i : open) {
        const char closing = closing_of(*words_[i].begin);
        std::size_t places = 0;
        for (std::size_t k = i + 1; k < words_.size() && places < most; ++k)
            if (ends_condition(k)) add(words_[k].end, words_[k].end, {&closing, 1}, 2 + places++ / 2);
        for (const std::size_t k : open)
            if (k < i) change(i, closing_of(*words_[k].begin), 3);
        if (!is_interval(i)) add(words_[i].begin, words_[i].end, "", 4);
    }
    for (std::size_t k = 1; k < unpaired.size(); ++k)
        change(unpaired[k - 1], opening_of(*words_[unpaired[k]].begin), 3);
}

} // namespace calque::detail
