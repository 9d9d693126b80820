// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/support/config.hpp>

#include <atomic>
#include <cstdint>
#include <optional>

// Random numbers that keep clients from moving in step; nothing secret hangs on them.
namespace calque::detail {

/// Steps through all 64-bit states in an order that no two of them share.
inline constexpr std::uint64_t random_step = 0x9e3779b97f4a7c15u;

/// A state as a number that looks random: each bit of the one changes half the bits of the other.
[[nodiscard]] constexpr std::uint64_t mixed(std::uint64_t state) noexcept {
    state = (state ^ state >> 30) * 0xbf58476d1ce4e5b9u;
    state = (state ^ state >> 27) * 0x94d049bb133111ebu;
    return state ^ state >> 31;
}

/// The next random number from [0, 1), of 53 bits.
[[nodiscard]] constexpr double next_fraction(std::uint64_t& state) noexcept {
    constexpr double unit = 1.0 / static_cast<double>(std::uint64_t{1} << 53);
    return static_cast<double>(mixed(state += random_step) >> 11) * unit;
}

/// Gives each call of a client a seed of its own, to any thread.
class call_seeds {
public:
    /// Begins anywhere, or for tests at a place that is always the same.
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
