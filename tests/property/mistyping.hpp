// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <array>
#include <cctype>
#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// One typing error in a filter's text, as people make them; seeded, and the same on every machine.
namespace property {

enum class mistyping {
    swap,           // two adjacent characters are swapped
    drop,           // a character is missing
    repeat,         // a character is doubled
    letter_case,    // a letter has the other case
    quote,          // a quote is of the other kind, smart, doubled or missing
    bracket,        // a parenthesis, bracket or brace is missing, doubled or of another kind
    operator_word,  // an operator or connective is spelled as in another language
    joined,         // the space between two words is missing
    repeated_token, // a connective, operator, comma or keyword is repeated
};
inline constexpr std::array all_mistypings{
    std::pair{mistyping::swap, "swapped characters"},    std::pair{mistyping::drop, "dropped character"},
    std::pair{mistyping::repeat, "doubled character"},   std::pair{mistyping::letter_case, "changed case"},
    std::pair{mistyping::quote, "wrong quote"},          std::pair{mistyping::bracket, "wrong bracket"},
    std::pair{mistyping::operator_word, "wrong word"},   std::pair{mistyping::joined, "dropped space"},
    std::pair{mistyping::repeated_token, "doubled word"}};

class mistyper {
public:
    explicit mistyper(std::uint64_t seed) : engine_{seed} {}

    [[nodiscard]] std::size_t below(std::size_t count) { return static_cast<std::size_t>(engine_() % count); }

    /// Returns the text with one error of a kind, or unchanged if that kind does not fit anywhere.
    [[nodiscard]] std::string operator()(std::string text, mistyping kind) {
        switch (kind) {
        case mistyping::swap: {
            const std::size_t at = whole(text), next = at + size(text, at);
            if (next == text.size()) return text;
            return text.substr(0, at) + text.substr(next, size(text, next)) + text.substr(at, next - at) +
                   text.substr(next + size(text, next));
        }
        case mistyping::drop: {
            const std::size_t at = whole(text);
            return text.erase(at, size(text, at));
        }
        case mistyping::repeat: {
            const std::size_t at = whole(text);
            return text.insert(at, text.substr(at, size(text, at)));
        }
        case mistyping::letter_case: return with_case(std::move(text));
        case mistyping::quote: return with_quote(std::move(text));
        case mistyping::bracket: return with_bracket(std::move(text));
        case mistyping::operator_word: return with_word(std::move(text));
        case mistyping::joined: return with_joined(std::move(text));
        case mistyping::repeated_token: return with_repeated(std::move(text));
        }
        return text;
    }

private:
    /// Returns a random position for which `fits(text, i)` holds, or npos.
    template <class Fits>
    [[nodiscard]] std::size_t place(const std::string& text, const Fits& fits) {
        std::vector<std::size_t> all;
        for (std::size_t i = 0; i < text.size(); ++i)
            if (fits(i)) all.push_back(i);
        return all.empty() ? std::string::npos : all[below(all.size())];
    }
    /// Returns the first byte of a random character, which may have several bytes in UTF-8.
    [[nodiscard]] std::size_t whole(const std::string& text) {
        return place(text, [&](std::size_t i) { return !continues(text[i]); });
    }
    [[nodiscard]] static std::size_t size(const std::string& text, std::size_t at) {
        std::size_t end = at + 1;
        while (end < text.size() && continues(text[end])) ++end;
        return end - at;
    }
    [[nodiscard]] static bool continues(char c) { return (static_cast<unsigned char>(c) & 0xc0u) == 0x80u; }

