// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/https/api_key.hpp>
#include <calque/https/detail/origin.hpp>

#include <boost/url/parse.hpp>

#include <openssl/evp.h>

#include <algorithm>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace calque::detail {

/// An HTTP proxy that opens tunnels.
struct proxy_server {
    origin at;
    std::shared_ptr<const secret_text> credentials{}; ///< the value of `Proxy-Authorization`; may be null
};

/// Returns the value for `Basic` credentials (RFC 7617).
[[nodiscard]] inline std::shared_ptr<const secret_text> basic_credentials(const secret_text& user_and_password) {
    constexpr std::string_view scheme = "Basic ";
    const std::string_view text = user_and_password.view();
    std::string out(scheme.size() + (text.size() + 2) / 3 * 4 + 1, '\0');
    scheme.copy(out.data(), scheme.size());
    const int size =
        EVP_EncodeBlock(reinterpret_cast<unsigned char*>(out.data() + scheme.size()),
                        reinterpret_cast<const unsigned char*>(text.data()), static_cast<int>(text.size()));
    out.resize(scheme.size() + static_cast<std::size_t>(size));
    return std::make_shared<const secret_text>(std::move(out));
}

[[nodiscard]] inline std::shared_ptr<const secret_text> read_credentials(const boost::urls::url_view& url,
                                                                         std::string_view which) {
    if (!url.has_userinfo()) return nullptr;
    const std::string user = url.user();
    if (user.find(':') != std::string::npos) refuse_url(which, "has a user name with a colon, which cannot be sent");
    const secret_text both{user + ':' + url.password()};
    const auto printable = [](char c) { return static_cast<unsigned char>(c) >= ' ' && c != 0x7f; };
    if (!std::all_of(both.view().begin(), both.view().end(), printable))
        refuse_url(which, "has a user name or password with control characters");
    return basic_credentials(both);
}

/// Parses a proxy's URL as curl does: the scheme may be omitted, and the default port is 1080.
///
/// *Errors*: throws `api_error` with `errc::bad_url`, which never quotes the URL.
[[nodiscard]] inline proxy_server read_proxy(std::string_view text) {
    constexpr std::string_view which = "the URL of the proxy";
    constexpr std::uint16_t usual_port = 1080;
    const bool has_scheme = text.find("://") != std::string_view::npos;
    const secret_text whole{has_scheme ? std::string{text} : "http://" + std::string{text}};
    const auto url = boost::urls::parse_uri(whole.view());
    if (!url) refuse_url(which, "is not a URL; it must look like http://host:port");
    if (url->scheme_id() != boost::urls::scheme::http)
        refuse_url(which, "must begin with http://; other kinds of proxies are not supported");
    const std::string_view path{url->encoded_path().data(), url->encoded_path().size()};
    if (url->has_query() || url->has_fragment() || path.find_first_not_of('/') != std::string_view::npos)
        refuse_url(which, "has more than a host and a port; remove it");
    proxy_server out;
    out.at.proxy = true;
    read_authority(out.at, *url, which, usual_port);
    out.credentials = read_credentials(*url, which);
    return out;
}

} // namespace calque::detail
