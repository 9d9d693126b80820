// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/local/connect_pair.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/basic_stream.hpp>
#include <boost/beast/core/error.hpp>
#include <boost/system/system_error.hpp>

#include <charconv>
#include <chrono>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <sys/socket.h>
#include <system_error>
#include <thread>
#include <unistd.h>
#include <utility>
#include <vector>

namespace calque::detail {

/// What a look-up found, shared by the thread that looks and the coroutine that waits, whichever is gone first.
struct lookup_answer {
    std::mutex guard;
    std::vector<boost::asio::ip::tcp::endpoint> endpoints;
    boost::system::error_code problem;
};

/// One end of a pair of sockets; the other end is told when this one goes.
class bell {
public:
    explicit bell(int handle) noexcept : handle_{handle} {}
    bell(bell&& other) noexcept : handle_{std::exchange(other.handle_, -1)} {}
    bell& operator=(bell&&) = delete;
    ~bell() {
        if (handle_ < 0) return;
        // A byte and not only the end of the stream: a forked process may still hold a copy of this end.
        [[maybe_unused]] const auto sent = ::send(handle_, "", 1, MSG_NOSIGNAL);
        ::close(handle_);
    }

private:
    int handle_;
};

/// The addresses that `localhost` has by RFC 6761, for systems whose files do not say so.
[[nodiscard]] inline std::vector<boost::asio::ip::tcp::endpoint> this_machine(const std::string& port,
                                                                              boost::system::error_code& problem) {
    std::uint16_t number = 0;
    if (std::from_chars(port.data(), port.data() + port.size(), number).ec != std::errc{}) return {};
    problem.clear();
    return {{boost::asio::ip::address_v4::loopback(), number}, {boost::asio::ip::address_v6::loopback(), number}};
}

inline void look_up_blocking(lookup_answer& answer, const std::string& host, const std::string& port) noexcept {
    std::vector<boost::asio::ip::tcp::endpoint> found;
    boost::system::error_code problem;
    try {
        boost::asio::io_context here;
        for (const auto& each : boost::asio::ip::tcp::resolver{here}.resolve(host, port, problem))
            found.push_back(each.endpoint());
        if (problem && host == "localhost") found = this_machine(port, problem);
    } catch (...) {
        problem = boost::asio::error::no_memory;
    }
    const std::lock_guard lock{answer.guard};
    answer.endpoints = std::move(found);
    answer.problem = problem;
}

/// The addresses of a host name; throws `system_error`.
///
/// The system's look-up can neither be cancelled nor bounded, and Asio's resolver makes its execution context
/// wait for it. So a thread of its own does it, which touches nothing of ours but the answer and its end of a
/// pair of sockets; we wait at the other end, until the deadline or a cancellation.
[[nodiscard]] inline boost::asio::awaitable<std::vector<boost::asio::ip::tcp::endpoint>>
look_up(std::string host, std::string port, std::chrono::steady_clock::time_point deadline) {
    using protocol = boost::asio::local::stream_protocol;
    const auto executor = co_await boost::asio::this_coro::executor;
    boost::beast::basic_stream<protocol> listener{executor};
    protocol::socket ringer{executor};
    boost::asio::local::connect_pair(listener.socket(), ringer);
    const auto answer = std::make_shared<lookup_answer>();
    std::thread{[answer, host = std::move(host), port = std::move(port), done = bell{ringer.release()}] {
        look_up_blocking(*answer, host, port);
    }}.detach();
    listener.expires_at(deadline);
    char byte = 0;
    co_await listener.async_read_some(boost::asio::buffer(&byte, 1), boost::asio::use_awaitable);
    // A quick answer may win against a deadline that has passed all the same.
    if (std::chrono::steady_clock::now() >= deadline) throw boost::system::system_error{boost::beast::error::timeout};
    const std::lock_guard lock{answer->guard};
    if (answer->problem) throw boost::system::system_error{answer->problem};
    co_return std::move(answer->endpoints);
}

} // namespace calque::detail
