// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <boost/asio/error.hpp>
#include <boost/test/unit_test.hpp>

#include <atomic>
#include <memory>
#include <string>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

#include "ask.hpp"
#include "fault.hpp"

BOOST_AUTO_TEST_SUITE(https_faults_tests)

// A faulty network and faulty servers: each fault ends in its own error and in time, no error shows the key, and the
// transport is usable afterwards.

namespace {

using namespace calque;
using namespace std::chrono_literals;
using server::answer_always;
using server::answer_once;
using server::asker;
using server::brief;
using server::check_fault;
using server::chunked;
using server::fault;
using server::hang_up;
using server::make_certificate;
using server::never_respond;
using server::over_tls;
using server::peer;
using server::response;
using server::scene;
using server::scripted_server;
using server::stream_endlessly;
using server::way;
using server::within;
using server::asio::awaitable;

const std::string head = "HTTP/1.1 200 OK\r\n";

/// Returns a scene that holds a connection open without using it.
scene stall() {
    return [](peer& with, int) -> awaitable<void> { co_await with.stall(); };
}

/// Returns a scene that writes a text and waits until the client disconnects, ignoring what it sends.
scene say(std::string text) {
    return [text = std::move(text)](peer& with, int) -> awaitable<void> {
        co_await with.write(text);
        co_await with.until_disconnected();
    };
}

/// Returns a scene that closes a connection immediately.
scene close_at_once() {
    return [](peer&, int) -> awaitable<void> { co_return; };
}
scene reset_at_once() {
    return [](peer& with, int) -> awaitable<void> {
        with.reset();
        co_return;
    };
}

/// Gives the host a name whose first look-up returns `answer()`; later ones return the server's address.
void first_look_up(https_options& options, std::function<std::vector<std::string>()> answer) {
    const auto calls = std::make_shared<std::atomic<int>>();
    options.look_up = [calls, answer = std::move(answer)](const std::string&) {
        return ++*calls == 1 ? answer() : std::vector<std::string>{"127.0.0.1"};
    };
    for (std::string* url : {&options.base_url, &options.proxy})
        if (const auto at = url->find("127.0.0.1"); at != std::string::npos) url->replace(at, 9, "localhost");
}

std::uint16_t port_of(const std::string& url) {
    return static_cast<std::uint16_t>(std::stoul(url.substr(url.rfind(':') + 1)));
}

/// An address without a server on the port.
constexpr auto elsewhere = "127.0.0.3";

void first_address_refuses(https_options& options) {
    first_look_up(options, [] { return std::vector<std::string>{elsewhere}; });
}

void first_address_hangs(https_options& options) {
    const std::string& url = options.proxy.empty() ? options.base_url : options.proxy;
    const auto deaf = std::make_shared<server::unresponsive_port>(elsewhere, port_of(url));
    first_look_up(options, [deaf] { return std::vector<std::string>{elsewhere}; });
}

void no_such_host(https_options& options) {
    first_look_up(options,
                  []() -> std::vector<std::string> { throw system_error{boost::asio::error::host_not_found}; });
}

void look_up_hangs(https_options& options) {
    first_look_up(options, [] {
        std::this_thread::sleep_for(4 * brief);
        return std::vector<std::string>{elsewhere};
    });
}

void old_tls_only(scripted_server& api) {
    SSL_CTX_set_security_level(api.tls().native_handle(), 0);
    SSL_CTX_set_max_proto_version(api.tls().native_handle(), TLS1_1_VERSION);
}

constexpr std::size_t large = std::size_t{8} * 1024 * 1024;
constexpr std::chrono::milliseconds time_to_copy{1500}; // for large bodies, under sanitizers and on a busy machine

} // namespace

BOOST_AUTO_TEST_CASE(faults_while_connecting) {
    const std::vector<fault> table{
        fault{"look-up: no such host", way::http, {}, errc::network, "while looking up the host (localhost:"}.by_client(
            no_such_host),
        fault{"look-up: silence", way::http, {}, errc::timeout, "while looking up the host"}.in(brief).by_client(
            look_up_hangs),
        fault{"connect: refused", way::http, {}, errc::network, "Connection refused"}.by_client(first_address_refuses),
        fault{"connect: silence", way::http, {}, errc::timeout, "while connecting"}.in(brief).by_client(
            first_address_hangs),
        fault{"connect: closed at once", way::http, close_at_once(), errc::network},
        fault{"connect: reset at once", way::http, reset_at_once(), errc::network},
    };
    for (const auto& each : table) check_fault(each);
}

