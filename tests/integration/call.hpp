// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/https.hpp>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/test/unit_test.hpp>

#include <chrono>
#include <exception>
#include <optional>
#include <string>
#include <utility>

#include "scripted_server.hpp"

namespace server {

inline constexpr auto key_text = "s3cret-key-of-a-test";

/// What every call asks for.
inline const calque::bulk_widget_request one_widget{.widget_ids = {1}};

/// A client that has a key, and the context that runs its calls.
struct caller {
    explicit caller(calque::https_options options, calque::client_options bounds = {})
        : client{calque::make_https_client(io.get_executor(), with_key(std::move(options)), bounds)} {}

    /// Makes one call and runs it to its end.
    ///
    /// Whatever the call ends in, its words do not show the key.
    calque::bulk_widget_response page() {
        std::exception_ptr error;
        calque::bulk_widget_response page;
        client.bulk_data(one_widget, [&](std::exception_ptr problem, calque::bulk_widget_response result) {
            error = std::move(problem);
            page = std::move(result);
        });
        io.restart();
        io.run();
        if (error) std::rethrow_exception(error);
        return page;
    }

    /// The failure that a call ends in.
    calque::api_failure failure() {
        try {
            (void)page();
        } catch (const calque::api_error& error) {
            const std::string words = error.what() + error.failure().what_happened + error.failure().server_detail;
            if (words.find(key_text) != std::string::npos) throw std::logic_error{"the key is shown"};
            return error.failure();
        }
        return {};
    }

    static calque::https_options with_key(calque::https_options options) {
        options.key.emplace(key_text);
        return options;
    }

    boost::asio::io_context io;
    calque::client client;
};

/// Cancels a call behind its first, second, third … handler, each time on a fresh client, until one gets through.
///
/// Each cancelled call must complete once and with `errc::cancelled`. Returns the number of handlers that it took.
inline int cancel_at_every_step(const calque::https_options& options, asio::cancellation_type type) {
    constexpr int most = 1000;
    for (int steps = 0; steps < most; ++steps) {
        caller on{options};
        asio::cancellation_signal stop;
        std::exception_ptr error;
        int completions = 0;
        on.client.bulk_data(one_widget,
                            asio::bind_cancellation_slot(
                                stop.slot(), [&](std::exception_ptr problem, const calque::bulk_widget_response&) {
                                    ++completions;
                                    error = std::move(problem);
                                }));
        for (int i = 0; i < steps; ++i) on.io.run_one();
        stop.emit(type);
        on.io.run();
        BOOST_REQUIRE_EQUAL(completions, 1);
        if (!error) return steps;
        BOOST_REQUIRE(calque::failure_of(error) != nullptr);
        BOOST_TEST((calque::failure_of(error)->code == calque::errc::cancelled));
    }
    BOOST_FAIL("the call never got through");
    return most;
}

/// A page of one widget with this id.
inline std::string page_of(int id) {
    return R"({"count":1,"next":null,"previous":null,"results":[{"widget_id":)" + std::to_string(id) +
           R"(,"chart_type":"pie","data":[]}]})";
}

/// A scene that answers each request of each connection with one text.
inline scene answer_always(std::string text) {
    return [text = std::move(text)](peer& with, int) -> asio::awaitable<void> {
        for (;;) {
            (void)co_await with.read();
            co_await with.write(text);
        }
    };
}

/// A scene that answers one request and closes.
inline scene answer_once(std::string text) {
    return [text = std::move(text)](peer& with, int) -> asio::awaitable<void> {
        (void)co_await with.read();
        co_await with.write(text);
    };
}

} // namespace server
