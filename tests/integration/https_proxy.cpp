// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <calque/version.hpp>

#include <boost/test/unit_test.hpp>

#include <mutex>
#include <string>
#include <vector>

#include "ask.hpp"
#include "scripted_proxy.hpp"
#include "unit/printing.hpp"

BOOST_AUTO_TEST_SUITE(https_proxy_tests)

// Through a proxy that opens tunnels: what it sees and does not see, and which hosts bypass it.

namespace {

using namespace calque;
using server::answer_always;
using server::answer_once;
using server::asker;
using server::make_certificate;
using server::over_tls;
using server::peer;
using server::response;
using server::scripted_server;
using server::temporary_file;
using server::tunnel_to;
using server::asio::awaitable;

/// An API named `api.test`, and a proxy to it that records the requests it gets.
struct stage {
    server::certificate identity = make_certificate("DNS:api.test,IP:127.0.0.1");
    temporary_file trusted{identity.text};
    std::mutex guard{};
    std::vector<std::string> at_api{};
    std::vector<std::string> at_proxy{};
    scripted_server api{identity, over_tls([this](peer& with, int) -> awaitable<void> {
                            for (;;) {
                                note(at_api, co_await with.read());
                                co_await with.write(response("[]"));
                            }
                        })};
    scripted_server proxy{tunnel_to(api.port(), [this](const std::string& head) { note(at_proxy, head); })};

    void note(std::vector<std::string>& list, std::string text) {
        const std::lock_guard lock{guard};
        list.push_back(std::move(text));
    }

    [[nodiscard]] https_options options(const std::string& credentials = {}) const {
        return {.base_url = api.url("api.test"),
                .ca_file = trusted.path(),
                .proxy = "http://" + credentials + "127.0.0.1:" + std::to_string(proxy.port())};
    }
};

} // namespace

BOOST_AUTO_TEST_CASE(proxy_sees_only_one_connect_request) {
    stage on_stage;
    asker on{on_stage.options()};
    for (int i = 0; i < 3; ++i) BOOST_TEST(on.get().status == 200u);
    const std::lock_guard lock{on_stage.guard};
    const std::string target = on_stage.api.url("api.test").substr(8);
    BOOST_REQUIRE_EQUAL(on_stage.at_proxy.size(), 1u);
    BOOST_TEST(on_stage.at_proxy[0] == "CONNECT " + target + " HTTP/1.1\r\nHost: " + target +
                                           "\r\nUser-Agent: calque/" + std::string{version_string} + "\r\n\r\n");
    BOOST_REQUIRE_EQUAL(on_stage.at_api.size(), 3u);
    BOOST_TEST(on_stage.at_api[2].find("X-CEKURA-API-KEY: s3cret-key-of-a-test\r\n") != std::string::npos);
    BOOST_TEST(on_stage.api.connections() == 1);
}

BOOST_AUTO_TEST_CASE(proxy_credentials_are_sent_to_the_proxy_only) {
    stage on_stage;
    asker on{on_stage.options("me:s3cret%20word@")};
    BOOST_TEST(on.get().status == 200u);
    const std::lock_guard lock{on_stage.guard};
    // The base64 of `me:s3cret word`.
    BOOST_TEST(on_stage.at_proxy.at(0).find("\r\nProxy-Authorization: Basic bWU6czNjcmV0IHdvcmQ=\r\n") !=
               std::string::npos);
    BOOST_TEST(on_stage.at_proxy.at(0).find("key") == std::string::npos);
    BOOST_TEST(on_stage.at_api.at(0).find("Proxy") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(proxy_error_shows_no_credentials) {
    for (const auto* status : {"407 Say Basic bWU6czNjcmV0 again", "403 No me:s3cret"}) {
        scripted_server proxy{answer_once("HTTP/1.1 " + std::string{status} + "\r\n\r\n")};
        asker on{{.base_url = "https://api.test", .proxy = "http://me:s3cret@" + proxy.url().substr(7)}};
        const auto failed = on.failure(); // also checks that the failure does not show the key
        BOOST_TEST(failed.code == errc::bad_request_setting);
        BOOST_TEST(failed.what_happened.starts_with("the proxy " + proxy.url().substr(7) +
                                                    " refused to connect to api.test:443 (4"));
        BOOST_TEST(describe(failed).find("bWU6czNjcmV0") == std::string::npos);
        BOOST_TEST(failed.status == 0u); // it is not the API's status
    }
}

BOOST_AUTO_TEST_CASE(no_proxy_hosts_are_reached_directly) {
    stage on_stage;
    auto options = on_stage.options();
    options.no_proxy = "example.com, .test";
    options.look_up = [](const std::string&) { return std::vector<std::string>{"127.0.0.1"}; };
    asker on{options};
    BOOST_TEST(on.get().status == 200u);
    BOOST_TEST(on_stage.proxy.connections() == 0);
}

BOOST_AUTO_TEST_CASE(loopback_is_never_reached_through_a_proxy) {
    stage on_stage;
    auto options = on_stage.options();
    options.base_url = on_stage.api.url("127.0.0.1");
    asker secure{options};
    BOOST_TEST(secure.get().status == 200u);
    scripted_server plain{answer_always(response("[]"))};
    options.base_url = plain.url();
    asker open{options};
    BOOST_TEST(open.get().status == 200u);
    BOOST_TEST(on_stage.proxy.connections() == 0);
}

BOOST_AUTO_TEST_CASE(stale_tunnel_is_replaced) {
    const auto identity = make_certificate("DNS:api.test");
    const temporary_file trusted{identity.text};
    scripted_server api{identity, over_tls(answer_once(response("[]")))};
    scripted_server proxy{tunnel_to(api.port())};
    asker on{{.base_url = api.url("api.test"), .ca_file = trusted.path(), .proxy = proxy.url()}};
    for (int i = 0; i < 3; ++i) BOOST_TEST(on.get().status == 200u);
    BOOST_TEST(proxy.connections() == 3);
}

BOOST_AUTO_TEST_CASE(interim_responses_and_headers_of_a_proxy_are_skipped) {
    stage on_stage;
    scripted_server proxy{[&](peer& with, int) -> awaitable<void> {
        (void)co_await with.read();
        co_await with.write("HTTP/1.1 100 Continue\r\n\r\n");
        co_await with.write("HTTP/1.0 201 Made\r\nContent-Length: 5\r\nVia: x\r\n\r\n");
        co_await with.until_disconnected();
    }};
    auto options = on_stage.options();
    options.proxy = proxy.url();
    asker on{options};
    // The error comes from TLS: the tunnel was opened, but leads nowhere.
    const auto failed = on.failure(server::within(std::chrono::milliseconds{60}));
    BOOST_TEST(failed.what_happened.find("while negotiating TLS (api.test:") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(exchange_through_a_proxy_can_be_cancelled_at_every_step) {
    stage on_stage;
    BOOST_TEST(server::cancel_at_every_step(on_stage.options()) > 5);
}

BOOST_AUTO_TEST_SUITE_END()
