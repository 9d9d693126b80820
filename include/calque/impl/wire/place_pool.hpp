// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

namespace calque::detail {

/// Lends things out, so many at once, in use and idle ones counted together; who finds none free stands in line.
///
/// It waits for nothing itself. *Thread safety*: any thread.
template <class T>
class place_pool {
public:
    using clock = std::chrono::steady_clock;

    /// Somebody who wants one. Nothing of it is touched between a call that takes it and the next.
    class guest {
    public:
        /// What tells one in line that something has changed: it has its turn, or the pool is closed. Any thread.
        std::function<void()> call{};

    private:
        friend class place_pool;
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

    /// Lends one out if it can be done at once, and does not put the guest in line.
    [[nodiscard]] bool enter(guest& who, clock::time_point moment = clock::now()) {
        errands later{with_};
        const std::lock_guard lock{guard_};
        if (closed_ || !line_.empty()) return false;
        drop_old(moment, later);
        return seat(who);
    }

    /// As `enter`, but the guest stands in line otherwise, and is called once.
    [[nodiscard]] bool enter_or_wait(const guest_pointer& who, clock::time_point moment = clock::now()) {
        if (enter(*who, moment)) return true;
        const std::lock_guard lock{guard_};
        if (closed_) return false;
        if (line_.empty() && seat(*who)) return true; // one was given back between the two locks
        line_.push_back(who);
        return false;
    }

    /// What the guest has been lent; null where it has not been its turn.
    [[nodiscard]] std::shared_ptr<T> held_by(const guest& who) const {
        const std::lock_guard lock{guard_};
        return who.held_;
    }

    /// Replaces what the guest holds by a new one; null where the pool is closed.
    [[nodiscard]] std::shared_ptr<T> renew(guest& who) {
        const std::lock_guard lock{guard_};
        if (closed_) return nullptr;
        std::erase(used_, who.held_);
        who.held_ = with_.make();
        used_.push_back(who.held_);
        return who.held_;
    }

    /// Ends a guest's visit, in line or not. What it held may be lent out again where `keep` says so.
    void leave(const guest_pointer& who, bool keep, clock::time_point moment = clock::now()) {
        errands later{with_};
        const std::lock_guard lock{guard_};
        std::erase(line_, who);
        if (!who->held_) return;
        std::erase(used_, who->held_);
        if (keep && !closed_) idle_.push_back({std::move(who->held_), moment});
        who->held_ = nullptr;
        while (!line_.empty() && seat(*line_.front())) {
            later.to_call.push_back(std::move(line_.front()));
            line_.pop_front();
        }
    }

    /// Lends nothing out any more and calls all in line; returns what is lent out.
    [[nodiscard]] std::vector<std::shared_ptr<T>> close() {
        errands later{with_};
        const std::lock_guard lock{guard_};
        closed_ = true;
        for (auto& each : line_) later.to_call.push_back(std::move(each));
        line_.clear();
        for (auto& each : idle_) later.to_end.push_back(std::move(each.held));
        idle_.clear();
        return used_;
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
            for (const auto& each : to_call) each->call();
            for (auto& each : to_end) with.leave(std::move(each));
        }

        const settings& with;
        std::vector<guest_pointer> to_call{};
        std::vector<std::shared_ptr<T>> to_end{};
    };

    void drop_old(clock::time_point moment, errands& later) {
        const auto old = [&](const idle& each) { return moment - each.since >= with_.longest_idle; };
        const auto kept = std::find_if_not(idle_.begin(), idle_.end(), old); // the oldest come first
        for (auto at = idle_.begin(); at != kept; ++at) later.to_end.push_back(std::move(at->held));
        idle_.erase(idle_.begin(), kept);
    }

    /// Lends the one out that was used last, which is the least likely to have been closed by the server; or a new one.
    [[nodiscard]] bool seat(guest& who) {
        if (!idle_.empty()) {
            who.held_ = std::move(idle_.back().held);
            idle_.pop_back();
        } else if (used_.size() < with_.most) {
            who.held_ = with_.make();
        } else {
            return false;
        }
        used_.push_back(who.held_);
        return true;
    }

    settings with_;
    mutable std::mutex guard_;
    std::vector<idle> idle_;
    std::vector<std::shared_ptr<T>> used_;
    std::deque<guest_pointer> line_;
    bool closed_ = false;
};

} // namespace calque::detail
