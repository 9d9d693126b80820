// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/call_log.hpp>
#include <calque/filter.hpp>

#include <string>

#include "options.hpp"

namespace cli {

/// The option that names a file with the filter, which every command with a filter has.
inline constexpr option file_option{"file", "FILE", "read the filter from FILE"};

/// What else wants to read standard input.
enum class standard_input { free, taken };

/// Where a filter's text came from.
struct filter_text {
    std::string text;
    std::string name; ///< as diagnostics call it, printable
};

/// Finds the filter's text: the one word, `-` for standard input, or `--file`.
///
/// *Errors*: throws `usage_error` where there is none or more than one, or it cannot be read.
[[nodiscard]] filter_text read_filter_text(const arguments& given, standard_input input = standard_input::free);

/// Parses the text, and shows its diagnostics on standard error.
///
/// *Errors*: throws `filter_refused` where the text is no filter.
[[nodiscard]] calque::filter<calque::call_log> parse_filter(const filter_text& source);

} // namespace cli
