// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/api_key.hpp>
#include <calque/client.hpp>
#include <calque/detail/config.hpp>
#include <calque/transport.hpp>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <utility>

namespace calque {

/// Where the API is, and how it is reached.
struct https_options {
    std::string base_url = "https://api.cekura.ai"; ///< http or https, a host, perhaps a port and a path (api.md)
    std::optional<api_key> key{};
    std::optional<std::string> ca_file{}; ///< PEM certificates to trust beside the system's store
    std::size_t idle_connections = 4;     ///< kept open for the next exchange
    std::chrono::milliseconds idle_time = std::chrono::seconds{30}; ///< an idle connection is not used after it
};

/// The options that the environment holds: `CEKURA_API_KEY` and `CEKURA_API_URL`; an empty variable counts as unset.
///
/// *Errors*: those of `api_key::from_environment`; the URL is checked by `https_transport`.
[[nodiscard]] CALQUE_DECL https_options https_options_from_environment();

namespace detail {
class https_engine;
}

/// The default transport: HTTP/1.1 over TLS, or over plain http to this machine.
///
/// The certificate and the host name are verified against the system's store and `ca_file`; TLS 1.2 or newer.
/// An exchange takes an idle connection or opens one. One that fails on an idle connection before any byte of
/// the answer is sent once more on a fresh one, if the exchange is repeatable. Redirects are not followed. The
/// API key is attached here, at the last moment, and travels over https or to a loopback address only.
///
/// Copies share the connections. *Thread safety*: exchanges may run at once and on several threads.
/// *Lifetimes*: it must not outlive its execution context.
class https_transport {
public:
    /// A transport whose connections live on `executor`. No connection is opened yet.
    ///
    /// *Errors*: throws `api_error` with `errc::bad_url`, `errc::missing_api_key` (there is no key, and the
    /// origin is not this machine), `errc::insecure_origin` (plain http to another machine), or
    /// `errc::bad_request_setting` (the CA file cannot be read).
    CALQUE_DECL https_transport(boost::asio::any_io_executor executor, const https_options& options);

    /// Carries one request.
    ///
    /// *Errors*: throws `api_error` with `errc::network`, `errc::timeout`, `errc::cancelled`,
    /// `errc::tls_verification_failed`, `errc::insecure_origin` (a name of this machine resolves to another),
    /// `errc::response_too_large`, or `errc::bad_response` where the answer is not HTTP.
    /// *Cancellation*: terminal; the connection is dropped.
    [[nodiscard]] CALQUE_DECL boost::asio::awaitable<http_response> exchange(const http_request& request,
                                                                             const exchange_options& options) const;

private:
    std::shared_ptr<detail::https_engine> engine_;
};

/// A client over a new `https_transport`. *Errors*: those of the two constructors.
[[nodiscard]] inline client make_https_client(boost::asio::any_io_executor executor, const https_options& options,
                                              client_options bounds = {}) {
    return {executor, https_transport{executor, options}, bounds};
}

} // namespace calque

#ifdef CALQUE_HEADER_ONLY
#include <calque/impl/wire/https.ipp>
#endif
