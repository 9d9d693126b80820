// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <calque/client/widgets.hpp>
#include <calque/json.hpp>
#include <calque/parse.hpp>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/value_to.hpp>
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <numeric>
#include <string>
#include <vector>

#include "unit/call/scripted.hpp"
#include "unit/printing.hpp"

BOOST_AUTO_TEST_SUITE(widgets_tests)

namespace {

using namespace calque;
namespace asio = boost::asio;

using ids = std::vector<std::int64_t>;
using widgets_outcome = scripted::outcome<widgets_reply>;

ids sent_ids(const http_request& request) {
    return boost::json::value_to<ids>(boost::json::parse(request.body).at("widget_ids"));
}

http_response pies(const ids& of) {
    return {.status = 200, .body = scripted::page({of.begin(), of.end()}, static_cast<int>(of.size()), "null")};
}

/// Answers each bulk request with all of its widgets.
scripted::answer all_there(const http_request& request) { return pies(sent_ids(request)); }

widgets_outcome fetch(scripted::stage& on, ids which, widgets_options options = {}) {
    widgets_outcome out;
    on.client.widgets({.widget_ids = std::move(which)}, std::move(options), out.handler());
    on.run();
    return out;
}

ids ids_of(const widgets_reply& reply) {
    ids out;
    for (const widget_data& each : reply.results) out.push_back(each.widget_id.value_or(0));
    return out;
}

client_options small(std::size_t per_request, std::size_t parallel = 4) {
    return {.retries = scripted::never, .ids_per_request = per_request, .parallel = parallel};
}

const auto same = boost::test_tools::per_element();

} // namespace

BOOST_AUTO_TEST_CASE(ids_are_split_into_requests_and_results_keep_their_order) {
    scripted::stage on{small(2)};
    on.lines->by_request = all_there;
    const auto done = fetch(on, {9, 7, 5, 3, 1});
    BOOST_REQUIRE(!done.error);
    BOOST_TEST(ids_of(*done.result) == (ids{9, 7, 5, 3, 1}), same);
    BOOST_TEST(on.lines->requests.size() == 3u);
    BOOST_TEST(done.result->reports.size() == 3u);
    BOOST_TEST(done.result->missing.empty());
}

BOOST_AUTO_TEST_CASE(all_pages_of_each_request_are_fetched) {
    scripted::stage on{small(10)};
    on.answers(200, scripted::page({2}, 2, "/dashboards/widgets/bulk_data/?page=2"));
    on.answers(200, scripted::page({1}, 2, "null"));
    const auto done = fetch(on, {1, 2});
    BOOST_TEST(ids_of(*done.result) == (ids{1, 2}), same);
}

BOOST_AUTO_TEST_CASE(missing_and_repeated_ids_are_reported) {
    scripted::stage on{small(10)};
    on.answers(200, scripted::page({3, 1, 3, 8}, 4, "null"));
    const auto done = fetch(on, {1, 2, 3, 2});
    BOOST_TEST(ids_of(*done.result) == (ids{1, 3, 8}), same);
    BOOST_TEST(done.result->missing == ids{2}, same);
    BOOST_TEST(done.result->repeated == ids{3}, same);
    BOOST_TEST(done.result->unrequested == ids{8}, same);
}

BOOST_AUTO_TEST_CASE(number_of_concurrent_requests_is_limited) {
    for (const std::size_t most : {1u, 3u}) {
        scripted::stage on{small(1, most)};
        on.lines->by_request = [](const http_request&) -> scripted::answer { return scripted::silence{}; };
        widgets_outcome done;
        asio::cancellation_signal stop;
        on.client.widgets({.widget_ids = {1, 2, 3, 4, 5}}, {},
                          asio::bind_cancellation_slot(stop.slot(), done.handler()));
        on.io.poll();
        BOOST_TEST(on.lines->requests.size() == most);
        stop.emit(asio::cancellation_type::total);
        on.run();
        BOOST_TEST(done.completions == 1);
        BOOST_TEST(done.failure().code == errc::cancelled);
    }
}

BOOST_AUTO_TEST_CASE(first_failure_stops_the_other_requests) {
    scripted::stage on{small(1)};
    on.lines->by_request = [](const http_request& request) -> scripted::answer {
        if (sent_ids(request) == ids{2}) return http_response{.status = 400, .body = R"({"detail":"No."})"};
        return scripted::silence{};
    };
    const auto done = fetch(on, {1, 2, 3});
    BOOST_TEST(done.completions == 1);
    BOOST_TEST(done.failure().code == errc::bad_request);
}

