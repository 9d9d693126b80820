// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <string>

#include "command.hpp"

namespace cli {

/// Returns the help of the whole program.
[[nodiscard]] std::string program_help();

/// Returns the help of one command.
[[nodiscard]] std::string command_help(const command& what);

} // namespace cli
