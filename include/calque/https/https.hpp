// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

// These first: g++ names the files on the way to an error, and these have errors to tell.
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

/// The client's own certificate, for a server that asks for one; both files are PEM, the key has no password.
struct client_certificate {
    std::string file;     ///< the certificate, and those between it and the one that the server trusts
    std::string key_file; ///< may be the same file
};

/// Where the API is, and how it is reached.
struct https_options {
    std::string base_url = "https://api.cekura.ai"; ///< http or https, a host, perhaps a port and a path (api.md)
    std::optional<api_key> key{};
    std::optional<std::string> ca_file{}; ///< PEM certificates to trust beside the system's store
    std::optional<client_certificate> certificate{};
    std::size_t connections = 4; ///< open at once; an exchange that finds none free waits for its turn
    std::chrono::milliseconds idle_time = std::chrono::seconds{30}; ///< an idle connection is not used after it

    /// The URL of an HTTP proxy, `[http://][user:password@]host[:port]`, the port being 1080 otherwise, as curl has
    /// it; empty: none. It is asked for a tunnel (CONNECT), sees the API's host and port and what stands before the
    /// `@`, and nothing else. This machine is never reached by it.
    std::string proxy{};

    /// The hosts that are reached without the proxy, with commas or blanks between them: `example.com` is itself and
    /// all names below it, as `.example.com` and `*.example.com` are; `10.1.2.3`, `[::1]` and `10.0.0.0/8` are for
    /// URLs with an address, a name is not looked up for them; `*` is every host. `host:port` is this port only.
    std::string no_proxy{};

    /// Finds the addresses of a host, as text, in place of the system; throws `system_error` where it cannot. It may
    /// block: it runs on a thread of its own, which nobody waits for once a deadline has passed.
    std::function<std::vector<std::string>(const std::string& host)> look_up{};
};

/// The options that the environment holds: `CEKURA_API_KEY` and `CEKURA_API_URL`, and as curl reads them `https_proxy`
/// or else `HTTPS_PROXY`, and `no_proxy` or else `NO_PROXY`. An empty variable counts as unset.
///
/// *Errors*: those of `api_key::from_environment`; the URLs are checked by `https_transport`.
/// *Example*: `auto options = https_options_from_environment(); options.proxy = {}; // whatever the environment says`
[[nodiscard]] CALQUE_DECL https_options https_options_from_environment();

/// A command for a POSIX shell that sends a request by curl as `https_transport` does, for a bug report.
///
/// No secret is in it: the key is `$CEKURA_API_KEY`, a token `$CEKURA_API_TOKEN`, the proxy's credentials are
/// `$CEKURA_PROXY_USER`, and the key's text is taken out of everything else.
/// *Errors*: throws `api_error` with `errc::bad_url`, or `errc::bad_request_setting` where the request cannot be sent
/// or has a zero byte in its body.
[[nodiscard]] CALQUE_DECL std::string to_curl(const http_request& request, const https_options& options = {});

namespace detail {
class https_engine;
}

/// The default transport: HTTP/1.1 over TLS, or over plain http to this machine.
///
/// The certificate and the host name are verified against the system's store and `ca_file`; TLS 1.2 or newer. The
/// API key is attached here, at the last moment, and travels over https or to a loopback address only. Where a server
/// quotes it, in any spelling that `redact` knows, it is taken out of header values and body, but not out of what is
/// compressed, nor where `exchange_options::as_sent` leaves that to the caller. Redirects are not followed.
///
/// An exchange takes an idle connection or opens one, or waits where `connections` are in use, first come, first
/// served. Idle connections that the server has closed are noticed before they are used; an exchange that fails on
/// one before any byte of the answer is sent once more on a fresh one, if it is repeatable. Of a host's addresses
/// each is tried, the next one after its share of the time. The answer is read while the request is still being
/// written. A header of more than 64 KiB, and a body of more than the exchange's limit, are refused.
///
/// Copies share the connections. *Thread safety*: every member may be called on any thread and at any time, and
/// the executor may be run by several threads. A connection runs on a strand of its own; what the caller hands in,
/// `on_head` and what it returns, is called there. A cancellation signal is emitted where the coroutine that awaits
/// the exchange runs, as everywhere in Asio.
/// *Lifetimes*: it must not outlive its execution context. Exchanges in flight go on where the last copy is gone.
class https_transport {
public:
    /// A transport whose connections live on `executor`. No connection is opened yet.
    ///
    /// *Errors*: throws `api_error` with `errc::bad_url` (of the API or the proxy), `errc::missing_api_key` (there is
    /// no key, and the origin is not this machine), `errc::insecure_origin` (plain http to another machine), or
    /// `errc::bad_request_setting` (a file of certificates or a key cannot be read, or there are no connections).
    CALQUE_DECL https_transport(boost::asio::any_io_executor executor, const https_options& options);

    /// A move is a copy.
    https_transport(const https_transport&) noexcept = default;
    https_transport& operator=(const https_transport&) noexcept = default;

    /// Carries one request; the body is handed on as it comes where there is `options.on_head`.
    ///
    /// *Errors*: throws `api_error` with `errc::network`, `errc::timeout`, `errc::cancelled`,
    /// `errc::tls_verification_failed`, `errc::insecure_origin` (a name of this machine resolves to another),
    /// `errc::response_too_large`, `errc::bad_response` where the answer is not HTTP, or `errc::bad_request_setting`
    /// where the request cannot be sent or the proxy refuses it; and what `options.on_head` or the reader throws. Where the
    /// head of an answer had come, `api_failure::status` is its status.
    /// *Cancellation*: terminal; the connection is dropped, or the place in the line is left.
    [[nodiscard]] CALQUE_DECL boost::asio::awaitable<http_response> exchange(const http_request& request,
                                                                             const exchange_options& options) const;

    /// Ends the transport, for all copies: exchanges in flight or in line, and all that come later, throw `api_error`
    /// with `errc::cancelled`; idle connections are closed, over TLS with a close_notify that takes half a second at most.
    ///
    /// It returns at once; the execution context has nothing left to do soon after. Closing twice does nothing.
    CALQUE_DECL void close() const;

    /// Where requests go, as a URL without a path: `https://api.cekura.ai:443`.
    [[nodiscard]] CALQUE_DECL std::string origin() const;

    /// Takes the API key out of a text of the server's, however it is spelled there: with escapes of JSON, URLs or HTML for
    /// any of its characters, once or twice over, or in base64, alone or with something around it.
    ///
    /// Where `…` says that the text was cut, what is left there of the key is taken out, too.
    CALQUE_DECL void redact(std::string& text) const;

    /// The same in the strings of a JSON text, which stays JSON. Numbers stay as they are; so do the names of members
    /// where the key has less than 8 characters, since those would be found in many of them.
    CALQUE_DECL void redact_json(std::string& text) const;

private:
    std::shared_ptr<detail::https_engine> engine_;
};

/// A client over a new `https_transport`. *Errors*: those of the two constructors.
[[nodiscard]] inline client make_https_client(boost::asio::any_io_executor executor, const https_options& options,
                                              client_options bounds = {}) {
    return {executor, https_transport{executor, options}, std::move(bounds)};
}

} // namespace calque

#ifdef CALQUE_HEADER_ONLY
#include <calque/https/https.ipp>
#endif
