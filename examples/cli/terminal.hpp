// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace cli {

/// The display capabilities of a stream.
struct terminal {
    bool interactive = false; ///< it is a terminal
    std::size_t width = 80;   ///< columns: the terminal's, otherwise `COLUMNS`, otherwise 80
    bool unicode = true;      ///< unless `LC_ALL`, `LC_CTYPE` or `LANG` names a locale without UTF-8
    bool color = false;       ///< on a terminal that is not `dumb`, unless `NO_COLOR` is set
};

/// Determines the capabilities from a file descriptor and the environment.
[[nodiscard]] terminal terminal_of(int descriptor);

/// Returns JSON for a stream: for a terminal with control characters escaped, otherwise byte for byte.
[[nodiscard]] std::string json_for(const terminal& screen, std::string_view json);

/// Returns text of several lines for a stream: for a terminal escaped as above, except line breaks and tabs.
[[nodiscard]] std::string lines_for(const terminal& screen, std::string_view text);

} // namespace cli
