// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/api/http_message.hpp>
#include <calque/transport/api_failure.hpp>
#include <calque/transport/detail/retry_after.hpp>

#include <array>
#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace calque::detail {

/// The headers that carry a request id, most specific first: of the API, of the load balancer, of the proxy.
inline constexpr std::array<std::string_view, 4> request_id_headers{"X-Request-Id", "Request-Id", "X-Amzn-Trace-Id",
                                                                    "CF-Ray"};
inline constexpr std::size_t longest_request_id = 100;

/// Returns the server's id of a request, from the first header that has one, truncated and escaped.
[[nodiscard]] inline std::string request_id_of(const std::vector<http_header>& headers) {
    for (const std::string_view name : request_id_headers)
        if (std::string id = excerpt(find_header(headers, name), longest_request_id); !id.empty()) return id;
    return {};
}

/// Returns how long a response asks to wait; `moment` is the local time.
[[nodiscard]] inline std::optional<std::chrono::seconds> retry_after_of(const std::vector<http_header>& headers,
                                                                        std::chrono::sys_seconds moment) noexcept {
    return read_retry_after(find_header(headers, "Retry-After"), find_header(headers, "Date"), moment);
}

} // namespace calque::detail