BOOST_AUTO_TEST_CASE(fetch_singly_isolates_a_failing_widget) {
    const auto answers = [](const http_request& request) -> scripted::answer {
        if (request.method == "POST") {
            const ids asked = sent_ids(request);
            if (std::ranges::find(asked, 2) == asked.end()) return pies(asked);
            return http_response{.status = 400, .body = R"({"detail":"Broken."})"};
        }
        if (request.target.starts_with("/dashboards/widgets/2/"))
            return http_response{.status = 400, .body = R"({"detail":"Broken."})"};
        return http_response{.status = 200, .body = R"({"chart_type":"pie","data":[]})"};
    };
    scripted::stage on{small(3)};
    on.lines->by_request = answers;
    const auto refused = fetch(on, {1, 2, 3, 4, 5});
    BOOST_TEST(refused.failure().code == errc::bad_request);

    const auto done = fetch(on, {1, 2, 3, 4, 5}, {.fetch_singly = true});
    BOOST_REQUIRE(!done.error);
    BOOST_TEST(ids_of(*done.result) == (ids{1, 3, 4, 5}), same);
    BOOST_REQUIRE_EQUAL(done.result->failed.size(), 1u);
    BOOST_TEST(done.result->failed[0].id == 2);
    BOOST_TEST(done.result->failed[0].failure.server_detail == "Broken.");
    BOOST_TEST(done.result->missing.empty());
}

BOOST_AUTO_TEST_CASE(single_requests_have_the_filter) {
    scripted::stage on{small(3)};
    on.lines->by_request = [](const http_request& request) -> scripted::answer {
        if (request.method == "POST") return http_response{.status = 500};
        return http_response{.status = 200, .body = R"({"chart_type":"pie","data":[]})"};
    };
    widgets_outcome done;
    on.client.widgets({.widget_ids = {4}, .filters = parse("success = true").value()}, {.fetch_singly = true},
                      done.handler());
    on.run();
    BOOST_TEST(
        on.lines->requests.back().target ==
        "/dashboards/widgets/4/data/?filters=%7B%22field%22%3A%22success%22%2C%22op%22%3A%22eq%22%2C%22value%22%3A"
        "true%7D");
    BOOST_TEST(ids_of(*done.result) == ids{4}, same);
}

BOOST_AUTO_TEST_CASE(failures_not_due_to_a_widget_are_not_fetched_singly) {
    for (const unsigned status : {401u, 429u, 405u}) {
        scripted::stage on{small(3)};
        on.answers(status, "");
        BOOST_TEST(fetch(on, {1, 2, 3}, {.fetch_singly = true}).failure().status == status);
        BOOST_TEST(on.lines->requests.size() == 1u);
    }
}

BOOST_AUTO_TEST_CASE(progress_is_reported_per_page) {
    scripted::stage on{small(2, 1)};
    on.answers(200, scripted::page({1}, 2, "/dashboards/widgets/bulk_data/?page=2"));
    on.answers(200, scripted::page({2}, 2, "null"));
    on.answers(200, scripted::page({3}, 1, "null"));
    std::vector<std::size_t> arrived;
    std::vector<std::size_t> pages;
    const auto done = fetch(on, {1, 2, 3}, {.on_progress = [&](const widgets_progress& at) {
                                arrived.push_back(at.arrived);
                                pages.push_back(at.pages);
                                BOOST_TEST(at.asked == 3u);
                            }});
    BOOST_TEST(!done.error);
    BOOST_TEST(arrived == (std::vector<std::size_t>{1, 2, 3}), same);
    BOOST_TEST(pages == (std::vector<std::size_t>{1, 2, 3}), same);
}

BOOST_AUTO_TEST_CASE(invalid_request_is_refused) {
    scripted::stage on;
    BOOST_TEST(fetch(on, {}).failure().code == errc::bad_request_setting);
    widgets_outcome done;
    on.client.widgets({.widget_ids = {1}, .page = 2}, {}, done.handler());
    on.run();
    BOOST_TEST(done.failure().code == errc::bad_request_setting);
    BOOST_TEST(on.lines->requests.empty());
}

BOOST_AUTO_TEST_CASE(cancellation_at_every_step_ends_all_requests) {
    constexpr int most = 1000;
    int steps = 0;
    ids many(40); // each answer is immediate, so many are needed for some to precede the cancellation
    std::iota(many.begin(), many.end(), 1);
    for (; steps < most; ++steps) {
        scripted::stage on{small(1, 2)};
        on.lines->by_request = all_there;
        widgets_outcome done;
        asio::cancellation_signal stop;
        on.client.widgets({.widget_ids = many}, {}, asio::bind_cancellation_slot(stop.slot(), done.handler()));
        for (int i = 0; i < steps; ++i) on.io.run_one();
        stop.emit(asio::cancellation_type::partial);
        on.run();
        BOOST_REQUIRE_EQUAL(done.completions, 1);
        if (!done.error) break;
        BOOST_TEST(done.failure().code == errc::cancelled);
        BOOST_TEST(!fetch(on, {4}).error);
    }
    BOOST_TEST(steps > 5);
    BOOST_TEST(steps < most);
}

BOOST_AUTO_TEST_SUITE_END()
