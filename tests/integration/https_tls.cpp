// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <boost/test/unit_test.hpp>

#include <atomic>
#include <future>
#include <string>
#include <thread>

#include "ask.hpp"
#include "scripted_server.hpp"
#include "unit/printing.hpp"

BOOST_AUTO_TEST_SUITE(https_tls_tests)

// TLS with test certificates; faulty servers are in https_faults.cpp.

namespace {

using namespace calque;
using server::asker;
using server::certificate;
using server::locked;
using server::make_certificate;
using server::over_tls;
using server::peer;
using server::response;
using server::scripted_server;
using server::temporary_file;
using server::asio::awaitable;

/// Returns a scene that shakes hands, then answers and counts the requests.
server::scene answer_always(std::atomic<int>* requests = nullptr) {
    return over_tls([requests](peer& with, int) -> awaitable<void> {
        for (;;) {
            (void)co_await with.read();
            if (requests != nullptr) ++*requests;
            co_await with.write(response("[]"));
        }
    });
}

/// The certificate of the server, and a CA file that contains it.
const certificate& good() {
    static const certificate made = make_certificate("DNS:localhost,IP:127.0.0.1");
    return made;
}
const temporary_file& trusted() {
    static const temporary_file file{good().text};
    return file;
}

} // namespace

BOOST_AUTO_TEST_CASE(certificate_in_the_ca_file_is_accepted) {
    scripted_server api{good(), answer_always()};
    for (const auto* host : {"127.0.0.1", "localhost"}) {
        asker on{{.base_url = api.url(host), .ca_file = trusted().path()}};
        BOOST_TEST(on.get().status == 200u);
    }
}

BOOST_AUTO_TEST_CASE(nothing_is_sent_to_an_untrusted_server) {
    std::atomic<int> requests = 0;
    scripted_server api{good(), answer_always(&requests)};
    asker on{{.base_url = api.url()}};
    const auto failed = on.failure();
    BOOST_TEST(failed.code == errc::tls_verification_failed);
    BOOST_TEST(failed.what_happened ==
               "the certificate of " + api.url().substr(8) + " could not be verified: self-signed certificate");
    BOOST_TEST(failed.cause.failed());
    BOOST_TEST(requests == 0);
}

BOOST_AUTO_TEST_CASE(tls_1_2_and_1_3_connections_are_reused) {
    for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
        std::atomic<int> requests = 0;
        scripted_server api{good(), answer_always(&requests)};
        SSL_CTX_set_min_proto_version(api.tls().native_handle(), version);
        SSL_CTX_set_max_proto_version(api.tls().native_handle(), version);
        asker on{{.base_url = api.url(), .ca_file = trusted().path()}};
        for (int i = 0; i < 3; ++i) BOOST_TEST(on.get().status == 200u);
        BOOST_TEST(api.connections() == 1);
        BOOST_TEST(requests == 3);
    }
}

BOOST_AUTO_TEST_CASE(sni_is_sent_for_names_but_not_for_addresses) {
    for (const std::string host : {"localhost", "127.0.0.1"}) {
        std::promise<std::string> asked_for;
        scripted_server api{good(), over_tls([&](peer& with, int) -> awaitable<void> {
                                asked_for.set_value(with.asked_for());
                                (void)co_await with.read();
                                co_await with.write(response("[]"));
                            })};
        asker on{{.base_url = api.url(host), .ca_file = trusted().path()}};
        BOOST_TEST(on.get().status == 200u);
        BOOST_TEST(asked_for.get_future().get() == (host == "localhost" ? "localhost" : ""));
    }
}

// Client certificates

BOOST_AUTO_TEST_CASE(client_certificate_is_sent_on_demand) {
    const certificate own = make_certificate("DNS:client.test");
    const temporary_file file{own.text};
    const temporary_file key_file{own.key};
    const temporary_file both{own.key + own.text};
    for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
        std::atomic<int> requests = 0;
        scripted_server api{good(), answer_always(&requests)};
        SSL_CTX_set_max_proto_version(api.tls().native_handle(), version);
        api.demand(own);
        const https_options options{.base_url = api.url(), .ca_file = trusted().path()};
        for (const client_certificate& shown :
             {client_certificate{file.path(), key_file.path()}, {both.path(), both.path()}}) {
            auto with = options;
            with.certificate = shown;
            asker on{with};
            for (int i = 0; i < 2; ++i) BOOST_TEST(on.get().status == 200u);
        }
        BOOST_TEST(requests == 4);
        // Without a certificate, or with an unknown one, no request is answered.
        const certificate other = make_certificate("DNS:client.test");
        const temporary_file other_file{other.text + other.key};
        auto with = options;
        with.certificate = client_certificate{other_file.path(), other_file.path()};
        for (const https_options& wrong : {options, with}) {
            asker on{wrong};
            const auto failed = on.failure();
            BOOST_TEST(failed.code == errc::network);
            BOOST_TEST(failed.what_happened.find("alert") != std::string::npos, failed.what_happened);
        }
        BOOST_TEST(requests == 4);
    }
}

