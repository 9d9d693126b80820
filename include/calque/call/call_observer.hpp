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

/// A call that is watched. The transport's secret is taken out of all that an observer is told.
struct watched_call {
    std::uint64_t number = 0;  ///< of the client's calls, from 1
    std::string_view method{}; ///< `GET` or `POST`
    std::string_view target{}; ///< path and query; a filter may stand in the query
};

/// A page of a walk that has come.
struct received_page {
    std::uint64_t call = 0;              ///< the number of the call that brought it
    std::int64_t number = 1;             ///< of the page, from 1
    std::size_t results = 0;             ///< on this page
    std::optional<std::int64_t> count{}; ///< on all pages, as far as the server says
};

/// Is told what the calls of a client do; every function does nothing unless it is overridden.
///
/// Of one call the functions are called one after the other, in the order of what happens; of several calls at once on
/// whichever threads run them. They must be quick, and must not throw. What they are given is valid during the call of
/// the function only.
class call_observer {
public:
    call_observer() = default;
    call_observer(const call_observer&) = delete;
    call_observer& operator=(const call_observer&) = delete;
    virtual ~call_observer() = default;

    /// A call begins; its first attempt is about to be made.
    virtual void request_started(const watched_call&) noexcept {}

    /// An attempt failed; `failure.report` has all attempts so far.
    virtual void attempt_failed(const watched_call&, const api_failure&) noexcept {}

    /// There will be another attempt, after the wait that begins now.
    virtual void retried(const watched_call&, std::chrono::milliseconds) noexcept {}

    /// A page of a walk has come and was taken.
    virtual void page_received(const received_page&) noexcept {}

    /// The call is over; the failure is null where it brought its result.
    ///
    /// Each call that began is over once, whatever ends it. An exception that is no `system_error`, such as one of
    /// `client_options::retries`, is a failure with the generic code `state_not_recoverable`, `std::bad_alloc` one with
    /// `not_enough_memory`; the end of the execution context is one with `errc::cancelled`.
    virtual void finished(const watched_call&, const call_report&, const api_failure*) noexcept {}

    /// How many bytes of each body `body_sent` and `body_received` are to be given; 0, and they are not called.
    [[nodiscard]] virtual std::size_t body_bytes() const noexcept { return 0; }

    /// The beginning of the body that an attempt sends.
    virtual void body_sent(const watched_call&, std::string_view) noexcept {}

    /// The status and the beginning of the body that answered an attempt, decompressed: the server's words, but for
    /// the transport's secret.
    virtual void body_received(const watched_call&, unsigned, std::string_view) noexcept {}
};

} // namespace calque
