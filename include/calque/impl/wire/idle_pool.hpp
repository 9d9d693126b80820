// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

namespace calque::detail {

/// Keeps what is idle for the next use: at most so many, none longer than a time. *Thread safety*: any thread.
template <class T>
class idle_pool {
public:
    using clock = std::chrono::steady_clock;

    idle_pool(std::size_t most, clock::duration longest) noexcept : most_{most}, longest_{longest} {}

    /// The one that was used last, which is the least likely to have been closed by the server; null where none
    /// is left.
    [[nodiscard]] std::shared_ptr<T> take(clock::time_point now = clock::now()) {
        const std::lock_guard lock{guard_};
        while (!idle_.empty()) {
            entry last = std::move(idle_.back());
            idle_.pop_back();
            if (now - last.since <= longest_) return std::move(last.held);
        }
        return nullptr;
    }

    void give(std::shared_ptr<T> held, clock::time_point now = clock::now()) {
        const std::lock_guard lock{guard_};
        if (most_ == 0) return;
        if (idle_.size() == most_) idle_.erase(idle_.begin());
        idle_.push_back({std::move(held), now});
    }

private:
    struct entry {
        std::shared_ptr<T> held;
        clock::time_point since;
    };

    std::mutex guard_;
    std::vector<entry> idle_;
    std::size_t most_;
    clock::duration longest_;
};

} // namespace calque::detail
