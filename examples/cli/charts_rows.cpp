// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include "charts_rows.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>

#include "text.hpp"

namespace cli {
namespace {

constexpr std::size_t narrowest_bar = 4;

/// The widths of the columns; 0 if no row has such a cell, or if there is no space for bars and notes.
struct layout {
    std::size_t label = 0;
    std::size_t figures = 0;
    std::size_t bars = 0;
    std::size_t note = 0;
};

layout fit(const bar_table& table, std::span<const bar_row> rows, std::size_t width) {
    layout columns;
    const auto widen = [&](const bar_row& row) {
        columns.label = std::max(columns.label, display_width(row.label));
        columns.figures = std::max(columns.figures, display_width(row.figures));
        columns.note = std::max(columns.note, display_width(row.note));
    };
    widen(table.heading);
    for (const bar_row& row : rows) widen(row);

    const std::size_t room = width - indent;
    columns.figures = std::min(columns.figures, room / 3);
    columns.note = std::min(columns.note, room / 5);
    const std::size_t taken = columns.figures + gap + (columns.note > 0 ? columns.note + gap : 0);
    columns.label = std::min(columns.label, std::max(room * 2 / 5, std::min(room - taken, std::size_t{17})));
    const std::size_t used = columns.label + taken + gap;
    if (used + narrowest_bar <= room) {
        columns.bars = room - used;
        return columns;
    }
    // Bars are omitted: labels and figures carry the same information.
    columns.note = 0;
    columns.label = std::min(columns.label, room - columns.figures - gap);
    return columns;
}

/// The position of zero in the column of bars, and the scale of bar lengths.
class bar_scale {
public:
    bar_scale(const bar_table& table, std::span<const bar_row> rows, std::size_t columns) {
        double lowest = 0;
        double highest = table.whole;
        for (const bar_row& row : rows) {
            lowest = std::min(lowest, row.size.value_or(0));
            highest = std::max(highest, row.size.value_or(0));
        }
        largest_ = std::max(-lowest, highest);
        if (!(largest_ > 0)) return;
        const auto all = static_cast<double>(columns);
        // Divides by the largest value first to avoid overflow.
        const double below = -lowest / largest_;
        const double above = highest / largest_;
        zero_ = static_cast<std::size_t>(std::ceil(all * below / (below + above)));
        if (above > 0 && zero_ == columns) --zero_;
        unit_ = std::min(above > 0 ? (all - static_cast<double>(zero_)) / above : all,
                         below > 0 ? static_cast<double>(zero_) / below : all);
    }

    [[nodiscard]] std::size_t zero() const { return zero_; }

    /// Returns the length of a bar in columns.
    [[nodiscard]] double length(double size) const { return largest_ > 0 ? std::abs(size) / largest_ * unit_ : 0; }

private:
    double largest_ = 0;
    double unit_ = 0;
    std::size_t zero_ = 0;
};

/// Returns a bar to the right, exact to an eighth of a column with Unicode; any positive size is visible.
std::string rightward(double length, const chart_style& style) {
    constexpr std::array<std::string_view, 8> eighths{"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
    if (!style.unicode()) return repeated("#", std::max(std::size_t{1}, static_cast<std::size_t>(std::lround(length))));
    const auto parts = std::max(std::size_t{1}, static_cast<std::size_t>(std::lround(length * 8)));
    return repeated("█", parts / 8).append(eighths[parts % 8]);
}

std::string draw_bar(std::optional<double> size, const bar_scale& scale, std::size_t columns,
                     const chart_style& style) {
    if (!size || *size == 0 || columns == 0) return std::string(columns, ' ');
    const double length = scale.length(*size);
    if (*size > 0) {
        const std::string bar = rightward(length, style);
        const std::size_t used = scale.zero() + display_width(bar);
        return std::string(scale.zero(), ' ') + style.paint(role::plot, bar) +
               std::string(used < columns ? columns - used : 0, ' ');
    }
    const auto cells = std::clamp(static_cast<std::size_t>(std::lround(length)), std::size_t{1}, scale.zero());
    return std::string(scale.zero() - cells, ' ') +
           style.paint(role::negative, repeated(style.unicode() ? "█" : "#", cells)) +
           std::string(columns - scale.zero(), ' ');
}

void append_line(std::string& out, std::string line) {
    line.erase(line.find_last_not_of(' ') + 1);
    out += line;
    out += '\n';
}

std::string cell(const std::string& text, std::size_t width, const chart_style& style) {
    return clipped(text, width, style.unicode());
}

std::string draw_row(const bar_row& row, const layout& columns, const std::string& bar, const chart_style& style) {
    std::string line(indent, ' ');
    line += padded(cell(row.label, columns.label, style), columns.label + gap);
    line += right_aligned(cell(row.figures, columns.figures, style), columns.figures);
    line += std::string(gap, ' ') + bar;
    if (columns.note > 0)
        line += std::string(gap, ' ') + right_aligned(cell(row.note, columns.note, style), columns.note);
    return line;
}

} // namespace

std::string render_table(const bar_table& table, const chart_options& options) {
    const chart_style style{options};
    const std::size_t count = std::min(table.rows.size(), options.max_rows);
    const std::size_t hidden = table.rows.size() - count;
    const std::span<const bar_row> rows = std::span{table.rows}.subspan(table.last_matter ? hidden : 0, count);
    const layout columns = fit(table, rows, options.width);
    const bar_scale scale{table, rows, columns.bars};

    std::string out;
    const auto say_hidden = [&](std::string_view which) {
        if (hidden == 0) return;
        const std::string text = std::to_string(hidden) + std::string{which} + ", not drawn";
        append_line(out, std::string(indent, ' ') + style.paint(role::faint, clipped(text, options.width - indent)));
    };
    std::string heading;
    append_line(heading, draw_row(table.heading, columns, std::string(columns.bars, ' '), style));
    heading.pop_back();
    append_line(out, style.paint(role::faint, heading));
    if (table.last_matter) say_hidden(" earlier");
    for (const bar_row& row : rows)
        append_line(out, draw_row(row, columns, draw_bar(row.size, scale, columns.bars, style), style));
    if (!table.last_matter) say_hidden(" more");
    return out;
}

} // namespace cli
