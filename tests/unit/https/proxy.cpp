// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <calque/https.hpp>
#include <calque/https/detail/no_proxy.hpp>
#include <calque/https/detail/proxy.hpp>
#include <calque/https/detail/route.hpp>
#include <calque/https/detail/tunnel.hpp>
#include <calque/version.hpp>

#include <boost/test/unit_test.hpp>

#include <string>

#include "unit/printing.hpp"

BOOST_AUTO_TEST_SUITE(proxy_tests)

namespace {

using namespace calque;
using detail::is_on_list;
using detail::read_origin;
using detail::read_proxy;

std::string refusal(const std::string& url) {
    try {
        (void)read_proxy(url);
    } catch (const api_error& error) {
        BOOST_TEST(error.code() == errc::bad_url);
        BOOST_TEST(std::string{error.what()}.find("s3cret") == std::string::npos);
        return error.failure().what_happened;
    }
    return "read";
}

bool direct(const std::string& list, const std::string& url) { return is_on_list(list, read_origin(url)); }

std::string credentials(const std::string& url) {
    const auto made = read_proxy(url);
    return made.credentials ? std::string{made.credentials->view()} : "none";
}

bool uses_proxy(const std::string& base_url, const std::string& no_proxy = {}) {
    const https_options options{.base_url = base_url, .proxy = "http://proxy.test:3128", .no_proxy = no_proxy};
    return detail::route_plan{options}.through.has_value();
}

} // namespace

BOOST_AUTO_TEST_CASE(proxy_url_is_parsed_like_curl) {
    const auto full = read_proxy("http://me:pw@Proxy.Test:3128/");
    BOOST_TEST(full.at.host == "proxy.test");
    BOOST_TEST(full.at.port == 3128);
    BOOST_TEST(full.at.name() == "proxy proxy.test:3128");
    BOOST_TEST(read_proxy("proxy.test:3128").at.port == 3128);
    BOOST_TEST(read_proxy("http://proxy.test").at.port == 1080);
    BOOST_TEST(read_proxy("proxy.test").at.port == 1080);
    BOOST_TEST(read_proxy("me:pw@10.0.0.1:80").at.host == "10.0.0.1");
    const auto six = read_proxy("[::1]:3128");
    BOOST_TEST(six.at.name() == "proxy [::1]:3128");
    BOOST_TEST(six.at.address.has_value());
}

BOOST_AUTO_TEST_CASE(credentials_are_decoded_and_sent_as_basic) {
    BOOST_TEST(credentials("http://h") == "none");
    BOOST_TEST(credentials("http://me:pw@h") == "Basic bWU6cHc=");
    BOOST_TEST(credentials("http://me@h") == "Basic bWU6");
    BOOST_TEST(credentials("http://:pw@h") == "Basic OnB3");
    BOOST_TEST(credentials("http://me:p%40w%3a@h") == "Basic bWU6cEB3Og==");
    BOOST_TEST(credentials("http://m%C3%A9:" + std::string(200, 'x') + "@h").size() == 6u + 4 * ((4 + 200 + 2) / 3));
}

BOOST_AUTO_TEST_CASE(unsupported_proxies_are_refused_without_being_quoted) {
    BOOST_TEST(refusal("https://me:s3cret@h") ==
               "the URL of the proxy must begin with http://; other kinds of proxies are not supported");
    BOOST_TEST(refusal("socks5://h:1080") ==
               "the URL of the proxy must begin with http://; other kinds of proxies are not supported");
    BOOST_TEST(refusal("http://me:s3cret@") == "the URL of the proxy has no host");
    BOOST_TEST(refusal("http://me:s3cret@h:0") == "the URL of the proxy has a port that is not between 1 and 65535");
    BOOST_TEST(refusal("http://me:s3cret@h:99999") ==
               "the URL of the proxy has a port that is not between 1 and 65535");
    BOOST_TEST(refusal("http://s3cret h") == "the URL of the proxy is not a URL; it must look like http://host:port");
    BOOST_TEST(refusal("http://h\r\nX: s3cret") ==
               "the URL of the proxy is not a URL; it must look like http://host:port");
    for (const auto* more : {"http://h/s3cret", "http://h?s3cret", "http://h#s3cret"})
        BOOST_TEST(refusal(more) == "the URL of the proxy has more than a host and a port; remove it");
    for (const auto* control : {"http://me:s3cret%0d%0aX@h", "http://m%00e:s3cret@h", "http://me:s3cret%7f@h"})
        BOOST_TEST(refusal(control) == "the URL of the proxy has a user name or password with control characters");
    BOOST_TEST(refusal("http://m%3ae:s3cret@h") ==
               "the URL of the proxy has a user name with a colon, which cannot be sent");
    BOOST_TEST(refusal("http://h%0d%0a") == "the URL of the proxy has a host that is neither a name nor an address");
}

