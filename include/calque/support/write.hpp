// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/support/decimal.hpp>
#include <calque/support/plain_json.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <type_traits>
#include <utility>

// Writing shared by JSON and the language: numbers and quoted text. Usable in constant expressions, with any text
// type that has push_back(char) and append(std::string_view).
namespace calque::detail {

/// Appends the text as the content of a JSON string, with escapes.
template <class Text>
constexpr void append_escaped(Text& out, std::string_view text) {
    if (is_plain_json(text)) {
        out.append(text);
        return;
    }
    constexpr std::string_view hex = "0123456789abcdef";
    const char* const end = text.data() + text.size();
    const char* run = text.data();
    for (const char* at = run; at != end; ++at) {
        if (!is_escaped_in_json(*at)) continue;
        out.append(std::string_view{run, static_cast<std::size_t>(at - run)});
        run = at + 1;
        out.push_back('\\');
        switch (*at) {
        case '"':
        case '\\': out.push_back(*at); break;
        case '\b': out.push_back('b'); break;
        case '\f': out.push_back('f'); break;
        case '\n': out.push_back('n'); break;
        case '\r': out.push_back('r'); break;
        case '\t': out.push_back('t'); break;
        default:
            out.append(std::string_view{"u00"});
            out.push_back(hex[static_cast<unsigned char>(*at) >> 4]);
            out.push_back(hex[static_cast<unsigned char>(*at) & 0xf]);
        }
    }
    out.append(std::string_view{run, static_cast<std::size_t>(end - run)});
}

/// The digits of a number, padded with leading zeros to `width`.
class digit_text {
public:
    constexpr explicit digit_text(std::uint64_t number, std::size_t width = 1) noexcept {
        for (; number != 0 || size_ < width; number /= 10) text_[text_.size() - ++size_] = digit(number % 10);
    }
    [[nodiscard]] constexpr std::string_view view() const noexcept {
        return {text_.data() + (text_.size() - size_), size_};
    }

private:
    [[nodiscard]] static constexpr char digit(std::uint64_t value) noexcept { return static_cast<char>('0' + value); }

    std::array<char, 20> text_{};
    std::size_t size_ = 0;
};

template <class Text, class Whole>
constexpr void append_whole(Text& out, Whole number) {
    if (std::is_constant_evaluated()) {
        const bool negative = std::cmp_less(number, 0);
        const auto bits = static_cast<std::uint64_t>(number);
        if (negative) out.push_back('-');
        out.append(digit_text{negative ? 0 - bits : bits}.view());
        return;
    }
    std::array<char, 24> text{};
    const auto end = std::to_chars(text.data(), text.data() + text.size(), number).ptr;
    out.append(std::string_view{text.data(), static_cast<std::size_t>(end - text.data())});
}

/// Implements `append_double` without <charconv>; the number must be finite.
template <class Text>
constexpr void append_decimal(Text& out, double number) {
    const bool negative = std::bit_cast<std::uint64_t>(number) >> 63 != 0;
    if (negative) out.push_back('-');
    const decimal shortest = shortest_decimal(negative ? -number : number);
    const digit_text written{shortest.digits};
    const std::string_view digits = written.view();
    const auto size = static_cast<int>(digits.size());
    const auto append_point = [&](std::size_t before) {
        out.append(digits.substr(0, before));
        if (before == digits.size()) return;
        out.push_back('.');
        out.append(digits.substr(before));
    };
    // Fractions are written without an exponent if that is not longer; whole numbers always have one.
    if (shortest.power < 0 && shortest.power >= -size - (size == 1 ? 2 : 3)) {
        if (size > -shortest.power) return append_point(static_cast<std::size_t>(size + shortest.power));
        out.append(std::string_view{"0.000"}.substr(0, static_cast<std::size_t>(2 - shortest.power - size)));
        out.append(digits);
        return;
    }
    append_point(1);
    out.push_back('e');
    append_whole(out, shortest.power + size - 1);
}

/// Appends the shortest text that round-trips. A whole double, which does not fit 64 bits, keeps its exponent.
template <class Text>
constexpr void append_double(Text& out, double number) {
    if (std::is_constant_evaluated()) return append_decimal(out, number);
    std::array<char, 32> text{};
    // From 2^53 on all doubles are whole; below, those that survive conversion to an integer.
    constexpr double all_whole = 9007199254740992.0;
    const bool whole =
        number <= -all_whole || number >= all_whole || static_cast<double>(static_cast<std::int64_t>(number)) == number;
    const auto end =
        whole ? std::to_chars(text.data(), text.data() + text.size(), number, std::chars_format::scientific).ptr
              : std::to_chars(text.data(), text.data() + text.size(), number).ptr;
    const std::string_view digits{text.data(), static_cast<std::size_t>(end - text.data())};
    const std::size_t exponent = digits.find('e');
    out.append(digits.substr(0, exponent));
    if (exponent == std::string_view::npos) return;
    std::string_view power = digits.substr(exponent + 1);
    out.push_back('e');
    if (power.front() == '-') out.push_back('-');
    power.remove_prefix(std::min(power.find_first_not_of("+-0"), power.size() - 1));
    out.append(power);
}

} // namespace calque::detail
