// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <boost/asio/error.hpp>
#include <boost/asio/use_future.hpp>
#include <boost/test/unit_test.hpp>

#include <string>

#include "call.hpp"
#include "unit/wire/printing.hpp"

// A server that misbehaves: each fault ends in its own error, and no error shows the key.

namespace {

using namespace calque;
using server::answer_always;
using server::answer_once;
using server::caller;
using server::page_of;
using server::peer;
using server::response;
using server::scripted_server;
using server::asio::awaitable;

constexpr client_options brief{.timeout = std::chrono::milliseconds{50}};

/// What a call ends in that meets this scene; then an honest server must be able to follow on the same client.
calque::api_failure failure(const server::scene& play, client_options bounds = {}) {
    scripted_server api{play};
    caller on{{.base_url = api.url()}, bounds};
    return on.failure();
}

/// Writes a text again and again, until the client has gone.
awaitable<void> pour(peer& with, std::string text) {
    for (;;) co_await with.write(text);
}

} // namespace

BOOST_AUTO_TEST_SUITE(https_faults)

BOOST_AUTO_TEST_CASE(nobody_listens) {
    std::string url;
    {
        const scripted_server gone{answer_once("")};
        url = gone.url();
    }
    caller on{{.base_url = url}};
    const auto failure = on.failure();
    BOOST_TEST(failure.code == errc::network);
    BOOST_TEST(failure.cause == boost::asio::error::connection_refused);
    BOOST_TEST(failure.status == 0u);
    BOOST_TEST(failure.what_happened ==
               "the network failed while connecting (" + url.substr(7) + "): Connection refused");
}

BOOST_AUTO_TEST_CASE(a_host_that_does_not_exist_cannot_be_reached) {
    caller on{{.base_url = "https://no-such-host.invalid"}, {.timeout = std::chrono::seconds{20}}};
    const auto failure = on.failure();
    BOOST_TEST((failure.code == errc::network || failure.code == errc::timeout));
    BOOST_TEST(failure.what_happened.find(" while looking up the host (no-such-host.invalid:443)") !=
               std::string::npos);
}

BOOST_AUTO_TEST_CASE(silence_ends_at_the_deadline) {
    const auto failed = failure([](peer& with, int) -> awaitable<void> { co_await with.until_gone(); }, brief);
    BOOST_TEST(failed.code == errc::timeout);
    BOOST_TEST(failed.what_happened.starts_with("the deadline passed while waiting for the answer (127.0.0.1:"));
}

BOOST_AUTO_TEST_CASE(a_slow_drip_ends_at_the_deadline) {
    const auto failed = failure(
        [](peer& with, int) -> awaitable<void> {
            (void)co_await with.read();
            co_await with.write("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n");
            server::asio::steady_timer pause{co_await server::asio::this_coro::executor};
            for (;;) {
                co_await with.write("x");
                pause.expires_after(std::chrono::milliseconds{5});
                co_await pause.async_wait(server::asio::use_awaitable);
            }
        },
        brief);
    BOOST_TEST(failed.code == errc::timeout);
}

BOOST_AUTO_TEST_CASE(a_deadline_that_has_passed_ends_the_look_up) {
    boost::asio::io_context io;
    const https_transport link{io.get_executor(), {.base_url = "http://localhost:1"}};
    const http_request request{.method = "GET", .target = "/"};
    const exchange_options bounds{.deadline = std::chrono::steady_clock::now() - std::chrono::seconds{1}};
    auto done = boost::asio::co_spawn(io, link.exchange(request, bounds), boost::asio::use_future);
    io.run();
    BOOST_CHECK_EXCEPTION(done.get(), api_error, [](const api_error& error) { return error.code() == errc::timeout; });
}

BOOST_AUTO_TEST_CASE(an_answer_that_ends_too_early_is_a_failure_of_the_network) {
    const std::string page = response(page_of(7));
    for (const std::size_t size :
         {std::size_t{0}, std::size_t{4}, std::size_t{20}, page.find("\r\n\r\n") + 4, page.size() - 1}) {
        const auto failed = failure(answer_once(page.substr(0, size)));
        BOOST_TEST(failed.code == errc::network, "after " << size << " bytes");
        BOOST_TEST(failed.what_happened.starts_with("the network failed while waiting for the answer ("));
    }
    BOOST_TEST(failure(answer_once("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab")).code ==
               errc::network);
}

BOOST_AUTO_TEST_CASE(a_reset_is_a_failure_of_the_network) {
    const auto failed = failure([](peer& with, int) -> awaitable<void> {
        (void)co_await with.read();
        with.reset();
    });
    BOOST_TEST(failed.code == errc::network);
    BOOST_TEST(failed.cause == boost::asio::error::connection_reset);
}

