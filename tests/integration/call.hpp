// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/https.hpp>

#include <boost/asio/io_context.hpp>

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
