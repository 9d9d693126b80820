// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/detail/scan_string.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

// JSON read where it lies. Boost.JSON has checked the text before; its DOM is not used, because it rounds one
// number in six to a neighbour (Boost 1.81) and forgets how each was written, and raw data must come out as it
// came in.
namespace calque::detail {

enum class json_kind : std::uint8_t { none, null, boolean, number, string, array, object };

/// A kind with its article, for messages.
[[nodiscard]] constexpr std::string_view with_article(json_kind kind) noexcept {
    switch (kind) {
    case json_kind::none: return "nothing";
    case json_kind::null: return "null";
    case json_kind::boolean: return "a boolean";
    case json_kind::number: return "a number";
    case json_kind::string: return "a string";
    case json_kind::array: return "an array";
    case json_kind::object: return "an object";
    }
    return {};
}

[[nodiscard]] constexpr bool is_json_space(char c) noexcept { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }

/// The place behind a string that opens at `at`.
[[nodiscard]] constexpr std::size_t skip_json_string(std::string_view text, std::size_t at) noexcept {
    for (++at; text[at] != '"'; ++at)
        if (text[at] == '\\') ++at;
    return at + 1;
}

/// The place behind the value that begins at `at`.
[[nodiscard]] constexpr std::size_t skip_json_value(std::string_view text, std::size_t at) noexcept {
    if (text[at] == '"') return skip_json_string(text, at);
    if (text[at] != '[' && text[at] != '{') {
        while (at != text.size() && !is_json_space(text[at]) && text[at] != ',' && text[at] != ']' && text[at] != '}')
            ++at;
        return at;
    }
    for (std::size_t depth = 0;;) {
        const char c = text[at];
        at = c == '"' ? skip_json_string(text, at) : at + 1;
        if (c == '[' || c == '{') ++depth;
        if ((c == ']' || c == '}') && --depth == 0) return at;
    }
}

/// One value of a checked JSON text; a default one stands for a value that is not there.
///
/// *Lifetimes*: valid as long as the text.
class json_slice {
public:
    constexpr json_slice() = default;

    /// The value that fills a checked text, but for white space.
    explicit constexpr json_slice(std::string_view text) noexcept : text_{text} {
        while (!text_.empty() && is_json_space(text_.front())) text_.remove_prefix(1);
        while (!text_.empty() && is_json_space(text_.back())) text_.remove_suffix(1);
    }

    [[nodiscard]] constexpr std::string_view text() const noexcept { return text_; }

    [[nodiscard]] constexpr json_kind kind() const noexcept {
        if (text_.empty()) return json_kind::none;
        switch (text_.front()) {
        case '"': return json_kind::string;
        case '[': return json_kind::array;
        case '{': return json_kind::object;
        case 'n': return json_kind::null;
        case 't':
        case 'f': return json_kind::boolean;
        default: return json_kind::number;
        }
    }

    /// Whether there is no value, or null.
    [[nodiscard]] constexpr bool is_nothing() const noexcept {
        return kind() == json_kind::none || kind() == json_kind::null;
    }

    /// The text of a string, decoded.
    [[nodiscard]] std::string string() const {
        const std::string_view inner = text_.substr(1, text_.size() - 2);
        std::string out;
        out.reserve(inner.size());
        for (std::size_t at = 0; at != inner.size();) {
            const std::size_t escape = std::min(inner.find('\\', at), inner.size());
            out.append(inner, at, escape - at);
            at = escape;
            if (at == inner.size()) break;
            const char* const behind = scan_escape(inner.data() + at + 1, inner.data() + inner.size(), out);
            at = static_cast<std::size_t>(behind - inner.data());
        }
        return out;
    }

    /// Calls `visit(slice)` for each item of an array, until it returns false.
    template <class Visit>
    constexpr void for_each_item(const Visit& visit) const {
        for (std::size_t at = next_token(1); text_[at] != ']'; at = next_token(at)) {
            const std::size_t end = skip_json_value(text_, at);
            if (!visit(json_slice{text_.substr(at, end - at)})) return;
            at = end;
        }
    }

    /// Calls `visit(key, slice)` for each member of an object; `key` is decoded.
    template <class Visit>
    constexpr void for_each_member(const Visit& visit) const {
        for (std::size_t at = next_token(1); text_[at] != '}'; at = next_token(at)) {
            const json_slice key{text_.substr(at, skip_json_string(text_, at) - at)};
            at = next_token(at + key.text_.size());
            const std::size_t end = skip_json_value(text_, at);
            const json_slice value{text_.substr(at, end - at)};
            if (key.text_.find('\\') == std::string_view::npos) visit(key.text_.substr(1, key.text_.size() - 2), value);
            else visit(std::string_view{key.string()}, value);
            at = end;
        }
    }

    /// The value as compact text: as it was written, without white space between tokens.
    [[nodiscard]] std::string compact() const {
        std::string out;
        out.reserve(text_.size());
        for (std::size_t at = 0; at != text_.size();) {
            const std::size_t begin = at;
            at = text_[at] == '"' ? skip_json_string(text_, at) : at + 1;
            if (!is_json_space(text_[begin])) out.append(text_, begin, at - begin);
        }
        return out;
    }

private:
    /// The next token that is neither white space nor `,` nor `:`.
    [[nodiscard]] constexpr std::size_t next_token(std::size_t at) const noexcept {
        while (is_json_space(text_[at]) || text_[at] == ',' || text_[at] == ':') ++at;
        return at;
    }

    std::string_view text_;
};

} // namespace calque::detail
