// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <array>
#include <cstddef>
#include <cstring>
#include <string>
#include <string_view>

namespace calque::detail {

/// Puts pieces of text together and hands them on in one: std::string takes a call for every piece, however short.
class text_buffer {
public:
    explicit text_buffer(std::string& out) noexcept : out_{out} {}
    text_buffer(const text_buffer&) = delete;
    text_buffer& operator=(const text_buffer&) = delete;

    void push_back(char c) {
        if (size_ == held_.size()) flush();
        held_[size_++] = c;
    }
    [[gnu::always_inline]] text_buffer& append(std::string_view text) {
        if (text.empty()) return *this; // perhaps of no place at all
        if (text.size() > held_.size() - size_) return append_long(text);
        std::memcpy(held_.data() + size_, text.data(), text.size());
        size_ += text.size();
        return *this;
    }

    /// Hands on what is held.
    void flush() {
        out_.append(held_.data(), size_);
        size_ = 0;
    }

private:
    [[gnu::noinline]] text_buffer& append_long(std::string_view text) {
        flush();
        out_.append(text);
        return *this;
    }

    std::string& out_;
    std::size_t size_ = 0;
    std::array<char, 512> held_; // NOLINT(cppcoreguidelines-pro-type-member-init): what is read was written before
};

} // namespace calque::detail
