// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <utility>

namespace calque::detail {

/// A growable string for constant expressions, where clang on libstdc++ 12 has no std::string.
///
/// Compilers limit the number of evaluation steps, so this uses plain loops: one step per character, where
/// std::vector takes many.
class compiler_text {
public:
    constexpr compiler_text() noexcept = default;
    constexpr compiler_text(const compiler_text& other) { append(other.view()); }
    constexpr compiler_text(compiler_text&& other) noexcept { swap(other); }
    constexpr compiler_text& operator=(compiler_text other) noexcept {
        swap(other);
        return *this;
    }
    constexpr ~compiler_text() { delete[] characters_; }

    [[nodiscard]] constexpr const char* data() const noexcept { return characters_; }
    [[nodiscard]] constexpr std::size_t size() const noexcept { return size_; }
    [[nodiscard]] constexpr std::string_view view() const noexcept { return {characters_, size_}; }

    constexpr void reserve(std::size_t capacity) {
        if (capacity <= capacity_) return;
        char* const more = new char[capacity]; // NOLINT(cppcoreguidelines-owning-memory): nothing below throws
        for (std::size_t i = 0; i < size_; ++i) more[i] = characters_[i];
        delete[] characters_;
        characters_ = more;
        capacity_ = capacity;
    }
    constexpr void push_back(char c) {
        if (size_ == capacity_) reserve(2 * size_ + 32);
        characters_[size_++] = c;
    }
    constexpr compiler_text& append(const char* from, std::size_t count) {
        if (size_ + count > capacity_) reserve(2 * size_ + count + 32);
        for (std::size_t i = 0; i < count; ++i) characters_[size_ + i] = from[i];
        size_ += count;
        return *this;
    }
    constexpr compiler_text& append(std::string_view text) { return append(text.data(), text.size()); }
    constexpr void resize(std::size_t size) {
        reserve(size);
        for (std::size_t i = size_; i < size; ++i) characters_[i] = '\0';
        size_ = size;
    }
    constexpr void clear() noexcept { size_ = 0; }
    constexpr compiler_text& erase(std::size_t begin, std::size_t count) noexcept {
        for (std::size_t i = begin + count; i < size_; ++i) characters_[i - count] = characters_[i];
        size_ -= count;
        return *this;
    }

    constexpr compiler_text& operator+=(std::string_view text) { return append(text); }
    constexpr compiler_text& operator+=(char c) {
        push_back(c);
        return *this;
    }

private:
    constexpr void swap(compiler_text& other) noexcept {
        std::swap(characters_, other.characters_);
        std::swap(size_, other.size_);
        std::swap(capacity_, other.capacity_);
    }

    char* characters_ = nullptr;
    std::size_t size_ = 0;
    std::size_t capacity_ = 0;
};

} // namespace calque::detail
