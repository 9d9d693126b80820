// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/filter/limit_words.hpp>
#include <calque/json/detail/json_reporter.hpp>
#include <calque/json/detail/value_reader.hpp>
#include <calque/json/json.hpp>
#include <calque/schema/words.hpp>
#include <calque/support/look_alike.hpp>
#include <calque/support/misspelling.hpp>
#include <calque/support/scan.hpp>

#include <boost/json/error.hpp>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>

// Texts that are almost JSON.
namespace calque::detail {

/// Converts what other languages write to JSON: other quotes, `True` and `None`, unquoted keys, comments, commas
/// before a closing bracket, a fence around the text, unclosed brackets.
class json_mender {
public:
    explicit json_mender(std::string_view text) noexcept : text_{text} {}

    /// Returns the JSON; empty if a string is not closed, or if there is more than one fence.
    [[nodiscard]] std::string mend() {
        if (text_.starts_with("\xef\xbb\xbf")) text_.remove_prefix(3);
        take_fence_off();
        take_quotes_off();
        while (at_ < text_.size()) {
            const char c = text_[at_];
            if (c == '"' || c == '\'' || c == '`') string(1);
            else if (const std::size_t curly = curly_quote(); curly > 0) string(curly);
            else if (is_class(c, word_start_char)) word();
            else if (!comment()) symbol(c);
        }
        while (!open_.empty()) close();
        return whole_ ? std::move(out_) : std::string{};
    }

private:
    void take_fence_off() {
        const std::size_t first = text_.find("```");
        if (first == std::string_view::npos || first >= text_.find('{')) return;
        text_.remove_prefix(std::min(text_.find('\n', first), text_.size() - 1) + 1);
        const std::size_t last = std::min(text_.find("```"), text_.size());
        whole_ = text_.find_first_not_of("` \t\r\n", last) == std::string_view::npos;
        text_ = text_.substr(0, last);
        text_ = text_.substr(0, text_.find_last_not_of(" \t\r\n") + 1);
    }

    /// Removes the quotes around the whole text: `'{…}'`.
    void take_quotes_off() {
        const std::size_t first = text_.find_first_not_of(" \t\r\n"), last = text_.find_last_not_of(" \t\r\n");
        if (first == std::string_view::npos || last < first + 2 || text_[first] != text_[last]) return;
        if ((text_[first] == '\'' || text_[first] == '`') && text_[first + 1] == '{')
            text_ = text_.substr(first + 1, last - first - 1);
    }

    /// Returns the length of the non-ASCII quotation mark at the current position, or 0.
    [[nodiscard]] std::size_t curly_quote() const {
        for (const std::string_view each :
             {"\xe2\x80\x9c", "\xe2\x80\x9d", "\xe2\x80\x9e", "\xe2\x80\x98", "\xe2\x80\x99"})
            if (text_.substr(at_).starts_with(each)) return each.size();
        return 0;
    }

    /// Copies a string in JSON quotes; its quotation marks have `mark` bytes.
    void string(std::size_t mark) {
        const char quote = text_[at_];
        at_ += mark;
        out_ += '"';
        while (at_ < text_.size() && !(mark == 1 ? text_[at_] == quote : curly_quote() > 0)) {
            const char c = text_[at_++];
            if (c == '\\' && at_ < text_.size()) {
                const char next = text_[at_++];
                (out_ += next == '\'' ? "" : "\\") += next;
            } else {
                (out_ += c == '"' ? "\\" : "") += c;
            }
        }
        whole_ = whole_ && at_ < text_.size();
        at_ += mark;
        out_ += '"';
    }

    void word() {
        const std::size_t end =
            static_cast<std::size_t>(scan_word(text_.data() + at_, text_.data() + text_.size()) - text_.data());
        const std::string_view text = text_.substr(at_, end - at_);
        at_ = end;
        constexpr std::array<std::pair<std::string_view, std::string_view>, 5> known{
            {{"true", "true"}, {"false", "false"}, {"null", "null"}, {"none", "null"}, {"undefined", "null"}}};
        for (const auto& [written, meant] : known)
            if (same_word(text, written)) return out_.append(meant), void();
        const std::size_t next = text_.find_first_not_of(" \t\r\n", at_);
        if (next != std::string_view::npos && text_[next] == ':') out_.append("\"").append(text).append("\""); // a key
        else out_ += text;
    }

    /// Skips a comment at the current position; returns whether there was one.
    bool comment() {
        const std::string_view rest = text_.substr(at_);
        if (rest.starts_with("//") || rest.starts_with("#")) at_ += std::min(rest.find('\n'), rest.size());
        else if (rest.starts_with("/*") && rest.find("*/") != std::string_view::npos) at_ += rest.find("*/") + 2;
        else return false;
        return true;
    }

