// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/https/detail/origin.hpp>
#include <calque/transport/api_failure.hpp>

#include <boost/asio/error.hpp>
#include <boost/beast/core/error.hpp>
#include <boost/beast/http/error.hpp>

#include <cstdint>
#include <string>

namespace calque::detail {

/// The steps of an exchange.
enum class exchange_step : std::uint8_t { resolve, connect, handshake, write, read };

/// Describes a step, to follow "while".
[[nodiscard]] constexpr const char* doing(exchange_step step) noexcept {
    switch (step) {
    case exchange_step::resolve: return "looking up the host";
    case exchange_step::connect: return "connecting";
    case exchange_step::handshake: return "negotiating TLS";
    case exchange_step::write: return "sending the request";
    case exchange_step::read: return "waiting for the answer";
    }
    return "";
}

[[nodiscard]] inline bool is_too_large(const error_code& cause) noexcept {
    namespace http = boost::beast::http;
    return cause == http::error::body_limit || cause == http::error::header_limit ||
           cause == http::error::buffer_overflow;
}

/// Returns whether the response is not HTTP; a truncated response is a network failure instead.
[[nodiscard]] inline bool is_not_http(const error_code& cause) noexcept {
    namespace http = boost::beast::http;
    return cause.category() == http::make_error_code(http::error::bad_version).category() &&
           cause != http::error::end_of_stream && cause != http::error::partial_message;
}

/// Converts an error of the system, TLS or HTTP to the failure of the exchange that it ended.
[[nodiscard]] inline api_failure link_failure(const origin& to, exchange_step step, const error_code& cause) {
    const std::string at_step = std::string{" while "} + doing(step) + " (" + to.name() + ")";
    if (cause == boost::asio::error::operation_aborted)
        return {.code = errc::cancelled, .what_happened = "cancelled" + at_step, .cause = cause};
    if (cause == boost::beast::error::timeout)
        return {.code = errc::timeout, .what_happened = "the deadline passed" + at_step, .cause = cause};
    if (is_too_large(cause))
        return {.code = errc::response_too_large,
                .what_happened = make_error_code(errc::response_too_large).message(),
                .cause = cause};
    if (is_not_http(cause))
        return {.code = errc::bad_response,
                .what_happened = "the answer is not HTTP: " + cause.message() + " (" + to.name() + ")",
                .cause = cause};
    return {.code = errc::network,
            .what_happened = "the network failed" + at_step + ": " + cause.message(),
            .cause = cause};
}

} // namespace calque::detail
