// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <string>

namespace cli {

/// Returns the output of `--version`: `calque 0.2.0` on the first line, for scripts, then facts for bug reports.
[[nodiscard]] std::string program_version();

} // namespace cli
