// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_future.hpp>
#include <boost/test/unit_test.hpp>

#include <atomic>
#include <future>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "ask.hpp"
#include "scripted_server.hpp"
#include "unit/printing.hpp"

BOOST_AUTO_TEST_SUITE(https_threads_tests)

// One transport, used, cancelled and closed by several threads concurrently; for ThreadSanitizer.

namespace {

using namespace calque;
using namespace std::chrono_literals;
using server::asked;
using server::peer;
using server::response;
using server::scripted_server;
using server::within;
using server::asio::awaitable;

/// Echoes the target; every seventh connection misbehaves.
awaitable<void> echo(peer& with, int number) {
    for (int i = 1;; ++i) {
        const std::string request = co_await with.read();
        if (number % 7 == 0 && i == 3) co_return;
        if (number % 7 == 1 && i == 4) with.reset();
        const std::size_t begin = request.find('/');
        co_await with.write(response(request.substr(begin, request.find(' ', begin) - begin)));
    }
}

/// Runs one exchange and counts its result, which must be the response or an expected error.
awaitable<void> ask(https_transport link, int number, std::atomic<int>& answered, std::atomic<int>& wrong) {
    const std::string target = "/" + std::to_string(number);
    const http_request request{.method = "GET", .target = target};
    std::string body;
    auto bounds = within(10s);
    if (number % 2 == 0)
        bounds.on_head = [&](const http_response&) -> body_reader {
            return [&](std::string_view piece) { body += piece; };
        };
    try {
        http_response got = co_await link.exchange(request, bounds);
        if ((number % 2 == 0 ? body : got.body) == target) ++answered;
        else ++wrong;
    } catch (const api_error& error) {
        if (error.code() != errc::cancelled && error.code() != errc::network) ++wrong;
    }
}

} // namespace

BOOST_AUTO_TEST_CASE(concurrent_exchanges_get_their_own_responses) {
    scripted_server api{echo};
    boost::asio::thread_pool pool{4};
    std::atomic<int> answered = 0;
    std::atomic<int> wrong = 0;
    {
        const https_transport link{pool.get_executor(), {.base_url = api.url("localhost"), .connections = 3}};
        for (int i = 0; i < 300; ++i) boost::asio::co_spawn(pool, ask(link, i, answered, wrong), boost::asio::detached);
        pool.wait();
    }
    BOOST_TEST(wrong == 0);
    BOOST_TEST(answered > 200); // the others got a reset on a new connection
}

BOOST_AUTO_TEST_CASE(exchanges_are_cancelled_and_the_transport_closed_while_others_run) {
    scripted_server api{echo};
    for (int round = 0; round < 20; ++round) {
        boost::asio::thread_pool pool{3};
        std::atomic<int> answered = 0;
        std::atomic<int> wrong = 0;
        const https_transport link{pool.get_executor(), {.base_url = api.url(), .connections = 2}};
        std::vector<std::unique_ptr<boost::asio::cancellation_signal>> stops;
        std::vector<std::future<void>> done;
        for (int i = 0; i < 30; ++i) {
            stops.push_back(std::make_unique<boost::asio::cancellation_signal>());
            // On its own strand, on which its signal is emitted.
            const auto strand = boost::asio::make_strand(pool);
            std::promise<void> promise;
            done.push_back(promise.get_future());
            boost::asio::co_spawn(strand, ask(link, i, answered, wrong),
                                  boost::asio::bind_cancellation_slot(
                                      stops.back()->slot(), [promise = std::move(promise)](std::exception_ptr) mutable {
                                          promise.set_value();
                                      }));
            if (i % 3 == 0)
                boost::asio::post(
                    strand, [stop = stops.back().get()] { stop->emit(boost::asio::cancellation_type::terminal); });
        }
        std::thread closer{[&] {
            std::this_thread::sleep_for(std::chrono::microseconds{100 * round});
            link.close();
        }};
        closer.join();
        for (auto& each : done) each.get();
        pool.join();
        BOOST_TEST(wrong == 0);
    }
}

BOOST_AUTO_TEST_SUITE_END()
