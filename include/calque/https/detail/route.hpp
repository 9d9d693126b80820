// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/https/detail/lookup.hpp>
#include <calque/https/detail/no_proxy.hpp>
#include <calque/https/detail/origin.hpp>
#include <calque/https/detail/proxy.hpp>
#include <calque/https/detail/tls.hpp>
#include <calque/https/https.hpp>

#include <atomic>
#include <optional>

namespace calque::detail {

/// The location of the API, and the proxy to use, if any.
struct route_plan {
    explicit route_plan(const https_options& options)
        : to{read_origin(options.base_url)}, through{choose_proxy(options, to)} {}

    const origin to;
    const std::optional<proxy_server> through;

private:
    /// Returns the proxy; none for listed hosts, for plain http, and for this machine, which the proxy would take for
    /// itself.
    [[nodiscard]] static std::optional<proxy_server> choose_proxy(const https_options& options, const origin& to) {
        if (options.proxy.empty()) return {};
        proxy_server out = read_proxy(options.proxy);
        if (to.this_machine || !to.tls || is_on_list(options.no_proxy, to)) return {};
        return out;
    }
};

/// The route to the API, shared by its connections.
struct route : route_plan {
    explicit route(const https_options& options)
        : route_plan{options}, names{through ? through->at.host : to.host, options.look_up} {
        if (to.tls) tls.emplace(make_tls_context(options));
    }

    lookups names; ///< lookups of the first host on the route
    std::optional<boost::asio::ssl::context> tls{};
    std::atomic<int> shutdowns = 0; ///< connections being closed
};

} // namespace calque::detail