    [[nodiscard]] static bool letter(char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; }
    [[nodiscard]] static bool wordy(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

    [[nodiscard]] std::string with_case(std::string text) {
        const std::size_t at = place(text, [&](std::size_t i) { return letter(text[i]); });
        if (at != std::string::npos) text[at] = static_cast<char>(text[at] ^ 0x20);
        return text;
    }

    [[nodiscard]] std::string with_quote(std::string text) {
        const std::size_t at = place(text, [&](std::size_t i) { return text[i] == '"' || text[i] == '\''; });
        if (at == std::string::npos) return text;
        static constexpr std::array<std::string_view, 4> smart{"\u201c", "\u201d", "\u2018", "\u2019"};
        switch (below(5)) {
        case 0: return text.replace(at, 1, text[at] == '"' ? "'" : "\"");
        case 1: return text.replace(at, 1, smart[below(2) + (text[at] == '"' ? 0u : 2u)]);
        case 2: return text.insert(at, 1, text[at]);
        default: return text.erase(at, 1);
        }
    }

    [[nodiscard]] std::string with_bracket(std::string text) {
        static constexpr std::string_view brackets = "()[]{}";
        const auto is_bracket = [&](std::size_t i) { return brackets.find(text[i]) != std::string_view::npos; };
        const std::size_t at = place(text, is_bracket);
        if (at == std::string::npos) return text;
        switch (below(4)) {
        case 0: text[at] = brackets[below(brackets.size())]; return text;
        case 1: return text.insert(at, 1, text[at]);
        default: return text.erase(at, 1);
        }
    }

    [[nodiscard]] std::string with_word(std::string text) {
        // The correct spelling, longest first, and wrong ones, separated by `/`.
        static constexpr std::array<std::pair<std::string_view, std::string_view>, 21> spellings{{
            {" is not null", " != null/ isnt null/ is not nil/ not null/ is notnull/ <> null/ is not none"},
            {" is null", " = null/ == null/ is nil/ is none/ null/ = none/ is nul"},
            {" not in ", " notin / nin / not_in / !in / isnt in "},
            {" startswith ", " starts_with / starts with / beginswith / startwith / startsWith: / startswiht "},
            {" endswith ", " ends_with / ends with / endwith / endwiths "},
            {" contains ", " like / has / includes / contain / contians / ilike / =contains / contains: "},
            {" matches ", " match / =~ / matchs / regexp / rlike / mathces "},
            {" and ", " & / adn / an / nad / and also / , / andd / &&& / and and "},
            {" or ", " | / ro / orr / ||| / or or "},
            {" in ", " on / inn / i n / within / between / ni "},
            {">=", "=>/ge/>==/> =/\u2265/=>=/gteq/=/>"},
            {"<=", "=</le/<==/< =/\u2264/=<=/lteq"},
            {"!=", "=!/!==/ne/ isnt /\u2260/=!=/! =/not ="},
            {"==", "===/= =/=="},
            {" = ", " === / equals / equal / is / : / := / = = / like "},
            {" > ", " >> / over / above / after / greater / gtr "},
            {" < ", " << / under / below / before / less / lss "},
            {"not (", "~(/ not(/no (/nto (/not not (/-("},
            {"..", "./.../ to /-/, /\u2026"},
            {"true", "yes/ture/tru/on/True/1/\"true\""},
            {"false", "no/flase/fals/off/0/\"false\""},
        }};
        for (int attempt = 0; attempt < 40; ++attempt) {
            const auto& [right, wrong] = spellings[below(spellings.size())];
            std::vector<std::size_t> found;
            for (std::size_t at = text.find(right); at != std::string::npos; at = text.find(right, at + 1))
                found.push_back(at);
            if (found.empty()) continue;
            std::vector<std::string_view> all;
            for (std::string_view rest = wrong; !rest.empty();) {
                const std::size_t slash = rest.find('/');
                all.push_back(rest.substr(0, slash));
                rest = slash == std::string_view::npos ? "" : rest.substr(slash + 1);
            }
            return text.replace(found[below(found.size())], right.size(), all[below(all.size())]);
        }
        return text;
    }

    [[nodiscard]] std::string with_joined(std::string text) {
        const std::size_t at = place(text, [&](std::size_t i) {
            return i > 0 && i + 1 < text.size() && text[i] == ' ' && wordy(text[i - 1]) && wordy(text[i + 1]);
        });
        return at == std::string::npos ? text : text.erase(at, 1);
    }

    [[nodiscard]] std::string with_repeated(std::string text) {
        const auto starts = [&](std::size_t i) {
            const char c = text[i];
            if (c == ',' || c == '=' || c == '<' || c == '>' || c == '.' || c == '!') return true;
            return letter(c) && (i == 0 || text[i - 1] == ' ' || text[i - 1] == '(');
        };
        const std::size_t at = place(text, starts);
        if (at == std::string::npos) return text;
        std::size_t end = at + 1;
        if (letter(text[at]))
            while (end < text.size() && (wordy(text[end]) || text[end] == '.')) ++end;
        const std::string token = text.substr(at, end - at);
        const bool space = letter(text[at]) || below(2) == 0;
        return text.insert(at, token + (space ? " " : ""));
    }

    std::mt19937_64 engine_;
};

} // namespace property
