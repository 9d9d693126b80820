// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/values/error.hpp>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <utility>

namespace calque::detail::stand_in_parts {

namespace asio = boost::asio;

/// The server's end of a connection: bytes, with or without TLS, and a deadline that closes it.
///
/// HTTP is implemented on top of it without templates over stream types, which would double the compile time.
class byte_link : public std::enable_shared_from_this<byte_link> {
public:
    byte_link(asio::ip::tcp::socket socket, asio::ssl::context* tls) : deadline_{socket.get_executor()} {
        error_code ignored;
        socket.set_option(asio::ip::tcp::no_delay{true}, ignored);
        if (tls != nullptr) secure_.emplace(std::move(socket), *tls);
        else plain_.emplace(std::move(socket));
    }

    /// Closes the connection after a time, unless called again before.
    void expires_after(std::chrono::milliseconds time) {
        deadline_.expires_after(time);
        deadline_.async_wait([weak = weak_from_this()](const error_code& cancelled) {
            const auto self = weak.lock();
            if (!cancelled && self && self->deadline_.expiry() <= std::chrono::steady_clock::now()) self->close();
        });
    }

    /// Performs the TLS handshake; does nothing without TLS.
    asio::awaitable<error_code> handshake() {
        error_code failure;
        if (secure_)
            co_await secure_->async_handshake(asio::ssl::stream_base::server,
                                              asio::redirect_error(asio::use_awaitable, failure));
        co_return failure;
    }

    /// Reads at least one byte into `buffer`; returns 0 at the end and after any failure.
    asio::awaitable<std::size_t> read(std::span<char> buffer) {
        const auto to = asio::buffer(buffer.data(), buffer.size());
        error_code failure;
        std::size_t count = 0;
        if (secure_) count = co_await secure_->async_read_some(to, asio::redirect_error(asio::use_awaitable, failure));
        else count = co_await plain_->async_read_some(to, asio::redirect_error(asio::use_awaitable, failure));
        co_return failure ? 0 : count;
    }

    /// Writes all of `bytes`; returns whether that succeeded.
    asio::awaitable<bool> write(std::string_view bytes) {
        const auto from = asio::buffer(bytes.data(), bytes.size());
        error_code failure;
        if (secure_) co_await asio::async_write(*secure_, from, asio::redirect_error(asio::use_awaitable, failure));
        else co_await asio::async_write(*plain_, from, asio::redirect_error(asio::use_awaitable, failure));
        co_return !failure;
    }

    /// Sends TLS's close_notify; does nothing without TLS.
    asio::awaitable<void> close_gracefully() {
        error_code ignored;
        if (secure_) co_await secure_->async_shutdown(asio::redirect_error(asio::use_awaitable, ignored));
    }

    /// Shuts down the sending side; the peer may still send.
    void finish_writing() {
        error_code ignored;
        socket().shutdown(asio::ip::tcp::socket::shutdown_send, ignored);
    }

    /// Closes the connection; pending operations fail.
    void close() {
        error_code ignored;
        socket().close(ignored);
        deadline_.cancel();
    }

    /// Resets the connection, so that the peer sees an error rather than an end of file.
    void reset() {
        error_code ignored;
        socket().set_option(asio::socket_base::linger{true, 0}, ignored);
        close();
    }

private:
    [[nodiscard]] asio::ip::tcp::socket& socket() noexcept { return secure_ ? secure_->next_layer() : *plain_; }

    std::optional<asio::ip::tcp::socket> plain_;
    std::optional<asio::ssl::stream<asio::ip::tcp::socket>> secure_;
    asio::steady_timer deadline_;
};

} // namespace calque::detail::stand_in_parts
