// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <cstddef>

namespace calque {

/// Limits that are checked before work is done. Raise one if it refuses a filter you need.
struct parse_limits {
    std::size_t input_bytes = 64 * 1024; ///< length of the text; never more than 256 MiB
    std::size_t depth = 64;              ///< parentheses, `not` and `same_row`, or groups of JSON; at most 512
    std::size_t conditions = 1'000;      ///< conditions of the filter, after distributing `same_row`
    std::size_t list_items = 1'000;      ///< values in one list
    std::size_t string_bytes = 8 * 1024; ///< length of one decoded string
};

namespace detail {
/// The greatest possible depth of groups, so that recursion over a filter fits on the stack.
inline constexpr std::size_t max_nesting = 512;

/// Returns the effective depth limit, bounded by the stack of a reader.
[[nodiscard]] constexpr std::size_t depth_limit(const parse_limits& limits) noexcept {
    return limits.depth < max_nesting ? limits.depth : max_nesting;
}

/// Returns the effective length limit, bounded because slices of a filter's text have 32 bits.
[[nodiscard]] constexpr std::size_t input_limit(const parse_limits& limits) noexcept {
    constexpr std::size_t longest = std::size_t{1} << 28;
    return limits.input_bytes < longest ? limits.input_bytes : longest;
}
} // namespace detail

/// Options for reading a filter from text or JSON.
struct parse_options {
    bool strict = false; ///< what the API does not document is an error, not a warning
    parse_limits limits{};
    bool search_edits = true; ///< search for edits that fix a text with errors: half the time of a failing parse
};

} // namespace calque
