// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/api/http_message.hpp>
#include <calque/https/api_key.hpp>
#include <calque/https/detail/origin.hpp>
#include <calque/support/scan.hpp>
#include <calque/support/version.hpp>
#include <calque/transport/api_failure.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace calque::detail {

[[nodiscard]] constexpr bool is_visible(char c) noexcept { return c > ' ' && c < 0x7f; }

/// Returns whether a character may be in a header's name or a method (RFC 9110, `tchar`).
[[nodiscard]] constexpr bool is_token_char(char c) noexcept {
    return is_visible(c) && !is_among(c, "\"(),/:;<=>?@[\\]{}");
}

[[nodiscard]] inline bool is_token(std::string_view text) noexcept {
    return !text.empty() && std::all_of(text.begin(), text.end(), is_token_char);
}

/// The headers that only the transport may write: credentials, host, and message framing.
inline constexpr std::array<std::string_view, 15> own_headers{"accept-encoding",
                                                              "authorization",
                                                              "connection",
                                                              "content-length",
                                                              "cookie",
                                                              "expect",
                                                              "host",
                                                              "keep-alive",
                                                              "te",
                                                              "proxy-authorization",
                                                              "trailer",
                                                              "upgrade",
                                                              "transfer-encoding",
                                                              "user-agent",
                                                              "x-cekura-api-key"};

[[nodiscard]] inline bool is_own_header(std::string_view name) {
    std::string small{name};
    std::transform(small.begin(), small.end(), small.begin(), lower);
    return std::find(own_headers.begin(), own_headers.end(), small) != own_headers.end();
}

/// Rejects a request whose parts would inject lines, or write lines reserved for the transport.
inline void check(const http_request& request) {
    const auto refuse = [](std::string why) {
        throw api_error{{.code = errc::bad_request_setting, .what_happened = std::move(why)}};
    };
    if (!is_token(request.method)) refuse("the method of a request must be a word");
    if (request.method == "HEAD" || request.method == "CONNECT")
        refuse("the method " + request.method + " is not supported, because its response has no body");
    const bool visible = std::all_of(request.target.begin(), request.target.end(), is_visible);
    if (!request.target.starts_with('/') || !visible)
        refuse("the target of a request must begin with `/` and have visible ASCII characters only");
    for (const http_header& each : request.headers) {
        const auto printable = [](char c) { return is_visible(c) || c == ' '; };
        if (!is_token(each.name)) refuse("the name of a request's header must be a word");
        if (!std::all_of(each.value.begin(), each.value.end(), printable))
            refuse("the value of the header " + each.name + " must have printable ASCII characters only");
        if (is_own_header(each.name)) refuse("the header " + each.name + " is the transport's own; leave it out");
    }
}

/// Returns the request as sent: one text, so that it takes one write and one TLS record, and can be overwritten
/// afterwards.
[[nodiscard]] inline std::shared_ptr<const secret_text> request_text(const http_request& request, const origin& to,
                                                                     const std::optional<api_key>& key,
                                                                     bool accept_gzip = false) {
    const std::string_view secret = key ? api_key_access::text(*key) : std::string_view{};
    const std::string length = std::to_string(request.body.size());
    std::string out;
    std::size_t size = 300 + request.method.size() + request.target.size() + to.path.size() + to.authority.size();
    for (const http_header& each : request.headers) size += each.name.size() + each.value.size() + 4;
    // Reserved in advance: growth would leave copies of the key in memory.
    out.reserve(size + secret.size() + request.body.size());
    const auto line = [&](std::string_view name, std::string_view value) {
        out.append(name).append(": ").append(value).append("\r\n");
    };
    out.append(request.method).append(" ").append(to.path).append(request.target).append(" HTTP/1.1\r\n");
    line("Host", to.authority);
    line("User-Agent", std::string{"calque/"}.append(version_string));
    if (key) out.append(api_key_access::header(*key)).append(secret).append("\r\n");
    if (accept_gzip) line("Accept-Encoding", "gzip");
    for (const http_header& each : request.headers) line(each.name, each.value);
    if (!request.body.empty() || request.method == "POST") line("Content-Length", length);
    out.append("\r\n").append(request.body);
    return std::make_shared<const secret_text>(std::move(out));
}

} // namespace calque::detail
