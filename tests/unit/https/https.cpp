// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <calque/https.hpp>
#include <calque/https/detail/origin.hpp>
#include <calque/https/detail/request_text.hpp>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>
#include <boost/test/unit_test.hpp>

#include <chrono>
#include <cstdlib>
#include <string>
#include <vector>

#include "unit/printing.hpp"

BOOST_AUTO_TEST_SUITE(https_tests)

namespace {

using namespace calque;
using detail::read_origin;

/// Returns the message of the error of constructing a transport, or `made`.
std::string refusal(const https_options& options) {
    boost::asio::io_context io;
    try {
        const https_transport made{io.get_executor(), options};
    } catch (const api_error& error) {
        return error.failure().what_happened;
    }
    return "made";
}

std::string url_refusal(const std::string& url) {
    try {
        (void)read_origin(url);
    } catch (const api_error& error) {
        BOOST_TEST(error.code() == errc::bad_url);
        return error.failure().what_happened;
    }
    return "read";
}

errc code_of(const https_options& options) {
    boost::asio::io_context io;
    try {
        const https_transport made{io.get_executor(), options};
    } catch (const api_error& error) {
        return static_cast<errc>(error.code().value());
    }
    return {};
}

bool on_this_machine(const std::string& url) { return read_origin(url).this_machine; }

const api_key key{"s3cret-key"};

} // namespace

BOOST_AUTO_TEST_CASE(base_url_is_parsed) {
    const auto plain = read_origin("https://api.cekura.ai");
    BOOST_TEST(plain.tls);
    BOOST_TEST(plain.host == "api.cekura.ai");
    BOOST_TEST(plain.port == 443);
    BOOST_TEST(plain.authority == "api.cekura.ai");
    BOOST_TEST(plain.path == "");
    const auto full = read_origin("HTTP://Proxy.Example.:8080/eu//");
    BOOST_TEST(!full.tls);
    BOOST_TEST(full.host == "proxy.example");
    BOOST_TEST(full.port == 8080);
    BOOST_TEST(full.authority == "proxy.example:8080");
    BOOST_TEST(full.path == "/eu");
    const auto six = read_origin("http://[::1]:8080");
    BOOST_TEST(six.host == "::1");
    BOOST_TEST(six.authority == "[::1]:8080");
    BOOST_TEST(six.name() == "[::1]:8080");
    BOOST_TEST(read_origin("https://h:443/").authority == "h");
    BOOST_TEST(read_origin("http://h:/").port == 80);
}

BOOST_AUTO_TEST_CASE(invalid_urls_are_refused_without_being_quoted) {
    BOOST_TEST(url_refusal("") == "the base URL is not a URL; it must look like https://host");
    BOOST_TEST(url_refusal("api.cekura.ai") == "the base URL is not a URL; it must look like https://host");
    BOOST_TEST(url_refusal("https://a b") == "the base URL is not a URL; it must look like https://host");
    for (const auto* bad :
         {"https://h\n", "https://h\t", "https://h /", "https://h\\@x", "https://h/\x7f", "https://h/\xc3\xa9"})
        BOOST_TEST(url_refusal(bad) == "the base URL is not a URL; it must look like https://host", bad);
    BOOST_TEST(url_refusal(std::string{"https://h\0.example", 19}) ==
               "the base URL is not a URL; it must look like https://host");
    BOOST_TEST(url_refusal("https://h/\r\nX: y") == "the base URL is not a URL; it must look like https://host");
    BOOST_TEST(url_refusal("ftp://h") == "the base URL must begin with https:// or http://");
    BOOST_TEST(url_refusal("https:h") == "the base URL has no host");
    BOOST_TEST(url_refusal("https://") == "the base URL has no host");
    BOOST_TEST(url_refusal("https:///x") == "the base URL has no host");
    BOOST_TEST(url_refusal("https://me:s3cret@h") ==
               "the base URL has a user name or password, which is never sent; remove it");
    BOOST_TEST(url_refusal("https://h?key=s3cret") == "the base URL has a query; remove it");
    BOOST_TEST(url_refusal("https://h#x") == "the base URL has a fragment; remove it");
    BOOST_TEST(url_refusal("https://h:0") == "the base URL has a port that is not between 1 and 65535");
    BOOST_TEST(url_refusal("https://h:65536") == "the base URL has a port that is not between 1 and 65535");
    BOOST_TEST(url_refusal("https://h%0d%0aX") == "the base URL has a host that is neither a name nor an address");
    for (const auto* url : {"http://127.0.0.1.example", "http://127.0.0.1.example:80/x", "http://127.0.0.1x",
                            "https://999.1.1.1", "https://999.0.0.1.example"})
        BOOST_TEST(url_refusal(url) == "the base URL has a host that looks like an IP address but is not a valid one",
                   url);
    BOOST_TEST(url_refusal("https://h%00") == "the base URL has a host that is neither a name nor an address");
}

