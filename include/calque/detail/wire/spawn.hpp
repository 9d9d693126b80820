// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/dispatch.hpp>

#include <exception>
#include <memory>
#include <utility>

namespace calque::detail {

namespace asio = boost::asio;

/// How a running operation is stopped from outside of its executor.
struct stopper {
    asio::any_io_executor executor;
    asio::cancellation_signal signal{};
};

/// Keeps the stopper as long as the operation runs: the operation's cancellation slot is part of it.
template <class T>
asio::awaitable<T> keeping(std::shared_ptr<stopper>, asio::awaitable<T> operation) {
    co_return co_await std::move(operation);
}

/// Starts a coroutine on an executor that runs one handler at a time, for a handler that may live on another one.
///
/// Plain `co_spawn` has two gaps here (Boost 1.81): it hands a cancellation over to the executor by a pointer that may be
/// gone by then, and a coroutine takes only terminal cancellation until it says otherwise. All our operations read, so
/// that every type of cancellation may end them: each becomes a terminal one.
template <class T>
struct start_operation {
    asio::any_io_executor executor;

    template <class Handler>
    void operator()(Handler&& handler, asio::awaitable<T> operation) const {
        auto stop = std::make_shared<stopper>(stopper{executor});
        if (auto slot = asio::get_associated_cancellation_slot(handler); slot.is_connected())
            slot.assign([weak = std::weak_ptr{stop}](asio::cancellation_type type) {
                const auto alive = weak.lock();
                if (!alive || type == asio::cancellation_type::none) return;
                asio::dispatch(alive->executor,
                               [alive] { alive->signal.emit(asio::cancellation_type::terminal); });
            });
        const auto inner = stop->signal.slot();
        asio::co_spawn(executor, keeping(std::move(stop), std::move(operation)),
                       asio::bind_cancellation_slot(inner, std::forward<Handler>(handler)));
    }
};

/// Runs a coroutine on an executor that runs one handler at a time, such as a strand; completes by any token with
/// `void(std::exception_ptr, T)`, and any type of cancellation ends it.
template <class T, class Token>
auto spawn(asio::any_io_executor executor, asio::awaitable<T> operation, Token&& token) {
    return asio::async_initiate<Token, void(std::exception_ptr, T)>(start_operation<T>{std::move(executor)}, token,
                                                                    std::move(operation));
}

} // namespace calque::detail
