// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/support/scan.hpp>

#include <array>
#include <string>
#include <string_view>

namespace calque::detail {

/// A character often pasted in place of another one.
struct look_alike {
    char32_t code;
    std::string_view name;
    std::string_view meant; ///< what the language uses instead
};

inline constexpr std::array<look_alike, 62> look_alikes{{
    {0x00a0, "no-break space", " "},
    {0x1680, "ogham space mark", " "},
    {0x2002, "en space", " "},
    {0x2003, "em space", " "},
    {0x2007, "figure space", " "},
    {0x2009, "thin space", " "},
    {0x200b, "zero width space", ""},
    {0x200c, "zero width non-joiner", ""},
    {0x200d, "zero width joiner", ""},
    {0x2028, "line separator", " "},
    {0x2029, "paragraph separator", " "},
    {0x202f, "narrow no-break space", " "},
    {0x2060, "word joiner", ""},
    {0x00ad, "soft hyphen", ""},
    {0x180e, "Mongolian vowel separator", ""},
    {0x200e, "left-to-right mark", ""},
    {0x200f, "right-to-left mark", ""},
    {0x202a, "left-to-right embedding", ""},
    {0x202b, "right-to-left embedding", ""},
    {0x202c, "pop directional formatting", ""},
    {0x202d, "left-to-right override", ""},
    {0x202e, "right-to-left override", ""},
    {0x2066, "left-to-right isolate", ""},
    {0x2067, "right-to-left isolate", ""},
    {0x2069, "pop directional isolate", ""},
    {0x3000, "ideographic space", " "},
    {0xfeff, "byte order mark", ""},
    {0x0060, "grave accent", "'"},
    {0x00b4, "acute accent", "'"},
    {0x201b, "single high-reversed-9 quotation mark", "'"},
    {0x2032, "prime", "'"},
    {0x2033, "double prime", "\""},
    {0x2018, "left single quotation mark", "'"},
    {0x2019, "right single quotation mark", "'"},
    {0x201a, "single low quotation mark", "'"},
    {0x201c, "left double quotation mark", "\""},
    {0x201d, "right double quotation mark", "\""},
    {0x201e, "double low quotation mark", "\""},
    {0x00ab, "left guillemet", "\""},
    {0x00bb, "right guillemet", "\""},
    {0x2010, "hyphen", "-"},
    {0x2011, "non-breaking hyphen", "-"},
    {0x2013, "en dash", "-"},
    {0x2014, "em dash", "-"},
    {0x2212, "minus sign", "-"},
    {0x2026, "horizontal ellipsis", ".."},
    {0x2260, "not equal to", "!="},
    {0x2264, "less-than or equal to", "<="},
    {0x2265, "greater-than or equal to", ">="},
    {0x00ac, "not sign", "!"},
    {0x0410, "Cyrillic capital letter A", "A"},
    {0x0430, "Cyrillic small letter a", "a"},
    {0x0435, "Cyrillic small letter ie", "e"},
    {0x043e, "Cyrillic small letter o", "o"},
    {0x0440, "Cyrillic small letter er", "p"},
    {0x0441, "Cyrillic small letter es", "c"},
    {0x0443, "Cyrillic small letter u", "y"},
    {0x0445, "Cyrillic small letter ha", "x"},
    {0x0456, "Cyrillic small letter i", "i"},
    {0x0455, "Cyrillic small letter dze", "s"},
    {0x03bf, "Greek small letter omicron", "o"},
    {0x00d7, "multiplication sign", "x"},
}};

inline constexpr std::string_view full_width_ascii =
    "!\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~";

/// Returns what a character is likely meant to be; `name` is empty if it is not a look-alike.
[[nodiscard]] constexpr look_alike find_look_alike(char32_t code) noexcept {
    if (code >= 0xff01 && code <= 0xff5e) return {code, "full-width form", full_width_ascii.substr(code - 0xff01, 1)};
    for (const look_alike& each : look_alikes)
        if (each.code == code) return each;
    return {code, {}, {}};
}

/// Returns whether a character is invisible and likely accidental: a soft hyphen, a direction mark, a zero-width
/// space. Joiners do not count, because emoji and some scripts need them.
[[nodiscard]] constexpr bool is_hidden(char32_t code) noexcept {
    if (code < 0xad || code == 0x200c || code == 0x200d) return false;
    const look_alike each = find_look_alike(code);
    return !each.name.empty() && each.meant.empty();
}

/// Formats a code point as `U+200B`.
[[nodiscard, gnu::cold]] inline std::string code_point(char32_t code) {
    std::string out;
    for (int shift = code > 0xffff ? 20 : 12; shift >= 0; shift -= 4) out += "0123456789ABCDEF"[code >> shift & 0xfu];
    return "U+" + out;
}

} // namespace calque::detail
