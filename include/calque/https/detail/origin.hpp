// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/support/scan.hpp>
#include <calque/transport/api_failure.hpp>

#include <boost/asio/ip/address.hpp>
#include <boost/url/parse.hpp>
#include <boost/url/url_view.hpp>

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace calque::detail {

/// The parsed base URL of the API, or URL of a proxy.
struct origin {
    bool tls = false;
    bool proxy = false;
    std::string host; ///< a name in lower case, or an address without brackets
    std::uint16_t port = 0;
    std::string authority;                             ///< for the `Host` header
    std::string path;                                  ///< the prefix of each target, without a trailing slash
    std::optional<boost::asio::ip::address> address{}; ///< set if the host is one
    bool this_machine = false;                         ///< a loopback address, or `localhost`

    /// Returns the host as written in a URL.
    [[nodiscard]] std::string shown_host() const { return address && address->is_v6() ? '[' + host + ']' : host; }

    [[nodiscard]] std::string host_and_port() const { return shown_host() + ':' + std::to_string(port); }

    /// Returns the name used in messages.
    [[nodiscard]] std::string name() const { return (proxy ? "proxy " : "") + host_and_port(); }
};

[[nodiscard]] inline bool is_loopback(const boost::asio::ip::address& address) {
    if (address.is_v6() && address.to_v6().is_v4_mapped())
        return boost::asio::ip::make_address_v4(boost::asio::ip::v4_mapped, address.to_v6()).is_loopback();
    return address.is_loopback();
}

/// Returns whether a host is `localhost` or a subdomain of it (RFC 6761).
[[nodiscard]] inline bool is_localhost(std::string_view host) noexcept {
    return host == "localhost" || host.ends_with(".localhost");
}

// The messages never quote the URL, because it may contain a secret.
[[noreturn]] inline void refuse_url(std::string_view which, std::string_view why) {
    throw api_error{{.code = errc::bad_url, .what_happened = std::string{which}.append(" ").append(why)}};
}

[[nodiscard]] inline std::uint16_t read_port(const boost::urls::url_view& url, std::string_view which,
                                             std::uint16_t otherwise) {
    const std::string_view text{url.port().data(), url.port().size()};
    if (text.empty()) return otherwise;
    std::uint16_t number = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (problem != std::errc{} || end != text.data() + text.size() || number == 0)
        refuse_url(which, "has a port that is not between 1 and 65535");
    return number;
}

/// Returns whether a name begins with four numbers joined by dots.
///
/// Boost.URL 1.81 parses `127.0.0.1.example.com` as an address and a path without its slash; later versions parse a
/// name.
[[nodiscard]] constexpr bool begins_like_an_address(std::string_view host) noexcept {
    std::size_t at = 0;
    for (int number = 0; number < 4; ++number) {
        if (number > 0 && (at == host.size() || host[at++] != '.')) return false;
        const std::size_t digits = at;
        while (at < host.size() && is_class(host[at], digit_char)) ++at;
        if (at == digits) return false;
    }
    return true;
}

[[nodiscard]] inline std::string read_host(const boost::urls::url_view& url, std::string_view which) {
    std::string host = url.host_address();
    std::transform(host.begin(), host.end(), host.begin(), lower);
    if (url.host_type() == boost::urls::host_type::name && host.ends_with('.')) host.pop_back();
    const auto fits = [](char c) { return is_class(c, word_char) || c == '.' || c == '-' || c == ':'; };
    if (host.empty()) refuse_url(which, "has no host");
    const std::string_view path{url.encoded_path().data(), url.encoded_path().size()};
    const bool torn = !path.empty() && path.front() != '/';
    if (torn || (url.host_type() == boost::urls::host_type::name && begins_like_an_address(host)))
        refuse_url(which, "has a host that looks like an IP address but is not a valid one");
    if (!std::all_of(host.begin(), host.end(), fits))
        refuse_url(which, "has a host that is neither a name nor an address");
    return host;
}

/// Sets the host, the port, and the members that depend on them.
inline void read_authority(origin& out, const boost::urls::url_view& url, std::string_view which,
                           std::uint16_t usual_port) {
    out.host = read_host(url, which);
    out.port = read_port(url, which, usual_port);
    error_code no_address;
    const auto address = boost::asio::ip::make_address(out.host, no_address);
    if (!no_address) out.address = address;
    out.this_machine = out.address ? is_loopback(*out.address) : is_localhost(out.host);
    out.authority = out.port == usual_port ? out.shown_host() : out.host_and_port();
}

/// Parses a base URL. *Errors*: throws `api_error` with `errc::bad_url`.
[[nodiscard]] inline origin read_origin(std::string_view text) {
    constexpr std::string_view which = "the base URL";
    const auto url = boost::urls::parse_uri(text);
    if (!url) refuse_url(which, "is not a URL; it must look like https://host");
    origin out;
    out.tls = url->scheme_id() == boost::urls::scheme::https;
    if (!out.tls && url->scheme_id() != boost::urls::scheme::http)
        refuse_url(which, "must begin with https:// or http://");
    if (!url->has_authority()) refuse_url(which, "has no host");
    if (url->has_userinfo()) refuse_url(which, "has a user name or password, which is never sent; remove it");
    if (url->has_query()) refuse_url(which, "has a query; remove it");
    if (url->has_fragment()) refuse_url(which, "has a fragment; remove it");
    read_authority(out, *url, which, out.tls ? 443 : 80);
    const std::string_view path{url->encoded_path().data(), url->encoded_path().size()};
    out.path = path.substr(0, path.find_last_not_of('/') + 1);
    return out;
}

} // namespace calque::detail
