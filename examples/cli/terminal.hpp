// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace cli {

/// What the other end of a stream can show.
struct terminal {
    bool interactive = false; ///< it is a terminal
    std::size_t width = 80;   ///< columns: the terminal's, else `COLUMNS`, else 80
    bool unicode = true;      ///< unless `LC_ALL`, `LC_CTYPE` or `LANG` names a locale without UTF-8
    bool color = false;       ///< on a terminal that is not `dumb`, unless `NO_COLOR` is set
};

/// Looks at a file descriptor and the environment.
[[nodiscard]] terminal terminal_of(int descriptor);

/// JSON as it goes to a stream: to a terminal with escapes for what could steer it, else byte for byte.
[[nodiscard]] std::string json_for(const terminal& screen, std::string_view json);

/// Text of several lines as it goes to a stream: to a terminal with escapes as above, line breaks and tabs aside.
[[nodiscard]] std::string lines_for(const terminal& screen, std::string_view text);

} // namespace cli
