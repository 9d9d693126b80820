// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <calque/api_failure.hpp>
#include <calque/https.hpp>
#include <calque/json.hpp>
#include <calque/local_api.hpp>

#include "certificate.hpp"
#include "unit/wire/printing.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/use_future.hpp>
#include <boost/asio/write.hpp>
#include <boost/json/parse.hpp>
#include <boost/test/unit_test.hpp>

#include <atomic>
#include <chrono>
#include <filesystem>
#include <future>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <variant>
#include <vector>

namespace asio = boost::asio;
using asio::ip::tcp;
using calque::errc;

namespace {

constexpr std::string_view path = "/dashboards/widgets/bulk_data/";

calque::instant noon() { return calque::read_datetime("2025-11-03T12:00:00Z").value().at; }

/// A stand-in whose clock stands still.
calque::local_api_options still() { return {.now = noon()}; }

calque::filter<calque::call_log> filter_of(std::string_view json) { return calque::from_json(json).value(); }

/// All pages, fetched by the real client.
calque::bulk_widget_response fetch(const calque::https_options& to, calque::bulk_widget_request request) {
    asio::io_context context;
    const calque::client client = calque::make_https_client(context.get_executor(), to);
    auto answer = client.all_pages(std::move(request), asio::use_future);
    context.run();
    return answer.get();
}

calque::bulk_widget_response fetch(const calque::local_api& api, calque::bulk_widget_request request) {
    return fetch(calque::https_options{.base_url = api.url()}, std::move(request));
}

/// The failure of a request that must fail.
calque::api_failure failure(const calque::https_options& to, calque::bulk_widget_request request) {
    try {
        fetch(to, std::move(request));
    } catch (const calque::api_error& error) {
        return error.failure();
    }
    BOOST_FAIL("the request must fail");
    return {};
}

std::size_t line_points(const calque::local_api& api, std::string_view filter) {
    const auto page = fetch(api, {.widget_ids = {1}, .filters = filter_of(filter)});
    return std::get<std::vector<calque::line_point>>(page.results.at(0).data).size();
}

/// Sends bytes on a connection of its own and reads until the server closes it.
std::string talk(std::uint16_t port, std::string_view bytes) {
    asio::io_context context;
    tcp::socket socket{context};
    socket.connect({asio::ip::address_v4::loopback(), port});
    calque::error_code ignored;
    asio::write(socket, asio::buffer(bytes), ignored);
    std::string answer;
    asio::read(socket, asio::dynamic_buffer(answer), ignored);
    return answer;
}

std::string post(std::string_view body, std::string_view more_headers = "Connection: close\r\n") {
    std::string text = "POST " + std::string{path} + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";
    return text.append(more_headers).append("Content-Length: ") + std::to_string(body.size()) + "\r\n\r\n" + std::string{body};
}

bool can_connect(std::uint16_t port) {
    asio::io_context context;
    tcp::socket socket{context};
    calque::error_code refused;
    socket.connect({asio::ip::address_v4::loopback(), port}, refused);
    return !refused;
}

} // namespace

BOOST_AUTO_TEST_SUITE(local_api)

BOOST_AUTO_TEST_CASE(the_client_gets_every_chart_of_the_catalog) {
    const calque::local_api api{still()};
    const auto all = fetch(api, {.widget_ids = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10}});
    BOOST_TEST(all.count.value() == 10);
    BOOST_TEST_REQUIRE(all.results.size() == 10u);
    BOOST_TEST(std::get<std::vector<calque::line_point>>(all.results[0].data).size() > 50u);
    const auto& bars = std::get<std::vector<calque::bar_point>>(all.results[1].data);
    BOOST_TEST(bars.size() == 8u);
    BOOST_TEST((bars.front().time_interval->at == calque::read_datetime("2025-10-27T00:00:00Z")->at));
    const auto& slices = std::get<std::vector<calque::pie_slice>>(all.results[2].data);
    BOOST_TEST(slices.size() > 2u);
    BOOST_TEST(slices.front().percentage.value() >= slices.back().percentage.value());
    BOOST_TEST(std::holds_alternative<calque::raw_json>(all.results[7].data));
    for (std::size_t i = 0; i < all.results.size(); ++i)
        BOOST_TEST(all.results[i].widget_id.value() == static_cast<std::int64_t>(i + 1));
}

BOOST_AUTO_TEST_CASE(the_same_seed_and_clock_give_the_same_answer) {
    const calque::bulk_widget_request request{.widget_ids = {1, 2, 3, 8}};
    const std::string one = calque::to_json(fetch(calque::local_api{still()}, request));
    const std::string same = calque::to_json(fetch(calque::local_api{still()}, request));
    const std::string other = calque::to_json(
        fetch(calque::local_api{{.records = calque::generated_calls{.seed = 2}, .now = noon()}}, request));
    BOOST_TEST(one == same);
    BOOST_TEST(one != other);
}