BOOST_AUTO_TEST_CASE(unusable_client_certificate_is_refused_at_construction) {
    const certificate own = make_certificate("DNS:client.test");
    const temporary_file file{own.text};
    const temporary_file key_file{own.key};
    const temporary_file other_key{make_certificate("DNS:client.test").key};
    const temporary_file locked_key{locked(own.key, "a password that nobody is asked for")};
    const temporary_file nonsense{"nonsense"};
    const auto refusal = [](const std::string& certificate_path, const std::string& key_path) -> std::string {
        try {
            const asker on{
                {.base_url = "https://127.0.0.1:1", .certificate = client_certificate{certificate_path, key_path}}};
        } catch (const api_error& error) {
            BOOST_TEST(error.code() == errc::bad_request_setting);
            return error.failure().what_happened;
        }
        return "made";
    };
    BOOST_TEST(refusal(file.path(), key_file.path()) == "made");
    const std::string no_certificate = "https_options::certificate: file has no certificate that can be read: ";
    const std::string no_key = "https_options::certificate: key_file has no unencrypted key of the certificate";
    BOOST_TEST(refusal("/no/such/file", key_file.path()).starts_with(no_certificate));
    BOOST_TEST(refusal(nonsense.path(), key_file.path()).starts_with(no_certificate));
    BOOST_TEST(refusal(file.path(), "/no/such/file").starts_with(no_key));
    BOOST_TEST(refusal(file.path(), nonsense.path()).starts_with(no_key));
    BOOST_TEST(refusal(file.path(), other_key.path()).starts_with(no_key));
    BOOST_TEST(refusal(file.path(), locked_key.path()).starts_with(no_key));
}

// Closing a connection

BOOST_AUTO_TEST_CASE(close_notify_is_sent_after_connection_close) {
    std::promise<bool> polite;
    scripted_server api{good(), over_tls([&](peer& with, int) -> awaitable<void> {
                            (void)co_await with.read();
                            co_await with.write(response("[]", "200 OK", "Connection: close\r\n"));
                            try {
                                co_await with.shut_down(); // succeeds only if the client sends close_notify
                                polite.set_value(true);
                            } catch (const system_error&) {
                                polite.set_value(false);
                            }
                        })};
    asker on{{.base_url = api.url(), .ca_file = trusted().path()}};
    BOOST_TEST(on.get().status == 200u);
    BOOST_TEST(polite.get_future().get());
}

BOOST_AUTO_TEST_CASE(body_ended_by_close_needs_close_notify) {
    for (const bool close_notify : {true, false}) {
        scripted_server api{good(), over_tls([=](peer& with, int) -> awaitable<void> {
                                (void)co_await with.read();
                                co_await with.write("HTTP/1.1 200 OK\r\n\r\n[]");
                                if (close_notify) co_await with.shut_down();
                            })};
        asker on{{.base_url = api.url(), .ca_file = trusted().path()}};
        if (close_notify) BOOST_TEST(on.get().body == "[]");
        else BOOST_TEST(on.failure().code == errc::network); // the body may have been truncated
    }
}

BOOST_AUTO_TEST_CASE(stale_tls_connection_is_detected_before_use) {
    for (const bool close_notify : {true, false}) {
        std::promise<void> gone;
        scripted_server api{good(), over_tls([&](peer& with, int number) -> awaitable<void> {
                                (void)co_await with.read();
                                co_await with.write(response("[]"));
                                if (number != 1) co_return;
                                if (close_notify) with.send_close_notify();
                                else with.socket().close();
                                gone.set_value();
                                co_await with.stall();
                            })};
        asker on{{.base_url = api.url(), .ca_file = trusted().path()}};
        BOOST_TEST(on.get().status == 200u);
        gone.get_future().get();
        std::this_thread::sleep_for(std::chrono::milliseconds{20});
        auto once = server::within(server::long_enough);
        once.repeatable = false;
        BOOST_TEST(on.get(once).status == 200u);
        BOOST_TEST(api.connections() == 2);
    }
}

BOOST_AUTO_TEST_CASE(tls_messages_between_requests_do_not_make_a_connection_stale) {
    std::promise<void> sent;
    scripted_server api{good(), over_tls([&](peer& with, int) -> awaitable<void> {
                            (void)co_await with.read();
                            co_await with.write(response("[]"));
                            co_await with.pause(std::chrono::milliseconds{20});
                            co_await with.send_ticket();
                            sent.set_value();
                            (void)co_await with.read();
                            co_await with.write(response("[2]"));
                        })};
    asker on{{.base_url = api.url(), .ca_file = trusted().path()}};
    BOOST_TEST(on.get().status == 200u);
    sent.get_future().get();
    BOOST_TEST(on.get().body == "[2]");
    BOOST_TEST(api.connections() == 1);
}

BOOST_AUTO_TEST_CASE(exchange_over_tls_can_be_cancelled_at_every_step) {
    scripted_server api{good(), answer_always()};
    for (const auto* host : {"127.0.0.1", "localhost"})
        BOOST_TEST(server::cancel_at_every_step({.base_url = api.url(host), .ca_file = trusted().path()}) > 5);
}

BOOST_AUTO_TEST_CASE(exchange_over_http_can_be_cancelled_at_every_step) {
    scripted_server api{server::answer_always(response("[]"))};
    for (const auto* host : {"127.0.0.1", "localhost"})
        BOOST_TEST(server::cancel_at_every_step({.base_url = api.url(host)}) > 1);
}

BOOST_AUTO_TEST_SUITE_END()
