// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
//
// main [ROUNDS]: measures how many exchanges per second each contender makes, over plain HTTP on this machine. In
// each round all contenders do the same task in turn; prints the medians of the rounds and their ratios to the first
// contender's. First checks that all contenders get the same result.
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <thread>
#include <vector>

#include "contender.hpp"

namespace {

using namespace throughput;
namespace asio = boost::asio;
namespace http = boost::beast::http;

/// Returns a page of three line charts with `points` points in all.
std::string page_of(std::size_t points) {
    std::string out = R"({"count":3,"next":null,"previous":null,"results":[)";
    for (int widget = 1; widget <= 3; ++widget) {
        if (widget > 1) out += ',';
        out.append(R"({"widget_id":)").append(std::to_string(widget));
        out +=
            R"(,"field_name":"duration","chart_type":"line","aggregation_function":null,"time_period":null,)"
            R"("group_by":null,"metadata":{"display_name":"Duration","data_type":"numeric","filter_value":null},"data":[)";
        for (std::size_t i = 0; i < points / 3; ++i) {
            if (i > 0) out += ',';
            out.append(R"({"id":)").append(std::to_string(100'000 + i));
            out.append(R"(,"timestamp":"2025-11-03T10:30:00Z","value":)").append(std::to_string(i % 600)).append(".5}");
        }
        out += "]}";
    }
    return out + "]}";
}

/// Answers every request, on a thread of its own: the target `/small` with one page, all others with another.
class server {
public:
    server() {
        asio::co_spawn(context_, accept(), asio::detached);
        thread_ = std::thread{[this] { context_.run(); }};
    }
    server(const server&) = delete;
    server& operator=(const server&) = delete;
    ~server() {
        context_.stop();
        thread_.join();
    }

    void answer_with(const std::string& body) {
        text_ = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) +
                "\r\n\r\n" + body;
    }
    [[nodiscard]] std::uint16_t port() const { return acceptor_.local_endpoint().port(); }

private:
    asio::awaitable<void> accept() {
        for (;;) {
            auto socket = co_await acceptor_.async_accept(asio::use_awaitable);
            asio::co_spawn(context_, serve(std::move(socket)), asio::detached);
        }
    }
    asio::awaitable<void> serve(asio::ip::tcp::socket socket) {
        try {
            socket.set_option(asio::ip::tcp::no_delay{true});
            boost::beast::flat_buffer buffer;
            for (;;) {
                http::request<http::string_body> request;
                co_await http::async_read(socket, buffer, request, asio::use_awaitable);
                co_await asio::async_write(socket, asio::buffer(text_), asio::use_awaitable);
            }
        } catch (const boost::system::system_error&) { // the contender has finished
        }
    }

    asio::io_context context_{1};
    asio::ip::tcp::acceptor acceptor_{context_, {asio::ip::address_v4::loopback(), 0}};
    std::string text_;
    std::thread thread_;
};

double seconds_of(const contender& who, const task& what) {
    const auto begin = std::chrono::steady_clock::now();
    (void)who.run(what);
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

/// Returns true if a contender receives every response completely.
bool is_right(const contender& who, const task& what, std::size_t body_size) {
    const result got = who.run(what);
    const bool right = got.responses == what.requests && (got.bytes > 0 || got.widgets > 0) &&
                       (got.bytes == 0 || got.bytes == what.requests * body_size) &&
                       (got.widgets == 0 || got.widgets == what.requests * 3);
    if (!right) std::printf("%s does not get what was asked for\n", who.name);
    return right;
}

double median(std::vector<double> of) {
    const auto middle = of.begin() + static_cast<std::ptrdiff_t>(of.size() / 2);
    std::nth_element(of.begin(), middle, of.end());
    return *middle;
}

} // namespace

int main(int count, char** words) {
    const int rounds = count > 1 ? std::max(1, std::atoi(words[1])) : 9;
    const std::vector<contender> all{
        beast,
        beast_and_decoder,
#ifdef CALQUE_WITH_CURL
        curl,
#endif
        calque_transport,
        calque_client,
    };
    server api;
    bool right = true;
    for (const auto& [points, requests] : {std::pair<std::size_t, std::size_t>{24, 2000}, {3000, 200}})
        for (const std::size_t at_once : {1u, 16u}) {
            const std::string body = page_of(points);
            api.answer_with(body);
            task what{.port = api.port(),
                      .target = "/dashboards/widgets/bulk_data/",
                      .body = R"({"widget_ids":[1,2,3]})",
                      .requests = requests,
                      .at_once = at_once};
            for (const contender& each : all) right = is_right(each, what, body.size()) && right;
            std::vector<std::vector<double>> taken(all.size());
            for (int round = 0; round < rounds; ++round)
                for (std::size_t i = 0; i < all.size(); ++i) taken[i].push_back(seconds_of(all[i], what));
            std::printf("%zu bytes, %zu at once, %d rounds\n", body.size(), at_once, rounds);
            for (std::size_t i = 0; i < all.size(); ++i)
                std::printf("  %-28s %9.0f a second   %.2f of the Beast loop\n", all[i].name,
                            static_cast<double>(requests) / median(taken[i]), median(taken[0]) / median(taken[i]));
        }
    return right ? 0 : 1;
}
