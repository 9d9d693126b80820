// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/call/spawn.hpp>
#include <calque/https/detail/place_pool.hpp>
#include <calque/transport/api_failure.hpp>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <chrono>
#include <memory>
#include <string>
#include <utility>

namespace calque::detail {

/// A guest's visit to a pool: it ends with this, also where the coroutine that holds it is destroyed.
template <class T>
class place {
public:
    using pool = place_pool<T>;

    explicit place(std::shared_ptr<pool> of) : pool_{std::move(of)}, who_{std::make_shared<typename pool::guest>()} {}
    place(const place&) = delete;
    place& operator=(const place&) = delete;
    ~place() { pool_->leave(who_, keep_); }

    /// What is lent.
    [[nodiscard]] const std::shared_ptr<T>& operator*() const noexcept { return held_; }

    /// Waits for its turn, behind those who came before, and until the deadline. `to` is for messages.
    ///
    /// *Errors*: throws `api_error` with `timeout` or `cancelled`, and what making one throws. *Cancellation*: terminal.
    [[nodiscard]] boost::asio::awaitable<void> enter(const boost::asio::any_io_executor& executor,
                                                     std::chrono::steady_clock::time_point deadline,
                                                     const std::string& to) {
        if (std::chrono::steady_clock::now() >= deadline) refuse_late("the exchange began", to);
        if (!pool_->enter(*who_))
            (void)co_await spawn(boost::asio::make_strand(executor), wait(*this, deadline), boost::asio::use_awaitable);
        if (pool_->has_turn(*who_)) held_ = pool_->lend(*who_);
        if (held_) co_return;
        if (pool_->closed()) refuse_closed();
        refuse_late("a connection was free", to);
    }

    /// Replaces what is lent by a new one. *Errors*: throws `api_error` with `cancelled` where the pool is closed, and what
    /// making one throws.
    void renew() {
        held_ = pool_->renew(*who_);
        if (!held_) refuse_closed();
    }

    /// Says that what is lent may be lent out again.
    void keep() noexcept { keep_ = true; }

private:
    [[noreturn]] static void refuse_closed() {
        throw api_error{{.code = errc::cancelled, .what_happened = "the transport is closed"}};
    }

    [[noreturn]] static void refuse_late(const char* event, const std::string& to) {
        throw api_error{{.code = errc::timeout,
                         .what_happened = std::string{"the deadline passed before "} + event + " (" + to + ')'}};
    }

    /// Runs on a strand, where the timer is touched by nobody else.
    [[nodiscard]] static boost::asio::awaitable<bool> wait(place& self,
                                                           std::chrono::steady_clock::time_point deadline) {
        const auto here = co_await boost::asio::this_coro::executor;
        // The pool's call must not keep the timer: it may come when the execution context is being destroyed.
        const auto timer = std::make_shared<boost::asio::steady_timer>(here, deadline);
        self.who_->call = [here, weak = std::weak_ptr{timer}] {
            boost::asio::post(here, [weak] {
                if (const auto alive = weak.lock()) alive->cancel();
            });
        };
        if (self.pool_->enter_or_wait(self.who_) || self.pool_->closed()) co_return true;
        error_code ended;
        co_await timer->async_wait(boost::asio::redirect_error(boost::asio::use_awaitable, ended));
        const bool called = self.pool_->has_turn(*self.who_) || self.pool_->closed();
        if (ended && !called) throw system_error{ended};
        co_return called;
    }

    std::shared_ptr<pool> pool_;
    typename pool::guest_pointer who_;
    std::shared_ptr<T> held_{};
    bool keep_ = false;
};

} // namespace calque::detail