BOOST_AUTO_TEST_CASE(faults_of_the_proxy) {
    const auto refuse = [](const std::string& status) {
        return answer_once("HTTP/1.1 " + status + "\r\nContent-Length: 5\r\nX: s3cret\r\n\r\nabcde");
    };
    const std::string connected = "HTTP/1.1 200 OK\r\n\r\n";
    const std::vector<fault> table{
        fault{"proxy: no such host", way::proxy, {}, errc::network, "while looking up the host (proxy localhost:"}
            .by_client(no_such_host),
        fault{"proxy: connection refused", way::proxy, {}, errc::network, "while connecting (proxy localhost:"}
            .by_client(first_address_refuses),
        fault{"proxy: connect: silence", way::proxy, {}, errc::timeout, "while connecting (proxy localhost:"}
            .in(brief)
            .by_client(first_address_hangs),
        fault{"proxy: silence", way::proxy, never_respond(), errc::timeout, "(proxy 127.0.0.1:"}.in(brief),
        fault{"proxy: reset", way::proxy, hang_up(), errc::network, "(proxy 127.0.0.1:"},
        fault{"proxy: closed", way::proxy, answer_once(""), errc::network, "(proxy 127.0.0.1:"},
        fault{"proxy: 407", way::proxy, refuse("407 Proxy Authentication Required"), errc::bad_request_setting,
              "(407); check the user name and the password in its URL"},
        fault{"proxy: 403", way::proxy, refuse("403 Forbidden"), errc::bad_request_setting,
              "refused to connect to api.test:"},
        fault{"proxy: 502", way::proxy, refuse("502 Bad Gateway"), errc::network, "(502)"},
        fault{"proxy: 302", way::proxy, refuse("302 Found"), errc::bad_request_setting, "(302)"},
        fault{"proxy: no HTTP", way::proxy, answer_once("SSH-2.0-x\r\n\r\n"), errc::bad_response, "not HTTP"},
        fault{"proxy: endless header", way::proxy, stream_endlessly(head, "X: " + std::string(1000, 'x') + "\r\n"),
              errc::response_too_large, "the answer's header is larger than 64 KiB (proxy 127.0.0.1:"},
        fault{"proxy: slow drip", way::proxy, stream_endlessly(head + "X: ", "x", 5ms), errc::timeout}.in(brief),
        fault{"proxy: bytes of its own in the tunnel", way::proxy, answer_once(connected + "HTTP/1.1 200 OK\r\n\r\n"),
              errc::bad_response, "sent bytes of its own into the tunnel"},
        fault{"proxy: tunnel to nowhere", way::proxy, answer_once(connected), errc::network,
              "while negotiating TLS (api.test:"},
        fault{"proxy: silence in the tunnel", way::proxy, stream_endlessly(connected, "", 5ms), errc::timeout,
              "while negotiating TLS (api.test:"}
            .in(brief),
    };
    for (const auto& each : table) check_fault(each);
}

