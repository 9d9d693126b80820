// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <boost/asio/experimental/awaitable_operators.hpp>

#include <cstdint>
#include <functional>
#include <string>
#include <utility>

#include "scripted_server.hpp"

// Scenes of an HTTP proxy.
namespace server {

/// Copies bytes in one direction until either end is closed.
template <class Read, class Write>
asio::awaitable<void> pump(Read read, Write write) {
    try {
        for (;;) {
            std::string bytes = co_await read();
            co_await write(std::move(bytes));
        }
    } catch (const boost::system::system_error&) {
    }
}

/// Returns a scene that opens the requested tunnel, for any host, to a port of this machine, and passes the request
/// to `seen`.
inline scene tunnel_to(std::uint16_t port, std::function<void(std::string)> seen = {}) {
    return [port, seen = std::move(seen)](peer& with, int) -> asio::awaitable<void> {
        using namespace asio::experimental::awaitable_operators;
        const std::string request = co_await with.read();
        if (seen) seen(request);
        asio::ip::tcp::socket there{co_await asio::this_coro::executor};
        co_await there.async_connect({asio::ip::address_v4::loopback(), port}, asio::use_awaitable);
        co_await with.write("HTTP/1.1 200 Connection established\r\n\r\n");
        const auto from_api = [&]() -> asio::awaitable<std::string> {
            std::string bytes(std::size_t{16} * 1024, '\0');
            bytes.resize(co_await there.async_read_some(asio::buffer(bytes), asio::use_awaitable));
            co_return bytes;
        };
        const auto to_api = [&](std::string bytes) -> asio::awaitable<void> {
            co_await asio::async_write(there, asio::buffer(bytes), asio::use_awaitable);
        };
        const auto from_client = [&] { return with.read_some(); };
        const auto to_client = [&](std::string bytes) { return with.write(std::move(bytes)); };
        co_await (pump(from_client, to_api) || pump(from_api, to_client));
    };
}

} // namespace server
