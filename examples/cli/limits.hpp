// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/call/client_options.hpp>
#include <calque/filter/parse_options.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>

#include "options.hpp"

namespace cli {

/// The limits of a command's work.
struct limit_values {
    std::size_t line_bytes = 64u << 20; ///< size of a record
    calque::parse_limits filter{};
    calque::client_options answer{};
};

/// A limit, as an option of the program and as a member of the library's structs.
struct limit {
    option what;                           ///< the program's option
    std::int64_t most;                     ///< the greatest value of the option; the least is 1
    std::size_t& (*in)(limit_values& all); ///< the member that it sets
    std::array<std::string_view, 2> cpp;   ///< its names in the library's messages
};

namespace detail {
inline constexpr std::int64_t any_size = std::numeric_limits<std::int64_t>::max();
inline constexpr std::int64_t longest_filter = std::int64_t{1} << 28; ///< bounds every part of it, too
} // namespace detail

/// The table of all limits: of a line, then of a filter, then of a response.
///
/// For an uncompressed response, received and decoded bytes are the same number, so one option sets both limits.
inline constexpr std::array all_limits{
    limit{{"max-line-bytes", "N", "bytes of one record"},
          detail::any_size,
          [](limit_values& all) -> std::size_t& { return all.line_bytes; },
          {}},
    limit{{"max-bytes", "N", "bytes of the filter"},
          detail::longest_filter,
          [](limit_values& all) -> std::size_t& { return all.filter.input_bytes; },
          {"parse_limits::input_bytes"}},
    limit{{"max-depth", "N", "nesting of its parentheses, `not` and `same_row`, or of the groups of its JSON"},
          calque::detail::max_nesting,
          [](limit_values& all) -> std::size_t& { return all.filter.depth; },
          {"parse_limits::depth"}},
    limit{{"max-conditions", "N", "conditions of the filter, after `same_row` is distributed"},
          detail::longest_filter,
          [](limit_values& all) -> std::size_t& { return all.filter.conditions; },
          {"parse_limits::conditions"}},
    limit{{"max-list-items", "N", "values of one of its lists"},
          detail::longest_filter,
          [](limit_values& all) -> std::size_t& { return all.filter.list_items; },
          {"parse_limits::list_items"}},
    limit{{"max-string-bytes", "N", "bytes of one of its strings"},
          detail::longest_filter,
          [](limit_values& all) -> std::size_t& { return all.filter.string_bytes; },
          {"parse_limits::string_bytes"}},
    limit{{"max-pages", "N", "pages fetched for one request"},
          detail::any_size,
          [](limit_values& all) -> std::size_t& { return all.answer.max_pages; },
          {"client_options::max_pages"}},
    limit{{"max-response-bytes", "N", "bytes of one response of the API, as sent and decompressed"},
          detail::any_size,
          [](limit_values& all) -> std::size_t& { return all.answer.response_limit; },
          {"client_options::response_limit", "decode_options::max_bytes"}},
    limit{{"max-response-depth", "N", "nesting of the JSON of one response"},
          detail::any_size,
          [](limit_values& all) -> std::size_t& { return all.answer.decode.max_depth; },
          {"decode_options::max_depth"}},
    limit{{"max-results", "N", "widgets of one answer"},
          detail::any_size,
          [](limit_values& all) -> std::size_t& { return all.answer.decode.max_results; },
          {"decode_options::max_results"}},
    limit{{"max-rows", "N", "rows of the charts of one response"},
          detail::any_size,
          [](limit_values& all) -> std::size_t& { return all.answer.decode.max_rows; },
          {"decode_options::max_rows"}},
};

/// The limits of a command that reads a filter.
inline constexpr std::span filter_limits = std::span{all_limits}.subspan(1, 5);

static_assert(filter_limits.front().what.name == "max-bytes" && filter_limits.back().what.name == "max-string-bytes");

/// The limits of a command that reads a filter and lines of records.
inline constexpr std::span line_limits = std::span{all_limits}.first(6);

/// The limits of a command that reads a filter and responses of the API.
inline constexpr std::span answer_limits = std::span{all_limits}.subspan(1);

/// Returns the limits in force. *Errors*: throws `usage_error` if an option is out of range.
[[nodiscard]] limit_values limits_of(const arguments& given);

/// Replaces names of the library's members in a message by the program's options: `raise --max-depth`.
[[nodiscard]] std::string with_options(std::string text);

} // namespace cli
