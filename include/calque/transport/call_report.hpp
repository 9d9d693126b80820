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

/// One attempt of a call: one request, and what became of it.
struct attempt_report {
    std::chrono::microseconds delay{};    ///< waited before it; nothing before the first
    std::chrono::microseconds start{};    ///< since the call began
    std::chrono::microseconds duration{}; ///< from there to the last byte, or to the failure
    unsigned status = 0;                  ///< the HTTP status; 0 where no response came
    error_code code{};                    ///< an `errc`; none where the attempt brought the result
    std::string request_id{};             ///< the server's name of it, cut and escaped; empty where it sent none

    friend bool operator==(const attempt_report&, const attempt_report&) = default;
};

/// How a call went: what every result and every failure of a call carries.
struct call_report {
    std::vector<attempt_report> attempts{}; ///< in their order; none where nothing was sent

    /// The time from the beginning of the call to the end of its last attempt.
    [[nodiscard]] CALQUE_DECL std::chrono::microseconds duration() const noexcept;

    /// The last id that the server sent, which is what its operators ask for; empty where it sent none.
    ///
    /// *Lifetimes*: valid as long as the report, unchanged.
    [[nodiscard]] CALQUE_DECL std::string_view request_id() const noexcept;

    friend bool operator==(const call_report&, const call_report&) = default;
};

/// What is worth telling of a call, on one line: `3 attempts in 4.2 s, request id "8f2c"`.
///
/// A single attempt is not mentioned; empty where nothing is left to tell.
[[nodiscard]] CALQUE_DECL std::string describe(const call_report& report);

} // namespace calque

#ifdef CALQUE_HEADER_ONLY
#include <calque/transport/call_report.ipp>
#endif
