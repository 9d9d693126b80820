// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/https.hpp>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include <chrono>
#include <exception>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>

namespace server {

namespace asio = boost::asio;

inline const calque::api_key test_key{"s3cret-key-of-a-test"};

/// Returns options with a deadline `time` from now.
inline calque::exchange_options within(std::chrono::milliseconds time) {
    return {.deadline = std::chrono::steady_clock::now() + time, .repeatable = true};
}

/// More time than any successful exchange in these tests needs.
inline constexpr std::chrono::seconds long_enough{20};

/// The state of an exchange that was started.
struct asked {
    bool done = false;
    std::exception_ptr error{};
    calque::http_response response{};
    asio::cancellation_signal stop{};

    /// Returns the failure, without an error code if the exchange succeeded.
    [[nodiscard]] calque::api_failure failure() const {
        if (!done) throw std::logic_error{"the exchange is not done"};
        const auto* const found = calque::failure_of(error);
        if (found == nullptr && error) std::rethrow_exception(error);
        if (found == nullptr) return {};
        const std::string words = describe(*found) + found->what_happened + found->server_detail;
        if (words.find("s3cret") != std::string::npos) throw std::logic_error{"a secret is shown: " + words};
        return *found;
    }
};

/// A transport with a key, and the context that runs its exchanges.
struct asker {
    explicit asker(calque::https_options options) : link{io.get_executor(), with_key(std::move(options))} {}

    /// Starts an exchange; its state is kept in `what`.
    void start(asked& what, calque::exchange_options bounds = within(long_enough),
               calque::http_request request = {.method = "GET", .target = "/"}) {
        asio::co_spawn(io, run(link, std::move(request), std::move(bounds)),
                       asio::bind_cancellation_slot(what.stop.slot(),
                                                    [&what](std::exception_ptr error, calque::http_response response) {
                                                        what.done = true;
                                                        what.error = std::move(error);
                                                        what.response = std::move(response);
                                                    }));
    }

    /// Runs an exchange to completion.
    [[nodiscard]] calque::http_response get(calque::exchange_options bounds = within(long_enough),
                                            calque::http_request request = {.method = "GET", .target = "/"}) {
        asked what;
        start(what, std::move(bounds), std::move(request));
        finish();
        if (what.error) std::rethrow_exception(what.error);
        return std::move(what.response);
    }

    /// Runs an exchange that must fail; returns the failure.
    [[nodiscard]] calque::api_failure failure(calque::exchange_options bounds = within(long_enough),
                                              calque::http_request request = {.method = "GET", .target = "/"}) {
        asked what;
        start(what, std::move(bounds), std::move(request));
        finish();
        return what.failure();
    }

    /// Runs until there is no more work.
    void finish() {
        io.restart();
        io.run();
    }

    /// Runs until a condition holds.
    template <class Condition>
    void run_until(const Condition& holds) {
        const auto end = std::chrono::steady_clock::now() + long_enough;
        io.restart();
        while (!holds()) {
            if (std::chrono::steady_clock::now() > end) throw std::logic_error{"nothing happens"};
            io.restart();
            io.run_for(std::chrono::milliseconds{1});
        }
    }

    static calque::https_options with_key(calque::https_options options) {
        if (!options.key) options.key = test_key;
        return options;
    }

    asio::io_context io;
    calque::https_transport link;

private:
    static asio::awaitable<calque::http_response> run(calque::https_transport by, calque::http_request request,
                                                      calque::exchange_options bounds) {
        co_return co_await by.exchange(request, bounds);
    }
};

/// Cancels an exchange after its first, second, third … handler, each time on a new transport, until one completes;
/// returns the number of handlers that it took.
///
/// Each cancelled exchange must end with `errc::cancelled`, and the transport must be usable afterwards.
inline int cancel_at_every_step(const calque::https_options& options) {
    constexpr int most = 1000;
    for (int steps = 0; steps < most; ++steps) {
        asker on{options};
        asked what;
        on.start(what);
        for (int i = 0; i < steps && !what.done; ++i) on.io.run_one();
        what.stop.emit(asio::cancellation_type::terminal);
        on.finish();
        if (!what.failure().code) return steps;
        if (what.failure().code != calque::errc::cancelled) throw std::logic_error{describe(what.failure())};
        if (on.get().status != 200) throw std::logic_error{"the transport is not usable"};
    }
    throw std::logic_error{"the exchange never got through"};
}

} // namespace server
