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

/// Lends things out, so many at once, in use and idle ones counted together; who finds none free stands in line.
///
/// A turn comes first and the thing with it, or behind it: a new one is made by whom it is for, outside of the lock, so
/// that who leaves has nothing to do that can fail. It waits for nothing itself. *Thread safety*: any thread.
template <class T>
class place_pool {
public:
    using clock = std::chrono::steady_clock;

    /// Somebody who wants one. Nothing of it is touched between a call that takes it and the next.
    class guest {
    public:
        /// What tells one in line that something has changed: it has its turn, or the pool is closed. Any thread. Where
        /// it throws, the guest is not told, and finds out when it looks.
        std::function<void()> call{};

    private:
        friend class place_pool;
        bool has_turn_ = false;
        std::shared_ptr<T> held_{};
    };

    using guest_pointer = std::shared_ptr<guest>;

    struct settings {
        std::size_t most;                              ///< lent out or idle at once
        clock::duration longest_idle;                  ///< one that was idle for longer is not lent out again
        std::function<std::shared_ptr<T>()> make;      ///< a new one
        std::function<void(std::shared_ptr<T>)> leave; ///< ends an idle one that is not wanted any more
    };

    explicit place_pool(settings with) : with_{std::move(with)} {}

    /// Gives a guest its turn if it can be done at once, and does not put it in line.
    [[nodiscard]] bool enter(guest& who, clock::time_point moment = clock::now()) {
        errands later{with_};
        const std::lock_guard lock{guard_};
        if (closed_ || !line_.empty()) return false;
        drop_old(moment, later);
        make_room();
        return seat(who);
    }

    /// As `enter`, but the guest stands in line otherwise, and is called once.
    [[nodiscard]] bool enter_or_wait(const guest_pointer& who, clock::time_point moment = clock::now()) {
        if (enter(*who, moment)) return true;
        const std::lock_guard lock{guard_};
        if (closed_) return false;
        make_room();
        if (line_.empty() && seat(*who)) return true; // one was given back between the two locks
        line_.push_back(who);
        return false;
    }

    /// Whether the guest has its turn.
    [[nodiscard]] bool has_turn(const guest& who) const {
        const std::lock_guard lock{guard_};
        return who.has_turn_;
    }

    /// What the guest is lent, which has its turn: an idle one, or a new one; null where the pool is closed.
    ///
    /// *Errors*: what making one throws; the guest keeps its turn until it leaves.
    [[nodiscard]] std::shared_ptr<T> lend(guest& who) {
        {
            const std::lock_guard lock{guard_};
            if (closed_ || who.held_) return who.held_;
        }
        return renew(who);
    }

    /// Replaces what the guest holds by a new one; null where the pool is closed. *Errors*: as `lend`.
    [[nodiscard]] std::shared_ptr<T> renew(guest& who) {
        if (closed()) return nullptr;
        std::shared_ptr<T> made = with_.make();
        const std::lock_guard lock{guard_};
        if (closed_) return nullptr;
        who.held_.swap(made);
        return who.held_;
    }

    /// Ends a guest's visit, in line or not. What it held may be lent out again where `keep` says so.
    void leave(const guest_pointer& who, bool keep, clock::time_point moment = clock::now()) noexcept {
        errands later{with_};
        const std::lock_guard lock{guard_};
        line_.remove(who);
        if (!std::exchange(who->has_turn_, false)) return;
        std::erase(used_, who.get());
        if (keep && !closed_ && who->held_) idle_.push_back({std::move(who->held_), moment});
        later.given_back = std::exchange(who->held_, nullptr);
        while (!line_.empty() && seat(*line_.front())) later.to_call.splice(later.to_call.end(), line_, line_.begin());
    }

    /// Lends nothing out any more and calls all in line; returns what is lent out.
    [[nodiscard]] std::vector<std::shared_ptr<T>> close() {
        errands later{with_};
        const std::lock_guard lock{guard_};
        std::vector<std::shared_ptr<T>> lent;
        later.to_end.reserve(idle_.size());
        for (const guest* each : used_)
            if (each->held_) lent.push_back(each->held_);
        closed_ = true;
        later.to_call.swap(line_);
        for (auto& each : idle_) later.to_end.push_back(std::move(each.held));
        idle_.clear();
        return lent;
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

    /// What is done only after the lock is given up, when this goes.
    struct errands {
        explicit errands(const settings& by) noexcept : with{by} {}
        errands(const errands&) = delete;
        errands& operator=(const errands&) = delete;
        ~errands() {
            for (const auto& each : to_call) attempt([&] { each->call(); });
            for (auto& each : to_end) attempt([&] { with.leave(std::move(each)); });
        }

        /// What throws here is short of memory, and the process need not end for it: see `guest::call`; an idle
        /// connection is then closed by its destructor.
        template <class Errand>
        static void attempt(const Errand& errand) noexcept {
            try {
                errand();
            } catch (...) { // NOLINT(bugprone-empty-catch)
            }
        }

        const settings& with;
        std::list<guest_pointer> to_call{};
        std::vector<std::shared_ptr<T>> to_end{};
        std::shared_ptr<T> given_back{};
    };

    void drop_old(clock::time_point moment, errands& later) {
        const auto old = [&](const idle& each) { return moment - each.since >= with_.longest_idle; };
        const auto kept = std::find_if_not(idle_.begin(), idle_.end(), old); // the oldest come first
        later.to_end.reserve(static_cast<std::size_t>(kept - idle_.begin()));
        for (auto at = idle_.begin(); at != kept; ++at) later.to_end.push_back(std::move(at->held));
        idle_.erase(idle_.begin(), kept);
    }

    /// Makes room for one thing more in use or idle, so that nothing that follows an `enter` needs memory.
    void make_room() {
        const std::size_t things = used_.size() + idle_.size() + 1;
        if (used_.capacity() < things) used_.reserve(2 * things);
        if (idle_.capacity() < things) idle_.reserve(2 * things);
    }

    /// Gives the guest the one that was used last, which is the least likely to have been closed by the server, or the turn to
    /// make one.
    [[nodiscard]] bool seat(guest& who) noexcept {
        if (!idle_.empty()) {
            who.held_ = std::move(idle_.back().held);
            idle_.pop_back();
        } else if (used_.size() >= with_.most) {
            return false;
        }
        who.has_turn_ = true;
        used_.push_back(&who);
        return true;
    }

    settings with_;
    mutable std::mutex guard_;
    std::vector<idle> idle_;
    std::vector<const guest*> used_; ///< those who have their turn
    std::list<guest_pointer> line_;
    bool closed_ = false;
};

} // namespace calque::detail
