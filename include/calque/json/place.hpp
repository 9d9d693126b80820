// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/json/json.hpp>

#include <boost/json/string.hpp>

#include <algorithm>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>

// Where in a JSON text the value of a JSON pointer stands. Values that were read know no place, so that it is looked up
// for the few that something is wrong with.
namespace calque::detail {

/// Walks over a text that has been read as JSON before.
class json_walk {
public:
    explicit json_walk(std::string_view text) noexcept : text_{text} {}

    /// The range of a value that is there; the nearest one around it where it is not.
    [[nodiscard]] text_range find(std::string_view pointer) {
        text_range found = value();
        while (!pointer.empty()) {
            pointer.remove_prefix(1);
            const std::string step = unescaped(pointer.substr(0, pointer.find('/')));
            pointer.remove_prefix(std::min(pointer.find('/'), pointer.size()));
            at_ = found.begin;
            const text_range inner = child(step);
            if (inner == text_range{}) break;
            found = inner;
        }
        return found;
    }

protected:
    [[nodiscard]] static std::string unescaped(std::string_view step) {
        std::string out;
        for (std::size_t i = 0; i < step.size(); ++i) {
            if (step[i] == '~' && i + 1 < step.size()) out += step[++i] == '0' ? '~' : '/';
            else out += step[i];
        }
        return out;
    }

    void blanks() { at_ = std::min(text_.find_first_not_of(" \t\r\n", at_), text_.size()); }
    [[nodiscard]] char next() const { return at_ < text_.size() ? text_[at_] : '\0'; }

    /// A string with its quotes.
    text_range string() {
        const std::size_t begin = at_++;
        while (at_ < text_.size() && text_[at_] != '"') at_ += text_[at_] == '\\' ? 2u : 1u;
        at_ = std::min(at_ + 1, text_.size());
        return {begin, at_};
    }

    /// Passes over one value.
    text_range value() {
        blanks();
        const std::size_t begin = at_;
        std::size_t depth = 0;
        do {
            const char c = next();
            if (c == '"') string();
            else {
                if (c == '{' || c == '[') ++depth;
                else if (c == '}' || c == ']') --depth;
                else if (depth == 0) {
                    at_ = std::min(text_.find_first_of(",]} \t\r\n", at_), text_.size());
                    break;
                }
                ++at_;
            }
        } while (depth > 0 && at_ < text_.size());
        return {begin, at_};
    }

    /// The value under a key or an index; of a key that is there twice the last, as the reader takes it.
    text_range child(const std::string& step) {
        const bool object = next() == '{';
        if (!object && next() != '[') return {};
        ++at_;
        text_range found;
        for (std::size_t index = 0;; ++index) {
            blanks();
            if (at_ >= text_.size() || next() == '}' || next() == ']') return found;
            bool match = !object && step == std::to_string(index);
            if (object) {
                const text_range key = string();
                match = is_key(text_.substr(key.begin + 1, key.end - key.begin - 2), step);
                blanks();
                ++at_; // the colon
            }
            const text_range inner = value();
            if (match) found = inner;
            blanks();
            if (next() == ',') ++at_;
        }
    }

    [[nodiscard]] static bool is_key(std::string_view written, std::string_view key) {
        if (written.find('\\') == std::string_view::npos) return written == key;
        json_failure failure;
        const boost::json::value read = read_json(std::string{"\""}.append(written).append("\""), failure);
        const auto* const text = read.if_string();
        return text != nullptr && std::string_view{text->data(), text->size()} == key;
    }

    std::string_view text_;
    std::size_t at_ = 0;
};

/// Gives each problem with a JSON text its place in the text.
inline void place_in_json(std::string_view text, std::span<diagnostic> problems) {
    for (diagnostic& each : problems) each.range = json_walk{text}.find(each.pointer);
}

} // namespace calque::detail
