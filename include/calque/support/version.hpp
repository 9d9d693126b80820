// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <string_view>

namespace calque {

/// The library's version, `major.minor.patch`. Before 1.0.0 a new minor version may change the API; a patch never does.
inline constexpr int version_major = 0;
inline constexpr int version_minor = 2;
inline constexpr int version_patch = 0;

/// The version as text, as the CMake package reports it.
inline constexpr std::string_view version_string = "0.2.0";

} // namespace calque
