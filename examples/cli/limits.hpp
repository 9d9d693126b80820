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

/// What bounds the work of a command.
struct limit_values {
    std::size_t line_bytes = 64u << 20; ///< of one record
    calque::parse_limits filter{};
    calque::client_options answer{};
};

/// One of them, as the program has it and as the library has it.
struct limit {
    option what;                           ///< the program's option
    std::int64_t most;                     ///< that the option takes; the least is 1
    std::size_t& (*in)(limit_values& all); ///< what it sets
    std::array<std::string_view, 2> cpp;   ///< what the library's messages call it, perhaps by two names
};

namespace detail {
inline constexpr std::int64_t any_size = std::numeric_limits<std::int64_t>::max();
inline constexpr std::int64_t longest_filter = std::int64_t{1} << 28; ///< that is ever read, so no part is larger
} // namespace detail

/// The one table of limits: of a line, then those of a filter, then those of an answer.
///
/// An answer that is not compressed has as many bytes decoded as sent; that is why these two limits are one option.
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

/// The limits of a command that reads a filter and answers of the API.
inline constexpr std::span answer_limits = std::span{all_limits}.subspan(1);

/// The limits in force. *Errors*: throws `usage_error` where an option is out of its range.
[[nodiscard]] limit_values limits_of(const arguments& given);

/// A text of the library with the program's options for the members of the library's structs: `raise --max-depth`.
[[nodiscard]] std::string with_options(std::string text);

} // namespace cli
