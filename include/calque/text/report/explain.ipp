// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/schema/scan_operator.hpp>
#include <calque/schema/words.hpp>
#include <calque/support/look_alike.hpp>
#include <calque/text/report/reporter.hpp>
#include <calque/text/report/words.hpp>

#include <algorithm>
#include <string>

// Explains a syntax error as the most likely mistake.
namespace calque::detail {

CALQUE_COLD_DECL bool reporter::expects(expectation what) const {
    return std::find(waiting_.begin(), waiting_.end(), what) != waiting_.end();
}

/// Returns what was expected at the furthest failure, in the order tried, at most five.
CALQUE_COLD_DECL std::vector<std::string> reporter::expectations() const {
    std::vector<std::string> out;
    const bool value = expects(expectation::value);
    for (const expectation what : waiting_) {
        if (value && what == expectation::string) continue;
        // Where a field is expected, `not` and `(` would only distract a beginner.
        if (expects(expectation::field) && (what == expectation::not_word || what == expectation::open_paren)) continue;
        if (out.size() < 5) out.emplace_back(to_string(what));
    }
    return out;
}

CALQUE_COLD_DECL void reporter::explain_failure() {
    if (fatal_ || furthest_ == nullptr) return;
    const char* const at = skip_blank(furthest_, source_end());
    ended_ = true;
    if (at == source_end()) explain_end();
    else explain_at(word_at(at, source_end()));
}

CALQUE_COLD_DECL void reporter::explain_end() {
    // Insert after the last token: text appended to a comment would become part of it.
    const char* last = source_.data();
    for (const char* at = skip_blank(last, source_end()); at != source_end(); at = skip_blank(last, source_end()))
        last = word_at(at, source_end()).end;
    const token end{last, last};
    if (skip_blank(source_.data(), source_end()) == source_end()) {
        auto& to = report<diagnostic_code::empty_filter>(end);
        to.help =
            "write one, as in " + detail::quoted(example_condition(schema_)) + "; omit the filter if you need none";
        return;
    }
    if (!open_.empty() && (expects(expectation::close_paren) || expects(expectation::close_bracket) ||
                           expects(expectation::close_brace))) {
        const char* const opened = open_.back();
        const std::string closing{closing_of(*opened)};
        auto& to = report(diagnostic_code::unclosed_group, end, detail::quoted({opened, 1}) + " is never closed");
        to.expected = expectations();
        note(to, {opened, opened + 1}, "opened here");
        to.help = "add " + detail::quoted(closing);
        correct(to, end, closing);
        return;
    }
    if (expects(expectation::range_dots) && explain_bare_list(end)) return;
    auto& to = report<diagnostic_code::unexpected_end>(end);
    to.expected = expectations();
    to.help = "expected " + alternatives(to.expected);
    if (const char* const sign = std::find(last, source_end(), '#'); sign != source_end()) {
        note(to, {sign, sign + 1}, "begins a comment");
        const char* const next = sign + 1 == source_end() ? sign : sign + 1;
        if (is_class(*next, digit_char) && expects(expectation::value)) replace(to, {sign, next}, ""); // `id = #5`
    }
    const token word = word_before(last);
    if (is_and(word.text()) || is_or(word.text())) {
        const char* before = word.begin;
        while (before != source_.data() && is_class(before[-1], blank_char)) --before;
        to.help += "; take out " + detail::quoted(word.text());
        replace(to, {before, last}, "");
    } else if (expects(expectation::null_word)) {
        to.help += "; did you mean " + detail::quoted(std::string{word.text()} + " null") + "?";
        replace(to, end, " null");
    }
    if (expects(expectation::comparison) && last_row_ != nullptr && last_row_->type == field_type::boolean) {
        to.help = "write " + detail::quoted(std::string{last_field_.text()} + " = true");
        replace(to, end, " = true");
    }
}

CALQUE_COLD_DECL void reporter::explain_at(const token& found) {
    if (explain_wrapping(found) || explain_comment(found) || explain_entity(found)) return;
    if (explain_look_alike(found.begin)) return;
    if (found.end != source_end() && static_cast<unsigned char>(*found.end) >= 0x80 && explain_look_alike(found.end))
        return;
    if (expects(expectation::connective) && explain_after_condition(found)) return;
    if (explain_bracket(found)) return;
    if (expects(expectation::comparison) && explain_operator(found)) return;
    if (expects(expectation::null_word) && (explain_phrase() || explain_is(found))) return;
    if (expects(expectation::range_dots) && explain_bare_list(found)) return;
    if (expects(expectation::comma) && explain_range_in_brackets(found)) return;
    if (expects(expectation::string) && explain_one_text(found)) return;
    if ((expects(expectation::value) || expects(expectation::string)) && explain_value(found)) return;
    if (expects(expectation::field) && explain_field(found)) return;
    explain_plainly(found);
}

/// The start of a text, up to its last look-alike, in plain characters.
struct plain_text {
    std::size_t length = 0;
    std::string text;
};

/// Replaces every look-alike outside plain quotes, so that one edit fixes smart quotes in pairs. Inside quotes, only
/// the closing quote is replaced; other look-alikes there are intended.
[[nodiscard]] inline plain_text without_look_alikes(std::string_view text) {
    plain_text out;
    std::size_t kept = 0;
    char quote = 0;
    bool smart = false; // the quoted text began with a smart quote
    for (std::size_t at = 0; at < text.size();) {
        const char* const place = text.data() + at;
        const std::size_t size = utf8_length(place, text.data() + text.size());
        if (size == 0) break;
        const bool plain_ascii = size == 1 && *place != '`';
        const look_alike each = plain_ascii ? look_alike{} : find_look_alike(utf8_decode(place, size));
        const char plain = plain_ascii ? *place : each.meant.size() == 1 ? each.meant.front() : '\0';
        const bool is_quote = plain == '"' || plain == '\'';
        const bool content = quote != 0 && !(plain == quote && (smart || plain_ascii));
        if (is_quote && quote == 0) {
            quote = plain;
            smart = !plain_ascii;
        } else if (!content && quote != 0) {
            quote = 0;
        }
        at += size;
        if (each.name.empty() || content) {
            out.text.append(place, size);
            continue;
        }
        out.text += each.meant;
        out.length = at;
        kept = out.text.size();
    }
    out.text.resize(kept);
    return out;
}

/// Returns a text with each look-alike replaced by the plain character.
[[nodiscard, gnu::cold]] inline std::string in_plain_characters(std::string_view text) {
    std::string out;
    for (const char *at = text.data(), *const end = at + text.size(); at != end;) {
        const std::size_t length = std::max<std::size_t>(utf8_length(at, end), 1);
        const look_alike each = length > 1 ? find_look_alike(utf8_decode(at, length)) : look_alike{};
        if (each.name.empty()) out.append(at, length);
        else out += each.meant;
        at += length;
    }
    return out;
}

/// Explains look-alikes, with their code point, and invalid UTF-8.
CALQUE_COLD_DECL bool reporter::explain_look_alike(const char* at) {
    const char* const end = source_end();
    const std::size_t length = utf8_length(at, end);
    if (length == 0) {
        auto& to = report(diagnostic_code::invalid_utf8, {at, at + 1}, "this is not valid UTF-8");
        to.help = "save or send the filter as UTF-8";
        return true;
    }
    if (length == 1 && *at != '`') return false;
    const char32_t code = utf8_decode(at, length);
    const look_alike alike = find_look_alike(code);
    if (alike.name.empty()) return false;
    const bool letter = !alike.meant.empty() && is_class(alike.meant.front(), word_char);
    token whole{at, at + length};
    while (whole.begin != source_.data() && (is_typed(whole.begin[-1]) || whole.begin[-1] == '.')) --whole.begin;
    while (whole.end != end && (is_typed(*whole.end) || *whole.end == '.')) ++whole.end;
    const std::string plain = in_plain_characters(whole.text());
    const bool number = plain.find_first_not_of("0123456789") == std::string::npos;
    const bool known = number || schema_.find(plain) || is_reserved(plain) || word_operator(plain);
    if (letter && !known) return false; // a word of another script
    const bool inside = whole.begin != at && whole.end != at + length;
    if (letter || (alike.meant.empty() && inside)) // an error on the preceding part of the word
        std::erase_if(found_, [begin = range({at, at}).begin](const diagnostic& each) {
            return each.code == diagnostic_code::unknown_field && each.range.end == begin;
        });
    auto& to = report(diagnostic_code::look_alike, {at, at + length},
                      "this is " + code_point(code) + " (" + std::string{alike.name} + "), which only looks like " +
                          (alike.meant == " "    ? "a space"
                           : alike.meant.empty() ? "nothing"
                                                 : detail::quoted(alike.meant)));
    to.help = alike.meant == " "    ? "write a plain space"
              : alike.meant.empty() ? "delete it"
                                    : "write " + detail::quoted(alike.meant);
    const bool prime = (code == 0x2032 || code == 0x2033) && at != source_.data() && is_class(at[-1], digit_char);
    if (prime) { // minutes or feet, seconds or inches
        to.help = "write the number with its unit, as in `5m`";
        return true;
    }
    if (letter) {
        correct(to, whole, plain);
        return true;
    }
    if (code == 0x2026 && !expects(expectation::range_dots)) {
        to.help = "write out what the `…` omits";
        return true;
    }
    if (code == '`') { // MySQL quotes names with it
        const char* const close = std::find(at + 1, end, '`');
        const std::string_view name{at + 1, close};
        if (close != end && schema_.find(name)) {
            to.help = "a name has no quotes: " + detail::quoted(name);
            correct(to, {at, close + 1}, std::string{name});
            return true;
        }
    }
    const plain_text all = without_look_alikes({at, static_cast<std::size_t>(end - at)});
    const std::string_view typed{at, std::max(all.length, length)};
    // The text itself may contain quotes: `“say "hi"”`, `‘it’s’`.
    const bool quote = alike.meant.size() == 1 && is_quote(alike.meant.front());
    const bool mixed = quote && (typed.find(alike.meant) != std::string_view::npos ||
                                 std::count(all.text.begin(), all.text.end(), alike.meant.front()) % 2 != 0);
    if (quote && inside && is_typed(*whole.begin)) return true; // `isn’t`
    const bool more = all.length > length;
    replace(to, {at, at + typed.size()}, more ? all.text : std::string{alike.meant}, !mixed && code != '`');
    return true;
}

CALQUE_COLD_DECL bool reporter::explain_bracket(const token& found) {
    const char c = *found.begin;
    if (c != ')' && c != ']' && c != '}') return false;
    if (!open_.empty()) {
        const char opened = *open_.back();
        const char closing = closing_of(opened);
        if (c == closing && expects(expectation::field)) {
            auto& to = report(diagnostic_code::empty_filter, {open_.back(), found.end},
                              "there is no condition in these parentheses");
            to.expected = {"a field"};
            to.help = "write a condition between them, or take them out";
            return true;
        }
        if (c == closing) return false;
        auto& to = report(diagnostic_code::unclosed_group, found,
                          detail::quoted({&opened, 1}) + " is closed by " + detail::quoted(found.text()));
        note(to, {open_.back(), open_.back() + 1}, "opened here");
        to.help = "write " + detail::quoted({&closing, 1});
        if (same_word(word_before(open_.back()).text(), "in")) // may be an excluded bound: `in [5, 10)`
            to.help += "; write an excluded bound as a condition";
        else correct(to, found, std::string{closing});
        return true;
    }
    auto& to = report(diagnostic_code::unopened_group, found, detail::quoted(found.text()) + " closes nothing");
    to.help = "take it out, or open it before";
    if (!same_word(word_before(found.begin).text(), "in")) replace(to, found, ""); // `in ]5, 10[`
    return true;
}

CALQUE_COLD_DECL void reporter::explain_plainly(const token& found) {
    const unsigned char first = static_cast<unsigned char>(*found.begin);
    if (first < 0x20 || first == 0x7f) {
        auto& to = report(diagnostic_code::control_character, found, "this is a control character");
        to.help = "delete it";
        correct(to, found, "");
        return;
    }
    auto& to = report(diagnostic_code::unexpected_token, found, detail::quoted(found.text()) + " is not expected here");
    to.expected = expectations();
    to.help = "expected " + alternatives(to.expected);
    if (!open_.empty() && (expects(expectation::close_paren) || expects(expectation::close_bracket)))
        note(to, {open_.back(), open_.back() + 1}, "opened here");
}

} // namespace calque::detail
