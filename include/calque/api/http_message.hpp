// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/support/config.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace calque {

/// One header of a request or a response.
struct http_header {
    std::string name;
    std::string value;

    friend bool operator==(const http_header&, const http_header&) = default;
};

/// What the client asks of a transport; credentials are no part of it.
///
/// Whoever holds the API key, the default transport, attaches it at the last moment. A transport of a test, a log of
/// requests or a retry never sees it.
struct http_request {
    std::string method{}; ///< `GET` or `POST`
    std::string
        target{}; ///< path and query, for example `/dashboards/widgets/bulk_data/?page=2`; the origin is the transport's
    std::vector<http_header> headers{};
    std::string body{};
};

/// What came back: any status, the headers, those of one name in their order, and the body, unless a `body_reader`
/// took it.
struct http_response {
    unsigned status = 0;
    std::vector<http_header> headers{};
    std::string body{};
    bool handed_on = false; ///< `exchange_options::on_head` has seen it; a transport that collects leaves it as it is
};

/// The value of the first header of a name, which is compared without case; empty where there is none.
///
/// *Lifetimes*: valid as long as the headers, unchanged.
[[nodiscard]] CALQUE_DECL std::string_view find_header(const std::vector<http_header>& headers, std::string_view name);

} // namespace calque

#ifdef CALQUE_HEADER_ONLY
#include <calque/api/http_message.ipp>
#endif
