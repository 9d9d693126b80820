// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <calque/https/detail/lookup.hpp>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>
#include <boost/test/unit_test.hpp>

#include <atomic>
#include <future>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

BOOST_AUTO_TEST_SUITE(lookup_tests)

namespace {

using namespace calque;
using namespace std::chrono_literals;
using addresses = std::vector<boost::asio::ip::address>;

addresses find(detail::lookups& of, std::chrono::milliseconds time = 20s) {
    boost::asio::io_context io;
    detail::lookup_wait wait{io.get_executor()};
    auto found = boost::asio::co_spawn(io, wait(of, std::chrono::steady_clock::now() + time), boost::asio::use_future);
    io.run();
    return found.get();
}

const error_code timed_out = boost::beast::error::timeout;

error_code problem_of(detail::lookups& of, std::chrono::milliseconds time = 20s) {
    try {
        (void)find(of, time);
    } catch (const system_error& error) {
        return error.code();
    }
    return {};
}

} // namespace

BOOST_AUTO_TEST_CASE(localhost_resolves_to_loopback) {
    detail::lookups of{"localhost", {}};
    const addresses found = find(of);
    BOOST_TEST(!found.empty());
    for (const auto& each : found) BOOST_TEST(each.is_loopback());
}

BOOST_AUTO_TEST_CASE(custom_lookup_replaces_the_system_resolver) {
    std::string asked;
    detail::lookups of{"api.test", [&](const std::string& host) {
                           asked = host;
                           return std::vector<std::string>{"10.0.0.1", "2001:db8::1"};
                       }};
    const addresses found = find(of);
    BOOST_TEST(asked == "api.test");
    BOOST_REQUIRE_EQUAL(found.size(), 2u);
    BOOST_TEST(found[0].to_string() == "10.0.0.1");
    BOOST_TEST(found[1].to_string() == "2001:db8::1");
}

BOOST_AUTO_TEST_CASE(lookup_errors_are_reported) {
    detail::lookups none{"h", [](const std::string&) { return std::vector<std::string>{}; }};
    BOOST_TEST((problem_of(none) == boost::asio::error::host_not_found));
    detail::lookups name{"h", [](const std::string&) { return std::vector<std::string>{"a.test"}; }};
    BOOST_TEST(problem_of(name).failed());
    detail::lookups own{"h", [](const std::string&) -> std::vector<std::string> {
                            throw system_error{boost::asio::error::host_not_found_try_again};
                        }};
    BOOST_TEST((problem_of(own) == boost::asio::error::host_not_found_try_again));
    detail::lookups other{"h", [](const std::string&) -> std::vector<std::string> { throw std::logic_error{"x"}; }};
    BOOST_TEST((problem_of(other) == boost::asio::error::no_recovery));
}

BOOST_AUTO_TEST_CASE(hung_lookup_times_out_and_the_next_succeeds) {
    std::promise<void> release;
    const auto released = release.get_future().share();
    auto calls = std::make_shared<std::atomic<int>>();
    {
        detail::lookups of{"h", [released, calls](const std::string&) {
                               if (++*calls == 1) released.wait();
                               return std::vector<std::string>{"10.0.0.1"};
                           }};
        BOOST_TEST(problem_of(of, 30ms) == timed_out);
        BOOST_TEST(find(of).size() == 1u);
        BOOST_TEST(problem_of(of, -1s) == timed_out);
    }
    release.set_value(); // the thread outlives `of` and does not touch it
}

BOOST_AUTO_TEST_CASE(hung_lookups_use_a_limited_number_of_threads) {
    std::promise<void> release;
    const auto released = release.get_future().share();
    auto calls = std::make_shared<std::atomic<int>>();
    detail::lookups of{"h", [released, calls](const std::string&) {
                           ++*calls;
                           released.wait();
                           return std::vector<std::string>{"10.0.0.1"};
                       }};
    for (std::size_t i = 0; i < 3 * detail::lookups::max_concurrent; ++i) BOOST_TEST(problem_of(of, 5ms) == timed_out);
    BOOST_TEST(*calls <= static_cast<int>(detail::lookups::max_concurrent));
    // All waiters of a hung lookup get its result when it ends.
    boost::asio::io_context io;
    std::vector<std::unique_ptr<detail::lookup_wait>> waits;
    int found = 0;
    for (int i = 0; i < 5; ++i) {
        waits.push_back(std::make_unique<detail::lookup_wait>(io.get_executor()));
        boost::asio::co_spawn(io, (*waits.back())(of, std::chrono::steady_clock::now() + 20s),
                              [&](std::exception_ptr error, const addresses& got) {
                                  found += error == nullptr && got.size() == 1 ? 1 : 0;
                              });
    }
    io.poll();
    release.set_value();
    io.run();
    BOOST_TEST(found == 5);
}

BOOST_AUTO_TEST_CASE(waiting_can_be_stopped) {
    std::promise<void> release;
    const auto released = release.get_future().share();
    detail::lookups of{"h", [released](const std::string&) {
                           released.wait();
                           return std::vector<std::string>{"10.0.0.1"};
                       }};
    boost::asio::io_context io;
    detail::lookup_wait wait{io.get_executor()};
    bool failed = false;
    boost::asio::co_spawn(io, wait(of, std::chrono::steady_clock::now() + 20s),
                          [&](const std::exception_ptr& error, const addresses&) { failed = error != nullptr; });
    io.poll();
    wait.stop();
    io.run();
    BOOST_TEST(failed);
    release.set_value();
}

BOOST_AUTO_TEST_SUITE_END()
