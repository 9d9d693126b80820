// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/stand_in/detail/catalog.hpp>
#include <calque/stand_in/detail/groups.hpp>
#include <calque/stand_in/detail/json_out.hpp>
#include <calque/stand_in/detail/samples.hpp>
#include <calque/values/value.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <map>
#include <numeric>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// The rows of charts, computed from call logs and written as JSON (api/README.md, "Chart data"). `group` is JSON as
// well; it becomes the last member of each row unless it is empty (inferred).
namespace calque::detail::stand_in_parts {

[[nodiscard]] inline double rounded(double number, double steps) { return std::round(number * steps) / steps; }

/// Returns a share in percent, with one decimal, as in the OpenAPI description.
[[nodiscard]] inline double percent_of(std::size_t part, std::size_t whole) {
    return rounded(static_cast<double>(part) * 100 / static_cast<double>(whole), 10);
}

/// Returns the nearest-rank percentile: `share` of the numbers are at or below it. Reorders the numbers.
[[nodiscard]] inline double percentile(std::vector<double>& numbers, double share) {
    std::ranges::sort(numbers);
    const auto rank = static_cast<std::size_t>(std::ceil(share * static_cast<double>(numbers.size())));
    return numbers[std::max<std::size_t>(rank, 1) - 1];
}

/// Aggregates numbers, of which there must be at least one.
[[nodiscard]] inline double aggregate(std::string_view how, std::vector<double> numbers) {
    const double sum = std::accumulate(numbers.begin(), numbers.end(), 0.0);
    if (how == "sum") return rounded(sum, 100);
    if (how == "min") return std::ranges::min(numbers);
    if (how == "max") return std::ranges::max(numbers);
    if (how == "p50") return percentile(numbers, 0.5);
    if (how == "p95") return percentile(numbers, 0.95);
    if (how == "p99") return percentile(numbers, 0.99);
    return rounded(sum / static_cast<double>(numbers.size()), 100);
}

/// Closes a row, after its `group` if there is one.
inline void close_row(json_out& out, std::string_view group) {
    if (!group.empty()) out.key("group").raw(group);
    out.close('}');
}

/// Writes `{id, timestamp, value}, …`, one row for each call, in chronological order.
inline void write_line(json_out& out, const catalog_widget& widget, selected_calls calls, std::string_view group) {
    std::vector<sample> samples = sampler{widget.field, widget.metric}.take(calls);
    std::ranges::sort(samples, [](const sample& a, const sample& b) {
        return std::pair{a.at, a.call} < std::pair{b.at, b.call};
    });
    for (const sample& each : samples) {
        if (!each.has_value()) continue;
        out.open('{').key("id").number(each.call).key("timestamp").text(to_string(datetime{each.at, 0})).key("value");
        const auto number = each.value->is_string() ? each.number() : std::nullopt; // text such as `05:03`
        close_row(number ? out.number(*number) : out.scalar(each.value), group);
    }
}

/// Writes `{time_interval, value, sample_count}, …`, without empty intervals.
inline void write_bar(json_out& out, const catalog_widget& widget, selected_calls calls, std::string_view group) {
    struct interval {
        std::size_t samples = 0;
        std::vector<double> numbers{};
    };
    std::map<instant, interval> intervals;
    for (const sample& each : sampler{widget.field, widget.metric}.take(calls)) {
        if (!each.has_value()) continue;
        interval& into = intervals[start_of(widget.period, each.at)];
        ++into.samples;
        if (const auto number = each.number()) into.numbers.push_back(*number);
    }
    for (auto& [start, content] : intervals) {
        out.open('{').key("time_interval").text(to_string(datetime{start, 0})).key("value");
        if (widget.aggregation == "count") out.number(content.samples);
        else if (content.numbers.empty()) out.null();
        else out.number(aggregate(widget.aggregation, std::move(content.numbers)));
        close_row(out.key("sample_count").number(content.samples), group);
    }
}

/// Writes `{label, value, percentage}, …`, largest first; calls without a value have the label null.
inline void write_pie(json_out& out, const catalog_widget& widget, selected_calls calls, std::string_view group) {
    std::map<std::string, std::size_t> slices; // by the label's JSON
    const std::vector<sample> samples = sampler{widget.field, widget.metric}.take(calls);
    for (const sample& each : samples) {
        json_out label;
        ++slices[std::move(label.scalar(each.value)).take()];
    }
    std::vector<std::pair<std::string, std::size_t>> sorted(slices.begin(), slices.end());
    std::ranges::sort(sorted, [](const auto& a, const auto& b) {
        return a.second != b.second ? a.second > b.second : a.first < b.first;
    });
    for (const auto& [label, count] : sorted) {
        out.open('{').key("label").raw(label).key("value").number(count);
        close_row(out.key("percentage").number(percent_of(count, samples.size())), group);
    }
}

/// Writes `{total_calls, success_rate, avg_duration, p95_latency}`; null if there are no numbers.
inline void write_stat(json_out& out, selected_calls calls) {
    const auto numbers_of = [&](std::string_view field, std::int64_t metric) {
        std::vector<double> numbers;
        for (const sample& each : sampler{field, metric}.take(calls))
            if (const auto number = each.number()) numbers.push_back(*number);
        return numbers;
    };
    const auto write = [&](std::string_view key, std::string_view how, std::vector<double> numbers, double factor) {
        out.key(key);
        if (numbers.empty()) out.null();
        else out.number(rounded(aggregate(how, std::move(numbers)) * factor, 100));
    };
    out.open('{').key("total_calls").number(calls.size());
    write("success_rate", "avg", numbers_of(catalog_success, 0), 100);
    write("avg_duration", "avg", numbers_of(catalog_duration, 0), 1);
    write("p95_latency", "p95", numbers_of(catalog_metric_value, catalog_latency), 1);
    out.close('}');
}

/// Writes `{time_interval, group, value, selected_calls, total_calls, evaluated_calls}, …`: for each interval and
/// value of the metric, the value's share of all calls in percent.
inline void write_daily_share(json_out& out, const catalog_widget& widget, selected_calls calls) {
    struct interval {
        std::size_t total = 0;
        std::size_t evaluated = 0;
        std::map<std::string, std::size_t> groups{}; // by the value's JSON
    };
    std::map<instant, interval> intervals;
    for (const sample& each : sampler{catalog_id, 0}.take(calls)) ++intervals[start_of(widget.period, each.at)].total;
    for (const sample& each : sampler{widget.field, widget.metric}.take(calls)) {
        if (!each.has_value()) continue;
        interval& into = intervals[start_of(widget.period, each.at)];
        ++into.evaluated;
        json_out group;
        ++into.groups[std::move(group.scalar(each.value)).take()];
    }
    for (const auto& [start, content] : intervals) {
        for (const auto& [group, selected] : content.groups) {
            out.open('{').key("time_interval").text(to_string(datetime{start, 0})).key("group").raw(group);
            out.key("value").number(percent_of(selected, content.total)).key("selected_calls").number(selected);
            out.key("total_calls").number(content.total).key("evaluated_calls").number(content.evaluated).close('}');
        }
    }
}

/// Writes the data of a chart: an array of rows, group by group, or an object for a stat.
inline void write_data(json_out& out, const catalog_widget& widget, selected_calls calls) {
    if (widget.shape == chart_shape::stat) return write_stat(out, calls);
    out.open('[');
    for (const auto& [group, of_group] : groups_of(widget, calls)) {
        if (widget.shape == chart_shape::line) write_line(out, widget, of_group, group);
        else if (widget.shape == chart_shape::bar) write_bar(out, widget, of_group, group);
        else if (widget.shape == chart_shape::pie) write_pie(out, widget, of_group, group);
        else write_daily_share(out, widget, of_group);
    }
    out.close(']');
}

/// Writes a `WidgetDataResponse` (OpenAPI description).
inline void write_widget(json_out& out, const catalog_widget& widget, selected_calls calls) {
    const auto text_or_null = [&](std::string_view key, std::string_view text) {
        out.key(key);
        if (text.empty()) out.null();
        else out.text(text);
    };
    out.open('{').key("widget_id");
    if (widget.id == 0) out.null();
    else out.number(widget.id);
    out.key("field_name").text(widget.field).key("chart_type").text(chart_type_of(widget.shape));
    write_data(out.key("data"), widget, calls);
    text_or_null("aggregation_function", widget.aggregation);
    text_or_null("time_period", widget.period);
    write_grouping(out.key("group_by"), widget);
    out.key("can_group_by").flag(widget.can_group);
    out.key("metadata").open('{').key("display_name").text(widget.display_name).key("data_type").text(widget.data_type);
    out.key("filter_value");
    if (widget.metric == 0) out.null();
    else out.number(widget.metric);
    if (widget.shape == chart_shape::daily_share)
        out.key("series_dimension").text("enum_value").key("normalization").text("total_calls");
    out.close('}').close('}');
}

} // namespace calque::detail::stand_in_parts
