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
#include <functional>
#include <stdexcept>
#include <string>
#include <utility>

#include "scripted_server.hpp"

namespace server {

inline constexpr auto key_text = "s3cret-key-of-a-test";

/// The request of every call.
inline const calque::bulk_widget_request one_widget{.widget_ids = {1}};

/// Returns a page of one widget with this id.
inline std::string page_of(int id, const std::string& next = "null") {
    return R"({"count":1,"next":)" + next + R"(,"previous":null,"results":[{"widget_id":)" + std::to_string(id) +
           R"(,"chart_type":"pie","data":[]}]})";
}

/// Returns the failure in an exception, or one without a code. Checks that its texts do not show the key.
inline calque::api_failure failure_in(const std::exception_ptr& error) {
    if (!error) return {};
    const calque::api_failure* const found = calque::failure_of(error);
    if (found == nullptr) std::rethrow_exception(error);
    const std::string words = describe(*found) + found->what_happened + found->server_detail;
    if (words.find(key_text) != std::string::npos) throw std::logic_error{"the key is shown"};
    return *found;
}

/// A client with a key, by default without retries, and the context that runs its calls.
struct caller {
    explicit caller(calque::https_options options,
                    calque::client_options bounds = {.retries = calque::exponential_backoff{.retries = 0}})
        : client{calque::make_https_client(io.get_executor(), with_key(std::move(options)), std::move(bounds))} {}

    /// Makes one call and runs it to completion.
    calque::api_failure failure() {
        std::exception_ptr error;
        client.bulk_data(one_widget, [&](std::exception_ptr problem, const calque::bulk_widget_response&) {
            error = std::move(problem);
        });
        io.restart();
        io.run();
        return failure_in(error);
    }

    static calque::https_options with_key(calque::https_options options) {
        options.key.emplace(key_text);
        return options;
    }

    boost::asio::io_context io;
    calque::client client;
};

/// Called with the result of an operation.
using ending = std::function<void(std::exception_ptr)>;

/// Starts an operation of a client that can be cancelled by a slot.
using operation = std::function<void(caller& on, asio::cancellation_slot slot, ending end)>;

/// Interferes with an operation after its first, second, third … handler, each time with a new client, until it
/// completes regardless; returns the number of handlers that it took.
///
/// Each time it must end exactly once, with `expected`, and the client must be usable afterwards.
inline int interfere_at_every_step(const calque::https_options& options, const calque::client_options& bounds,
                                   const operation& start, calque::errc expected,
                                   const std::function<void(asio::cancellation_signal&)>& interfere) {
    constexpr int most = 1000;
    for (int steps = 0; steps < most; ++steps) {
        caller on{options, bounds};
        asio::cancellation_signal stop;
        std::exception_ptr error;
        int endings = 0;
        start(on, stop.slot(), [&](std::exception_ptr problem) {
            ++endings;
            error = std::move(problem);
        });
        for (int i = 0; i < steps && endings == 0; ++i) on.io.run_one();
        const bool done = endings > 0;
        if (!done) interfere(stop);
        on.io.run();
        BOOST_REQUIRE_EQUAL(endings, 1);
        if (done) {
            BOOST_TEST(!failure_in(error).code);
            return steps;
        }
        if (error) BOOST_TEST((failure_in(error).code == expected), describe(failure_in(error)));
        BOOST_TEST(!on.failure().code);
    }
    BOOST_FAIL("the operation never got through");
    return most;
}

} // namespace server
