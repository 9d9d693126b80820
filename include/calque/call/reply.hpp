// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/transport/call_report.hpp>

namespace calque {

/// The result of a call, with its members as its own, and the report of the call.
///
/// It converts to the result alone.
/// *Example*: `auto page = co_await client.bulk_data(request);` gives `page.results` and `page.report.attempts`.
template <class Result>
struct reply : Result {
    call_report report{};

    friend bool operator==(const reply&, const reply&) = default;
};

} // namespace calque
