// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/support/config.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace calque {

/// A header of a request or a response.
struct http_header {
    std::string name;
    std::string value;

    friend bool operator==(const http_header&, const http_header&) = default;
};

/// A request as the client passes it to a transport, without credentials.
///
/// The default transport holds the API key and adds it just before sending, so test transports, request logs and
/// retries never see it.
struct http_request {
    std::string method{}; ///< `GET` or `POST`
    std::string
        target{}; ///< path and query, such as `/dashboards/widgets/bulk_data/?page=2`; the transport knows the origin
    std::vector<http_header> headers{};
    std::string body{};
};

/// A response: any status, the headers, in order if a name is repeated, and the body, unless a `body_reader` took it.
struct http_response {
    unsigned status = 0;
    std::vector<http_header> headers{};
    std::string body{};
    bool body_streamed = false; ///< `exchange_options::on_head` was called; a transport that collects leaves this unset
};

/// Returns the value of the first header with a name, compared without regard to case; empty if it is missing.
///
/// *Lifetimes*: valid until the headers are modified or destroyed.
[[nodiscard]] CALQUE_DECL std::string_view find_header(const std::vector<http_header>& headers, std::string_view name);

} // namespace calque

#ifdef CALQUE_HEADER_ONLY
#include <calque/api/http_message.ipp>
#endif
