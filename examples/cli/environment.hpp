// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <cstdlib>
#include <optional>
#include <string>

namespace cli {

/// Returns the value of an environment variable; nothing if it is unset or empty.
[[nodiscard]] inline std::optional<std::string> environment(const char* name) {
    const char* text = std::getenv(name);
    if (text == nullptr || *text == '\0') return {};
    return text;
}

} // namespace cli
