// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/detail/look_alike.hpp>
#include <calque/detail/scan_operator.hpp>
#include <calque/detail/suggest.hpp>
#include <calque/impl/parse/reporter.hpp>
#include <calque/impl/parse/words.hpp>

#include <algorithm>
#include <cstdio>
#include <string>

// A syntax error, told as the mistake that it most likely is.
namespace calque::detail {

CALQUE_DECL bool reporter::waits_for(expectation what) const {
    return std::find(waiting_.begin(), waiting_.end(), what) != waiting_.end();
}

/// What could stand at the furthest failure, nearest first, at most five.
CALQUE_DECL std::vector<std::string> reporter::expectations() const {
    std::vector<std::string> out;
    const bool value = waits_for(expectation::value);
    for (const expectation what : waiting_) {
        if (value && what == expectation::string) continue;
        // The opposite of what is there is no help: only the words that a beginner needs.
        if (waits_for(expectation::field) && (what == expectation::not_word || what == expectation::open_paren))
            continue;
        if (out.size() < 5) out.emplace_back(to_string(what));
    }
    return out;
}

/// The token at a place: a word, a quoted text, a number, a run of symbols, or one character.
CALQUE_DECL token reporter::token_at(const char* at) const {
    const char* const end = source_end();
    if (at == end) return {at, at};
    if (is_class(*at, word_char)) {
        const char* behind = at;
        while (behind != end &&
               (is_class(*behind, word_char) || (*behind == '.' && end - behind > 1 && is_class(behind[1], word_char))))
            ++behind;
        return {at, behind};
    }
    if (*at == '"' || *at == '\'') {
        std::string decoded;
        const string_scan scan = scan_string(at, end, source_.size(), decoded);
        if (scan.status == string_status::ok) return {at, scan.end};
    }
    if (is_class(*at, symbol_char)) {
        const char* behind = at;
        while (behind != end && is_class(*behind, symbol_char)) ++behind;
        return {at, behind};
    }
    return {at, at + std::max<std::size_t>(1, utf8_length(at, end))};
}

CALQUE_DECL void reporter::explain_failure() {
    if (fatal_ || furthest_ == nullptr) return;
    const char* const at = skip_blank(furthest_, source_end());
    if (at == source_end()) explain_end();
    else explain_at(token_at(at));
}

CALQUE_DECL void reporter::explain_end() {
    const token end{source_end(), source_end()};
    if (skip_blank(source_.data(), source_end()) == source_end()) {
        auto& to = report(diagnostic_code::empty_filter, end, "there is no condition");
        to.help = "write one, as in " + detail::quoted(example_condition(schema_)) +
                  "; leave the filter out where none is meant";
        return;
    }
    if (!open_.empty() && (waits_for(expectation::close_paren) || waits_for(expectation::close_bracket) ||
                           waits_for(expectation::close_brace))) {
        const char* const opened = open_.back();
        const std::string closing{*opened == '(' ? ')' : *opened == '[' ? ']' : '}'};
        auto& to = report(diagnostic_code::unclosed_group, end, detail::quoted({opened, 1}) + " is never closed");
        to.expected = expectations();
        note(to, {opened, opened + 1}, "opened here");
        to.help = "add " + detail::quoted(closing);
        replace(to, end, closing);
        return;
    }
    auto& to = report(diagnostic_code::unexpected_end, end, "the filter ends too early");
    to.expected = expectations();
    to.help = "expected " + alternatives(to.expected);
}

CALQUE_DECL void reporter::explain_at(const token& found) {
    if (explain_look_alike(found.begin)) return;
    if (waits_for(expectation::connective) && explain_after_condition(found)) return;
    if (explain_bracket(found)) return;
    if (waits_for(expectation::comparison) && explain_operator(found)) return;
    if ((waits_for(expectation::value) || waits_for(expectation::string)) && explain_value(found)) return;
    if (waits_for(expectation::field) && explain_field(found)) return;
    explain_plainly(found);
}

/// Characters that look like others, named with their code point; also bytes that are no UTF-8, and control characters.
CALQUE_DECL bool reporter::explain_look_alike(const char* at) {
    const char* const end = source_end();
    const std::size_t length = utf8_length(at, end);
    if (length == 0) {
        auto& to = report(diagnostic_code::invalid_utf8, {at, at + 1}, "this is not valid UTF-8");
        to.help = "save or send the filter as UTF-8";
        return true;
    }
    if (length == 1) return false;
    const char32_t code = utf8_decode(at, length);
    const look_alike alike = find_look_alike(code);
    std::array<char, 16> number{};
    std::snprintf(number.data(), number.size(), "U+%04X", static_cast<unsigned>(code));
    if (alike.name.empty()) return false;
    auto& to =
        report(diagnostic_code::look_alike, {at, at + length},
               "this is " + std::string{number.data()} + " (" + std::string{alike.name} + "), which only looks like " +
                   (alike.meant == " "    ? "a space"
                    : alike.meant.empty() ? "nothing"
                                          : detail::quoted(alike.meant)));
    to.help = alike.meant == " "    ? "write a plain space"
              : alike.meant.empty() ? "delete it"
                                    : "write " + detail::quoted(alike.meant);
    // One edit mends every look-alike outside of plain quotes, smart quotes in pairs included.
    std::string mended;
    for (const char* place = at; place != end;) {
        const std::size_t size = utf8_length(place, end);
        if (size == 0) return true;
        const look_alike each = size == 1 ? look_alike{} : find_look_alike(utf8_decode(place, size));
        if (each.name.empty()) mended.append(place, size);
        else mended += each.meant;
        place += size;
    }
    replace(to, {at, end}, std::move(mended));
    return true;
}

CALQUE_DECL bool reporter::explain_bracket(const token& found) {
    const char c = *found.begin;
    if (c != ')' && c != ']' && c != '}') return false;
    if (!open_.empty()) {
        const char opened = *open_.back();
        const char closing = opened == '(' ? ')' : opened == '[' ? ']' : '}';
        if (c == closing && waits_for(expectation::field)) {
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
        replace(to, found, std::string{closing});
        return true;
    }
    auto& to = report(diagnostic_code::unopened_group, found, detail::quoted(found.text()) + " closes nothing");
    to.help = "take it out, or open it before";
    replace(to, found, "");
    return true;
}

/// Behind a complete condition: a second comparison, a missing `and`, `&`, a comma.
CALQUE_DECL bool reporter::explain_after_condition(const token& found) {
    const std::string_view text = found.text();
    if (text == "&" || text == "|" || text == "," || text == ";") {
        const std::string_view meant = text == "|" ? "or" : "and";
        auto& to = report(diagnostic_code::unexpected_token, found, detail::quoted(text) + " does not join conditions");
        to.expected = expectations();
        to.help = "write " + detail::quoted(meant);
        const bool before = found.begin != source_.data() && is_class(found.begin[-1], blank_char);
        const bool behind = found.end != source_end() && is_class(*found.end, blank_char);
        replace(to, found, (before ? "" : " ") + std::string{meant} + (behind ? "" : " "));
        return true;
    }
    if (is_class(text.front(), symbol_char) && text != "!") {
        auto& to = report(diagnostic_code::reversed_comparison, found, "a comparison has two sides only");
        to.label = "this would be a third";
        to.help = "write two conditions joined by `and`, or a range: " +
                  detail::quoted(std::string{last_field_.text()} + " in 60..120");
        return true;
    }
    std::string scratch;
    const bool word = is_class(text.front(), word_start_char);
    if (word || text.front() == '(' || text.front() == '!') {
        const path_scan path = scan_path(found.begin, source_end(), source_.size(), scratch);
        const bool starts = !word || same_word(text, "not") || same_word(text, "same_row") || schema_.find(path.text);
        suggester near{text};
        near.consider("and");
        near.consider("or");
        if (const auto best = near.best(1); !starts && !best.empty() && text.size() <= 4) {
            auto& to =
                report(diagnostic_code::unexpected_token, found, detail::quoted(text) + " does not join conditions");
            to.expected = expectations();
            to.help = "did you mean " + detail::quoted(best.front().text) + "?";
            replace(to, found, best.front().text);
            return true;
        }
        auto& to =
            report(diagnostic_code::missing_connective, found,
                   starts ? "two conditions stand side by side" : detail::quoted(text) + " does not belong here");
        to.expected = expectations();
        to.help = starts ? "join them with `and` or `or`"
                         : "join conditions with `and` or `or`; a text of several words needs quotes";
        if (starts) replace(to, {found.begin, found.begin}, "and ");
        return true;
    }
    return false;
}

/// Between field and value.
CALQUE_DECL bool reporter::explain_operator(const token& found) {
    struct slip {
        std::string_view written, meant;
    };
    constexpr std::array<slip, 16> slips{{{"=>", ">="},
                                          {"=<", "<="},
                                          {"===", "="},
                                          {"!==", "!="},
                                          {"=!", "!="},
                                          {"><", "!="},
                                          {"=~", "~"},
                                          {"!~", ""},
                                          {":", "="},
                                          {"like", "contains"},
                                          {"equals", "="},
                                          {"has", "contains"},
                                          {"includes", "contains"},
                                          {"ne", "!="},
                                          {"ge", ">="},
                                          {"le", "<="}}};
    const std::string_view text = found.text();
    const auto tell = [&](std::string_view meant) {
        auto& to = report(diagnostic_code::unexpected_token, found, detail::quoted(text) + " is not a comparison");
        to.expected = expectations();
        to.help = meant.empty() ? "a pattern cannot be negated in the API's JSON"
                                : "did you mean " + detail::quoted(meant) + "?";
        if (!meant.empty()) replace(to, found, std::string{meant});
        return true;
    };
    for (const slip& each : slips)
        if (same_word(text, each.written)) return tell(each.meant);
    if (is_class(text.front(), word_start_char)) {
        suggester near{text};
        for (const std::string_view word : {"contains", "startswith", "endswith", "matches", "in", "is", "not", "eq",
                                            "neq", "gt", "gte", "lt", "lte", "regex"}) {
            const auto operation = word_operator(word);
            const bool allowed = last_row_ == nullptr || !operation || last_row_->tier(*operation) != op_tier::refused;
            near.consider(word, allowed ? 0 : 2);
        }
        if (const auto best = near.best(1); !best.empty()) return tell(best.front().text);
    }
    if (last_row_ == nullptr) return false;
    auto& to = report(diagnostic_code::unexpected_token, found,
                      "a comparison must follow the field, not " + detail::quoted(text));
    to.expected = expectations();
    note(to, last_field_, "takes " + operator_list(*last_row_));
    to.help = "write for example " + detail::quoted(std::string{last_field_.text()} + " = " +
                                                    (last_row_->type == field_type::boolean  ? "true"
                                                     : last_row_->type == field_type::string ? "\"…\""
                                                                                             : "…"));
    return true;
}

/// In the place of a value: null, a bare word, a word for true or false.
CALQUE_DECL bool reporter::explain_value(const token& found) {
    const std::string_view text = found.text();
    if (!is_class(text.front(), word_start_char)) return false;
    if (same_word(text, "null") || same_word(text, "none") || same_word(text, "nil")) {
        const bool negated =
            last_operator_.text() == "!=" || last_operator_.text() == "<>" || same_word(last_operator_.text(), "neq");
        const std::string_view meant = negated ? "is not null" : "is null";
        auto& to = report(diagnostic_code::compared_with_null, found, "null is not compared with, it is tested for");
        to.help = "write " + detail::quoted(std::string{last_field_.text()}.append(" ").append(meant));
        if (last_operator_.begin != nullptr) replace(to, {last_operator_.begin, found.end}, std::string{meant});
        return true;
    }
    const bool boolean = last_row_ != nullptr && last_row_->type == field_type::boolean;
    const bool time = last_row_ != nullptr && last_row_->type == field_type::datetime;
    if (boolean) {
        for (const std::string_view word : {"yes", "on", "t", "y", "no", "off", "f", "n"}) {
            if (!same_word(text, word)) continue;
            const std::string_view meant =
                word == "yes" || word == "on" || word == "t" || word == "y" ? "true" : "false";
            auto& to = report(diagnostic_code::bare_word, found, detail::quoted(text) + " is not a truth value");
            to.expected = {"`true`", "`false`"};
            to.help = "write " + detail::quoted(meant);
            replace(to, found, std::string{meant});
            return true;
        }
    }
    suggester near{text};
    if (boolean || last_row_ == nullptr || last_row_->type == field_type::dynamic) {
        near.consider("true");
        near.consider("false");
    }
    if (time || last_row_ == nullptr) {
        near.consider("today");
        near.consider("now");
    }
    const auto best = near.best(1);
    auto& to = report(diagnostic_code::bare_word, found, detail::quoted(text) + " is not a value");
    to.expected = expectations();
    if (!best.empty()) {
        to.help = "did you mean " + detail::quoted(best.front().text) + "?";
        replace(to, found, best.front().text);
    } else if (boolean || time) {
        to.help = "write " + std::string{wanted(last_row_->type)};
    } else {
        to.help = "a text needs quotes: " + detail::quoted(as_literal(text));
        replace(to, found, as_literal(text));
    }
    return true;
}

/// In the place of a field: a value first, a connective too much.
CALQUE_DECL bool reporter::explain_field(const token& found) {
    const std::string_view text = found.text();
    const char first = text.front();
    const bool value = is_class(first, digit_char) || first == '"' || first == '\'' || first == '-' || first == '+' ||
                       same_word(text, "true") || same_word(text, "false") || same_word(text, "now") ||
                       same_word(text, "today");
    if (value) {
        auto& to = report(diagnostic_code::reversed_comparison, found,
                          "the field comes first, then the comparison, then the value");
        to.expected = {"a field"};
        const operator_scan middle = scan_operator(skip_blank(found.end, source_end()), source_end());
        if (!middle.operation) return true;
        std::string scratch;
        const char* const right = skip_blank(middle.end, source_end());
        const path_scan path = scan_path(right, source_end(), source_.size(), scratch);
        if (path.status != path_status::ok || !schema_.find(path.text)) return true;
        const std::string turned = std::string{right, path.end} + " " +
                                   std::string{text_name(flipped_sides(*middle.operation))} + " " + std::string{text};
        to.help = "write " + detail::quoted(turned);
        replace(to, {found.begin, path.end}, turned);
        return true;
    }
    if (is_reserved(text) || text == "&&" || text == "||") {
        auto& to = report(diagnostic_code::unexpected_token, found,
                          "a condition must stand here, not " + detail::quoted(text));
        to.expected = expectations();
        to.help = found.begin == skip_blank(source_.data(), source_end())
                      ? "take it out"
                      : "is one connective too much, or a condition missing?";
        return true;
    }
    return false;
}

CALQUE_DECL void reporter::explain_plainly(const token& found) {
    const unsigned char first = static_cast<unsigned char>(*found.begin);
    if (first < 0x20 || first == 0x7f) {
        auto& to = report(diagnostic_code::control_character, found, "a control character stands here");
        to.help = "delete it";
        replace(to, found, "");
        return;
    }
    auto& to = report(diagnostic_code::unexpected_token, found, detail::quoted(found.text()) + " is not expected here");
    to.expected = expectations();
    to.help = "expected " + alternatives(to.expected);
    if (!open_.empty() && (waits_for(expectation::close_paren) || waits_for(expectation::close_bracket)))
        note(to, {open_.back(), open_.back() + 1}, "opened here");
}

} // namespace calque::detail
