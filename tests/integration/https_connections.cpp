// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <calque/version.hpp>

#include <boost/asio/use_future.hpp>
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cstdlib>
#include <functional>
#include <future>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "ask.hpp"
#include "scripted_server.hpp"
#include "unit/printing.hpp"

BOOST_AUTO_TEST_SUITE(https_connections_tests)

// Plain HTTP to this machine: what is sent, what is understood, and which connections are reused.

namespace {

using namespace calque;
using namespace std::chrono_literals;
using server::answer_always;
using server::answer_once;
using server::asker;
using server::chunked;
using server::peer;
using server::response;
using server::scripted_server;
using server::within;
using server::asio::awaitable;

/// Runs one exchange over a new transport.
http_response exchange(const https_options& options, const http_request& request = {.method = "GET", .target = "/"}) {
    boost::asio::io_context io;
    const https_transport link{io.get_executor(), options};
    const auto bounds = within(server::long_enough);
    auto done = boost::asio::co_spawn(io, link.exchange(request, bounds), boost::asio::use_future);
    io.run();
    return done.get();
}

/// Returns the request that the server of an exchange receives.
std::string seen_of(https_options options, const http_request& request, bool accept_gzip = false) {
    std::promise<std::string> seen;
    scripted_server api{[&](peer& with, int) -> awaitable<void> {
        seen.set_value(co_await with.read());
        co_await with.write(response("{}"));
    }};
    options.base_url = api.url() + options.base_url;
    boost::asio::io_context io;
    const https_transport link{io.get_executor(), options};
    auto bounds = within(server::long_enough);
    bounds.accept_gzip = accept_gzip;
    auto done = boost::asio::co_spawn(io, link.exchange(request, bounds), boost::asio::use_future);
    io.run();
    (void)done.get();
    std::string text = seen.get_future().get();
    if (const auto at = text.find(api.url().substr(7)); at != std::string::npos)
        text.replace(at, api.url().size() - 7, "HOST");
    return text;
}

} // namespace

BOOST_AUTO_TEST_CASE(a_request_arrives_as_documented) {
    const http_request request{
        .method = "POST", .target = "/x/?page=2", .headers = {{"Content-Type", "application/json"}}, .body = "{}"};
    const std::string begin =
        "POST /prefix/x/?page=2 HTTP/1.1\r\nHost: HOST\r\nUser-Agent: calque/" + std::string{version_string} + "\r\n";
    const std::string end = "Content-Type: application/json\r\nContent-Length: 2\r\n\r\n{}";
    BOOST_TEST(seen_of({.base_url = "/prefix/", .key = server::test_key}, request) ==
               begin + "X-CEKURA-API-KEY: s3cret-key-of-a-test\r\n" + end);
    BOOST_TEST(seen_of({.base_url = "/prefix/", .key = api_key::bearer("a.b.c")}, request) ==
               begin + "Authorization: Bearer a.b.c\r\n" + end);
    BOOST_TEST(seen_of({.base_url = "/prefix"}, request, true) == begin + "Accept-Encoding: gzip\r\n" + end);
}

BOOST_AUTO_TEST_CASE(to_curl_command_sends_the_same_request) {
    if (std::system("curl --version >/dev/null 2>&1") != 0) {
        BOOST_TEST_MESSAGE("there is no curl here");
        return;
    }
    std::vector<http_request> requests{{.method = "GET", .target = "/x/?a=[1]&b={2,3}&c=it's"},
                                       {.method = "POST",
                                        .target = "/../x",
                                        .headers = {{"Content-Type", "application/json"}},
                                        .body = "{\"a\":\"it's $HOME\"}\n"},
                                       {.method = "POST",
                                        .target = "/",
                                        .headers = {{"Accept", "a/b"}, {"X-Quote", "'\"$HOME`"}},
                                        .body = "@/etc/hostname"},
                                       {.method = "POST", .target = "/"}};
    ::setenv("CEKURA_API_KEY", "s3cret-key-of-a-test", 1);
    ::setenv("CEKURA_API_TOKEN", "a.b.c", 1);
    for (const auto& key : {server::test_key, api_key::bearer("a.b.c")})
        for (const auto& request : requests) {
            const auto ours = seen_of({.base_url = "/prefix", .key = key}, request);
            std::promise<std::string> seen;
            scripted_server api{[&](peer& with, int) -> awaitable<void> {
                seen.set_value(co_await with.read());
                co_await with.write(response("{}"));
            }};
            const auto command = to_curl(request, {.base_url = api.url() + "/prefix", .key = key});
            BOOST_TEST(std::system((command + " --silent --show-error --max-time 20 >/dev/null").c_str()) == 0);
            const auto curls = seen.get_future().get();
            // curl orders headers differently, so compare line by line.
            for (std::size_t at = 0; at < ours.size();) {
                const std::size_t end = std::min(ours.find("\r\n", at), ours.size());
                const std::string line = ours.substr(at, end - at);
                if (!line.starts_with("Host: "))
                    BOOST_TEST(curls.find(line) != std::string::npos, line << " in " << curls);
                at = end + 2;
            }
            const auto body = [](const std::string& text) { return text.substr(text.find("\r\n\r\n")); };
            BOOST_TEST(body(curls) == body(ours));
        }
    ::unsetenv("CEKURA_API_KEY");
    ::unsetenv("CEKURA_API_TOKEN");
}