BOOST_AUTO_TEST_CASE(no_proxy_name_matches_itself_and_subdomains) {
    for (const auto* entry : {"example.com", ".example.com", "*.example.com", "EXAMPLE.com", "example.com."}) {
        BOOST_TEST(direct(entry, "https://example.com"), entry);
        BOOST_TEST(direct(entry, "https://api.eu.Example.Com"), entry);
        BOOST_TEST(!direct(entry, "https://notexample.com"), entry);
        BOOST_TEST(!direct(entry, "https://example.com.evil.test"), entry);
        BOOST_TEST(!direct(entry, "https://com"), entry);
    }
    BOOST_TEST(direct("*", "https://example.com"));
    BOOST_TEST(direct("*", "https://10.0.0.1"));
    BOOST_TEST(!direct("", "https://example.com"));
    BOOST_TEST(!direct(" , ,", "https://example.com"));
    BOOST_TEST(!direct(".", "https://example.com"));
    BOOST_TEST(!direct("*.", "https://example.com"));
    BOOST_TEST(!direct("*example.com", "https://example.com"));
}

BOOST_AUTO_TEST_CASE(no_proxy_entries_are_separated_by_commas_or_blanks) {
    for (const auto* list :
         {"a.test,example.com", "a.test, example.com ,b.test", "a.test example.com", ",,example.com,", "\texample.com"})
        BOOST_TEST(direct(list, "https://example.com"), list);
    BOOST_TEST(!direct("a.test,b.test", "https://example.com"));
}

BOOST_AUTO_TEST_CASE(no_proxy_port_matches_only_that_port) {
    BOOST_TEST(direct("example.com:8443", "https://example.com:8443"));
    BOOST_TEST(direct("example.com:443", "https://example.com"));
    BOOST_TEST(!direct("example.com:8443", "https://example.com"));
    BOOST_TEST(!direct("example.com:x", "https://example.com"));
    BOOST_TEST(!direct("example.com:", "https://example.com"));
    BOOST_TEST(!direct(":443", "https://example.com"));
    BOOST_TEST(direct("10.0.0.1:443", "https://10.0.0.1"));
    BOOST_TEST(!direct("10.0.0.1:444", "https://10.0.0.1"));
    BOOST_TEST(direct("[2001:db8::1]:443", "https://[2001:db8::1]"));
    BOOST_TEST(!direct("[2001:db8::1]:444", "https://[2001:db8::1]"));
}

BOOST_AUTO_TEST_CASE(no_proxy_addresses_and_networks_match_only_address_urls) {
    BOOST_TEST(direct("10.0.0.1", "https://10.0.0.1"));
    BOOST_TEST(!direct("10.0.0.1", "https://10.0.0.10"));
    BOOST_TEST(direct("2001:db8::1", "https://[2001:DB8:0::1]"));
    BOOST_TEST(direct("[2001:db8::1]", "https://[2001:db8::1]"));
    BOOST_TEST(direct("10.0.0.0/8", "https://10.200.3.4"));
    BOOST_TEST(!direct("10.0.0.0/8", "https://11.0.0.1"));
    BOOST_TEST(direct("192.168.64.0/18", "https://192.168.127.255"));
    BOOST_TEST(!direct("192.168.64.0/18", "https://192.168.128.0"));
    BOOST_TEST(direct("10.1.2.3/32", "https://10.1.2.3"));
    BOOST_TEST(!direct("10.1.2.3/32", "https://10.1.2.2"));
    BOOST_TEST(direct("0.0.0.0/0", "https://10.1.2.3"));
    BOOST_TEST(direct("2001:db8::/32", "https://[2001:db8:ffff::1]"));
    BOOST_TEST(!direct("2001:db8::/32", "https://[2001:db9::1]"));
    for (const auto* bad :
         {"10.0.0.0/33", "10.0.0.0/", "10.0.0.0/-1", "10.0.0.0/8x", "/8", "x/8", "::/8", "10.0.0.0/129"})
        BOOST_TEST(!direct(bad, "https://10.0.0.1"), bad);
    // A name is not an address and is not looked up.
    BOOST_TEST(!direct("10.0.0.0/8", "https://example.com"));
    BOOST_TEST(!direct("example.com", "https://10.0.0.1"));
    BOOST_TEST(!direct(".0.0.1", "https://10.0.0.1"));
}

BOOST_AUTO_TEST_CASE(proxy_is_used_only_for_https_to_other_machines) {
    BOOST_TEST(uses_proxy("https://api.cekura.ai"));
    BOOST_TEST(!uses_proxy("https://api.cekura.ai", ".cekura.ai"));
    for (const auto* here : {"https://localhost", "https://127.0.0.1:8443", "https://[::1]", "http://127.0.0.1:8000"})
        BOOST_TEST(!uses_proxy(here), here);
    // An invalid proxy is refused even if it would not be used.
    BOOST_CHECK_THROW((detail::route_plan{{.base_url = "http://localhost", .proxy = "socks5://h"}}), api_error);
}

BOOST_AUTO_TEST_CASE(tunnel_request_names_host_and_port) {
    const auto to = read_origin("https://[2001:db8::1]/path");
    const auto text = detail::tunnel_request(read_proxy("me:pw@h"), to);
    BOOST_TEST(text.view() == "CONNECT [2001:db8::1]:443 HTTP/1.1\r\nHost: [2001:db8::1]:443\r\nUser-Agent: calque/" +
                                  std::string{version_string} + "\r\nProxy-Authorization: Basic bWU6cHc=\r\n\r\n");
}

BOOST_AUTO_TEST_SUITE_END()
