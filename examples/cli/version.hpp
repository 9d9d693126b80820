// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <string>

namespace cli {

/// What `--version` prints: `calque 0.2.0` on the first line, which scripts may read, and below it what a bug report
/// needs besides.
[[nodiscard]] std::string program_version();

} // namespace cli
