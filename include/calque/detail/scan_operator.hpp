// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/detail/scan.hpp>
#include <calque/schema.hpp>

#include <optional>
#include <string_view>

namespace calque::detail {

struct operator_scan {
    const char* end = nullptr;
    std::optional<op> operation{};
};

/// The operator of a run of symbols: `"=" "==" "!=" "<>" ">" ">=" "<" "<=" "~"`.
[[nodiscard]] constexpr std::optional<op> symbol_operator(std::string_view run) noexcept {
    if (run.size() == 1) {
        switch (run[0]) {
        case '=': return op::eq;
        case '>': return op::gt;
        case '<': return op::lt;
        case '~': return op::regex;
        default: return std::nullopt;
        }
    }
    if (run == "==") return op::eq;
    if (run == ">=") return op::gte;
    if (run == "<=") return op::lte;
    if (run == "!=" || run == "<>") return op::neq;
    return std::nullopt;
}

/// The operator of a word that takes a value behind it: the JSON's names but `in` and `isnull`, and `matches`.
[[nodiscard]] constexpr std::optional<op> word_operator(std::string_view word) noexcept {
    for (const op each :
         {op::contains, op::startswith, op::endswith, op::gte, op::lte, op::gt, op::lt, op::eq, op::neq, op::regex})
        if (same_word(word, json_name(each))) return each;
    return same_word(word, "matches") ? std::optional{op::regex} : std::nullopt;
}

/// An operator that takes one value: `compare` and `match` of the grammar.
[[nodiscard]] constexpr operator_scan scan_operator(const char* at, const char* end) noexcept {
    const char* behind = at;
    while (behind != end && is_class(*behind, symbol_char)) ++behind;
    if (behind != at) return {behind, symbol_operator({at, static_cast<std::size_t>(behind - at)})};
    behind = scan_word(at, end);
    return {behind, word_operator({at, static_cast<std::size_t>(behind - at)})};
}

/// The comparison that says the same once its sides change places.
[[nodiscard]] constexpr op flipped_sides(op operation) noexcept {
    switch (operation) {
    case op::gt: return op::lt;
    case op::gte: return op::lte;
    case op::lt: return op::gt;
    case op::lte: return op::gte;
    default: return operation; // the others are symmetrical, or have no other side
    }
}

} // namespace calque::detail
