// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/transport/json_strings.hpp>
#include <calque/transport/transport.hpp>

#include <utility>

namespace calque {

namespace detail {

/// Passes a collected body to the reader in one piece.
inline void hand_on(http_response& response, const exchange_options& options) {
    std::string body = std::move(response.body);
    response.body.clear();
    const body_reader reader = options.on_head(response);
    if (!reader) response.body = std::move(body);
    else if (!body.empty()) reader(body);
    response.body_streamed = true;
}

} // namespace detail

CALQUE_DECL void any_transport::redact_strings(const base& held, std::string& json) {
    detail::change_json_strings(json, true, [&held](std::string& text) { held.redact(text); });
}

CALQUE_DECL boost::asio::awaitable<http_response> any_transport::exchange_and_hand_on(std::shared_ptr<base> held,
                                                                                      const http_request& request,
                                                                                      const exchange_options& options) {
    http_response response = co_await held->exchange(request, options);
    if (options.on_head && !response.body_streamed) detail::hand_on(response, options);
    co_return response;
}

CALQUE_DECL boost::asio::awaitable<http_response> any_transport::exchange(const http_request& request,
                                                                          const exchange_options& options) const {
    return exchange_and_hand_on(held_, request, options);
}

} // namespace calque
