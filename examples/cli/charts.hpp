// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/widget.hpp>

#include <cstddef>
#include <string>

namespace cli {

/// How a chart is drawn.
struct chart_options {
    std::size_t width = 80;     ///< columns that every line fits in, at least 24
    bool unicode = true;        ///< braille, blocks and lines; else ASCII only
    bool color = false;         ///< ANSI colours
    std::size_t height = 8;     ///< rows of a line chart's plot
    std::size_t max_rows = 750; ///< rows of a bar or pie chart, by default the hours of 30 days
};

/// The chart of one widget: a title line, a line that says what is shown, and the plot; ends with a line break.
///
/// Texts of the API are shown with their control characters escaped.
[[nodiscard]] std::string render_chart(const calque::widget_data& widget, const chart_options& options = {});

} // namespace cli