BOOST_AUTO_TEST_CASE(what_is_not_http_is_no_answer) {
    for (const auto* text : {"SSH-2.0-OpenSSH_9.2\r\n", "HTTP/1.1 abc\r\n\r\n", "HTTP/1.1 200 OK\r\nNo colon\r\n\r\n",
                             "\x15\x03\x01 and more", "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
                             "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"}) {
        const auto failed = failure(answer_once(text));
        BOOST_TEST(failed.code == errc::bad_response, text);
        BOOST_TEST(failed.what_happened.starts_with("the answer is not HTTP: "));
    }
}

BOOST_AUTO_TEST_CASE(a_body_past_the_limit_is_refused) {
    const client_options small{.response_limit = 1000};
    BOOST_TEST(failure(answer_once("HTTP/1.1 200 OK\r\nContent-Length: 1001\r\n\r\n"), small).code ==
               errc::response_too_large);
    const std::string exact = R"([{"chart_type":"x","data":")" + std::string(970, 'x') + R"("}])";
    BOOST_REQUIRE_EQUAL(exact.size(), 1000u);
    scripted_server api{answer_always(response(exact))};
    caller on{{.base_url = api.url()}, small};
    BOOST_TEST(on.page().results.size() == 1u);
}

BOOST_AUTO_TEST_CASE(an_endless_body_is_refused) {
    const client_options small{.response_limit = 100'000};
    const std::string head = "HTTP/1.1 200 OK\r\n";
    const auto chunked = failure(
        [&](peer& with, int) -> awaitable<void> {
            co_await with.write(head + "Transfer-Encoding: chunked\r\n\r\n");
            co_await pour(with, "400\r\n" + std::string(1024, 'x') + "\r\n");
        },
        small);
    BOOST_TEST(chunked.code == errc::response_too_large);
    const auto until_close = failure(
        [&](peer& with, int) -> awaitable<void> {
            co_await with.write(head + "\r\n");
            co_await pour(with, std::string(1024, 'x'));
        },
        small);
    BOOST_TEST(until_close.code == errc::response_too_large);
}

BOOST_AUTO_TEST_CASE(endless_headers_are_refused) {
    const auto failed = failure([](peer& with, int) -> awaitable<void> {
        co_await with.write("HTTP/1.1 200 OK\r\n");
        co_await pour(with, "X-Header: " + std::string(1000, 'x') + "\r\n");
    });
    BOOST_TEST(failed.code == errc::response_too_large);
    const auto line = failure([](peer& with, int) -> awaitable<void> {
        co_await with.write("HTTP/1.1 200 OK\r\nX: ");
        co_await pour(with, std::string(1000, 'x'));
    });
    BOOST_TEST(line.code == errc::response_too_large);
}

BOOST_AUTO_TEST_CASE(endless_interim_responses_end_at_the_deadline) {
    const auto failed = failure(
        [](peer& with, int) -> awaitable<void> { co_await pour(with, "HTTP/1.1 100 Continue\r\n\r\n"); }, brief);
    BOOST_TEST(failed.code == errc::timeout);
}

BOOST_AUTO_TEST_CASE(a_key_that_the_server_sends_back_is_not_shown) {
    const auto echo = [](const std::string& status) {
        return [status](peer& with, int) -> awaitable<void> {
            const std::string request = co_await with.read();
            co_await with.write(response("<h1>Debug</h1> " + request, status,
                                         "Location: /?key=" + std::string{server::key_text} + "\r\n"));
        };
    };
    // `caller::failure` throws where it finds the key.
    BOOST_TEST(failure(echo("500 Internal Server Error")).server_detail.find("X-CEKURA-API-KEY: [API key]") !=
               std::string::npos);
    BOOST_TEST(failure(echo("302 Found")).server_detail == "Location: /?key=[API key]");
    BOOST_TEST(failure(echo("200 OK")).code == errc::bad_response);
}

BOOST_AUTO_TEST_CASE(after_a_fault_the_client_is_usable) {
    scripted_server api{[](peer& with, int number) -> awaitable<void> {
        (void)co_await with.read();
        if (number == 1) co_await with.write("nonsense\r\n\r\n");
        if (number == 2) co_await with.write("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n[");
        if (number == 3) co_await with.write(response(page_of(7)));
    }};
    caller on{{.base_url = api.url()}};
    BOOST_TEST(on.failure().code == errc::bad_response);
    BOOST_TEST(on.failure().code == errc::network);
    BOOST_TEST(on.page().results.size() == 1u);
}

BOOST_AUTO_TEST_SUITE_END()
