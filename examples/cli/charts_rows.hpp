// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "charts_style.hpp"

namespace cli {

/// A row of a table with bars: a label, figures, a bar, and a note to its right. All texts are printable.
struct bar_row {
    std::string label;
    std::string figures;
    std::optional<double> size; ///< the bar's length; nothing draws no bar
    std::string note{};
};

/// Rows with bars, all to one scale.
struct bar_table {
    bar_row heading;
    std::vector<bar_row> rows;
    double whole = 0;         ///< the size that a bar over the full width has; the largest row where that is more
    bool last_matter = false; ///< of more rows than are drawn, the last ones are
};

/// The columns that charts are indented by.
inline constexpr std::size_t indent = 3;

/// The columns between two columns of a chart.
inline constexpr std::size_t gap = 2;

/// Lays a table out in the width of the options.
[[nodiscard]] std::string render_table(const bar_table& table, const chart_options& options);

} // namespace cli
