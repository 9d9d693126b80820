// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <string_view>

// Why a filter may have more conditions or levels than its text.
namespace calque::detail {

inline constexpr std::string_view or_is_distributed = "`or` is distributed over `same_row`";
inline constexpr std::string_view not_is_expanded = "`not` is pushed inward";
inline constexpr std::string_view all_is_expanded = "`not` is pushed inward and `same_row` spelled out";

} // namespace calque::detail
