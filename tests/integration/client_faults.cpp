// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <boost/test/unit_test.hpp>

#include <chrono>
#include <cstdio>
#include <functional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "call.hpp"
#include "fault.hpp"
#include "unit/printing.hpp"
#include "unit/transport/packed.hpp"

BOOST_AUTO_TEST_SUITE(client_faults_tests)

// HTTP responses that are not what was requested: each ends in its own error, which separates our message from the
// server's, after the documented number of attempts, and the client is usable afterwards.

namespace {

using namespace calque;
using namespace std::chrono_literals;
using server::answer_always;
using server::brief;
using server::caller;
using server::one_widget;
using server::page_of;
using server::peer;
using server::response;
using server::scene;
using server::scripted_server;
namespace asio = boost::asio;

/// Returns options with two immediate retries.
client_options eager() {
    return {.limits = {.call = 10s, .attempt = 5s}, .retries = [](const failed_attempt& last, double) {
                return last.number <= 2 ? std::optional{0ms} : std::nullopt;
            }};
}

/// A response to every attempt of the first call.
struct bad_answer {
    std::string name;
    std::string text;
    errc code;
    std::string words{}; ///< a part of the failure's description
    std::size_t attempts = 1;
    client_options bounds = eager();
};

/// Returns a scene that gives one response to the first requests, over all connections, and then good ones.
scene bad_then_good(std::string text, std::size_t bad) {
    const auto left = std::make_shared<std::size_t>(bad);
    return [=](peer& with, int) -> asio::awaitable<void> {
        for (;;) {
            (void)co_await with.read();
            const bool good = *left == 0;
            if (!good) --*left;
            const std::string answer = good ? response(page_of(1)) : text; // g++ 12 mishandles it in co_await
            co_await with.write(answer);
        }
    };
}

void tell(const std::string& name, const std::string& code, std::chrono::steady_clock::time_point begin,
          const std::string& words) {
    const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - begin);
    std::printf("%-56s %-26s %5lld ms  %s\n", name.c_str(), code.c_str(), static_cast<long long>(took.count()),
                words.c_str());
}

void check(const bad_answer& of) {
    BOOST_TEST_CONTEXT(of.name) {
        scripted_server api{bad_then_good(of.text, of.attempts)};
        caller on{{.base_url = api.url()}, of.bounds};
        const auto begin = std::chrono::steady_clock::now();
        const api_failure failed = on.failure();
        BOOST_TEST((failed.code == of.code), describe(failed));
        BOOST_TEST(failed.report.attempts.size() == of.attempts);
        BOOST_TEST(describe(failed).find(of.words) != std::string::npos, describe(failed));
        tell(of.name, server::name_of(failed.code), begin, describe(failed));
        BOOST_TEST(!on.failure().code);
    }
}

std::string status(const std::string& line, const std::string& headers = {}, const std::string& body = "{}") {
    return response(body, line, headers);
}

/// Returns a response with a body, its length and type, and further headers.
std::string typed(const std::string& type, const std::string& body, const std::string& headers = {}) {
    return "HTTP/1.1 200 OK\r\nContent-Type: " + type + "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n" +
           headers + "\r\n" + body;
}

std::string coded(const std::string& body, const std::string& coding = "gzip") {
    return typed("application/json", body, "Content-Encoding: " + coding + "\r\n");
}

} // namespace

