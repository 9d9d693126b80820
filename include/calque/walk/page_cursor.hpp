// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/call/event.hpp>
#include <calque/call/send.hpp>
#include <calque/support/config.hpp>
#include <calque/walk/detail/page_fingerprint.hpp>
#include <calque/walk/page_walk.hpp>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/error.hpp>

#include <cstdint>
#include <exception>
#include <memory>
#include <optional>
#include <utility>

namespace calque::detail {

/// A page that is fetched before it is requested.
template <class Page>
struct prefetched_page {
    explicit prefetched_page(const boost::asio::any_io_executor& home) : ended{home} {}

    event ended;
    boost::asio::cancellation_signal stop;
    std::exception_ptr error;
    std::optional<Page> page;
    std::optional<page_walk> walk; ///< after the page
};

/// The state of a walk over the pages of a request. It is used only on `home`, a strand.
template <class Request>
struct page_cursor {
    using page_type = reply<response_of<Request>>;

    page_cursor(boost::asio::any_io_executor strand, std::shared_ptr<const client_core> of, Request what, bool prefetch)
        : home{std::move(strand)},
          core{std::move(of)},
          request{std::move(what)},
          walk{request.page, core->options.max_pages, core->origin},
          prefetches{prefetch} {}

    void discard_prefetch() {
        if (const auto dropped = std::exchange(ahead, nullptr))
            dropped->stop.emit(boost::asio::cancellation_type::terminal);
    }

    boost::asio::any_io_executor home;
    std::shared_ptr<const client_core> core;
    Request request;
    page_walk walk; ///< as of the last page returned; unchanged between calls of `next`
    bool prefetches;
    bool busy = false;
    std::shared_ptr<prefetched_page<page_type>> ahead;
};

/// Reports an accepted page to the observer.
inline void notify_page_received(const client_core& core, const received_page& page) {
    if (core.options.observer) core.options.observer->page_received(page);
}

/// Fetches the current page of a walk; returns nothing if the walk turns out to be over.
template <class Request>
[[nodiscard]] boost::asio::awaitable<std::optional<reply<response_of<Request>>>>
fetch_page(std::shared_ptr<const client_core> core, Request request, page_walk& walk) {
    request.page = walk.page();
    const std::int64_t number = walk.page().value_or(1);
    try {
        page_notes notes;
        auto page = co_await send(core, std::move(request), &notes);
        page_facts facts = page_facts::of(page);
        facts.next_shown = std::exchange(facts.next, notes.next_link);
        facts.fingerprint = fingerprint_of(page.results);
        walk.take(facts);
        notify_page_received(*core,
                             {.call = notes.call, .number = number, .results = facts.results, .count = facts.count});
        co_return page;
    } catch (const api_error& error) {
        if (!walk.take_failure(error.failure())) throw;
    }
    co_return std::nullopt;
}

/// Starts to fetch the current page of the walk.
template <class Request>
void start_prefetch(const std::shared_ptr<page_cursor<Request>>& cursor) {
    using page_type = reply<response_of<Request>>;
    const auto ahead = cursor->ahead = std::make_shared<prefetched_page<page_type>>(cursor->home);
    // The fetch continues after `next` has completed, when the caller may read the walk, so it uses its own copy.
    const auto fetch =
        [](std::shared_ptr<page_cursor<Request>> on,
           std::shared_ptr<prefetched_page<page_type>> into) -> boost::asio::awaitable<std::optional<page_type>> {
        page_walk walk = on->walk;
        auto page = co_await fetch_page(on->core, on->request, walk);
        into->walk = std::move(walk);
        co_return page;
    };
    boost::asio::co_spawn(cursor->home, fetch(cursor, ahead),
                          boost::asio::bind_cancellation_slot(
                              ahead->stop.slot(), [ahead](std::exception_ptr error, std::optional<page_type> page) {
                                  ahead->error = std::move(error);
                                  ahead->page = std::move(page);
                                  ahead->ended.set();
                              }));
}

/// Waits for the prefetched page, which stays available if the wait is cancelled.
template <class Request>
[[nodiscard]] boost::asio::awaitable<std::optional<reply<response_of<Request>>>>
await_prefetch(const std::shared_ptr<page_cursor<Request>>& cursor) {
    const auto ahead = cursor->ahead;
    if (!ahead->ended.is_set()) co_await ahead->ended.wait(); // even if cancelled, take a page that arrived
    if (!ahead->ended.is_set()) throw system_error{boost::asio::error::operation_aborted};
    cursor->ahead = nullptr;
    if (ahead->error) std::rethrow_exception(ahead->error);
    cursor->walk = *std::move(ahead->walk);
    co_return std::move(ahead->page);
}

/// Marks a cursor as idle, even if the coroutine is destroyed with its execution context.
struct release_at_end {
    bool& busy;
    ~release_at_end() { busy = false; }
};

template <class Request>
[[nodiscard]] boost::asio::awaitable<std::optional<reply<response_of<Request>>>>
next_page(std::shared_ptr<page_cursor<Request>> cursor) {
    if (cursor->busy)
        throw api_error{{.code = errc::bad_request_setting,
                         .what_happened = "the next page was requested before the previous one had arrived"}};
    std::optional<reply<response_of<Request>>> page;
    try {
        cursor->busy = true;
        const release_at_end release{cursor->busy};
        if (cursor->ahead) page = co_await await_prefetch(cursor);
        else if (!cursor->walk.finished()) page = co_await fetch_page(cursor->core, cursor->request, cursor->walk);
    } catch (...) {
        rethrow_as_api_error();
    }
    if (page && cursor->prefetches && !cursor->walk.finished()) start_prefetch(cursor);
    co_return page;
}

} // namespace calque::detail
