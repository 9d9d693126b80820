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
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <utility>

#include "certificate.hpp"

// A server whose every byte is scripted by a test, on a loopback port and a thread of its own.
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

    /// Returns the server name in the client's handshake (SNI); empty if it was not sent.
    [[nodiscard]] std::string asked_for() {
        const char* const name = SSL_get_servername(secure_->native_handle(), TLSEXT_NAMETYPE_host_name);
        return name == nullptr ? "" : name;
    }

    /// Reads one request: its head including the empty line, and its body.
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

    /// Waits until the client disconnects; ignores what it still sends.
    asio::awaitable<void> until_disconnected() {
        try {
            for (;;) (void)co_await read_some();
        } catch (const boost::system::system_error&) {
        }
    }

    /// Reads the next bytes.
    asio::awaitable<std::string> read_some() {
        std::string bytes(std::size_t{16} * 1024, '\0');
        std::size_t size = 0;
        if (secure_) size = co_await secure_->async_read_some(asio::buffer(bytes), asio::use_awaitable);
        else size = co_await plain_->async_read_some(asio::buffer(bytes), asio::use_awaitable);
        bytes.resize(size);
        co_return bytes;
    }

    /// Waits without reading.
    asio::awaitable<void> pause(std::chrono::milliseconds time) {
        asio::steady_timer timer{co_await asio::this_coro::executor, time};
        co_await timer.async_wait(asio::use_awaitable);
    }

    /// Does nothing, and keeps the connection open as long as the server lives.
    asio::awaitable<void> stall() { co_await pause(std::chrono::hours{1}); }

    /// Closes the sending direction; reading is still possible.
    void close_half() { socket().shutdown(asio::ip::tcp::socket::shutdown_send); }

    /// Sends a session ticket, as a TLS 1.3 server may at any time.
    asio::awaitable<void> send_ticket() {
        SSL_new_session_ticket(secure_->native_handle());
        co_await handshake(); // flushes pending messages
    }

    /// Returns the underlying socket.
    [[nodiscard]] asio::ip::tcp::socket& socket() { return secure_ ? secure_->next_layer() : *plain_; }

    /// Waits for the client's close_notify; throws if the connection ends without one.
    asio::awaitable<void> until_close_notify() {
        char byte = 0;
        boost::system::error_code ended;
        co_await secure_->async_read_some(asio::buffer(&byte, 1), asio::redirect_error(asio::use_awaitable, ended));
        if (ended != asio::error::eof) throw boost::system::system_error{ended};
    }

    /// Sends close_notify without waiting for the client's.
    void send_close_notify() {
        secure_->async_shutdown([](const boost::system::error_code&) {});
    }

    /// Sends close_notify and waits for the client's.
    asio::awaitable<void> shut_down() { co_await secure_->async_shutdown(asio::use_awaitable); }

    /// Ends the connection with a reset.
    void reset() {
        socket().set_option(asio::socket_base::linger{true, 0});
        socket().close();
    }

private:
    std::optional<asio::ip::tcp::socket> plain_;
    std::optional<asio::ssl::stream<asio::ip::tcp::socket>> secure_;
    std::string input_;
};

/// Handles a connection; `number` counts them from 1. The connection is closed at the end.
using scene = std::function<asio::awaitable<void>(peer& with, int number)>;

class scripted_server {
public:
    /// Starts a server for plain HTTP.
    explicit scripted_server(scene play, const std::string& address = "127.0.0.1")
        : scripted_server{nullptr, std::move(play), address} {}

    /// Starts a server for TLS with this certificate; the scene begins with the handshake.
    scripted_server(const certificate& identity, scene play)
        : scripted_server{&identity, std::move(play), "127.0.0.1"} {}

    scripted_server(const scripted_server&) = delete;
    scripted_server& operator=(const scripted_server&) = delete;
    ~scripted_server() {
        io_.stop();
        thread_.join();
    }

    [[nodiscard]] std::string url(const std::string& host = "127.0.0.1") const {
        return (tls_ ? "https://" : "http://") + host + ':' + std::to_string(port());
    }

    [[nodiscard]] std::uint16_t port() const { return acceptor_.local_endpoint().port(); }

    /// Returns the number of connections so far.
    [[nodiscard]] int connections() const noexcept { return connections_; }

    /// Returns the greatest number of concurrent connections so far.
    [[nodiscard]] int max_concurrent() const noexcept { return most_; }