BOOST_AUTO_TEST_CASE(status_headers_and_body_come_back) {
    scripted_server api{
        answer_once("HTTP/1.1 418 I'm a teapot\r\nX-One: 1\r\nx-two:2 \r\nx-one: 3\r\nContent-Length: 3\r\n\r\nabc")};
    const auto got = exchange({.base_url = api.url()});
    BOOST_TEST(got.status == 418u);
    BOOST_TEST(got.body == "abc");
    BOOST_TEST(find_header(got.headers, "X-Two") == "2");
    std::vector<std::string> ones;
    for (const auto& each : got.headers)
        if (find_header({each}, "X-One") != "") ones.push_back(each.value);
    BOOST_TEST((ones == std::vector<std::string>{"1", "3"}));
}

BOOST_AUTO_TEST_CASE(every_framing_of_a_body_is_understood) {
    const std::string head = "HTTP/1.1 200 OK\r\n";
    for (const std::string& text :
         {head + "Content-Length: 2\r\n\r\n[]", chunked("1\r\n[\r\n1;x=y\r\n]\r\n0\r\nTrailer: 1\r\n\r\n"),
          head + "\r\n[]", head + "Connection: close\r\n\r\n[]", std::string{"HTTP/1.0 200 OK\r\n\r\n[]"}}) {
        scripted_server api{answer_once(text)};
        BOOST_TEST(exchange({.base_url = api.url()}).body == "[]", text);
        // Also sent byte by byte.
        scripted_server slow{[&](peer& with, int) -> awaitable<void> {
            (void)co_await with.read();
            for (const char each : text) {
                co_await with.write(std::string(1, each));
                co_await with.pause(0ms);
            }
        }};
        BOOST_TEST(exchange({.base_url = slow.url()}).body == "[]", text);
    }
}

BOOST_AUTO_TEST_CASE(response_without_body_is_accepted) {
    for (const auto* status : {"204 No Content", "304 Not Modified"}) {
        scripted_server api{answer_always("HTTP/1.1 " + std::string{status} + "\r\nContent-Length: 5\r\n\r\n")};
        asker on{{.base_url = api.url()}};
        for (int i = 0; i < 2; ++i) BOOST_TEST(on.get().body.empty());
        BOOST_TEST(api.connections() == 1);
    }
}

BOOST_AUTO_TEST_CASE(interim_responses_are_skipped) {
    scripted_server api{
        answer_always("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n" + response("[]"))};
    asker on{{.base_url = api.url()}};
    for (int i = 0; i < 2; ++i) {
        const auto got = on.get();
        BOOST_TEST(got.status == 200u);
        BOOST_TEST(find_header(got.headers, "Link").empty());
    }
    BOOST_TEST(api.connections() == 1);
}

BOOST_AUTO_TEST_CASE(host_name_is_resolved) {
    scripted_server api{answer_always(response("[]"))};
    BOOST_TEST(exchange({.base_url = api.url("localhost")}).status == 200u);
}

BOOST_AUTO_TEST_CASE(a_redirect_is_not_followed) {
    scripted_server api{answer_always(response("", "307 Temporary Redirect", "Location: /elsewhere/\r\n"))};
    const auto got = exchange({.base_url = api.url()});
    BOOST_TEST(got.status == 307u);
    BOOST_TEST(find_header(got.headers, "Location") == "/elsewhere/");
    BOOST_TEST(api.connections() == 1);
}

BOOST_AUTO_TEST_CASE(invalid_request_is_refused_before_connecting) {
    scripted_server api{answer_once(response("[]"))};
    for (const http_header& bad : {http_header{"X", "1\r\n"}, {"Host", "elsewhere"}, {"x-cekura-api-key", "other"}})
        BOOST_CHECK_EXCEPTION(
            (void)exchange({.base_url = api.url()}, {.method = "GET", .target = "/", .headers = {bad}}), api_error,
            [](const api_error& error) { return error.code() == errc::bad_request_setting; });
    BOOST_TEST(api.connections() == 0);
}

