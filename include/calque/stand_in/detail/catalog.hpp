// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/schema/call_log.hpp>

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>

// The widgets of the stand-in, each a chart over the call logs (api/README.md, "Chart data" and "Widgets").
namespace calque::detail::stand_in_parts {

/// The shape of a chart's rows.
enum class chart_shape : std::uint8_t { line, bar, pie, stat, daily_share };

struct catalog_widget {
    std::int64_t id; ///< 0: an unsaved widget
    chart_shape shape;
    std::string_view field;
    std::string_view display_name;
    std::string_view data_type;
    std::string_view aggregation{}; ///< empty: null
    std::string_view period{};      ///< empty: null
    std::int64_t metric = 0;        ///< 0: none
    bool can_group = false;
    std::string_view group_field{};  ///< empty: not grouped by a field
    std::int64_t group_interval = 0; ///< milliseconds; 0: not grouped by time
};

inline constexpr std::array<catalog_widget, 10> catalog{{
    {1, chart_shape::line, "duration", "Duration", "numeric"},
    {2, chart_shape::bar, "duration", "Duration", "numeric", "avg", "day"},
    {3, chart_shape::pie, "call_ended_reason", "Call ended reason", "string", "count"},
    {4, chart_shape::pie, "success", "Success", "boolean", "count"},
    {5, chart_shape::bar, "duration", "Duration", "numeric", "count", "day"},
    {6, chart_shape::pie, "topic", "Topic", "string", "count"},
    {7, chart_shape::bar, "metric_evaluations.value", "accuracy", "dynamic", "avg", "day", 1},
    {8, chart_shape::stat, "", "Overview", "numeric"},
    {9, chart_shape::pie, "metadata.region", "Region", "string", "count"},
    {10, chart_shape::daily_share, "metric_evaluations.value", "sentiment", "percentage", "count", "day", 4},
}};

/// The fields that the stand-in itself reads.
inline constexpr std::string_view catalog_id = "id";
inline constexpr std::string_view catalog_time = "timestamp";
inline constexpr std::string_view catalog_success = "success";
inline constexpr std::string_view catalog_duration = "duration";
inline constexpr std::string_view catalog_metric = "metric_evaluations.metric.id";
inline constexpr std::string_view catalog_metric_value = "metric_evaluations.value";
inline constexpr std::int64_t catalog_latency = 3; ///< the metric of the stat's `p95_latency`

static_assert(std::ranges::all_of(catalog,
                                  [](const catalog_widget& each) {
                                      return each.field.empty() || schema_of<call_log>.find(each.field);
                                  }),
              "the catalog names only fields of the schema");
static_assert(schema_of<call_log>.find(catalog_time) && schema_of<call_log>.find(catalog_metric));

/// Returns the path of a widget's field in filters and records, which differs for the agent (api/README.md,
/// "Fields").
[[nodiscard]] constexpr std::string_view record_field(std::string_view widget_field) noexcept {
    return widget_field == "agent_id" ? "agent.id" : widget_field;
}

/// Returns the widget's chart type on the wire.
[[nodiscard]] constexpr std::string_view chart_type_of(chart_shape shape) noexcept {
    switch (shape) {
    case chart_shape::line: return "line";
    case chart_shape::bar:
    case chart_shape::daily_share: return "bar";
    case chart_shape::pie: return "pie";
    case chart_shape::stat: return "stat";
    }
    return {};
}

} // namespace calque::detail::stand_in_parts
