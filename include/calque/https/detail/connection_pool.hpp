// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

namespace calque::detail {

/// Bounded pool; callers queue first in, first out. Leased and idle connections count together.
///
/// A waiter is first admitted, then given a connection. The waiter itself makes new connections, outside the lock, so
/// that `release` cannot fail. No function blocks. *Thread safety*: any thread.
template <class T>
class connection_pool {
public:
    using clock = std::chrono::steady_clock;

    /// A caller that wants a connection. The pool accesses it only during calls that receive it.
    class waiter {
    public:
        /// Called once, on any thread, when a queued waiter is admitted or the pool is closed. If it throws, the
        /// waiter learns of the change when it next checks.
        std::function<void()> notify{};

    private:
        friend class connection_pool;
        bool admitted_ = false;
        std::shared_ptr<T> held_{};
    };

    using waiter_pointer = std::shared_ptr<waiter>;

    struct settings {
        std::size_t capacity;                            ///< leased and idle connections together
        clock::duration longest_idle;                    ///< a connection that was idle for longer is discarded
        std::function<std::shared_ptr<T>()> make;        ///< makes a new connection
        std::function<void(std::shared_ptr<T>)> discard; ///< closes an idle connection
    };

    explicit connection_pool(settings with) : with_{std::move(with)} {}

    /// Admits a waiter if that is possible immediately; does not queue it.
    [[nodiscard]] bool try_acquire(waiter& who, clock::time_point moment = clock::now()) {
        deferred_actions later{with_};
        const std::lock_guard lock{guard_};
        if (closed_ || !queue_.empty()) return false;
        discard_expired(moment, later);
        reserve_one();
        return assign(who);
    }

    /// As `try_acquire`, but queues the waiter otherwise; it is then notified once.
    [[nodiscard]] bool acquire_or_enqueue(const waiter_pointer& who, clock::time_point moment = clock::now()) {
        if (try_acquire(*who, moment)) return true;
        const std::lock_guard lock{guard_};
        if (closed_) return false;
        reserve_one();
        if (queue_.empty() && assign(*who)) return true; // one was released between the two locks
        queue_.push_back(who);
        return false;
    }

    /// Returns whether the waiter has been admitted.
    [[nodiscard]] bool is_admitted(const waiter& who) const {
        const std::lock_guard lock{guard_};
        return who.admitted_;
    }

    /// Returns the connection of an admitted waiter, idle or new; null if the pool is closed.
    ///
    /// *Errors*: what `settings::make` throws; the waiter stays admitted until it is released.
    [[nodiscard]] std::shared_ptr<T> connection_of(waiter& who) {
        {
            const std::lock_guard lock{guard_};
            if (closed_ || who.held_) return who.held_;
        }
        return replace(who);
    }

    /// Replaces the connection of an admitted waiter; null if the pool is closed. *Errors*: as `connection_of`.
    [[nodiscard]] std::shared_ptr<T> replace(waiter& who) {
        if (closed()) return nullptr;
        std::shared_ptr<T> made = with_.make();
        const std::lock_guard lock{guard_};
        if (closed_) return nullptr;
        who.held_.swap(made);
        return who.held_;
    }

    /// Removes a waiter, queued or admitted. Its connection becomes idle if `reusable`.
    void release(const waiter_pointer& who, bool reusable, clock::time_point moment = clock::now()) noexcept {
        deferred_actions later{with_};
        const std::lock_guard lock{guard_};
        queue_.remove(who);
        if (!std::exchange(who->admitted_, false)) return;
        std::erase(leased_, who.get());
        if (reusable && !closed_ && who->held_) idle_.push_back({std::move(who->held_), moment});
        later.given_back = std::exchange(who->held_, nullptr);
        while (!queue_.empty() && assign(*queue_.front()))
            later.to_notify.splice(later.to_notify.end(), queue_, queue_.begin());
    }

    /// Stops admitting waiters and notifies the queue; returns the leased connections.
    [[nodiscard]] std::vector<std::shared_ptr<T>> close() {
        deferred_actions later{with_};
        const std::lock_guard lock{guard_};
        std::vector<std::shared_ptr<T>> leased;
        later.to_discard.reserve(idle_.size());
        for (const waiter* each : leased_)
            if (each->held_) leased.push_back(each->held_);
        closed_ = true;
        later.to_notify.swap(queue_);
        for (auto& each : idle_) later.to_discard.push_back(std::move(each.held));
        idle_.clear();
        return leased;
    }

    [[nodiscard]] bool closed() const {
        const std::lock_guard lock{guard_};
        return closed_;
    }

private:
    struct idle {
        std::shared_ptr<T> held;
        clock::time_point since;
    };

    /// Actions that its destructor runs after the lock is released.
    struct deferred_actions {
        explicit deferred_actions(const settings& by) noexcept : with{by} {}
        deferred_actions(const deferred_actions&) = delete;
        deferred_actions& operator=(const deferred_actions&) = delete;
        ~deferred_actions() {
            for (const auto& each : to_notify) attempt([&] { each->notify(); });
            for (auto& each : to_discard) attempt([&] { with.discard(std::move(each)); });
        }

        /// Ignores exceptions, which mean that memory is short: see `waiter::notify`; an idle connection is closed by
        /// its destructor.
        template <class Action>
        static void attempt(const Action& action) noexcept {
            try {
                action();
            } catch (...) { // NOLINT(bugprone-empty-catch)
            }
        }

        const settings& with;
        std::list<waiter_pointer> to_notify{};
        std::vector<std::shared_ptr<T>> to_discard{};
        std::shared_ptr<T> given_back{};
    };

    void discard_expired(clock::time_point moment, deferred_actions& later) {
        const auto expired = [&](const idle& each) { return moment - each.since >= with_.longest_idle; };
        const auto kept = std::find_if_not(idle_.begin(), idle_.end(), expired); // the oldest come first
        later.to_discard.reserve(static_cast<std::size_t>(kept - idle_.begin()));
        for (auto at = idle_.begin(); at != kept; ++at) later.to_discard.push_back(std::move(at->held));
        idle_.erase(idle_.begin(), kept);
    }

    /// Reserves memory for one more connection, so that later steps need none.
    void reserve_one() {
        const std::size_t count = leased_.size() + idle_.size() + 1;
        if (leased_.capacity() < count) leased_.reserve(2 * count);
        if (idle_.capacity() < count) idle_.reserve(2 * count);
    }

    /// Admits the waiter, with the most recently used idle connection if there is one, because the server is least
    /// likely to have closed it.
    [[nodiscard]] bool assign(waiter& who) noexcept {
        if (!idle_.empty()) {
            who.held_ = std::move(idle_.back().held);
            idle_.pop_back();
        } else if (leased_.size() >= with_.capacity) {
            return false;
        }
        who.admitted_ = true;
        leased_.push_back(&who);
        return true;
    }

    settings with_;
    mutable std::mutex guard_;
    std::vector<idle> idle_;
    std::vector<const waiter*> leased_; ///< the admitted waiters
    std::list<waiter_pointer> queue_;
    bool closed_ = false;
};

} // namespace calque::detail