BOOST_AUTO_TEST_CASE(a_filter_changes_the_result) {
    const calque::local_api api{still()};
    const auto all = fetch(api, {.widget_ids = {1}});
    const std::size_t week = std::get<std::vector<calque::line_point>>(all.results.at(0).data).size();
    const std::size_t failed = line_points(api, R"({"field": "success", "op": "eq", "value": false})");
    const std::size_t month = line_points(api, R"({"field": "timestamp", "op": "gte", "value": "today-29d"})");
    BOOST_TEST(failed > 0u);
    BOOST_TEST(failed < week);
    BOOST_TEST(week < month);
    BOOST_TEST(line_points(api, R"({"operator": "or", "conditions": [{"field": "success", "op": "eq", "value": false},
        {"field": "success", "op": "neq", "value": false}]})") == week);
    BOOST_TEST(line_points(api, R"({"operator": "same_row", "conditions": [
        {"field": "metric_evaluations.metric.name", "op": "eq", "value": "accuracy"},
        {"field": "metric_evaluations.value", "op": "gt", "value": 1}]})") == 0u);
}

BOOST_AUTO_TEST_CASE(the_client_walks_all_pages) {
    const calque::local_api api{still()};
    for (const std::int64_t size : {1, 2, 3, 4, 5, 100}) {
        const auto all = fetch(api, {.widget_ids = {5, 4, 3, 2}, .page_size = size});
        BOOST_TEST_REQUIRE(all.results.size() == 4u, size);
        for (std::size_t i = 0; i < 4; ++i) BOOST_TEST(all.results[i].widget_id.value() == 5 - static_cast<int>(i));
    }
}

