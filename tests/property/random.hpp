// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <iterator>
#include <limits>
#include <random>
#include <string>
#include <string_view>

// Seeded values: the same on every machine, because only the engine's own numbers are used.
namespace property {

class randomness {
public:
    explicit randomness(std::uint64_t seed) : engine_{seed} {}

    [[nodiscard]] std::uint64_t bits() { return engine_(); }
    [[nodiscard]] std::size_t below(std::size_t count) { return static_cast<std::size_t>(engine_() % count); }
    [[nodiscard]] bool once_in(std::size_t count) { return below(count) == 0; }

    template <class T>
    [[nodiscard]] T one_of(std::initializer_list<T> all) {
        return *std::next(all.begin(), static_cast<std::ptrdiff_t>(below(all.size())));
    }
    [[nodiscard]] std::string word(std::initializer_list<std::string_view> all) { return std::string{one_of(all)}; }

    /// Returns any whole number, often an extreme one.
    [[nodiscard]] std::int64_t whole() {
        using limits = std::numeric_limits<std::int64_t>;
        if (once_in(3)) return one_of({limits::min(), limits::max(), std::int64_t{0}, std::int64_t{9007199254740993}});
        return static_cast<std::int64_t>(bits()) >> below(64);
    }

    /// Returns any finite number.
    [[nodiscard]] double real() {
        if (once_in(4)) return one_of({0.1, 1e300, 5e-324, -1.7976931348623157e308, 1e22, 0.30000000000000004, -0.0});
        for (;;) {
            const auto number = std::bit_cast<double>(bits());
            if (std::isfinite(number)) return number;
        }
    }

    /// Returns UTF-8 of any characters: ordinary, astral, control, direction-changing, unassigned.
    [[nodiscard]] std::string text() {
        std::string out;
        for (std::size_t i = below(8); i > 0; --i) {
            if (once_in(3)) append_utf8(out, code_point());
            else
                out +=
                    word({"a",    "B",      "7",       " ",          "\"",     "'",      "\\",          "/",      "\n",
                          "\x7f", "\u00e9", "e\u0301", "\U0001F600", "\u202e", "\ufeff", "\u2028",      "\u00a0", "#",
                          "(",    "]",      "and",     "null",       ".",      "_",      "\xef\xbf\xbf"});
        }
        return out;
    }

private:
    [[nodiscard]] std::uint32_t code_point() {
        if (once_in(3)) return static_cast<std::uint32_t>(below(0x20)); // NUL and other control characters
        const auto any = static_cast<std::uint32_t>(bits() >> below(50)) % 0x110000;
        return any >= 0xd800 && any < 0xe000 ? any + 0x2000 : any;
    }

    static void append_utf8(std::string& out, std::uint32_t code) {
        const auto tail = [&](unsigned shift) { out += static_cast<char>(0x80 | (code >> shift & 0x3f)); };
        if (code < 0x80) {
            out += static_cast<char>(code);
        } else if (code < 0x800) {
            out += static_cast<char>(0xc0 | code >> 6);
            tail(0);
        } else if (code < 0x10000) {
            out += static_cast<char>(0xe0 | code >> 12);
            tail(6);
            tail(0);
        } else {
            out += static_cast<char>(0xf0 | code >> 18);
            tail(12);
            tail(6);
            tail(0);
        }
    }

    std::mt19937_64 engine_;
};

} // namespace property
