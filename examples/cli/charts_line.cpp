// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include "charts_line.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "charts_canvas.hpp"
#include "charts_rows.hpp"
#include "charts_time.hpp"
#include "charts_values.hpp"
#include "text.hpp"

namespace cli {
namespace {

/// A point to draw.
struct dot {
    calque::datetime at;
    double height;
    const calque::scalar* value;
};

std::vector<dot> drawable(const std::vector<calque::line_point>& points) {
    std::vector<dot> dots;
    dots.reserve(points.size());
    for (const calque::line_point& point : points) {
        const std::optional<double> height = magnitude(point.value);
        if (point.timestamp && height) dots.push_back({*point.timestamp, *height, &point.value});
    }
    // The API does not promise an order.
    std::ranges::stable_sort(dots, {}, [](const dot& each) { return each.at.at; });
    return dots;
}

/// Returns the position of a value between two bounds, from 0 to 1; 0.5 if the bounds are equal.
double share(double value, double low, double high) {
    const double largest = std::max(std::abs(low), std::abs(high));
    // Divides by the largest value first to avoid overflow.
    return high > low ? (value / largest - low / largest) / (high / largest - low / largest) : 0.5;
}

std::size_t place(double where, std::size_t dots) {
    return static_cast<std::size_t>(std::lround(where * static_cast<double>(dots - 1)));
}

/// Draws points, joined by lines or, for a dense cloud that lines would hide, as spots.
void plot(dot_canvas& canvas, const std::vector<dot>& dots, double low, double high, bool joined) {
    const auto seconds = [](const dot& each) { return static_cast<double>(each.at.at.time_since_epoch().count()); };
    const double first = seconds(dots.front());
    const double last = seconds(dots.back());
    std::size_t before_x = 0;
    std::size_t before_y = 0;
    for (std::size_t i = 0; i < dots.size(); ++i) {
        const std::size_t x = place(share(seconds(dots[i]), first, last), canvas.dots_across());
        const std::size_t y = place(1 - share(dots[i].height, low, high), canvas.dots_down());
        if (joined) canvas.line(i > 0 ? before_x : x, i > 0 ? before_y : y, x, y);
        else canvas.spot(x, y);
        before_x = x;
        before_y = y;
    }
}

/// Returns the time axis: the first time at its left end, the last at its right.
std::string time_axis(const dot& first, const dot& last, std::size_t columns) {
    const time_labels labels = label_instants({first.at, last.at});
    const std::string& begin = labels.texts[0];
    const std::string& end = labels.texts[1];
    if (begin == end) return begin;
    if (begin.size() + end.size() + 2 > columns) return begin + " to\n" + end;
    return padded(begin, columns - end.size()) + end;
}

std::string faint_line(const chart_style& style, std::size_t before, std::string_view text) {
    return std::string(before, ' ') + style.paint(role::faint, text) + '\n';
}

} // namespace

std::string render_line(const std::vector<calque::line_point>& points, const chart_options& options) {
    const chart_style style{options};
    const std::vector<dot> dots = drawable(points);
    if (dots.empty()) return faint_line(style, indent, "no point has both a time and a number");

    const auto [low, high] = std::ranges::minmax_element(dots, {}, &dot::height);
    const std::vector<std::string> labels = column_of({*low->value, *high->value}, style);
    const std::size_t label_width = std::min(std::max(labels[0].size(), labels[1].size()), options.width / 3);
    const std::size_t left = indent + label_width + 1;
    const std::size_t columns = std::max(options.width, left + 9) - left - 1;
    const std::size_t rows = std::max<std::size_t>(options.height, 2);
    dot_canvas canvas{columns, rows, style.unicode()};
    plot(canvas, dots, low->height, high->height, dots.size() <= columns);

    const bool level = low->height == high->height;
    std::string out;
    for (std::size_t row = 0; row < rows; ++row) {
        std::string label;
        if (row == (level ? rows / 2 : 0)) label = labels[1];
        if (row == rows - 1 && !level) label = labels[0];
        out +=
            std::string(indent, ' ') + right_aligned(clipped(label, label_width, style.unicode()), label_width) + ' ';
        out += style.paint(role::faint, label.empty() ? style.axis() : style.tick());
        out += style.paint(role::plot, canvas.row(row)) + '\n';
    }
    out += faint_line(style, left, std::string{style.corner()} + repeated(style.rule(), columns));
    const std::string axis = time_axis(dots.front(), dots.back(), columns);
    for (std::size_t begin = 0; begin != std::string::npos;) {
        const std::size_t end = axis.find('\n', begin);
        out += faint_line(style, std::min(left + 1, options.width - 19), axis.substr(begin, end - begin));
        begin = end == std::string::npos ? end : end + 1;
    }
    if (const std::size_t missing = points.size() - dots.size(); missing > 0)
        out +=
            faint_line(style, indent,
                       std::to_string(missing) + " of " + std::to_string(points.size()) + " lack a time or a number");
    return out;
}

} // namespace cli
