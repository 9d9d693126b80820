// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/schema/words.hpp>
#include <calque/support/scan_string.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace calque::detail {

/// What a piece of a text looks like, whether or not it belongs where it stands.
enum class piece_kind : std::uint8_t {
    word,   ///< letters, digits and `_`, with single dots between them
    string, ///< a text in quotes
    torn,   ///< a text without its closing quote, up to the end of its line
    symbol, ///< a run of `=<>!~`, `&` or `|`
    open,
    close,
    other,
};

struct piece {
    std::size_t begin = 0;
    std::size_t end = 0;
    piece_kind kind = piece_kind::other;
};

/// Cuts a text into pieces, without blanks and comments. Any text will do: what is wrong is cut, too.
[[nodiscard]] inline std::vector<piece> skim(std::string_view text) {
    std::vector<piece> out;
    out.reserve(text.size() / 4 + 4);
    std::string decoded;
    const char* const end = text.data() + text.size();
    const auto run = [&](const char* at, const auto& belongs) {
        while (at != end && belongs(*at)) ++at;
        return at;
    };
    for (const char* at = skip_blank(text.data(), end); at != end; at = skip_blank(at, end)) {
        const char c = *at;
        const char* behind = at + 1;
        piece_kind kind = piece_kind::other;
        if (is_class(c, word_char)) {
            kind = piece_kind::word;
            while (behind != end && (is_class(*behind, word_char) ||
                                     (*behind == '.' && end - behind > 1 && is_class(behind[1], word_char))))
                ++behind;
        } else if (c == '"' || c == '\'') {
            decoded.clear();
            const string_scan scan = scan_string(at, end, text.size(), decoded);
            kind = scan.status == string_status::ok ? piece_kind::string : piece_kind::torn;
            behind = kind == piece_kind::string ? scan.end : run(at, [](char each) { return each != '\n'; });
        } else if (is_class(c, symbol_char) || c == '&' || c == '|') {
            kind = piece_kind::symbol;
            behind =
                run(at, [&](char each) { return is_class(c, symbol_char) ? is_class(each, symbol_char) : each == c; });
        } else if (c == '(' || c == '[' || c == '{') {
            kind = piece_kind::open;
        } else if (c == ')' || c == ']' || c == '}') {
            kind = piece_kind::close;
        } else if (c == '.') {
            behind = run(at, [](char each) { return each == '.'; });
        }
        out.push_back(
            {static_cast<std::size_t>(at - text.data()), static_cast<std::size_t>(behind - text.data()), kind});
        at = behind;
    }
    return out;
}

[[nodiscard]] inline std::string_view text_of(std::string_view text, const piece& of) noexcept {
    return text.substr(of.begin, of.end - of.begin);
}
[[nodiscard]] constexpr bool is_letter(char c) noexcept { return is_class(c, word_start_char) && c != '_'; }
/// Counts brackets that are open, by their kind: round, square, curly.
constexpr void count_bracket(std::array<int, 3>& open, char c, int by) noexcept {
    switch (c) {
    case '(': open[0] += by; break;
    case ')': open[0] -= by; break;
    case '[': open[1] += by; break;
    case ']': open[1] -= by; break;
    case '{': open[2] += by; break;
    case '}': open[2] -= by; break;
    default: break;
    }
}
[[nodiscard]] constexpr bool is_quote(char c) noexcept { return c == '"' || c == '\''; }
[[nodiscard]] inline bool is_and(std::string_view word) noexcept { return same_word(word, "and") || word == "&&"; }
[[nodiscard]] inline bool is_or(std::string_view word) noexcept { return same_word(word, "or") || word == "||"; }

} // namespace calque::detail
