// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/transport/api_failure.hpp>

namespace calque::detail {

/// Converts an exception other than `api_error`: from the library's checks, from Asio, or from a custom transport.
[[nodiscard]] inline api_failure failure_from(const system_error& error) {
    api_failure out{.code = error.code(), .what_happened = error.what()};
    if (error.code().category() == calque_category()) return out;
    out.cause = error.code();
    // Asio reports this if a coroutine is cancelled between two operations.
    const bool cancelled = error.code() == boost::system::errc::operation_canceled;
    out.code = cancelled ? errc::cancelled : errc::network;
    if (cancelled) out.what_happened = out.code.message();
    return out;
}

} // namespace calque::detail
