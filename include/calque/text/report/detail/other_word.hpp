// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/schema/scan_operator.hpp>
#include <calque/support/typing_distance.hpp>
#include <calque/text/report/detail/unit_words.hpp>
#include <calque/text/report/typed_text.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>
#include <vector>

// Words that look like a misspelling of another one, but say something else: `ncontains`, `unreviewed`, `durationMs`.
namespace calque::detail {

/// The parts of a name, between its underscores and points.
[[nodiscard, gnu::cold]] inline std::vector<std::string_view> parts_of(std::string_view name) {
    std::vector<std::string_view> out;
    while (!name.empty()) {
        const std::size_t size = std::min(name.find_first_of("_."), name.size());
        if (size > 0) out.push_back(name.substr(0, size));
        name.remove_prefix(std::min(size + 1, name.size()));
    }
    return out;
}

inline constexpr std::array<std::string_view, 12> negating_prefixes{"n",  "un", "in",  "im",  "ir",  "il",
                                                                    "no", "nt", "dis", "non", "not", "anti"};

/// Whether a part of a name is another one behind a prefix that negates it; a typing error may be in the rest of it.
[[nodiscard, gnu::cold]] inline bool negates_part(std::string_view part, std::string_view other) {
    const auto is_rest = [&](std::string_view rest) {
        return rest.size() > 1 && typing_distance(rest, other, rest.size() > 3 ? 1 : 0) <= (rest.size() > 3 ? 1u : 0u);
    };
    if (same_word(part, other)) return false;
    if (part.size() > 2 && same_word(part.substr(0, 2), "is")) { // `isunreviewed`
        if (negates_part(part.substr(2), other)) return true;
    }
    return std::any_of(negating_prefixes.begin(), negating_prefixes.end(), [&](std::string_view prefix) {
        return part.size() > prefix.size() && same_word(part.substr(0, prefix.size()), prefix) &&
               is_rest(part.substr(prefix.size()));
    });
}

/// Whether a word says the opposite of the one that would take its place, both in lower case: `unreviewed` does not
/// mean `reviewed`, and `ngte` does not mean `gte`.
[[nodiscard, gnu::cold]] inline bool says_the_opposite(std::string_view typed, std::string_view now) {
    if (typed == now) return false;
    if (typed.front() == 'n' && word_operator(typed.substr(1)) && !now.starts_with("not ")) return true; // `ngt`
    if (is_negation(now) || now == "false") return false;
    if (typed.front() == 'n' && now.front() != 'n' && typed.size() < 5 && word_operator(now)) return true; // `nte`
    const auto is = [](std::string_view part) { return [=](std::string_view each) { return same_word(each, part); }; };
    if (std::any_of(negating_prefixes.begin(), negating_prefixes.end(), is(typed)) && typed != "in") return true;
    const std::vector<std::string_view> left = parts_of(typed), right = parts_of(now);
    const auto negated = [&](std::string_view part) {
        if (left.size() > 1 && std::any_of(negating_prefixes.begin(), negating_prefixes.end(), is(part)))
            return std::none_of(right.begin(), right.end(), is(part)); // `is_un_reviewed`
        return (left.size() > 1 && is_negation(part)) ||
               std::any_of(right.begin(), right.end(), [&](std::string_view each) { return negates_part(part, each); });
    };
    return std::none_of(right.begin(), right.end(), is_negation) && std::any_of(left.begin(), left.end(), negated);
}

/// Whether a name has a part at its end that a misspelling does not bring, such as a unit or a zone: `durationMs`,
/// `timestamp_utc`.
[[nodiscard, gnu::cold]] inline bool says_more(std::string_view typed, std::string_view now) {
    const auto tail = [](std::string_view of) { return of.substr(of.rfind('.') + 1); };
    typed = tail(typed);
    now = tail(now);
    if (now.size() < 3 || typed.size() <= now.size() || !same_word(typed.substr(0, now.size()), now)) return false;
    const std::string_view more = typed.substr(now.size());
    if (is_class(more.front(), digit_char)) return false; // `today7d`
    if (more.size() == 1)
        return unit_of(more.front()).has_value() && more != "s" && lower(now.back()) != lower(more.front());
    return !same_word(more, "es");
}

/// Whether a word of more than one letter stands right before another one: `ifsuccess`.
[[nodiscard, gnu::cold]] inline bool has_word_before(std::string_view typed, std::string_view now) {
    return typed.size() > now.size() + 1 && typed.ends_with(now);
}

/// Whether a part of a name differs from the one in its place by more than typing errors, or has a word before it: in
/// `none` for `value`, `dropon` for `dropoff`, `onlymetric` for `metric`.
[[nodiscard, gnu::cold]] inline bool is_far(std::string_view typed, std::string_view now) {
    const std::size_t size = std::max(typed.size(), now.size());
    if (has_word_before(typed, now)) return true;
    if (typed.ends_with("ed") && now.ends_with("s") && now.starts_with(typed.substr(0, typed.size() - 2)))
        return true; // `contained`
    const std::size_t distance = typing_distance(typed, now, size);
    return distance > 1 && distance * 4 > size;
}

/// The same of names with as many parts; with others, only their last names are compared.
[[nodiscard, gnu::cold]] inline bool has_far_part(std::string_view typed, std::string_view now) {
    const std::vector<std::string_view> left = parts_of(typed), right = parts_of(now);
    if (left.size() == 1 && right.size() == 1)
        return (now.size() > 2 && has_word_before(typed, now)) || (typed.ends_with("ed") && is_far(typed, now));
    if (left.size() == right.size()) {
        for (std::size_t i = 0; i < left.size(); ++i)
            if (is_far(left[i], right[i])) return true;
        return false;
    }
    if (typed.find('.') == std::string_view::npos || now.find('.') == std::string_view::npos) return false;
    typed = typed.substr(typed.rfind('.') + 1);
    now = now.substr(now.rfind('.') + 1);
    return !now.ends_with(typed) && is_far(typed, now);
}

/// Whether a word, in lower case, is not the one that would take its place in another spelling.
[[nodiscard, gnu::cold]] inline bool is_another_word(std::string_view typed, std::string_view now) {
    if (typed.empty() || now.empty()) return false;
    return says_the_opposite(typed, now) || says_more(typed, now) || has_far_part(typed, now);
}

} // namespace calque::detail
