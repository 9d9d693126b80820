// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/api/requests.hpp>
#include <calque/call/call_token.hpp>
#include <calque/call/spawn.hpp>
#include <calque/support/fixed_string.hpp>
#include <calque/transport/api_failure.hpp>
#include <calque/walk/page_cursor.hpp>
#include <calque/walk/page_walk.hpp>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/dispatch.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <memory>
#include <optional>
#include <utility>

namespace calque {

/// The pages of one request, as an async range; created by `client::pages`.
///
/// Copies share one walk. *Thread safety*: one `next` at a time, and no other call while it runs.
template <paged_request Request>
class page_range {
public:
    /// A page and the report of the call that fetched it.
    using page_type = reply<response_of<Request>>;

    explicit page_range(std::shared_ptr<detail::page_cursor<Request>> cursor) noexcept : cursor_{std::move(cursor)} {}

    /// A move is a copy.
    page_range(const page_range&) noexcept = default;
    page_range& operator=(const page_range&) noexcept = default;

    /// Fetches the next page; returns nothing after the last.
    ///
    /// Completes with `void(std::exception_ptr, std::optional<page_type>)`. After a failure or a cancellation, `next`
    /// requests the same page again; no page is skipped. A 404 after the first page is the end if
    /// `page_walk::take_failure` returns true (api/README.md, "Inferred").
    /// *Errors*: those of `client::send`; `errc::page_loop` if the pages repeat or exceed
    /// `client_options::max_pages`; `errc::bad_request_setting` if the previous `next` has not completed.
    /// *Cancellation*: terminal, partial and total all end it with `errc::cancelled`; a prefetch continues, for the
    /// following `next`.
    /// *Lifetimes*: the walk continues if this object or the client is destroyed.
    /// *Example*: `while (auto page = co_await pages.next()) show(page->results);`
    template <call_token<std::optional<page_type>> Token = boost::asio::use_awaitable_t<>>
    auto next(Token&& token = Token{}) & {
        return detail::spawn(cursor_->home, detail::next_page(cursor_), std::forward<Token>(token));
    }

    /// Deleted for temporaries: a range created in the loop's condition would start over each time, and g++ 12
    /// miscompiles a request created inside a `co_await` expression.
    template <class Token = boost::asio::use_awaitable_t<>,
              detail::fixed_string Why = "give the range a name first"> // clang truncates after 36 characters
    boost::asio::awaitable<std::optional<page_type>> next(Token&& token = Token{}) && = delete;

    /// Discards the prefetched page, if there is one; the following `next` requests it again.
    void discard_prefetch() {
        boost::asio::dispatch(cursor_->home, [cursor = cursor_] { cursor->discard_prefetch(); });
    }

    /// Returns the walk as of the last completed `next`: the number of pages and results, and their anomalies.
    ///
    /// A prefetched page counts once `next` has returned it. *Lifetimes*: the result is a copy.
    [[nodiscard]] page_walk walk() const { return cursor_->walk; }

private:
    std::shared_ptr<detail::page_cursor<Request>> cursor_;
};

} // namespace calque