BOOST_AUTO_TEST_CASE(loopback_addresses_and_localhost_are_this_machine) {
    for (const auto* here : {"http://127.0.0.1", "http://127.9.9.9:1", "http://[::1]", "http://[::ffff:127.0.0.1]",
                             "http://localhost", "http://LOCALHOST.", "http://api.localhost:8000"})
        BOOST_TEST(on_this_machine(here), here);
    for (const auto* elsewhere :
         {"http://localhost.example", "http://notlocalhost", "http://10.0.0.1", "http://0.0.0.0", "http://[::]",
          "http://[::ffff:10.0.0.1]", "http://2130706433", "http://0x7f.1", "http://127.1"})
        BOOST_TEST(!on_this_machine(elsewhere), elsewhere);
}

BOOST_AUTO_TEST_CASE(key_is_required_except_for_this_machine) {
    BOOST_TEST(refusal({}) == "no API key; set CEKURA_API_KEY");
    BOOST_TEST(code_of({}) == errc::missing_api_key);
    BOOST_TEST(refusal({.key = key}) == "made");
    BOOST_TEST(refusal({.base_url = "http://127.0.0.1:1"}) == "made");
    BOOST_TEST(refusal({.base_url = "https://localhost"}) == "made");
}

BOOST_AUTO_TEST_CASE(plain_http_is_allowed_only_for_this_machine) {
    for (const auto* url : {"http://api.cekura.ai", "http://10.0.0.1", "http://localhost.example"}) {
        BOOST_TEST(code_of({.base_url = url, .key = key}) == errc::insecure_origin);
        BOOST_TEST(code_of({.base_url = url}) == errc::insecure_origin);
    }
    BOOST_TEST(refusal({.base_url = "http://127.0.0.1:1", .key = key}) == "made");
}

BOOST_AUTO_TEST_CASE(plain_http_never_connects_to_another_address) {
    // On a compromised system, `localhost` may resolve to another address.
    boost::asio::io_context io;
    const https_transport link{io.get_executor(), {.base_url = "http://localhost:1", .look_up = [](const std::string&) {
                                                       return std::vector<std::string>{"203.0.113.1"};
                                                   }}};
    const http_request request{.method = "GET", .target = "/"};
    const exchange_options options{.deadline = std::chrono::steady_clock::now() + std::chrono::hours{1}};
    auto done = boost::asio::co_spawn(io, link.exchange(request, options), boost::asio::use_future);
    io.run();
    BOOST_CHECK_EXCEPTION(done.get(), api_error,
                          [](const api_error& error) { return error.code() == errc::insecure_origin; });
}

BOOST_AUTO_TEST_CASE(unreadable_ca_file_is_refused) {
    BOOST_TEST(code_of({.key = key, .ca_file = "/no/such/file.pem"}) == errc::bad_request_setting);
    BOOST_TEST(refusal({.key = key, .ca_file = "/no/such/file.pem"})
                   .starts_with("https_options::ca_file has no certificates that can be read: "));
}

BOOST_AUTO_TEST_CASE(request_text_includes_the_key) {
    const http_request request{
        .method = "POST", .target = "/x/?page=2", .headers = {{"Accept", "application/json"}}, .body = "{}"};
    BOOST_TEST(detail::request_text(request, read_origin("https://h:8443/eu"), key)->view() ==
               "POST /eu/x/?page=2 HTTP/1.1\r\nHost: h:8443\r\nUser-Agent: calque/" + std::string{version_string} +
                   "\r\nX-CEKURA-API-KEY: s3cret-key\r\nAccept: application/json\r\nContent-Length: 2\r\n\r\n{}");
    BOOST_TEST(detail::request_text({.method = "GET", .target = "/"}, read_origin("http://[::1]:1"), {})->view() ==
               "GET / HTTP/1.1\r\nHost: [::1]:1\r\nUser-Agent: calque/" + std::string{version_string} + "\r\n\r\n");
}

