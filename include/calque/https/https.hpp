// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

// Included first, which keeps the include chain short in g++ errors about filters.
// clang-format off
#include <calque/literal/filter_string.hpp>
#include <calque/filter/optional_filter.hpp>
// clang-format on

#include <calque/client/client.hpp>
#include <calque/https/api_key.hpp>
#include <calque/support/config.hpp>
#include <calque/transport/transport.hpp>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace calque {

/// The client's certificate, for servers that request one; both files are PEM, and the key has no password.
struct client_certificate {
    std::string file;     ///< the certificate and its intermediate certificates
    std::string key_file; ///< may be the same file
};

/// The location of the API, and how to connect to it.
struct https_options {
    std::string base_url = "https://api.cekura.ai"; ///< http(s), host, maybe port and path (api/README.md, "Endpoints")
    std::optional<api_key> key{};
    std::optional<std::string> ca_file{}; ///< PEM certificates to trust besides the system's store
    std::optional<client_certificate> certificate{};
    std::size_t connections = 4;                                    ///< open at once; further exchanges queue
    std::chrono::milliseconds idle_time = std::chrono::seconds{30}; ///< an idle connection is not reused after it

    /// The URL of an HTTP proxy, `[http://][user:password@]host[:port]`, default port 1080 as in curl; empty: none.
    /// It opens a tunnel (CONNECT) and sees only the API's host and port, and the credentials before the `@`. It is
    /// never used to reach this machine.
    std::string proxy{};

    /// Hosts that bypass the proxy, separated by commas or blanks: `example.com`, `.example.com` and `*.example.com`
    /// mean that host and its subdomains; `10.1.2.3`, `[::1]` and `10.0.0.0/8` match URLs with an address, because
    /// names are not resolved for this; `*` is every host; `host:port` matches only this port.
    std::string no_proxy{};

    /// Replaces the system's lookup: returns the addresses of a host, as text; throws `system_error` if it cannot. It
    /// may block: it runs on its own thread, which is not awaited once a deadline has passed.
    std::function<std::vector<std::string>(const std::string& host)> look_up{};
};

/// Returns the options set in the environment: `CEKURA_API_KEY` and `CEKURA_API_URL`, and as in curl `https_proxy` or
/// else `HTTPS_PROXY`, and `no_proxy` or else `NO_PROXY`. An empty variable counts as unset.
///
/// *Errors*: those of `api_key::from_environment`; `https_transport` checks the URLs.
/// *Example*: `auto options = https_options_from_environment(); options.proxy = {}; // whatever the environment says`
[[nodiscard]] CALQUE_DECL https_options https_options_from_environment();

/// Returns a curl command for a POSIX shell that sends a request as `https_transport` does, for a bug report.
///
/// It contains no secret: the key is `$CEKURA_API_KEY`, a token `$CEKURA_API_TOKEN`, the proxy's credentials are
/// `$CEKURA_PROXY_USER`, and the key's text is redacted everywhere else.
/// *Errors*: throws `api_error` with `errc::bad_url`, or `errc::bad_request_setting` if the request cannot be sent or
/// has a zero byte in its body.
[[nodiscard]] CALQUE_DECL std::string to_curl(const http_request& request, const https_options& options = {});

namespace detail {
class https_engine;
}

/// The default transport: HTTP/1.1 over TLS, or over plain http to this machine.
///
/// The certificate and the host name are verified against the system's store and `ca_file`; TLS 1.2 or newer. The API
/// key is attached here, just before sending, and is sent only over https or to a loopback address. If a server
/// quotes it, in any spelling that `redact` knows, it is redacted from header values and body, except from compressed
/// bodies, or if `exchange_options::as_sent` leaves that to the caller. Redirects are not followed.
///
/// An exchange takes an idle connection or opens one; if `connections` are in use it waits, first come, first served.
/// Idle connections closed by the server are detected before use; an exchange that fails on one before any byte of
/// the response is retried once on a new one, if it is repeatable. The addresses of a host are tried in turn, each
/// for its share of the time. The response is read while the request is still being written. A header of more than 64
/// KiB, or a body above the exchange's limit, is refused.
///
/// Copies share the connections. *Thread safety*: any thread may call every member at any time, and several threads
/// may run the executor. Each connection runs on its own strand, which also calls the caller's `on_head` and reader.
/// A cancellation signal must be emitted on the executor of the awaiting coroutine, as usual in Asio.
/// *Lifetimes*: it must not outlive its execution context. Exchanges in flight continue if the last copy is
/// destroyed.
class https_transport {
public:
    /// Creates a transport whose connections run on `executor`, without opening one.
    ///
    /// *Errors*: throws `api_error` with `errc::bad_url` (of the API or the proxy), `errc::missing_api_key` (there is
    /// no key, and the origin is not this machine), `errc::insecure_origin` (plain http to another machine), or
    /// `errc::bad_request_setting` (a certificate or key file cannot be read, or `connections` is zero).
    CALQUE_DECL https_transport(boost::asio::any_io_executor executor, const https_options& options);

    /// A move is a copy.
    https_transport(const https_transport&) noexcept = default;
    https_transport& operator=(const https_transport&) noexcept = default;

    /// Sends one request; streams the body if `options.on_head` is set.
    ///
    /// *Errors*: throws `api_error` with `errc::network`, `errc::timeout`, `errc::cancelled`,
    /// `errc::tls_verification_failed`, `errc::insecure_origin` (a name of this machine resolves to another),
    /// `errc::response_too_large`, `errc::bad_response` if the response is not HTTP, or `errc::bad_request_setting`
    /// if the request cannot be sent or the proxy refuses it; and what `options.on_head` or the reader throws. If the
    /// head of a response had arrived, `api_failure::status` is its status.
    /// *Cancellation*: terminal; the connection is dropped, or the exchange leaves the queue.
    [[nodiscard]] CALQUE_DECL boost::asio::awaitable<http_response> exchange(const http_request& request,
                                                                             const exchange_options& options) const;

    /// Closes the transport, for all copies: exchanges in flight or queued, and later ones, throw `api_error` with
    /// `errc::cancelled`; idle connections are closed, over TLS with a close_notify that takes at most half a second.
    ///
    /// It returns at once; the execution context runs out of work soon after. Closing twice has no effect.
    CALQUE_DECL void close() const;

    /// Returns where requests go, as a URL without a path: `https://api.cekura.ai:443`.
    [[nodiscard]] CALQUE_DECL std::string origin() const;

    /// Redacts the API key from server text in any spelling: with JSON, URL or HTML escapes for any of its
    /// characters, applied once or twice, or in base64, alone or with surrounding text.
    ///
    /// Before each `…`, which marks a cut, an incomplete key is redacted, too.
    CALQUE_DECL void redact(std::string& text) const;

    /// Redacts the strings of a JSON text, which stays valid. Numbers stay unchanged, as do member names if the key
    /// has less than 8 characters, because it would match many of them.
    CALQUE_DECL void redact_json(std::string& text) const;

private:
    std::shared_ptr<detail::https_engine> engine_;
};

/// Creates a client with a new `https_transport`. *Errors*: those of the two constructors.
[[nodiscard]] inline client make_https_client(boost::asio::any_io_executor executor, const https_options& options,
                                              client_options bounds = {}) {
    return {executor, https_transport{executor, options}, std::move(bounds)};
}

} // namespace calque

#ifdef CALQUE_HEADER_ONLY
#include <calque/https/https.ipp>
#endif
