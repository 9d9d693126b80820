// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <type_traits>

// Reads and compares text one machine word at a time.
namespace calque::detail {

/// Reads four or eight characters as a number, the first one lowest.
template <class Word>
[[nodiscard]] constexpr Word read_word(const char* from) noexcept {
    Word out = 0;
    if (std::is_constant_evaluated() || std::endian::native != std::endian::little) {
        for (unsigned i = 0; i < sizeof(Word); ++i)
            out |= static_cast<Word>(static_cast<Word>(static_cast<unsigned char>(from[i])) << 8 * i);
    } else {
        std::memcpy(&out, from, sizeof(Word));
    }
    return out;
}

/// Compares two texts of equal size; for short ones, for which a call of memcmp is most of the work.
[[nodiscard]] constexpr bool same_bytes(const char* a, const char* b, std::size_t size) noexcept {
    const auto differ = [&]<class Word>(std::size_t at, Word) {
        return read_word<Word>(a + at) != read_word<Word>(b + at);
    };
    if (size >= 8) {
        for (std::size_t i = 0; i + 8 < size; i += 8)
            if (differ(i, std::uint64_t{})) return false;
        return !differ(size - 8, std::uint64_t{});
    }
    if (size >= 4) return !differ(0, std::uint32_t{}) && !differ(size - 4, std::uint32_t{});
    for (std::size_t i = 0; i < size; ++i)
        if (a[i] != b[i]) return false;
    return true;
}
[[nodiscard]] constexpr bool same_bytes(std::string_view a, std::string_view b) noexcept {
    return a.size() == b.size() && same_bytes(a.data(), b.data(), a.size());
}

} // namespace calque::detail
