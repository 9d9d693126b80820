// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/api/http_message.hpp>
#include <calque/decode/records.hpp>
#include <calque/filter/filter.hpp>
#include <calque/filter/optional_filter.hpp>
#include <calque/schema/call_log.hpp>
#include <calque/schema/run.hpp>
#include <calque/support/config.hpp>
#include <calque/values/relative_time.hpp>
#include <calque/widget/widget.hpp>

#include <chrono>
#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

// The requests of the API, one type for each endpoint, with their responses. An endpoint consists of a request type,
// an `encode` and an `endpoint` specialization; the client needs nothing else.
namespace calque {

/// The data of one widget: `GET /dashboards/widgets/{id}/data/` (api/README.md, "Endpoints").
struct widget_data_request {
    std::int64_t widget_id = 0;          ///< from 1
    optional_filter<call_log> filters{}; ///< overrides the widget's own filters; omitted if empty
};

/// The data of an unsaved widget: `POST /dashboards/widgets/preview_data/` (api/README.md, "Endpoints" and
/// "Widgets").
struct preview_widget_request {
    std::string chart_type;                               ///< line, bar, pie or stat; not a closed set
    std::string field{};                                  ///< the field to plot; empty for stat
    std::optional<std::string> aggregation_function{};    ///< count, sum, avg, min, max, p50, …
    std::optional<std::string> time_period{};             ///< hour, day, week or month
    std::optional<std::int64_t> metric{};                 ///< for the field `metric_evaluations.value`
    std::optional<std::int64_t> dashboard{};              ///< the dashboard whose filters apply as well
    std::optional<raw_json> group_by{};                   ///< grouping (api/README.md, "Widgets")
    optional_filter<call_log> filters{};                  ///< the widget's filters
    optional_filter<call_log> dashboard_filters{};        ///< replaces the dashboard's own filters
    std::vector<std::pair<std::string, raw_json>> more{}; ///< additional members of the body
};

/// Call logs: `GET /observability/v2/call-logs/` (api/README.md, "Endpoints").
struct call_log_request {
    optional_filter<call_log> filters{}; ///< as `filters_v2`
    std::optional<instant> from{};       ///< as `timestamp_from`; the server's default is 30 days ago
    std::optional<instant> to{};         ///< as `timestamp_to`
    std::vector<std::int64_t> call_ids{};
    std::optional<std::int64_t> agent_id{};
    std::optional<std::int64_t> project_id{}; ///< required with an organisation's key
    std::optional<std::string> assistant_id{};
    std::optional<std::string> ql{};         ///< the members of a record to return, in django-restql syntax
    bool include_count = false;              ///< requests `record_page::count`
    std::optional<std::int64_t> page{};      ///< from 1
    std::optional<std::int64_t> page_size{}; ///< from 1
};

/// Test runs: `GET /test_framework/v2/runs/` (api/README.md, "Endpoints" and "Constraints").
struct run_request {
    optional_filter<run> filters{};           ///< as `filters_v2`; needs a lower bound on `timestamp`
    std::optional<std::int64_t> project_id{}; ///< required by the API
    std::vector<std::string> ordering{};      ///< fields to sort by, prefixed with `-` for descending order
    bool include_count = false;               ///< requests `record_page::count`
    std::optional<std::int64_t> page{};       ///< from 1
    std::optional<std::int64_t> page_size{};  ///< from 1
};

/// A request that only reads, which may be sent again after a failure, with its response type.
template <class Response>
struct reads {
    using response = Response;
    static constexpr bool read_only = true;
};

/// A request that changes data, which is never sent twice, with its response type.
template <class Response>
struct changes {
    using response = Response;
    static constexpr bool read_only = false;
};

/// The properties of a request type's endpoint. Both POST requests only read (api/README.md, "Errors and retries").
template <class Request>
struct endpoint;
template <>
struct endpoint<bulk_widget_request> : reads<bulk_widget_response> {};
template <>
struct endpoint<widget_data_request> : reads<widget_data> {};
template <>
struct endpoint<preview_widget_request> : reads<widget_data> {};
template <>
struct endpoint<call_log_request> : reads<record_page> {};
template <>
struct endpoint<run_request> : reads<record_page> {};

/// The response type of a request.
template <class Request>
using response_of = typename endpoint<Request>::response;

/// Returns the HTTP request: method, target, `Content-Type` if there is a body, and the body.
///
/// *Errors*: throws `system_error` with `errc::bad_request_setting` if an id, a page or a page size is not positive,
/// if a member that the API requires is missing, or if `from` is not before `to`.
[[nodiscard]] CALQUE_DECL http_request encode(const bulk_widget_request& request);
[[nodiscard]] CALQUE_DECL http_request encode(const widget_data_request& request);
[[nodiscard]] CALQUE_DECL http_request encode(const preview_widget_request& request);
[[nodiscard]] CALQUE_DECL http_request encode(const call_log_request& request);
[[nodiscard]] CALQUE_DECL http_request encode(const run_request& request);

/// A type that can be sent: `encode` converts it to an HTTP request, and `endpoint` names its response.
///
/// If an error names this concept, either there is no `encode(const Request&)` that returns an `http_request` in the
/// type's namespace, or `calque::endpoint<Request>` is not specialized. Derive it from `reads<Response>` or
/// `changes<Response>`, with a response that `response_decoder` supports, such as `raw_json`.
template <class Request>
concept api_request = requires(const Request& request) {
    { encode(request) } -> std::same_as<http_request>;
    typename endpoint<Request>::response;
    { endpoint<Request>::read_only } -> std::convertible_to<bool>;
};

/// A request for one of several pages: `page` is its number.
///
/// If an error names this concept, the request is not paged: it has no member `page`, a
/// `std::optional<std::int64_t>`, or its response lacks `results`, `count` or `next`.
template <class Request>
concept paged_request = api_request<Request> && requires(Request request, const response_of<Request>& page) {
    { request.page } -> std::same_as<std::optional<std::int64_t>&>;
    page.results;
    page.count;
    page.next;
};

/// Splits a period into windows: the API lists call logs for a limited period only (api/README.md, "Constraints").
///
/// Returns adjacent windows without gaps, none longer than `longest`, latest first, as the API lists calls.
/// *Errors*: throws `system_error` with `errc::bad_request_setting` if `from` is not before `to`, or if `longest` is
/// not positive.
[[nodiscard]] CALQUE_DECL std::vector<std::pair<instant, instant>> split_window(instant from, instant to,
                                                                                std::chrono::seconds longest);

/// Splits a request so that no window is longer than `longest`.
///
/// Returns one request for each window from `from` to `to` (default: `moment`), latest first. A request for runs or
/// without `from` is returned unchanged.
///
/// *Errors*: throws `system_error` with `errc::bad_request_setting`, as `split_window` does.
[[nodiscard]] CALQUE_DECL std::vector<call_log_request> split(const call_log_request& request,
                                                              std::chrono::seconds longest, instant moment);
[[nodiscard]] CALQUE_DECL std::vector<run_request> split(const run_request& request, std::chrono::seconds longest,
                                                         instant moment);

} // namespace calque

#ifdef CALQUE_HEADER_ONLY
#include <calque/api/requests.ipp>
#endif
