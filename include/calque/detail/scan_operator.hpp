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
    if (run.size() != 2) return std::nullopt;
    if (run[1] == '>') return run[0] == '<' ? std::optional{op::neq} : std::nullopt;
    if (run[1] != '=') return std::nullopt;
    switch (run[0]) {
    case '=': return op::eq;
    case '>': return op::gte;
    case '<': return op::lte;
    case '!': return op::neq;
    default: return std::nullopt;
    }
}

/// Which of these operators the JSON names so.
template <op... Each>
[[nodiscard]] constexpr std::optional<op> named_in_json(std::string_view word) noexcept {
    std::optional<op> found;
    const auto is = [word]<op One>() {
        constexpr std::string_view name = json_name(One);
        return same_word(word, name);
    };
    (void)((is.template operator()<Each>() && (found = Each, true)) || ...);
    return found;
}

/// The operator of a word that takes a value behind it: the JSON's names but `in` and `isnull`, and `matches`.
[[nodiscard]] constexpr std::optional<op> word_operator(std::string_view word) noexcept {
    // The first letter leaves two at most: comparing with all of them is a seventh of what a parse takes.
    switch (word.empty() ? '\0' : lower(word.front())) {
    case 'c': return named_in_json<op::contains>(word);
    case 'e': return named_in_json<op::eq, op::endswith>(word);
    case 'g': return named_in_json<op::gte, op::gt>(word);
    case 'l': return named_in_json<op::lte, op::lt>(word);
    case 'm': return same_word(word, "matches") ? std::optional{op::regex} : std::nullopt;
    case 'n': return named_in_json<op::neq>(word);
    case 'r': return named_in_json<op::regex>(word);
    case 's': return named_in_json<op::startswith>(word);
    default: return std::nullopt;
    }
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
