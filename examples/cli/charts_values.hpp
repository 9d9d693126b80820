// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/widget.hpp>

#include <optional>
#include <string>
#include <vector>

#include "charts_style.hpp"

namespace cli {

/// Returns a value's height in a plot: the number itself, 1 or 0 for true and false; nothing for null and texts.
[[nodiscard]] std::optional<double> magnitude(const calque::scalar& value);

/// Formats a column of values with the same number of decimals, so that they align to the right.
[[nodiscard]] std::vector<std::string> column_of(const std::vector<calque::scalar>& values, const chart_style& style);

/// Formats one value.
[[nodiscard]] std::string text_of(const calque::scalar& value, const chart_style& style);

} // namespace cli
