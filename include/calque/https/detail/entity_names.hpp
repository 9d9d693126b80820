// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>

namespace calque::detail {

struct entity_name {
    std::string_view name;
    char c;
};

/// HTML's names of visible ASCII characters (HTML, 13.5); letters, digits, `-` and `~` have none.
inline constexpr std::array<entity_name, 43> entity_names{{
    {"AMP", '&'},
    {"GT", '>'},
    {"Hat", '^'},
    {"LT", '<'},
    {"QUOT", '"'},
    {"UnderBar", '_'},
    {"amp", '&'},
    {"apos", '\''},
    {"ast", '*'},
    {"bsol", '\\'},
    {"colon", ':'},
    {"comma", ','},
    {"commat", '@'},
    {"dollar", '$'},
    {"equals", '='},
    {"excl", '!'},
    {"grave", '`'},
    {"gt", '>'},
    {"lbrace", '{'},
    {"lbrack", '['},
    {"lcub", '{'},
    {"lowbar", '_'},
    {"lpar", '('},
    {"lsqb", '['},
    {"lt", '<'},
    {"midast", '*'},
    {"num", '#'},
    {"percnt", '%'},
    {"period", '.'},
    {"plus", '+'},
    {"quest", '?'},
    {"quot", '"'},
    {"rbrace", '}'},
    {"rbrack", ']'},
    {"rcub", '}'},
    {"rpar", ')'},
    {"rsqb", ']'},
    {"semi", ';'},
    {"sol", '/'},
    {"verbar", '|'},
    {"vert", '|'},
    {"VerticalLine", '|'},
    {"DiacriticalGrave", '`'},
}};

inline constexpr std::size_t longest_entity_name = 16;

/// Returns the character with a name; a zero byte if the name is unknown.
[[nodiscard]] constexpr char named_character(std::string_view name) noexcept {
    const auto found = std::ranges::find(entity_names, name, &entity_name::name);
    return found == entity_names.end() ? '\0' : found->c;
}

} // namespace calque::detail
