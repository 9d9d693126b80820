// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <boost/test/unit_test.hpp>

#include <atomic>
#include <functional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "ask.hpp"
#include "scripted_server.hpp"
#include "unit/printing.hpp"

BOOST_AUTO_TEST_SUITE(https_streaming_tests)

// Bodies that are delivered as they arrive.

namespace {

using namespace calque;
using namespace std::chrono_literals;
using server::answer_always;
using server::answer_once;
using server::asked;
using server::asker;
using server::chunked;
using server::peer;
using server::response;
using server::scripted_server;
using server::stream_endlessly;
using server::within;
using server::asio::awaitable;

/// Reads a body and keeps its pieces.
struct listener {
    int heads = 0;
    http_response head{};
    std::vector<std::string> pieces{};

    [[nodiscard]] exchange_options bounds(std::chrono::milliseconds time = server::long_enough) {
        exchange_options out = within(time);
        out.on_head = [this](const http_response& got) -> body_reader {
            ++heads;
            head = got;
            return [this](std::string_view piece) { pieces.emplace_back(piece); };
        };
        return out;
    }

    [[nodiscard]] std::string body() const {
        std::string out;
        for (const auto& each : pieces) out += each;
        return out;
    }
};

} // namespace

BOOST_AUTO_TEST_CASE(head_is_delivered_before_the_body) {
    for (const std::string& text :
         {response("[1,2]", "206 Partial Content", "X: y\r\n"), std::string{"HTTP/1.1 206 x\r\nX: y\r\n\r\n[1,2]"}}) {
        scripted_server api{answer_once(text)};
        asker on{{.base_url = api.url()}};
        listener to;
        const auto got = on.get(to.bounds());
        BOOST_TEST(to.heads == 1);
        BOOST_TEST(to.head.status == 206u);
        BOOST_TEST(find_header(to.head.headers, "X") == "y");
        BOOST_TEST(to.head.body.empty());
        BOOST_TEST(to.body() == "[1,2]");
        BOOST_TEST(got.status == 206u);
        BOOST_TEST(find_header(got.headers, "X") == "y");
        BOOST_TEST(got.body.empty());
        BOOST_TEST(got.body_streamed);
    }
}

BOOST_AUTO_TEST_CASE(pieces_are_delivered_before_the_rest_arrives) {
    std::atomic<int> taken = 0;
    scripted_server api{[&](peer& with, int) -> awaitable<void> {
        (void)co_await with.read();
        co_await with.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
        for (int i = 0; i < 5; ++i) {
            // A piece is sent only after the previous one was read: if the body were collected, this would hang.
            while (taken != i) co_await with.pause(1ms);
            co_await with.write("1\r\n" + std::to_string(i) + "\r\n");
        }
        while (taken != 5) co_await with.pause(1ms);
        co_await with.write("0\r\n\r\n");
    }};
    asker on{{.base_url = api.url()}};
    auto bounds = within(10s);
    std::string body;
    bounds.on_head = [&](const http_response&) -> body_reader {
        return [&](std::string_view piece) {
            body += piece;
            ++taken;
        };
    };
    BOOST_TEST(on.get(bounds).status == 200u);
    BOOST_TEST(body == "01234");
}

BOOST_AUTO_TEST_CASE(body_is_collected_without_a_reader) {
    scripted_server api{answer_once(response(R"({"detail":"No."})", "400 Bad Request"))};
    asker on{{.base_url = api.url()}};
    auto bounds = within(5s);
    unsigned seen = 0;
    bounds.on_head = [&](const http_response& head) {
        seen = head.status;
        return body_reader{};
    };
    const auto got = on.get(bounds);
    BOOST_TEST(seen == 400u);
    BOOST_TEST(got.body == R"({"detail":"No."})");
    BOOST_TEST(got.body_streamed);
}

BOOST_AUTO_TEST_CASE(empty_body_has_no_pieces) {
    for (const std::string& text :
         {std::string{"HTTP/1.1 204 No Content\r\n\r\n"}, response(""), chunked("0\r\n\r\n")}) {
        scripted_server api{answer_once(text)};
        asker on{{.base_url = api.url()}};
        listener to;
        (void)on.get(to.bounds());
        BOOST_TEST(to.heads == 1);
        BOOST_TEST(to.pieces.empty());
    }
}

BOOST_AUTO_TEST_CASE(large_body_is_delivered_in_pieces_of_bounded_size) {
    std::string large;
    while (large.size() < std::size_t{20} * 1024 * 1024) large += std::to_string(large.size()) + ',';
    scripted_server api{answer_once(response(large))};
    asker on{{.base_url = api.url()}};
    std::size_t most = 0;
    std::string body;
    auto bounds = within(20s);
    bounds.on_head = [&](const http_response&) -> body_reader {
        return [&](std::string_view piece) {
            most = std::max(most, piece.size());
            body += piece;
        };
    };
    (void)on.get(bounds);
    BOOST_TEST((body == large));
    BOOST_TEST(most <= std::size_t{128} * 1024);
}

