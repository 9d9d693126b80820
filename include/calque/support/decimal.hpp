// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <system_error>
#include <type_traits>

// Exact conversion between decimal text and double in constant expressions, where C++20's <charconv> is not usable.
// At run time <charconv> is used; the tests check that both give the same results.
namespace calque::detail {

/// A multi-word unsigned integer that records whether a fraction was discarded.
///
/// Every step rounds down and records whether it was exact, so a chain of steps is the floor of the exact result.
class big_integer {
public:
    constexpr explicit big_integer(std::uint64_t number = 0) noexcept {
        for (; number != 0; number >>= 32) push(static_cast<std::uint32_t>(number));
    }

    constexpr void multiply_add(std::uint32_t factor, std::uint32_t addend) noexcept {
        std::uint64_t carry = addend;
        for (std::size_t i = 0; i < size_; ++i) {
            carry += std::uint64_t{words_[i]} * factor;
            words_[i] = static_cast<std::uint32_t>(carry);
            carry >>= 32;
        }
        if (carry != 0) push(static_cast<std::uint32_t>(carry));
    }

    constexpr void divide(std::uint32_t divisor) noexcept {
        std::uint64_t rest = 0;
        for (std::size_t i = size_; i-- > 0;) {
            rest = rest << 32 | words_[i];
            words_[i] = static_cast<std::uint32_t>(rest / divisor);
            rest %= divisor;
        }
        cut_ = cut_ || rest != 0;
        while (size_ != 0 && words_[size_ - 1] == 0) --size_;
    }

    /// Multiplies by 2^power; the exponent may be negative.
    constexpr void scale_by_two(int power) noexcept {
        const int bits = power < 0 ? -power : power;
        const auto words = static_cast<std::size_t>(bits / 32);
        if (power < 0) {
            const std::size_t gone = std::min(words, size_);
            for (std::size_t i = 0; i < gone; ++i) cut_ = cut_ || words_[i] != 0;
            for (std::size_t i = gone; i < size_; ++i) words_[i - gone] = words_[i];
            size_ -= gone;
            divide(1u << bits % 32);
        } else {
            multiply_add(1u << bits % 32, 0);
            for (std::size_t i = size_; i-- > 0;) words_[i + words] = words_[i];
            for (std::size_t i = 0; i < words; ++i) words_[i] = 0;
            size_ += words;
        }
    }

    /// Multiplies by 5^power; the exponent may be negative.
    constexpr void scale_by_five(int power) noexcept {
        constexpr int step = 13; // 5^13 is the largest power of five in a word
        int left = power < 0 ? -power : power;
        while (left > 0) {
            std::uint32_t factor = 1;
            for (int i = 0; i < std::min(left, step); ++i) factor *= 5;
            if (power < 0) divide(factor);
            else multiply_add(factor, 0);
            left -= step;
        }
    }

    /// Records that a lower part was discarded, unless it is zero.
    constexpr void discard_low(std::uint32_t part) noexcept { cut_ = cut_ || part != 0; }

    [[nodiscard]] constexpr bool is_zero() const noexcept { return size_ == 0; }
    [[nodiscard]] constexpr bool is_exact() const noexcept { return !cut_; }
    [[nodiscard]] constexpr int words() const noexcept { return static_cast<int>(size_); }

    /// Returns the lowest 64 bits.
    [[nodiscard]] constexpr std::uint64_t low() const noexcept {
        return (size_ > 1 ? std::uint64_t{words_[1]} << 32 : 0) | (size_ > 0 ? words_[0] : 0);
    }

    /// The 64 most significant bits; bit 63 is the highest set bit.
    struct top_bits {
        std::uint64_t bits;
        int power;     ///< exponent of two of bit 63
        bool is_exact; ///< all lower bits are zero
    };

    /// Returns the top bits; the number must not be zero.
    [[nodiscard]] constexpr top_bits top() const noexcept {
        const auto word = [&](std::size_t from_top) { return from_top <= size_ ? words_[size_ - from_top] : 0u; };
        const int zeros = std::countl_zero(word(1));
        const std::uint64_t first_two = std::uint64_t{word(1)} << 32 | word(2);
        const std::uint64_t third = std::uint64_t{word(3)} << zeros;
        top_bits out{first_two << zeros | third >> 32, words() * 32 - 1 - zeros, is_exact()};
        if (static_cast<std::uint32_t>(third) != 0) out.is_exact = false;
        for (std::size_t i = 4; i <= size_ && out.is_exact; ++i) out.is_exact = word(i) == 0;
        return out;
    }

private:
    constexpr void push(std::uint32_t word) noexcept { words_[size_++] = word; }

