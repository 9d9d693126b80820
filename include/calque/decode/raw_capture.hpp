// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/support/scalar_token.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

namespace calque::detail {

/// A writer of a value's tokens as compact JSON, each with its original spelling.
template <class Text>
class raw_capture {
public:
    void open(json_kind kind) {
        text_.push_back(kind == json_kind::object ? '{' : '[');
        ++depth_;
    }
    /// Returns whether this ended the value.
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
        // A token of the scanner still has the number's source text.
        if (token.kind() == json_kind::number && !token.text.empty()) text_.append(token.text);
        else append_scalar(text_, token);
    }
    void comma() { text_.push_back(','); }

    /// Returns how many arrays and objects of the value are open.
    [[nodiscard]] std::size_t depth() const noexcept { return depth_; }
    [[nodiscard]] Text& text() noexcept { return text_; }

    void clear() noexcept {
        text_.clear();
        depth_ = 0;
    }

private:
    Text text_;
    std::size_t depth_ = 0;
};

/// Returns the text of a small value and clears the capture, which keeps its capacity.
[[nodiscard]] inline std::string taken(raw_capture<std::string>& capture) {
    std::string out{capture.text()};
    capture.clear();
    return out;
}

} // namespace calque::detail
