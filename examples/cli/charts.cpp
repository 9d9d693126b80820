// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include "charts.hpp"

#include <calque/call_log.hpp>

#include <algorithm>
#include <cmath>

#include "charts_line.hpp"
#include "charts_raw.hpp"
#include "charts_rows.hpp"
#include "charts_time.hpp"
#include "charts_values.hpp"
#include "text.hpp"

namespace cli {
namespace {

/// A chart's lines below its title, with the facts for its subtitle.
struct body {
    std::string lines;
    std::string count; ///< "7 buckets"
    std::string zone;
};

std::string counted(std::size_t number, std::string_view one, std::string_view many) {
    return std::to_string(number).append(" ").append(number == 1 ? one : many);
}

std::string measure_of(const calque::widget_data& widget) { return widget.aggregation_function.value_or("value"); }

/// Returns the slices' shares in percent: as the API sent them, otherwise computed from the values.
std::vector<std::optional<double>> shares_of(const std::vector<calque::pie_slice>& slices) {
    std::vector<std::optional<double>> shares;
    const bool sent = std::ranges::any_of(slices, [](const auto& slice) { return slice.percentage.has_value(); });
    double total = 0;
    for (const calque::pie_slice& slice : slices) total += std::max(0.0, magnitude(slice.value).value_or(0));
    for (const calque::pie_slice& slice : slices) {
        const std::optional<double> size = magnitude(slice.value);
        if (sent) shares.push_back(slice.percentage);
        else if (size && *size >= 0 && total > 0) shares.emplace_back(*size / total * 100);
        else shares.emplace_back();
    }
    return shares;
}

std::vector<std::string> percentages(const std::vector<std::optional<double>>& shares, const chart_style& style) {
    std::vector<calque::scalar> values;
    // Rounds to one decimal, as in the API's responses.
    for (const auto& share : shares) {
        if (share) values.emplace_back(std::abs(*share) < 1e12 ? std::round(*share * 10) / 10 : *share);
        else values.emplace_back();
    }
    std::vector<std::string> texts = column_of(values, style);
    for (std::size_t i = 0; i < texts.size(); ++i)
        if (shares[i]) texts[i] += '%';
    return texts;
}

/// Aligns texts to the right, so that two columns can share a cell.
void align(std::vector<std::string>& texts) {
    std::size_t width = 0;
    for (const std::string& text : texts) width = std::max(width, display_width(text));
    for (std::string& text : texts) text = right_aligned(text, width);
}

std::string label_of(const calque::scalar& label, const chart_style& style) {
    if (std::holds_alternative<std::monostate>(label)) return "null";
    std::string text = text_of(label, style);
    return text.empty() ? R"("")" : text;
}

body draw(const std::vector<calque::line_point>& points, const calque::widget_data&, const chart_options& options) {
    std::vector<std::optional<calque::datetime>> times;
    times.reserve(points.size());
    for (const calque::line_point& point : points) times.push_back(point.timestamp);
    return {render_line(points, options), counted(points.size(), "call", "calls"), label_instants(times).zone};
}

body draw(const std::vector<calque::bar_point>& points, const calque::widget_data& widget,
          const chart_options& options) {
    const chart_style style{options};
    std::vector<std::optional<calque::datetime>> times;
    std::vector<calque::scalar> values;
    for (const calque::bar_point& point : points) {
        times.push_back(point.time_interval);
        values.push_back(point.value);
    }
    const time_labels labels = label_buckets(times);
    const std::vector<std::string> figures = column_of(values, style);
    const bool samples = std::ranges::any_of(points, [](const auto& point) { return point.sample_count.has_value(); });

    bar_table table{.heading = {printable(widget.time_period.value_or("time"), style.unicode()),
                                printable(measure_of(widget), style.unicode()),
                                {},
                                samples ? "samples" : ""},
                    .rows = {},
                    .last_matter = true};
    for (std::size_t i = 0; i < points.size(); ++i) {
        const std::optional<std::int64_t> count = points[i].sample_count;
        table.rows.push_back(
            {labels.texts[i], figures[i], magnitude(points[i].value), count ? std::to_string(*count) : ""});
    }
    return {render_table(table, options), counted(points.size(), "bucket", "buckets"), labels.zone};
}

body draw(const std::vector<calque::pie_slice>& slices, const calque::widget_data& widget,
          const chart_options& options) {
    const chart_style style{options};
    std::vector<calque::scalar> values;
    values.reserve(slices.size());
    for (const calque::pie_slice& slice : slices) values.push_back(slice.value);
    const std::vector<std::optional<double>> shares = shares_of(slices);
    std::vector<std::string> figures = column_of(values, style);
    std::vector<std::string> percent = percentages(shares, style);
    figures.push_back(printable(measure_of(widget), style.unicode()));
    percent.emplace_back("share");
    align(figures);
    align(percent);

    bar_table table{.heading = {"label", figures.back() + "  " + percent.back(), {}}, .rows = {}, .whole = 100};
    for (std::size_t i = 0; i < slices.size(); ++i)
        table.rows.push_back({label_of(slices[i].label, style), figures[i] + "  " + percent[i], shares[i]});
    return {render_table(table, options), counted(slices.size(), "label", "labels"), {}};
}

body draw(const calque::raw_json& json, const calque::widget_data&, const chart_options& options) {
    return {render_raw(json, options), {}, {}};
}

/// Returns true if the values count seconds: the schema knows the field's unit, and a count has none.
bool in_seconds(const calque::widget_data& widget) {
    const calque::schema_view& fields = calque::schema_of<calque::call_log>;
    const auto found = fields.find(widget.field_name);
    return found && fields.fields[found.index].unit == calque::field_unit::seconds &&
           widget.aggregation_function != "count" && widget.chart_type != "pie";
}

std::string title_line(const calque::widget_data& widget, const chart_options& options) {
    const chart_style style{options};
    const std::string number = widget.widget_id ? "widget " + std::to_string(*widget.widget_id) : "widget";
    std::string title = widget.metadata.display_name.empty() ? widget.field_name : widget.metadata.display_name;
    title = printable(title.empty() ? number : title, style.unicode());
    const std::string kind =
        clipped(printable(widget.chart_type.empty() ? "unknown" : widget.chart_type, style.unicode()),
                options.width / 3, style.unicode());

    std::string right = ' ' + kind + std::string{style.separator()} + number + ' ';
    const std::string edge = repeated(style.rule(), 2);
    constexpr std::size_t edges = 4;
    const std::size_t room = options.width - std::min(options.width, display_width(right) + edges + 3);
    if (room < 8) right.clear();
    title = clipped(title, right.empty() ? options.width - edges - 3 : room, style.unicode());
    const std::size_t used = edges + 2 + display_width(title) + display_width(right);
    return style.paint(role::faint, edge) + ' ' + style.paint(role::title, title) + ' ' +
           style.paint(role::faint, repeated(style.rule(), options.width - used) + right + edge) + '\n';
}

/// Returns the subtitle: "avg of duration per day, in seconds · 7 buckets · UTC".
std::string subtitle_line(const calque::widget_data& widget, const body& drawn, const chart_options& options) {
    const chart_style style{options};
    std::string text = widget.aggregation_function.value_or("");
    if (!widget.field_name.empty()) text += (text.empty() ? "" : " of ") + widget.field_name;
    if (widget.time_period) text += (text.empty() ? "per " : " per ") + *widget.time_period;
    if (in_seconds(widget)) text += ", in seconds";
    std::string out = printable(text, style.unicode());
    const auto append = [&](std::string_view piece) {
        if (piece.empty()) return;
        if (!out.empty()) out += style.separator();
        out += printable(piece, style.unicode());
    };
    if (widget.metadata.filter_value) append("filter value " + widget.metadata.filter_value->text);
    if (widget.group_by) append("grouped by " + widget.group_by->text);
    append(drawn.count);
    append(drawn.zone);
    out = clipped(out, options.width - indent, style.unicode());
    return out.empty() ? out : std::string(indent, ' ') + style.paint(role::faint, out) + '\n';
}

} // namespace

std::string render_chart(const calque::widget_data& widget, const chart_options& options) {
    chart_options fitting = options;
    fitting.width = std::max<std::size_t>(options.width, 24);
    const body drawn = std::visit(
        [&](const auto& data) -> body {
            if constexpr (requires { data.empty(); })
                if (data.empty()) return {{}, "no data", {}};
            return draw(data, widget, fitting);
        },
        widget.data);
    return title_line(widget, fitting) + subtitle_line(widget, drawn, fitting) + drawn.lines;
}

} // namespace cli
