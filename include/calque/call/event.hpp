// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/support/config.hpp>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include <memory>

namespace calque::detail {

/// A one-time event that coroutines of one strand wait for. The timer inside is hidden because Asio's timers take as
/// long to compile as its coroutines.
class event {
public:
    explicit event(const boost::asio::any_io_executor& executor);
    ~event();
    event(const event&) = delete;
    event& operator=(const event&) = delete;

    /// Sets the event and ends all waits.
    void set();
    [[nodiscard]] bool is_set() const noexcept { return set_; }

    /// Waits until the event is set or the wait is cancelled; `is_set` tells which.
    [[nodiscard]] boost::asio::awaitable<void> wait();

private:
    struct waiting;
    std::unique_ptr<waiting> waiting_;
    bool set_ = false;
};

} // namespace calque::detail

#ifdef CALQUE_HEADER_ONLY
#include <calque/call/event.ipp>
#endif