BOOST_AUTO_TEST_CASE(faults_in_the_handshake) {
    const scene honest = over_tls(answer_always(response("[]")));
    const auto distrust = [](https_options& options) { options.ca_file.reset(); };
    const std::vector<fault> table{
        fault{"TLS: expired", way::tls, honest, errc::tls_verification_failed, "certificate has expired"}
            .shows(make_certificate("IP:127.0.0.1", -7200, -3600))
            .for_ever(),
        fault{"TLS: not valid yet", way::tls, honest, errc::tls_verification_failed, "not yet valid"}
            .shows(make_certificate("IP:127.0.0.1", 3600, 7200))
            .for_ever(),
        fault{"TLS: another address", way::tls, honest, errc::tls_verification_failed, "IP address mismatch"}
            .shows(make_certificate("IP:127.0.0.2,DNS:127.0.0.1"))
            .for_ever(),
        fault{"TLS: another host", way::tunnel, honest, errc::tls_verification_failed, "hostname mismatch"}
            .shows(make_certificate("DNS:other.test"))
            .for_ever(),
        fault{"TLS: self-signed", way::tls, honest, errc::tls_verification_failed, "self-signed certificate"}
            .by_client(distrust)
            .for_ever(),
        fault{"TLS: downgraded", way::tls, honest, errc::network, "while negotiating TLS"}
            .by_server(old_tls_only)
            .for_ever(),
        fault{"TLS: a certificate is demanded", way::tls, honest, errc::network, "certificate required"}
            .by_server([](scripted_server& api) { api.demand(server::good_certificate()); })
            .for_ever(),
        fault{"TLS: silence", way::tls, stall(), errc::timeout, "while negotiating TLS"}.in(brief),
        fault{"TLS: the server reports plain http", way::tls, say(response("", "400 Bad Request")), errc::network,
              "while negotiating TLS"},
        fault{"TLS: closed", way::tls, close_at_once(), errc::network, "while negotiating TLS"},
        fault{"TLS: reset", way::tls, reset_at_once(), errc::network},
    };
    for (const auto& each : table) check_fault(each);
}

BOOST_AUTO_TEST_CASE(faults_while_sending_the_request) {
    const std::vector<fault> table{
        fault{"write: nobody reads", way::http, stall(), errc::timeout, "while sending the request"}
            .in(time_to_copy)
            .sending(large),
        fault{"write: reset", way::http,
              [](peer& with, int) -> awaitable<void> {
                  (void)co_await with.read_some();
                  with.reset();
              },
              errc::network, "while sending the request"}
            .sending(large),
        fault{"write: nobody reads, over TLS", way::tls, over_tls(stall()), errc::timeout, "while sending the request"}
            .in(time_to_copy)
            .sending(large),
    };
    for (const auto& each : table) check_fault(each);
}

