// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/https/detail/proxy.hpp>
#include <calque/https/detail/read_response.hpp>
#include <calque/support/version.hpp>

#include <boost/asio/write.hpp>
#include <boost/beast/core/tcp_stream.hpp>

#include <chrono>
#include <optional>
#include <string>
#include <utility>

// Tunnels through a proxy by CONNECT (RFC 9110, 9.3.6), with TLS to the API inside the tunnel. So the proxy sees only
// the API's host and port, and its own credentials.
namespace calque::detail {

[[nodiscard]] inline secret_text tunnel_request(const proxy_server& by, const origin& to) {
    const std::string target = to.host_and_port();
    const std::string_view credentials = by.credentials ? by.credentials->view() : std::string_view{};
    std::string out;
    out.reserve(200 + 2 * target.size() + credentials.size()); // in advance: growth would leave copies
    out.append("CONNECT ").append(target).append(" HTTP/1.1\r\nHost: ").append(target);
    out.append("\r\nUser-Agent: calque/").append(version_string).append("\r\n");
    if (!credentials.empty()) out.append("Proxy-Authorization: ").append(credentials).append("\r\n");
    out.append("\r\n");
    return secret_text{std::move(out)};
}

/// Converts a refusal to a failure: a 5xx, if the proxy could not reach the API, may be temporary; anything else is a
/// matter of settings.
///
/// The proxy's text is not shown, because it may contain the credentials.
[[nodiscard]] inline api_failure tunnel_refusal(const proxy_server& by, const origin& to, unsigned status) {
    api_failure out{.code = status / 100 == 5 ? errc::network : errc::bad_request_setting};
    out.what_happened =
        "the " + by.at.name() + " refused to connect to " + to.name() + " (" + std::to_string(status) + ')';
    if (status == 407) out.what_happened += "; check the user name and the password in its URL";
    return out;
}

/// Opens a tunnel over a connection to the proxy. *Errors*: throws `api_error` or `system_error`.
[[nodiscard]] inline asio::awaitable<void> open_tunnel(beast::tcp_stream& stream, const proxy_server& by,
                                                       const origin& to,
                                                       std::chrono::steady_clock::time_point deadline) {
    const secret_text message = tunnel_request(by, to);
    stream.expires_at(deadline);
    co_await asio::async_write(stream, asio::buffer(message.view()), asio::use_awaitable);
    input in;
    std::optional<http::response_parser<http::empty_body>> parser;
    const auto no_body = [](auto& fresh) { fresh.skip(true); };
    co_await read_head(stream, in, parser, no_body, deadline);
    const unsigned status = parser->get().result_int();
    if (status / 100 != 2) throw api_error{tunnel_refusal(by, to, status)};
    // In TLS the client sends first, so bytes received by now are not from the API.
    if (in.bytes.size() != 0)
        throw api_error{{.code = errc::bad_response,
                         .what_happened = "the " + by.at.name() + " sent bytes of its own into the tunnel"}};
}

} // namespace calque::detail
