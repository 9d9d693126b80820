// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/support/scan.hpp>
#include <calque/support/typing_distance.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

// Decides whether a word may be a misspelling of another one. Similar words of another meaning are refused:
// `ncontains` and `unreviewed` mean the opposite, `durationMs` and `timestamp_utc` mean more.
namespace calque::detail {

/// Returns whether a word negates what follows it.
[[nodiscard, gnu::cold]] inline bool is_negation(std::string_view word) noexcept {
    static constexpr std::array<std::string_view, 46> words{
        "no",      "non",       "nor",   "never",  "neither", "without", "unless",  "except",  "excludes", "exclude",
        "ne",      "excluding", "nin",   "isnt",   "arent",   "doesnt",  "dont",    "didnt",   "hasnt",    "havent",
        "wasnt",   "cant",      "wont",  "cannot", "isn",     "isnot",   "is_not",  "unequal", "differs",  "different",
        "other",   "unlike",    "lacks", "negate", "negated", "invert",  "inverse", "nand",    "inverted", "xnor",
        "nonnull", "xor",       "nis",   "nt",     "xr",      "un"};
    const auto is = [&](std::string_view each) { return same_word(word, each); };
    if (std::any_of(words.begin(), words.end(), is)) return true;
    if (word.size() > 3 && same_word(word.substr(word.size() - 3), "n't")) return true;
    if (is("now") || is("note") || is("notes")) return false;
    return (word.size() > 2 && (same_word(word.substr(0, 3), "not") || same_word(word.substr(0, 3), "neq"))) ||
           (word.size() < 5 && typing_distance(word, "not", 1) <= 1); // `notin`, `nto`
}

/// Splits a name at underscores and dots; drops empty parts.
[[nodiscard, gnu::cold]] inline std::vector<std::string_view> parts_of(std::string_view name) {
    std::vector<std::string_view> out;
    while (!name.empty()) {
        const std::size_t size = std::min(name.find_first_of("_."), name.size());
        if (size > 0) out.push_back(name.substr(0, size));
        name.remove_prefix(std::min(size + 1, name.size()));
    }
    return out;
}

inline constexpr std::array<std::string_view, 11> negating_prefixes{"n",  "un",  "in",  "im",  "ir",  "il",
                                                                    "no", "non", "not", "dis", "anti"};

/// Returns whether a part of a name is a negating prefix and `meant`, with at most one typing error in the rest.
[[nodiscard, gnu::cold]] inline bool negates_part(std::string_view typed, std::string_view meant) {
    for (const std::string_view prefix : negating_prefixes)
        if (typed.size() > prefix.size() && same_word(typed.substr(0, prefix.size()), prefix) &&
            typing_distance(typed.substr(prefix.size()), meant, 1) <= (meant.starts_with(prefix) ? 0u : 1u))
            return true;
    return false;
}

/// Returns whether a part of a name may be a misspelling of another: one typing error, or two in a long word or if
/// the letters are only reordered.
[[nodiscard, gnu::cold]] inline bool is_misspelt_part(std::string_view typed, std::string_view meant) {
    if (same_word(typed, meant)) return true;
    const auto letters = [](std::string_view word) {
        std::string out{word};
        std::transform(out.begin(), out.end(), out.begin(), lower);
        return out;
    };
    const std::string left = letters(typed), right = letters(meant);
    const bool shuffled = std::is_permutation(left.begin(), left.end(), right.begin(), right.end());
    const std::size_t most = shuffled || right.size() > 8 ? 2 : 1;
    if (typing_distance(left, right, most) > most) return false;
    if (shuffled) return true;
    if (left.size() < 3 && left.size() == right.size()) return false; // `at` is not `gt` or `lt`
    if (negates_part(left, right)) return false;
    const bool doubled = left.size() > 1 && left[0] == left[1] && left.ends_with(right);
    if (right.size() < 3 && !doubled && !left.starts_with(right) && !right.starts_with(left) && !right.ends_with(left))
        return false; // `min` is not `in`
    if (left.size() <= right.size()) return true;
    const std::size_t more = left.size() - right.size();
    if (left.starts_with(right)) { // a trailing unit, or one letter too many
        const char last = left.back();
        return more == 1 && (right.size() < 3 || last == 's' || last == right.back() || !is_among(last, "mhdwy"));
    }
    return more == 1 || !left.ends_with(right); // `ifsuccess` is not `success`
}

/// Returns whether a part of a name negates a part of another one: `is_unreviewed`.
[[nodiscard, gnu::cold]] inline bool negates(std::string_view typed, std::string_view meant) {
    for (std::size_t at = 0; at < typed.size(); ++at) { // most names have no negating prefix
        if (at > 0 && typed[at - 1] != '_' && typed[at - 1] != '.') continue;
        const auto begins = [&](std::string_view prefix) { return same_word(typed.substr(at, prefix.size()), prefix); };
        if (std::none_of(negating_prefixes.begin(), negating_prefixes.end(), begins)) continue;
        const std::string_view part = typed.substr(at, typed.find_first_of("_.", at) - at);
        for (const std::string_view other : parts_of(meant))
            if (negates_part(part, other)) return true;
    }
    return false;
}

/// Returns whether `typed` may be a misspelling of `meant`.
[[nodiscard, gnu::cold]] inline bool is_misspelling(std::string_view typed, std::string_view meant) {
    const auto digits = [](std::string_view word) {
        return std::count_if(word.begin(), word.end(), [](char c) { return is_class(c, digit_char); });
    };
    if (digits(typed) != digits(meant)) return false; // such as `l0`
    const std::vector<std::string_view> left = parts_of(typed), right = parts_of(meant);
    const auto holds_negation = [](const std::vector<std::string_view>& parts) {
        return std::any_of(parts.begin(), parts.end(), is_negation);
    };
    if (holds_negation(left) != holds_negation(right) || same_word(typed, "n") || typed.front() == '_') return false;
    if (left.size() != right.size()) { // `agentid`, or a missing part: `agent_name`
        const auto joined = [](const std::vector<std::string_view>& parts) {
            std::string out;
            for (const std::string_view each : parts) out += each;
            return out;
        };
        return typing_distance(joined(left), joined(right), 0) == 0 ||
               (left.size() < right.size() && std::equal(left.rbegin(), left.rend(), right.rbegin())) ||
               typed.ends_with("." + std::string{meant}) || meant.starts_with(std::string{typed} + ".");
    }
    return std::equal(left.begin(), left.end(), right.begin(), is_misspelt_part);
}

} // namespace calque::detail
