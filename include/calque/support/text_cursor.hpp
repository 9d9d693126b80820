// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace calque::detail {

/// Writes pieces of text one after another into a buffer that has space for all. std::string makes a call and checks
/// its capacity for every piece, however short.
class text_cursor {
public:
    explicit text_cursor(char* at) noexcept : at_{at} {}

    [[nodiscard]] char* at() const noexcept { return at_; }

    void push_back(char c) noexcept { *at_++ = c; }
    void pop_back() noexcept { --at_; }
    [[gnu::always_inline]] void append(std::string_view text) noexcept {
        if (text.size() > 16) std::memcpy(at_, text.data(), text.size());
        else if (text.size() >= 8) copy_ends<std::uint64_t>(text);
        else if (text.size() >= 4) copy_ends<std::uint32_t>(text);
        else
            for (std::size_t i = 0; i < text.size(); ++i) at_[i] = text[i];
        at_ += text.size();
    }
    template <std::size_t Size>
    [[gnu::always_inline]] void append(const char (&literal)[Size]) noexcept {
        std::memcpy(at_, literal, Size - 1);
        at_ += Size - 1;
    }

private:
    /// Copies two overlapping words: cheaper than a call of memcpy.
    template <class Word>
    [[gnu::always_inline]] void copy_ends(std::string_view text) noexcept {
        const std::size_t last_word = text.size() - sizeof(Word);
        Word first, last;
        std::memcpy(&first, text.data(), sizeof(Word));
        std::memcpy(&last, text.data() + last_word, sizeof(Word));
        std::memcpy(at_, &first, sizeof(Word));
        std::memcpy(at_ + last_word, &last, sizeof(Word));
    }

    char* at_;
};

} // namespace calque::detail
