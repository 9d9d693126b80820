// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <calque/widget.hpp>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>

#include "contender.hpp"

// Only the necessary calls: no deadline, no retry, no check.
namespace throughput {
namespace {

namespace asio = boost::asio;
namespace http = boost::beast::http;

asio::awaitable<void> loop(const task& what, std::size_t& left, bool decodes, result& out) {
    asio::ip::tcp::socket socket{co_await asio::this_coro::executor};
    co_await socket.async_connect({asio::ip::address_v4::loopback(), what.port}, asio::use_awaitable);
    socket.set_option(asio::ip::tcp::no_delay{true});
    http::request<http::string_body> request{http::verb::post, what.target, 11};
    request.set(http::field::host, "127.0.0.1");
    request.set(http::field::content_type, "application/json");
    request.body() = what.body;
    request.prepare_payload();
    boost::beast::flat_buffer buffer;
    while (left > 0) {
        --left;
        co_await http::async_write(socket, request, asio::use_awaitable);
        http::response_parser<http::string_body> parser;
        parser.body_limit(std::size_t{64} * 1024 * 1024);
        co_await http::async_read(socket, buffer, parser, asio::use_awaitable);
        if (parser.get().result() != http::status::ok) continue;
        ++out.responses;
        out.bytes += parser.get().body().size();
        if (!decodes) continue;
        calque::decode_failure why;
        if (const auto page = calque::decode_bulk_widgets(parser.get().body(), why))
            out.widgets += page->results.size();
    }
}

result run(const task& what, bool decodes) {
    asio::io_context context{1};
    std::size_t left = what.requests;
    result out;
    for (std::size_t i = 0; i < what.at_once; ++i)
        asio::co_spawn(context, loop(what, left, decodes, out), asio::detached);
    context.run();
    return out;
}

} // namespace

const contender beast{"Beast loop", [](const task& what) { return run(what, false); }};
const contender beast_and_decoder{"Beast loop, decoded", [](const task& what) { return run(what, true); }};

} // namespace throughput
