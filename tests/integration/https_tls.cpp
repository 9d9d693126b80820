// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <boost/asio/cancellation_type.hpp>
#include <boost/test/unit_test.hpp>

#include <atomic>
#include <future>
#include <string>

#include "call.hpp"
#include "unit/wire/printing.hpp"

// TLS against a server whose certificate is made here: whom the client trusts, and what the network does to it.

namespace {

using namespace calque;
using server::caller;
using server::cancel_at_every_step;
using server::certificate;
using server::make_certificate;
using server::one_widget;
using server::page_of;
using server::peer;
using server::response;
using server::scripted_server;
using server::temporary_file;
using server::asio::awaitable;

/// A scene that shakes hands and then answers each request with one text; counts the requests.
server::scene answer_always(std::string text, std::atomic<int>* requests = nullptr) {
    return [text = std::move(text), requests](peer& with, int) -> awaitable<void> {
        co_await with.handshake();
        for (;;) {
            (void)co_await with.read();
            if (requests != nullptr) ++*requests;
            co_await with.write(text);
        }
    };
}

/// What a call ends in that trusts this certificate's issuer, itself.
calque::api_failure failure(const certificate& identity, const std::string& host = "127.0.0.1",
                            client_options bounds = {}) {
    std::atomic<int> requests = 0;
    scripted_server api{identity, answer_always(response(page_of(7)), &requests)};
    const temporary_file trusted{identity.text};
    caller on{{.base_url = api.url(host), .ca_file = trusted.path()}, bounds};
    auto failed = on.failure();
    BOOST_TEST((!failed.code || requests == 0));
    return failed;
}

const certificate& good() {
    static const certificate made = make_certificate("DNS:localhost,IP:127.0.0.1");
    return made;
}

} // namespace

BOOST_AUTO_TEST_SUITE(https_tls)

BOOST_AUTO_TEST_CASE(a_certificate_that_the_ca_file_vouches_for_is_accepted) {
    BOOST_TEST(!failure(good(), "127.0.0.1").code);
    BOOST_TEST(!failure(good(), "localhost").code);
}

BOOST_AUTO_TEST_CASE(a_certificate_that_nobody_vouches_for_is_refused_before_the_key_is_sent) {
    std::atomic<int> requests = 0;
    scripted_server api{good(), answer_always(response(page_of(7)), &requests)};
    caller on{{.base_url = api.url()}};
    const auto failed = on.failure();
    BOOST_TEST(failed.code == errc::tls_verification_failed);
    BOOST_TEST(failed.what_happened ==
               "the certificate of " + api.url().substr(8) + " could not be verified: self-signed certificate");
    BOOST_TEST(failed.cause.failed());
    BOOST_TEST(requests == 0);
}

BOOST_AUTO_TEST_CASE(a_certificate_of_another_host_is_refused) {
    const auto by_address = failure(make_certificate("DNS:localhost,IP:127.0.0.2"), "127.0.0.1");
    BOOST_TEST(by_address.code == errc::tls_verification_failed);
    BOOST_TEST(by_address.what_happened.ends_with("IP address mismatch"));
    const auto by_name = failure(make_certificate("DNS:other.example,IP:127.0.0.1"), "localhost");
    BOOST_TEST(by_name.code == errc::tls_verification_failed);
    BOOST_TEST(by_name.what_happened.ends_with("hostname mismatch"));
    // An address in the place of a name does not count.
    BOOST_TEST(failure(make_certificate("DNS:127.0.0.1"), "127.0.0.1").code == errc::tls_verification_failed);
}

BOOST_AUTO_TEST_CASE(a_certificate_out_of_its_time_is_refused) {
    const auto late = failure(make_certificate("IP:127.0.0.1", -7200, -3600));
    BOOST_TEST(late.code == errc::tls_verification_failed);
    BOOST_TEST(late.what_happened.ends_with("certificate has expired"));
    BOOST_TEST(failure(make_certificate("IP:127.0.0.1", 3600, 7200)).code == errc::tls_verification_failed);
}

BOOST_AUTO_TEST_CASE(a_server_that_speaks_only_old_tls_is_refused) {
    scripted_server api{good(), answer_always(response(page_of(7)))};
    SSL_CTX_set_security_level(api.tls().native_handle(), 0);
    SSL_CTX_set_max_proto_version(api.tls().native_handle(), TLS1_1_VERSION);
    const temporary_file trusted{good().text};
    caller on{{.base_url = api.url(), .ca_file = trusted.path()}};
    const auto failed = on.failure();
    BOOST_TEST(failed.code == errc::network);
    BOOST_TEST(failed.what_happened.starts_with("the network failed while agreeing on TLS ("));
}

BOOST_AUTO_TEST_CASE(tls_1_2_and_1_3_are_spoken_and_the_connection_is_used_again) {
    for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
        std::atomic<int> requests = 0;
        scripted_server api{good(), answer_always(response(page_of(7)), &requests)};
        SSL_CTX_set_min_proto_version(api.tls().native_handle(), version);
        SSL_CTX_set_max_proto_version(api.tls().native_handle(), version);
        const temporary_file trusted{good().text};
        caller on{{.base_url = api.url(), .ca_file = trusted.path()}};
        for (int i = 0; i < 3; ++i) BOOST_TEST(on.page().results.size() == 1u);
        BOOST_TEST(api.connections() == 1);
        BOOST_TEST(requests == 3);
    }
}

