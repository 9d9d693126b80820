// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <atomic>
#include <future>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "ask.hpp"
#include "scripted_server.hpp"
#include "unit/printing.hpp"

BOOST_AUTO_TEST_SUITE(https_pool_tests)

// The number of connections, the queue for them, and the effect of closing the transport.

namespace {

using namespace calque;
using namespace std::chrono_literals;
using server::answer_always;
using server::asked;
using server::asker;
using server::peer;
using server::response;
using server::scripted_server;
using server::within;
using server::asio::awaitable;

/// Returns a scene that responds with the request's target, after a pause.
server::scene echo(std::chrono::milliseconds pause = {}) {
    return [=](peer& with, int) -> awaitable<void> {
        for (;;) {
            const std::string request = co_await with.read();
            if (pause.count() != 0) co_await with.pause(pause);
            const std::size_t begin = request.find('/');
            co_await with.write(response(request.substr(begin, request.find(' ', begin) - begin)));
        }
    };
}

http_request get(const std::string& target) { return {.method = "GET", .target = target}; }

/// Several concurrent exchanges.
struct concurrent_exchanges {
    void start(asker& on, const std::string& target, exchange_options bounds = within(server::long_enough)) {
        each.push_back(std::make_unique<asked>());
        on.start(*each.back(), std::move(bounds), get(target));
    }

    [[nodiscard]] std::ptrdiff_t done() const {
        return std::count_if(each.begin(), each.end(), [](const auto& one) { return one->done; });
    }

    std::vector<std::unique_ptr<asked>> each;
};

} // namespace

BOOST_AUTO_TEST_CASE(connection_limit_is_respected) {
    for (const std::size_t most : {std::size_t{1}, std::size_t{4}, std::size_t{7}}) {
        scripted_server api{echo(1ms)};
        asker on{{.base_url = api.url(), .connections = most}};
        concurrent_exchanges all;
        for (int i = 0; i < 40; ++i) all.start(on, "/" + std::to_string(i));
        on.finish();
        for (int i = 0; i < 40; ++i)
            BOOST_TEST(all.each.at(static_cast<std::size_t>(i))->response.body == "/" + std::to_string(i));
        BOOST_TEST(api.connections() == static_cast<int>(most));
        BOOST_TEST(api.max_concurrent() == static_cast<int>(most));
    }
}

BOOST_AUTO_TEST_CASE(closed_connection_is_replaced) {
    scripted_server api{answer_always(response("[]", "200 OK", "Connection: close\r\n"))};
    asker on{{.base_url = api.url(), .connections = 2}};
    concurrent_exchanges all;
    for (int i = 0; i < 10; ++i) all.start(on, "/");
    on.finish();
    for (const auto& each : all.each) BOOST_TEST(each->response.status == 200u);
    BOOST_TEST(api.connections() == 10);
}

