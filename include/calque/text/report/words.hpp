// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/schema/words.hpp>
#include <calque/support/look_alike.hpp>
#include <calque/support/misspelling.hpp>
#include <calque/support/scan.hpp>
#include <calque/support/scan_string.hpp>
#include <calque/text/grammar/parse_context.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

// Splits a text, valid or not, into words; edits always cover whole words.
namespace calque::detail {

[[nodiscard]] constexpr bool is_letter(char c) noexcept { return is_class(c, word_start_char) && c != '_'; }
[[nodiscard]] constexpr bool is_quote(char c) noexcept { return c == '"' || c == '\''; }
[[nodiscard]] constexpr bool is_opening(char c) noexcept { return c == '(' || c == '[' || c == '{'; }
[[nodiscard]] constexpr bool is_closing(char c) noexcept { return c == ')' || c == ']' || c == '}'; }
[[nodiscard]] inline bool is_and(std::string_view word) noexcept { return same_word(word, "and") || word == "&&"; }
[[nodiscard]] inline bool is_or(std::string_view word) noexcept { return same_word(word, "or") || word == "||"; }

/// Returns whether a character belongs to a word as people type them, including those of other scripts.
[[nodiscard]] constexpr bool is_typed(char c) noexcept {
    return is_class(c, word_char) || static_cast<unsigned char>(c) >= 0x80;
}

/// Returns whether two runs consist of the same symbols: `=>` and `>=`, `&&&` and `&&`.
[[nodiscard]] inline bool has_same_symbols(std::string_view one, std::string_view other) noexcept {
    const auto within = [](std::string_view text, std::string_view all) {
        return text.find_first_not_of(all) == std::string_view::npos;
    };
    return within(one, other) && within(other, one);
}

/// The kind of a word by its appearance, whether or not it is valid at its position.
enum class word_kind : std::uint8_t {
    name,   ///< letters, digits and `_`, with single dots between them
    string, ///< a quoted text
    torn,   ///< a quoted text without its closing quote, up to the end of its line
    symbol, ///< a run of `=<>!~`, `&` or `|`
    mark,   ///< a bracket, a run of dots, or one other character
};

struct word : token {
    word_kind kind = word_kind::mark;
};

/// Returns the word at `at`, which must be neither a blank nor the end of the text.
[[nodiscard, gnu::cold]] inline word word_at(const char* at, const char* end) {
    const auto run = [&](const auto& belongs) {
        const char* behind = at;
        while (behind != end && belongs(*behind)) ++behind;
        return behind;
    };
    if (is_class(*at, word_char)) {
        const char* behind = at;
        while (behind != end &&
               (is_class(*behind, word_char) || (*behind == '.' && end - behind > 1 && is_class(behind[1], word_char))))
            ++behind;
        return {{at, behind}, word_kind::name};
    }
    if (is_quote(*at)) {
        std::string decoded;
        const string_scan scan = scan_string(at, end, static_cast<std::size_t>(end - at), decoded);
        if (scan.status == string_status::ok) return {{at, scan.end}, word_kind::string};
        return {{at, run([](char c) { return c != '\n'; })}, word_kind::torn};
    }
    if (is_class(*at, symbol_char))
        return {{at, run([](char c) { return is_class(c, symbol_char); })}, word_kind::symbol};
    if (*at == '&' || *at == '|') return {{at, run([&](char c) { return c == *at; })}, word_kind::symbol};
    if (*at == '.') return {{at, run([](char c) { return c == '.'; })}, word_kind::mark};
    return {{at, at + std::max<std::size_t>(1, utf8_length(at, end))}, word_kind::mark};
}

/// Returns all words of a text, without blanks and comments.
[[nodiscard, gnu::cold]] inline std::vector<word> words_of(std::string_view text) {
    std::vector<word> out;
    out.reserve(text.size() / 4 + 4);
    const char* const end = text.data() + text.size();
    for (const char* at = skip_blank(text.data(), end); at != end; at = skip_blank(out.back().end, end))
        out.push_back(word_at(at, end));
    return out;
}

/// Returns how many bytes at `at` belong to a word as people type them, or 0. That includes marks, some only between
/// other characters: `customer-ended-call`, `AT&T`, `don't`, `C++`.
[[nodiscard, gnu::cold]] inline std::size_t typed_length(const char* at, const char* end) noexcept {
    if (at == end) return 0;
    if (is_class(*at, word_char)) return 1;
    constexpr std::string_view marks = "-/:@+*%$?!^\\";
    const auto is_mark = [&](char c) { return is_among(c, marks); };
    const char next = end - at > 1 ? at[1] : '\0';
    const bool goes_on = is_typed(next) || is_mark(next);
    if (is_mark(*at)) return *at == '!' && next == '=' ? 0 : 1;
    if (*at == '.' || *at == '&' || *at == '\'') return goes_on ? 1 : 0;
    if (static_cast<unsigned char>(*at) < 0x80) return 0;
    const std::size_t length = utf8_length(at, end);
    const look_alike each = length > 0 ? find_look_alike(utf8_decode(at, length)) : look_alike{};
    return each.name.empty() || (!each.meant.empty() && is_class(each.meant.front(), word_char)) ? length : 0;
}

/// Returns the end of the word, as people type them, that begins at `at`.
[[nodiscard, gnu::cold]] inline const char* typed_end(const char* at, const char* end) noexcept {
    while (const std::size_t length = typed_length(at, end)) at += length;
    return at;
}

/// Returns whether a word is part of a longer one typed with marks: `ended` in `customer-ended-call`, but not `today`
/// in `today-7d`.
[[nodiscard, gnu::cold]] inline bool is_part_of_word(const token& typed, std::string_view text) noexcept {
    constexpr std::string_view marks = "-/@+*%$\\'^?:";
    const std::ptrdiff_t begin = typed.begin - text.data(), end = typed.end - text.data();
    const auto at = [&](std::ptrdiff_t i) {
        return i < 0 || i >= std::ssize(text) ? ' ' : text[static_cast<std::size_t>(i)];
    };
    const auto is_mark = [&](std::ptrdiff_t i) { return marks.find(at(i)) != std::string_view::npos; };
    const auto is_foreign = [&](std::ptrdiff_t i) { return static_cast<unsigned char>(at(i)) >= 0x80; };
    const bool offset = (at(end) == '-' || at(end) == '+') && is_class(at(end + 1), digit_char);
    if (is_mark(end) && !offset && (is_typed(at(end + 1)) || is_mark(end + 1))) return true;
    return is_foreign(end) || is_foreign(begin - 1) || (is_mark(begin - 1) && is_typed(at(begin - 2)));
}

/// Returns the end of adjacent numbers, as in `+49 151 1234`, given the end of the first.
[[nodiscard, gnu::cold]] inline const char* numbers_end(const char* at, const char* end) noexcept {
    for (const char* next = skip_blank(at, end); next != end && is_class(*next, digit_char); next = skip_blank(at, end))
        at = typed_end(next, end);
    return at;
}

/// Returns whether a word means absence, so that null may be intended.
[[nodiscard, gnu::cold]] inline bool means_null(std::string_view word) noexcept {
    static constexpr std::array<std::string_view, 11> names{
        "nil", "none", "empty", "undefined", "missing", "unset", "absent", "blank", "unknown", "nothing", "nan"};
    return std::any_of(names.begin(), names.end(), [&](std::string_view each) { return same_word(word, each); });
}

/// Returns whether a word means presence: `is set`.
[[nodiscard, gnu::cold]] inline bool means_not_null(std::string_view word) noexcept {
    static constexpr std::array<std::string_view, 6> names{"set", "present", "defined", "given", "known", "something"};
    return std::any_of(names.begin(), names.end(), [&](std::string_view each) { return same_word(word, each); });
}

} // namespace calque::detail
