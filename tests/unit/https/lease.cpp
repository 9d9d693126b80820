// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <calque/https/detail/lease.hpp>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/test/unit_test.hpp>

#include <chrono>
#include <memory>
#include <new>
#include <optional>
#include <string>

BOOST_AUTO_TEST_SUITE(lease_tests)

namespace {

namespace asio = boost::asio;
using calque::detail::connection_pool;
using calque::detail::lease;

/// A pool of one connection, a log of its waiters, and a switch that makes the next construction fail.
struct stage {
    void visit(const std::string& name) { asio::co_spawn(io, stay(name), asio::detached); }

    asio::awaitable<void> stay(std::string name) {
        lease<int> leased{of};
        try {
            co_await leased.acquire(io.get_executor(), std::chrono::steady_clock::time_point::max(), "nowhere");
            story += name + " holds " + std::to_string(**leased) + '\n';
            asio::steady_timer& staying = hold.emplace(io, asio::steady_timer::time_point::max());
            calque::error_code ended;
            co_await staying.async_wait(asio::redirect_error(asio::use_awaitable, ended));
        } catch (const std::bad_alloc&) {
            story += name + " gets none\n";
        }
    }

    void poll() {
        io.restart();
        io.poll();
    }

    asio::io_context io;
    int made = 0;
    bool broken = false;
    std::shared_ptr<connection_pool<int>> of = std::make_shared<connection_pool<int>>(
        connection_pool<int>::settings{.capacity = 1,
                                       .longest_idle = std::chrono::seconds{10},
                                       .make =
                                           [this] {
                                               if (std::exchange(broken, false)) throw std::bad_alloc{};
                                               return std::make_shared<int>(++made);
                                           },
                                       .discard = [](const std::shared_ptr<int>&) {}});
    std::optional<asio::steady_timer> hold;
    std::string story;
};

} // namespace

BOOST_AUTO_TEST_CASE(construction_failure_is_reported_to_the_admitted_waiter) {
    stage on;
    for (const char* const name : {"a", "b", "c"}) on.visit(name);
    on.poll();
    BOOST_TEST(on.story == "a holds 1\n");
    on.broken = true;
    on.hold->cancel();
    on.poll();
    BOOST_TEST(on.story == "a holds 1\nb gets none\nc holds 2\n");
    on.hold->cancel();
    on.poll();
}

BOOST_AUTO_TEST_SUITE_END()
