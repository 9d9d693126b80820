// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "charts_style.hpp"

namespace cli {

/// A row of a table with bars: a label, figures, a bar, and a note to the right of it. All texts are printable.
struct bar_row {
    std::string label;
    std::string figures;
    std::optional<double> size; ///< the bar's length; without a value there is no bar
    std::string note{};
};

/// Rows with bars, all drawn to the same scale.
struct bar_table {
    bar_row heading;
    std::vector<bar_row> rows;
    double whole = 0;         ///< the size of a bar over the full width, unless a row is larger
    bool last_matter = false; ///< if there are too many rows, draw the last ones instead of the first
};

/// The columns by which charts are indented.
inline constexpr std::size_t indent = 3;

/// The columns between two columns of a chart.
inline constexpr std::size_t gap = 2;

/// Formats a table to the width in the options.
[[nodiscard]] std::string render_table(const bar_table& table, const chart_options& options);

} // namespace cli
