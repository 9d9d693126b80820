// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <calque/https.hpp>
#include <calque/version.hpp>

#include <boost/test/unit_test.hpp>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "unit/https/key_spellings.hpp"
#include "unit/printing.hpp"

BOOST_AUTO_TEST_SUITE(to_curl_tests)

namespace {

using namespace calque;

/// Returns the words of a command as a shell passes them to the program.
std::vector<std::string> words_of(const std::string& command) {
    ::setenv("CEKURA_API_KEY", "the key", 1);
    ::setenv("CEKURA_API_TOKEN", "the token", 1);
    ::setenv("CEKURA_PROXY_USER", "the user", 1);
    // With `set -u`, any other variable is an error. NUL bytes separate the words.
    const std::string script = "set -eu\nset -- " + command + "\nprintf '%s\\0' \"$@\"";
    const std::string line = "sh -c \"$CALQUE_TEST_SCRIPT\"";
    ::setenv("CALQUE_TEST_SCRIPT", script.c_str(), 1);
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> shell{::popen(line.c_str(), "r"), &::pclose};
    if (!shell) throw std::runtime_error{"no shell"};
    std::vector<std::string> words(1);
    for (int each; (each = std::fgetc(shell.get())) != EOF;) {
        if (each == 0) words.emplace_back();
        else words.back() += static_cast<char>(each);
    }
    words.pop_back();
    return words;
}

/// Returns the values of an option in a command.
std::vector<std::string> values_of(const std::string& command, const std::string& option) {
    std::vector<std::string> out;
    const auto words = words_of(command);
    for (std::size_t i = 0; i + 1 < words.size(); ++i)
        if (words[i] == option) out.push_back(words[i + 1]);
    return out;
}

const http_request post{.method = "POST",
                        .target = "/dashboards/widgets/bulk_data/?page=2",
                        .headers = {{"Content-Type", "application/json"}},
                        .body = R"({"widget_ids":[1]})"};

} // namespace

BOOST_AUTO_TEST_CASE(command_is_readable) {
    BOOST_TEST(calque::to_curl(post, {.key = api_key{"s3cret-key"}}) ==
               "curl --disable --globoff --path-as-is --http1.1 --include --request 'POST' --url "
               "'https://api.cekura.ai/dashboards/widgets/bulk_data/?page=2' --user-agent 'calque/" +
                   std::string{version_string} +
                   "' --header \"X-CEKURA-API-KEY: $CEKURA_API_KEY\" --header 'Content-Type: application/json' "
                   "--noproxy '*' --data-raw '{\"widget_ids\":[1]}'");
}

