// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <calque/walk/pages.hpp>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_future.hpp>
#include <boost/test/unit_test.hpp>

#include <string>
#include <vector>

#include "unit/call/scripted.hpp"
#include "unit/printing.hpp"

namespace std {
ostream& boost_test_print_type(ostream& out, const vector<string>& list) {
    for (const auto& each : list) out << each << ' ';
    return out;
}
} // namespace std

BOOST_AUTO_TEST_SUITE(pages_tests)

namespace {

using namespace calque;
namespace asio = boost::asio;

using next_outcome = scripted::outcome<std::optional<reply<bulk_widget_response>>>;
using bulk_pages = page_range<bulk_widget_request>;

const bulk_widget_request request{.widget_ids = {1, 2}};

/// Fetches the next page of a walk and runs the context to its end.
next_outcome fetch_next(scripted::stage& on, bulk_pages& pages) {
    next_outcome out;
    pages.next(out.handler());
    on.run();
    return out;
}

std::string link(int page) {
    return "https://api.cekura.ai/dashboards/widgets/bulk_data/?page=" + std::to_string(page);
}

std::vector<std::int64_t> ids_of(const bulk_widget_response& page) {
    std::vector<std::int64_t> ids;
    for (const widget_data& each : page.results) ids.push_back(each.widget_id.value_or(0));
    return ids;
}

std::vector<std::string> targets(const scripted::stage& on) {
    std::vector<std::string> out;
    for (const http_request& each : on.lines->requests) out.push_back(each.target);
    return out;
}

} // namespace

BOOST_AUTO_TEST_CASE(pages_are_fetched_by_number_with_the_same_body) {
    scripted::stage on;
    on.answers(200, scripted::page({1, 2}, 3, link(2)));
    on.answers(200, scripted::page({3}, 3, "null"));
    auto pages = on.client.pages({.widget_ids = {1, 2, 3}, .page_size = 2});
    std::vector<std::int64_t> seen;
    const auto story = [&]() -> asio::awaitable<void> {
        while (auto page = co_await pages.next())
            for (const std::int64_t id : ids_of(*page)) seen.push_back(id);
    };
    asio::co_spawn(on.io, story(), asio::detached);
    on.run();
    BOOST_TEST(seen == (std::vector<std::int64_t>{1, 2, 3}), boost::test_tools::per_element());
    BOOST_TEST(targets(on) == (std::vector<std::string>{"/dashboards/widgets/bulk_data/?page_size=2",
                                                        "/dashboards/widgets/bulk_data/?page=2&page_size=2"}));
    BOOST_TEST(on.lines->requests.at(0).body == on.lines->requests.at(1).body);
}

BOOST_AUTO_TEST_CASE(next_after_the_last_page_sends_nothing) {
    scripted::stage on;
    on.answers(200, scripted::page({1}, 1, "null"));
    auto pages = on.client.pages(request);
    BOOST_TEST(fetch_next(on, pages).result.value().has_value());
    BOOST_TEST(!fetch_next(on, pages).result.value().has_value());
    BOOST_TEST(!fetch_next(on, pages).result.value().has_value());
    BOOST_TEST(on.lines->requests.size() == 1u);
}

BOOST_AUTO_TEST_CASE(next_link_is_never_followed) {
    scripted::stage on;
    on.answers(200, scripted::page({1}, 2, "https://evil.example/steal/?page=2"));
    on.answers(200, scripted::page({2}, 2, "null"));
    auto pages = on.client.pages(request);
    (void)fetch_next(on, pages);
    (void)fetch_next(on, pages);
    BOOST_TEST(on.lines->requests.at(1).target == "/dashboards/widgets/bulk_data/?page=2");
}

BOOST_AUTO_TEST_CASE(walk_starts_at_the_page_of_the_request) {
    scripted::stage on;
    on.answers(200, scripted::page({1}, 100, "null"));
    auto pages = on.client.pages({.widget_ids = {1}, .page = 9});
    (void)fetch_next(on, pages);
    BOOST_TEST(on.lines->requests.at(0).target == "/dashboards/widgets/bulk_data/?page=9");
}

