// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/support/config.hpp>
#include <calque/transport/api_failure.hpp>
#include <calque/transport/call_report.hpp>

#include <chrono>
#include <concepts>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>

namespace calque {

/// The time limits of a call; no part of it waits longer.
struct call_limits {
    std::chrono::milliseconds call = std::chrono::seconds{60};      ///< all attempts and the waits between them
    std::chrono::milliseconds attempt = std::chrono::seconds{30};   ///< one attempt: from resolving to the last byte
    std::chrono::milliseconds error_body = std::chrono::seconds{2}; ///< the body of an error, after its head arrived
};

/// The last failed attempt, as passed to a retry policy.
struct failed_attempt {
    unsigned number = 1; ///< the number of failed attempts, including this one
    const api_failure& failure;
};

/// The default policy: exponential backoff with full jitter.
///
/// The wait before retry *n* is random between zero and `first` · 2ⁿ⁻¹, at most `longest`, so that clients that
/// failed together do not retry together.
struct exponential_backoff {
    unsigned retries = 2; ///< attempts after the first one
    std::chrono::milliseconds first = std::chrono::milliseconds{500};
    std::chrono::milliseconds longest = std::chrono::seconds{8};

    /// Returns the wait before the next attempt; nothing to give up. `fraction` is from [0, 1).
    [[nodiscard]] CALQUE_DECL std::optional<std::chrono::milliseconds> operator()(const failed_attempt& last,
                                                                                  double fraction) const noexcept;
};

/// A type that decides whether a call is retried, and after which wait.
///
/// It is called as `rule(failed_attempt, fraction)`, with a random fraction from [0, 1), and returns the wait before
/// the next attempt, or nothing to give up. It is called only if another attempt is safe and can succeed, and a wait
/// that the server asked for is respected in addition: see `retry_state`. Several threads may call it at once; it
/// must not block; its exceptions end the call.
///
/// If you are getting an error that names this concept: the result must convert to
/// `std::optional<std::chrono::milliseconds>`, and the rule must be callable when const.
template <class Rule>
concept retry_rule =
    std::copy_constructible<Rule> &&
    std::is_invocable_r_v<std::optional<std::chrono::milliseconds>, const Rule&, const failed_attempt&, double>;

/// A type-erased `retry_rule`, by default `exponential_backoff`.
///
/// *Example*: `retry_policy{exponential_backoff{.retries = 0}}` never retries.
class retry_policy {
public:
    retry_policy() : ask_{exponential_backoff{}} {}

    /// Wraps a rule.
    template <class Rule>
        requires(!std::same_as<std::remove_cvref_t<Rule>, retry_policy> && retry_rule<std::remove_cvref_t<Rule>>)
    retry_policy(Rule&& rule) // NOLINT(google-explicit-constructor): every rule is a policy
        : ask_{[held = std::forward<Rule>(rule)](const failed_attempt& last, double fraction) {
              return std::optional<std::chrono::milliseconds>{held(last, fraction)};
          }} {}

    /// Returns the wait before the next attempt; nothing to give up.
    [[nodiscard]] std::optional<std::chrono::milliseconds> operator()(const failed_attempt& last,
                                                                      double fraction) const {
        return ask_(last, fraction);
    }

private:
    std::function<std::optional<std::chrono::milliseconds>(const failed_attempt&, double)> ask_;
};

/// Whether a failed attempt is retried, or why not.
enum class retry_verdict : std::uint8_t {
    again,         ///< retried
    not_read_only, ///< sending the request twice might do harm
    not_retryable, ///< the failure is not `error_kind::retryable`: the same request would fail again
    enough,        ///< the policy gives up
    no_time,       ///< the wait would end after the call's deadline
};

/// The decision of `retry_state` about a failure.
struct retry_decision {
    retry_verdict verdict = retry_verdict::not_retryable;
    std::chrono::steady_clock::time_point at{}; ///< when the next attempt begins, if there is one

    [[nodiscard]] explicit operator bool() const noexcept { return verdict == retry_verdict::again; }
};

/// Tracks the attempts of one call and decides whether to retry; it neither waits nor reads a clock.
///
/// ```
/// retry_state call{limits, policy, true, seed, now()};
/// for (;;) {
///     const auto outcome = attempt(request, call.begin(now()));
///     if (outcome) return call.succeed(outcome.status, outcome.request_id, now()), outcome;
///     const auto next = call.fail(outcome.failure, outcome.request_id, now());
///     if (!next) fail_with(outcome.failure, call.report());
///     wait_until(next.at);
/// }
/// ```
/// A call is retried if all of this holds: it is read-only; its failure is `error_kind::retryable`, which excludes
/// other 4xx, TLS verification and cancellation; the policy allows another attempt; and the wait, the longer of the
/// policy's and the server's, ends before the deadline. Otherwise the call is over at once.
/// *Lifetimes*: the policy must outlive it.
class retry_state {
public:
    using time_point = std::chrono::steady_clock::time_point;

    /// Starts a call at the time `at`; equal seeds give equal waits.
    CALQUE_DECL retry_state(const call_limits& limits, const retry_policy& policy, bool read_only, std::uint64_t seed,
                            time_point at);

    /// Begins an attempt and returns its deadline: its own or the call's, whichever is sooner.
    [[nodiscard]] CALQUE_DECL time_point begin(time_point at);

    /// Ends the attempt with success.
    CALQUE_DECL void succeed(unsigned status, std::string request_id, time_point at);

    /// Ends the attempt with a failure, and decides whether to retry.
    [[nodiscard]] CALQUE_DECL retry_decision fail(const api_failure& failure, std::string request_id, time_point at);

    /// Returns when the call must be over.
    [[nodiscard]] time_point deadline() const noexcept { return deadline_; }

    /// Returns the attempts so far. *Lifetimes*: valid as long as this object.
    [[nodiscard]] const call_report& report() const noexcept { return report_; }

private:
    CALQUE_DECL void end(unsigned status, error_code code, std::string request_id, time_point at);
    [[nodiscard]] CALQUE_DECL double fraction() noexcept;

    const retry_policy* policy_;
    std::chrono::milliseconds attempt_limit_;
    time_point start_;
    time_point deadline_;
    time_point last_end_;
    std::uint64_t random_;
    bool read_only_;
    call_report report_;
};

/// Checks that all limits are positive. *Errors*: throws `system_error` with `errc::bad_request_setting`.
CALQUE_DECL void check(const call_limits& limits);

} // namespace calque

#ifdef CALQUE_HEADER_ONLY
#include <calque/call/retry.ipp>
#endif
