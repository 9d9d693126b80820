// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/widget.hpp>

#include <string>
#include <vector>

#include "charts_style.hpp"

namespace cli {

/// Plots values over time; the axes show the least and greatest value, and the first and last time.
[[nodiscard]] std::string render_line(const std::vector<calque::line_point>& points, const chart_options& options);

} // namespace cli
