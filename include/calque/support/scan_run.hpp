// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <bit>
#include <cstddef>
#include <cstring>
#include <string_view>
#include <type_traits>

// Skips runs of characters of one class, sixteen at a time with SSE2.
namespace calque::detail {

#ifdef __SSE2__
/// Sixteen characters; each test returns a mask of bytes. Uses the compilers' vector extensions, because
/// <emmintrin.h> takes as long to compile as everything here.
class char_block {
public:
    using bytes [[gnu::vector_size(16)]] = unsigned char;
    using mask [[gnu::vector_size(16)]] = signed char;

    explicit char_block(const char* from) noexcept { std::memcpy(&bytes_, from, sizeof bytes_); }

    /// Marks ASCII letters, digits and `_`.
    [[nodiscard]] mask word_chars() const noexcept {
        return within(bytes_ | 0x20, 'a', 26) | within(bytes_, '0', 10) | equal_to('_');
    }
    /// Marks the special characters of a string: its quote, `\`, control characters and non-ASCII bytes.
    [[nodiscard]] mask special_in_string(char quote) const noexcept {
        return equal_to(quote) | equal_to('\\') | (as_signed(bytes_) < 0x20) | equal_to(0x7f);
    }
    /// Marks characters that a JSON string must escape.
    [[nodiscard]] mask escaped_in_json() const noexcept {
        return equal_to('"') | equal_to('\\') | static_cast<mask>(bytes_ < 0x20);
    }
    /// Returns one bit per byte of a mask, the first character lowest.
    [[nodiscard]] static unsigned mask_of(mask each) noexcept {
        using plain [[gnu::vector_size(16)]] = char;
        return static_cast<unsigned>(__builtin_ia32_pmovmskb128(reinterpret_cast<plain>(each)));
    }

    [[nodiscard]] mask equal_to(char c) const noexcept {
        return static_cast<mask>(bytes_ == static_cast<unsigned char>(c));
    }

private:
    [[nodiscard]] static mask as_signed(bytes each) noexcept { return reinterpret_cast<mask>(each); }
    /// Marks bytes in a range, moved to the lowest signed numbers because SSE2 has no unsigned comparison.
    [[nodiscard]] static mask within(bytes each, char first, int count) noexcept {
        const bytes moved = each + static_cast<unsigned char>(0x80 - first);
        return as_signed(moved) < static_cast<signed char>(-0x80 + count);
    }

    bytes bytes_;
};
#endif

/// Skips word characters in whole blocks of sixteen; the caller must skip the rest.
[[nodiscard]] constexpr const char* skip_word_blocks(const char* at, [[maybe_unused]] const char* end) noexcept {
#ifdef __SSE2__
    if (!std::is_constant_evaluated()) {
        while (end - at >= 16) {
            const unsigned others = ~char_block::mask_of(char_block{at}.word_chars()) & 0xffffu;
            if (others != 0) return at + std::countr_zero(others);
            at += 16;
        }
    }
#endif
    return at;
}

/// Skips plain characters of a string in whole blocks of sixteen; the caller must skip the rest.
[[nodiscard]] constexpr const char* skip_plain_blocks(const char* at, [[maybe_unused]] const char* end,
                                                      [[maybe_unused]] char quote) noexcept {
#ifdef __SSE2__
    if (!std::is_constant_evaluated()) {
        while (end - at >= 16) {
            const unsigned special = char_block::mask_of(char_block{at}.special_in_string(quote));
            if (special != 0) return at + std::countr_zero(special);
            at += 16;
        }
    }
#endif
    return at;
}

/// Counts the occurrences of a character in a text.
[[nodiscard]] inline std::size_t count_characters(std::string_view text, char what) noexcept {
    const char* at = text.data();
    const char* const end = at + text.size();
    std::size_t count = 0;
#ifdef __SSE2__
    const auto add = [&](const char* from, unsigned skipped) {
        unsigned found = char_block::mask_of(char_block{from}.equal_to(what)) >> skipped;
        for (; found != 0; found &= found - 1) ++count;
    };
    for (; end - at >= 16; at += 16) add(at, 0);
    if (text.size() >= 16) { // the last block overlaps the one before
        add(end - 16, static_cast<unsigned>(16 - (end - at)));
        return count;
    }
#endif
    for (; at != end; ++at) count += *at == what ? 1u : 0u;
    return count;
}

} // namespace calque::detail