// Early responses

BOOST_AUTO_TEST_CASE(response_is_read_while_the_request_is_being_sent) {
    for (const bool closes : {false, true}) {
        scripted_server api{[=](peer& with, int number) -> awaitable<void> {
            if (number == 1) {
                (void)co_await with.read_some();
                co_await with.write(response("no", "413 Content Too Large"));
                if (closes) co_return; // without reading the rest, so the client sees a reset
                co_await with.stall();
            }
            (void)co_await with.read();
            co_await with.write(response("[]"));
        }};
        asker on{{.base_url = api.url()}};
        const std::string large(std::size_t{16} * 1024 * 1024, 'x');
        const auto got = on.get(within(10s), {.method = "POST", .target = "/", .body = large});
        BOOST_TEST(got.status == 413u);
        BOOST_TEST(got.body == "no");
        // It is unknown what the server does with the rest, so the connection is not reused.
        BOOST_TEST(on.get().status == 200u);
        BOOST_TEST(api.connections() == 2);
    }
}

BOOST_AUTO_TEST_CASE(a_large_request_arrives) {
    const std::string large(std::size_t{16} * 1024 * 1024, 'x');
    std::promise<std::size_t> size;
    scripted_server api{[&](peer& with, int) -> awaitable<void> {
        size.set_value((co_await with.read()).size());
        co_await with.write(response("[]"));
    }};
    asker on{{.base_url = api.url()}};
    BOOST_TEST(on.get(within(20s), {.method = "POST", .target = "/", .body = large}).status == 200u);
    BOOST_TEST(size.get_future().get() > large.size());
}

// Reuse of connections

BOOST_AUTO_TEST_CASE(connection_is_reused_after_any_status) {
    for (const auto* status : {"200 OK", "400 Bad Request", "500 Internal Server Error"}) {
        scripted_server api{answer_always(response("[]", status))};
        asker on{{.base_url = api.url()}};
        for (int i = 0; i < 3; ++i) BOOST_TEST(on.get().body == "[]");
        BOOST_TEST(api.connections() == 1);
    }
}

BOOST_AUTO_TEST_CASE(connection_closed_by_server_is_not_reused) {
    for (const std::string& text : {response("[]", "200 OK", "Connection: close\r\n"),
                                    std::string{"HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\n[]"},
                                    std::string{"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n"}}) {
        scripted_server api{answer_always(text)};
        asker on{{.base_url = api.url()}};
        for (int i = 0; i < 2; ++i) BOOST_TEST(on.get().status == (text.starts_with("HTTP/1.1 101") ? 101u : 200u));
        BOOST_TEST(api.connections() == 2);
    }
}

BOOST_AUTO_TEST_CASE(connection_with_excess_bytes_is_not_reused) {
    scripted_server api{answer_always(response("[7]") + response("[8]"))};
    asker on{{.base_url = api.url()}};
    for (int i = 0; i < 2; ++i) BOOST_TEST(on.get().body == "[7]");
    BOOST_TEST(api.connections() == 2);
}

BOOST_AUTO_TEST_CASE(connection_idle_for_too_long_is_not_reused) {
    scripted_server api{answer_always(response("[]"))};
    asker on{{.base_url = api.url(), .idle_time = 20ms}};
    (void)on.get();
    (void)on.get();
    const int before = api.connections();
    std::this_thread::sleep_for(30ms);
    (void)on.get();
    BOOST_TEST(api.connections() == before + 1);
    asker never{{.base_url = api.url(), .idle_time = {}}};
    (void)never.get();
    (void)never.get();
    BOOST_TEST(api.connections() == before + 3);
}

// Stale connections

BOOST_AUTO_TEST_CASE(closed_connection_is_detected_before_the_next_request) {
    const std::vector<std::pair<std::string, std::function<awaitable<void>(peer&)>>> ways{
        {"closes",
         [](peer& with) -> awaitable<void> {
             with.socket().close();
             co_return;
         }},
        {"closes its half",
         [](peer& with) -> awaitable<void> {
             with.close_half();
             co_return;
         }},
        {"resets",
         [](peer& with) -> awaitable<void> {
             co_await with.pause(20ms); // so that the response has been read
             with.reset();
         }},
        {"sends what nobody asked for",
         [](peer& with) -> awaitable<void> {
             co_await with.pause(20ms);
             co_await with.write(response("[8]", "408 Request Timeout"));
         }},
    };
    for (const auto& [name, end] : ways) {
        std::promise<void> gone;
        scripted_server api{[&, end = end](peer& with, int number) -> awaitable<void> {
            (void)co_await with.read();
            co_await with.write(response("[]"));
            if (number != 1) co_return;
            co_await end(with);
            gone.set_value();
            co_await with.stall();
        }};
        asker on{{.base_url = api.url()}};
        BOOST_TEST(on.get().body == "[]");
        gone.get_future().get();
        std::this_thread::sleep_for(20ms);
        // Even a request that must not be repeated succeeds, because nothing was sent on the stale connection.
        auto once = within(server::long_enough);
        once.repeatable = false;
        BOOST_TEST(on.get(once).body == "[]", name);
        BOOST_TEST(api.connections() == 2);
    }
}

