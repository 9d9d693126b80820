// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/stand_in/detail/charts.hpp>
#include <calque/stand_in/detail/form.hpp>
#include <calque/stand_in/detail/incoming.hpp>
#include <calque/stand_in/detail/request_body.hpp>
#include <calque/stand_in/detail/selection.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// Charts of unsaved widgets, and the rules for which charts exist (api/README.md, "Endpoints" and "Widgets").
namespace calque::detail::stand_in_parts {

/// The charts and aggregations permitted for one kind of data; words are separated by spaces.
struct plot_rule {
    std::string_view data_type;
    std::string_view charts;
    std::string_view aggregations;
};

inline constexpr std::string_view all_aggregations = "count sum avg min max p50 p95 p99";

/// The table of the vendor's guide, plus percentiles of numbers (inferred) and an enum's daily share as bars
/// (api/README.md, "Widgets").
inline constexpr plot_rule numeric_rule{"numeric", "line bar", all_aggregations};
inline constexpr plot_rule boolean_rule{"boolean", "pie bar", "count avg"};
inline constexpr plot_rule text_rule{"string", "pie bar", "count"};
inline constexpr plot_rule numeric_metric_rule{"dynamic", "line bar pie", all_aggregations};
inline constexpr plot_rule enum_metric_rule{"dynamic", "pie bar", "count"};

/// Returns the rule of a widget's field, except metrics; null if there is no such field.
[[nodiscard]] inline const plot_rule* rule_of_field(std::string_view field) noexcept {
    if (has_word("duration agent_id", field)) return &numeric_rule;
    if (has_word("success is_reviewed", field)) return &boolean_rule;
    if (has_word("call_ended_reason dropoff_point topic", field)) return &text_rule;
    constexpr std::string_view metadata = "metadata.";
    const bool has_key = field.starts_with(metadata) && field.size() > metadata.size();
    return has_key && field.find('.', metadata.size()) == std::string_view::npos ? &text_rule : nullptr;
}

/// Returns the rule of a metric: an enum if any result is a text, otherwise numeric (inferred); null if the metric
/// has no results.
[[nodiscard]] inline const plot_rule* rule_of_metric(std::int64_t metric, const served_records& records) {
    std::vector<const boost::json::object*> calls;
    for (const boost::json::value& each : records.calls) calls.push_back(&each.get_object());
    const std::vector<sample> results = sampler{catalog_metric_value, metric}.take(calls);
    if (results.empty()) return nullptr;
    const auto is_text = [](const sample& each) { return each.has_value() && each.value->is_string(); };
    return std::ranges::any_of(results, is_text) ? &enum_metric_rule : &numeric_metric_rule;
}

/// Reads the grouping of a chart: none, a field with one value per call, or intervals of time (api/README.md,
/// "Widgets").
inline void read_grouping(form& from, catalog_widget& into) {
    constexpr std::string_view name = "group_by";
    const auto* const found = from.find(name);
    if (found == nullptr) return;
    if (const auto* const text = found->if_string(); text != nullptr && text->empty()) return;
    const auto* const object = found->if_object();
    if (object == nullptr) return from.wrong(name, "Not a valid grouping.");
    if (object->empty()) return;
    const auto* const type = object->if_contains("type");
    if (type != nullptr && *type == "field") {
        const auto* const field = object->if_contains("field");
        const auto* const text = field != nullptr ? field->if_string() : nullptr;
        if (text == nullptr) return from.wrong(name, "Grouping by a field requires `field`.");
        into.group_field = {text->data(), text->size()};
        const auto row = schema_of<call_log>.find(record_field(into.group_field));
        if (!row || call_log::fields[row.index].rows == relation::to_many)
            from.wrong(name, "Cannot group by \"" + std::string{into.group_field} + "\".");
    } else if (type != nullptr && *type == "bucket") {
        const auto* const interval = object->if_contains("interval");
        const auto* const number = interval != nullptr ? interval->if_int64() : nullptr;
        if (number == nullptr || *number < 1) return from.wrong(name, "The interval must be a positive whole number.");
        into.group_interval = *number;
    } else from.wrong(name, "Not a valid grouping.");
}

/// Returns the rule of the plotted data. If there is no such field or metric, records a mistake and returns null.
[[nodiscard]] inline const plot_rule* find_rule(form& from, const served_records& records, catalog_widget& into) {
    const std::int64_t metric = from.key("metric");
    const plot_rule* rule = nullptr;
    if (into.field.empty()) from.wrong("field", "This field is required.");
    else if (into.field != catalog_metric_value) {
        rule = rule_of_field(into.field);
        if (rule == nullptr) from.wrong("field", '"' + std::string{into.field} + "\" is not a field of widgets.");
    } else if (metric == 0) from.wrong("metric", "This field is required.");
    else {
        into.metric = metric;
        rule = rule_of_metric(metric, records);
        if (rule == nullptr) from.no_such("metric", metric);
    }
    return rule;
}

/// Reads the chart's data settings, and records a mistake for an unsupported chart. The texts are inferred.
inline void read_plot(form& from, const served_records& records, catalog_widget& into) {
    from.require("chart_type");
    const std::string_view chart = from.choice("chart_type", "line bar pie stat");
    into.field = from.text("field");
    into.display_name = from.text("name");
    into.aggregation = from.choice("aggregation_function", all_aggregations);
    into.period = from.choice("time_period", "hour day week month");
    if (chart.empty()) return from.wrong("chart_type", "\"\" is not a valid choice.");
    if (into.display_name.empty()) into.display_name = into.field.empty() ? "Overview" : into.field;
    if (chart == "stat") {
        into.shape = chart_shape::stat;
        into.data_type = "numeric";
        if (!into.field.empty()) from.wrong("field", "A stat has no field.");
        return;
    }
    const plot_rule* const rule = find_rule(from, records, into);
    if (rule == nullptr) return;
    const auto refuse = [&](std::string_view member, std::string_view word) {
        from.wrong(member, '"' + std::string{word} + "\" does not go with " + std::string{rule->data_type} + " data.");
    };
    if (!has_word(rule->charts, chart)) refuse("chart_type", chart);
    const std::string_view aggregations = chart == "pie" ? "count" : rule->aggregations; // slices are counts
    if (!into.aggregation.empty() && !has_word(aggregations, into.aggregation))
        refuse("aggregation_function", into.aggregation);
    into.data_type = rule->data_type;
    into.shape = chart == "line" ? chart_shape::line : chart == "pie" ? chart_shape::pie : chart_shape::bar;
    if (into.shape != chart_shape::bar) return;
    if (into.aggregation.empty()) from.wrong("aggregation_function", "This field is required.");
    if (into.period.empty()) from.wrong("time_period", "This field is required.");
    if (rule != &enum_metric_rule) return;
    into.shape = chart_shape::daily_share;
    into.data_type = "percentage";
}

/// Handles `POST /dashboards/widgets/preview_data/`: the data of an unsaved widget.
///
/// There is one dashboard, number 1, whose own filter is `timestamp >= today-7d`; `dashboard_filters` replaces it,
/// and the widget's filters apply as well (inferred). *Errors*: throws `refusal`.
[[nodiscard]] inline http_response preview_data(const served_records& records, const incoming& from) {
    const boost::json::object body = read_form(from.request);
    form given{body};
    catalog_widget widget{};
    read_plot(given, records, widget);
    read_grouping(given, widget);
    widget.can_group = widget.shape != chart_shape::stat && widget.shape != chart_shape::daily_share;
    const bool is_grouped = !widget.group_field.empty() || widget.group_interval != 0;
    if (is_grouped && !widget.can_group) given.wrong("group_by", "This chart cannot be grouped.");
    const std::int64_t dashboard = given.key("dashboard");
    if (dashboard > 1) given.no_such("dashboard", dashboard);
    const auto of_dashboard = given.filter_of("dashboard_filters");
    const auto of_widget = given.filter_of("filters");
    given.check();

    selection chosen{from.moment};
    if (of_dashboard) chosen.add_recent(*of_dashboard);
    else if (dashboard != 0) chosen.add_recent(stored_filter());
    if (of_widget) chosen.add_recent(*of_widget);
    chosen.demand_bound();
    json_out out;
    write_widget(out, widget, chosen.of(records.calls));
    return json_response(200, std::move(out).take());
}

} // namespace calque::detail::stand_in_parts
