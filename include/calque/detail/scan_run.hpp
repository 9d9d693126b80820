// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <bit>
#include <cstddef>
#include <string_view>
#include <type_traits>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

// Runs of characters of one class, sixteen at a time where the processor can.
namespace calque::detail {

#ifdef __SSE2__
/// Sixteen characters; each question is answered by a mask of bytes.
class char_block {
public:
    explicit char_block(const char* from) noexcept : bytes_{_mm_loadu_si128(reinterpret_cast<const __m128i*>(from))} {}

    /// Which characters are ASCII letters, digits or `_`.
    [[nodiscard]] __m128i word_chars() const noexcept {
        const __m128i lowered = _mm_or_si128(bytes_, _mm_set1_epi8(0x20));
        return _mm_or_si128(_mm_or_si128(within(lowered, 'a', 26), within(bytes_, '0', 10)), equal_to('_'));
    }
    /// Which characters of a string need a closer look: its quote, `\`, control characters and all beyond ASCII.
    [[nodiscard]] __m128i special_in_string(char quote) const noexcept {
        const __m128i control = _mm_or_si128(_mm_cmplt_epi8(bytes_, _mm_set1_epi8(0x20)), equal_to(0x7f));
        return _mm_or_si128(_mm_or_si128(equal_to(quote), equal_to('\\')), control);
    }
    /// Which characters a JSON string cannot hold as they are.
    [[nodiscard]] __m128i escaped_in_json() const noexcept {
        const __m128i control = _mm_cmpeq_epi8(_mm_min_epu8(bytes_, _mm_set1_epi8(0x1f)), bytes_);
        return _mm_or_si128(_mm_or_si128(equal_to('"'), equal_to('\\')), control);
    }
    [[nodiscard]] static unsigned mask_of(__m128i bytes) noexcept {
        return static_cast<unsigned>(_mm_movemask_epi8(bytes));
    }

    [[nodiscard]] __m128i equal_to(char c) const noexcept { return _mm_cmpeq_epi8(bytes_, _mm_set1_epi8(c)); }

private:
    /// Which bytes lie in a range: it is moved to the lowest signed numbers, for there is no unsigned comparison.
    [[nodiscard]] static __m128i within(__m128i bytes, char first, int count) noexcept {
        const __m128i moved = _mm_add_epi8(bytes, _mm_set1_epi8(static_cast<char>(0x80 - first)));
        return _mm_cmplt_epi8(moved, _mm_set1_epi8(static_cast<char>(-0x80 + count)));
    }

    __m128i bytes_;
};
#endif

/// The end of the run of word characters at `at`, as far as whole blocks of them tell; the rest is the caller's.
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

/// The end of the run of plain characters of a string, as far as whole blocks of them tell; the rest is the caller's.
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

/// How often a character stands in a text.
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
