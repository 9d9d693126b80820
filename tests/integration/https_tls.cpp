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

// TLS with servers whose certificates are made here; what they do wrong is in https_faults.cpp.

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

/// A scene that shakes hands and then answers each request; counts the requests.
server::scene answer_always(std::atomic<int>* requests = nullptr) {
    return over_tls([requests](peer& with, int) -> awaitable<void> {
        for (;;) {
            (void)co_await with.read();
            if (requests != nullptr) ++*requests;
            co_await with.write(response("[]"));
        }
    });
}

/// A certificate for this machine, and a file that vouches for it.
const certificate& good() {
    static const certificate made = make_certificate("DNS:localhost,IP:127.0.0.1");
    return made;
}
const temporary_file& trusted() {
    static const temporary_file file{good().text};
    return file;
}

} // namespace

BOOST_AUTO_TEST_CASE(a_certificate_that_the_ca_file_vouches_for_is_accepted) {
    scripted_server api{good(), answer_always()};
    for (const auto* host : {"127.0.0.1", "localhost"}) {
        asker on{{.base_url = api.url(host), .ca_file = trusted().path()}};
        BOOST_TEST(on.get().status == 200u);
    }
}

BOOST_AUTO_TEST_CASE(nothing_is_sent_to_a_server_that_nobody_vouches_for) {
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

BOOST_AUTO_TEST_CASE(tls_1_2_and_1_3_are_spoken_and_the_connection_is_used_again) {
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

BOOST_AUTO_TEST_CASE(a_name_is_told_to_the_server_and_an_address_is_not) {
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

// The client's own certificate

BOOST_AUTO_TEST_CASE(a_server_that_demands_a_certificate_is_shown_one) {
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
        // None, or one that the server does not know, is no way in; no request is answered.
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

BOOST_AUTO_TEST_CASE(a_certificate_that_cannot_be_shown_is_refused_at_once) {
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
    const std::string no_key = "https_options::certificate: its key file has no key without a password, and for the "
                               "certificate, that can be read: ";
    BOOST_TEST(refusal("/no/such/file", key_file.path()).starts_with(no_certificate));
    BOOST_TEST(refusal(nonsense.path(), key_file.path()).starts_with(no_certificate));
    BOOST_TEST(refusal(file.path(), "/no/such/file").starts_with(no_key));
    BOOST_TEST(refusal(file.path(), nonsense.path()).starts_with(no_key));
    BOOST_TEST(refusal(file.path(), other_key.path()).starts_with(no_key));
    BOOST_TEST(refusal(file.path(), locked_key.path()).starts_with(no_key));
}

// The end of a connection

BOOST_AUTO_TEST_CASE(a_server_that_says_close_is_sent_a_close_notify) {
    std::promise<bool> polite;
    scripted_server api{good(), over_tls([&](peer& with, int) -> awaitable<void> {
                            (void)co_await with.read();
                            co_await with.write(response("[]", "200 OK", "Connection: close\r\n"));
                            try {
                                co_await with.shut_down(); // succeeds only where the client's close_notify comes
                                polite.set_value(true);
                            } catch (const system_error&) {
                                polite.set_value(false);
                            }
                        })};
    asker on{{.base_url = api.url(), .ca_file = trusted().path()}};
    BOOST_TEST(on.get().status == 200u);
    BOOST_TEST(polite.get_future().get());
}

BOOST_AUTO_TEST_CASE(a_body_that_only_the_end_of_the_connection_ends_must_end_with_a_close_notify) {
    for (const bool close_notify : {true, false}) {
        scripted_server api{good(), over_tls([=](peer& with, int) -> awaitable<void> {
                                (void)co_await with.read();
                                co_await with.write("HTTP/1.1 200 OK\r\n\r\n[]");
                                if (close_notify) co_await with.shut_down();
                            })};
        asker on{{.base_url = api.url(), .ca_file = trusted().path()}};
        if (close_notify) BOOST_TEST(on.get().body == "[]");
        else BOOST_TEST(on.failure().code == errc::network); // somebody may have cut it
    }
}

BOOST_AUTO_TEST_CASE(a_connection_that_went_stale_is_noticed_before_it_is_used) {
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

BOOST_AUTO_TEST_CASE(messages_of_tls_between_two_requests_do_not_make_a_connection_stale) {
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

BOOST_AUTO_TEST_CASE(an_exchange_over_tls_is_cancelled_wherever_it_stands) {
    scripted_server api{good(), answer_always()};
    for (const auto* host : {"127.0.0.1", "localhost"})
        BOOST_TEST(server::cancel_at_every_step({.base_url = api.url(host), .ca_file = trusted().path()}) > 5);
}

BOOST_AUTO_TEST_CASE(an_exchange_over_plain_http_is_cancelled_wherever_it_stands) {
    scripted_server api{server::answer_always(response("[]"))};
    for (const auto* host : {"127.0.0.1", "localhost"})
        BOOST_TEST(server::cancel_at_every_step({.base_url = api.url(host)}) > 1);
}

BOOST_AUTO_TEST_SUITE_END()
