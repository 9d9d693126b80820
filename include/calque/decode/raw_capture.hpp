// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/support/scalar_token.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

namespace calque::detail {

/// Writes the tokens of a value down as compact JSON, each as it came.
template <class Text>
class raw_capture {
public:
    void open(json_kind kind) {
        text_.push_back(kind == json_kind::object ? '{' : '[');
        ++depth_;
    }
    /// Returns whether that was the end of the value.
    bool close(json_kind kind) {
        text_.push_back(kind == json_kind::object ? '}' : ']');
        return --depth_ == 0;
    }
    void key(std::string_view name) {
        text_.push_back('"');
        text_.append(name);
        text_.append(std::string_view{"\":"});
    }
    void scalar(const scalar_token& token) {
        // The text of a number is at hand while it is scanned.
        if (token.kind() == json_kind::number && !token.text.empty()) text_.append(token.text);
        else append_scalar(text_, token);
    }
    void comma() { text_.push_back(','); }

    /// How many arrays and objects of the value are open.
    [[nodiscard]] std::size_t depth() const noexcept { return depth_; }
    [[nodiscard]] Text& text() noexcept { return text_; }

    /// Begins anew.
    void clear() noexcept {
        text_.clear();
        depth_ = 0;
    }

private:
    Text text_;
    std::size_t depth_ = 0;
};

/// The text of a small value; the room for the next one is kept.
[[nodiscard]] inline std::string taken(raw_capture<std::string>& capture) {
    std::string out{capture.text()};
    capture.clear();
    return out;
}

} // namespace calque::detail