BOOST_AUTO_TEST_CASE(every_status_class_has_its_error) {
    for (const bad_answer& each : std::vector<bad_answer>{
             {"status: 101", "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n", errc::unexpected_status},
             {"status: 204", "HTTP/1.1 204 No Content\r\n\r\n", errc::unexpected_status, "without data"},
             {"status: 205", status("205 Reset Content", {}, ""), errc::unexpected_status, "without data"},
             {"status: 301", status("301 Moved Permanently", "Location: https://evil.example/\r\n"),
              errc::unexpected_status, "Location: https://evil.example/"},
             {"status: 302, to the log-in", status("302 Found", "Location: /login\r\n"), errc::unexpected_status},
             {"status: 304", "HTTP/1.1 304 Not Modified\r\n\r\n", errc::unexpected_status},
             {"status: 307", status("307 Temporary Redirect", "Location: http://127.0.0.1:1/\r\n"),
              errc::unexpected_status},
             {"status: 400", status("400 Bad Request", {}, R"({"detail":"No."})"), errc::bad_request, "\"No.\""},
             {"status: 401", status("401 Unauthorized", {}, R"({"detail":"Who?"})"), errc::unauthorized, "\"Who?\""},
             {"status: 403, the key sent back",
              status("403 Forbidden", {}, R"({"detail":"bad key )" + std::string{server::key_text} + "\"}"),
              errc::forbidden, "bad key [API key]"},
             {"status: 404", status("404 Not Found"), errc::not_found},
             {"status: 405", status("405 Method Not Allowed"), errc::method_not_allowed},
             {"status: 408", status("408 Request Timeout"), errc::try_again, "3 attempts", 3},
             {"status: 414", status("414 URI Too Long"), errc::client_error, "(414)"},
             {"status: 425", status("425 Too Early"), errc::try_again, "3 attempts", 3},
             {"status: 429", status("429 Too Many Requests"), errc::rate_limited, "3 attempts", 3},
             {"status: 500, a page of HTML",
              typed("text/html", "<h1>Server \x1b[31mError</h1>").replace(9, 6, "500 No"), errc::server_error,
              R"(<h1>Server \x1b[31mError</h1>)", 3},
             {"status: 501", status("501 Not Implemented"), errc::server_refusal},
             {"status: 502", status("502 Bad Gateway"), errc::server_error, {}, 3},
             {"status: 503", status("503 Service Unavailable"), errc::server_error, {}, 3},
             {"status: 504", status("504 Gateway Timeout"), errc::server_error, {}, 3},
             {"status: 599", status("599 Odd"), errc::server_refusal},
             {"status: 799", status("799 Odder"), errc::unexpected_status},
         })
        check(each);
}

BOOST_AUTO_TEST_CASE(status_is_reported_even_if_its_body_fails) {
    enum class then { stall, close, reset, drip };
    struct body {
        std::string name;
        std::string headers;
        std::string begin{};
        then what = then::stall;
    };
    const std::string hundred = "Content-Length: 100\r\n";
    const std::string chunks = "Transfer-Encoding: chunked\r\n";
    const std::string gzip = "Content-Encoding: gzip\r\n" + hundred;
    for (const body& each : std::vector<body>{
             {"nothing comes", hundred},
             {"it stalls", hundred, R"({"detail":"Who)"},
             {"it drips", chunks, "2\r\n{}\r\n", then::drip},
             {"it stalls before the last chunk", chunks, "2\r\n{}\r\n"},
             {"it stalls with no length", "", "<html>"},
             {"it ends too early", hundred, "{", then::close},
             {"the connection is reset", hundred, "{", then::reset},
             {"the chunks are invalid", chunks, "zz\r\n"},
             {"the coding of the message is not known", "Transfer-Encoding: gzip, chunked\r\n"},
             {"the coding is not known", "Content-Encoding: br\r\n" + hundred, "x"},
             {"it is no gzip", gzip, "nonsense and more"},
             {"its gzip stalls", gzip, packed(R"({"detail":"Who?"})").substr(0, 12)},
             {"it is too long", "Content-Length: 1001\r\n"},
             {"a chunk is too long", chunks, "3e9\r\n"},
             {"it is longer than is kept", "", std::string(900, 'x')},
         })
        for (const auto& [line, code, attempts] :
             std::vector<std::tuple<std::string, errc, std::size_t>>{{"401 Unauthorized", errc::unauthorized, 1},
                                                                     {"503 Service Unavailable", errc::server_error, 3},
                                                                     {"302 Found", errc::unexpected_status, 1}}) {
            const std::string text = "HTTP/1.1 " + line + "\r\n" + each.headers + "Retry-After: 0\r\n\r\n" + each.begin;
            scripted_server api{[&](peer& with, int) -> asio::awaitable<void> {
                (void)co_await with.read();
                co_await with.write(text);
                for (; each.what == then::drip; co_await with.pause(5ms)) co_await with.write("1\r\n \r\n");
                if (each.what == then::stall) co_await with.until_disconnected();
                if (each.what == then::reset) {
                    co_await with.pause(20ms);
                    with.reset();
                }
            }};
            client_options bounds = eager();
            bounds.limits = {.call = 10min, .attempt = 5min, .error_body = brief};
            bounds.response_limit = 1000;
            caller on{{.base_url = api.url()}, std::move(bounds)};
            const auto begin = std::chrono::steady_clock::now();
            const api_failure failed = on.failure();
            BOOST_TEST((failed.code == code), each.name << ", " << line << ": " << describe(failed));
            BOOST_TEST(failed.status == std::stoul(line));
            BOOST_TEST((failed.retry_after == 0s));
            BOOST_REQUIRE_EQUAL(failed.report.attempts.size(), attempts);
            for (const attempt_report& tried : failed.report.attempts) BOOST_TEST(tried.status == failed.status);
            if (each.name == "it stalls") BOOST_TEST(failed.server_detail == R"({"detail":"Who)");
            tell(line.substr(0, 3) + ", of whose body " + each.name, server::name_of(failed.code), begin,
                 describe(failed));
        }
}

