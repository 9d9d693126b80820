// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/decode/response_decoder.hpp>
#include <calque/filter/filter.hpp>
#include <calque/filter/optional_filter.hpp>
#include <calque/schema/call_log.hpp>
#include <calque/support/config.hpp>
#include <calque/values/error.hpp>
#include <calque/values/value.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace calque {

/// The bulk widget request: `POST /dashboards/widgets/bulk_data/` (OpenAPI description).
struct bulk_widget_request {
    std::vector<std::int64_t> widget_ids;    ///< at least one
    optional_filter<call_log> filters{};     ///< overrides the widgets' own filters; omitted if empty
    std::optional<std::int64_t> page{};      ///< from 1
    std::optional<std::int64_t> page_size{}; ///< from 1
};

/// A value that the API may send as null, a boolean, a number or a string.
using scalar = std::variant<std::monostate, bool, std::int64_t, std::uint64_t, double, std::string>;

/// Returns a scalar as plain text: a string without quotes, `true`, `false`, a number as JSON has it, or `null`.
///
/// *Example*: `std::cout << calque::to_string(slice.label)`; the text of the API is not escaped.
[[nodiscard]] CALQUE_DECL std::string to_string(const scalar& what);

/// One call of a line chart: `{id, timestamp, value}` (OpenAPI description).
struct line_point {
    std::optional<std::int64_t> id;
    std::optional<datetime> timestamp;
    scalar value;

    friend bool operator==(const line_point&, const line_point&) = default;
};

/// One bucket of a bar chart: `{time_interval, value, sample_count}` (OpenAPI description).
struct bar_point {
    std::optional<datetime> time_interval; ///< start of the bucket
    scalar value;
    std::optional<std::int64_t> sample_count;

    friend bool operator==(const bar_point&, const bar_point&) = default;
};

/// One slice of a pie chart: `{label, value, percentage}` (OpenAPI description).
struct pie_slice {
    scalar label;
    scalar value;
    std::optional<double> percentage;

    friend bool operator==(const pie_slice&, const pie_slice&) = default;
};

/// The data of a chart. Chart types and row shapes that the OpenAPI description does not show are kept as JSON.
using chart_data = std::variant<std::vector<line_point>, std::vector<bar_point>, std::vector<pie_slice>, raw_json>;

/// The figures of a stat widget; a figure that the API leaves out or sends as null is empty.
struct stat_figures {
    std::optional<std::int64_t> total_calls{};
    std::optional<double> success_rate{};
    std::optional<double> avg_duration{}; ///< seconds
    std::optional<double> p95_latency{};

    friend bool operator==(const stat_figures&, const stat_figures&) = default;
};

/// Metadata of the plotted data (OpenAPI description; api/README.md, "Chart data").
struct widget_metadata {
    std::string display_name;
    std::string data_type;                         ///< numeric, boolean, string, datetime or dynamic; not a closed set
    std::optional<raw_json> filter_value;          ///< for example the id of a metric
    std::optional<std::string> series_dimension{}; ///< `enum_value` for the daily share of an enum; newest spec
    std::optional<std::string> normalization{};    ///< `total_calls` for the daily share of an enum; newest spec

    friend bool operator==(const widget_metadata&, const widget_metadata&) = default;
};

/// The chart data of one widget: `WidgetDataResponse` (OpenAPI description).
struct widget_data {
    std::optional<std::int64_t> widget_id;
    std::string field_name;
    std::string chart_type; ///< line, bar or pie; not a closed set
    chart_data data;
    std::optional<std::string> aggregation_function;
    std::optional<std::string> time_period;
    std::optional<raw_json> group_by; ///< nothing if null or absent
    bool can_group_by = false;
    widget_metadata metadata;
    raw_json source; ///< the widget's original JSON if `decode_options::keep_source` is set, otherwise empty

    /// The rows of a chart of this kind, or the figures of a stat.
    ///
    /// *Errors*: throws `system_error` with `errc::bad_response` and what the data is instead; `std::get_if` on `data`
    /// does not throw. *Lifetimes*: rows are valid as long as `data`, unchanged.
    [[nodiscard]] CALQUE_DECL const std::vector<line_point>& as_line() const&;
    [[nodiscard]] CALQUE_DECL const std::vector<bar_point>& as_bar() const&;
    [[nodiscard]] CALQUE_DECL const std::vector<pie_slice>& as_pie() const&;
    [[nodiscard]] CALQUE_DECL stat_figures as_stat() const;
    void as_line() const&& = delete; // the rows would be gone
    void as_bar() const&& = delete;
    void as_pie() const&& = delete;

    friend bool operator==(const widget_data&, const widget_data&) = default;
};

/// One page of widget data: `PaginatedWidgetDataResponseList` (OpenAPI description), or a bare array of widgets
/// (inferred; api/README.md, "Pages").
struct bulk_widget_response {
    std::optional<std::int64_t> count; ///< widgets on all pages; nothing for a bare array
    std::optional<std::string> next;   ///< only its page number is used
    std::optional<std::string> previous;
    std::vector<widget_data> results;
    bool next_absent = false; ///< an envelope without `next`: only `count` shows whether there are more pages

    friend bool operator==(const bulk_widget_response&, const bulk_widget_response&) = default;
};

/// Returns the JSON body of a request: `{"widget_ids":[…],"filters":{…}}`.
///
/// *Errors*: throws `system_error` with `errc::bad_request_setting` if there is no id, or if the page or its size is
/// not positive.
[[nodiscard]] std::string encode_body(const bulk_widget_request& request);

/// Returns the path and query of a request: `/dashboards/widgets/bulk_data/?page=2&page_size=50`.
///
/// *Errors*: as `encode_body`.
[[nodiscard]] std::string encode_target(const bulk_widget_request& request);

/// Decodes one page. Ignores unknown keys, tolerates nulls, and keeps numbers exact.
///
/// Equivalent to a `response_decoder<bulk_widget_response>` that is fed once. Use `response_decoder<widget_data>` for
/// the single widget in a response of `GET /dashboards/widgets/{id}/data/` or `preview_data`.
///
/// A widget must have `chart_type` and `data`; other keys may be missing. So that nothing is lost, its data is
/// `raw_json` if the chart type is not one of the three, a row lacks a key of its shape or has a `group` (api/README.md,
/// "Chart data"), a time cannot be read, or the keys of its rows vary too much (over 63 in all their distinct
/// sequences). A time without a zone is UTC (inferred). If a key is repeated, the last one counts.
/// *Errors*: returns nothing, and sets `failure` to the error and its location.
[[nodiscard]] std::optional<bulk_widget_response> decode_bulk_widgets(std::string_view body, decode_failure& failure,
                                                                      const decode_options& options = {});

/// Returns widget data as one line of JSON, `{"count":N,"results":[…]}`; without a `count`, N is the number of
/// results.
///
/// Writes a widget with a `source` verbatim, and others as they were decoded.
[[nodiscard]] std::string to_json(const bulk_widget_response& response);

} // namespace calque

#ifdef CALQUE_HEADER_ONLY
#include <calque/widget/widget.ipp>
#endif
