// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/api_failure.hpp>
#include <calque/detail/config.hpp>
#include <calque/detail/wire/spawn.hpp>
#include <calque/page_walk.hpp>
#include <calque/transport.hpp>
#include <calque/widget.hpp>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <chrono>
#include <cstddef>
#include <exception>
#include <memory>
#include <optional>
#include <utility>

namespace calque {

/// The bounds of a client's calls.
struct client_options {
    std::chrono::milliseconds timeout = std::chrono::seconds{30}; ///< for each page: from resolving to the last byte
    std::size_t response_limit = 64u * 1024u * 1024u;             ///< bytes of a page's body
    std::size_t max_pages = 1'000;                                ///< of one walk
    decode_options decode{};
};

/// A token that takes the completion of a call: an exception, or a result.
///
/// If you are getting an error that names this concept: the token must be one of Asio's (`use_awaitable`, `deferred`,
/// `use_future`, `detached`, perhaps `as_tuple` around it), or callable as `token(std::exception_ptr, Result)`.
template <class Token, class Result>
concept call_token = boost::asio::completion_token_for<Token, void(std::exception_ptr, Result)>;

namespace detail {

/// What the calls of a client share; each call in flight holds it.
struct client_core {
    any_transport link;
    client_options options;
};

/// The state of a walk over pages.
struct page_cursor {
    std::shared_ptr<const client_core> core;
    bulk_widget_request request;
    page_walk walk;
    bool busy = false;
};

CALQUE_DECL void check(const client_options& options);
CALQUE_DECL boost::asio::awaitable<bulk_widget_response> bulk_data(std::shared_ptr<const client_core> core,
                                                                   bulk_widget_request request);
CALQUE_DECL boost::asio::awaitable<bulk_widget_response> all_pages(std::shared_ptr<const client_core> core,
                                                                   bulk_widget_request request);
CALQUE_DECL boost::asio::awaitable<std::optional<bulk_widget_response>> next_page(std::shared_ptr<page_cursor> cursor);

} // namespace detail

/// The pages of one request, fetched one after the other; made by `client::pages`.
///
/// Copies share one walk. *Thread safety*: one `next` at a time.
class widget_pages {
public:
    /// Fetches the next page; nothing after the last.
    ///
    /// Completes with `void(std::exception_ptr, std::optional<bulk_widget_response>)`. After a failure or a
    /// cancellation it asks for the same page again; no page is skipped.
    /// *Errors*: those of `client::bulk_data`; `errc::page_loop` where the pages repeat themselves or pass
    /// `client_options::max_pages`; `errc::bad_request_setting` where the `next` before has not completed.
    /// *Cancellation*: terminal, partial and total, each ends it with `errc::cancelled`.
    /// *Lifetimes*: the walk goes on where this object or the client is gone.
    /// *Example*: `while (auto page = co_await pages.next()) show(page->results);`
    template <call_token<std::optional<bulk_widget_response>> Token = boost::asio::use_awaitable_t<>>
    auto next(Token&& token = Token{}) {
        return detail::spawn(boost::asio::make_strand(executor_), detail::next_page(cursor_),
                             std::forward<Token>(token));
    }

private:
    friend class client;
    widget_pages(boost::asio::any_io_executor executor, std::shared_ptr<detail::page_cursor> cursor) noexcept
        : executor_{std::move(executor)}, cursor_{std::move(cursor)} {}

    boost::asio::any_io_executor executor_;
    std::shared_ptr<detail::page_cursor> cursor_;
};

/// Asks the dashboards API for chart data.
///
/// Copies share one transport. *Thread safety*: one client may be used by several threads at once, and its
/// executor may be run by several; a cancellation signal is emitted where its handler runs, as everywhere in
/// Asio.
/// *Lifetimes*: calls in flight go on where the client is gone. It must not outlive its execution context.
class client {
public:
    using executor_type = boost::asio::any_io_executor;

    /// A client that runs its calls on `executor` and sends them by `link`.
    ///
    /// *Errors*: throws `system_error` with `errc::bad_request_setting` where an option is not positive.
    client(boost::asio::any_io_executor executor, any_transport link, client_options options = {})
        : executor_{std::move(executor)},
          core_{std::make_shared<const detail::client_core>(detail::client_core{std::move(link), options})} {
        detail::check(core_->options);
    }

    [[nodiscard]] executor_type get_executor() const noexcept { return executor_; }
    [[nodiscard]] const client_options& options() const noexcept { return core_->options; }

    /// Fetches one page of chart data: `POST /dashboards/widgets/bulk_data/` (seed).
    ///
    /// Completes with `void(std::exception_ptr, bulk_widget_response)`; the exception is an `api_error`.
    /// *Errors*: `bad_request_setting` before anything is sent; `network`, `timeout`, `cancelled`,
    /// `tls_verification_failed`, `insecure_origin`, `response_too_large` from the transport; `bad_request`,
    /// `unauthorized`, `forbidden`, `not_found`, `method_not_allowed`, `rate_limited`, `client_error`,
    /// `server_error`, `unexpected_status` by the status; `bad_response` where the body is no widget data.
    /// *Cancellation*: terminal, partial and total, each ends the call with `cancelled` and drops its
    /// connection; the client stays usable. *Lifetimes*: the request is taken by value.
    /// *Example*: `auto page = co_await client.bulk_data(request);`
    template <call_token<bulk_widget_response> Token = boost::asio::use_awaitable_t<>>
    auto bulk_data(bulk_widget_request request, Token&& token = Token{}) const {
        return detail::spawn(boost::asio::make_strand(executor_), detail::bulk_data(core_, std::move(request)),
                             std::forward<Token>(token));
    }

    /// The pages of a request, beginning with its `page`, or the first.
    ///
    /// The same body is posted again with `?page=N`; a `next` link is never followed as a URL.
    [[nodiscard]] widget_pages pages(bulk_widget_request request) const {
        const page_walk walk{request.page, core_->options.max_pages};
        return {executor_, std::make_shared<detail::page_cursor>(detail::page_cursor{core_, std::move(request), walk})};
    }

    /// Fetches all pages into one response, whose `next` and `previous` are empty; `count` is the last that came.
    ///
    /// *Errors*, *Cancellation*, *Lifetimes*: as `bulk_data`, and `errc::page_loop`. The pages before a failure
    /// are lost.
    template <call_token<bulk_widget_response> Token = boost::asio::use_awaitable_t<>>
    auto all_pages(bulk_widget_request request, Token&& token = Token{}) const {
        return detail::spawn(boost::asio::make_strand(executor_), detail::all_pages(core_, std::move(request)),
                             std::forward<Token>(token));
    }

private:
    executor_type executor_;
    std::shared_ptr<const detail::client_core> core_;
};

} // namespace calque

#ifdef CALQUE_HEADER_ONLY
#include <calque/impl/wire/client.ipp>
#endif
