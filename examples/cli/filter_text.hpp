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

/// The option that reads the filter from a file; every command with a filter has it.
inline constexpr option file_option{"file", "FILE", "read the filter from FILE"};

/// Whether another input uses standard input.
enum class standard_input { free, taken };

/// A filter's text with its source.
struct filter_text {
    std::string text;
    std::string name;              ///< the printable name for diagnostics
    bool whole = true;             ///< false if the text exceeds the limit and was not read completely
    calque::parse_limits limits{}; ///< from the command line
};

/// The words that may follow the filter.
enum class other_words { none, files };

/// Reads the filter's text: the only word, or the first one before files, `-` for standard input, or `--file`.
///
/// *Errors*: throws `usage_error` if no filter or more than one is given, it cannot be read, or a limit is invalid.
[[nodiscard]] filter_text read_filter_text(const arguments& given, standard_input input = standard_input::free,
                                           other_words others = other_words::none);

/// Reads filter JSON from standard input or `--file`; the only word allowed is `-`. *Errors*: as above.
[[nodiscard]] filter_text read_filter_json(const arguments& given);

/// Adapts the diagnostics of a text to the program: messages name its options.
[[nodiscard]] std::vector<calque::diagnostic> diagnostics_of(std::vector<calque::diagnostic> found,
                                                             const filter_text& source);

/// Renders diagnostics for a file descriptor; on a terminal, with colours and cut to its width.
[[nodiscard]] std::string rendered(std::span<const calque::diagnostic> all, const filter_text& source, int descriptor);

/// Shows diagnostics on standard error.
void print_diagnostics(std::vector<calque::diagnostic> found, const filter_text& source);

/// Returns the filter of a parsed text or JSON; shows all diagnostics on standard error.
///
/// *Errors*: throws `filter_refused` if there is no filter.
template <calque::schema Schema>
[[nodiscard]] calque::filter<Schema> demand(calque::parse_result<Schema> what, const filter_text& source) {
    print_diagnostics(what.diagnostics(), source);
    if (!what) throw filter_refused{};
    return *std::move(what);
}

/// Parses the text, and shows its diagnostics on standard error.
///
/// *Errors*: throws `filter_refused` if the text is not a valid filter.
[[nodiscard]] calque::filter<calque::call_log> parse_filter(const filter_text& source);

} // namespace cli