    void symbol(char c) {
        ++at_;
        if (c == '{' || c == '[') open_ += c == '{' ? '}' : ']';
        if (c == '}' || c == ']') {
            if (!open_.empty() && open_.back() == c) return close();
            return; // superfluous
        }
        if (c == ';') return;
        out_ += c;
    }

    /// Closes the innermost bracket, and removes a comma before it.
    void close() {
        while (!out_.empty() && (is_class(out_.back(), blank_char) || out_.back() == ',')) out_.pop_back();
        out_ += open_.back();
        open_.pop_back();
    }

    std::string_view text_;
    std::size_t at_ = 0;
    std::string out_;
    std::string open_; ///< the closing brackets of the open ones
    bool whole_ = true;
};

/// Returns in a few words why the text is not JSON at `place`; empty if unknown.
[[nodiscard]] inline std::string obstacle_at(std::string_view text, std::size_t place) {
    const std::string_view rest = text.substr(place);
    const std::size_t before = text.substr(0, place).find_last_not_of(" \t\r\n");
    if (rest.empty())
        return text.find_first_not_of(" \t\r\n") == text.npos ? "there is no text" : "the text ends too early";
    if ((rest[0] == '}' || rest[0] == ']') && before != text.npos && text[before] == ',')
        return "there is a comma before the closing " + detail::quoted(rest.substr(0, 1));
    if (rest[0] == '\'') return "a text needs double quotes, not single ones";
    if (rest.starts_with("//") || rest.starts_with("/*") || rest[0] == '#') return "JSON has no comments";
    if (rest.starts_with("```")) return "a code fence is around it";
    if (is_class(rest[0], word_start_char)) {
        const char* const end = scan_word(rest.data(), rest.data() + rest.size());
        const std::string_view word{rest.data(), static_cast<std::size_t>(end - rest.data())};
        if (same_word(word, "true") || same_word(word, "false") || same_word(word, "none") || same_word(word, "null"))
            return detail::quoted(word) + " is the word of another language; JSON has `true`, `false` and `null`";
        const char* const next = skip_space(end, rest.data() + rest.size());
        const bool key = next != rest.data() + rest.size() && *next == ':';
        return detail::quoted(word) +
               (key ? " needs double quotes" : " is not a JSON value; a text needs double quotes");
    }
    if ((rest[0] == '"' || rest[0] == '{') && before != text.npos && is_among(text[before], "\"}]0123456789el"))
        return "a comma is missing before it";
    const std::size_t length = utf8_length(rest.data(), rest.data() + rest.size());
    if (length > 1)
        if (const look_alike found = find_look_alike(utf8_decode(rest.data(), length)); found.code != 0)
            return "this is " + code_point(found.code) + " (" + std::string{found.name} + ")";
    return {};
}

/// Reports why a text is not JSON, and offers it as JSON if possible.
inline void report_unread_json(std::string_view text, const json_failure& failure, const parse_limits& limits,
                               json_reporter& told) {
    // The parser reports a word at its first wrong letter, so go back to its start.
    std::size_t place = std::min(failure.offset, text.size());
    while (place > 0 && place < text.size() && is_class(text[place], word_char) && is_class(text[place - 1], word_char))
        --place;
    const token where{text.data() + place, text.data() + std::min(place + 1, text.size())};
    const std::string at = "at byte " + std::to_string(place + 1);
    if (failure.code == boost::json::error::too_deep) {
        told.report(diagnostic_code::too_deep, where, too_deep_message(depth_limit(limits)),
                    std::string{too_deep_help});
        return;
    }
    if (failure.code == boost::json::error::exponent_overflow) {
        told.report(diagnostic_code::number_out_of_range, where,
                    "the number that ends at byte " + std::to_string(failure.offset + 1) + " does not fit",
                    "numbers go from 5e-324 to 1.8e308, or are 0");
        return;
    }
    const std::string obstacle = obstacle_at(text, place);
    diagnostic& to = told.report(diagnostic_code::malformed_json, where,
                                 std::string{cause_of<diagnostic_code::malformed_json>} + ", " + at + ": " +
                                     (obstacle.empty() ? failure.code.message() : obstacle),
                                 "write one JSON object, with keys and texts in double quotes");
    if (const std::string json = told.json_of(text); !json.empty()) {
        to.help = "this is a filter of the language; as JSON it is " + detail::quoted(json);
        return told.replace(to, {text.data(), text.data() + text.size()}, json, false);
    }
    const std::string mended = json_mender{text}.mend();
    json_failure again;
    (void)read_json(mended, again, max_filter_json_depth);
    if (again.code || mended.find('{') == std::string::npos) return;
    constexpr std::size_t short_text = 120;
    if (mended.size() <= short_text) to.help = "as JSON it is " + detail::quoted(mended);
    const bool only_mark = text.size() == mended.size() + 3 && text.ends_with(mended); // a byte order mark
    told.replace(to, {text.data(), text.data() + text.size()}, mended, only_mark);
}

} // namespace calque::detail
