// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/filter/parse_options.hpp>

#include <string>
#include <vector>

#include "contender.hpp"

namespace throughput {

/// Options to read a sample's JSON, which is longer than its text, and may be nested deeper in a user's own corpus.
inline constexpr calque::parse_options json_options{.limits = {.input_bytes = 16 * 1024 * 1024, .depth = 512}};

/// The greatest nesting depth of objects and arrays in such a filter's JSON.
inline constexpr std::size_t json_levels = 2 * json_options.limits.depth + 8;

/// The readable bytes after a sample's JSON that simdjson requires.
inline constexpr std::size_t json_padding = 64;

/// Reads the filters of a file, one per line. A line that begins with `#` names the lines below it; if there are
/// several, they are numbered.
///
/// Mistakes are reported on standard error, with diagnostics; the result is then empty.
[[nodiscard]] std::vector<sample> read_corpus(const std::string& path);

} // namespace throughput
