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

/// The bulk widget request: `POST /dashboards/widgets/bulk_data/` (seed).
struct bulk_widget_request {
    std::vector<std::int64_t> widget_ids;    ///< at least one
    optional_filter<call_log> filters{};     ///< overrides the widgets' own filters; omitted where there is none
    std::optional<std::int64_t> page{};      ///< from 1
    std::optional<std::int64_t> page_size{}; ///< from 1
};

/// A value that the API may send as null, a boolean, a number or a string.
using scalar = std::variant<std::monostate, bool, std::int64_t, std::uint64_t, double, std::string>;

/// One call of a line chart: `{id, timestamp, value}` (seed).
struct line_point {
    std::optional<std::int64_t> id;
    std::optional<datetime> timestamp;
    scalar value;

    friend bool operator==(const line_point&, const line_point&) = default;
};

/// One bucket of a bar chart: `{time_interval, value, sample_count}` (seed).
struct bar_point {
    std::optional<datetime> time_interval; ///< the bucket's start
    scalar value;
    std::optional<std::int64_t> sample_count;

    friend bool operator==(const bar_point&, const bar_point&) = default;
};

/// One share of a pie chart: `{label, value, percentage}` (seed).
struct pie_slice {
    scalar label;
    scalar value;
    std::optional<double> percentage;

    friend bool operator==(const pie_slice&, const pie_slice&) = default;
};

/// The data of a chart; a chart type or a row shape that the seed does not show is kept as JSON.
using chart_data = std::variant<std::vector<line_point>, std::vector<bar_point>, std::vector<pie_slice>, raw_json>;

/// The figures of a stat widget; a figure that the API leaves out or sends as null is empty.
struct stat_figures {
    std::optional<std::int64_t> total_calls{};
    std::optional<double> success_rate{};
    std::optional<double> avg_duration{}; ///< seconds
    std::optional<double> p95_latency{};

    friend bool operator==(const stat_figures&, const stat_figures&) = default;
};

/// What the API says about plotted data (seed, api.md (c)).
struct widget_metadata {
    std::string display_name;
    std::string data_type;                         ///< numeric, boolean, string, datetime or dynamic; the set is open
    std::optional<raw_json> filter_value;          ///< for example a metric's number
    std::optional<std::string> series_dimension{}; ///< `enum_value` for the daily share of an enum; newest spec
    std::optional<std::string> normalization{};    ///< `total_calls` for the daily share of an enum; newest spec

    friend bool operator==(const widget_metadata&, const widget_metadata&) = default;
};

/// The chart data of one widget: `WidgetDataResponse` (seed).
struct widget_data {
    std::optional<std::int64_t> widget_id;
    std::string field_name;
    std::string chart_type; ///< line, bar or pie; the set is open
    chart_data data;
    std::optional<std::string> aggregation_function;
    std::optional<std::string> time_period;
    std::optional<raw_json> group_by; ///< nothing for null and where absent
    bool can_group_by = false;
    widget_metadata metadata;
    raw_json source; ///< the widget's JSON as it came, where `decode_options::keep_source` asks for it; else empty

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

/// One page of widget data: `PaginatedWidgetDataResponseList` (seed), or a bare array of widgets (api.md (a), [I]).
struct bulk_widget_response {
    std::optional<std::int64_t> count; ///< widgets on all pages; nothing for a bare array
    std::optional<std::string> next;   ///< only its page number is ever used
    std::optional<std::string> previous;
    std::vector<widget_data> results;
    bool next_absent = false; ///< an envelope without `next`: only `count` tells whether there is more

    friend bool operator==(const bulk_widget_response&, const bulk_widget_response&) = default;
};

/// The JSON body of a request: `{"widget_ids":[…],"filters":{…}}`.
///
/// *Errors*: throws `system_error` with `errc::bad_request_setting` where there is no id, or a page or size is
/// not positive.
[[nodiscard]] std::string encode_body(const bulk_widget_request& request);

/// The path and query of a request: `/dashboards/widgets/bulk_data/?page=2&page_size=50`.
///
/// *Errors*: as `encode_body`.
[[nodiscard]] std::string encode_target(const bulk_widget_request& request);

/// Decodes one page; unknown keys are ignored, nulls are tolerated, numbers are exact.
///
/// It is a `response_decoder<bulk_widget_response>` that is fed once. `response_decoder<widget_data>` decodes what
/// `GET /dashboards/widgets/{id}/data/` and `preview_data` answer: one widget.
///
/// A widget's `chart_type` and `data` are demanded, other keys may be missing. Its data is `raw_json` where the
/// chart type is none of the three, where a row lacks a key of its shape or has a `group` (api.md (c)), where
/// a time cannot be read, and where the keys of its rows differ too much (over 63 in all their sequences): so nothing
/// is lost. A time without a zone is UTC (api.md (b), [I]). Of a key that stands twice the last counts.
/// *Errors*: `failure` says what and where; the result is then empty.
[[nodiscard]] std::optional<bulk_widget_response> decode_bulk_widgets(std::string_view body, decode_failure& failure,
                                                                      const decode_options& options = {});

/// Widget data as one line of JSON, `{"count":N,"results":[…]}`; `count` is that of the results where none was given.
///
/// A widget whose `source` was kept is written as it came, others as `decode_bulk_widgets` understood them.
[[nodiscard]] std::string to_json(const bulk_widget_response& response);

} // namespace calque

#ifdef CALQUE_HEADER_ONLY
#include <calque/widget/widget.ipp>
#endif
