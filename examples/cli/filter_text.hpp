// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/call_log.hpp>
#include <calque/filter.hpp>
#include <calque/filter/parse_result.hpp>

#include <span>
#include <string>
#include <vector>

#include "failure.hpp"
#include "limits.hpp"
#include "options.hpp"

namespace cli {

/// The option that names a file with the filter, which every command with a filter has.
inline constexpr option file_option{"file", "FILE", "read the filter from FILE"};

/// What else wants to read standard input.
enum class standard_input { free, taken };

/// Where a filter's text came from.
struct filter_text {
    std::string text;
    std::string name;              ///< as diagnostics call it, printable
    bool whole = true;             ///< else it is longer than the limit, and was not read to its end
    calque::parse_limits limits{}; ///< those of the command line
};

/// Which words may stand behind the filter.
enum class other_words { none, files };

/// Finds the filter's text: the one word, or the first one before files, `-` for standard input, or `--file`.
///
/// *Errors*: throws `usage_error` where there is none or more than one, it cannot be read, or a limit is none.
[[nodiscard]] filter_text read_filter_text(const arguments& given, standard_input input = standard_input::free,
                                           other_words others = other_words::none);

/// Finds filter JSON: on standard input, or in `--file`; no word but `-` is expected. *Errors*: as above.
[[nodiscard]] filter_text read_filter_json(const arguments& given);

/// What is to say of a text that was parsed or read, from the diagnostics of that, in the program's words.
[[nodiscard]] std::vector<calque::diagnostic> diagnostics_of(std::vector<calque::diagnostic> found,
                                                             const filter_text& source);

/// Diagnostics as text for a file descriptor: with colours, and cut to its width, where it is a terminal.
[[nodiscard]] std::string rendered(std::span<const calque::diagnostic> all, const filter_text& source, int descriptor);

/// Shows diagnostics on standard error.
void complain_of(std::vector<calque::diagnostic> found, const filter_text& source);

/// The filter of a text or of JSON; all diagnostics go to standard error.
///
/// *Errors*: throws `filter_refused` where there is no filter.
template <calque::schema Schema>
[[nodiscard]] calque::filter<Schema> demand(calque::parse_result<Schema> what, const filter_text& source) {
    complain_of(what.diagnostics(), source);
    if (!what) throw filter_refused{};
    return *std::move(what);
}

/// Parses the text, and shows its diagnostics on standard error.
///
/// *Errors*: throws `filter_refused` where the text is no filter.
[[nodiscard]] calque::filter<calque::call_log> parse_filter(const filter_text& source);

} // namespace cli