BOOST_AUTO_TEST_CASE(not_found_after_the_first_page_ends_the_walk) {
    scripted::stage on;
    on.answers(200, scripted::page({1}, 5, link(2)));
    on.answers(404, R"({"detail":"Invalid page."})");
    auto pages = on.client.pages(request);
    BOOST_TEST(fetch_next(on, pages).result.value().has_value());
    const auto end = fetch_next(on, pages);
    BOOST_TEST(!end.error);
    BOOST_TEST(!end.result.value().has_value());
}

BOOST_AUTO_TEST_CASE(other_not_found_is_an_error_and_can_be_retried) {
    scripted::stage on;
    on.answers(200, scripted::page({1}, 2, link(2)));
    on.answers(404, "<html>no such backend</html>", {{"Content-Type", "text/html"}});
    on.answers(200, scripted::page({2}, 2, "null"));
    auto pages = on.client.pages(request);
    (void)fetch_next(on, pages);
    BOOST_TEST(fetch_next(on, pages).failure().code == errc::not_found);
    const auto second = fetch_next(on, pages);
    BOOST_TEST(!second.error);
    BOOST_TEST(second.result.value().value().results.at(0).widget_id.value() == 2);
}

BOOST_AUTO_TEST_CASE(not_found_on_the_first_page_is_an_error) {
    scripted::stage on;
    on.answers(404, R"({"detail":"Not found."})");
    auto pages = on.client.pages(request);
    BOOST_TEST(fetch_next(on, pages).failure().code == errc::not_found);
}

BOOST_AUTO_TEST_CASE(failed_page_can_be_retried) {
    scripted::stage on;
    on.answers(200, scripted::page({1}, 2, link(2)));
    on.answers(503, "");
    on.answers(200, scripted::page({2}, 2, "null"));
    auto pages = on.client.pages(request);
    (void)fetch_next(on, pages);
    BOOST_TEST(fetch_next(on, pages).failure().code == errc::server_error);
    BOOST_TEST(ids_of(fetch_next(on, pages).result.value().value()) == std::vector<std::int64_t>{2},
               boost::test_tools::per_element());
    BOOST_TEST(on.lines->requests.at(1).target == on.lines->requests.at(2).target);
}

BOOST_AUTO_TEST_CASE(cancelled_page_can_be_retried) {
    scripted::stage on;
    on.stays_silent();
    on.answers(200, scripted::page({1}, 1, "null"));
    auto pages = on.client.pages(request);
    next_outcome stopped;
    asio::cancellation_signal stop;
    pages.next(asio::bind_cancellation_slot(stop.slot(), stopped.handler()));
    while (on.lines->requests.empty()) on.io.run_one();
    stop.emit(asio::cancellation_type::partial);
    on.run();
    BOOST_TEST(stopped.failure().code == errc::cancelled);
    BOOST_TEST(fetch_next(on, pages).result.value().has_value());
}

BOOST_AUTO_TEST_CASE(repeated_page_number_is_an_error) {
    scripted::stage on;
    on.answers(200, scripted::page({1}, 9, link(2)));
    on.answers(200, scripted::page({1}, 9, link(2)));
    auto pages = on.client.pages(request);
    (void)fetch_next(on, pages);
    BOOST_TEST(fetch_next(on, pages).failure().code == errc::page_loop);
}

BOOST_AUTO_TEST_CASE(concurrent_next_is_refused) {
    scripted::stage on;
    on.answers(200, scripted::page({1}, 1, "null"));
    auto pages = on.client.pages(request);
    next_outcome first;
    next_outcome second;
    pages.next(first.handler());
    pages.next(second.handler());
    on.run();
    BOOST_TEST(!first.error);
    BOOST_TEST(second.failure().code == errc::bad_request_setting);
}

BOOST_AUTO_TEST_CASE(max_pages_is_enforced) {
    scripted::stage on{{.retries = scripted::never, .max_pages = 1}};
    on.answers(200, scripted::page({1}, 9, link(2)));
    auto pages = on.client.pages(request);
    BOOST_TEST(fetch_next(on, pages).failure().code == errc::page_loop);
    BOOST_TEST(on.lines->requests.size() == 1u);
}

