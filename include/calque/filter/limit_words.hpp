// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/filter/growth.hpp>

#include <cstddef>
#include <string>
#include <string_view>

// Messages about exceeded limits: the actual number, the limit, and the option that raises it. Shared by text and
// JSON.
namespace calque::detail {

/// Returns "12 bytes", "1 byte", or "at least 12 bytes" if the count is not exact.
[[nodiscard]] inline std::string amount(std::size_t number, std::string_view unit, bool exact = true) {
    std::string out = (exact ? "" : "at least ") + std::to_string(number) + ' ';
    out.append(unit);
    return number == 1 ? out : out += 's';
}

[[nodiscard]] inline std::string limit_suffix(std::size_t limit) { return "; the limit is " + std::to_string(limit); }

[[nodiscard]] inline std::string input_too_long_message(std::string_view what, std::size_t size, std::size_t limit) {
    return std::string{what} + " has " + amount(size, "byte") + limit_suffix(limit);
}

/// Reports one level more than the limit, because the reader stops there.
[[nodiscard]] inline std::string too_deep_message(std::size_t limit, std::string_view once = {}) {
    std::string out = "groups are nested " + amount(limit + 1, "level", false) + " deep";
    if (!once.empty()) out.append(" once ").append(once);
    return out += limit_suffix(limit);
}

[[nodiscard]] inline std::string too_many_conditions_message(std::size_t count, std::size_t limit, bool exact,
                                                             std::string_view once = {}) {
    std::string out = "the filter has " + amount(count, "condition", exact);
    if (!once.empty()) out.append(" once ").append(once);
    return out += limit_suffix(limit);
}

[[nodiscard]] inline std::string too_many_items_message(std::size_t count, std::size_t limit, bool exact = true) {
    return "the list has " + amount(count, "value", exact) + limit_suffix(limit);
}

[[nodiscard]] inline std::string string_too_long_message(std::string_view what, std::size_t size, std::size_t limit,
                                                         bool exact = true) {
    return std::string{what} + " has " + amount(size, "byte", exact) + limit_suffix(limit);
}

inline constexpr std::string_view input_too_long_help =
    "shorten it, or raise parse_limits::input_bytes, at most to 268435456";
inline constexpr std::string_view too_deep_help =
    "take out parentheses that change nothing, or raise parse_limits::depth, at most to 512";
inline constexpr std::string_view too_many_conditions_help =
    "use `in [...]` for many values of one field, or raise parse_limits::conditions";
inline constexpr std::string_view too_many_items_help = "split the list, or raise parse_limits::list_items";
inline constexpr std::string_view string_too_long_help = "shorten it, or raise parse_limits::string_bytes";

} // namespace calque::detail