BOOST_AUTO_TEST_CASE(a_name_is_told_to_the_server_and_an_address_is_not) {
    for (const std::string host : {"localhost", "127.0.0.1"}) {
        std::promise<std::string> asked_for;
        const server::scene play = [&](peer& with, int) -> awaitable<void> {
            co_await with.handshake();
            asked_for.set_value(with.asked_for());
            (void)co_await with.read();
            co_await with.write(response(page_of(7)));
        };
        scripted_server api{good(), play};
        const temporary_file trusted{good().text};
        caller on{{.base_url = api.url(host), .ca_file = trusted.path()}};
        BOOST_TEST(on.page().results.size() == 1u);
        BOOST_TEST(asked_for.get_future().get() == (host == "localhost" ? "localhost" : ""));
    }
}

BOOST_AUTO_TEST_CASE(a_server_that_says_close_is_told_goodbye) {
    std::promise<bool> polite;
    const server::scene play = [&](peer& with, int) -> awaitable<void> {
        co_await with.handshake();
        (void)co_await with.read();
        co_await with.write(response(page_of(7), "200 OK", "Connection: close\r\n"));
        try {
            co_await with.shut_down(); // succeeds only where the client's goodbye comes
            polite.set_value(true);
        } catch (const system_error&) {
            polite.set_value(false);
        }
    };
    scripted_server api{good(), play};
    const temporary_file trusted{good().text};
    caller on{{.base_url = api.url(), .ca_file = trusted.path()}};
    BOOST_TEST(on.page().results.size() == 1u);
    BOOST_TEST(polite.get_future().get());
}

BOOST_AUTO_TEST_CASE(a_body_that_only_the_end_of_the_connection_ends_must_end_with_a_goodbye) {
    const auto call = [](bool goodbye) {
        const server::scene play = [=](peer& with, int) -> awaitable<void> {
            co_await with.handshake();
            (void)co_await with.read();
            co_await with.write("HTTP/1.1 200 OK\r\n\r\n" + page_of(7));
            if (goodbye) co_await with.shut_down();
        };
        scripted_server api{good(), play};
        const temporary_file trusted{good().text};
        caller on{{.base_url = api.url(), .ca_file = trusted.path()}};
        return on.failure();
    };
    BOOST_TEST(!call(true).code);
    BOOST_TEST(call(false).code == errc::network); // somebody may have cut it
}

BOOST_AUTO_TEST_CASE(a_tls_connection_that_went_stale_is_replaced_without_anybody_noticing) {
    for (const bool goodbye : {true, false}) {
        const server::scene play = [=](peer& with, int) -> awaitable<void> {
            co_await with.handshake();
            (void)co_await with.read();
            co_await with.write(response(page_of(7)));
            if (goodbye) co_await with.shut_down();
        };
        scripted_server api{good(), play};
        const temporary_file trusted{good().text};
        caller on{{.base_url = api.url(), .ca_file = trusted.path()}};
        for (int i = 0; i < 2; ++i) BOOST_TEST(on.page().results.size() == 1u);
        BOOST_TEST(api.connections() == 2);
    }
}

BOOST_AUTO_TEST_CASE(silence_in_the_handshake_ends_at_the_deadline) {
    const server::scene play = [](peer&, int) -> awaitable<void> {
        server::asio::steady_timer never{co_await server::asio::this_coro::executor,
                                         std::chrono::steady_clock::time_point::max()};
        co_await never.async_wait(server::asio::use_awaitable);
    };
    scripted_server api{good(), play};
    caller on{{.base_url = api.url()}, {.timeout = std::chrono::milliseconds{50}}};
    const auto failed = on.failure();
    BOOST_TEST(failed.code == errc::timeout);
    BOOST_TEST(failed.what_happened.starts_with("the deadline passed while agreeing on TLS ("));
}

BOOST_AUTO_TEST_CASE(a_server_without_tls_or_that_hangs_up_in_the_handshake_is_a_failure_of_the_network) {
    scripted_server plain{[](peer& with, int) -> awaitable<void> {
        co_await with.write(response("", "400 Bad Request"));
        co_await with.until_gone();
    }};
    caller on{{.base_url = "https" + plain.url().substr(4)}};
    BOOST_TEST(on.failure().code == errc::network);
    scripted_server rude{good(), [](peer&, int) -> awaitable<void> { co_return; }};
    caller other{{.base_url = rude.url()}};
    BOOST_TEST(other.failure().code == errc::network);
}

BOOST_AUTO_TEST_CASE(a_call_over_tls_is_cancelled_wherever_it_stands) {
    scripted_server api{good(), answer_always(response(page_of(7)))};
    const temporary_file trusted{good().text};
    BOOST_TEST(cancel_at_every_step({.base_url = api.url(), .ca_file = trusted.path(), .idle_connections = 0},
                                    boost::asio::cancellation_type::total) > 2);
}

BOOST_AUTO_TEST_SUITE_END()
