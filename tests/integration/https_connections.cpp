// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <calque/version.hpp>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_future.hpp>
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <future>
#include <vector>

#include "call.hpp"
#include "unit/wire/printing.hpp"

// Over plain http to this machine: what is sent, what is understood, and which connections are used.

namespace {

using namespace calque;
using server::answer_always;
using server::answer_once;
using server::caller;
using server::cancel_at_every_step;
using server::one_widget;
using server::page_of;
using server::peer;
using server::response;
using server::scripted_server;
using server::asio::awaitable;

/// Sends a request of no effect over a transport of its own.
http_response exchange(const https_options& options, const http_request& request, bool repeatable = true) {
    boost::asio::io_context io;
    const https_transport link{io.get_executor(), options};
    const exchange_options bounds{.deadline = std::chrono::steady_clock::now() + std::chrono::seconds{30},
                                  .repeatable = repeatable};
    auto done = boost::asio::co_spawn(io, link.exchange(request, bounds), boost::asio::use_future);
    io.run();
    return done.get();
}

} // namespace

BOOST_AUTO_TEST_SUITE(https_connections)

BOOST_AUTO_TEST_CASE(a_request_arrives_as_documented) {
    std::promise<std::string> seen;
    scripted_server api{[&](peer& with, int) -> awaitable<void> {
        seen.set_value(co_await with.read());
        co_await with.write(response(page_of(7)));
    }};
    caller on{{.base_url = api.url() + "/prefix/"}};
    BOOST_TEST(on.page().results.at(0).widget_id.value() == 7);
    const std::string host = api.url().substr(7);
    BOOST_TEST(seen.get_future().get() ==
               "POST /prefix/dashboards/widgets/bulk_data/ HTTP/1.1\r\nHost: " + host + "\r\nUser-Agent: calque/" +
                   std::string{version_string} + "\r\nX-CEKURA-API-KEY: " + server::key_text +
                   "\r\nContent-Type: application/json\r\nAccept: application/json\r\nContent-Length: 18\r\n\r\n" +
                   R"({"widget_ids":[1]})");
}

