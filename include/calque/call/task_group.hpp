// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/call/event.hpp>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/this_coro.hpp>

#include <cstddef>
#include <deque>
#include <exception>
#include <functional>
#include <memory>
#include <utility>

namespace calque::detail {

/// Coroutines that run concurrently on one strand; the first failure cancels the others.
struct task_group {
    task_group(const boost::asio::any_io_executor& executor, std::size_t count)
        : left{count}, all_ended{executor}, stops(count) {}

    void stop() {
        for (auto& each : stops) each.emit(boost::asio::cancellation_type::terminal);
    }

    /// Records that a task ended; the first failure stops the others.
    void end(std::exception_ptr error) {
        const bool first = error && !failure;
        if (first) failure = std::move(error);
        if (--left == 0) all_ended.set();
        else if (first) stop();
    }

    std::size_t left;
    event all_ended;
    std::deque<boost::asio::cancellation_signal> stops; // a signal cannot be moved
    std::exception_ptr failure;
};

/// Runs `work(0)`, `work(1)` … concurrently on the strand of the awaiting coroutine, and waits until all have ended.
///
/// *Errors*: stops the others on the first failure, then rethrows it. *Cancellation*: stops all.
[[nodiscard]] inline boost::asio::awaitable<void>
run_task_group(std::size_t count, std::function<boost::asio::awaitable<void>(std::size_t)> work) {
    namespace asio = boost::asio;
    const auto executor = co_await asio::this_coro::executor;
    const auto all = std::make_shared<task_group>(executor, count);
    for (std::size_t i = 0; i < count; ++i)
        asio::co_spawn(executor, work(i),
                       asio::bind_cancellation_slot(all->stops[i].slot(),
                                                    [all](std::exception_ptr error) { all->end(std::move(error)); }));
    co_await asio::this_coro::throw_if_cancelled(false); // all must have ended before this coroutine does
    for (bool stopping = false; all->left > 0;) {
        const auto state = co_await asio::this_coro::cancellation_state;
        if (!stopping && state.cancelled() != asio::cancellation_type::none) {
            stopping = true;
            co_await asio::this_coro::reset_cancellation_state(asio::disable_cancellation());
            all->stop();
        }
        co_await all->all_ended.wait();
    }
    co_await asio::this_coro::throw_if_cancelled(true);
    if (all->failure) std::rethrow_exception(all->failure);
}

} // namespace calque::detail
