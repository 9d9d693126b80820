// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/call/event.hpp>
#include <calque/values/error.hpp>

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace calque::detail {

/// A timer that never expires but is cancelled.
struct event::waiting {
    boost::asio::steady_timer timer;
};

CALQUE_DECL event::event(const boost::asio::any_io_executor& executor)
    : waiting_{std::make_unique<waiting>(
          boost::asio::steady_timer{executor, boost::asio::steady_timer::time_point::max()})} {}

CALQUE_DECL event::~event() = default;

CALQUE_DECL void event::set() {
    set_ = true;
    waiting_->timer.cancel();
}

CALQUE_DECL boost::asio::awaitable<void> event::wait() {
    error_code ended;
    if (!set_) co_await waiting_->timer.async_wait(boost::asio::redirect_error(boost::asio::use_awaitable, ended));
}

} // namespace calque::detail
