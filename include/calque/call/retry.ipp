// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/call/detail/jitter.hpp>
#include <calque/call/retry.hpp>

#include <algorithm>

namespace calque {

namespace detail {

/// Clamps a time to between zero and a year, so that nothing overflows.
template <class Duration>
[[nodiscard]] Duration bounded(Duration time) noexcept {
    return std::clamp<Duration>(time, Duration::zero(), std::chrono::hours{24 * 365});
}

} // namespace detail

CALQUE_DECL void check(const call_limits& limits) {
    const auto refuse = [](const char* why) { throw system_error{errc::bad_request_setting, why}; };
    if (limits.call <= std::chrono::milliseconds::zero()) refuse("call_limits::call must be positive");
    if (limits.attempt <= std::chrono::milliseconds::zero()) refuse("call_limits::attempt must be positive");
    if (limits.error_body <= std::chrono::milliseconds::zero()) refuse("call_limits::error_body must be positive");
}

CALQUE_DECL std::optional<std::chrono::milliseconds> exponential_backoff::operator()(const failed_attempt& last,
                                                                                     double fraction) const noexcept {
    if (last.number > retries) return std::nullopt;
    using precise = std::chrono::duration<double, std::milli>;
    precise most = std::min<precise>(first, longest);
    for (unsigned i = 1; i < last.number && most < longest; ++i) most = std::min<precise>(most * 2, longest);
    return std::chrono::floor<std::chrono::milliseconds>(std::max(most * fraction, precise::zero()));
}

CALQUE_DECL retry_state::retry_state(const call_limits& limits, const retry_policy& policy, bool read_only,
                                     std::uint64_t seed, time_point at)
    : policy_{&policy},
      attempt_limit_{detail::bounded(limits.attempt)},
      start_{at},
      deadline_{at + detail::bounded(limits.call)},
      last_end_{at},
      random_{seed},
      read_only_{read_only} {}

CALQUE_DECL retry_state::time_point retry_state::begin(time_point at) {
    using std::chrono::microseconds;
    const bool first = report_.attempts.empty();
    report_.attempts.push_back({.delay = first ? microseconds{} : std::chrono::floor<microseconds>(at - last_end_),
                                .start = std::chrono::floor<microseconds>(at - start_)});
    return std::min(deadline_, at + attempt_limit_);
}

CALQUE_DECL void retry_state::end(unsigned status, error_code code, std::string request_id, time_point at) {
    attempt_report& last = report_.attempts.back();
    last.duration = std::chrono::floor<std::chrono::microseconds>(at - start_) - last.start;
    last.status = status;
    last.code = code;
    last.request_id = std::move(request_id);
    last_end_ = at;
}

CALQUE_DECL void retry_state::succeed(unsigned status, std::string request_id, time_point at) {
    end(status, {}, std::move(request_id), at);
}

CALQUE_DECL retry_decision retry_state::fail(const api_failure& failure, std::string request_id, time_point at) {
    end(failure.status, failure.code, std::move(request_id), at);
    if (failure.code != error_kind::retryable) return {retry_verdict::not_retryable};
    if (!read_only_) return {retry_verdict::not_read_only};
    const auto count = static_cast<unsigned>(report_.attempts.size());
    const auto chosen = (*policy_)({.number = count, .failure = failure}, fraction());
    if (!chosen) return {retry_verdict::enough};
    const std::chrono::milliseconds asked = detail::bounded(failure.retry_after.value_or(std::chrono::seconds::zero()));
    const auto wait = std::max(detail::bounded(*chosen), asked);
    if (wait >= deadline_ - at) return {retry_verdict::no_time};
    return {retry_verdict::again, at + wait};
}

CALQUE_DECL double retry_state::fraction() noexcept { return detail::next_fraction(random_); }

} // namespace calque
