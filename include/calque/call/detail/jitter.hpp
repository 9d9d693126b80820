// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/support/config.hpp>

#include <atomic>
#include <cstdint>
#include <optional>

// Random numbers that keep clients from acting in step; not for secrets.
namespace calque::detail {

/// The state's increment; being odd, it makes the sequence visit all 64-bit states.
inline constexpr std::uint64_t random_step = 0x9e3779b97f4a7c15u;

/// Mixes a state into a random-looking number: each input bit changes half of the output bits.
[[nodiscard]] constexpr std::uint64_t mixed(std::uint64_t state) noexcept {
    state = (state ^ state >> 30) * 0xbf58476d1ce4e5b9u;
    state = (state ^ state >> 27) * 0x94d049bb133111ebu;
    return state ^ state >> 31;
}

/// Returns the next random number from [0, 1), with 53 bits.
[[nodiscard]] constexpr double next_fraction(std::uint64_t& state) noexcept {
    constexpr double unit = 1.0 / static_cast<double>(std::uint64_t{1} << 53);
    return static_cast<double>(mixed(state += random_step) >> 11) * unit;
}

/// Provides each call of a client with its own seed; safe to use from several threads.
class call_seeds {
public:
    /// Starts at a random state, or at a fixed one for tests.
    explicit call_seeds(std::optional<std::uint64_t> fixed = {}) : state_{fixed ? *fixed : anywhere()} {}

    [[nodiscard]] std::uint64_t next() noexcept {
        return mixed(state_.fetch_add(random_step, std::memory_order_relaxed));
    }

private:
    [[nodiscard]] static std::uint64_t anywhere();

    std::atomic<std::uint64_t> state_;
};

} // namespace calque::detail

#ifdef CALQUE_HEADER_ONLY
#include <calque/call/detail/jitter.ipp>
#endif
