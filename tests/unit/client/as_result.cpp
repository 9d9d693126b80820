// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <calque/call/as_result.hpp>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/bind_executor.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/deferred.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/use_future.hpp>
#include <boost/test/unit_test.hpp>

#include <future>
#include <optional>
#include <string>

#include "unit/call/scripted.hpp"

BOOST_AUTO_TEST_SUITE(as_result_tests)

namespace {

using namespace calque;
namespace asio = boost::asio;

using page_result = call_result<reply<bulk_widget_response>>;

const bulk_widget_request request{.widget_ids = {7}};

static_assert(call_token<as_result_t<asio::use_awaitable_t<>>, std::string> &&
              call_token<as_result_t<asio::deferred_t>, std::string> &&
              call_token<as_result_t<void (*)(call_result<std::string>)>, std::string>);

/// The status of a failure; 0 for a page.
unsigned status_of(const page_result& page) { return page ? 0 : failure_of(page.error())->status; }

/// Awaits one call with each token that can be awaited.
asio::awaitable<void> await_both(const calque::client& client, std::vector<page_result>& out) {
    out.push_back(co_await client.bulk_data(request, as_result(asio::use_awaitable)));
    out.push_back(co_await client.bulk_data(request, as_result(asio::deferred)));
}

} // namespace

BOOST_AUTO_TEST_CASE(awaited_calls_give_results) {
    scripted::stage on;
    for (int i = 0; i < 2; ++i) on.answers(200, scripted::page({7}, 1, "null"));
    std::vector<page_result> pages;
    asio::co_spawn(on.io, await_both(on.client, pages), asio::detached);
    on.run();
    BOOST_REQUIRE_EQUAL(pages.size(), 2u);
    for (const page_result& page : pages) BOOST_TEST(page.value().results.size() == 1u);
}

BOOST_AUTO_TEST_CASE(awaited_calls_give_failures_without_throwing) {
    scripted::stage on;
    for (int i = 0; i < 2; ++i) on.answers(403, "");
    std::vector<page_result> pages;
    asio::co_spawn(on.io, await_both(on.client, pages), asio::detached);
    on.run();
    BOOST_REQUIRE_EQUAL(pages.size(), 2u);
    for (const page_result& page : pages) {
        BOOST_TEST(status_of(page) == 403u);
        BOOST_CHECK_THROW((void)page.value(), api_error);
    }
}

BOOST_AUTO_TEST_CASE(other_exceptions_are_kept) {
    scripted::stage on;
    on.answers(200, scripted::page({7}, 1, "null"));
    const widgets_options throwing{.on_progress = [](const widgets_progress&) { throw std::string{"mine"}; }};
    auto all = on.client.widgets(request, throwing, as_result(asio::use_future));
    on.run();
    const call_result<widgets_reply> result = all.get();
    BOOST_REQUIRE(!result);
    BOOST_TEST(!failure_of(result.error()));
    BOOST_CHECK_THROW((void)result.value(), std::string);
}

BOOST_AUTO_TEST_CASE(pages_come_as_results) {
    scripted::stage on;
    on.answers(200, scripted::page({7}, 1, "null"));
    auto pages = on.client.pages(request);
    auto first = pages.next(as_result(asio::use_future));
    on.run();
    BOOST_TEST(first.get().value()->results.size() == 1u);
}

BOOST_AUTO_TEST_CASE(associated_executor_and_cancellation_slot_are_those_of_the_inner_token) {
    scripted::stage on;
    on.stays_silent();
    asio::io_context other;
    asio::cancellation_signal stop;
    std::optional<page_result> page;
    on.client.bulk_data(request, as_result(asio::bind_executor(
                                     other, asio::bind_cancellation_slot(stop.slot(), [&](page_result result) {
                                         page.emplace(std::move(result));
                                     }))));
    stop.emit(asio::cancellation_type::terminal);
    on.run();
    BOOST_TEST(!page);
    other.run();
    BOOST_REQUIRE(page);
    BOOST_TEST((failure_of(page->error())->code == errc::cancelled));
}

BOOST_AUTO_TEST_SUITE_END()