BOOST_AUTO_TEST_CASE(repeated_page_content_is_an_error) {
    scripted::stage on;
    on.answers(200, scripted::page({1, 2}, 9, link(2)));
    on.answers(200, scripted::page({1, 2}, 9, link(3)));
    auto pages = on.client.pages(request);
    (void)fetch_next(on, pages);
    const auto failure = fetch_next(on, pages).failure();
    BOOST_TEST(failure.code == errc::page_loop);
    BOOST_TEST(failure.what_happened == "page 2 repeats the results of an earlier page");
}

BOOST_AUTO_TEST_CASE(foreign_link_warns_and_pages_are_counted) {
    scripted::stage on{{.retries = scripted::never}, "https://api.cekura.ai"};
    on.answers(200, scripted::page({1}, 2, "https://evil.example/?page=7"));
    on.answers(200, scripted::page({2}, 2, "null"));
    auto pages = on.client.pages(request);
    (void)fetch_next(on, pages);
    (void)fetch_next(on, pages);
    BOOST_TEST(on.lines->requests.at(1).target == "/dashboards/widgets/bulk_data/?page=2");
    BOOST_REQUIRE_EQUAL(pages.walk().warnings().size(), 1u);
    BOOST_TEST(pages.walk().warnings().front().find("evil.example") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(each_page_reports_its_own_call) {
    scripted::stage on;
    on.answers(200, scripted::page({1}, 2, link(2)), {{"X-Request-Id", "first"}});
    on.answers(200, scripted::page({2}, 2, "null"), {{"X-Request-Id", "second"}});
    auto pages = on.client.pages(request);
    BOOST_TEST(fetch_next(on, pages).result.value()->report.request_id() == "first");
    BOOST_TEST(fetch_next(on, pages).result.value()->report.request_id() == "second");
}

BOOST_AUTO_TEST_CASE(prefetch_is_optional_and_one_page_ahead) {
    for (const bool prefetch : {false, true}) {
        scripted::stage on;
        on.answers(200, scripted::page({1}, 3, link(2)));
        on.answers(200, scripted::page({2}, 3, link(3)));
        on.answers(200, scripted::page({3}, 3, "null"));
        auto pages = on.client.pages(request, prefetch);
        BOOST_TEST(ids_of(**fetch_next(on, pages).result).front() == 1);
        BOOST_TEST(on.lines->requests.size() == (prefetch ? 2u : 1u)); // only one page ahead
        BOOST_TEST(ids_of(**fetch_next(on, pages).result).front() == 2);
        BOOST_TEST(ids_of(**fetch_next(on, pages).result).front() == 3);
        BOOST_TEST(!fetch_next(on, pages).result->has_value());
        BOOST_TEST(on.lines->requests.size() == 3u);
    }
}

BOOST_AUTO_TEST_CASE(failed_prefetch_is_reported_by_next_and_can_be_retried) {
    scripted::stage on;
    on.answers(200, scripted::page({1}, 2, link(2)));
    on.answers(503, "");
    on.answers(200, scripted::page({2}, 2, "null"));
    auto pages = on.client.pages(request, true);
    BOOST_TEST(!fetch_next(on, pages).error);
    BOOST_TEST(fetch_next(on, pages).failure().code == errc::server_error);
    BOOST_TEST(ids_of(**fetch_next(on, pages).result).front() == 2);
}

BOOST_AUTO_TEST_CASE(prefetched_page_survives_cancellation_of_its_waiter) {
    scripted::stage on;
    bool open = false;
    on.lines->by_request = [&](const http_request& sent) -> scripted::answer {
        const bool second = sent.target.find("page=2") != std::string::npos;
        if (second && !open) return scripted::silence{};
        return http_response{.status = 200,
                             .body = second ? scripted::page({2}, 2, "null") : scripted::page({1}, 2, link(2))};
    };
    auto pages = on.client.pages(request, true);
    next_outcome first;
    pages.next(first.handler());
    while (on.lines->requests.size() < 2) on.io.run_one();
    BOOST_TEST(first.completions == 1);
    next_outcome stopped;
    asio::cancellation_signal stop;
    pages.next(asio::bind_cancellation_slot(stop.slot(), stopped.handler()));
    on.io.poll();
    stop.emit(asio::cancellation_type::total);
    on.io.poll();
    BOOST_TEST(stopped.failure().code == errc::cancelled);
    BOOST_TEST(on.lines->requests.size() == 2u);
    open = true;
    pages.discard_prefetch(); // so the page is requested again
    BOOST_TEST(ids_of(**fetch_next(on, pages).result).front() == 2);
    BOOST_TEST(on.lines->requests.size() == 3u);
}

BOOST_AUTO_TEST_CASE(walk_state_excludes_prefetched_pages) {
    scripted::stage on{{.retries = scripted::never}, "https://api.cekura.ai"};
    on.answers(200, scripted::page({1}, 2, link(2)));
    on.answers(200, scripted::page({2}, 2, "https://evil.example/?page=3"));
    on.answers(404, R"({"detail":"Invalid page."})");
    auto pages = on.client.pages(request, true);
    BOOST_TEST(pages.walk().taken() == 0u);
    for (const std::size_t came : {1u, 2u}) {
        BOOST_TEST(fetch_next(on, pages).result->has_value());
        BOOST_TEST(on.lines->requests.size() == came + 1); // the following page was fetched, too
        BOOST_TEST(pages.walk().taken() == came);
        BOOST_TEST(pages.walk().warnings().size() == came - 1);
        BOOST_TEST(!pages.walk().finished());
    }
    BOOST_TEST(!fetch_next(on, pages).result->has_value());
    BOOST_TEST(pages.walk().finished());
}

BOOST_AUTO_TEST_CASE(walk_may_be_read_during_prefetch) {
    constexpr int count = 50;
    asio::thread_pool pool{2};
    const auto lines = std::make_shared<scripted::script>();
    for (int i = 1; i <= count; ++i)
        lines->answers.emplace_back(
            http_response{.status = 200, .body = scripted::page({i}, count, i < count ? link(i + 1) : "null")});
    const calque::client client{pool.get_executor(), scripted::transport{lines}};
    auto pages = client.pages(request, true);
    std::size_t came = 0;
    while (pages.next(asio::use_future).get()) BOOST_TEST(pages.walk().taken() == ++came);
    BOOST_TEST(came == std::size_t{count});
}

BOOST_AUTO_TEST_CASE(records_may_be_queried_during_prefetch) {
    constexpr int count = 50;
    asio::thread_pool pool{2};
    const auto lines = std::make_shared<scripted::script>();
    for (int i = 1; i <= count; ++i)
        lines->answers.emplace_back(
            http_response{.status = 200,
                          .body = R"({"next":)" + (i < count ? '"' + link(i + 1) + '"' : "null") +
                                  R"(,"results":[{"id":)" + std::to_string(i) + R"(},{"id":1}]})"});
    const calque::client client{pool.get_executor(), scripted::transport{lines}};
    auto records = client.records(call_log_request{}, keep_raw{}, {.prefetch = true});
    std::size_t came = 0;
    while (records.next(asio::use_future).get()) {
        ++came;
        BOOST_TEST(records.report().attempts.size() == 1u);
        BOOST_TEST(records.repeated() <= came);
        BOOST_TEST(records.warnings().empty());
    }
    BOOST_TEST(came == std::size_t{count});
    BOOST_TEST(records.repeated() == std::size_t{count});
}

BOOST_AUTO_TEST_CASE(pages_of_records_are_walked_alike) {
    scripted::stage on;
    on.answers(200, R"({"next":"/observability/v2/call-logs/?page=2","previous":null,"results":[{"id":1}]})");
    on.answers(200, R"({"next":null,"previous":null,"results":[{"id":2}]})");
    auto pages = on.client.pages(call_log_request{.page_size = 1});
    std::string seen;
    const auto story = [&]() -> asio::awaitable<void> {
        while (auto page = co_await pages.next()) seen += page->results.at(0).text;
    };
    asio::co_spawn(on.io, story(), asio::detached);
    on.run();
    BOOST_TEST(seen == R"({"id":1}{"id":2})");
}

BOOST_AUTO_TEST_SUITE_END()