BOOST_AUTO_TEST_CASE(without_a_key_this_machine_is_asked_without_one) {
    std::promise<std::string> seen;
    scripted_server api{[&](peer& with, int) -> awaitable<void> {
        seen.set_value(co_await with.read());
        co_await with.write(response("{}"));
    }};
    (void)exchange({.base_url = api.url()}, {.method = "GET", .target = "/"});
    BOOST_TEST(seen.get_future().get().find("X-CEKURA-API-KEY") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(status_headers_and_body_come_back) {
    scripted_server api{
        answer_once("HTTP/1.1 418 I'm a teapot\r\nX-One: 1\r\nx-two:2 \r\nContent-Length: 3\r\n\r\nabc")};
    const auto got = exchange({.base_url = api.url()}, {.method = "GET", .target = "/"});
    BOOST_TEST(got.status == 418u);
    BOOST_TEST(got.body == "abc");
    BOOST_TEST(find_header(got.headers, "x-one") == "1");
    BOOST_TEST(find_header(got.headers, "X-Two") == "2");
}

BOOST_AUTO_TEST_CASE(every_framing_of_a_body_is_understood) {
    const std::string head = "HTTP/1.1 200 OK\r\n";
    for (const std::string& text :
         {head + "Content-Length: 2\r\n\r\n[]",
          head + "Transfer-Encoding: chunked\r\n\r\n1\r\n[\r\n1;x=y\r\n]\r\n0\r\nTrailer: 1\r\n\r\n", head + "\r\n[]",
          head + "Connection: close\r\n\r\n[]", std::string{"HTTP/1.0 200 OK\r\n\r\n[]"}}) {
        scripted_server api{answer_once(text)};
        BOOST_TEST(exchange({.base_url = api.url()}, {.method = "GET", .target = "/"}).body == "[]", text);
    }
}

BOOST_AUTO_TEST_CASE(interim_responses_are_skipped) {
    scripted_server api{
        answer_once("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n" + response("[]"))};
    BOOST_TEST(exchange({.base_url = api.url()}, {.method = "GET", .target = "/"}).status == 200u);
}

BOOST_AUTO_TEST_CASE(a_host_name_is_looked_up) {
    scripted_server api{answer_always(response(page_of(7)))};
    caller on{{.base_url = api.url("localhost")}};
    BOOST_TEST(on.page().results.size() == 1u);
}

BOOST_AUTO_TEST_CASE(a_redirect_is_not_followed) {
    scripted_server api{answer_always(response("", "307 Temporary Redirect", "Location: /elsewhere/\r\n"))};
    caller on{{.base_url = api.url()}};
    const auto failure = on.failure();
    BOOST_TEST(failure.code == errc::unexpected_status);
    BOOST_TEST(failure.server_detail == "Location: /elsewhere/");
    BOOST_TEST(api.connections() == 1);
}

// Connections

BOOST_AUTO_TEST_CASE(a_connection_is_used_again) {
    scripted_server api{answer_always(response(page_of(7)))};
    caller on{{.base_url = api.url()}};
    for (int i = 0; i < 3; ++i) BOOST_TEST(on.page().results.size() == 1u);
    BOOST_TEST(api.connections() == 1);
}

BOOST_AUTO_TEST_CASE(a_failure_by_status_keeps_the_connection) {
    scripted_server api{answer_always(response(R"({"detail":"No."})", "400 Bad Request"))};
    caller on{{.base_url = api.url()}};
    for (int i = 0; i < 2; ++i) BOOST_TEST(on.failure().server_detail == "No.");
    BOOST_TEST(api.connections() == 1);
}

BOOST_AUTO_TEST_CASE(a_connection_that_the_server_closes_is_not_used_again) {
    scripted_server api{answer_always(response(page_of(7), "200 OK", "Connection: close\r\n"))};
    caller on{{.base_url = api.url()}};
    for (int i = 0; i < 2; ++i) BOOST_TEST(on.page().results.size() == 1u);
    BOOST_TEST(api.connections() == 2);
}

BOOST_AUTO_TEST_CASE(a_connection_with_more_bytes_than_the_answer_is_not_used_again) {
    scripted_server api{answer_always(response(page_of(7)) + response(page_of(8)))};
    caller on{{.base_url = api.url()}};
    for (int i = 0; i < 2; ++i) BOOST_TEST(on.page().results.at(0).widget_id.value() == 7);
    BOOST_TEST(api.connections() == 2);
}

BOOST_AUTO_TEST_CASE(idle_connections_are_kept_only_as_the_options_say) {
    scripted_server api{answer_always(response(page_of(7)))};
    caller none{{.base_url = api.url(), .idle_connections = 0}};
    for (int i = 0; i < 2; ++i) (void)none.page();
    BOOST_TEST(api.connections() == 2);
    caller brief{{.base_url = api.url(), .idle_time = std::chrono::milliseconds{-1}}};
    for (int i = 0; i < 2; ++i) (void)brief.page();
    BOOST_TEST(api.connections() == 4);
}

BOOST_AUTO_TEST_CASE(a_connection_that_went_stale_is_replaced_without_anybody_noticing) {
    scripted_server api{answer_once(response(page_of(7)))}; // closes, though it said nothing of it
    caller on{{.base_url = api.url()}};
    for (int i = 0; i < 3; ++i) BOOST_TEST(on.page().results.size() == 1u);
    BOOST_TEST(api.connections() == 3);
}

BOOST_AUTO_TEST_CASE(a_connection_that_was_reset_is_replaced_without_anybody_noticing) {
    scripted_server api{[](peer& with, int number) -> awaitable<void> {
        (void)co_await with.read();
        co_await with.write(response(page_of(7)));
        if (number != 1) co_return;
        (void)co_await with.read(); // the second request is read, and not answered
        with.reset();
    }};
    caller on{{.base_url = api.url()}};
    for (int i = 0; i < 2; ++i) BOOST_TEST(on.page().results.size() == 1u);
    BOOST_TEST(api.connections() == 2);
}

BOOST_AUTO_TEST_CASE(only_one_fresh_connection_is_tried) {
    scripted_server api{[](peer& with, int number) -> awaitable<void> {
        (void)co_await with.read();
        if (number == 1) co_await with.write(response(page_of(7)));
    }};
    caller on{{.base_url = api.url()}};
    (void)on.page();
    BOOST_TEST(on.failure().code == errc::network);
    BOOST_TEST(api.connections() == 2);
}

BOOST_AUTO_TEST_CASE(a_request_that_was_half_answered_is_not_sent_again) {
    scripted_server api{[](peer& with, int) -> awaitable<void> {
        (void)co_await with.read();
        co_await with.write(response(page_of(7)));
        (void)co_await with.read();
        co_await with.write("HTTP/1.1 200");
    }};
    caller on{{.base_url = api.url()}};
    (void)on.page();
    BOOST_TEST(on.failure().code == errc::network);
    BOOST_TEST(api.connections() == 1);
}

BOOST_AUTO_TEST_CASE(a_request_that_is_no_read_is_never_sent_twice) {
    scripted_server api{answer_once(response("[]"))};
    boost::asio::io_context io;
    const https_transport link{io.get_executor(), {.base_url = api.url()}};
    const auto send = [&] {
        const http_request request{.method = "POST", .target = "/"};
        const exchange_options bounds{.deadline = std::chrono::steady_clock::now() + std::chrono::seconds{30}};
        auto done = boost::asio::co_spawn(io, link.exchange(request, bounds), boost::asio::use_future);
        io.restart();
        io.run();
        return done.get().status;
    };
    BOOST_TEST(send() == 200u);
    BOOST_CHECK_EXCEPTION((void)send(), api_error,
                          [](const api_error& error) { return error.code() == errc::network; });
    BOOST_TEST(api.connections() == 1);
}

BOOST_AUTO_TEST_CASE(a_request_with_a_line_break_is_refused_before_anything_is_sent) {
    scripted_server api{answer_once(response("[]"))};
    BOOST_CHECK_EXCEPTION(
        (void)exchange({.base_url = api.url()}, {.method = "GET", .target = "/", .headers = {{"X", "1\r\n"}}}),
        api_error, [](const api_error& error) { return error.code() == errc::bad_request_setting; });
    BOOST_TEST(api.connections() == 0);
}

// Concurrency and cancellation

BOOST_AUTO_TEST_CASE(calls_at_once_have_connections_of_their_own) {
    scripted_server api{answer_always(response(page_of(7)))};
    caller on{{.base_url = api.url()}};
    std::vector<std::future<bulk_widget_response>> calls;
    for (int i = 0; i < 8; ++i) calls.push_back(on.client.bulk_data(one_widget, boost::asio::use_future));
    on.io.run();
    for (auto& each : calls) BOOST_TEST(each.get().results.size() == 1u);
    BOOST_TEST(api.connections() == 8);
    // Four of them were kept.
    calls.clear();
    for (int i = 0; i < 4; ++i) calls.push_back(on.client.bulk_data(one_widget, boost::asio::use_future));
    on.io.restart();
    on.io.run();
    for (auto& each : calls) BOOST_TEST(each.get().results.size() == 1u);
    BOOST_TEST(api.connections() == 8);
}

BOOST_AUTO_TEST_CASE(a_client_may_be_used_by_several_threads) {
    scripted_server api{answer_always(response(page_of(7)))};
    boost::asio::thread_pool pool{4};
    std::vector<std::future<bulk_widget_response>> calls;
    {
        const auto client = make_https_client(pool.get_executor(), {.base_url = api.url()});
        for (int i = 0; i < 100; ++i) calls.push_back(client.bulk_data(one_widget, boost::asio::use_future));
        for (auto& each : calls) BOOST_TEST(each.get().results.size() == 1u);
    }
    pool.join();
}

BOOST_AUTO_TEST_CASE(a_cancelled_call_drops_its_connection_and_leaves_the_client_usable) {
    std::promise<void> asked;
    std::promise<void> gone;
    scripted_server api{[&](peer& with, int number) -> awaitable<void> {
        (void)co_await with.read();
        if (number > 1) {
            co_await with.write(response(page_of(7)));
            co_return;
        }
        asked.set_value();
        co_await with.until_gone();
        gone.set_value();
    }};
    caller on{{.base_url = api.url()}};
    boost::asio::cancellation_signal stop;
    std::exception_ptr error;
    on.client.bulk_data(one_widget, boost::asio::bind_cancellation_slot(
                                        stop.slot(), [&](std::exception_ptr problem, const bulk_widget_response&) {
                                            error = std::move(problem);
                                        }));
    const auto until_asked = asked.get_future();
    while (until_asked.wait_for(std::chrono::seconds{0}) != std::future_status::ready)
        on.io.run_for(std::chrono::milliseconds{1});
    stop.emit(boost::asio::cancellation_type::total);
    on.io.run();
    BOOST_REQUIRE(failure_of(error) != nullptr);
    BOOST_TEST(failure_of(error)->code == errc::cancelled);
    gone.get_future().get();
    BOOST_TEST(on.page().results.size() == 1u);
}

BOOST_AUTO_TEST_CASE(a_call_is_cancelled_wherever_it_stands) {
    // The n-th handler of the context is followed by the cancellation, until the call gets through.
    scripted_server api{answer_always(response(page_of(7)))};
    BOOST_TEST(cancel_at_every_step({.base_url = api.url("localhost"), .idle_connections = 0},
                                    boost::asio::cancellation_type::terminal) > 2);
}

BOOST_AUTO_TEST_CASE(a_context_may_end_with_a_call_at_any_step) {
    scripted_server api{answer_always(response(page_of(7)))};
    for (int steps = 0; steps < 12; ++steps) {
        caller on{{.base_url = api.url("localhost")}};
        int completions = 0;
        on.client.bulk_data(one_widget, [&](std::exception_ptr, const bulk_widget_response&) { ++completions; });
        for (int i = 0; i < steps && completions == 0; ++i) on.io.run_one();
        BOOST_TEST(completions <= 1);
    }
}

BOOST_AUTO_TEST_SUITE_END()
