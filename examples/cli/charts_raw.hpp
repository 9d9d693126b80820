// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/widget.hpp>

#include <string>

#include "charts_style.hpp"

namespace cli {

/// Shows data that has no plot: an object of scalar values line by line, a list of such objects as a table, and
/// anything else as JSON, wrapped at the width.
[[nodiscard]] std::string render_raw(const calque::raw_json& json, const chart_options& options);

} // namespace cli