    /// Returns the TLS context, which may be changed before the first connection.
    [[nodiscard]] asio::ssl::context& tls() { return *tls_; }

    /// Requires a client certificate that is trusted by this one; call it before the first connection.
    void demand(const certificate& of_client) {
        tls_->set_verify_mode(asio::ssl::verify_peer | asio::ssl::verify_fail_if_no_peer_cert);
        tls_->add_certificate_authority(asio::buffer(of_client.text));
    }

private:
    scripted_server(const certificate* identity, scene play, const std::string& address)
        : play_{std::move(play)}, acceptor_{io_, {asio::ip::make_address(address), 0}} {
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
            boost::system::error_code gone_already;
            socket.set_option(asio::ip::tcp::no_delay{true}, gone_already); // write without delay
            asio::co_spawn(io_, serve(std::move(socket), ++connections_), asio::detached);
        }
    }

    asio::awaitable<void> serve(asio::ip::tcp::socket socket, int number) {
        peer with{std::move(socket), tls_ ? &*tls_ : nullptr};
        most_ = std::max<int>(most_, ++open_);
        try {
            co_await play_(with, number);
        } catch (const boost::system::system_error&) { // the client disconnected, as in some tests
        }
        --open_;
    }

    scene play_;
    asio::io_context io_;
    std::optional<asio::ssl::context> tls_;
    asio::ip::tcp::acceptor acceptor_;
    std::atomic<int> connections_ = 0;
    std::atomic<int> most_ = 0;
    int open_ = 0;
    std::thread thread_;
};

/// Returns a response with a JSON body and its length.
inline std::string response(const std::string& body, const std::string& status = "200 OK",
                            const std::string& headers = {}) {
    return "HTTP/1.1 " + status +
           "\r\nContent-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) + "\r\n" + headers +
           "\r\n" + body;
}

/// Returns a response with a chunked body.
inline std::string chunked(const std::string& chunks, const std::string& headers = {}) {
    return "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n" + headers + "\r\n" +
           chunks;
}

/// Returns a scene that begins with the handshake.
inline scene over_tls(scene play) {
    return [play = std::move(play)](peer& with, int number) -> asio::awaitable<void> {
        co_await with.handshake();
        co_await play(with, number);
    };
}

/// Returns a scene that answers each request of each connection with the same text.
inline scene answer_always(std::string text) {
    return [text = std::move(text)](peer& with, int) -> asio::awaitable<void> {
        for (;;) {
            (void)co_await with.read();
            co_await with.write(text);
        }
    };
}

/// Returns a scene that answers one request and closes.
inline scene answer_once(std::string text) {
    return [text = std::move(text)](peer& with, int) -> asio::awaitable<void> {
        (void)co_await with.read();
        co_await with.write(text);
    };
}

/// Returns a scene that reads and never responds.
inline scene never_respond() {
    return [](peer& with, int) -> asio::awaitable<void> { co_await with.until_disconnected(); };
}

/// Returns a scene that reads a request and resets the connection.
inline scene hang_up() {
    return [](peer& with, int) -> asio::awaitable<void> {
        (void)co_await with.read();
        with.reset();
    };
}

/// Returns a scene that reads a request, writes a text, and then repeats a piece endlessly.
inline scene stream_endlessly(std::string text, std::string piece, std::chrono::milliseconds pause = {}) {
    return [=](peer& with, int) -> asio::awaitable<void> {
        (void)co_await with.read();
        co_await with.write(text);
        for (;;) {
            co_await with.write(piece);
            if (pause.count() != 0) co_await with.pause(pause);
        }
    };
}

/// A port that never accepts a connection, because its queue is full.
class unresponsive_port {
public:
    explicit unresponsive_port(const std::string& address = "127.0.0.1", std::uint16_t port = 0) {
        const asio::ip::tcp::endpoint here{asio::ip::make_address(address), port};
        acceptor_.open(here.protocol());
        acceptor_.bind(here);
        acceptor_.listen(0);
        fill_.connect(acceptor_.local_endpoint());
    }

    [[nodiscard]] std::uint16_t port() const { return acceptor_.local_endpoint().port(); }

private:
    asio::io_context io_;
    asio::ip::tcp::acceptor acceptor_{io_};
    asio::ip::tcp::socket fill_{io_};
};

} // namespace server
