// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <calque/call/event.hpp>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/test/unit_test.hpp>

#include <cstddef>
#include <exception>

BOOST_AUTO_TEST_SUITE(event_tests)

namespace {

boost::asio::awaitable<void> count_when_it_happens(calque::detail::event& what, std::size_t& count) {
    co_await what.wait();
    count += what.is_set() ? 1u : 0u;
}

} // namespace

BOOST_AUTO_TEST_CASE(set_completes_all_waits) {
    boost::asio::io_context context;
    calque::detail::event what{context.get_executor()};
    std::size_t ended = 0;
    for (int i = 0; i < 3; ++i)
        boost::asio::co_spawn(context, count_when_it_happens(what, ended), boost::asio::detached);
    context.poll();
    BOOST_TEST(!what.is_set());
    BOOST_TEST(ended == 0u);
    what.set();
    context.poll();
    BOOST_TEST(ended == 3u);
}

BOOST_AUTO_TEST_CASE(wait_on_a_set_event_completes_at_once) {
    boost::asio::io_context context;
    calque::detail::event what{context.get_executor()};
    what.set();
    std::size_t ended = 0;
    boost::asio::co_spawn(context, count_when_it_happens(what, ended), boost::asio::detached);
    context.poll();
    BOOST_TEST(ended == 1u);
}

BOOST_AUTO_TEST_CASE(cancelled_wait_ends_and_others_continue) {
    boost::asio::io_context context;
    calque::detail::event what{context.get_executor()};
    boost::asio::cancellation_signal stop;
    std::size_t counted = 0, other = 0;
    bool ended = false;
    boost::asio::co_spawn(context, count_when_it_happens(what, counted),
                          boost::asio::bind_cancellation_slot(stop.slot(), [&](std::exception_ptr error) {
                              BOOST_TEST(!error);
                              ended = true;
                          }));
    boost::asio::co_spawn(context, count_when_it_happens(what, other), boost::asio::detached);
    context.poll();
    stop.emit(boost::asio::cancellation_type::terminal);
    context.poll();
    BOOST_TEST(ended);
    BOOST_TEST(counted == 0u);
    BOOST_TEST(other == 0u);
    what.set();
    context.poll();
    BOOST_TEST(other == 1u);
}

BOOST_AUTO_TEST_SUITE_END()
