// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <calque/transport/transport.hpp>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>
#include <boost/test/unit_test.hpp>

#include <chrono>
#include <memory>
#include <optional>
#include <string>

BOOST_AUTO_TEST_SUITE(transport_tests)

namespace {

using namespace calque;

/// A move-only transport that answers with ascending status codes.
struct counting {
    explicit counting(unsigned first) : next{std::make_unique<unsigned>(first)} {}

    boost::asio::awaitable<http_response> exchange(const http_request& request, const exchange_options&) {
        co_return http_response{.status = (*next)++, .body = request.target};
    }

    std::unique_ptr<unsigned> next;
};

/// A transport that collects the body, ignores `on_head`, and can be closed and can redact.
struct collecting {
    boost::asio::awaitable<http_response> exchange(const http_request& request, const exchange_options&) {
        co_return http_response{.status = 200, .headers = {{"X", "y"}}, .body = request.body};
    }
    void close() { *closed = true; }
    void redact(std::string& text) const { text = "redacted"; }

    std::shared_ptr<bool> closed = std::make_shared<bool>();
};

/// A transport that passes the body to the reader itself.
struct streaming {
    boost::asio::awaitable<http_response> exchange(const http_request& request, const exchange_options& options) {
        http_response out{.status = 200, .body_streamed = true};
        const auto reader = options.on_head(out);
        for (const char each : request.body) reader({&each, 1});
        co_return out;
    }
};

struct knows_json : streaming {
    void redact_json(std::string& json) const { json.replace(json.find("\"b\""), 3, "\"by it\""); }
};

struct returns_another_type {
    boost::asio::awaitable<void> exchange(const http_request&, const exchange_options&);
};

static_assert(calque::transport<counting>);
static_assert(calque::transport<collecting>);
static_assert(calque::transport<any_transport>);
static_assert(!calque::transport<returns_another_type>);
static_assert(!calque::transport<int>);
static_assert(!std::is_constructible_v<any_transport, returns_another_type>);

const exchange_options no_bounds{.deadline = std::chrono::steady_clock::time_point::max()};

http_response ask(const any_transport& link, const http_request& request, const exchange_options& options = no_bounds) {
    boost::asio::io_context io;
    auto response = boost::asio::co_spawn(io, link.exchange(request, options), boost::asio::use_future);
    io.run();
    return response.get();
}

} // namespace

BOOST_AUTO_TEST_CASE(any_transport_forwards_requests_and_copies_share_state) {
    const any_transport link{counting{200}};
    const any_transport copy = link;
    const auto first = ask(link, {.target = "/a"});
    BOOST_TEST(first.status == 200u);
    BOOST_TEST(first.body == "/a");
    BOOST_TEST(ask(copy, {.target = "/b"}).status == 201u);
    BOOST_TEST(ask(link, {.target = "/c"}).status == 202u);
}

BOOST_AUTO_TEST_CASE(moved_from_any_transport_is_usable) {
    any_transport link{counting{200}};
    const any_transport moved = std::move(link);
    BOOST_TEST(ask(link, {.target = "/a"}).status == 200u);
    BOOST_TEST(ask(moved, {.target = "/b"}).status == 201u);
}

BOOST_AUTO_TEST_CASE(exchange_keeps_its_transport_alive) {
    const http_request request{.target = "/a"};
    boost::asio::io_context io;
    std::optional<any_transport> link{counting{200}};
    auto response = boost::asio::co_spawn(io, link->exchange(request, no_bounds), boost::asio::use_future);
    link.reset();
    io.run();
    BOOST_TEST(response.get().status == 200u);
}

BOOST_AUTO_TEST_CASE(reader_gets_the_body_from_collecting_and_streaming_transports) {
    for (const any_transport& link : {any_transport{collecting{}}, any_transport{streaming{}}}) {
        std::string seen;
        auto options = no_bounds;
        options.on_head = [&](const http_response& head) -> body_reader {
            seen += std::to_string(head.status) + (head.body.empty() ? ":" : "?");
            return [&](std::string_view piece) { seen += piece; };
        };
        const auto got = ask(link, {.body = "abc"}, options);
        BOOST_TEST(seen == "200:abc");
        BOOST_TEST(got.body_streamed);
        BOOST_TEST(got.body.empty());
    }
}

BOOST_AUTO_TEST_CASE(body_is_in_the_response_without_a_reader) {
    const any_transport link{collecting{}};
    BOOST_TEST(!ask(link, {.body = "abc"}).body_streamed);
    auto options = no_bounds;
    options.on_head = [](const http_response&) { return body_reader{}; };
    const auto got = ask(link, {.body = "abc"}, options);
    BOOST_TEST(got.body_streamed);
    BOOST_TEST(got.body == "abc");
    // The reader never gets an empty piece.
    int pieces = 0;
    options.on_head = [&](const http_response&) -> body_reader { return [&](std::string_view) { ++pieces; }; };
    (void)ask(link, {}, options);
    BOOST_TEST(pieces == 0);
}

BOOST_AUTO_TEST_CASE(exception_of_a_reader_propagates) {
    auto options = no_bounds;
    options.on_head = [](const http_response&) -> body_reader { return [](std::string_view) { throw 7; }; };
    BOOST_CHECK_THROW((void)ask(any_transport{collecting{}}, {.body = "abc"}, options), int);
}

BOOST_AUTO_TEST_CASE(close_and_redact_are_optional_for_transports) {
    const collecting held;
    const any_transport link{held};
    link.close();
    BOOST_TEST(*held.closed);
    std::string text = "text";
    link.redact(text);
    BOOST_TEST(text == "redacted");
    const any_transport other{counting{200}};
    other.close();
    other.redact(text);
    BOOST_TEST(text == "redacted");
    // Redacts the strings of JSON with `redact_json` if the transport has it, otherwise with `redact`.
    std::string json = R"({"a":[1,"b"]})";
    other.redact_json(json);
    BOOST_TEST(json == R"({"a":[1,"b"]})");
    any_transport{knows_json{}}.redact_json(json);
    BOOST_TEST(json == R"({"a":[1,"by it"]})");
    link.redact_json(json);
    BOOST_TEST(json == R"({"redacted":[1,"redacted"]})");
}

BOOST_AUTO_TEST_CASE(find_header_ignores_case_and_returns_the_first) {
    const std::vector<http_header> headers{{"Content-Type", "text/html"}, {"Retry-After", "1"}, {"retry-after", "2"}};
    BOOST_TEST(find_header(headers, "content-type") == "text/html");
    BOOST_TEST(find_header(headers, "RETRY-AFTER") == "1");
    BOOST_TEST(find_header(headers, "Retry") == "");
    BOOST_TEST(find_header({}, "Retry-After") == "");
}

BOOST_AUTO_TEST_SUITE_END()