BOOST_AUTO_TEST_CASE(request_parts_cannot_inject_lines) {
    const auto refused = [](const http_request& request) {
        BOOST_CHECK_EXCEPTION(detail::check(request), api_error,
                              [](const api_error& error) { return error.code() == errc::bad_request_setting; });
    };
    refused({.method = "GET / HTTP/1.1\r\nX: y", .target = "/"});
    refused({.method = "", .target = "/"});
    refused({.method = "HEAD", .target = "/"});
    refused({.method = "CONNECT", .target = "/"});
    refused({.method = "GET", .target = "x"});
    refused({.method = "GET", .target = "/ HTTP/1.1\r\nX: y"});
    refused({.method = "GET", .target = "/\xc3\xa9"});
    refused({.method = "GET", .target = "/", .headers = {{"X: y\r\nZ", "1"}}});
    refused({.method = "GET", .target = "/", .headers = {{"", "1"}}});
    refused({.method = "GET", .target = "/", .headers = {{"X", "1\r\nY: 2"}}});
    refused({.method = "GET", .target = "/", .headers = {{"X", std::string(1, '\0')}}});
    detail::check({.method = "GET", .target = "/", .headers = {{"X", "a b"}}});
}

BOOST_AUTO_TEST_CASE(headers_reserved_for_the_transport_are_refused) {
    for (const auto* name : {"Host", "Content-Length", "transfer-encoding", "CONNECTION", "X-Cekura-Api-Key",
                             "Authorization", "Proxy-Authorization", "Cookie", "Expect", "Upgrade", "Accept-Encoding"})
        BOOST_CHECK_EXCEPTION(detail::check({.method = "GET", .target = "/", .headers = {{name, "x"}}}), api_error,
                              [&](const api_error& error) {
                                  return error.failure().what_happened ==
                                         "the header " + std::string{name} + " is the transport's own; leave it out";
                              });
}

BOOST_AUTO_TEST_CASE(number_of_connections_must_be_positive) {
    BOOST_TEST(refusal({.base_url = "http://127.0.0.1:1", .connections = 0}) ==
               "https_options::connections must be positive");
    BOOST_TEST(code_of({.base_url = "http://127.0.0.1:1", .connections = 0}) == errc::bad_request_setting);
}

BOOST_AUTO_TEST_CASE(proxy_is_checked_on_construction) {
    BOOST_TEST(code_of({.key = key, .proxy = "socks5://h"}) == errc::bad_url);
    BOOST_TEST(refusal({.key = key, .proxy = "http://h:3128"}) == "made");
}

BOOST_AUTO_TEST_CASE(options_are_read_from_the_environment) {
    const auto set = [](const char* name, const char* value) {
        if (value == nullptr) ::unsetenv(name);
        else ::setenv(name, value, 1);
    };
    const auto names = {"CEKURA_API_URL", "CEKURA_API_KEY", "https_proxy", "HTTPS_PROXY", "no_proxy", "NO_PROXY"};
    for (const auto* name : names) set(name, nullptr);
    BOOST_TEST(https_options_from_environment().base_url == "https://api.cekura.ai");
    BOOST_TEST(!https_options_from_environment().key.has_value());
    BOOST_TEST(https_options_from_environment().proxy == "");
    BOOST_TEST(https_options_from_environment().no_proxy == "");
    set("CEKURA_API_KEY", "s3cret-key");
    set("CEKURA_API_URL", "https://eu.example");
    set("HTTPS_PROXY", "http://upper:1");
    set("NO_PROXY", "upper");
    BOOST_TEST(https_options_from_environment().key.has_value());
    BOOST_TEST(https_options_from_environment().base_url == "https://eu.example");
    BOOST_TEST(https_options_from_environment().proxy == "http://upper:1");
    BOOST_TEST(https_options_from_environment().no_proxy == "upper");
    set("https_proxy", "http://lower:1");
    set("no_proxy", "lower");
    BOOST_TEST(https_options_from_environment().proxy == "http://lower:1");
    BOOST_TEST(https_options_from_environment().no_proxy == "lower");
    for (const auto* name : names) set(name, "");
    BOOST_TEST(https_options_from_environment().base_url == "https://api.cekura.ai");
    BOOST_TEST(!https_options_from_environment().key.has_value());
    BOOST_TEST(https_options_from_environment().proxy == "");
    // Default-constructed options ignore the environment.
    set("HTTPS_PROXY", "http://upper:1");
    BOOST_TEST(https_options{}.proxy == "");
    for (const auto* name : names) set(name, nullptr);
}

BOOST_AUTO_TEST_SUITE_END()
