// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/text/report/reporter.hpp>
#include <calque/text/report/words.hpp>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>

// What surrounds a pasted filter: fences, quotes, line numbers, the rest of a statement, comments, entities.
namespace calque::detail {

/// Returns a text without its leading and trailing blanks.
[[nodiscard, gnu::cold]] inline std::string_view without_outer_blanks(std::string_view text) {
    const std::size_t begin = text.find_first_not_of(" \t\r\n");
    return begin == std::string_view::npos ? std::string_view{}
                                           : text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1);
}

/// A filter and a description of what wraps it.
struct wrapped {
    std::string filter, in;
    bool surely = true;
};

/// Returns the filter inside a wrapped text, or an empty result.
[[nodiscard, gnu::cold]] inline wrapped unwrap(std::string_view text) {
    text = without_outer_blanks(text);
    if (text.starts_with("```") && text.size() > 6 && text.ends_with("```")) {
        text = text.substr(3, text.size() - 6);
        const std::size_t line = text.find('\n');
        if (text.find("```") != std::string_view::npos) return {};
        const std::string_view tag = without_outer_blanks(text.substr(0, line));
        const auto is = [&](std::string_view each) { return same_word(tag, each); };
        static constexpr std::array<std::string_view, 11> tags{"",       "sql",  "text", "txt",    "plain", "plaintext",
                                                               "calque", "bash", "sh",   "python", "js"};
        const bool language = line != std::string_view::npos && std::any_of(tags.begin(), tags.end(), is);
        return {std::string{without_outer_blanks(language ? text.substr(line) : text)}, "a code fence"};
    }
    if (text.size() > 2 && text.starts_with('`') && text.ends_with('`'))
        return {std::string{without_outer_blanks(text.substr(1, text.size() - 2))}, "backquotes"};
    if (text.size() > 2 && is_quote(text.front())) {
        std::string inside;
        const string_scan scan = scan_string(text.data(), text.data() + text.size(), text.size(), inside);
        const bool whole = scan.status == string_status::ok && scan.end == text.data() + text.size();
        const bool compares = inside.find_first_of("=<>~") != std::string::npos ||
                              inside.find(" is ") != std::string::npos || inside.find(" in ") != std::string::npos ||
                              inside.find(" contains ") != std::string::npos;
        if (whole && compares && inside.find(' ') != std::string::npos)
            return {std::string{without_outer_blanks(inside)}, "quotes"};
    }
    std::size_t digits = std::min(text.find_first_not_of("0123456789"), text.size());
    if (digits > 0 && digits + 1 < text.size() && is_among(text[digits], ".):|") && text[digits + 1] == ' ')
        return {std::string{without_outer_blanks(text.substr(digits + 2))}, "a numbered line", false};
    for (const std::string_view bullet : {"- ", "* ", "> ", "\u2022 "})
        if (text.starts_with(bullet))
            return {std::string{without_outer_blanks(text.substr(bullet.size()))}, "an item of a list or a quotation",
                    false};
    const std::size_t colon = text.find(':');
    const std::string_view label = text.substr(0, std::min(colon, text.size()));
    for (const std::string_view name : {"filter", "where", "query"})
        if (colon != std::string_view::npos && same_word(label, name))
            return {std::string{without_outer_blanks(text.substr(colon + 1))}, "a labelled line", false};
    if (same_word(text.substr(0, 7), "select "))
        for (std::size_t at = 7; at + 7 < text.size(); ++at)
            if (is_class(text[at], blank_char) && same_word(text.substr(at + 1, 5), "where") &&
                is_class(text[at + 6], blank_char))
                return {std::string{without_outer_blanks(text.substr(at + 7))}, "a statement", false};
    return {};
}

/// Explains a filter wrapped in other text.
CALQUE_COLD_DECL bool reporter::explain_wrapping(const token& found) {
    if (found.begin != skip_blank(source_.data(), source_end())) return false;
    wrapped inside = unwrap(source_);
    if (inside.filter.empty()) return false;
    auto& to = report(diagnostic_code::unexpected_token, found, "the filter is wrapped in " + inside.in);
    to.help = "write the filter alone";
    replace(to, {source_.data(), source_end()}, std::move(inside.filter), inside.surely);
    fatal_ = true; // what follows was read as part of the filter
    return true;
}

/// Explains comments of other languages: `-- why`, `// why` and `/* why */`.
CALQUE_COLD_DECL bool reporter::explain_comment(const token& found) {
    const std::string_view rest{found.begin, static_cast<std::size_t>(source_end() - found.begin)};
    const bool block = rest.starts_with("/*");
    if (!block && !rest.starts_with("//") &&
        (!rest.starts_with("--") || (rest.size() > 2 && is_class(rest[2], digit_char))))
        return false;
    const token mark{found.begin, found.begin + 2};
    auto& to =
        report(diagnostic_code::unexpected_token, mark, detail::quoted(mark.text()) + " does not begin a comment");
    to.help = "a comment begins with `#` and ends with its line";
    if (!block) {
        correct(to, mark, "#");
    } else if (const std::size_t end = rest.find("*/", 2); end != std::string_view::npos) {
        const char* const behind = found.begin + end + 2;
        const bool nested = rest.substr(2, end - 2).find("/*") != std::string_view::npos;
        const bool only = without_outer_blanks(source_).size() == end + 2;
        if (rest[2] != '!' && !nested && !only) correct(to, {found.begin, behind}, behind == source_end() ? "" : " ");
    }
    return true;
}

/// Returns a text with HTML entities replaced by their characters.
[[nodiscard, gnu::cold]] inline std::string without_entities(std::string_view text) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 10> entities{{{"&gt;", ">"},
                                                                                             {"&lt;", "<"},
                                                                                             {"&amp;", "&"},
                                                                                             {"&quot;", "\""},
                                                                                             {"&#39;", "'"},
                                                                                             {"&apos;", "'"},
                                                                                             {"&#34;", "\""},
                                                                                             {"&#x27;", "'"},
                                                                                             {"&nbsp;", " "},
                                                                                             {"&#x22;", "\""}}};
    std::string out;
    while (!text.empty()) {
        const auto found = std::find_if(entities.begin(), entities.end(),
                                        [&](const auto& each) { return text.starts_with(each.first); });
        if (found == entities.end()) out += text.front();
        else out += found->second;
        text.remove_prefix(found == entities.end() ? 1 : found->first.size());
    }
    return out;
}

/// Explains an HTML entity: `duration &gt;= 60`.
CALQUE_COLD_DECL bool reporter::explain_entity(const token& found) {
    if (*found.begin != '&') return false;
    const std::string_view rest{found.begin, static_cast<std::size_t>(source_end() - found.begin)};
    if (without_entities(rest.substr(0, std::min(rest.find(';'), rest.size() - 1) + 1)).size() != 1) return false;
    std::string plain = without_entities(rest);
    if (plain.size() == rest.size()) return false;
    const token entity{found.begin, std::find(found.begin, source_end(), ';') + 1};
    auto& to =
        report(diagnostic_code::look_alike, entity, detail::quoted(entity.text()) + " is how HTML writes a character");
    to.help = "write " + detail::quoted(without_entities(entity.text()));
    // In a quoted text the entity may be intended.
    replace(to, {found.begin, source_end()}, std::move(plain), rest.find_first_of("\"'") == std::string_view::npos);
    return true;
}

} // namespace calque::detail
