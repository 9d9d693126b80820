// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include "text.hpp"

#include <boost/locale/utf.hpp>

#include <array>
#include <clocale>
#include <cwchar>
#include <utility>

namespace cli {
namespace {

using utf8 = boost::locale::utf::utf_traits<char>;
using boost::locale::utf::code_point;

/// A character of a text, or a byte that is not valid UTF-8.
struct character {
    std::string_view bytes;
    code_point point;
    bool valid;
};

character first_character(std::string_view text) {
    const char* at = text.data();
    const code_point point = utf8::decode(at, text.data() + text.size());
    if (point == boost::locale::utf::illegal || point == boost::locale::utf::incomplete)
        return {text.substr(0, 1), static_cast<unsigned char>(text.front()), false};
    return {text.substr(0, static_cast<std::size_t>(at - text.data())), point, true};
}

/// Returns wcwidth(), which knows all characters only in a UTF-8 locale; the program's own locale is kept.
int columns_of(code_point point) {
    static const locale_t utf8_locale = newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr);
    if (utf8_locale == nullptr) return point < 0x20 || (point >= 0x7f && point < 0xa0) ? -1 : 1;
    const locale_t before = uselocale(utf8_locale);
    const int columns = wcwidth(static_cast<wchar_t>(point));
    uselocale(before);
    return columns;
}

/// Returns true for invisible characters that can deceive: soft hyphen, zero width space, direction marks, tags and
/// the like.
bool is_invisible(code_point point) {
    constexpr std::array<std::pair<code_point, code_point>, 9> ranges{{{0x00ad, 0x00ad},
                                                                       {0x061c, 0x061c},
                                                                       {0x180e, 0x180e},
                                                                       {0x200b, 0x200b},
                                                                       {0x200e, 0x200f},
                                                                       {0x2028, 0x202e},
                                                                       {0x2060, 0x206f},
                                                                       {0xfeff, 0xfeff},
                                                                       {0xe0000, 0xe007f}}};
    for (const auto& [first, last] : ranges)
        if (point >= first && point <= last) return true;
    return false;
}

void append_unit(std::string& out, code_point unit) {
    constexpr std::string_view digits = "0123456789abcdef";
    out += "\\u";
    for (int shift = 12; shift >= 0; shift -= 4) out += digits[(unit >> shift) & 15u];
}

void append_escaped(std::string& out, const character& what) {
    constexpr std::string_view digits = "0123456789abcdef";
    if (!what.valid) {
        out += "\\x";
        out += digits[what.point >> 4];
        out += digits[what.point & 15u];
        return;
    }
    switch (what.point) {
    case '\n': out += "\\n"; return;
    case '\r': out += "\\r"; return;
    case '\t': out += "\\t"; return;
    default: break;
    }
    if (what.point < 0x10000) return append_unit(out, what.point);
    append_unit(out, 0xd800 + ((what.point - 0x10000) >> 10));
    append_unit(out, 0xdc00 + ((what.point - 0x10000) & 0x3ffu));
}

std::size_t width_of(const character& what) {
    if (what.point < 0x7f) return 1;
    const int columns = what.valid ? columns_of(what.point) : 1;
    return columns < 0 ? 1 : static_cast<std::size_t>(columns);
}

/// Returns the longest prefix of a text that fits into `width` columns.
std::string_view beginning(std::string_view text, std::size_t width) {
    std::size_t bytes = 0;
    for (std::size_t used = 0; bytes < text.size();) {
        const character next = first_character(text.substr(bytes));
        used += width_of(next);
        if (used > width) break;
        bytes += next.bytes.size();
    }
    return text.substr(0, bytes);
}

} // namespace

std::string printable(std::string_view text, bool unicode) {
    std::string out;
    out.reserve(text.size());
    while (!text.empty()) {
        const character next = first_character(text);
        const bool ascii = next.point >= 0x20 && next.point < 0x7f;
        if (ascii || (next.valid && unicode && columns_of(next.point) >= 0 && !is_invisible(next.point)))
            out += next.bytes;
        else append_escaped(out, next);
        text.remove_prefix(next.bytes.size());
    }
    return out;
}

std::string as_utf8(std::string_view text) {
    std::string out;
    while (!text.empty()) {
        const character next = first_character(text);
        out += next.valid ? next.bytes : "\xef\xbf\xbd";
        text.remove_prefix(next.bytes.size());
    }
    return out;
}

std::size_t display_width(std::string_view text) {
    std::size_t width = 0;
    while (!text.empty()) {
        const character next = first_character(text);
        width += width_of(next);
        text.remove_prefix(next.bytes.size());
    }
    return width;
}

std::string clipped(std::string_view text, std::size_t width, bool unicode) {
    const std::string_view whole = beginning(text, width);
    if (whole.size() == text.size()) return std::string{text};
    const std::string_view ellipsis = unicode ? "…" : "..";
    const std::size_t taken = unicode ? 1 : 2;
    if (width < taken) return std::string(width, '.');
    return std::string{beginning(text, width - taken)}.append(ellipsis);
}

std::string padded(std::string_view text, std::size_t width) {
    const std::size_t used = display_width(text);
    return std::string{text}.append(used < width ? width - used : 0, ' ');
}

std::string right_aligned(std::string_view text, std::size_t width) {
    const std::size_t used = display_width(text);
    return std::string(used < width ? width - used : 0, ' ').append(text);
}

std::vector<std::string> wrapped(std::string_view text, std::size_t width) {
    std::vector<std::string> lines;
    while (!text.empty()) {
        std::string_view line = beginning(text, width);
        if (line.empty()) line = first_character(text).bytes; // wider than a line: emitted anyway
        lines.emplace_back(line);
        text.remove_prefix(line.size());
    }
    return lines;
}

std::string repeated(std::string_view text, std::size_t times) {
    std::string out;
    out.reserve(text.size() * times);
    for (std::size_t i = 0; i < times; ++i) out += text;
    return out;
}

} // namespace cli
