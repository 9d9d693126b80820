// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/api/http_message.hpp>
#include <calque/stand_in/detail/byte_link.hpp>
#include <calque/stand_in/detail/faults.hpp>
#include <calque/stand_in/detail/refusal.hpp>

#include <boost/beast/core/string.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/status.hpp>
#include <boost/beast/http/string_body.hpp>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <functional>
#include <string>
#include <utility>

namespace calque::detail::stand_in_parts {

namespace http = boost::beast::http;

using request_parser = http::request_parser<http::string_body>;
using message_handler = std::function<reply(const http_request&)>;

/// The limits of a connection.
struct connection_bounds {
    std::size_t body_limit;
    std::size_t header_limit;
    std::chrono::milliseconds idle_timeout;
};

[[nodiscard]] inline http_request plain_request(http::request<http::string_body> from) {
    http_request request{std::string{from.method_string()}, std::string{from.target()}, {}, std::move(from.body())};
    for (const auto& field : from)
        request.headers.push_back({std::string{field.name_string()}, std::string{field.value()}});
    return request;
}

/// Returns the response to a request that is invalid or exceeds a limit.
[[nodiscard]] inline http_response answer_to(const error_code& failure) {
    if (failure == http::error::body_limit) return detail_response(413, "The request body is too large.");
    if (failure == http::error::header_limit) return detail_response(431, "The request headers are too large.");
    return detail_response(400, "Not an HTTP request: " + failure.message() + ".");
}

/// How a response is written, apart from its own headers.
struct answer_form {
    bool keep_alive = false;
    bool with_body = true; ///< false for HEAD
};

[[nodiscard]] inline std::string answer_text(const http_response& from, const answer_form& form) {
    const std::string_view reason = http::obsolete_reason(http::int_to_status(from.status));
    std::string text = "HTTP/1.1 " + std::to_string(from.status) + ' ';
    text.append(reason).append("\r\n");
    for (const http_header& header : from.headers)
        text.append(header.name).append(": ").append(header.value).append("\r\n");
    text.append("Content-Length: ").append(std::to_string(from.body.size()));
    text.append(form.keep_alive ? "\r\nConnection: keep-alive\r\n\r\n" : "\r\nConnection: close\r\n\r\n");
    if (form.with_body) text.append(from.body);
    return text;
}

/// HTTP over one connection: reads and answers requests one after the other.
class http_connection {
public:
    http_connection(byte_link& link, const connection_bounds& bounds, const message_handler& handler)
        : link_{link}, bounds_{bounds}, handler_{handler} {}

    /// Serves requests until the connection can no longer be used.
    asio::awaitable<void> run() {
        link_.expires_after(bounds_.idle_timeout);
        const error_code refused = co_await link_.handshake();
        if (refused) co_return;
        for (bool open = true; open;) open = co_await exchange();
        link_.expires_after(std::min(bounds_.idle_timeout, std::chrono::milliseconds{1000}));
        co_await link_.close_gracefully();
    }

private:
    /// Handles one request; returns whether another may follow.
    asio::awaitable<bool> exchange() {
        request_parser parser;
        parser.header_limit(static_cast<std::uint32_t>(bounds_.header_limit));
        parser.body_limit(bounds_.body_limit);
        parser.eager(true);
        link_.expires_after(bounds_.idle_timeout);
        error_code failure;
        const bool complete = co_await read(parser, failure);
        if (failure) {
            co_await link_.write(answer_text(answer_to(failure), {}));
            co_await drain();
        }
        if (!complete) co_return false;
        const answer_form form{.keep_alive = parser.keep_alive(),
                               .with_body = parser.get().method() != http::verb::head};
        const reply made = answer(plain_request(parser.release()));
        std::string text = answer_text(made.response, form);
        if (made.how == delivery::cut_short) cut(text, form.with_body ? made.response.body.size() : 0);
        link_.expires_after(bounds_.idle_timeout);
        const bool sent_something = made.how == delivery::whole || made.how == delivery::cut_short;
        const bool written = sent_something && co_await link_.write(text);
        if (made.how == delivery::reset) link_.reset();
        else if (made.how != delivery::whole) link_.close();
        co_return made.how == delivery::whole&& written&& form.keep_alive;
    }

    /// Reads one request; returns whether it is complete. Sets `failure` if the input is not a valid request.
    asio::awaitable<bool> read(request_parser& parser, error_code& failure) {
        bool sent_continue = false;
        while (!parser.is_done()) {
            parse_input(parser, failure);
            if (failure || parser.is_done()) break;
            if (parser.is_header_done() && !std::exchange(sent_continue, true) &&
                boost::beast::iequals(parser.get()[http::field::expect], "100-continue")) {
                const bool told = co_await link_.write("HTTP/1.1 100 Continue\r\n\r\n");
                if (!told) co_return false;
            }
            std::array<char, 16 * 1024> buffer;
            const std::size_t count = co_await link_.read(buffer);
            if (count == 0) co_return false;
            input_.append(buffer.data(), count);
        }
        co_return !failure;
    }

    void parse_input(request_parser& parser, error_code& failure) {
        if (input_.empty()) return;
        const std::size_t taken = parser.put(asio::buffer(input_), failure);
        input_.erase(0, taken);
        if (failure == http::error::need_more) failure = {};
    }

    [[nodiscard]] reply answer(const http_request& request) const {
        try {
            return handler_(request);
        } catch (const std::exception&) {
            return {detail_response(500, "Internal server error.")};
        }
    }

    /// Removes the last half of a response's body, or the end of its headers if it has no body.
    static void cut(std::string& text, std::size_t body) { text.resize(text.size() - (body + 2) / 2); }

    /// Reads for a moment longer, so that a peer that is still sending does not lose the response.
    asio::awaitable<void> drain() {
        link_.finish_writing();
        link_.expires_after(std::min(bounds_.idle_timeout, std::chrono::milliseconds{1000}));
        std::array<char, 16 * 1024> buffer;
        for (std::size_t left = 1024; left != 0; --left) {
            const std::size_t count = co_await link_.read(buffer);
            if (count == 0) co_return;
        }
    }

    byte_link& link_;
    const connection_bounds& bounds_;
    const message_handler& handler_;
    std::string input_; ///< bytes read but not yet parsed
};

} // namespace calque::detail::stand_in_parts
