// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/filter/parse_options.hpp>

#include <string>
#include <vector>

#include "contender.hpp"

namespace throughput {

/// For whoever reads a sample's JSON, which is longer than its text, and which a user's own filters may nest deeper.
inline constexpr calque::parse_options json_options{.limits = {.input_bytes = 16 * 1024 * 1024, .depth = 512}};

/// Levels of objects and arrays that the JSON of such a filter has at most.
inline constexpr std::size_t json_levels = 2 * json_options.limits.depth + 8;

/// Bytes that can be read behind a sample's JSON, as simdjson wants it.
inline constexpr std::size_t json_padding = 64;

/// The filters of a file, one a line. A line that begins with `#` names those below it; where it names several, they
/// are numbered.
///
/// Mistakes are reported on standard error, with diagnostics; the result is then empty.
[[nodiscard]] std::vector<sample> read_corpus(const std::string& path);

} // namespace throughput
