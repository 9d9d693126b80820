// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/support/config.hpp>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include <memory>

namespace calque::detail {

/// Something that happens once, and that coroutines of one strand wait for. What it is made of is not shown: Asio's timers
/// take as long to compile as its coroutines.
class event {
public:
    explicit event(const boost::asio::any_io_executor& executor);
    ~event();
    event(const event&) = delete;
    event& operator=(const event&) = delete;

    /// It has happened: all waits end.
    void set();
    [[nodiscard]] bool is_set() const noexcept { return set_; }

    /// Waits until it happens, or until the wait is cancelled; the caller asks which.
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
