// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
//
// A range of pages or records must be a named object: iterating a temporary does not compile.
#include <calque/client.hpp>

#include <boost/asio/as_tuple.hpp>

namespace asio = boost::asio;

asio::awaitable<void> walk(const calque::client& client, const calque::bulk_widget_request& widgets,
                           const calque::run_request& runs) {
    auto pages = client.pages(widgets);
    auto records = client.records(runs);
    auto few = client.pages({3}, "success = true");
// refused 1 g++: use of deleted function…"give the range a name first"
// refused 1 clang: deleted…"give the range a name first"
#if REFUSED == 1
    (void)co_await client.pages(calque::bulk_widget_request{.widget_ids = {3}}).next();
#else
    (void)co_await pages.next();
#endif
// refused 2 g++: use of deleted function…"give the range a name first"
// refused 2 clang: deleted…"give the range a name first"
#if REFUSED == 2
    (void)co_await client.records(calque::call_log_request{.agent_id = 3}).next();
#else
    (void)co_await records.next();
#endif
// refused 3 g++: use of deleted function…"give the range a name first"
// refused 3 clang: deleted…"give the range a name first"
#if REFUSED == 3
    (void)co_await client.pages({3}, "success = true").next(asio::as_tuple(asio::use_awaitable));
#else
    (void)co_await few.next(asio::as_tuple(asio::use_awaitable));
#endif
// refused 4 g++: use of deleted function…report()
// refused 4 clang: deleted member function 'report'
#if REFUSED == 4
    const calque::call_report& report = client.records(runs).report();
#else
    const calque::call_report& report = records.report();
#endif
    (void)report;
}
