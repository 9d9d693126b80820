// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/stand_in/detail/refusal.hpp>
#include <calque/stand_in/stand_in_options.hpp>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <utility>

// The deliberate faults of the stand-in.
namespace calque::detail::stand_in_parts {

/// How much of a response is sent; the connection is closed afterwards unless it is the whole.
enum class delivery : std::uint8_t {
    whole,
    cut_short, ///< less than its headers promise
    hang_up,   ///< nothing
    reset,     ///< nothing, and the connection is reset
};

/// A response and how it is delivered.
struct reply {
    http_response response;
    delivery how = delivery::whole;
};

enum class fault : std::uint8_t { internal_error, bad_gateway, unavailable, throttled, reset, hang_up, cut_short };
inline constexpr std::size_t fault_kinds = 7;

/// The schedule of faults: which requests get one, and which.
class fault_plan {
public:
    explicit fault_plan(const fault_options& options) noexcept : options_{options} {}

    /// Returns the fault of the next request, or nothing if it is served normally.
    [[nodiscard]] std::optional<fault> next() noexcept {
        if (!(draw(options_.seed, requests_++) < options_.rate)) return std::nullopt;
        return static_cast<fault>(faults_++ % fault_kinds);
    }

private:
    /// Returns a number in [0, 1): the element of SplitMix64's sequence for `seed` at the request's number.
    [[nodiscard]] static double draw(std::uint64_t seed, std::uint64_t number) noexcept {
        std::uint64_t mixed = seed + (number + 1) * 0x9e3779b97f4a7c15u;
        mixed = (mixed ^ mixed >> 30) * 0xbf58476d1ce4e5b9u;
        mixed = (mixed ^ mixed >> 27) * 0x94d049bb133111ebu;
        mixed ^= mixed >> 31;
        return static_cast<double>(mixed >> 11) / 9007199254740992.0; // 2 to the power of 53
    }

    fault_options options_;
    std::uint64_t requests_ = 0;
    std::uint64_t faults_ = 0;
};

/// Returns the reply of a fault; calls `served` for the regular response if the fault sends part of it.
[[nodiscard]] inline reply reply_of(fault kind, const std::function<http_response()>& served) {
    const auto again_at_once = [](http_response response) {
        response.headers.push_back({"Retry-After", "0"});
        return reply{std::move(response)};
    };
    switch (kind) {
    case fault::internal_error: return {detail_response(500, "Internal server error.")};
    case fault::bad_gateway:
        return {{502, {{"Content-Type", "text/html"}}, "<html><body><h1>502 Bad Gateway</h1></body></html>\n"}};
    case fault::unavailable: return again_at_once(detail_response(503, "Service unavailable."));
    case fault::throttled:
        return again_at_once(detail_response(429, "Request was throttled. Expected available in 0 seconds."));
    case fault::reset: return {{}, delivery::reset};
    case fault::hang_up: return {{}, delivery::hang_up};
    case fault::cut_short: return {served(), delivery::cut_short};
    }
    return {served()};
}

} // namespace calque::detail::stand_in_parts
