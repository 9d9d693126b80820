// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/https.hpp>
#include <calque/json.hpp>
#include <calque/stand_in.hpp>
#include <calque/transport/api_failure.hpp>

#include <boost/asio/buffer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/use_future.hpp>
#include <boost/asio/write.hpp>
#include <boost/test/unit_test.hpp>

#include <cstdint>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

// Functions that call a stand-in API: with the real client, and with raw bytes.
namespace calling {

namespace asio = boost::asio;
using asio::ip::tcp;

inline constexpr std::string_view path = "/dashboards/widgets/bulk_data/";

inline calque::instant noon() { return calque::read_datetime("2025-11-03T12:00:00Z").value().at; }

/// Options of a stand-in with a fixed clock.
inline calque::stand_in_options still() { return {.now = noon()}; }

inline calque::filter<calque::call_log> filter_of(std::string_view json) { return calque::from_json(json).value(); }

/// Fetches all pages as one, with the real client and without retries.
inline calque::bulk_widget_response fetch(const calque::https_options& to, calque::bulk_widget_request request) {
    asio::io_context context;
    const calque::client client =
        calque::make_https_client(context.get_executor(), to, {.retries = calque::exponential_backoff{.retries = 0}});
    auto pages = client.pages(std::move(request));
    calque::bulk_widget_response all;
    for (;;) {
        auto answer = pages.next(asio::use_future);
        context.restart();
        context.run();
        auto page = answer.get();
        if (!page) return all;
        all.count = page->count;
        std::move(page->results.begin(), page->results.end(), std::back_inserter(all.results));
    }
}

inline calque::bulk_widget_response fetch(const calque::stand_in& api, calque::bulk_widget_request request) {
    return fetch(calque::https_options{.base_url = api.url()}, std::move(request));
}

/// Sends a request that must fail; returns the failure.
inline calque::api_failure failure(const calque::https_options& to, calque::bulk_widget_request request) {
    try {
        fetch(to, std::move(request));
    } catch (const calque::api_error& error) {
        return error.failure();
    }
    BOOST_FAIL("the request must fail");
    return {};
}

inline std::size_t line_points(const calque::stand_in& api, std::string_view filter) {
    const auto page = fetch(api, {.widget_ids = {1}, .filters = filter_of(filter)});
    return std::get<std::vector<calque::line_point>>(page.results.at(0).data).size();
}

/// Sends bytes on a new connection and reads until the server closes it.
inline std::string talk(std::uint16_t port, std::string_view bytes) {
    asio::io_context context;
    tcp::socket socket{context};
    socket.connect({asio::ip::address_v4::loopback(), port});
    calque::error_code ignored;
    asio::write(socket, asio::buffer(bytes), ignored);
    std::string answer;
    asio::read(socket, asio::dynamic_buffer(answer), ignored);
    return answer;
}

inline std::string post(std::string_view body, std::string_view more_headers = "Connection: close\r\n") {
    std::string text =
        "POST " + std::string{path} + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";
    return text.append(more_headers).append("Content-Length: ") + std::to_string(body.size()) + "\r\n\r\n" +
           std::string{body};
}

inline bool can_connect(std::uint16_t port) {
    asio::io_context context;
    tcp::socket socket{context};
    calque::error_code refused;
    socket.connect({asio::ip::address_v4::loopback(), port}, refused);
    return !refused;
}

} // namespace calling
