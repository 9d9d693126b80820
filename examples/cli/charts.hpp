// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/widget.hpp>

#include <cstddef>
#include <string>

namespace cli {

/// Options for drawing a chart.
struct chart_options {
    std::size_t width = 80;     ///< the greatest width of a line, at least 24 columns
    bool unicode = true;        ///< braille, blocks and lines; otherwise ASCII only
    bool color = false;         ///< ANSI colours
    std::size_t height = 8;     ///< rows of a line chart's plot
    std::size_t max_rows = 750; ///< rows of a bar or pie chart; the default suffices for the hours of 30 days
};

/// Draws the chart of one widget: a title line, a subtitle and the plot; ends with a line break.
///
/// Control characters in the API's texts are escaped.
[[nodiscard]] std::string render_chart(const calque::widget_data& widget, const chart_options& options = {});

} // namespace cli
