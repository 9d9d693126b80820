// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <boost/asio/buffer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/error.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/write.hpp>
#include <boost/test/unit_test.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "calling.hpp"
#include "certificate.hpp"

BOOST_AUTO_TEST_SUITE(stand_in_wire_faults_tests)

namespace asio = boost::asio;
using asio::ip::tcp;
using calling::noon;
using calling::post;
using calling::still;

namespace {

/// The bytes received on a connection, and how it ended.
struct heard {
    std::string answer{};
    calque::error_code end{};
};

template <class Stream>
heard talk_over(Stream& stream, std::string_view bytes) {
    heard out;
    asio::write(stream, asio::buffer(bytes));
    asio::read(stream, asio::dynamic_buffer(out.answer), out.end);
    return out;
}

/// Requests a widget on a new connection.
heard ask(const calque::stand_in& api) {
    asio::io_context context;
    tcp::socket socket{context};
    socket.connect({asio::ip::address_v4::loopback(), api.port()});
    return talk_over(socket, post(R"({"widget_ids": [3]})"));
}

heard ask_over_tls(const calque::stand_in& api) {
    asio::io_context context;
    asio::ssl::context trusting{asio::ssl::context::tls_client};
    asio::ssl::stream<tcp::socket> stream{context, trusting};
    stream.next_layer().connect({asio::ip::address_v4::loopback(), api.port()});
    stream.handshake(asio::ssl::stream_base::client);
    return talk_over(stream, post(R"({"widget_ids": [3]})"));
}

/// Returns the Content-Length of a response, and the actual size of its body.
std::pair<std::size_t, std::size_t> lengths(const std::string& answer) {
    const std::string_view name = "Content-Length: ";
    const std::size_t length = answer.find(name);
    const std::size_t body = answer.find("\r\n\r\n");
    BOOST_TEST_REQUIRE(length < body);
    BOOST_TEST_REQUIRE(body != std::string::npos);
    return {std::stoul(answer.substr(length + name.size())), answer.size() - body - 4};
}

calque::stand_in_options faulty(double rate, std::uint64_t seed = 1) {
    calque::stand_in_options options = still();
    options.faults = {.rate = rate, .seed = seed};
    return options;
}

} // namespace

BOOST_AUTO_TEST_CASE(faults_rotate_at_full_rate) {
    const calque::stand_in api{faulty(1)};
    for (int round = 0; round < 2; ++round) {
        BOOST_TEST(ask(api).answer.starts_with("HTTP/1.1 500 Internal Server Error\r\n"));
        const std::string gateway = ask(api).answer;
        BOOST_TEST(gateway.starts_with("HTTP/1.1 502 Bad Gateway\r\nContent-Type: text/html\r\n"));
        BOOST_TEST(gateway.ends_with("</html>\n"));
        for (const auto* line : {"HTTP/1.1 503 Service Unavailable\r\n", "HTTP/1.1 429 Too Many Requests\r\n"}) {
            const std::string answer = ask(api).answer;
            BOOST_TEST(answer.starts_with(line));
            BOOST_TEST(answer.find("\r\nRetry-After: 0\r\n") != std::string::npos);
        }
        const heard reset = ask(api);
        BOOST_TEST(reset.answer.empty());
        BOOST_TEST((reset.end == asio::error::connection_reset), reset.end.message());
        const heard closed = ask(api);
        BOOST_TEST(closed.answer.empty());
        BOOST_TEST((closed.end == asio::error::eof), closed.end.message());
        const heard cut = ask(api);
        BOOST_TEST(cut.answer.starts_with("HTTP/1.1 200 OK\r\n"));
        BOOST_TEST((cut.end == asio::error::eof), cut.end.message());
        const auto [promised, came] = lengths(cut.answer);
        BOOST_TEST(came > 0u);
        BOOST_TEST(came < promised);
    }
}

BOOST_AUTO_TEST_CASE(error_status_keeps_the_connection_and_broken_response_ends_it) {
    const calque::stand_in api{faulty(1)};
    asio::io_context context;
    tcp::socket socket{context};
    socket.connect({asio::ip::address_v4::loopback(), api.port()});
    std::string six;
    for (int i = 0; i < 6; ++i) six += post(R"({"widget_ids": [3]})", "");
    const heard all = talk_over(socket, six);
    // The reset may discard data that was sent before it but not read yet.
    BOOST_TEST((all.end == asio::error::connection_reset), all.end.message());
    BOOST_TEST(ask(api).end == asio::error::eof);
}

BOOST_AUTO_TEST_CASE(same_seed_fails_the_same_requests) {
    const auto served = [](std::uint64_t seed) {
        const calque::stand_in api{faulty(0.3, seed)};
        std::string text;
        for (int i = 0; i < 40; ++i) {
            const heard each = ask(api);
            const bool whole =
                each.answer.starts_with("HTTP/1.1 200 ") && lengths(each.answer).first == lengths(each.answer).second;
            text += whole ? '.' : 'x';
        }
        return text;
    };
    const std::string one = served(1);
    BOOST_TEST(one.find('x') != std::string::npos);
    BOOST_TEST(one.find('.') != std::string::npos);
    BOOST_TEST(served(1) == one);
    BOOST_TEST(served(2) != one);
}

BOOST_AUTO_TEST_CASE(intercepted_requests_meet_no_fault) {
    calque::stand_in_options options = faulty(1);
    int left = 3;
    options.intercept = [&](const calque::http_request&) -> std::optional<calque::http_response> {
        if (left-- == 0) return std::nullopt;
        return calque::http_response{204, {}, {}};
    };
    const calque::stand_in api{std::move(options)};
    for (int i = 0; i < 3; ++i) BOOST_TEST(ask(api).answer.starts_with("HTTP/1.1 204 "));
    BOOST_TEST(ask(api).answer.starts_with("HTTP/1.1 500 "));
}

BOOST_AUTO_TEST_CASE(broken_response_over_tls_ends_without_close_notify) {
    const auto identity = server::make_certificate("IP:127.0.0.1");
    calque::stand_in_options options = faulty(1);
    options.tls = calque::tls_identity{identity.text, identity.key};
    const calque::stand_in api{std::move(options)};
    for (const auto* status : {"500", "502", "503", "429"})
        BOOST_TEST(ask_over_tls(api).answer.starts_with("HTTP/1.1 " + std::string{status}));
    BOOST_TEST((ask_over_tls(api).end == asio::error::connection_reset));
    BOOST_TEST((ask_over_tls(api).end == asio::ssl::error::stream_truncated));
    const heard cut = ask_over_tls(api);
    BOOST_TEST((cut.end == asio::ssl::error::stream_truncated), cut.end.message());
    const auto [promised, came] = lengths(cut.answer);
    BOOST_TEST(came < promised);
}

BOOST_AUTO_TEST_SUITE_END()
