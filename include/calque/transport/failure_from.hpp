// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/transport/api_failure.hpp>

namespace calque::detail {

/// The failure of an exception that is no `api_error`: of our own checks, of Asio, or of another's transport.
[[nodiscard]] inline api_failure failure_from(const system_error& error) {
    api_failure out{.code = error.code(), .what_happened = error.what()};
    if (error.code().category() == calque_category()) return out;
    out.cause = error.code();
    // Asio says so where a coroutine is cancelled between two operations.
    const bool cancelled = error.code() == boost::system::errc::operation_canceled;
    out.code = cancelled ? errc::cancelled : errc::network;
    if (cancelled) out.what_happened = out.code.message();
    return out;
}

} // namespace calque::detail
