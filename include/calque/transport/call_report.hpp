// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/support/config.hpp>
#include <calque/values/error.hpp>

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

namespace calque {

/// One attempt of a call: one request and its outcome.
struct attempt_report {
    std::chrono::microseconds delay{};    ///< the wait before it; zero for the first
    std::chrono::microseconds start{};    ///< since the call began
    std::chrono::microseconds duration{}; ///< from `start` to the last byte or the failure
    unsigned status = 0;                  ///< the HTTP status; 0 if no response arrived
    error_code code{};                    ///< an `errc`; unset if the attempt succeeded
    std::string request_id{};             ///< the server's id of it, truncated and escaped; may be empty

    friend bool operator==(const attempt_report&, const attempt_report&) = default;
};

/// The history of a call; part of every result and every failure.
struct call_report {
    std::vector<attempt_report> attempts{}; ///< in order; empty if nothing was sent

    /// Returns the time from the beginning of the call to the end of its last attempt.
    [[nodiscard]] CALQUE_DECL std::chrono::microseconds duration() const noexcept;

    /// Returns the last request id that the server sent, which its operators ask for; empty if it sent none.
    ///
    /// *Lifetimes*: valid until the report changes or is destroyed.
    [[nodiscard]] CALQUE_DECL std::string_view request_id() const noexcept;

    friend bool operator==(const call_report&, const call_report&) = default;
};

/// Returns a summary of the call on one line: `3 attempts in 4.2 s, request id "8f2c"`.
///
/// A single attempt is not mentioned; the summary may be empty.
[[nodiscard]] CALQUE_DECL std::string describe(const call_report& report);

} // namespace calque

#ifdef CALQUE_HEADER_ONLY
#include <calque/transport/call_report.ipp>
#endif