BOOST_AUTO_TEST_CASE(each_documented_error_is_mapped) {
    const calque::local_api api{{.now = noon(), .keys = {{"good-key"}, {"reader", true}}}};
    const auto with = [&](std::optional<std::string_view> key) {
        calque::https_options to{.base_url = api.url()};
        if (key) to.key = calque::api_key{*key};
        return to;
    };
    const calque::bulk_widget_request plain{.widget_ids = {1}};
    BOOST_TEST(fetch(with("good-key"), plain).results.size() == 1u);

    const auto missing = failure(with({}), plain);
    BOOST_TEST((missing.code == errc::unauthorized));
    BOOST_TEST(missing.server_detail == "Authentication credentials were not provided.");
    BOOST_TEST((failure(with("bad-key"), plain).code == errc::unauthorized));
    BOOST_TEST((failure(with("reader"), plain).code == errc::forbidden));

    const auto beyond = failure(with("good-key"), {.widget_ids = {1}, .page = 2});
    BOOST_TEST((beyond.code == errc::not_found));
    BOOST_TEST(beyond.server_detail == "Invalid page.");

    const auto old = failure(with("good-key"), {.widget_ids = {1}, .filters = filter_of(R"({"field": "timestamp",
        "op": "gte", "value": "now-31d"})")});
    BOOST_TEST((old.code == errc::bad_request));
    BOOST_TEST(old.server_detail ==
               "Timestamp filter value is too far in the past. Maximum allowed range is 30 days.");

    const auto pattern = failure(with("good-key"), {.widget_ids = {1}, .filters = filter_of(R"({"field": "topic",
        "op": "regex", "value": "("})")});
    BOOST_TEST((pattern.code == errc::bad_request));

    calque::https_options elsewhere = with("good-key");
    elsewhere.base_url += "/api";
    BOOST_TEST((failure(elsewhere, plain).code == errc::not_found));
}

BOOST_AUTO_TEST_CASE(tls_is_served_and_the_client_verifies_it) {
    const auto identity = server::make_certificate("IP:127.0.0.1,DNS:localhost");
    const server::temporary_file trusted{identity.text};
    const calque::local_api api{{.now = noon(), .tls = calque::tls_identity{identity.text, identity.key}}};
    BOOST_TEST(api.url().starts_with("https://127.0.0.1:"));
    const auto all = fetch({.base_url = api.url(), .ca_file = trusted.path()}, {.widget_ids = {1, 2, 3}, .page_size = 1});
    BOOST_TEST(all.results.size() == 3u);
    BOOST_TEST((failure({.base_url = api.url()}, {.widget_ids = {1}}).code == errc::tls_verification_failed));
    // Who does not speak TLS is hung up on, and the next is served.
    talk(api.port(), "GET / HTTP/1.1\r\n\r\n");
    BOOST_TEST(fetch({.base_url = api.url(), .ca_file = trusted.path()}, {.widget_ids = {1}}).results.size() == 1u);
}

BOOST_AUTO_TEST_CASE(a_broken_certificate_is_refused_at_the_start) {
    const auto identity = server::make_certificate("IP:127.0.0.1");
    BOOST_CHECK_THROW((calque::local_api{{.tls = calque::tls_identity{"no certificate", identity.key}}}), calque::system_error);
    BOOST_CHECK_THROW((calque::local_api{{.tls = calque::tls_identity{identity.text, "no key"}}}), calque::system_error);
}

BOOST_AUTO_TEST_CASE(records_come_from_a_file_or_from_values) {
    const server::temporary_file file{R"({"id": 1, "duration": 10, "timestamp": "2025-11-03T10:00:00Z"})"
                                      "\n"
                                      R"({"id": 2, "duration": 20, "timestamp": "2025-11-03T11:00:00Z"})"
                                      "\n"};
    const calque::local_api from_file{{.records = std::filesystem::path{file.path()}, .now = noon()}};
    BOOST_TEST(line_points(from_file, R"({"field": "duration", "op": "gte", "value": 10})") == 2u);
    BOOST_TEST(line_points(from_file, R"({"field": "duration", "op": "gte", "value": 11})") == 1u);
    std::vector<boost::json::value> values{boost::json::parse(R"({"id": 3, "duration": 5, "timestamp": "2025-11-03T00:00:00Z"})")};
    const calque::local_api from_values{{.records = std::move(values), .now = noon()}};
    BOOST_TEST(line_points(from_values, R"({"field": "id", "op": "eq", "value": 3})") == 1u);
    const server::temporary_file broken{"{\"id\": 1}\n{\n"};
    BOOST_CHECK_EXCEPTION((calque::local_api{{.records = std::filesystem::path{broken.path()}}}), calque::system_error,
                          [](const calque::system_error& e) {
                              return e.code() == errc::bad_records_file &&
                                     std::string_view{e.what()}.find("line 2") != std::string_view::npos;
                          });
}

BOOST_AUTO_TEST_CASE(it_runs_on_an_executor_of_somebody_else) {
    asio::io_context context;
    std::optional<calque::local_api> api{std::in_place, context.get_executor(), still()};
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

BOOST_AUTO_TEST_CASE(a_context_may_be_destroyed_before_it_ever_ran) {
    std::uint16_t port = 0;
    {
        asio::io_context context;
        const calque::local_api api{context.get_executor(), still()};
        port = api.port();
        BOOST_TEST(can_connect(port));
    }
    BOOST_TEST(!can_connect(port));
}

BOOST_AUTO_TEST_CASE(the_port_is_bound_at_once_and_free_after_stop) {
    calque::local_api first{still()};
    BOOST_TEST(can_connect(first.port()));
    BOOST_TEST(first.url() == "http://127.0.0.1:" + std::to_string(first.port()));
    BOOST_CHECK_EXCEPTION((calque::local_api{{.port = first.port()}}), calque::system_error, [&](const calque::system_error& e) {
        return std::string_view{e.what()}.find(std::to_string(first.port())) != std::string_view::npos;
    });
    first.stop();
    first.stop();
    BOOST_TEST(!can_connect(first.port()));
    const calque::local_api second{{.port = first.port(), .now = noon()}};
    BOOST_TEST(second.port() == first.port());
    BOOST_TEST(fetch(second, {.widget_ids = {1}}).results.size() == 1u);
}

BOOST_AUTO_TEST_CASE(stop_hangs_up_on_open_connections) {
    calque::local_api api{still()};
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

BOOST_AUTO_TEST_CASE(it_starts_and_stops_a_thousand_times) {
    const auto descriptors = [] {
        return std::distance(std::filesystem::directory_iterator{"/proc/self/fd"}, std::filesystem::directory_iterator{});
    };
    const auto before = descriptors();
    for (int round = 0; round < 1000; ++round) {
        const calque::local_api api{{.records = calque::generated_calls{.count = 1}, .now = noon()}};
        if (round % 50 == 0) BOOST_TEST(fetch(api, {.widget_ids = {1}}).results.size() == 1u);
    }
    BOOST_TEST(descriptors() == before);
}

BOOST_AUTO_TEST_CASE(one_connection_carries_many_requests) {
    const calque::local_api api{still()};
    std::string three;
    for (int i = 0; i < 2; ++i) three += post(R"({"widget_ids": [3]})", "");
    three += post(R"({"widget_ids": [4]})");
    const std::string answer = talk(api.port(), three);
    std::size_t count = 0;
    for (std::size_t at = 0; (at = answer.find("HTTP/1.1 200", at)) != std::string::npos; ++at) ++count;
    BOOST_TEST(count == 3u);
    BOOST_TEST(answer.find("\"widget_id\":4") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_client_that_waits_for_100_continue_gets_it) {
    const calque::local_api api{still()};
    const std::string answer =
        talk(api.port(), post(R"({"widget_ids": [3]})", "Connection: close\r\nExpect: 100-continue\r\n"));
    BOOST_TEST(answer.starts_with("HTTP/1.1 100 Continue\r\n"));
    BOOST_TEST(answer.find("HTTP/1.1 200 OK") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(head_is_answered_without_a_body) {
    const calque::local_api api{still()};
    const std::string answer =
        talk(api.port(), "HEAD " + std::string{path} + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    BOOST_TEST(answer.starts_with("HTTP/1.1 405 Method Not Allowed\r\n"));
    BOOST_TEST(answer.find("\r\nAllow: POST\r\n") != std::string::npos);
    BOOST_TEST(answer.ends_with("\r\n\r\n"));
    const std::string get = talk(api.port(), "GET " + std::string{path} + " HTTP/1.0\r\n\r\n");
    BOOST_TEST(get.find(R"({"detail":"Method \"GET\" not allowed."})") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(what_is_not_http_or_too_large_is_refused_and_hung_up_on) {
    calque::local_api_options small = still();
    small.body_limit = 1000;
    small.header_limit = 2000;
    const calque::local_api api{std::move(small)};
    BOOST_TEST(talk(api.port(), "hello\r\n\r\n").starts_with("HTTP/1.1 400 "));
    BOOST_TEST(talk(api.port(), post(std::string(2000, ' '), "")).starts_with("HTTP/1.1 413 "));
    BOOST_TEST(talk(api.port(), post(std::string(10'000'000, ' '), "")).starts_with("HTTP/1.1 413 "));
    BOOST_TEST(talk(api.port(), post("{}", "X: " + std::string(3000, 'x') + "\r\n")).starts_with("HTTP/1.1 431 "));
    BOOST_TEST(talk(api.port(), "POST / HTTP/1.1\r\nContent-Length: many\r\n\r\n").starts_with("HTTP/1.1 400 "));
    BOOST_TEST(fetch(api, {.widget_ids = {1}}).results.size() == 1u);
}

BOOST_AUTO_TEST_CASE(a_silent_connection_is_hung_up_on) {
    calque::local_api_options impatient = still();
    impatient.idle_timeout = std::chrono::milliseconds{50};
    const calque::local_api api{std::move(impatient)};
    BOOST_TEST(talk(api.port(), "").empty());
    BOOST_TEST(talk(api.port(), "POST / HTTP/1.1\r\nHost: x\r\n").empty());
    const std::string whole = post("{}", "");
    BOOST_TEST(talk(api.port(), whole.substr(0, whole.size() - 1)).empty());
}

BOOST_AUTO_TEST_CASE(connections_past_the_limit_wait_for_a_free_place) {
    calque::local_api_options narrow = still();
    narrow.connection_limit = 2;
    const calque::local_api api{std::move(narrow)};
    std::vector<std::string> answers(12);
    {
        std::vector<std::jthread> callers;
        for (std::string& answer : answers)
            callers.emplace_back([&] { answer = talk(api.port(), post(R"({"widget_ids": [3]})")); });
    }
    for (const std::string& answer : answers) BOOST_TEST(answer.starts_with("HTTP/1.1 200 OK\r\n"));
}

BOOST_AUTO_TEST_CASE(a_hook_sees_every_request_and_may_answer_it) {
    std::atomic<int> seen = 0;
    calque::local_api_options options = still();
    options.intercept = [&](const calque::http_request& request) -> std::optional<calque::http_response> {
        BOOST_TEST(request.method == "POST");
        BOOST_TEST(calque::find_header(request.headers, "content-type") == "application/json");
        switch (++seen) {
        case 1: return calque::http_response{429, {{"Retry-After", "7"}}, R"({"detail": "Request was throttled."})"};
        case 2: throw std::runtime_error{"a bug in the hook"};
        default: return std::nullopt;
        }
    };
    const calque::local_api api{std::move(options)};
    const calque::https_options to{.base_url = api.url()};
    BOOST_TEST((failure(to, {.widget_ids = {1}}).code == errc::rate_limited));
    BOOST_TEST((failure(to, {.widget_ids = {1}}).code == errc::server_error));
    BOOST_TEST(fetch(to, {.widget_ids = {1}}).results.size() == 1u);
    BOOST_TEST(seen == 3);
}

BOOST_AUTO_TEST_SUITE_END()
