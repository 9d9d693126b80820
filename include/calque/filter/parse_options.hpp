// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <cstddef>

namespace calque {

/// The bounds that are checked before work is done; raise one where a filter is refused for it.
struct parse_limits {
    std::size_t input_bytes = 64 * 1024; ///< length of the text; at most 256 MiB are ever read
    std::size_t depth = 64;              ///< parentheses, `not` and `same_row`, or groups of JSON; at most 512
    std::size_t conditions = 1'000;      ///< conditions of the filter, after `same_row` is distributed
    std::size_t list_items = 1'000;      ///< values of one list
    std::size_t string_bytes = 8 * 1024; ///< length of one string, decoded
};

namespace detail {
/// How deep groups may ever be nested, so that what goes through them fits on the stack.
inline constexpr std::size_t deepest_nesting = 512;

/// The depth in force: whatever the limit says, the stack of a reader must hold.
[[nodiscard]] constexpr std::size_t depth_limit(const parse_limits& limits) noexcept {
    return limits.depth < deepest_nesting ? limits.depth : deepest_nesting;
}

/// The length in force: whatever the limit says, slices of a filter's text are 32 bits wide.
[[nodiscard]] constexpr std::size_t input_limit(const parse_limits& limits) noexcept {
    constexpr std::size_t longest = std::size_t{1} << 28;
    return limits.input_bytes < longest ? limits.input_bytes : longest;
}
} // namespace detail

/// How a filter is read, from text or from JSON.
struct parse_options {
    bool strict = false; ///< what is not documented of the API is an error instead of a warning
    parse_limits limits{};
    bool search_edits = true; ///< search for edits that mend a text with errors: half of a failing parse's time
};

} // namespace calque
