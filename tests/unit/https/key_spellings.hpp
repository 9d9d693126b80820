// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdio>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// The spellings in which a server may quote a key, and a check whether a text reveals the key in any of them.
namespace spelt {

/// A key with characters that the encodings treat differently.
inline const std::string key = "ck_live/AbC+def/123==";

using speller = std::function<std::string(char)>;

inline std::string each_of(std::string_view text, const speller& spell) {
    std::string out;
    for (const char c : text) out += spell(c);
    return out;
}

inline speller formatted(const char* format) {
    return [format](char c) {
        char out[16];
        std::snprintf(out, sizeof out, format, static_cast<unsigned>(c));
        return std::string{out};
    };
}

inline std::string named(char c) {
    switch (c) {
    case '_': return "&lowbar;";
    case '/': return "&sol;";
    case '+': return "&plus;";
    case '=': return "&equals;";
    default: return std::string(1, c);
    }
}

/// Returns the functions that spell one character as JSON, URLs and HTML do.
inline const std::vector<std::pair<std::string, speller>>& spellers() {
    static const std::vector<std::pair<std::string, speller>> all{
        {"JSON, \\/", [](char c) { return c == '/' ? std::string{"\\/"} : std::string(1, c); }},
        {"JSON, \\u002b", formatted("\\u%04x")},
        {"JSON, \\u002B", formatted("\\u%04X")},
        {"JavaScript, \\x2b", formatted("\\x%02x")},
        {"URL, %2b", formatted("%%%02x")},
        {"URL, %2B", formatted("%%%02X")},
        {"URL, %u002b", formatted("%%u%04x")},
        {"HTML, &#43;", formatted("&#%u;")},
        {"HTML, &#0043;", formatted("&#%04u;")},
        {"HTML, &#x2b;", formatted("&#x%x;")},
        {"HTML, &#X2B;", formatted("&#X%X;")},
        {"HTML, &plus;", named},
    };
    return all;
}

inline std::string base64(std::string_view text, std::string_view last_two = "+/") {
    const std::string digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789" + std::string{last_two};
    std::string out;
    unsigned bits = 0;
    int count = 0;
    for (const char c : text) {
        bits = bits << 8 | static_cast<unsigned char>(c);
        for (count += 8; count >= 6; count -= 6) out += digits[bits >> (count - 6) & 63];
    }
    if (count > 0) out += digits[bits << (6 - count) & 63];
    return out.append((4 - out.size() % 4) % 4, '=');
}

/// Returns a key in all spellings, each with a name; with `twice` also in all spellings of these spellings.
inline std::vector<std::pair<std::string, std::string>> spellings(std::string_view of = key, bool twice = false) {
    std::vector<std::pair<std::string, std::string>> out{{"as it is", std::string{of}}};
    for (const auto& [name, spell] : spellers()) {
        out.emplace_back(name, each_of(of, spell));
        bool every_other = false;
        out.emplace_back(name + ", every other", each_of(of, [&](char c) {
                             return (every_other = !every_other) ? spell(c) : std::string(1, c);
                         }));
        for (const auto& [other, outer] : spellers())
            if (twice || (name.starts_with("URL") && other.starts_with("JSON")))
                out.emplace_back(name + " in " + other, each_of(each_of(of, spell), outer));
    }
    out.emplace_back("HTML, &#43", each_of(of, formatted("&#%u")));
    out.emplace_back("a form", each_of(of, [](char c) { return c == '+' ? std::string{" "} : std::string(1, c); }));
    for (const std::string before : {"", "Bearer ", "x:", "xy:", "key="})
        for (const std::string last_two : {"+/", "-_"})
            for (const std::string behind : {"", "\n"})
                out.emplace_back("base64 behind " + before, base64(before + std::string{of} + behind, last_two));
    return out;
}

/// Returns a text with one level of JSON, URL and HTML escapes decoded.
inline std::string unescaped(std::string_view text) {
    std::string out;
    while (!text.empty()) {
        unsigned code = 0;
        int size = 0;
        char semicolon = 0;
        const std::string copy{text.substr(0, 16)};
        const auto is = [&](const char* format) {
            size = 0;
            return std::sscanf(copy.c_str(), format, &code, &size) == 1 && size > 0 && code < 0x80;
        };
        const auto is_entity = [&](const char* format) {
            if (!is(format)) return false;
            semicolon = copy.c_str()[size];
            if (semicolon == ';') ++size;
            return true;
        };
        if (is("\\u%4x%n") || is("\\x%2x%n") || is("%%u%4x%n") || is("%%%2x%n") || is_entity("&#x%x%n") ||
            is_entity("&#X%x%n") || is_entity("&#%u%n")) {
            out += static_cast<char>(code);
            text.remove_prefix(static_cast<std::size_t>(size));
            continue;
        }
        bool found = false;
        for (const char c : {'_', '/', '+', '='})
            if (const std::string name = named(c); !found && text.starts_with(name)) {
                out += c;
                text.remove_prefix(name.size());
                found = true;
            }
        if (found) continue;
        if (text.front() == '\\' && text.size() > 1) text.remove_prefix(1);
        out += text.front();
        text.remove_prefix(1);
    }
    return out;
}

/// Returns whether a text contains the key in base64 of either alphabet.
inline bool reveals_in_base64(std::string text, std::string_view of) {
    const std::string digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::ranges::replace(text, '-', '+');
    std::ranges::replace(text, '_', '/');
    for (std::size_t from = 0; from < 4; ++from) {
        std::string bytes;
        unsigned bits = 0;
        int count = 0;
        for (std::size_t at = from; at < text.size(); ++at) {
            const std::size_t value = digits.find(text[at]);
            if (value == std::string::npos) { // another base64 text begins, at any of the four offsets
                bytes += '\0';
                bits = 0;
                count = 0;
                at += from;
                continue;
            }
            bits = bits << 6 | static_cast<unsigned>(value);
            count += 6;
            if (count >= 8) bytes += static_cast<char>(bits >> (count -= 8) & 0xff);
        }
        if (bytes.find(of) != std::string::npos) return true;
    }
    return false;
}

/// Returns whether a text reveals the key, or its beginning, in any spelling.
inline bool tells(std::string text, std::string_view of = key) {
    const std::string_view part =
        of.substr(0, std::max<std::size_t>(of.size() / 2, std::min<std::size_t>(of.size(), 4)));
    for (int times = 0; times < 4; ++times, text = unescaped(text))
        if (text.find(part) != std::string::npos || reveals_in_base64(text, of)) return true;
    return false;
}

} // namespace spelt
