// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <calque/https.hpp>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>

#include "contender.hpp"

namespace throughput {
namespace {

namespace asio = boost::asio;

calque::https_options options_of(const task& what) {
    return {.base_url = "http://127.0.0.1:" + std::to_string(what.port), .connections = what.at_once};
}

asio::awaitable<void> exchange(const calque::https_transport& by, const task& what, std::size_t& left, result& out) {
    const calque::http_request request{
        .method = "POST", .target = what.target, .headers = {{"Content-Type", "application/json"}}, .body = what.body};
    while (left > 0) {
        --left;
        const calque::exchange_options bounds{.deadline = std::chrono::steady_clock::now() + std::chrono::seconds{30},
                                              .repeatable = true};
        const auto response = co_await by.exchange(request, bounds);
        if (response.status != 200) continue;
        ++out.responses;
        out.bytes += response.body.size();
    }
}

asio::awaitable<void> call(calque::client by, std::size_t& left, result& out) {
    const calque::bulk_widget_request request{.widget_ids = {1, 2, 3}};
    while (left > 0) {
        --left;
        const auto page = co_await by.bulk_data(request);
        ++out.responses;
        out.widgets += page.results.size();
    }
}

result run_transport(const task& what) {
    asio::io_context context{1};
    const calque::https_transport by{context.get_executor(), options_of(what)};
    std::size_t left = what.requests;
    result out;
    for (std::size_t i = 0; i < what.at_once; ++i)
        asio::co_spawn(context, exchange(by, what, left, out), asio::detached);
    context.run();
    return out;
}

result run_client(const task& what) {
    asio::io_context context{1};
    const calque::client by = calque::make_https_client(context.get_executor(), options_of(what));
    std::size_t left = what.requests;
    result out;
    for (std::size_t i = 0; i < what.at_once; ++i) asio::co_spawn(context, call(by, left, out), asio::detached);
    context.run();
    return out;
}

} // namespace

const contender calque_transport{"calque's transport", run_transport};
const contender calque_client{"calque's client, typed", run_client};

} // namespace throughput
