// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/associated_cancellation_slot.hpp>
#include <boost/asio/associated_executor.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/bind_executor.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/dispatch.hpp>

#include <exception>
#include <memory>
#include <utility>

namespace calque::detail {

namespace asio = boost::asio;

/// Stops a running operation from outside its executor.
struct stopper {
    explicit stopper(asio::any_io_executor where) noexcept : executor{std::move(where)} {}

    asio::any_io_executor executor;
    asio::cancellation_signal signal;
};

/// Starts a coroutine on an executor that runs one handler at a time, for a handler that may use another one.
///
/// Plain `co_spawn` has two gaps here (Boost 1.81): it passes a cancellation to the executor by a pointer that may
/// dangle by then, and a coroutine reacts only to terminal cancellation by default. All operations only read, so
/// every type of cancellation may end them: each becomes a terminal one.
template <class T>
struct start_operation {
    asio::any_io_executor executor;

    template <class Handler>
    void operator()(Handler&& handler, asio::awaitable<T> operation) const {
        auto stop = std::make_shared<stopper>(executor);
        if (auto outer = asio::get_associated_cancellation_slot(handler); outer.is_connected())
            outer.assign([weak = std::weak_ptr{stop}](asio::cancellation_type type) {
                const auto alive = weak.lock();
                if (!alive || type == asio::cancellation_type::none) return;
                asio::dispatch(alive->executor, [alive] { alive->signal.emit(asio::cancellation_type::terminal); });
            });
        const auto slot = stop->signal.slot();
        const auto home = asio::get_associated_executor(handler, executor);
        // The handler owns the stopper because the coroutine uses its slot until the very end.
        auto last = [stop, handler = std::forward<Handler>(handler)](std::exception_ptr error, T result) mutable {
            std::move(handler)(std::move(error), std::move(result));
        };
        asio::co_spawn(executor, std::move(operation),
                       asio::bind_executor(home, asio::bind_cancellation_slot(slot, std::move(last))));
    }
};

/// Runs a coroutine on an executor that runs one handler at a time, such as a strand. Completes through any token for
/// `void(std::exception_ptr, T)`; any type of cancellation ends it.
template <class T, class Token>
auto spawn(asio::any_io_executor executor, asio::awaitable<T> operation, Token&& token) {
    return asio::async_initiate<Token, void(std::exception_ptr, T)>(start_operation<T>{std::move(executor)}, token,
                                                                    std::move(operation));
}

} // namespace calque::detail
