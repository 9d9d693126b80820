// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/call/spawn.hpp>
#include <calque/https/detail/connection_pool.hpp>
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

/// A leased connection; its destructor releases it or leaves the queue, even if its coroutine is destroyed.
template <class T>
class lease {
public:
    using pool = connection_pool<T>;

    explicit lease(std::shared_ptr<pool> of) : pool_{std::move(of)}, who_{std::make_shared<typename pool::waiter>()} {}
    lease(const lease&) = delete;
    lease& operator=(const lease&) = delete;
    ~lease() { pool_->release(who_, reusable_); }

    /// Returns the connection.
    [[nodiscard]] const std::shared_ptr<T>& operator*() const noexcept { return held_; }

    /// Waits in the queue until a connection is free, at most until the deadline. `to` names the server in messages.
    ///
    /// *Errors*: throws `api_error` with `timeout` or `cancelled`, and what making a connection throws.
    /// *Cancellation*: terminal.
    [[nodiscard]] boost::asio::awaitable<void> acquire(const boost::asio::any_io_executor& executor,
                                                       std::chrono::steady_clock::time_point deadline,
                                                       const std::string& to) {
        if (std::chrono::steady_clock::now() >= deadline) refuse_late("the exchange began", to);
        if (!pool_->try_acquire(*who_))
            (void)co_await spawn(boost::asio::make_strand(executor), wait(*this, deadline), boost::asio::use_awaitable);
        if (pool_->is_admitted(*who_)) held_ = pool_->connection_of(*who_);
        if (held_) co_return;
        if (pool_->closed()) refuse_closed();
        refuse_late("a connection was free", to);
    }

    /// Replaces the connection by a new one. *Errors*: throws `api_error` with `cancelled` if the pool is closed, and
    /// what making a connection throws.
    void replace() {
        held_ = pool_->replace(*who_);
        if (!held_) refuse_closed();
    }

    /// Makes the connection available to others after this lease.
    void mark_reusable() noexcept { reusable_ = true; }

private:
    [[noreturn]] static void refuse_closed() {
        throw api_error{{.code = errc::cancelled, .what_happened = "the transport is closed"}};
    }

    [[noreturn]] static void refuse_late(const char* event, const std::string& to) {
        throw api_error{{.code = errc::timeout,
                         .what_happened = std::string{"the deadline passed before "} + event + " (" + to + ')'}};
    }

    /// Runs on a strand, which protects the timer.
    [[nodiscard]] static boost::asio::awaitable<bool> wait(lease& self,
                                                           std::chrono::steady_clock::time_point deadline) {
        const auto here = co_await boost::asio::this_coro::executor;
        // `notify` must not own the timer: it may be called while the execution context is being destroyed.
        const auto timer = std::make_shared<boost::asio::steady_timer>(here, deadline);
        self.who_->notify = [here, weak = std::weak_ptr{timer}] {
            boost::asio::post(here, [weak] {
                if (const auto alive = weak.lock()) alive->cancel();
            });
        };
        if (self.pool_->acquire_or_enqueue(self.who_) || self.pool_->closed()) co_return true;
        error_code ended;
        co_await timer->async_wait(boost::asio::redirect_error(boost::asio::use_awaitable, ended));
        const bool notified = self.pool_->is_admitted(*self.who_) || self.pool_->closed();
        if (ended && !notified) throw system_error{ended};
        co_return notified;
    }

    std::shared_ptr<pool> pool_;
    typename pool::waiter_pointer who_;
    std::shared_ptr<T> held_{};
    bool reusable_ = false;
};

} // namespace calque::detail
