// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <bit>
#include <cstddef>
#include <cstring>
#include <string_view>
#include <type_traits>

// Runs of characters of one class, sixteen at a time where the processor can.
namespace calque::detail {

#ifdef __SSE2__
/// Sixteen characters; each question is answered by a mask of bytes. They are the compilers' own vectors, since
/// <emmintrin.h> takes as long to compile as all that is here.
class char_block {
public:
    using bytes [[gnu::vector_size(16)]] = unsigned char;
    using mask [[gnu::vector_size(16)]] = signed char;

    explicit char_block(const char* from) noexcept { std::memcpy(&bytes_, from, sizeof bytes_); }

    /// Which characters are ASCII letters, digits or `_`.
    [[nodiscard]] mask word_chars() const noexcept {
        return within(bytes_ | 0x20, 'a', 26) | within(bytes_, '0', 10) | equal_to('_');
    }
    /// Which characters of a string need a closer look: its quote, `\`, control characters and all beyond ASCII.
    [[nodiscard]] mask special_in_string(char quote) const noexcept {
        return equal_to(quote) | equal_to('\\') | (as_signed(bytes_) < 0x20) | equal_to(0x7f);
    }
    /// Which characters a JSON string cannot hold as they are.
    [[nodiscard]] mask escaped_in_json() const noexcept {
        return equal_to('"') | equal_to('\\') | static_cast<mask>(bytes_ < 0x20);
    }
    /// A bit for each byte of a mask, the first character's lowest.
    [[nodiscard]] static unsigned mask_of(mask each) noexcept {
        using plain [[gnu::vector_size(16)]] = char;
        return static_cast<unsigned>(__builtin_ia32_pmovmskb128(reinterpret_cast<plain>(each)));
    }

    [[nodiscard]] mask equal_to(char c) const noexcept {
        return static_cast<mask>(bytes_ == static_cast<unsigned char>(c));
    }

private:
    [[nodiscard]] static mask as_signed(bytes each) noexcept { return reinterpret_cast<mask>(each); }
    /// Which bytes lie in a range: it is moved to the lowest signed numbers, for the processor has no unsigned comparison.
    [[nodiscard]] static mask within(bytes each, char first, int count) noexcept {
        const bytes moved = each + static_cast<unsigned char>(0x80 - first);
        return as_signed(moved) < static_cast<signed char>(-0x80 + count);
    }

    bytes bytes_;
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
