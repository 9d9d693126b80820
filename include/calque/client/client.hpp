// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

// Included first, which keeps the include chain short in g++ errors about filters.
// clang-format off
#include <calque/literal/filter_string.hpp>
#include <calque/filter/optional_filter.hpp>
// clang-format on

#include <calque/api/requests.hpp>
#include <calque/call/as_result.hpp>
#include <calque/call/call_token.hpp>
#include <calque/call/client_core.hpp>
#include <calque/call/client_options.hpp>
#include <calque/call/send.hpp>
#include <calque/call/spawn.hpp>
#include <calque/client/detail/outlives_co_await.hpp>
#include <calque/client/widgets.hpp>
#include <calque/support/config.hpp>
#include <calque/transport/api_failure.hpp>
#include <calque/transport/transport.hpp>
#include <calque/walk/pages.hpp>
#include <calque/walk/record_range.hpp>
#include <calque/widget/widget.hpp>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <chrono>
#include <concepts>
#include <cstdint>
#include <memory>
#include <type_traits>
#include <utility>
#include <vector>

namespace calque {

/// A client of the dashboards API.
///
/// A call is one request, retried if that can help (see `retry_state`), and always over within `call_limits::call`. A
/// call that fails or is cancelled drops its connection; the client stays usable. Copies share one transport.
/// *Thread safety*: several threads may use one client at once, and several may run its executor; a cancellation
/// signal must be emitted on the executor of its handler, as usual in Asio. Each operation runs on its own strand.
/// *Lifetimes*: calls in flight continue if the client is destroyed. It must not outlive its execution context.
class client {
public:
    using executor_type = boost::asio::any_io_executor;

    /// Creates a client that runs its calls on `executor` and sends them through `link`.
    ///
    /// *Errors*: throws `system_error` with `errc::bad_request_setting` if an option is not positive.
    client(boost::asio::any_io_executor executor, any_transport link, client_options options = {})
        : executor_{std::move(executor)},
          core_{std::make_shared<const detail::client_core>(std::move(link), std::move(options))} {}

    /// A move is a copy: the source stays usable.
    client(const client&) noexcept = default;
    client& operator=(const client&) noexcept = default;

    [[nodiscard]] executor_type get_executor() const noexcept { return executor_; }
    [[nodiscard]] const client_options& options() const noexcept { return core_->options; }

    /// Sends a request to any endpoint and returns its response, with a report of the attempts.
    ///
    /// Completes with `void(std::exception_ptr, reply<response_of<Request>>)`; the exception is an `api_error`.
    /// *Errors*: `bad_request_setting` before anything is sent; `network`, `timeout`, `cancelled`,
    /// `tls_verification_failed`, `insecure_origin`, `response_too_large` from the transport; `bad_request`,
    /// `filter_refused`, `unauthorized`, `forbidden`, `not_found`, `method_not_allowed`, `rate_limited`, `try_again`,
    /// `client_error`, `server_error`, `server_refusal`, `unexpected_status` by the status; `bad_response` or
    /// `response_too_large` if the body is not as requested. An error status is reported whatever happens to its
    /// body, which is awaited for at most `call_limits::error_body`. Also what `client_options::retries` throws.
    /// *Cancellation*: terminal, partial and total all end the call with `cancelled`, during an attempt or a wait.
    /// *Lifetimes*: the request is copied or moved from before the call returns.
    /// *Example*: `const widget_data_request one{.widget_id = 3}; auto widget = co_await client.send(one);`
    template <class Request, class Token = boost::asio::use_awaitable_t<>>
        requires api_request<std::remove_cvref_t<Request>> &&
                 call_token<Token, reply<response_of<std::remove_cvref_t<Request>>>>
    auto send(Request&& request, Token&& token = Token{}) const {
        static_assert(detail::outlives_co_await<Token, Request>,
                      "g++ 12 breaks a request that is made inside a co_await expression: give it a name before");
        return detail::spawn(boost::asio::make_strand(executor_),
                             detail::send(core_, std::remove_cvref_t<Request>{std::forward<Request>(request)}),
                             std::forward<Token>(token));
    }

    /// Fetches one page of chart data: `POST /dashboards/widgets/bulk_data/` (the OpenAPI description).
    ///
    /// Equivalent to `send` with the request.
    template <class Request = bulk_widget_request,
              call_token<reply<bulk_widget_response>> Token = boost::asio::use_awaitable_t<>>
        requires std::same_as<std::remove_cvref_t<Request>, bulk_widget_request>
    auto bulk_data(Request&& request, Token&& token = Token{}) const {
        return send(std::forward<Request>(request), std::forward<Token>(token));
    }

