// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/values/error.hpp>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/local/connect_pair.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/basic_stream.hpp>
#include <boost/beast/core/error.hpp>

#include <chrono>
#include <cstddef>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <new>
#include <string>
#include <sys/socket.h>
#include <system_error>
#include <thread>
#include <unistd.h>
#include <utility>
#include <vector>

// The system's lookup cannot be cancelled or limited in time, and Asio's resolver makes its execution context wait
// for it. So each lookup runs on its own thread, which accesses only the result and its ends of socket pairs; callers
// wait at the other ends until the deadline or a cancellation.
namespace calque::detail {

/// Returns the addresses of a host, as text; may block.
using look_up_function = std::function<std::vector<std::string>(const std::string& host)>;

/// One end of a socket pair; wakes up the other end when destroyed.
class wakeup_socket {
public:
    explicit wakeup_socket(int handle) noexcept : handle_{handle} {}
    wakeup_socket(wakeup_socket&& other) noexcept : handle_{std::exchange(other.handle_, -1)} {}
    wakeup_socket& operator=(wakeup_socket&&) = delete;
    ~wakeup_socket() {
        if (handle_ < 0) return;
        // Send a byte, because the stream does not end while a forked process holds a copy of this end.
        [[maybe_unused]] const auto sent = ::send(handle_, "", 1, MSG_NOSIGNAL);
        ::close(handle_);
    }

    [[nodiscard]] int handle() const noexcept { return handle_; }

private:
    int handle_;
};

/// A lookup, shared by its thread and all waiters; each may end first.
struct lookup_run {
    std::mutex guard;
    bool done = false;
    std::list<wakeup_socket> waiting;
    std::vector<boost::asio::ip::address> addresses;
    error_code problem;
};

/// Unregisters a waiter, so hung lookups do not accumulate sockets.
class waiter_guard {
public:
    waiter_guard(std::shared_ptr<lookup_run> run, int handle) noexcept : run_{std::move(run)}, handle_{handle} {}
    waiter_guard(const waiter_guard&) = delete;
    waiter_guard& operator=(const waiter_guard&) = delete;
    ~waiter_guard() {
        const std::lock_guard lock{run_->guard};
        run_->waiting.remove_if([this](const wakeup_socket& each) { return each.handle() == handle_; });
    }

private:
    std::shared_ptr<lookup_run> run_;
    int handle_;
};

[[nodiscard]] inline std::vector<boost::asio::ip::address> ask_system(const std::string& host) {
    boost::asio::io_context here;
    error_code problem;
    std::vector<boost::asio::ip::address> found;
    for (const auto& each : boost::asio::ip::tcp::resolver{here}.resolve(host, "", problem))
        found.push_back(each.endpoint().address());
    // The addresses of `localhost` by RFC 6761, for systems whose files lack them.
    if (problem && host == "localhost")
        return {boost::asio::ip::address_v4::loopback(), boost::asio::ip::address_v6::loopback()};
    if (problem) throw system_error{problem};
    return found;
}

[[nodiscard]] inline std::vector<boost::asio::ip::address> ask(const look_up_function& other, const std::string& host) {
    if (!other) return ask_system(host);
    std::vector<boost::asio::ip::address> found;
    for (const std::string& each : other(host)) found.push_back(boost::asio::ip::make_address(each));
    if (found.empty()) throw system_error{boost::asio::error::host_not_found};
    return found;
}

/// Runs a lookup on its thread.
inline void run_look_up(lookup_run& run, const look_up_function& other, const std::string& host) noexcept {
    std::vector<boost::asio::ip::address> found;
    error_code problem;
    try {
        found = ask(other, host);
    } catch (const system_error& error) {
        problem = error.code();
    } catch (const std::bad_alloc&) {
        problem = boost::asio::error::no_memory;
    } catch (...) {
        problem = boost::asio::error::no_recovery;
    }
    const std::lock_guard lock{run.guard};
    run.addresses = std::move(found);
    run.problem = problem;
    run.done = true;
    run.waiting.clear();
}

/// The concurrent lookups of one host, up to a limit; further callers wait for the newest. *Thread safety*: any
/// thread.
///
/// So a hung lookup does not prevent the next one from succeeding, and the number of threads is bounded.
class lookups {
public:
    static constexpr std::size_t max_concurrent = 8;

    lookups(std::string host, look_up_function other) : host_{std::move(host)}, other_{std::move(other)} {}

    /// Starts or joins a run; the end of the run destroys the socket.
    [[nodiscard]] std::shared_ptr<lookup_run> join(wakeup_socket wakeup) {
        const std::lock_guard lock{guard_};
        std::erase_if(running_, [](const auto& each) {
            const std::lock_guard inner{each->guard};
            return each->done;
        });
        if (running_.size() < max_concurrent) return running_.emplace_back(start(std::move(wakeup)));
        const auto& youngest = running_.back();
        const std::lock_guard inner{youngest->guard};
        if (!youngest->done)
            youngest->waiting.push_back(std::move(wakeup)); // otherwise its destruction wakes up the caller at once
        return youngest;
    }

private:
    [[nodiscard]] std::shared_ptr<lookup_run> start(wakeup_socket wakeup) const {
        auto run = std::make_shared<lookup_run>();
        run->waiting.push_back(std::move(wakeup));
        try {
            std::thread{[run, other = other_, host = host_] { run_look_up(*run, other, host); }}.detach();
        } catch (const std::system_error&) {
            throw system_error{boost::asio::error::no_buffer_space, "cannot start a thread for the host lookup"};
        }
        return run;
    }

    std::string host_;
    look_up_function other_;
    std::mutex guard_;
    std::vector<std::shared_ptr<lookup_run>> running_;
};

/// A wait for a lookup.
class lookup_wait {
public:
    using protocol = boost::asio::local::stream_protocol;

    explicit lookup_wait(const boost::asio::any_io_executor& executor) : listener_{executor} {}

    /// Returns the addresses. *Errors*: throws `system_error`.
    [[nodiscard]] boost::asio::awaitable<std::vector<boost::asio::ip::address>>
    operator()(lookups& of, std::chrono::steady_clock::time_point deadline) {
        protocol::socket peer{listener_.get_executor()};
        boost::asio::local::connect_pair(listener_.socket(), peer);
        const int handle = peer.release();
        const auto run = of.join(wakeup_socket{handle});
        const waiter_guard guard{run, handle};
        listener_.expires_at(deadline);
        char byte = 0;
        co_await listener_.async_read_some(boost::asio::buffer(&byte, 1), boost::asio::use_awaitable);
        // A quick result may arrive even though the deadline has passed.
        if (std::chrono::steady_clock::now() >= deadline) throw system_error{boost::beast::error::timeout};
        const std::lock_guard lock{run->guard};
        if (run->problem) throw system_error{run->problem};
        co_return run->addresses;
    }

    /// Ends the wait; must be called on the listener's executor.
    void stop() { listener_.close(); }

private:
    boost::beast::basic_stream<protocol> listener_;
};

} // namespace calque::detail
