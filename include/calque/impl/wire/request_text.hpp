// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/api_failure.hpp>
#include <calque/api_key.hpp>
#include <calque/impl/wire/origin.hpp>
#include <calque/transport.hpp>
#include <calque/version.hpp>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace calque::detail {

[[nodiscard]] constexpr bool is_visible(char c) noexcept { return c > ' ' && c < 0x7f; }

/// A character of a header's name or a method (RFC 9110, `tchar`).
[[nodiscard]] constexpr bool is_token_char(char c) noexcept {
    return is_visible(c) && std::string_view{"\"(),/:;<=>?@[\\]{}"}.find(c) == std::string_view::npos;
}

[[nodiscard]] inline bool is_token(std::string_view text) noexcept {
    return !text.empty() && std::all_of(text.begin(), text.end(), is_token_char);
}

/// Refuses a request whose parts would make lines of their own.
inline void check(const http_request& request) {
    const auto refuse = [](std::string why) {
        throw api_error{{.code = errc::bad_request_setting, .what_happened = std::move(why)}};
    };
    if (!is_token(request.method)) refuse("the method of a request must be a word");
    const bool visible = std::all_of(request.target.begin(), request.target.end(), is_visible);
    if (!request.target.starts_with('/') || !visible)
        refuse("the target of a request must begin with `/` and have visible ASCII characters only");
    for (const http_header& each : request.headers) {
        const auto printable = [](char c) { return is_visible(c) || c == ' '; };
        if (!is_token(each.name)) refuse("the name of a request's header must be a word");
        if (!std::all_of(each.value.begin(), each.value.end(), printable))
            refuse("the value of the header " + each.name + " must have printable ASCII characters only");
    }
}

/// The request as it is sent: one text, so that it takes one write and one TLS record, and can be overwritten
/// at the end.
[[nodiscard]] inline secret_text request_text(const http_request& request, const origin& to,
                                              const std::optional<api_key>& key) {
    const std::string_view secret = key ? api_key_access::text(*key) : std::string_view{};
    const std::string length = std::to_string(request.body.size());
    std::string out;
    std::size_t size = 256 + request.method.size() + to.path.size() + request.target.size() + to.authority.size();
    for (const http_header& each : request.headers) size += each.name.size() + each.value.size() + 4;
    // All at once: a text that grows would leave copies of the key behind.
    out.reserve(size + secret.size() + request.body.size());
    const auto line = [&](std::string_view name, std::string_view value) {
        out.append(name).append(": ").append(value).append("\r\n");
    };
    out.append(request.method).append(" ").append(to.path).append(request.target).append(" HTTP/1.1\r\n");
    line("Host", to.authority);
    line("User-Agent", std::string{"calque/"}.append(version_string));
    if (!secret.empty()) line("X-CEKURA-API-KEY", secret);
    for (const http_header& each : request.headers) line(each.name, each.value);
    if (!request.body.empty() || request.method == "POST") line("Content-Length", length);
    out.append("\r\n").append(request.body);
    return secret_text{std::move(out)};
}

/// Overwrites the key where a server sends it back: error pages like to show the request's headers.
inline void redact(std::string& text, const std::optional<api_key>& key) {
    constexpr std::size_t shortest = 8; // of a key that cannot stand in an answer by chance
    constexpr std::string_view instead = "[API key]";
    const std::string_view secret = key ? api_key_access::text(*key) : std::string_view{};
    if (secret.size() < shortest) return;
    for (std::size_t at = text.find(secret); at != std::string::npos; at = text.find(secret, at + instead.size()))
        text.replace(at, secret.size(), instead);
}

} // namespace calque::detail
