// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/https/detail/entity_names.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

// The spellings of a character in a text: as itself, by an escape, or by an escape that is escaped again.
namespace calque::detail {

/// A character at a position of a text, and the position after it.
struct spelled_character {
    char c = '\0';
    std::size_t end = 0;
};

/// Returns whether a character begins an escape of JSON or JavaScript, a URL, HTML, or a JSON pointer.
[[nodiscard]] constexpr bool starts_escape(char c) noexcept { return c == '\\' || c == '%' || c == '&' || c == '~'; }

/// Undoes `Depth` levels of escaping, one character at a time.
template <int Depth>
class unescaping {
public:
    /// Sets `cut` if the text ends within a possible escape. With `lenient`, as in browsers, a backslash may precede
    /// anything but letters and digits, and a numeric entity needs no semicolon.
    unescaping(std::string_view text, bool& cut, bool lenient = false) noexcept
        : text_{text}, cut_{cut}, lenient_{lenient}, below_{text, cut} {}

    /// Returns the character at a position, which must not be the end.
    [[nodiscard]] spelled_character operator()(std::size_t at) const {
        const spelled_character first = below_(at);
        if (!starts_escape(first.c)) return first;
        return escape(first).value_or(first);
    }

private:
    using found = std::optional<spelled_character>;

    [[nodiscard]] found next(std::size_t at) const {
        if (at < text_.size()) return below_(at);
        cut_ = true;
        return {};
    }

    [[nodiscard]] found escape(const spelled_character& first) const {
        const found second = next(first.end);
        if (!second) return {};
        switch (first.c) {
        case '%': return second->c == 'u' ? hex(second->end, 4) : hex(first.end, 2); // `%u002F` is JavaScript's
        case '~':                                                                    // of a JSON pointer
            if (second->c != '0' && second->c != '1') return {};
            return spelled_character{second->c == '0' ? '~' : '/', second->end};
        case '&': return second->c == '#' ? entity_number(second->end) : named_entity(first.end);
        default: break;
        }
        if (second->c == 'u') return hex(second->end, 4);
        if (second->c == 'x') return hex(second->end, 2);
        const bool known = std::string_view{"/\\\"'"}.find(second->c) != std::string_view::npos;
        return known || (lenient_ && !is_letter_or_digit(second->c)) ? second : found{};
    }

    /// Reads `digits` hexadecimal digits.
    [[nodiscard]] found hex(std::size_t at, int digits) const {
        std::uint32_t code = 0;
        for (; digits > 0; --digits) {
            const found digit = next(at);
            if (!digit || digit_value(digit->c) > 15) return {};
            code = code * 16 + digit_value(digit->c);
            at = digit->end;
        }
        return ascii(code, at);
    }

    /// Reads a numeric entity, from after `&#`.
    [[nodiscard]] found entity_number(std::size_t at) const {
        constexpr int most_digits = 8;
        found digit = next(at);
        const bool is_hex = digit && (digit->c == 'x' || digit->c == 'X');
        if (is_hex) digit = next(at = digit->end);
        const std::uint32_t base = is_hex ? 16 : 10;
        std::uint32_t code = 0;
        int digits = 0;
        for (; digit && digits < most_digits && digit_value(digit->c) < base; digit = next(at), ++digits) {
            code = code * base + digit_value(digit->c);
            at = digit->end;
        }
        if (digits == 0) return {};
        if (digit && digit->c == ';') return ascii(code, digit->end);
        return lenient_ ? ascii(code, at) : found{};
    }

    /// Reads a named entity, from after `&`.
    [[nodiscard]] found named_entity(std::size_t at) const {
        std::array<char, longest_entity_name> name{};
        for (std::size_t size = 0;; ++size) {
            const found each = next(at);
            if (!each) return {};
            at = each->end;
            if (each->c == ';') {
                const char c = named_character({name.data(), size});
                return c == '\0' ? found{} : spelled_character{c, at};
            }
            if (size == name.size() || !is_letter_or_digit(each->c)) return {};
            name[size] = each->c;
        }
    }

    [[nodiscard]] static found ascii(std::uint32_t code, std::size_t end) noexcept {
        if (code >= 0x80) return {};
        return spelled_character{static_cast<char>(code), end};
    }

    [[nodiscard]] static constexpr bool is_letter_or_digit(char c) noexcept {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    /// Returns the value of a hexadecimal digit; 16 for any other character.
    [[nodiscard]] static constexpr std::uint32_t digit_value(char c) noexcept {
        if (c >= '0' && c <= '9') return static_cast<std::uint32_t>(c - '0');
        if (c >= 'a' && c <= 'f') return static_cast<std::uint32_t>(c - 'a' + 10);
        if (c >= 'A' && c <= 'F') return static_cast<std::uint32_t>(c - 'A' + 10);
        return 16;
    }

    std::string_view text_;
    bool& cut_;
    bool lenient_;
    unescaping<Depth - 1> below_;
};

template <>
class unescaping<0> {
public:
    unescaping(std::string_view text, bool&) noexcept : text_{text} {}
    [[nodiscard]] spelled_character operator()(std::size_t at) const noexcept { return {text_[at], at + 1}; }

private:
    std::string_view text_;
};

/// All possible readings of a position in a text.
struct spellings {
    std::array<spelled_character, 5> all{}; ///< unchanged, unescaped once, and unescaped twice
    std::size_t count = 1;
    bool cut = false; ///< the text ends within a possible escape
};

/// Reads a position, which must not be the end.
[[nodiscard]] inline spellings read_spellings(std::string_view text, std::size_t at) {
    spellings out;
    out.all[0] = {text[at], at + 1};
    if (!starts_escape(text[at])) return out;
    const auto add = [&out](const spelled_character& each) {
        if (each.end != out.all[out.count - 1].end) out.all[out.count++] = each;
    };
    for (const bool lenient : {false, true}) {
        add(unescaping<1>{text, out.cut, lenient}(at));
        add(unescaping<2>{text, out.cut, lenient}(at));
    }
    return out;
}

} // namespace calque::detail
