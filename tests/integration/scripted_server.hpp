// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <utility>

#include "certificate.hpp"

// A server that does byte for byte what a test tells it, on a loopback port and a thread of its own.
namespace server {

namespace asio = boost::asio;

/// The server's end of a connection.
class peer {
public:
    peer(asio::ip::tcp::socket socket, asio::ssl::context* tls) {
        if (tls != nullptr) secure_.emplace(std::move(socket), *tls);
        else plain_.emplace(std::move(socket));
    }

    asio::awaitable<void> handshake() {
        co_await secure_->async_handshake(asio::ssl::stream_base::server, asio::use_awaitable);
    }

    /// The name that the client asked for in its handshake (SNI); empty where it named none.
    [[nodiscard]] std::string asked_for() {
        const char* const name = SSL_get_servername(secure_->native_handle(), TLSEXT_NAMETYPE_host_name);
        return name == nullptr ? "" : name;
    }

    /// One request: its head with the empty line, and its body.
    asio::awaitable<std::string> read() {
        const std::size_t head = secure_ ? co_await asio::async_read_until(*secure_, asio::dynamic_buffer(input_),
                                                                           "\r\n\r\n", asio::use_awaitable)
                                         : co_await asio::async_read_until(*plain_, asio::dynamic_buffer(input_),
                                                                           "\r\n\r\n", asio::use_awaitable);
        const std::string_view length_name = "Content-Length: ";
        const std::size_t at = input_.find(length_name);
        const std::size_t body = at < head ? std::stoul(input_.substr(at + length_name.size())) : 0;
        if (const std::size_t all = head + body; input_.size() < all) {
            const auto missing = asio::transfer_exactly(all - input_.size());
            if (secure_)
                co_await asio::async_read(*secure_, asio::dynamic_buffer(input_), missing, asio::use_awaitable);
            else co_await asio::async_read(*plain_, asio::dynamic_buffer(input_), missing, asio::use_awaitable);
        }
        std::string request = input_.substr(0, head + body);
        input_.erase(0, head + body);
        co_return request;
    }

    asio::awaitable<void> write(std::string text) {
        if (secure_) co_await asio::async_write(*secure_, asio::buffer(text), asio::use_awaitable);
        else co_await asio::async_write(*plain_, asio::buffer(text), asio::use_awaitable);
    }

    /// Waits until the client has gone; whatever it still sends is dropped.
    asio::awaitable<void> until_gone() {
        char bytes[1024];
        try {
            for (;;) {
                if (secure_) co_await secure_->async_read_some(asio::buffer(bytes), asio::use_awaitable);
                else co_await plain_->async_read_some(asio::buffer(bytes), asio::use_awaitable);
            }
        } catch (const boost::system::system_error&) {
        }
    }

    /// Says goodbye as TLS demands it.
    asio::awaitable<void> shut_down() { co_await secure_->async_shutdown(asio::use_awaitable); }

    /// Ends the connection with a reset.
    void reset() {
        auto& socket = secure_ ? secure_->next_layer() : *plain_;
        socket.set_option(asio::socket_base::linger{true, 0});
        socket.close();
    }

private:
    std::optional<asio::ip::tcp::socket> plain_;
    std::optional<asio::ssl::stream<asio::ip::tcp::socket>> secure_;
    std::string input_;
};

/// What is done with a connection; `number` counts them from 1. It is closed at the end.
using scene = std::function<asio::awaitable<void>(peer& with, int number)>;

class scripted_server {
public:
    /// Over plain http.
    explicit scripted_server(scene play) : scripted_server{nullptr, std::move(play)} {}

    /// Over TLS, with this certificate; the scene begins with the handshake.
    scripted_server(const certificate& identity, scene play) : scripted_server{&identity, std::move(play)} {}

    scripted_server(const scripted_server&) = delete;
    scripted_server& operator=(const scripted_server&) = delete;
    ~scripted_server() {
        io_.stop();
        thread_.join();
    }

    [[nodiscard]] std::string url(const std::string& host = "127.0.0.1") const {
        return (tls_ ? "https://" : "http://") + host + ':' + std::to_string(acceptor_.local_endpoint().port());
    }

    /// How many connections came.
    [[nodiscard]] int connections() const noexcept { return connections_; }

    /// The context, to be changed before the first connection.
    [[nodiscard]] asio::ssl::context& tls() { return *tls_; }

private:
    scripted_server(const certificate* identity, scene play) : play_{std::move(play)} {
        if (identity != nullptr) {
            tls_.emplace(asio::ssl::context::tls_server);
            tls_->use_certificate(asio::buffer(identity->text), asio::ssl::context::pem);
            tls_->use_private_key(asio::buffer(identity->key), asio::ssl::context::pem);
        }
        asio::co_spawn(io_, accept(), asio::detached);
        thread_ = std::thread{[this] { io_.run(); }};
    }

    asio::awaitable<void> accept() {
        for (;;) {
            auto socket = co_await acceptor_.async_accept(asio::use_awaitable);
            asio::co_spawn(io_, serve(std::move(socket), ++connections_), asio::detached);
        }
    }

    asio::awaitable<void> serve(asio::ip::tcp::socket socket, int number) {
        peer with{std::move(socket), tls_ ? &*tls_ : nullptr};
        try {
            co_await play_(with, number);
        } catch (const boost::system::system_error&) { // the client went away, as some tests want it to
        }
    }

    scene play_;
    asio::io_context io_;
    std::optional<asio::ssl::context> tls_;
    asio::ip::tcp::acceptor acceptor_{io_, {asio::ip::address_v4::loopback(), 0}};
    std::atomic<int> connections_ = 0;
    std::thread thread_;
};

/// A response with a JSON body and its length.
inline std::string response(const std::string& body, const std::string& status = "200 OK",
                            const std::string& headers = {}) {
    return "HTTP/1.1 " + status +
           "\r\nContent-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) + "\r\n" + headers +
           "\r\n" + body;
}

} // namespace server
