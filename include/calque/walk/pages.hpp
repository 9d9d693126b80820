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

/// The pages of one request, an async range; made by `client::pages`.
///
/// Copies share one walk. *Thread safety*: one `next` at a time, and nothing else while it runs.
template <paged_request Request>
class page_range {
public:
    /// A page, and how the call went that brought it.
    using page_type = reply<response_of<Request>>;

    explicit page_range(std::shared_ptr<detail::page_cursor<Request>> cursor) noexcept : cursor_{std::move(cursor)} {}

    /// A move is a copy.
    page_range(const page_range&) noexcept = default;
    page_range& operator=(const page_range&) noexcept = default;

    /// The next page; nothing after the last.
    ///
    /// Completes with `void(std::exception_ptr, std::optional<page_type>)`. After a failure or a cancellation it asks for
    /// the same page again; no page is skipped. A 404 after the first page is the end where
    /// `page_walk::take_failure` says so (api.md (g)).
    /// *Errors*: those of `client::send`; `errc::page_loop` where the pages repeat themselves or pass
    /// `client_options::max_pages`; `errc::bad_request_setting` where the `next` before has not completed.
    /// *Cancellation*: terminal, partial and total, each ends it with `errc::cancelled`; a page that is fetched ahead
    /// goes on, for the next `next`. *Lifetimes*: the walk goes on where this object or the client is gone.
    /// *Example*: `while (auto page = co_await pages.next()) show(page->results);`
    template <call_token<std::optional<page_type>> Token = boost::asio::use_awaitable_t<>>
    auto next(Token&& token = Token{}) & {
        return detail::spawn(cursor_->home, detail::next_page(cursor_), std::forward<Token>(token));
    }

    /// Refused: a range that is made where its `next` is called begins anew each time, and g++ 12 breaks the request that
    /// is made inside a `co_await` expression.
    template <class Token = boost::asio::use_awaitable_t<>,
              detail::fixed_string Why = "give the range a name first"> // clang cuts after 36 characters
    boost::asio::awaitable<std::optional<page_type>> next(Token&& token = Token{}) && = delete;

    /// Drops the page that is fetched ahead, if there is one; a `next` asks for it anew.
    void drop_ahead() {
        boost::asio::dispatch(cursor_->home, [cursor = cursor_] { cursor->drop_ahead(); });
    }

    /// The walk as it was when `next` last handed a page over, or the end: how many pages and results came until then,
    /// and what was odd about them.
    ///
    /// A page that is fetched ahead counts once `next` has brought it. *Lifetimes*: the result refers to nothing.
    [[nodiscard]] page_walk walk() const { return cursor_->walk; }

private:
    std::shared_ptr<detail::page_cursor<Request>> cursor_;
};

} // namespace calque
