// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

// Text for constant evaluation, because not every standard library has a constexpr std::string.
struct constant_text {
    std::array<char, 96> chars{};
    std::size_t size = 0;

    constexpr void push_back(char c) { chars[size++] = c; }
    constexpr void append(std::string_view text) {
        for (const char c : text) push_back(c);
    }
    constexpr void append(const char* text, std::size_t length) { append(std::string_view{text, length}); }

    friend constexpr bool operator==(const constant_text& text, std::string_view other) {
        return std::string_view{text.chars.data(), text.size} == other;
    }
};

/// Returns what `append` writes.
template <class Append>
[[nodiscard]] constexpr constant_text written(Append append) {
    constant_text out;
    append(out);
    return out;
}