BOOST_AUTO_TEST_CASE(key_is_always_a_variable) {
    for (const https_options& options : {https_options{}, {.key = api_key{"s3cret-key"}}}) {
        const auto command = calque::to_curl(post, options);
        BOOST_TEST(command.find("s3cret") == std::string::npos);
        BOOST_TEST(values_of(command, "--header").at(0) == "X-CEKURA-API-KEY: the key");
    }
    const auto token = calque::to_curl(post, {.key = api_key::bearer("s3cret-token")});
    BOOST_TEST(values_of(token, "--header").at(0) == "Authorization: Bearer the token");
    BOOST_TEST(token.find("s3cret") == std::string::npos);
    // A request to this machine needs no key.
    BOOST_TEST(calque::to_curl(post, {.base_url = "http://127.0.0.1:1"}).find("KEY") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(key_is_redacted_everywhere_else) {
    http_request request = post;
    request.target = "/?key=s3cret-key";
    request.headers.push_back({"X-Debug", "s3cret-key"});
    request.body = "s3cret-key";
    const auto command = calque::to_curl(request, {.key = api_key{"s3cret-key"}});
    BOOST_TEST(command.find("s3cret") == std::string::npos);
    BOOST_TEST(values_of(command, "--data-raw").at(0) == "[API key]");
}

BOOST_AUTO_TEST_CASE(key_is_redacted_in_every_spelling) {
    const https_options options{.base_url = "http://127.0.0.1:1", .key = api_key{spelt::key}};
    for (const auto& [name, text] : spelt::spellings()) {
        http_request request = post;
        request.body = R"({"key":")" + text + R"("})";
        if (text.find(' ') == std::string::npos) request.target = "/?key=" + text;
        request.headers.push_back({"X-Debug", text});
        BOOST_TEST(!spelt::tells(calque::to_curl(request, options)), name << ": " << text);
    }
    const auto command = calque::to_curl(post, {.base_url = "http://127.0.0.1:1", .key = api_key{"1]"}});
    BOOST_TEST(values_of(command, "--data-raw").at(0) == R"({"widget_ids":[[API key]})");
}

BOOST_AUTO_TEST_CASE(shell_receives_every_value_unchanged) {
    for (const std::string& text :
         {std::string{"it's"}, std::string{"'"}, std::string{"''\\''"},
          std::string{"$HOME `id` $(id) \\ \" ! * ? ~ # ; & | < >"}, std::string{"@/etc/passwd"}, std::string{"-x"},
          std::string{"line\nline\r\n\ttab\n"}, std::string{"ä\xff\x01"}, std::string{}}) {
        http_request request = post;
        request.body = text;
        const auto values = values_of(calque::to_curl(request), "--data-raw");
        BOOST_REQUIRE_EQUAL(values.size(), 1u);
        BOOST_TEST(values[0] == text);
    }
    http_request request = post;
    request.target = "/it's?a=$(id)&b=[1-3]{x,y}#'";
    request.headers.push_back({"X-Quote", "it's \"$HOME\""});
    request.headers.push_back({"X-Empty", ""});
    const auto command = calque::to_curl(request);
    BOOST_TEST(values_of(command, "--url").at(0) == "https://api.cekura.ai" + request.target);
    const auto headers = values_of(command, "--header");
    BOOST_TEST(headers.at(2) == "X-Quote: it's \"$HOME\"");
    BOOST_TEST(headers.at(3) == "X-Empty;"); // makes curl send the header with an empty value
}

BOOST_AUTO_TEST_CASE(get_has_no_body_and_post_has_one) {
    const auto get = calque::to_curl({.method = "GET", .target = "/"});
    BOOST_TEST(get.find("--data") == std::string::npos);
    const auto bare = calque::to_curl({.method = "POST", .target = "/"});
    BOOST_TEST(values_of(bare, "--data-raw") == std::vector<std::string>{""}, boost::test_tools::per_element());
    BOOST_TEST(values_of(bare, "--header").back() == "Content-Type:"); // otherwise curl would set one
}

BOOST_AUTO_TEST_CASE(route_is_included_without_proxy_credentials) {
    const https_options options{.base_url = "https://eu.example:8443/p/",
                                .key = api_key{"s3cret-key"},
                                .ca_file = "/a file.pem",
                                .certificate = client_certificate{"own.pem", "key's.pem"},
                                .proxy = "http://me:s3cret@proxy.test:3128"};
    const auto command = calque::to_curl({.method = "GET", .target = "/x"}, options);
    BOOST_TEST(command.find("s3cret") == std::string::npos);
    BOOST_TEST(values_of(command, "--url").at(0) == "https://eu.example:8443/p/x");
    BOOST_TEST(values_of(command, "--cacert").at(0) == "/a file.pem");
    BOOST_TEST(values_of(command, "--cert").at(0) == "own.pem");
    BOOST_TEST(values_of(command, "--key").at(0) == "key's.pem");
    BOOST_TEST(values_of(command, "--proxy").at(0) == "http://proxy.test:3128");
    BOOST_TEST(values_of(command, "--proxy-user").at(0) == "the user");
    auto direct = options;
    direct.no_proxy = "example";
    BOOST_TEST(calque::to_curl({.method = "GET", .target = "/x"}, direct).find("proxy.test") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(invalid_request_is_refused) {
    const auto refused = [](const http_request& request, const https_options& options = {}) {
        try {
            (void)calque::to_curl(request, options);
        } catch (const api_error& error) {
            return error.code();
        }
        return error_code{};
    };
    BOOST_TEST(refused({.method = "GET", .target = "/\r\n"}) == errc::bad_request_setting);
    BOOST_TEST(refused({.method = "GET", .target = "/", .headers = {{"Authorization", "x"}}}) ==
               errc::bad_request_setting);
    BOOST_TEST(refused({.method = "POST", .target = "/", .body = std::string(1, '\0')}) == errc::bad_request_setting);
    BOOST_TEST(refused({.method = "GET", .target = "/"}, {.base_url = "ftp://h"}) == errc::bad_url);
}

BOOST_AUTO_TEST_SUITE_END()