BOOST_AUTO_TEST_CASE(read_request_is_repeated_if_a_reused_connection_closes) {
    for (const bool reset : {false, true}) {
        scripted_server api{[=](peer& with, int number) -> awaitable<void> {
            (void)co_await with.read();
            co_await with.write(response("[]"));
            (void)co_await with.read();
            if (number > 1) co_await with.write(response("[]"));
            else if (reset) with.reset();
        }};
        asker on{{.base_url = api.url()}};
        for (int i = 0; i < 2; ++i) BOOST_TEST(on.get().status == 200u);
        BOOST_TEST(api.connections() == 2);
    }
}

BOOST_AUTO_TEST_CASE(write_request_is_never_repeated) {
    scripted_server api{[](peer& with, int) -> awaitable<void> {
        (void)co_await with.read();
        co_await with.write(response("[]"));
        (void)co_await with.read();
    }};
    asker on{{.base_url = api.url()}};
    auto once = within(5s);
    once.repeatable = false;
    BOOST_TEST(on.get(once).status == 200u);
    BOOST_TEST(on.failure(once).code == errc::network);
    BOOST_TEST(api.connections() == 1);
}

BOOST_AUTO_TEST_CASE(request_is_repeated_only_once) {
    scripted_server api{[](peer& with, int number) -> awaitable<void> {
        (void)co_await with.read();
        if (number != 1) co_return;
        co_await with.write(response("[]"));
        (void)co_await with.read();
    }};
    asker on{{.base_url = api.url()}};
    (void)on.get();
    BOOST_TEST(on.failure().code == errc::network);
    BOOST_TEST(api.connections() == 2);
}

BOOST_AUTO_TEST_CASE(partly_answered_request_is_not_repeated) {
    scripted_server api{[](peer& with, int) -> awaitable<void> {
        (void)co_await with.read();
        co_await with.write(response("[]"));
        (void)co_await with.read();
        co_await with.write("HTTP/1.1 200");
    }};
    asker on{{.base_url = api.url()}};
    (void)on.get();
    BOOST_TEST(on.failure().code == errc::network);
    BOOST_TEST(api.connections() == 1);
}

// Addresses

BOOST_AUTO_TEST_CASE(addresses_of_a_host_are_tried_in_order) {
    scripted_server api{answer_always(response("[]")), "127.0.0.2"};
    const std::string url = api.url("localhost");
    const auto addresses = [](std::vector<std::string> list) { return [list](const std::string&) { return list; }; };
    // The first address refuses connections.
    asker refused{{.base_url = url, .look_up = addresses({"127.0.0.3", "127.0.0.2"})}};
    BOOST_TEST(refused.get().status == 200u);
    // The first address never responds, and gets only its share of the time.
    const server::unresponsive_port deaf{"127.0.0.4", api.port()};
    asker silent{{.base_url = url, .look_up = addresses({"127.0.0.4", "127.0.0.2"})}};
    BOOST_TEST(silent.get(within(400ms)).status == 200u);
    // The last failure is reported.
    asker none{{.base_url = url, .look_up = addresses({"127.0.0.4", "127.0.0.3"})}};
    const auto failed = none.failure(within(100ms));
    BOOST_TEST(failed.code == errc::network);
    BOOST_TEST(failed.what_happened.ends_with("Connection refused"));
}

BOOST_AUTO_TEST_CASE(invalid_look_up_result_is_a_network_failure) {
    for (const std::vector<std::string>& list : {std::vector<std::string>{}, {"not an address"}, {"localhost"}}) {
        asker on{{.base_url = "http://localhost:1", .look_up = [&](const std::string&) { return list; }}};
        const auto failed = on.failure();
        BOOST_TEST(failed.code == errc::network);
        BOOST_TEST(failed.what_happened.find("while looking up the host") != std::string::npos);
    }
    asker on{{.base_url = "http://localhost:1",
              .look_up = [](const std::string&) -> std::vector<std::string> { throw std::logic_error{"a mistake"}; }}};
    BOOST_TEST(on.failure().code == errc::network);
}

BOOST_AUTO_TEST_SUITE_END()