    // read_decimal needs most: 800 digits, scaled to 85 words.
    std::array<std::uint32_t, 88> words_{}; // lowest first
    std::size_t size_ = 0;
    bool cut_ = false;
};

/// Returns the double nearest to `top`, ties to even; nothing if that is infinity or zero.
[[nodiscard]] constexpr std::optional<double> round_to_double(const big_integer::top_bits& top) noexcept {
    constexpr int least = -1022; // exponent of the smallest double with all 53 bits
    // Below it the last bit has the same weight in every double.
    const int drop = 11 + std::max(0, least - top.power);
    if (drop > 64) return std::nullopt;
    std::uint64_t bits = drop == 64 ? 0 : top.bits >> drop;
    const std::uint64_t rest = top.bits << (64 - drop);
    constexpr std::uint64_t half = std::uint64_t{1} << 63;
    if (rest > half || (rest == half && (!top.is_exact || bits % 2 != 0))) ++bits;
    // The leading bit adds one to the exponent; so does a carry out of the fraction.
    bits += static_cast<std::uint64_t>(std::max(0, top.power - least)) << 52;
    const bool fits = bits != 0 && bits < std::uint64_t{0x7ff} << 52;
    return fits ? std::optional{std::bit_cast<double>(bits)} : std::nullopt;
}

/// Converts a number accepted by `scan_number` as `std::from_chars` would; returns nothing if it is out of range.
[[nodiscard]] constexpr std::optional<double> read_decimal(const char* at, const char* end) noexcept {
    // No double and no midpoint of two has more than 768 digits; after those it only matters whether one is not 0.
    constexpr int max_digits = 800;
    const bool negative = at != end && *at == '-';
    if (negative) ++at;

    big_integer digits;
    std::int64_t power = 0; // exponent of ten
    int count = 0;
    std::uint32_t group = 0; // up to nine digits not yet added to `digits`
    std::uint32_t group_size = 1;
    bool fraction = false;
    for (; at != end && *at != 'e' && *at != 'E'; ++at) {
        if (*at == '.') {
            fraction = true;
            continue;
        }
        const auto digit = static_cast<std::uint32_t>(*at - '0');
        if (count == max_digits) {
            digits.discard_low(digit);
            if (!fraction) ++power;
            continue;
        }
        if (fraction) --power;
        if (count == 0 && digit == 0) continue;
        ++count;
        group = group * 10 + digit;
        group_size *= 10;
        if (group_size == 1'000'000'000) {
            digits.multiply_add(group_size, group);
            group = 0;
            group_size = 1;
        }
    }
    digits.multiply_add(group_size, group);
    if (digits.is_zero()) return negative ? -0.0 : 0.0;

    if (at != end) {
        ++at;
        const bool below = *at == '-';
        if (*at == '-' || *at == '+') ++at;
        std::int64_t exponent = 0;
        for (; at != end; ++at) exponent = std::min<std::int64_t>(exponent * 10 + (*at - '0'), 1'000'000'000'000);
        power += below ? -exponent : exponent;
    }
    // The number is less than 10^size and at least a tenth of that.
    const std::int64_t size = count + power;
    if (size > std::numeric_limits<double>::max_exponent10 + 1 || size < -323) return std::nullopt;

    const auto five = static_cast<int>(power);
    // Each factor of five takes at most 7/3 bits, so the division leaves at least 64.
    const int extra_bits = five < 0 ? 32 * std::max(0, -five * 7 / 96 + 4 - digits.words()) : 0;
    digits.scale_by_two(extra_bits);
    digits.scale_by_five(five);
    auto top = digits.top();
    top.power += five - extra_bits;
    const auto magnitude = round_to_double(top);
    return magnitude && negative ? std::optional{-*magnitude} : magnitude;
}

/// Returns the double nearest to a number accepted by `scan_number`, without a plus sign; nothing if it is out of
/// range: infinity, or zero although a digit is not 0.
[[nodiscard]] constexpr std::optional<double> read_double(const char* at, const char* end) noexcept {
#ifdef __cpp_lib_to_chars // libc++ cannot read floating-point numbers
    if (!std::is_constant_evaluated()) {
        double number = 0;
        return std::from_chars(at, end, number).ec == std::errc{} ? std::optional{number} : std::nullopt;
    }
#endif
    return read_decimal(at, end);
}

/// The number `digits` * 10^`power`; `digits` has no trailing 0 unless it is zero.
struct decimal {
    std::uint64_t digits;
    int power;
};

/// Returns the shortest decimal that reads back as `magnitude` (finite); of those the nearest, ties to even.
[[nodiscard]] constexpr decimal shortest_decimal(double magnitude) noexcept {
    constexpr std::uint64_t hidden_bit = std::uint64_t{1} << 52;
    const auto bits = std::bit_cast<std::uint64_t>(magnitude);
    const int exponent = static_cast<int>(bits >> 52);
    const std::uint64_t fraction = bits & (hidden_bit - 1);
    if (bits == 0) return {0, 0};
    const std::uint64_t mantissa = exponent == 0 ? fraction : fraction | hidden_bit;
    // The number and the midpoints to its neighbours, in quarters of the last bit. Below a power of two they are
    // closer.
    const int two = std::max(exponent, 1) - 1077;
    const std::uint64_t below = mantissa * 4 - (fraction == 0 && exponent > 1 ? 1 : 2);
    const std::uint64_t above = mantissa * 4 + 2;
    // The midpoints round to the number if its last bit is 0.
    const bool even = mantissa % 2 == 0;

    // At least a hundred times finer than the last bit; 78913 / 2^18 approximates log10(2).
    int power = ((two + 2) * 78913 >> 18) - 2;
    const auto scaled = [&](std::uint64_t quarters) {
        big_integer out{quarters};
        // Multiplications first, so that no bits are discarded that a later one needs.
        if (power > 0) out.scale_by_two(two - power);
        out.scale_by_five(-power);
        if (power <= 0) out.scale_by_two(two - power);
        return out;
    };
    const big_integer low = scaled(below), middle = scaled(mantissa * 4), high = scaled(above);
    std::uint64_t first = low.low() + (low.is_exact() && even ? 0 : 1);
    std::uint64_t last = high.low() - (high.is_exact() && !even ? 1 : 0);
    // Drops digits while a number between first and last remains; at least one is dropped.
    std::uint64_t unit = 1;
    for (; (first + 9) / 10 <= last / 10; ++power) {
        first = (first + 9) / 10;
        last /= 10;
        unit *= 10;
    }
    const std::uint64_t digits = middle.low() / unit;
    const std::uint64_t rest = middle.low() % unit;
    const bool up = rest > unit / 2 || (rest == unit / 2 && (!middle.is_exact() || digits % 2 != 0));
    // No check of `last`: the upper bound is at least as far away as the lower one.
    return {digits + (digits < first || up ? 1 : 0), power};
}

} // namespace calque::detail
