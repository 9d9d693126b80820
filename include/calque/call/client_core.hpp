// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/call/client_options.hpp>
#include <calque/call/detail/jitter.hpp>
#include <calque/support/config.hpp>
#include <calque/transport/transport.hpp>

#include <atomic>
#include <cstdint>
#include <string>
#include <utility>

namespace calque::detail {

/// Checks that all limits are positive. *Errors*: throws `system_error` with `errc::bad_request_setting`.
CALQUE_DECL void check(const client_options& options);

/// The state that a client's calls share; each call in flight keeps it alive.
struct client_core {
    client_core(any_transport carrier, client_options bounds)
        : link{std::move(carrier)}, options{std::move(bounds)}, origin{link.origin()}, seeds{options.seed} {
        check(options);
    }

    any_transport link;
    client_options options;
    std::string origin; ///< where requests go; empty if the transport does not report it
    mutable call_seeds seeds;
    mutable std::atomic<std::uint64_t> calls = 0;
};

} // namespace calque::detail
