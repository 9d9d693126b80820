// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/schema/schema.hpp>
#include <calque/support/scan.hpp>

#include <optional>
#include <string_view>

namespace calque::detail {

struct operator_scan {
    const char* end = nullptr;
    std::optional<op> operation{};
};

/// Returns the operator of one symbol, with `second` null, or of two: `"=" "==" "!=" "<>" ">" ">=" "<" "<=" "~"`.
[[nodiscard, gnu::always_inline]] inline constexpr std::optional<op> symbol_operator(char first, char second) noexcept {
    const bool alone = second == '\0';
    const bool with_equals = second == '=';
    switch (first) {
    case '=': return alone || with_equals ? std::optional{op::eq} : std::nullopt;
    case '>': return alone ? std::optional{op::gt} : with_equals ? std::optional{op::gte} : std::nullopt;
    case '<':
        if (second == '>') return op::neq;
        return alone ? std::optional{op::lt} : with_equals ? std::optional{op::lte} : std::nullopt;
    case '!': return with_equals ? std::optional{op::neq} : std::nullopt;
    case '~': return alone ? std::optional{op::regex} : std::nullopt;
    default: return std::nullopt;
    }
}

/// Returns the operator of a run of symbols.
[[nodiscard]] constexpr std::optional<op> symbol_operator(std::string_view run) noexcept {
    if (run.empty() || run.size() > 2) return std::nullopt;
    return symbol_operator(run[0], run.size() > 1 ? run[1] : '\0');
}

/// Returns which operator has this JSON name.
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

/// Returns the operator of a word that a value follows: `matches` and the JSON names except `in` and `isnull`.
[[nodiscard]] constexpr std::optional<op> word_operator(std::string_view word) noexcept {
    // The first letter leaves at most two; comparing with all of them takes a seventh of the time of a parse.
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

/// Scans an operator that takes one value: `compare` and `match` of the grammar. Adjacent symbols are one operator.
[[nodiscard]] constexpr operator_scan scan_operator(const char* at, const char* end) noexcept {
    if (at == end) return {at};
    if (!is_class(*at, symbol_char)) {
        const char* const behind = scan_word(at, end);
        return {behind, word_operator({at, static_cast<std::size_t>(behind - at)})};
    }
    const char* behind = at + 1;
    if (behind == end || !is_class(*behind, symbol_char)) return {behind, symbol_operator(*at, '\0')};
    const char second = *behind++;
    if (behind == end || !is_class(*behind, symbol_char)) return {behind, symbol_operator(*at, second)};
    while (behind != end && is_class(*behind, symbol_char)) ++behind;
    return {behind};
}

/// Returns the comparison that means the same with its sides swapped.
[[nodiscard]] constexpr op flipped_sides(op operation) noexcept {
    switch (operation) {
    case op::gt: return op::lt;
    case op::gte: return op::lte;
    case op::lt: return op::gt;
    case op::lte: return op::gte;
    default: return operation; // the others are symmetric or cannot be swapped
    }
}

} // namespace calque::detail
