// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/support/scan.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

// Classifies the server's messages: whether they concern a filter, and whether there is known help. The text is
// untrusted: it only selects one of the library's own texts or points to a part of the request.
namespace calque::detail {

/// The request members that hold a filter (api/README.md, "Endpoints").
inline constexpr std::array<std::string_view, 6> filter_members{
    "filters", "filters_v2", "dashboard_filters", "effective_filters", "alert_filters", "pass_conditions"};

[[nodiscard]] constexpr bool is_filter_member(std::string_view step) noexcept {
    return std::ranges::find(filter_members, step) != filter_members.end();
}

/// Returns the position of `what`, in lower case, as a whole word from `from` on, ignoring case; npos if it is absent.
[[nodiscard]] constexpr std::size_t find_word(std::string_view text, std::string_view what,
                                              std::size_t from = 0) noexcept {
    for (std::size_t at = from; at + what.size() <= text.size(); ++at) {
        const std::size_t behind = at + what.size();
        if ((at == 0 || !is_class(text[at - 1], word_char)) && same_word(text.substr(at, what.size()), what) &&
            (behind == text.size() || !is_class(text[behind], word_char)))
            return at;
    }
    return std::string_view::npos;
}

[[nodiscard]] constexpr bool has_word(std::string_view text, std::string_view what) noexcept {
    return find_word(text, what) != std::string_view::npos;
}

/// Splits a path into its steps; `filters.conditions[1]`, `filters.conditions.1` and `/filters/conditions/1` are
/// equal.
[[nodiscard]] inline std::vector<std::string_view> steps_of(std::string_view path) {
    std::vector<std::string_view> out;
    while (!path.empty()) {
        const std::size_t end = std::min(path.find_first_of("./[]"), path.size());
        if (end > 0) out.push_back(path.substr(0, end));
        path.remove_prefix(std::min(end + 1, path.size()));
    }
    return out;
}

/// Returns the library's help for a known server message; empty for others.
[[nodiscard]] constexpr std::string_view known_help(std::string_view text) noexcept {
    if (has_word(text, "too far in the past")) // api/README.md, "Constraints": 2
        return "write `timestamp >= today-29d`; `today-30d` and `now-1M` begin more than 30 days ago";
    // Constraint 1; the server's wording is not published.
    if (has_word(text, "timestamp") &&
        (has_word(text, "required") || has_word(text, "missing") || has_word(text, "lower bound")))
        return "add a lower bound for the time: `timestamp >= today-29d and …`";
    if (has_word(text, "metadata") && (has_word(text, "nested") || has_word(text, "not allowed")))
        return "the API knows keys of metadata one level deep only, such as `metadata.region`";
    if (has_word(text, "required query parameter"))
        return "name an agent or a project; with an organisation's key the project is needed";
    return {};
}

} // namespace calque::detail
