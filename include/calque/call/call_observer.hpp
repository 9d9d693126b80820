// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/transport/api_failure.hpp>
#include <calque/transport/call_report.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace calque {

/// A call as an observer sees it. The transport's secret is redacted from everything passed to observers.
struct watched_call {
    std::uint64_t number = 0;  ///< the client's call number, from 1
    std::string_view method{}; ///< `GET` or `POST`
    std::string_view target{}; ///< path and query; the query may hold a filter
};

/// A page received by a walk.
struct received_page {
    std::uint64_t call = 0;              ///< the number of the call that fetched it
    std::int64_t number = 1;             ///< the page number, from 1
    std::size_t results = 0;             ///< on this page
    std::optional<std::int64_t> count{}; ///< on all pages, as reported by the server; may be unset
};

/// The interface for observing a client's calls; every function does nothing unless overridden.
///
/// For one call the functions are called one at a time, in the order of events; for concurrent calls on whichever
/// threads run them. They must be quick and must not throw. Their arguments are valid only during the call of the
/// function.
class call_observer {
public:
    call_observer() = default;
    call_observer(const call_observer&) = delete;
    call_observer& operator=(const call_observer&) = delete;
    virtual ~call_observer() = default;

    /// Called when a call begins, before its first attempt.
    virtual void request_started(const watched_call&) noexcept {}

    /// Called when an attempt failed; `failure.report` has all attempts so far.
    virtual void attempt_failed(const watched_call&, const api_failure&) noexcept {}

    /// Called before the wait that precedes another attempt.
    virtual void retried(const watched_call&, std::chrono::milliseconds) noexcept {}

    /// Called when a page of a walk has arrived and was accepted.
    virtual void page_received(const received_page&) noexcept {}

    /// Called when the call is over; the failure is null if it succeeded.
    ///
    /// Called exactly once for each call that began. An exception other than `system_error`, such as one from
    /// `client_options::retries`, is reported as a failure with the generic code `state_not_recoverable`,
    /// `std::bad_alloc` with `not_enough_memory`, and the end of the execution context with `errc::cancelled`.
    virtual void finished(const watched_call&, const call_report&, const api_failure*) noexcept {}

    /// Returns how many bytes of each body `body_sent` and `body_received` get; they are not called if it is 0.
    [[nodiscard]] virtual std::size_t body_bytes() const noexcept { return 0; }

    /// Called with the beginning of the body that an attempt sends.
    virtual void body_sent(const watched_call&, std::string_view) noexcept {}

    /// Called with the status and the beginning of the decompressed response body of an attempt: server text, with
    /// the transport's secret redacted.
    virtual void body_received(const watched_call&, unsigned, std::string_view) noexcept {}
};

} // namespace calque
