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

// What the API is asked, one type for each endpoint, and what answers it. An endpoint is a request type, its `encode` and
// its `endpoint`; the client does the rest.
namespace calque {

/// The data of one widget: `GET /dashboards/widgets/{id}/data/` (api.md (a)).
struct widget_data_request {
    std::int64_t widget_id = 0;          ///< from 1
    optional_filter<call_log> filters{}; ///< overrides the widget's own; omitted where there is none
};

/// The data of a widget that is not stored: `POST /dashboards/widgets/preview_data/` (api.md (a), (d)).
struct preview_widget_request {
    std::string chart_type;                               ///< line, bar, pie or stat; the set is open
    std::string field{};                                  ///< what is plotted; empty for stat
    std::optional<std::string> aggregation_function{};    ///< count, sum, avg, min, max, p50, …
    std::optional<std::string> time_period{};             ///< hour, day, week or month
    std::optional<std::int64_t> metric{};                 ///< for the field `metric_evaluations.value`
    std::optional<std::int64_t> dashboard{};              ///< the dashboard whose filters hold too
    std::optional<raw_json> group_by{};                   ///< as api.md (d) shows it
    optional_filter<call_log> filters{};                  ///< the widget's
    optional_filter<call_log> dashboard_filters{};        ///< in the place of the dashboard's own
    std::vector<std::pair<std::string, raw_json>> more{}; ///< further members of the body
};

/// Call logs: `GET /observability/v2/call-logs/` (api.md (a)).
struct call_log_request {
    optional_filter<call_log> filters{}; ///< as `filters_v2`
    std::optional<instant> from{};       ///< as `timestamp_from`; the server's default is 30 days ago
    std::optional<instant> to{};         ///< as `timestamp_to`
    std::vector<std::int64_t> call_ids{};
    std::optional<std::int64_t> agent_id{};
    std::optional<std::int64_t> project_id{}; ///< needed with the key of an organisation
    std::optional<std::string> assistant_id{};
    std::optional<std::string> ql{};         ///< which members of a record are wanted, in the words of django-restql
    bool include_count = false;              ///< asks for `record_page::count`
    std::optional<std::int64_t> page{};      ///< from 1
    std::optional<std::int64_t> page_size{}; ///< from 1
};

/// Test runs: `GET /test_framework/v2/runs/` (api.md (a)).
struct run_request {
    optional_filter<run> filters{};           ///< as `filters_v2`; with a lower bound of `timestamp` (api.md (b))
    std::optional<std::int64_t> project_id{}; ///< demanded by the API
    std::vector<std::string> ordering{};      ///< fields, with `-` before one that descends
    bool include_count = false;               ///< asks for `record_page::count`
    std::optional<std::int64_t> page{};       ///< from 1
    std::optional<std::int64_t> page_size{};  ///< from 1
};

/// A request that only reads, so that sending it twice does no harm, and what answers it.
template <class Response>
struct reads {
    using response = Response;
    static constexpr bool read_only = true;
};

/// A request that changes something, so that it is never sent twice, and what answers it.
template <class Response>
struct changes {
    using response = Response;
    static constexpr bool read_only = false;
};

/// What a request type asks for. Both requests that are posted read, too (api.md (e), "Retry safety").
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

/// What answers a request.
template <class Request>
using response_of = typename endpoint<Request>::response;

/// The HTTP request: method, target, `Content-Type` where there is a body, and the body.
///
/// *Errors*: throws `system_error` with `errc::bad_request_setting` where an id, a page or a size is not positive, where
/// a request lacks what the API demands, and where `from` is not before `to`.
[[nodiscard]] CALQUE_DECL http_request encode(const bulk_widget_request& request);
[[nodiscard]] CALQUE_DECL http_request encode(const widget_data_request& request);
[[nodiscard]] CALQUE_DECL http_request encode(const preview_widget_request& request);
[[nodiscard]] CALQUE_DECL http_request encode(const call_log_request& request);
[[nodiscard]] CALQUE_DECL http_request encode(const run_request& request);

/// Something that can be sent: an `encode` makes an HTTP request of it, and `endpoint` tells what answers that.
///
/// If you see an error that names this concept, it means that there is no `encode(const Request&)` that returns an
/// `http_request`, found by the type's namespace, or that `calque::endpoint<Request>` is not specialized: derive it from
/// `reads<Response>` or `changes<Response>`, the response being one that `response_decoder` knows, such as `raw_json`.
template <class Request>
concept api_request = requires(const Request& request) {
    { encode(request) } -> std::same_as<http_request>;
    typename endpoint<Request>::response;
    { endpoint<Request>::read_only } -> std::convertible_to<bool>;
};

/// A request for one page of several: `page` is its number.
///
/// If you see an error that names this concept, it means that what is asked for has no pages: the request has no member
/// `page`, a `std::optional<std::int64_t>`, or its answer lacks `results`, `count` or `next`.
template <class Request>
concept paged_request = api_request<Request> && requires(Request request, const response_of<Request>& page) {
    { request.page } -> std::same_as<std::optional<std::int64_t>&>;
    page.results;
    page.count;
    page.next;
};

/// The windows that a stretch of time is asked for in: call logs are given for a bounded one only (api.md (b)).
///
/// They follow each other without a gap, the latest first as the API lists calls; none is longer than `longest`.
/// *Errors*: throws `system_error` with `errc::bad_request_setting` where `from` is not before `to`, or `longest` is not
/// positive.
[[nodiscard]] CALQUE_DECL std::vector<std::pair<instant, instant>> split_window(instant from, instant to,
                                                                                std::chrono::seconds longest);

/// The requests that a request becomes, so that no window is longer than `longest`: with `from`, and `to` or else `moment`, one
/// for each window, the latest first; of runs, and of what names no `from`, the request alone.
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