BOOST_AUTO_TEST_CASE(faults_in_the_response_header) {
    const std::vector<fault> table{
        fault{"header: silence", way::http, never_respond(), errc::timeout, "while waiting for the answer (127.0.0.1:"}
            .in(brief),
        fault{"header: silence, over TLS", way::tls, over_tls(never_respond()), errc::timeout,
              "while waiting for the answer"}
            .in(brief),
        fault{"header: silence, behind a proxy", way::tunnel, over_tls(never_respond()), errc::timeout,
              "while waiting for the answer (api.test:"}
            .in(brief),
        fault{"header: reset", way::http, hang_up(), errc::network, "Connection reset"},
        fault{"header: reset, over TLS", way::tls, over_tls(hang_up()), errc::network},
        fault{"header: closed", way::http, answer_once(""), errc::network, "while waiting for the answer"},
        fault{"header: half-closed", way::http,
              [](peer& with, int) -> awaitable<void> {
                  with.close_half();
                  co_await with.until_disconnected();
              },
              errc::network},
        fault{"header: cut in the status line", way::http, answer_once("HTTP"), errc::network},
        fault{"header: cut", way::http, answer_once(head + "Content-Le"), errc::network},
        fault{"header: slow drip", way::http, stream_endlessly(head + "X: ", "x", 5ms), errc::timeout}.in(brief),
        fault{"header: endless headers", way::http, stream_endlessly(head, "X: " + std::string(1000, 'x') + "\r\n"),
              errc::response_too_large},
        fault{"header: an endless one", way::http, stream_endlessly(head + "X: ", std::string(1000, 'x')),
              errc::response_too_large},
        fault{"header: endless interim responses", way::http, stream_endlessly("", "HTTP/1.1 100 Continue\r\n\r\n"),
              errc::timeout}
            .in(brief),
        fault{"header: another protocol", way::http, answer_once("SSH-2.0-OpenSSH_9.2\r\n"), errc::bad_response,
              "the answer is not HTTP"},
        fault{"header: an alert of TLS", way::http, answer_once("\x15\x03\x01 and more"), errc::bad_response},
        fault{"header: a bad status", way::http, answer_once("HTTP/1.1 abc\r\n\r\n"), errc::bad_response},
        fault{"header: HTTP/2", way::http, answer_once("HTTP/2 200 OK\r\n\r\n"), errc::bad_response},
        fault{"header: a line without a colon", way::http, answer_once(head + "No colon\r\n\r\n"), errc::bad_response},
        fault{"header: a bad length", way::http, answer_once(head + "Content-Length: -1\r\n\r\n"), errc::bad_response},
        fault{"header: two lengths", way::http, answer_once(head + "Content-Length: 1\r\nContent-Length: 2\r\n\r\n[]"),
              errc::bad_response},
        fault{"header: a length and chunks", way::http, answer_once(chunked("0\r\n\r\n", "Content-Length: 2\r\n")),
              errc::bad_response},
        fault{"header: another coding than chunks", way::http,
              answer_once(head + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n"), errc::bad_response},
    };
    for (const auto& each : table) check_fault(each);
}

BOOST_AUTO_TEST_CASE(faults_in_the_response_body) {
    const std::string hundred = head + "Content-Length: 100\r\n\r\n";
    const std::string open = head + "Transfer-Encoding: chunked\r\n\r\n";
    const std::string piece(1024, 'x');
    const scene half = [=](peer& with, int) -> awaitable<void> {
        (void)co_await with.read();
        co_await with.write(hundred + "x");
        co_await with.until_disconnected();
    };
    const scene half_and_reset = [=](peer& with, int) -> awaitable<void> {
        (void)co_await with.read();
        co_await with.write(hundred + "x");
        co_await with.pause(20ms);
        with.reset();
    };
    const std::vector<fault> table{
        fault{"body: silence", way::http, half, errc::timeout, "while waiting for the answer"}.in(brief),
        fault{"body: reset", way::http, half_and_reset, errc::network},
        fault{"body: slow drip", way::http, stream_endlessly(head + "Content-Length: 1000000\r\n\r\n", "x", 5ms),
              errc::timeout}
            .in(brief),
        fault{"body: a slow drip of chunks, over TLS", way::tls, over_tls(stream_endlessly(open, "1\r\nx\r\n", 5ms)),
              errc::timeout}
            .in(brief),
        fault{"body: cut", way::http, answer_once(hundred + "x"), errc::network},
        fault{"body: cut in a chunk", way::http, answer_once(open + "5\r\nab"), errc::network},
        fault{"body: cut before the last chunk", way::http, answer_once(open + "2\r\n[]\r\n"), errc::network},
        fault{"body: cut without a close_notify of TLS", way::tls, over_tls(answer_once(head + "\r\n[]")),
              errc::network},
        fault{"body: chunked wrongly: no number", way::http, answer_once(open + "zz\r\n"), errc::bad_response},
        fault{"body: chunked wrongly: a number too large", way::http, answer_once(open + std::string(17, 'f') + "\r\n"),
              errc::bad_response},
        fault{"body: chunked wrongly: longer than it says", way::http, answer_once(open + "1\r\n[]\r\n0\r\n\r\n"),
              errc::bad_response},
        fault{"body: longer than the limit", way::http, answer_once(head + "Content-Length: 1001\r\n\r\n"),
              errc::response_too_large}
            .limited_to(1000),
        fault{"body: a chunk longer than the limit", way::http, answer_once(open + "3e9\r\n"), errc::response_too_large}
            .limited_to(1000),
        fault{"body: endless chunks", way::http, stream_endlessly(open, "400\r\n" + piece + "\r\n"),
              errc::response_too_large}
            .limited_to(100'000),
        fault{"body: endless, until it closes", way::http, stream_endlessly(head + "\r\n", piece),
              errc::response_too_large}
            .limited_to(100'000),
        fault{"body: endless, over TLS", way::tls, over_tls(stream_endlessly(head + "\r\n", piece)),
              errc::response_too_large}
            .limited_to(100'000),
        fault{"body: an endless line before a chunk", way::http, stream_endlessly(open + "1;x=", piece),
              errc::response_too_large},
        fault{"body: endless trailers", way::http, stream_endlessly(open + "0\r\n", "X: " + piece + "\r\n"),
              errc::response_too_large},
    };
    for (const auto& each : table) check_fault(each);
}

BOOST_AUTO_TEST_CASE(failure_names_its_cause) {
    std::string url;
    {
        const scripted_server gone{answer_once("")};
        url = gone.url();
    }
    asker on{{.base_url = url}};
    const auto failure = on.failure();
    BOOST_TEST(failure.code == errc::network);
    BOOST_TEST(failure.cause == boost::asio::error::connection_refused);
    BOOST_TEST(failure.status == 0u);
    BOOST_TEST(failure.what_happened ==
               "the network failed while connecting (" + url.substr(7) + "): Connection refused");
}

BOOST_AUTO_TEST_CASE(failure_has_the_status_once_received) {
    scripted_server api{stream_endlessly("HTTP/1.1 403 Forbidden\r\nContent-Length: 1000000\r\n\r\n", "x", 5ms)};
    asker on{{.base_url = api.url()}};
    auto bounds = within(10min);
    bounds.error_body_time = brief;
    const auto failure = on.failure(bounds);
    BOOST_TEST(failure.code == errc::timeout);
    BOOST_TEST(failure.status == 403u);
    scripted_server slow{stream_endlessly(head + "\r\n", "x", 5ms)};
    asker another{{.base_url = slow.url()}};
    bounds = within(3 * brief); // the body of a success may use the whole time
    bounds.error_body_time = 1ms;
    const auto late = another.failure(bounds);
    BOOST_TEST(late.code == errc::timeout);
    BOOST_TEST(late.status == 200u);
}

BOOST_AUTO_TEST_CASE(unknown_host_is_a_failure) {
    asker on{{.base_url = "https://no-such-host.invalid"}};
    const auto failure = on.failure();
    BOOST_TEST((failure.code == errc::network || failure.code == errc::timeout));
    BOOST_TEST(failure.what_happened.find(" while looking up the host (no-such-host.invalid:443)") !=
               std::string::npos);
}

BOOST_AUTO_TEST_CASE(expired_deadline_ends_the_exchange_before_it_begins) {
    scripted_server api{answer_always(response("[]"))};
    asker on{{.base_url = api.url()}};
    BOOST_TEST(on.get().status == 200u);
    BOOST_TEST(on.failure(within(-1s)).code == errc::timeout);
    BOOST_TEST(on.failure(within(0s)).code == errc::timeout);
    BOOST_TEST(on.get().status == 200u);
    BOOST_TEST(api.connections() == 1);
}

BOOST_AUTO_TEST_CASE(response_truncated_at_any_byte_is_a_network_failure) {
    const std::string whole = response("[1,2,3]");
    for (std::size_t size = 0; size < whole.size(); ++size) {
        scripted_server api{answer_once(whole.substr(0, size))};
        asker on{{.base_url = api.url()}};
        const auto failed = on.failure();
        BOOST_TEST(failed.code == errc::network, "after " << size << " bytes");
        BOOST_TEST(failed.what_happened.starts_with("the network failed while waiting for the answer ("));
    }
}

BOOST_AUTO_TEST_CASE(body_of_exactly_the_limit_is_accepted) {
    const std::string exact(1000, 'x');
    for (const std::string& text :
         {response(exact), chunked("3e8\r\n" + exact + "\r\n0\r\n\r\n"),
          chunked("3e7\r\n" + exact.substr(1) + "\r\n1\r\nx\r\n0\r\n\r\n"), head + "\r\n" + exact}) {
        scripted_server api{answer_once(text)};
        asker on{{.base_url = api.url()}};
        auto bounds = within(20s);
        bounds.response_limit = exact.size();
        BOOST_TEST(on.get(bounds).body == exact);
    }
}

BOOST_AUTO_TEST_CASE(echoed_key_is_redacted) {
    scripted_server api{[](peer& with, int) -> awaitable<void> {
        const std::string request = co_await with.read();
        const std::string text = "Debug: " + request;
        const std::size_t within_key = text.find("-of-a-test");
        co_await with.write(head + "Location: /?key=s3cret-key-of-a-test\r\n\r\n" + text.substr(0, within_key));
        co_await with.pause(20ms); // so that the key arrives in two pieces
        co_await with.write(text.substr(within_key));
    }};
    asker on{{.base_url = api.url()}};
    const auto got = on.get();
    BOOST_TEST(find_header(got.headers, "Location") == "/?key=[API key]");
    BOOST_TEST(got.body.find("X-CEKURA-API-KEY: [API key]\r\n") != std::string::npos);
    BOOST_TEST(got.body.find("s3cret") == std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
