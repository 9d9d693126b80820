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

/// Where the API is, and the proxy on the way to it, if there is one.
struct route_plan {
    explicit route_plan(const https_options& options)
        : to{read_origin(options.base_url)}, through{choose_proxy(options, to)} {}

    const origin to;
    const std::optional<proxy_server> through;

private:
    /// The proxy, but not to this machine, which it would take for its own, and not for plain http.
    [[nodiscard]] static std::optional<proxy_server> choose_proxy(const https_options& options, const origin& to) {
        if (options.proxy.empty()) return {};
        proxy_server out = read_proxy(options.proxy);
        if (to.this_machine || !to.tls || is_on_list(options.no_proxy, to)) return {};
        return out;
    }
};

/// The way to the API, shared by the connections that take it.
struct route : route_plan {
    explicit route(const https_options& options)
        : route_plan{options}, names{through ? through->at.host : to.host, options.look_up} {
        if (to.tls) tls.emplace(make_tls_context(options));
    }

    lookups names; ///< of the first host on the way
    std::optional<boost::asio::ssl::context> tls{};
    std::atomic<int> closings = 0; ///< of all connections at the moment
};

} // namespace calque::detail