BOOST_AUTO_TEST_CASE(every_form_of_retry_after_is_read) {
    const auto throttled = [](const std::string& value, const std::string& more = {}) {
        return status("429 Too Many Requests", "Retry-After: " + value + "\r\n" + more, R"({"detail":"Slow."})");
    };
    const std::string date = "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\n";
    for (const bad_answer& each : std::vector<bad_answer>{
             {"Retry-After: no seconds", throttled("0"), errc::rate_limited, "3 attempts", 3},
             {"Retry-After: more seconds than there are", throttled("11"), errc::rate_limited, "asks to wait 11 s"},
             {"Retry-After: an endless number", throttled(std::string(400, '9')), errc::rate_limited, "asks to wait"},
             {"Retry-After: a date", throttled("Sun, 06 Nov 1994 08:50:37 GMT", date), errc::rate_limited,
              "asks to wait 60 s"},
             {"Retry-After: a date in the past", throttled("Sun, 06 Nov 1994 08:48:37 GMT", date), errc::rate_limited,
              "3 attempts", 3},
             {"Retry-After: nonsense", throttled("soon"), errc::rate_limited, "3 attempts", 3},
         })
        check(each);
}

BOOST_AUTO_TEST_CASE(unexpected_bodies_are_refused) {
    const std::string page = page_of(1);
    const client_options small{.retries = exponential_backoff{.retries = 0}, .decode = {.max_bytes = 1'000'000}};
    for (const bad_answer& each : std::vector<bad_answer>{
             {"body: none", typed("application/json", ""), errc::unexpected_status, "without data"},
             {"body: a page of HTML", typed("text/html", "<html>Log in</html>"), errc::bad_response,
              "content type `text/html`; the server says: \"<html>Log in</html>\""},
             {"body: HTML that is called JSON", typed("application/json", "<html>"), errc::bad_response, "<html>"},
             {"body: JSON in another charset", typed("application/json; charset=latin-1", page), errc::bad_response},
             {"body: truncated JSON", typed("application/json", page.substr(0, 40)), errc::bad_response},
             {"body: JSON with something behind it", typed("application/json", page + "{}"), errc::bad_response},
             {"body: another JSON", typed("application/json", R"({"ok":true})"), errc::bad_response, "`results`"},
             {"body: a number in the place of a type", typed("application/json", R"([{"chart_type":5,"data":[]}])"),
              errc::bad_response, "/0/chart_type"},
             {"body: nested without end", typed("application/json", std::string(100'000, '[')), errc::bad_response},
             {"body: not UTF-8", typed("application/json", "[\"\xff\"]"), errc::bad_response},
             {"body: not gzip, though it says so", coded("nonsense"), errc::bad_response},
             {"body: truncated gzip", coded(packed(page).substr(0, 30)), errc::bad_response},
             {"body: an unknown coding", coded(page, "br"), errc::bad_response, "`br`"},
             {"body: a gzip bomb", coded(packed("[" + std::string(50'000'000, ' ') + "]")), errc::response_too_large,
              "1000000 bytes", 1, small},
         })
        check(each);
}

BOOST_AUTO_TEST_CASE(unusual_valid_responses_are_accepted) {
    const std::string page = response(page_of(1));
    for (const auto& [name, text] : std::vector<std::pair<std::string, std::string>>{
             {"good: 100 Continue before it", "HTTP/1.1 100 Continue\r\n\r\n" + page},
             {"good: 103 Early Hints before it", "HTTP/1.1 103 Early Hints\r\nLink: <x>\r\n\r\n" + page},
             {"good: gzip", coded(packed(page_of(1)))},
             {"good: deflate", coded(packed(page_of(1), frame::zlib), "deflate")},
             {"good: JSON by another name", typed("application/problem+json", page_of(1))},
             {"good: a bare array", typed("application/json", R"([{"widget_id":1,"chart_type":"pie","data":[]}])")},
         }) {
        scripted_server api{answer_always(text)};
        caller on{{.base_url = api.url()}};
        const auto begin = std::chrono::steady_clock::now();
        const auto failed = on.failure();
        BOOST_TEST(!failed.code, name << ": " << describe(failed));
        tell(name, "success", begin, {});
    }
}

BOOST_AUTO_TEST_CASE(invalid_page_links_end_the_walk) {
    // Walks to the end or to a failure; checks the number of pages.
    const auto walk = [](const std::string& name, const std::vector<std::string>& texts, errc expected,
                         int pages_wanted, std::size_t warnings = 0) {
        const auto asked = std::make_shared<std::size_t>(0);
        scripted_server api{[&, asked](peer& with, int) -> asio::awaitable<void> {
            for (;;) {
                (void)co_await with.read();
                co_await with.write(texts.at(std::min((*asked)++, texts.size() - 1)));
            }
        }};
        caller on{{.base_url = api.url()}, {.retries = exponential_backoff{.retries = 0}, .max_pages = 5}};
        auto pages = on.client.pages(one_widget);
        const auto begin = std::chrono::steady_clock::now();
        int came = 0;
        std::exception_ptr error;
        for (bool more = true; more;) {
            more = false;
            pages.next([&](std::exception_ptr problem, const std::optional<reply<bulk_widget_response>>& page) {
                error = std::move(problem);
                more = page.has_value();
            });
            on.io.restart();
            on.io.run();
            came += more ? 1 : 0;
        }
        const auto code = server::failure_in(error).code;
        BOOST_TEST((expected == errc{} ? !code : code == expected), name);
        BOOST_TEST(came == pages_wanted, name);
        BOOST_TEST(pages.walk().warnings().size() == warnings, name);
        tell(name, code ? server::name_of(code) : "the end", begin, error ? describe(server::failure_in(error)) : "");
    };
    const auto page = [](int id, const std::string& next) { return response(page_of(id, next)); };
    walk("pages: the next one is the same one", {page(1, "\"/?page=1\"")}, errc::page_loop, 0);
    walk("pages: the next one is an earlier one", {page(1, "\"/?page=2\""), page(2, "\"/?page=1\"")}, errc::page_loop,
         1);
    walk("pages: the same link for ever", {page(1, "\"/?cursor=x\""), page(2, "\"/?cursor=x\"")}, errc::page_loop, 1);
    walk("pages: the same results for ever", {page(1, "\"/?page=2\""), page(1, "\"/?page=3\"")}, errc::page_loop, 1);
    walk("pages: no end",
         {page(1, "\"/?page=2\""), page(2, "\"/?page=3\""), page(3, "\"/?page=4\""), page(4, "\"/?page=5\""),
          page(5, "\"/?page=6\"")},
         errc::page_loop, 4);
    walk("pages: a foreign link", {page(1, "\"https://evil.example/?page=9\""), page(2, "null")}, errc{}, 2, 1);
    walk("pages: an invalid link", {page(1, "\"::\""), page(2, "null")}, errc{}, 2, 1);
    walk("pages: 404 behind the first", {page(1, "\"/?page=2\""), status("404 Not Found")}, errc{}, 1);
    const std::string three = response(R"({"count":3,"next":"/?page=2","results":[{"widget_id":1,"chart_type":"pie",)"
                                       R"("data":[]}]})");
    walk("pages: 404 of the API before all have come",
         {three, status("404 Not Found", {}, R"({"detail":"Invalid page."})")}, errc{}, 1);
    walk("pages: 404 of a proxy before all have come", {three, status("404 Not Found", {}, "<html>nginx</html>")},
         errc::not_found, 1);
    walk("pages: 500 behind the first", {page(1, "\"/?page=2\""), status("500 Oh")}, errc::server_error, 1);
}

BOOST_AUTO_TEST_CASE(early_error_response_is_reported) {
    scripted_server api{[](peer& with, int) -> asio::awaitable<void> {
        co_await with.write(response("{}", "413 Content Too Large", "Connection: close\r\n"));
        co_await with.until_disconnected();
    }};
    caller on{{.base_url = api.url()}};
    const auto begin = std::chrono::steady_clock::now();
    const auto failed = on.failure();
    BOOST_TEST((failed.code == errc::client_error), describe(failed));
    tell("early response: 413", server::name_of(failed.code), begin, describe(failed));
}

BOOST_AUTO_TEST_CASE(call_ends_in_time_whatever_its_attempts_meet) {
    scripted_server api{server::never_respond()};
    caller on{{.base_url = api.url()},
              {.limits = {.call = 5 * brief, .attempt = 2 * brief},
               .retries = [](const failed_attempt&, double) { return std::optional{10ms}; }}};
    const auto begin = std::chrono::steady_clock::now();
    const auto failed = on.failure();
    const auto took = std::chrono::steady_clock::now() - begin;
    BOOST_TEST((failed.code == errc::timeout));
    BOOST_TEST((took < 5 * brief + 2s));
    BOOST_TEST(failed.report.attempts.size() >= 2u);
    tell("silence, for as long as the call may take", server::name_of(failed.code), begin, describe(failed));
}

BOOST_AUTO_TEST_SUITE_END()