BOOST_AUTO_TEST_CASE(exchanges_are_served_in_order) {
    std::vector<std::string> order;
    std::optional<scripted_server> api;
    api.emplace([&](peer& with, int) -> awaitable<void> {
        for (;;) {
            const std::string request = co_await with.read();
            order.push_back(request.substr(5, request.find(' ', 5) - 5));
            co_await with.write(response("[]"));
        }
    });
    asker on{{.base_url = api->url(), .connections = 1}};
    concurrent_exchanges all;
    std::vector<std::string> expected;
    for (int i = 0; i < 20; ++i) {
        all.start(on, "/" + std::to_string(i));
        expected.push_back(std::to_string(i));
        if (i % 3 == 0) on.io.poll_one(); // so that some exchanges start later
    }
    on.finish();
    BOOST_TEST(all.done() == 20);
    api.reset(); // joins its thread
    BOOST_TEST(order == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(waiting_for_a_connection_ends_at_the_deadline) {
    scripted_server api{server::never_respond()};
    asker on{{.base_url = api.url(), .connections = 1}};
    concurrent_exchanges all;
    all.start(on, "/first", within(150ms));
    all.start(on, "/second", within(50ms));
    on.run_until([&] { return all.done() == 1; });
    BOOST_TEST(all.each[1]->done);
    const auto failed = all.each[1]->failure();
    BOOST_TEST(failed.code == errc::timeout);
    BOOST_TEST(failed.what_happened ==
               "the deadline passed before a connection was free (" + api.url().substr(7) + ')');
    on.finish();
    BOOST_TEST(all.each[0]->failure().code == errc::timeout);
    BOOST_TEST(api.connections() == 1);
}

BOOST_AUTO_TEST_CASE(cancelled_waiter_is_skipped) {
    std::atomic<bool> answers = false;
    scripted_server api{[&](peer& with, int) -> awaitable<void> {
        for (;;) {
            (void)co_await with.read();
            while (!answers) co_await with.pause(1ms);
            co_await with.write(response("[]"));
        }
    }};
    asker on{{.base_url = api.url(), .connections = 1}};
    concurrent_exchanges all;
    for (int i = 0; i < 4; ++i) all.start(on, "/");
    on.run_until([&] { return api.connections() == 1; });
    all.each[1]->stop.emit(boost::asio::cancellation_type::terminal);
    all.each[2]->stop.emit(boost::asio::cancellation_type::terminal);
    on.run_until([&] { return all.done() == 2; });
    for (const int i : {1, 2}) BOOST_TEST(all.each.at(static_cast<std::size_t>(i))->failure().code == errc::cancelled);
    answers = true;
    on.finish();
    for (const int i : {0, 3}) BOOST_TEST(all.each.at(static_cast<std::size_t>(i))->response.status == 200u);
    BOOST_TEST(api.connections() == 1);
}

BOOST_AUTO_TEST_CASE(cancelled_exchange_frees_its_connection) {
    scripted_server api{[](peer& with, int number) -> awaitable<void> {
        if (number == 1) co_await with.until_disconnected();
        (void)co_await with.read();
        co_await with.write(response("[]"));
    }};
    asker on{{.base_url = api.url(), .connections = 1}};
    concurrent_exchanges all;
    for (int i = 0; i < 2; ++i) all.start(on, "/");
    on.run_until([&] { return api.connections() == 1; });
    all.each[0]->stop.emit(boost::asio::cancellation_type::terminal);
    on.finish();
    BOOST_TEST(all.each[0]->failure().code == errc::cancelled);
    BOOST_TEST(all.each[1]->response.status == 200u);
}

BOOST_AUTO_TEST_CASE(context_may_be_destroyed_with_running_and_waiting_exchanges) {
    scripted_server api{echo(1ms)};
    for (int steps = 0; steps < 60; ++steps) {
        asker on{{.base_url = api.url("localhost"), .connections = 2}};
        concurrent_exchanges all;
        for (int i = 0; i < 5; ++i) all.start(on, "/");
        for (int i = 0; i < steps && all.done() < 5; ++i) on.io.run_one();
    }
}

// Closing

BOOST_AUTO_TEST_CASE(close_ends_running_and_waiting_exchanges_and_idle_connections) {
    scripted_server api{[](peer& with, int) -> awaitable<void> {
        for (;;) {
            const std::string request = co_await with.read();
            if (request.starts_with("GET /silence")) co_await with.until_disconnected();
            co_await with.write(response("[]"));
        }
    }};
    asker on{{.base_url = api.url(), .connections = 2}};
    BOOST_TEST(on.get().status == 200u); // leaves an idle connection
    concurrent_exchanges all;
    for (int i = 0; i < 3; ++i) all.start(on, "/silence");
    on.run_until([&] { return api.connections() == 2; });
    const auto begin = std::chrono::steady_clock::now();
    on.link.close();
    on.finish();
    BOOST_TEST((std::chrono::steady_clock::now() - begin < 2s));
    for (const auto& each : all.each) BOOST_TEST(each->failure().code == errc::cancelled);
    BOOST_TEST(all.each[0]->failure().what_happened == "the transport was closed");
    BOOST_TEST(all.each[2]->failure().what_happened == "the transport is closed");
    // It stays closed, and closing again is harmless.
    BOOST_TEST(on.failure().code == errc::cancelled);
    on.link.close();
    BOOST_TEST(on.failure().what_happened == "the transport is closed");
    BOOST_TEST(api.connections() == 2);
}

BOOST_AUTO_TEST_CASE(transport_can_be_closed_at_every_step_of_an_exchange) {
    const server::certificate identity = server::make_certificate("DNS:localhost");
    const server::temporary_file trusted{identity.text};
    for (const bool tls : {false, true}) {
        std::optional<scripted_server> api;
        if (tls) api.emplace(identity, server::over_tls(echo()));
        else api.emplace(echo());
        int steps = 0;
        for (bool through = false; !through; ++steps) {
            BOOST_REQUIRE(steps < 1000);
            asker on{{.base_url = api->url("localhost"), .ca_file = trusted.path(), .connections = 1}};
            concurrent_exchanges all;
            for (int i = 0; i < 2; ++i) all.start(on, "/x");
            for (int i = 0; i < steps && all.done() < 2; ++i) on.io.run_one();
            on.link.close();
            on.finish();
            BOOST_TEST(all.done() == 2);
            for (const auto& each : all.each)
                BOOST_TEST((each->error ? each->failure().code == errc::cancelled : each->response.body == "/x"));
            through = !all.each[1]->error;
        }
        BOOST_TEST(steps > 5);
    }
}

BOOST_AUTO_TEST_CASE(close_sends_close_notify_on_idle_tls_connections) {
    const server::certificate identity = server::make_certificate("IP:127.0.0.1");
    const server::temporary_file trusted{identity.text};
    std::promise<bool> polite;
    scripted_server api{identity, server::over_tls([&](peer& with, int) -> awaitable<void> {
                            (void)co_await with.read();
                            co_await with.write(response("[]"));
                            try {
                                co_await with.until_close_notify();
                                polite.set_value(true);
                            } catch (const system_error&) {
                                polite.set_value(false);
                            }
                        })};
    asker on{{.base_url = api.url(), .ca_file = trusted.path()}};
    BOOST_TEST(on.get().status == 200u);
    on.link.close();
    on.finish();
    BOOST_TEST(polite.get_future().get());
}

BOOST_AUTO_TEST_CASE(unanswered_close_notify_delays_close_by_half_a_second) {
    const server::certificate identity = server::make_certificate("IP:127.0.0.1");
    const server::temporary_file trusted{identity.text};
    scripted_server api{identity, server::over_tls([](peer& with, int) -> awaitable<void> {
                            (void)co_await with.read();
                            co_await with.write(response("[]"));
                            co_await with.stall();
                        })};
    asker on{{.base_url = api.url(), .ca_file = trusted.path()}};
    BOOST_TEST(on.get().status == 200u);
    on.link.close();
    const auto begin = std::chrono::steady_clock::now();
    on.finish();
    const auto took = std::chrono::steady_clock::now() - begin;
    BOOST_TEST((took > 400ms));
    BOOST_TEST((took < 2s));
}

BOOST_AUTO_TEST_SUITE_END()
