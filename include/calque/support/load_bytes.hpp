// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

// Loads and stores eight bytes at once, little-endian on every machine: the first byte is the lowest.
namespace calque::detail {

[[nodiscard]] inline std::uint64_t load_bytes(const char* at) noexcept {
    std::uint64_t out = 0;
    if constexpr (std::endian::native == std::endian::little) std::memcpy(&out, at, sizeof out);
    else
        for (int i = 8; i-- > 0;) out = out << 8 | static_cast<unsigned char>(at[i]);
    return out;
}

inline void store_bytes(char* at, std::uint64_t bytes) noexcept {
    if constexpr (std::endian::native == std::endian::little) std::memcpy(at, &bytes, sizeof bytes);
    else
        for (int i = 0; i < 8; ++i) at[i] = static_cast<char>(static_cast<unsigned char>(bytes >> 8 * i));
}

/// Repeats a byte eight times.
[[nodiscard]] constexpr std::uint64_t repeat_byte(unsigned byte) noexcept { return 0x0101010101010101u * byte; }

/// Returns whether two texts of `size` bytes are equal; `size` must be one to two times `sizeof(Word)`.
template <class Word>
[[nodiscard]] bool equal_by_two_words(const char* one, const char* other, std::size_t size) noexcept {
    const auto word = [](const char* at) {
        Word out;
        std::memcpy(&out, at, sizeof out);
        return out;
    };
    const std::size_t last = size - sizeof(Word);
    return word(one) == word(other) && word(one + last) == word(other + last);
}

/// Returns whether `text` stands at `at`; texts of 4 to 16 bytes are compared without a call.
[[nodiscard]] inline bool matches_at(const char* at, const char* end, std::string_view text) noexcept {
    if (static_cast<std::size_t>(end - at) < text.size()) return false;
    if (text.size() < 4 || text.size() > 16) return std::memcmp(at, text.data(), text.size()) == 0;
    return text.size() < 8 ? equal_by_two_words<std::uint32_t>(at, text.data(), text.size())
                           : equal_by_two_words<std::uint64_t>(at, text.data(), text.size());
}

} // namespace calque::detail