    /// Fetches the first page of the given widgets with a filter, which may be a literal checked at compile time.
    ///
    /// Otherwise as `send`. *Errors*: also, immediately, those of creating the filter.
    /// *Example*: `auto page = co_await client.bulk_data(ids, "success = true");`
    template <call_token<reply<bulk_widget_response>> Token = boost::asio::use_awaitable_t<>>
    auto bulk_data(std::vector<std::int64_t> widget_ids, filter_string<call_log> filters,
                   Token&& token = Token{}) const {
        const bulk_widget_request request{.widget_ids = std::move(widget_ids), .filters = std::move(filters).value()};
        return send(request, std::forward<Token>(token));
    }

    /// Fetches all pages of the data of any number of widgets.
    ///
    /// The ids are split into requests of `client_options::ids_per_request`, of which `parallel` run concurrently; a
    /// repeated id is requested once. Results are in the order of the ids; the reply lists ids that are missing and
    /// ids that came twice. Completes with `void(std::exception_ptr, widgets_reply)`.
    /// *Errors*: those of `send`, and `errc::page_loop`; the first failure stops the other requests.
    /// `errc::bad_request_setting` also if `request.page` is set. Exceptions from `on_progress` end the call, too.
    /// *Cancellation*: terminal, partial and total all end the whole call with `cancelled`.
    /// *Example*:
    /// `const widgets_options singly{.fetch_singly = true}; auto all = co_await client.widgets(request, singly);`
    template <class Request = bulk_widget_request, class Options = widgets_options,
              call_token<widgets_reply> Token = boost::asio::use_awaitable_t<>>
        requires std::same_as<std::remove_cvref_t<Request>, bulk_widget_request> &&
                 std::same_as<std::remove_cvref_t<Options>, widgets_options>
    auto widgets(Request&& request, Options&& options, Token&& token = Token{}) const {
        static_assert(detail::outlives_co_await<Token, Request, Options>,
                      "g++ 12 breaks what is made inside a co_await expression: give it a name before");
        return detail::spawn(boost::asio::make_strand(executor_),
                             detail::fetch_widgets(core_, bulk_widget_request{std::forward<Request>(request)},
                                                   widgets_options{std::forward<Options>(options)}),
                             std::forward<Token>(token));
    }

    /// Returns the pages of a request, starting with its `page`, or the first.
    ///
    /// The same request is sent again with another `page`; a `next` link is never followed as a URL. With `prefetch`,
    /// the next page is fetched while the current one is read.
    template <paged_request Request = bulk_widget_request>
    [[nodiscard]] page_range<Request> pages(Request request, bool prefetch = false) const {
        return page_range<Request>{std::make_shared<detail::page_cursor<Request>>(boost::asio::make_strand(executor_),
                                                                                  core_, std::move(request), prefetch)};
    }

    /// Returns the pages of the given widgets with a filter, which may be a literal checked at compile time.
    template <class Request = bulk_widget_request> // a template, so that it is compiled only if used
        requires std::same_as<Request, bulk_widget_request>
    [[nodiscard]] page_range<Request> pages(std::vector<std::int64_t> widget_ids,
                                            filter_string<call_log> filters) const {
        return pages(Request{.widget_ids = std::move(widget_ids), .filters = std::move(filters).value()});
    }

    /// Returns the records of call logs or runs over all pages and windows, each converted by `read`.
    ///
    /// *Errors*: throws `system_error` with `errc::bad_request_setting` if `from` is not before `to`, or the longest
    /// window is not positive.
    /// *Example*: `client.records(call_log_request{.from = then}, json_as<my_call>)`.
    template <record_request Request, record_reader Reader = keep_raw>
    [[nodiscard]] record_range<Request, Reader> records(Request request, Reader read = {},
                                                        const record_options& options = {}) const {
        const auto moment = std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now());
        return {std::make_shared<detail::record_cursor<Request>>(boost::asio::make_strand(executor_), core_,
                                                                 split(request, options.longest_window, moment),
                                                                 options.prefetch),
                std::move(read)};
    }

private:
    executor_type executor_;
    std::shared_ptr<const detail::client_core> core_;
};

} // namespace calque