BOOST_AUTO_TEST_CASE(exception_of_a_reader_is_passed_on_unchanged) {
    scripted_server api{answer_always(response("[]"))};
    asker on{{.base_url = api.url()}};
    const auto throws = [&](const std::function<void()>& what, bool in_head) {
        auto bounds = within(5s);
        bounds.on_head = [=](const http_response&) -> body_reader {
            if (in_head) what();
            return [=](std::string_view) { what(); };
        };
        (void)on.get(bounds);
    };
    for (const bool in_head : {true, false}) {
        BOOST_CHECK_THROW(throws([] { throw std::logic_error{"mine"}; }, in_head), std::logic_error);
        BOOST_CHECK_THROW(throws([] { throw 7; }, in_head), int);
        BOOST_CHECK_EXCEPTION(
            throws(
                [] {
                    throw system_error{boost::asio::error::eof, "mine"};
                },
                in_head),
            system_error, [](const system_error& error) { return dynamic_cast<const api_error*>(&error) == nullptr; });
        BOOST_CHECK_EXCEPTION(throws([] { throw api_error{{.code = errc::bad_json}}; }, in_head), api_error,
                              [](const api_error& error) { return error.code() == errc::bad_json; });
    }
    // The connection is dropped, but the transport stays usable.
    BOOST_TEST(api.connections() == 8);
    BOOST_TEST(on.get().status == 200u);
    BOOST_TEST(api.connections() == 9);
}

BOOST_AUTO_TEST_CASE(reader_can_end_an_endless_body) {
    scripted_server api{stream_endlessly("HTTP/1.1 200 OK\r\n\r\n", std::string(1000, 'x'))};
    asker on{{.base_url = api.url()}};
    std::size_t size = 0;
    auto bounds = within(10s);
    bounds.on_head = [&](const http_response&) -> body_reader {
        return [&](std::string_view piece) {
            size += piece.size();
            if (size > 1'000'000) throw std::length_error{"enough"};
        };
    };
    BOOST_CHECK_THROW((void)on.get(bounds), std::length_error);
}

BOOST_AUTO_TEST_CASE(limit_deadline_and_cancellation_apply_while_streaming) {
    const std::string open = "HTTP/1.1 200 OK\r\n\r\n";
    {
        scripted_server api{stream_endlessly(open, "x", 2ms)};
        asker on{{.base_url = api.url()}};
        listener to;
        BOOST_TEST(on.failure(to.bounds(60ms)).code == errc::timeout);
        BOOST_TEST(!to.pieces.empty());
        asked what;
        listener other;
        on.start(what, other.bounds());
        on.run_until([&] { return !other.pieces.empty(); });
        what.stop.emit(boost::asio::cancellation_type::terminal);
        on.finish();
        BOOST_TEST(what.failure().code == errc::cancelled);
    }
    scripted_server api{stream_endlessly(open, std::string(1000, 'x'))};
    asker on{{.base_url = api.url()}};
    listener to;
    auto bounds = to.bounds();
    bounds.response_limit = 100'000;
    BOOST_TEST(on.failure(bounds).code == errc::response_too_large);
    BOOST_TEST(to.body().size() <= 100'000u);
}

BOOST_AUTO_TEST_CASE(repeated_exchange_delivers_one_head) {
    scripted_server api{[](peer& with, int number) -> awaitable<void> {
        (void)co_await with.read();
        co_await with.write(response("[]"));
        (void)co_await with.read();
        if (number > 1) co_await with.write(response("[]"));
    }};
    asker on{{.base_url = api.url()}};
    (void)on.get();
    listener to;
    (void)on.get(to.bounds());
    BOOST_TEST(to.heads == 1);
    BOOST_TEST(to.body() == "[]");
    BOOST_TEST(api.connections() == 2);
}

BOOST_AUTO_TEST_CASE(interim_responses_are_not_delivered) {
    scripted_server api{answer_once("HTTP/1.1 100 Continue\r\n\r\n" + response("[]"))};
    asker on{{.base_url = api.url()}};
    listener to;
    (void)on.get(to.bounds());
    BOOST_TEST(to.heads == 1);
    BOOST_TEST(to.head.status == 200u);
}

BOOST_AUTO_TEST_CASE(key_is_redacted_in_pieces_unless_compressed) {
    const std::string echo = "key: s3cret-key-of-a-test";
    for (const bool coded : {false, true}) {
        scripted_server api{[&](peer& with, int) -> awaitable<void> {
            (void)co_await with.read();
            co_await with.write("HTTP/1.1 200 OK\r\n" + std::string{coded ? "Content-Encoding: gzip\r\n" : ""} +
                                "X: s3cret-key-of-a-test\r\n\r\n");
            for (const char each : echo) {
                co_await with.write(std::string(1, each));
                co_await with.pause(0ms);
            }
        }};
        asker on{{.base_url = api.url()}};
        listener to;
        (void)on.get(to.bounds());
        BOOST_TEST(find_header(to.head.headers, "X") == "[API key]");
        BOOST_TEST(to.body() == (coded ? echo : "key: [API key]"));
    }
    asker on{{.base_url = "http://127.0.0.1:1"}};
    std::string inflated = echo;
    any_transport{on.link}.redact(inflated);
    BOOST_TEST(inflated == "key: [API key]");
}

BOOST_AUTO_TEST_SUITE_END()
