// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <calque/parse.hpp>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/bind_executor.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/deferred.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_future.hpp>
#include <boost/test/unit_test.hpp>

#include <atomic>
#include <chrono>
#include <future>
#include <stdexcept>
#include <string>
#include <thread>

#include "printing.hpp"
#include "scripted.hpp"

namespace {

using namespace calque;
namespace asio = boost::asio;

using page_outcome = scripted::outcome<bulk_widget_response>;
using next_outcome = scripted::outcome<std::optional<bulk_widget_response>>;

const bulk_widget_request request{.widget_ids = {1, 2}};
const std::string empty_page = scripted::page({}, 0, "null");

/// Makes one call and runs it to its end.
page_outcome call(scripted::stage& on, const bulk_widget_request& what = request) {
    page_outcome out;
    on.client.bulk_data(what, out.handler());
    on.run();
    return out;
}

/// The next page of a walk, fetched to its end.
next_outcome fetch_next(scripted::stage& on, widget_pages& pages) {
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

namespace std {
ostream& boost_test_print_type(ostream& out, const vector<string>& list) {
    for (const auto& each : list) out << each << ' ';
    return out;
}
} // namespace std

BOOST_AUTO_TEST_SUITE(client)

// What is sent

BOOST_AUTO_TEST_CASE(a_call_posts_the_body_and_no_credentials) {
    scripted::stage on;
    on.answers(200, empty_page);
    const auto done =
        call(on, {.widget_ids = {1, 2}, .filters = parse("success = true").value(), .page = 3, .page_size = 50});
    BOOST_TEST(done.completions == 1);
    BOOST_TEST(!done.error);
    BOOST_REQUIRE_EQUAL(on.lines->requests.size(), 1u);
    const http_request& sent = on.lines->requests.front();
    BOOST_TEST(sent.method == "POST");
    BOOST_TEST(sent.target == "/dashboards/widgets/bulk_data/?page=3&page_size=50");
    BOOST_TEST(sent.body == R"({"widget_ids":[1,2],"filters":{"field":"success","op":"eq","value":true}})");
    const std::vector<http_header> headers{{"Content-Type", "application/json"}, {"Accept", "application/json"}};
    BOOST_TEST((sent.headers == headers));
}

BOOST_AUTO_TEST_CASE(the_bounds_reach_the_transport) {
    scripted::stage on;
    on.client = calque::client{on.io.get_executor(),
                               scripted::transport{on.lines},
                               {.timeout = std::chrono::hours{1}, .response_limit = 1234}};
    on.answers(200, empty_page);
    const auto before = std::chrono::steady_clock::now();
    (void)call(on);
    const auto after = std::chrono::steady_clock::now();
    const exchange_options& bounds = on.lines->bounds.at(0);
    BOOST_TEST((bounds.deadline >= before + std::chrono::hours{1} && bounds.deadline <= after + std::chrono::hours{1}));
    BOOST_TEST(bounds.response_limit == 1234u);
    BOOST_TEST(bounds.repeatable);
}

BOOST_AUTO_TEST_CASE(an_endless_timeout_does_not_overflow) {
    scripted::stage on;
    on.client = calque::client{
        on.io.get_executor(), scripted::transport{on.lines}, {.timeout = std::chrono::milliseconds::max()}};
    on.answers(200, empty_page);
    const auto before = std::chrono::steady_clock::now();
    (void)call(on);
    BOOST_TEST((on.lines->bounds.at(0).deadline > before));
}

BOOST_AUTO_TEST_CASE(what_cannot_be_sent_is_refused_before_anything_is_sent) {
    scripted::stage on;
    const auto done = call(on, {});
    BOOST_TEST(done.failure().code == errc::bad_request_setting);
    BOOST_TEST(done.failure().what_happened.starts_with("a bulk widget request needs at least one widget id"));
    BOOST_TEST(on.lines->requests.empty());
}

BOOST_AUTO_TEST_CASE(bounds_that_bound_nothing_are_refused) {
    scripted::stage on;
    const auto refused = [&](client_options options) {
        BOOST_CHECK_EXCEPTION((calque::client{on.io.get_executor(), scripted::transport{on.lines}, options}),
                              system_error,
                              [](const system_error& error) { return error.code() == errc::bad_request_setting; });
    };
    refused({.timeout = std::chrono::milliseconds{0}});
    refused({.timeout = std::chrono::milliseconds{-1}});
    refused({.response_limit = 0});
    refused({.max_pages = 0});
}

// What comes back

BOOST_AUTO_TEST_CASE(each_status_of_failure_is_an_error_with_the_servers_words) {
    for (const auto& [status, code] : {std::pair{400u, errc::bad_request},
                                       {401u, errc::unauthorized},
                                       {403u, errc::forbidden},
                                       {404u, errc::not_found},
                                       {405u, errc::method_not_allowed},
                                       {418u, errc::client_error},
                                       {429u, errc::rate_limited},
                                       {503u, errc::server_error}}) {
        scripted::stage on;
        on.answers(status, R"({"detail":"Words."})");
        const auto failure = call(on).failure();
        BOOST_TEST(failure.code == code);
        BOOST_TEST(failure.status == status);
        BOOST_TEST(failure.server_detail == "Words.");
    }
}

BOOST_AUTO_TEST_CASE(a_redirect_is_an_error_that_names_where_to) {
    scripted::stage on;
    on.answers(301, "", {{"location", "https://elsewhere.example/\x1b[2J"}});
    const auto failure = call(on).failure();
    BOOST_TEST(failure.code == errc::unexpected_status);
    BOOST_TEST(failure.server_detail == R"(Location: https://elsewhere.example/\x1b[2J)");
    BOOST_TEST(on.lines->requests.size() == 1u);
}

BOOST_AUTO_TEST_CASE(a_success_without_a_body_is_an_error) {
    scripted::stage on;
    on.answers(204, "");
    on.answers(200, "");
    BOOST_TEST(call(on).failure().code == errc::unexpected_status);
    BOOST_TEST(call(on).failure().what_happened == "the API answered 200 without data");
}

BOOST_AUTO_TEST_CASE(a_body_that_is_no_widget_data_is_an_error_that_says_where) {
    scripted::stage on;
    on.answers(200, R"({"results":[{"chart_type":5,"data":[]}]})");
    on.answers(200, "<html>\n<title>Log in</title>");
    const auto failure = call(on).failure();
    BOOST_TEST(failure.code == errc::bad_response);
    BOOST_TEST(failure.status == 200u);
    BOOST_TEST(failure.what_happened ==
               "the API's answer is not widget data: /results/0/chart_type: expected a string, found a number");
    BOOST_TEST(failure.server_detail == R"({"results":[{"chart_type":5,"data":[]}]})");
    BOOST_TEST(call(on).failure().server_detail == "<html> <title>Log in</title>");
}

BOOST_AUTO_TEST_CASE(decode_options_are_honoured) {
    scripted::stage on;
    on.client = calque::client{
        on.io.get_executor(), scripted::transport{on.lines}, {.decode = {.keep_source = true, .max_depth = 3}}};
    on.answers(200, R"([{"chart_type":"x", "data":1}])");
    on.answers(200, R"([{"chart_type":"x","data":[[]]}])");
    BOOST_TEST(call(on).result->results.at(0).source.text == R"({"chart_type":"x","data":1})");
    BOOST_TEST(call(on).failure().code == errc::bad_response);
}

BOOST_AUTO_TEST_CASE(an_error_of_the_transport_is_passed_on_with_its_cause) {
    scripted::stage on;
    on.fails(std::make_exception_ptr(system_error{asio::error::connection_refused, "connect"}));
    on.fails(std::make_exception_ptr(api_error{{.code = errc::timeout, .what_happened = "too late"}}));
    on.fails(std::make_exception_ptr(system_error{asio::error::operation_aborted}));
    on.fails(std::make_exception_ptr(std::runtime_error{"not ours"}));
    const auto refused = call(on).failure();
    BOOST_TEST(refused.code == errc::network);
    BOOST_TEST(refused.cause == asio::error::connection_refused);
    BOOST_TEST(call(on).failure().what_happened == "too late");
    BOOST_TEST(call(on).failure().code == errc::cancelled);
    BOOST_CHECK_THROW(std::rethrow_exception(call(on).error), std::runtime_error);
}

// Completion tokens

BOOST_AUTO_TEST_CASE(a_coroutine_awaits_a_call_and_catches_its_failure) {
    scripted::stage on;
    on.answers(200, scripted::page({7}, 1, "null"));
    on.answers(401, "");
    const auto story = [&]() -> asio::awaitable<int> {
        const auto page = co_await on.client.bulk_data(request);
        BOOST_TEST(page.results.at(0).widget_id.value() == 7);
        try {
            (void)co_await on.client.bulk_data(request, asio::use_awaitable);
        } catch (const api_error& error) {
            co_return static_cast<int>(error.failure().status);
        }
        co_return 0;
    };
    auto told = asio::co_spawn(on.io, story(), asio::use_future);
    on.run();
    BOOST_TEST(told.get() == 401);
}

BOOST_AUTO_TEST_CASE(a_call_completes_by_any_token) {
    scripted::stage on;
    for (int i = 0; i < 5; ++i) on.answers(200, scripted::page({7}, 1, "null"));
    const calque::client& client = on.client;

    page_outcome called_back;
    client.bulk_data(request, called_back.handler());

    std::future<bulk_widget_response> future = client.bulk_data(request, asio::use_future);

    page_outcome later;
    auto not_yet_begun = client.bulk_data(request, asio::deferred);
    std::move(not_yet_begun)(later.handler());

    std::size_t in_tuple = 0;
    const auto story = [&]() -> asio::awaitable<void> {
        auto [error, page] = co_await client.bulk_data(request, asio::as_tuple(asio::use_awaitable));
        in_tuple = error ? 0 : page.results.size();
    };
    asio::co_spawn(on.io, story(), asio::detached);
    client.bulk_data(request, asio::detached);

    on.run();
    BOOST_TEST((called_back.completions == 1 && !called_back.error));
    BOOST_TEST((later.completions == 1 && !later.error));
    BOOST_TEST(future.get().results.size() == 1u);
    BOOST_TEST(in_tuple == 1u);
    BOOST_TEST(on.lines->requests.size() == 5u);
}

BOOST_AUTO_TEST_CASE(a_future_and_a_tuple_carry_the_failure) {
    scripted::stage on;
    on.answers(403, "");
    on.answers(403, "");
    auto future = on.client.bulk_data(request, asio::use_future);
    on.run();
    BOOST_CHECK_EXCEPTION(future.get(), api_error,
                          [](const api_error& error) { return error.failure().status == 403; });
    errc code{};
    const auto story = [&]() -> asio::awaitable<void> {
        auto [error, page] = co_await on.client.bulk_data(request, asio::as_tuple(asio::use_awaitable));
        if (const calque::api_failure* failure = failure_of(error);
            failure != nullptr && failure->code == errc::forbidden)
            code = errc::forbidden;
    };
    asio::co_spawn(on.io, story(), asio::detached);
    on.run();
    BOOST_TEST(code == errc::forbidden);
}

BOOST_AUTO_TEST_CASE(a_handler_runs_where_it_belongs) {
    scripted::stage on;
    on.answers(200, empty_page);
    asio::io_context elsewhere;
    bool done = false;
    const auto work = asio::make_work_guard(on.io);
    on.client.bulk_data(
        request, asio::bind_executor(elsewhere, [&](std::exception_ptr, const bulk_widget_response&) { done = true; }));
    while (on.lines->requests.empty()) on.io.run_one();
    on.io.poll();
    BOOST_TEST(!done);
    elsewhere.run();
    BOOST_TEST(done);
}

// Cancellation and lifetimes

BOOST_AUTO_TEST_CASE(any_type_of_cancellation_ends_a_call_and_leaves_the_client_usable) {
    for (const auto type :
         {asio::cancellation_type::terminal, asio::cancellation_type::partial, asio::cancellation_type::total}) {
        scripted::stage on;
        on.stays_silent();
        page_outcome done;
        asio::cancellation_signal stop;
        on.client.bulk_data(request, asio::bind_cancellation_slot(stop.slot(), done.handler()));
        while (on.lines->requests.empty()) on.io.run_one();
        on.io.poll();
        BOOST_TEST(done.completions == 0);
        stop.emit(type);
        on.run();
        BOOST_TEST(done.completions == 1);
        BOOST_TEST(done.failure().code == errc::cancelled);
        on.answers(200, empty_page);
        BOOST_TEST(!call(on).error);
    }
}

BOOST_AUTO_TEST_CASE(a_call_cancelled_before_it_runs_ends) {
    scripted::stage on;
    on.stays_silent();
    page_outcome done;
    asio::cancellation_signal stop;
    on.client.bulk_data(request, asio::bind_cancellation_slot(stop.slot(), done.handler()));
    stop.emit(asio::cancellation_type::total);
    on.run();
    BOOST_TEST(done.failure().code == errc::cancelled);
}

BOOST_AUTO_TEST_CASE(a_cancellation_after_the_end_does_nothing) {
    asio::cancellation_signal stop; // outlives the context
    scripted::stage on;
    on.answers(200, empty_page);
    page_outcome done;
    on.client.bulk_data(request, asio::bind_cancellation_slot(stop.slot(), done.handler()));
    on.run();
    stop.emit(asio::cancellation_type::terminal);
    on.run();
    BOOST_TEST(done.completions == 1);
    BOOST_TEST(!done.error);
}

BOOST_AUTO_TEST_CASE(cancelling_a_coroutine_cancels_the_call_it_awaits) {
    scripted::stage on;
    on.stays_silent();
    asio::cancellation_signal stop;
    errc ended{};
    const auto story = [&]() -> asio::awaitable<void> {
        try {
            (void)co_await on.client.bulk_data(request);
        } catch (const api_error& error) {
            if (error.code() == errc::cancelled) ended = errc::cancelled;
        }
    };
    asio::co_spawn(on.io, story(), asio::bind_cancellation_slot(stop.slot(), asio::detached));
    while (on.lines->requests.empty()) on.io.run_one();
    stop.emit(asio::cancellation_type::terminal);
    on.run();
    BOOST_TEST(ended == errc::cancelled);
}

BOOST_AUTO_TEST_CASE(a_call_goes_on_where_its_client_is_gone) {
    scripted::stage on;
    on.answers(200, empty_page);
    page_outcome done;
    {
        const calque::client brief{on.io.get_executor(), scripted::transport{on.lines}};
        brief.bulk_data(request, done.handler());
    }
    on.run();
    BOOST_TEST(done.completions == 1);
    BOOST_TEST(!done.error);
}

BOOST_AUTO_TEST_CASE(a_context_may_end_with_calls_in_flight) {
    page_outcome done;
    next_outcome next;
    {
        scripted::stage on;
        on.stays_silent();
        on.stays_silent();
        auto pages = on.client.pages(request);
        on.client.bulk_data(request, done.handler());
        pages.next(next.handler());
        while (on.lines->requests.size() != 2) on.io.run_one();
    }
    BOOST_TEST(done.completions == 0);
    BOOST_TEST(next.completions == 0);
}

BOOST_AUTO_TEST_CASE(calls_and_cancellations_on_several_threads_all_complete) {
    constexpr int calls = 64;
    asio::thread_pool pool{4};
    const auto lines = std::make_shared<scripted::script>();
    for (int i = 0; i < calls; ++i) {
        if (i % 2 == 0) lines->answers.emplace_back(http_response{.status = 200, .body = empty_page});
        else lines->answers.emplace_back(scripted::silence{});
    }
    const calque::client client{pool.get_executor(), scripted::transport{lines}};
    std::atomic<int> ended = 0;
    const auto story = [&]() -> asio::awaitable<void> {
        // Each coroutine is on a strand of its own, and so is the signal that stops its call.
        const auto stop = std::make_shared<asio::cancellation_signal>();
        asio::steady_timer soon{co_await asio::this_coro::executor, std::chrono::milliseconds{20}};
        soon.async_wait([stop](error_code) { stop->emit(asio::cancellation_type::total); });
        auto [error, page] = co_await client.bulk_data(
            request, asio::bind_cancellation_slot(stop->slot(), asio::as_tuple(asio::use_awaitable)));
        const calque::api_failure* const failure = failure_of(error);
        if (!error || (failure != nullptr && failure->code == errc::cancelled)) ++ended;
    };
    for (int i = 0; i < calls; ++i) asio::co_spawn(asio::make_strand(pool), story(), asio::detached);
    pool.join();
    BOOST_TEST(ended == calls);
}

// Pages

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

BOOST_AUTO_TEST_CASE(after_the_last_page_there_is_none_and_nothing_is_sent) {
    scripted::stage on;
    on.answers(200, scripted::page({1}, 1, "null"));
    auto pages = on.client.pages(request);
    BOOST_TEST(fetch_next(on, pages).result.value().has_value());
    BOOST_TEST(!fetch_next(on, pages).result.value().has_value());
    BOOST_TEST(!fetch_next(on, pages).result.value().has_value());
    BOOST_TEST(on.lines->requests.size() == 1u);
}

BOOST_AUTO_TEST_CASE(a_next_link_is_never_followed) {
    scripted::stage on;
    on.answers(200, scripted::page({1}, 2, "https://evil.example/steal/?page=2"));
    on.answers(200, scripted::page({2}, 2, "null"));
    auto pages = on.client.pages(request);
    (void)fetch_next(on, pages);
    (void)fetch_next(on, pages);
    BOOST_TEST(on.lines->requests.at(1).target == "/dashboards/widgets/bulk_data/?page=2");
}

BOOST_AUTO_TEST_CASE(a_walk_begins_where_the_request_says) {
    scripted::stage on;
    on.answers(200, scripted::page({1}, 100, "null"));
    auto pages = on.client.pages({.widget_ids = {1}, .page = 9});
    (void)fetch_next(on, pages);
    BOOST_TEST(on.lines->requests.at(0).target == "/dashboards/widgets/bulk_data/?page=9");
}

BOOST_AUTO_TEST_CASE(not_found_behind_the_first_page_ends_a_walk) {
    scripted::stage on;
    on.answers(200, scripted::page({1}, 5, link(2)));
    on.answers(404, R"({"detail":"Invalid page."})");
    auto pages = on.client.pages(request);
    BOOST_TEST(fetch_next(on, pages).result.value().has_value());
    const auto end = fetch_next(on, pages);
    BOOST_TEST(!end.error);
    BOOST_TEST(!end.result.value().has_value());
}

BOOST_AUTO_TEST_CASE(not_found_on_the_first_page_is_an_error) {
    scripted::stage on;
    on.answers(404, R"({"detail":"Not found."})");
    auto pages = on.client.pages(request);
    BOOST_TEST(fetch_next(on, pages).failure().code == errc::not_found);
}

BOOST_AUTO_TEST_CASE(after_a_failure_the_same_page_is_asked_for_again) {
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

BOOST_AUTO_TEST_CASE(after_a_cancellation_the_same_page_is_asked_for_again) {
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

BOOST_AUTO_TEST_CASE(pages_that_repeat_themselves_are_an_error) {
    scripted::stage on;
    on.answers(200, scripted::page({1}, 9, link(2)));
    on.answers(200, scripted::page({1}, 9, link(2)));
    auto pages = on.client.pages(request);
    (void)fetch_next(on, pages);
    BOOST_TEST(fetch_next(on, pages).failure().code == errc::page_loop);
}

BOOST_AUTO_TEST_CASE(two_next_at_once_are_refused) {
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

BOOST_AUTO_TEST_CASE(all_pages_are_gathered_in_their_order) {
    scripted::stage on;
    on.answers(200, scripted::page({1, 2}, 4, link(2)));
    on.answers(200, scripted::page({3}, 4, link(3)));
    on.answers(200, scripted::page({4}, 5, "null"));
    page_outcome done;
    on.client.all_pages(request, done.handler());
    on.run();
    BOOST_TEST(ids_of(done.result.value()) == (std::vector<std::int64_t>{1, 2, 3, 4}),
               boost::test_tools::per_element());
    BOOST_TEST(done.result->count.value() == 5);
    BOOST_TEST(!done.result->next.has_value());
}

BOOST_AUTO_TEST_CASE(all_pages_end_at_not_found_and_fail_at_any_other_failure) {
    scripted::stage on;
    on.answers(200, scripted::page({1}, 9, link(2)));
    on.answers(404, "");
    on.answers(200, scripted::page({1}, 9, link(2)));
    on.answers(500, "");
    page_outcome done;
    on.client.all_pages(request, done.handler());
    on.run();
    BOOST_TEST(done.result->results.size() == 1u);
    page_outcome failed;
    on.client.all_pages(request, failed.handler());
    on.run();
    BOOST_TEST(failed.failure().code == errc::server_error);
}

BOOST_AUTO_TEST_CASE(all_pages_are_bounded) {
    scripted::stage on;
    on.client = calque::client{on.io.get_executor(), scripted::transport{on.lines}, {.max_pages = 1}};
    on.answers(200, scripted::page({1}, 9, link(2)));
    page_outcome done;
    on.client.all_pages(request, done.handler());
    on.run();
    BOOST_TEST(done.failure().code == errc::page_loop);
    BOOST_TEST(on.lines->requests.size() == 1u);
}

BOOST_AUTO_TEST_SUITE_END()
