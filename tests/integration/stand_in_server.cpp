// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <boost/asio/buffer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/write.hpp>
#include <boost/test/unit_test.hpp>

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <filesystem>
#include <iterator>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include "calling.hpp"

BOOST_AUTO_TEST_SUITE(stand_in_server_tests)

namespace asio = boost::asio;
using asio::ip::tcp;
using calling::can_connect;
using calling::failure;
using calling::fetch;
using calling::noon;
using calling::path;
using calling::post;
using calling::still;
using calling::talk;
using calque::errc;

BOOST_AUTO_TEST_CASE(one_connection_carries_many_requests) {
    const calque::stand_in api{still()};
    std::string three;
    for (int i = 0; i < 2; ++i) three += post(R"({"widget_ids": [3]})", "");
    three += post(R"({"widget_ids": [4]})");
    const std::string answer = talk(api.port(), three);
    std::size_t count = 0;
    for (std::size_t at = 0; (at = answer.find("HTTP/1.1 200", at)) != std::string::npos; ++at) ++count;
    BOOST_TEST(count == 3u);
    BOOST_TEST(answer.find("\"widget_id\":4") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(expect_100_continue_is_answered) {
    const calque::stand_in api{still()};
    const std::string_view body = R"({"widget_ids": [3]})";
    const std::string all = post(body, "Connection: close\r\nExpect: 100-continue\r\n");
    asio::io_context context;
    tcp::socket socket{context};
    socket.connect({asio::ip::address_v4::loopback(), api.port()});
    asio::write(socket, asio::buffer(std::string_view{all}.substr(0, all.size() - body.size())));
    std::string go_on(25, ' ');
    asio::read(socket, asio::buffer(go_on));
    BOOST_TEST(go_on == "HTTP/1.1 100 Continue\r\n\r\n");
    asio::write(socket, asio::buffer(body));
    std::string answer;
    calque::error_code end;
    asio::read(socket, asio::dynamic_buffer(answer), end);
    BOOST_TEST(answer.starts_with("HTTP/1.1 200 OK\r\n"));
}

BOOST_AUTO_TEST_CASE(head_request_gets_no_body) {
    const calque::stand_in api{still()};
    const std::string answer =
        talk(api.port(), "HEAD " + std::string{path} + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    BOOST_TEST(answer.starts_with("HTTP/1.1 405 Method Not Allowed\r\n"));
    BOOST_TEST(answer.find("\r\nAllow: POST\r\n") != std::string::npos);
    BOOST_TEST(answer.ends_with("\r\n\r\n"));
    const std::string get = talk(api.port(), "GET " + std::string{path} + " HTTP/1.0\r\n\r\n");
    BOOST_TEST(get.find(R"({"detail":"Method \"GET\" not allowed."})") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(invalid_or_too_large_requests_are_refused) {
    calque::stand_in_options small = still();
    small.body_limit = 1000;
    small.header_limit = 2000;
    const calque::stand_in api{std::move(small)};
    BOOST_TEST(talk(api.port(), "hello\r\n\r\n").starts_with("HTTP/1.1 400 "));
    BOOST_TEST(talk(api.port(), post(std::string(2000, ' '), "")).starts_with("HTTP/1.1 413 "));
    BOOST_TEST(talk(api.port(), post(std::string(10'000'000, ' '), "")).starts_with("HTTP/1.1 413 "));
    BOOST_TEST(talk(api.port(), post("{}", "X: " + std::string(3000, 'x') + "\r\n")).starts_with("HTTP/1.1 431 "));
    BOOST_TEST(talk(api.port(), "POST / HTTP/1.1\r\nContent-Length: many\r\n\r\n").starts_with("HTTP/1.1 400 "));
    BOOST_TEST(fetch(api, {.widget_ids = {1}}).results.size() == 1u);
}

BOOST_AUTO_TEST_CASE(idle_connection_is_closed) {
    calque::stand_in_options impatient = still();
    impatient.idle_timeout = std::chrono::milliseconds{50};
    const calque::stand_in api{std::move(impatient)};
    BOOST_TEST(talk(api.port(), "").empty());
    BOOST_TEST(talk(api.port(), "POST / HTTP/1.1\r\nHost: x\r\n").empty());
    const std::string whole = post("{}", "");
    BOOST_TEST(talk(api.port(), whole.substr(0, whole.size() - 1)).empty());
}

BOOST_AUTO_TEST_CASE(connections_over_the_limit_wait) {
    calque::stand_in_options narrow = still();
    narrow.connection_limit = 2;
    const calque::stand_in api{std::move(narrow)};
    std::vector<std::string> answers(12);
    {
        std::vector<std::jthread> callers;
        for (std::string& answer : answers)
            callers.emplace_back([&] { answer = talk(api.port(), post(R"({"widget_ids": [3]})")); });
    }
    for (const std::string& answer : answers) BOOST_TEST(answer.starts_with("HTTP/1.1 200 OK\r\n"));
}

BOOST_AUTO_TEST_CASE(stop_closes_open_connections) {
    calque::stand_in api{still()};
    asio::io_context context;
    tcp::socket socket{context};
    socket.connect({asio::ip::address_v4::loopback(), api.port()});
    asio::write(socket, asio::buffer(std::string_view{"POST / HT"}));
    api.stop();
    std::string answer;
    calque::error_code end;
    asio::read(socket, asio::dynamic_buffer(answer), end);
    BOOST_TEST(end.failed());
    BOOST_TEST(answer.empty());
}

BOOST_AUTO_TEST_CASE(starts_and_stops_without_leaking_descriptors) {
    const auto descriptors = [] {
        return std::distance(std::filesystem::directory_iterator{"/proc/self/fd"},
                             std::filesystem::directory_iterator{});
    };
    const auto before = descriptors();
    for (int round = 0; round < 1000; ++round) {
        const calque::stand_in api{{.records = calque::generated_calls{.count = 1},
                                    .runs = calque::generated_runs{.count = 1},
                                    .now = noon()}};
        if (round % 50 == 0) BOOST_TEST(fetch(api, {.widget_ids = {1}}).results.size() == 1u);
    }
    BOOST_TEST(descriptors() == before);
}

BOOST_AUTO_TEST_CASE(port_is_bound_at_construction_and_free_after_stop) {
    calque::stand_in first{still()};
    BOOST_TEST(can_connect(first.port()));
    BOOST_TEST(first.url() == "http://127.0.0.1:" + std::to_string(first.port()));
    BOOST_CHECK_EXCEPTION(
        (calque::stand_in{{.port = first.port()}}), calque::system_error, [&](const calque::system_error& e) {
            return std::string_view{e.what()}.find(std::to_string(first.port())) != std::string_view::npos;
        });
    first.stop();
    first.stop();
    BOOST_TEST(!can_connect(first.port()));
    const calque::stand_in second{{.port = first.port(), .now = noon()}};
    BOOST_TEST(second.port() == first.port());
    BOOST_TEST(fetch(second, {.widget_ids = {1}}).results.size() == 1u);
}

BOOST_AUTO_TEST_CASE(context_may_be_destroyed_without_running) {
    std::uint16_t port = 0;
    {
        asio::io_context context;
        const calque::stand_in api{context.get_executor(), still()};
        port = api.port();
        BOOST_TEST(can_connect(port));
    }
    BOOST_TEST(!can_connect(port));
}

BOOST_AUTO_TEST_CASE(intercept_sees_every_request_and_may_answer_it) {
    std::atomic<int> seen = 0;
    calque::stand_in_options options = still();
    options.intercept = [&](const calque::http_request& request) -> std::optional<calque::http_response> {
        BOOST_TEST(request.method == "POST");
        BOOST_TEST(calque::find_header(request.headers, "content-type") == "application/json");
        switch (++seen) {
        case 1: return calque::http_response{429, {{"Retry-After", "7"}}, R"({"detail": "Request was throttled."})"};
        case 2: throw std::runtime_error{"a bug in the hook"};
        default: return std::nullopt;
        }
    };
    const calque::stand_in api{std::move(options)};
    const calque::https_options to{.base_url = api.url()};
    BOOST_TEST((failure(to, {.widget_ids = {1}}).code == errc::rate_limited));
    BOOST_TEST((failure(to, {.widget_ids = {1}}).code == errc::server_error));
    BOOST_TEST(fetch(to, {.widget_ids = {1}}).results.size() == 1u);
    BOOST_TEST(seen == 3);
}

BOOST_AUTO_TEST_CASE(intercept_may_stop_the_stand_in) {
    std::unique_ptr<calque::stand_in> api;
    calque::stand_in_options options = still();
    options.intercept = [&](const calque::http_request&) -> std::optional<calque::http_response> {
        api->stop();
        return std::nullopt;
    };
    api = std::make_unique<calque::stand_in>(std::move(options));
    BOOST_TEST((failure({.base_url = api->url()}, {.widget_ids = {1}}).code == errc::network));
    api->stop();
    BOOST_TEST(!can_connect(api->port()));
}

BOOST_AUTO_TEST_CASE(stand_in_runs_on_a_given_executor) {
    asio::io_context context;
    std::optional<calque::stand_in> api{std::in_place, context.get_executor(), still()};
    const calque::client client = calque::make_https_client(context.get_executor(), {.base_url = api->url()});
    std::size_t results = 0;
    client.bulk_data({.widget_ids = {1, 2}}, [&](std::exception_ptr error, calque::bulk_widget_response page) {
        if (error) std::rethrow_exception(error);
        results = page.results.size();
        api->stop();
    });
    context.run(); // returns because the stand-in has stopped
    BOOST_TEST(results == 2u);
    const std::uint16_t port = api->port();
    api.reset();
    BOOST_TEST(!can_connect(port));
}

BOOST_AUTO_TEST_SUITE_END()
