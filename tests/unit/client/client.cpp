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
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/experimental/parallel_group.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_future.hpp>
#include <boost/test/unit_test.hpp>
#include <boost/version.hpp>
#if BOOST_VERSION >= 108600
#include <boost/asio/cancel_after.hpp>
#endif

#include <array>
#include <atomic>
#include <chrono>
#include <future>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "unit/call/scripted.hpp"
#include "unit/printing.hpp"

// User-defined endpoints.
namespace elsewhere {

struct dashboard_request {
    int id;
};
struct duplicate_request {
    int id;
};

static calque::http_request encode(const dashboard_request& request) {
    return {.method = "GET", .target = "/dashboards/dashboards/" + std::to_string(request.id) + "/"};
}
static calque::http_request encode(const duplicate_request& request) {
    return {.method = "POST", .target = "/dashboards/dashboards/" + std::to_string(request.id) + "/duplicate/"};
}

} // namespace elsewhere

template <>
struct calque::endpoint<elsewhere::dashboard_request> : calque::reads<calque::raw_json> {};
template <>
struct calque::endpoint<elsewhere::duplicate_request> : calque::changes<calque::raw_json> {};

BOOST_AUTO_TEST_SUITE(client_tests)

namespace {

using namespace calque;
namespace asio = boost::asio;

using page_outcome = scripted::outcome<reply<bulk_widget_response>>;
using next_outcome = scripted::outcome<std::optional<reply<bulk_widget_response>>>;

const bulk_widget_request request{.widget_ids = {1, 2}};
const std::string empty_page = scripted::page({}, 0, "null");

/// Makes one call and runs it to completion.
page_outcome call(scripted::stage& on, const bulk_widget_request& what = request) {
    page_outcome out;
    on.client.bulk_data(what, out.handler());
    on.run();
    return out;
}

/// A transport that passes on a text several times, and breaks off in its first exchange.
struct interrupted_exchange {
    error_code problem = asio::error::connection_reset;
    unsigned status = 200;
    std::string text = R"({"results":[{"widget_id":6,"chart_type":"pie","da)";
    std::size_t pieces = 1;
    std::size_t exchanges = 0;
    std::size_t body_streamed = 0;
};

class breaking_transport {
public:
    explicit breaking_transport(std::shared_ptr<interrupted_exchange> with) : with_{std::move(with)} {}

    asio::awaitable<http_response> exchange(const http_request&, const exchange_options& options) {
        http_response head{.status = with_->status, .body_streamed = true};
        if (with_->exchanges++ > 0) co_return http_response{.status = 200, .body = scripted::page({7}, 1, "null")};
        const body_reader reader = options.on_head(head);
        for (std::size_t i = 0; i < with_->pieces; ++i) {
            ++with_->body_streamed;
            reader(with_->text);
        }
        throw system_error{with_->problem};
    }

private:
    std::shared_ptr<interrupted_exchange> with_;
};

} // namespace

// Requests

BOOST_AUTO_TEST_CASE(call_posts_the_body_without_credentials) {
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

BOOST_AUTO_TEST_CASE(limits_reach_the_transport) {
    scripted::stage on{{.limits = {.call = std::chrono::hours{2},
                                   .attempt = std::chrono::hours{1},
                                   .error_body = std::chrono::seconds{3}},
                        .response_limit = 1234}};
    on.answers(200, empty_page);
    const auto before = std::chrono::steady_clock::now();
    (void)call(on);
    const auto after = std::chrono::steady_clock::now();
    const exchange_options& bounds = on.lines->bounds.at(0);
    BOOST_TEST((bounds.deadline >= before + std::chrono::hours{1} && bounds.deadline <= after + std::chrono::hours{1}));
    BOOST_TEST(bounds.response_limit == 1234u);
    BOOST_TEST(bounds.repeatable);
    BOOST_TEST(bounds.accept_gzip);
    BOOST_TEST(bounds.as_sent);
    BOOST_TEST((bounds.error_body_time == std::chrono::seconds{3}));
}

BOOST_AUTO_TEST_CASE(maximum_timeout_does_not_overflow) {
    constexpr auto for_ever = std::chrono::milliseconds::max();
    scripted::stage on{{.limits = {.call = for_ever, .attempt = for_ever}}};
    on.answers(200, empty_page);
    const auto before = std::chrono::steady_clock::now();
    (void)call(on);
    BOOST_TEST((on.lines->bounds.at(0).deadline > before));
}

BOOST_AUTO_TEST_CASE(invalid_request_is_refused_before_sending) {
    scripted::stage on;
    const auto done = call(on, {});
    BOOST_TEST(done.failure().code == errc::bad_request_setting);
    BOOST_TEST(done.failure().what_happened.starts_with("a bulk widget request needs at least one widget id"));
    BOOST_TEST(on.lines->requests.empty());
}

BOOST_AUTO_TEST_CASE(invalid_limits_are_refused) {
    scripted::stage on;
    const auto refused = [&](client_options options) {
        BOOST_CHECK_EXCEPTION((calque::client{on.io.get_executor(), scripted::transport{on.lines}, options}),
                              system_error,
                              [](const system_error& error) { return error.code() == errc::bad_request_setting; });
    };
    refused({.limits = {.call = std::chrono::milliseconds{0}}});
    refused({.limits = {.attempt = std::chrono::milliseconds{-1}}});
    refused({.limits = {.error_body = std::chrono::milliseconds{0}}});
    refused({.ids_per_request = 0});
    refused({.parallel = 0});
    refused({.response_limit = 0});
    refused({.max_pages = 0});
}

// Responses

BOOST_AUTO_TEST_CASE(each_failure_status_has_its_code_and_the_server_message) {
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

BOOST_AUTO_TEST_CASE(redirect_is_an_error_with_its_location) {
    scripted::stage on;
    on.answers(301, "", {{"location", "https://elsewhere.example/\x1b[2J"}});
    const auto failure = call(on).failure();
    BOOST_TEST(failure.code == errc::unexpected_status);
    BOOST_TEST(failure.server_detail == R"(Location: https://elsewhere.example/\x1b[2J)");
    BOOST_TEST(on.lines->requests.size() == 1u);
}

BOOST_AUTO_TEST_CASE(success_without_body_is_an_error) {
    scripted::stage on;
    on.answers(204, "");
    on.answers(200, "");
    BOOST_TEST(call(on).failure().code == errc::unexpected_status);
    BOOST_TEST(call(on).failure().what_happened == "the API answered 200 without data");
}

BOOST_AUTO_TEST_CASE(undecodable_body_is_an_error_with_its_position) {
    scripted::stage on;
    on.answers(200, R"({"results":[{"chart_type":5,"data":[]}]})");
    on.answers(200, "<html>\n<title>Log in</title>");
    const auto failure = call(on).failure();
    BOOST_TEST(failure.code == errc::bad_response);
    BOOST_TEST(failure.status == 200u);
    BOOST_TEST(
        failure.what_happened ==
        "the API's answer does not have the expected form: /results/0/chart_type: expected a string, found a number");
    BOOST_TEST(failure.server_detail == R"({"results":[{"chart_type":5,"data":[]}]})");
    BOOST_TEST(call(on).failure().server_detail == "<html> <title>Log in</title>");
}

BOOST_AUTO_TEST_CASE(decode_options_are_honoured) {
    scripted::stage on{{.decode = {.keep_source = true, .max_depth = 3}}};
    on.answers(200, R"([{"chart_type":"x", "data":1}])");
    on.answers(200, R"([{"chart_type":"x","data":[[]]}])");
    BOOST_TEST(call(on).result->results.at(0).source.text == R"({"chart_type":"x","data":1})");
    BOOST_TEST(call(on).failure().code == errc::bad_response);
}

BOOST_AUTO_TEST_CASE(transport_error_is_passed_on_with_its_cause) {
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

BOOST_AUTO_TEST_CASE(coroutine_awaits_a_call_and_catches_its_failure) {
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

BOOST_AUTO_TEST_CASE(call_accepts_any_completion_token) {
    scripted::stage on;
    for (int i = 0; i < 5; ++i) on.answers(200, scripted::page({7}, 1, "null"));
    const calque::client& client = on.client;

    page_outcome called_back;
    client.bulk_data(request, called_back.handler());

    std::future<reply<bulk_widget_response>> future = client.bulk_data(request, asio::use_future);

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

BOOST_AUTO_TEST_CASE(future_and_tuple_carry_the_failure) {
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

BOOST_AUTO_TEST_CASE(handler_runs_on_its_associated_executor) {
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

BOOST_AUTO_TEST_CASE(every_cancellation_type_ends_a_call_and_the_client_stays_usable) {
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

// The equivalent of `cancel_after` for Asio versions that lack it.
BOOST_AUTO_TEST_CASE(call_can_race_with_a_timer) {
    using namespace asio::experimental::awaitable_operators;
    scripted::stage on;
    on.stays_silent();
    on.answers(200, scripted::page({7}, 1, "null"));
    bool late = false;
    bool in_time = false;
    const auto story = [&]() -> asio::awaitable<void> {
        asio::steady_timer soon{on.io, std::chrono::milliseconds{5}};
        const auto first = co_await (on.client.bulk_data(request) || soon.async_wait(asio::use_awaitable));
        late = first.index() == 1;
        asio::steady_timer never{on.io, std::chrono::hours{1}};
        const auto second = co_await (on.client.bulk_data(request) || never.async_wait(asio::use_awaitable));
        in_time = second.index() == 0;
    };
    asio::co_spawn(on.io, story(), asio::detached);
    on.run();
    BOOST_TEST(late);
    BOOST_TEST(in_time);
}

BOOST_AUTO_TEST_CASE(call_works_in_a_parallel_group) {
    scripted::stage on;
    on.stays_silent();
    asio::steady_timer soon{on.io, std::chrono::milliseconds{5}};
    std::vector<std::size_t> order;
    std::exception_ptr ended;
    asio::experimental::make_parallel_group([&](auto token) { return on.client.bulk_data(request, std::move(token)); },
                                            [&](auto token) { return soon.async_wait(std::move(token)); })
        .async_wait(asio::experimental::wait_for_one(),
                    [&](const std::array<std::size_t, 2>& finished, std::exception_ptr error,
                        const reply<bulk_widget_response>&, error_code) {
                        order.assign(finished.begin(), finished.end());
                        ended = std::move(error);
                    });
    on.run();
    BOOST_TEST(order == (std::vector<std::size_t>{1, 0}), boost::test_tools::per_element());
    BOOST_REQUIRE(failure_of(ended) != nullptr);
    BOOST_TEST(failure_of(ended)->code == errc::cancelled);
}

#if BOOST_VERSION >= 108600
BOOST_AUTO_TEST_CASE(call_supports_cancel_after) {
    scripted::stage on;
    on.stays_silent();
    page_outcome done;
    on.client.bulk_data(request, asio::cancel_after(std::chrono::milliseconds{5}, done.handler()));
    on.run();
    BOOST_REQUIRE(failure_of(done.error) != nullptr);
    BOOST_TEST(failure_of(done.error)->code == errc::cancelled);
}
#endif

BOOST_AUTO_TEST_CASE(call_cancelled_before_it_runs_completes) {
    scripted::stage on;
    on.stays_silent();
    page_outcome done;
    asio::cancellation_signal stop;
    on.client.bulk_data(request, asio::bind_cancellation_slot(stop.slot(), done.handler()));
    stop.emit(asio::cancellation_type::total);
    on.run();
    BOOST_TEST(done.failure().code == errc::cancelled);
}

BOOST_AUTO_TEST_CASE(cancellation_after_completion_does_nothing) {
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

BOOST_AUTO_TEST_CASE(cancelling_a_coroutine_cancels_its_call) {
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

BOOST_AUTO_TEST_CASE(call_outlives_its_client) {
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

BOOST_AUTO_TEST_CASE(context_may_be_destroyed_with_calls_in_flight) {
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

/// A transport that never answers and keeps its callbacks beyond the end of the call.
struct callback_keeper {
    asio::awaitable<http_response> exchange(const http_request&, const exchange_options& options) {
        kept->on_head = options.on_head;
        kept->reader = options.on_head({.status = 200, .headers = {{"Content-Type", "application/json"}}});
        asio::steady_timer never{co_await asio::this_coro::executor, asio::steady_timer::time_point::max()};
        co_await never.async_wait(asio::use_awaitable);
        co_return http_response{};
    }

    struct kept_callbacks {
        decltype(exchange_options::on_head) on_head;
        body_reader reader;
    };
    std::shared_ptr<kept_callbacks> kept = std::make_shared<kept_callbacks>();
};

BOOST_AUTO_TEST_CASE(transport_callbacks_throw_after_the_call_is_destroyed) {
    const callback_keeper link;
    page_outcome done;
    {
        asio::io_context io;
        const calque::client client{io.get_executor(), link};
        client.bulk_data(request, done.handler());
        io.poll();
        BOOST_CHECK_NO_THROW(link.kept->reader("{"));
    }
    BOOST_CHECK_THROW(link.kept->reader("}"), system_error);
    BOOST_CHECK_THROW((void)link.kept->on_head({.status = 200}), system_error);
    BOOST_TEST(done.completions == 0);
}

BOOST_AUTO_TEST_CASE(moved_from_client_is_usable) {
    scripted::stage on;
    on.answers(200, empty_page);
    on.answers(200, empty_page);
    on.answers(200, R"([{"id":1}])");
    calque::client moved = std::move(on.client);
    page_outcome done;
    on.client.bulk_data(request, done.handler());
    on.run();
    BOOST_TEST(!done.error);
    BOOST_TEST((on.client.get_executor() == moved.get_executor()));
    BOOST_TEST(&on.client.options() == &moved.options());

    auto pages = on.client.pages(request);
    auto records = on.client.records(call_log_request{});
    auto more_pages = std::move(pages);
    auto more_records = std::move(records);
    next_outcome next;
    pages.next(next.handler());
    on.run();
    BOOST_TEST(!next.error);
    BOOST_TEST(more_pages.walk().taken() == 1u);
    scripted::outcome<std::optional<raw_json>> record;
    records.next(record.handler());
    on.run();
    BOOST_TEST(record.result.value().has_value());
    BOOST_TEST(more_records.report().attempts.size() == 1u);
}

BOOST_AUTO_TEST_CASE(concurrent_calls_and_cancellations_all_complete) {
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
        // Each coroutine runs on its own strand, together with the signal that cancels its call.
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

// Retries

/// Returns a rule that waits `time` before each of at most two retries.
auto waits(std::chrono::milliseconds time) {
    return [time](const failed_attempt& last, double) -> std::optional<std::chrono::milliseconds> {
        return last.number <= 2 ? std::optional{time} : std::nullopt;
    };
}

const client_options at_once{.retries = waits(std::chrono::milliseconds{0})};

BOOST_AUTO_TEST_CASE(failed_attempts_are_retried_and_reported) {
    scripted::stage on{at_once};
    on.answers(503, "", {{"X-Request-Id", "a"}});
    on.fails(std::make_exception_ptr(system_error{asio::error::connection_reset}));
    on.answers(200, scripted::page({7}, 1, "null"), {{"X-Request-Id", "c"}});
    const auto done = call(on);
    BOOST_REQUIRE(!done.error);
    BOOST_TEST(done.result->results.at(0).widget_id.value() == 7);
    const auto& attempts = done.result->report.attempts;
    BOOST_REQUIRE_EQUAL(attempts.size(), 3u);
    BOOST_TEST((attempts[0].code == errc::server_error && attempts[0].status == 503));
    BOOST_TEST((attempts[1].code == errc::network && attempts[1].status == 0));
    BOOST_TEST((!attempts[2].code && attempts[2].status == 200));
    BOOST_TEST(attempts[0].request_id == "a");
    BOOST_TEST(done.result->report.request_id() == "c");
    for (const http_request& each : on.lines->requests) BOOST_TEST(each.body == on.lines->requests.front().body);
}

BOOST_AUTO_TEST_CASE(failure_reports_its_attempts) {
    scripted::stage on{at_once};
    for (int i = 0; i < 3; ++i) on.answers(429, R"({"detail":"Slow down."})", {{"Retry-After", "0"}});
    const auto failure = call(on).failure();
    BOOST_TEST(failure.code == errc::rate_limited);
    BOOST_TEST(failure.report.attempts.size() == 3u);
    BOOST_TEST(describe(failure).find("3 attempts") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(only_retryable_statuses_are_retried) {
    for (const auto& [status, attempts] : {std::pair{400u, 1u},
                                           {401u, 1u},
                                           {403u, 1u},
                                           {404u, 1u},
                                           {405u, 1u},
                                           {408u, 3u},
                                           {409u, 1u},
                                           {425u, 3u},
                                           {429u, 3u},
                                           {500u, 3u},
                                           {501u, 1u},
                                           {502u, 3u},
                                           {503u, 3u},
                                           {504u, 3u},
                                           {301u, 1u},
                                           {204u, 1u}}) {
        scripted::stage on{at_once};
        for (int i = 0; i < 3; ++i) on.answers(status, "");
        BOOST_TEST_CONTEXT(status) {
            BOOST_TEST((call(on).error != nullptr));
            BOOST_TEST(on.lines->requests.size() == attempts);
        }
    }
    for (const auto& [code, attempts] : {std::pair{errc::network, 3u},
                                         {errc::timeout, 3u},
                                         {errc::tls_verification_failed, 1u},
                                         {errc::cancelled, 1u},
                                         {errc::response_too_large, 1u},
                                         {errc::insecure_origin, 1u}}) {
        scripted::stage on{at_once};
        for (int i = 0; i < 3; ++i) on.fails(std::make_exception_ptr(api_error{{.code = code}}));
        BOOST_TEST_CONTEXT(make_error_code(code).message()) {
            BOOST_TEST(call(on).failure().code == code);
            BOOST_TEST(on.lines->requests.size() == attempts);
        }
    }
}

BOOST_AUTO_TEST_CASE(wait_beyond_the_deadline_is_not_started) {
    scripted::stage on{{.limits = {.call = std::chrono::seconds{5}}, .retries = waits(std::chrono::milliseconds{0})}};
    on.answers(429, "", {{"Retry-After", "3600"}});
    const auto begin = std::chrono::steady_clock::now();
    const auto failure = call(on).failure();
    BOOST_TEST((std::chrono::steady_clock::now() - begin < std::chrono::seconds{5}));
    BOOST_TEST(failure.code == errc::rate_limited);
    BOOST_TEST((failure.retry_after == std::chrono::seconds{3600}));
    BOOST_TEST(on.lines->requests.size() == 1u);
}

BOOST_AUTO_TEST_CASE(attempt_deadline_lies_within_the_call_deadline) {
    scripted::stage on{{.limits = {.call = std::chrono::hours{2}, .attempt = std::chrono::hours{1}},
                        .retries = waits(std::chrono::milliseconds{20})}};
    on.answers(503, "");
    on.answers(200, empty_page);
    (void)call(on);
    const auto& bounds = on.lines->bounds;
    BOOST_REQUIRE_EQUAL(bounds.size(), 2u);
    BOOST_TEST((bounds[1].deadline - bounds[0].deadline >= std::chrono::milliseconds{20}));

    scripted::stage brief{{.limits = {.call = std::chrono::hours{1}, .attempt = std::chrono::hours{2}},
                           .retries = waits(std::chrono::milliseconds{20})}};
    brief.answers(503, "");
    brief.answers(200, empty_page);
    (void)call(brief);
    BOOST_TEST((brief.lines->bounds.at(0).deadline == brief.lines->bounds.at(1).deadline));
}

BOOST_AUTO_TEST_CASE(wait_between_attempts_can_be_cancelled) {
    for (const auto type :
         {asio::cancellation_type::terminal, asio::cancellation_type::partial, asio::cancellation_type::total}) {
        scripted::stage on{{.retries = waits(std::chrono::seconds{20})}};
        on.answers(503, "", {{"X-Request-Id", "a"}});
        page_outcome done;
        asio::cancellation_signal stop;
        on.client.bulk_data(request, asio::bind_cancellation_slot(stop.slot(), done.handler()));
        while (on.lines->requests.empty()) on.io.run_one();
        on.io.poll();
        BOOST_TEST(done.completions == 0);
        stop.emit(type);
        on.run();
        BOOST_TEST(done.failure().code == errc::cancelled);
        BOOST_TEST(done.failure().report.request_id() == "a");
        on.answers(200, empty_page);
        BOOST_TEST(!call(on).error);
    }
}

BOOST_AUTO_TEST_CASE(exception_of_a_retry_rule_ends_the_call) {
    scripted::stage on{{.retries = [](const failed_attempt&, double) -> std::optional<std::chrono::milliseconds> {
        throw std::runtime_error{"no more"};
    }}};
    on.answers(503, "");
    BOOST_CHECK_THROW(std::rethrow_exception(call(on).error), std::runtime_error);
}

BOOST_AUTO_TEST_CASE(equal_seeds_give_equal_waits) {
    std::vector<double> fractions;
    for (int i = 0; i < 2; ++i) {
        scripted::stage on{{.retries =
                                [&](const failed_attempt& last, double fraction) {
                                    fractions.push_back(fraction);
                                    return last.number < 3 ? std::optional{std::chrono::milliseconds{0}} : std::nullopt;
                                },
                            .seed = 42}};
        for (int j = 0; j < 3; ++j) on.answers(503, "");
        (void)call(on);
    }
    BOOST_REQUIRE_EQUAL(fractions.size(), 6u);
    BOOST_TEST(fractions[0] == fractions[3]);
    BOOST_TEST(fractions[1] == fractions[4]);
    BOOST_TEST(fractions[0] != fractions[1]);
}

// Arguments affected by the `co_await` bug of g++ 12

template <class... Given>
constexpr bool named = detail::outlives_co_await<asio::use_awaitable_t<>, Given...>;

static_assert(named<const bulk_widget_request&, widgets_options&>);
static_assert(named<bulk_widget_request> != detail::co_await_breaks_aggregates);
static_assert(named<bulk_widget_request&, widgets_options> != detail::co_await_breaks_aggregates);
static_assert(detail::outlives_co_await<asio::as_tuple_t<asio::use_awaitable_t<>>, bulk_widget_request> !=
              detail::co_await_breaks_aggregates);
static_assert(detail::outlives_co_await<asio::detached_t, bulk_widget_request>);

// Endpoints

BOOST_AUTO_TEST_CASE(send_supports_every_endpoint) {
    scripted::stage on;
    on.answers(200, R"({"chart_type":"pie","data":[]})");
    on.answers(200, R"({"widget_id":null,"chart_type":"stat","data":{"total_calls":3}})");
    on.answers(200, R"({"results":[{"id":1}]})");
    on.answers(200, R"([{"id":2}])");
    scripted::outcome<reply<widget_data>> widget;
    scripted::outcome<reply<widget_data>> preview;
    scripted::outcome<reply<record_page>> calls;
    scripted::outcome<reply<record_page>> runs;
    on.client.send(widget_data_request{.widget_id = 3}, widget.handler());
    on.run();
    on.client.send(preview_widget_request{.chart_type = "stat"}, preview.handler());
    on.run();
    on.client.send(call_log_request{}, calls.handler());
    on.run();
    on.client.send(run_request{.project_id = 5}, runs.handler());
    on.run();
    BOOST_TEST(widget.result->chart_type == "pie");
    BOOST_TEST(std::get<raw_json>(preview.result->data).text == R"({"total_calls":3})");
    BOOST_TEST(calls.result->results.at(0).text == R"({"id":1})");
    BOOST_TEST(runs.result->results.at(0).text == R"({"id":2})");
    BOOST_TEST(on.lines->requests.at(0).target == "/dashboards/widgets/3/data/");
    BOOST_TEST(on.lines->requests.at(3).target == "/test_framework/v2/runs/?project_id=5");
}

BOOST_AUTO_TEST_CASE(user_defined_endpoint_that_changes_data_is_not_retried) {
    scripted::stage on{at_once};
    on.answers(200, R"({"id": 1, "name": "x"})");
    on.answers(503, "");
    scripted::outcome<reply<raw_json>> read;
    on.client.send(elsewhere::dashboard_request{7}, read.handler());
    on.run();
    BOOST_TEST(read.result->text == R"({"id":1,"name":"x"})");
    scripted::outcome<reply<raw_json>> changed;
    on.client.send(elsewhere::duplicate_request{7}, changed.handler());
    on.run();
    BOOST_TEST(changed.failure().code == errc::server_error);
    BOOST_TEST(on.lines->requests.size() == 2u);
    BOOST_TEST(!on.lines->bounds.at(1).repeatable);
}

// Bodies that are decoded while they arrive

BOOST_AUTO_TEST_CASE(interrupted_body_is_fetched_again) {
    const auto link = std::make_shared<interrupted_exchange>();
    asio::io_context io;
    const calque::client client{io.get_executor(), breaking_transport{link}, at_once};
    page_outcome done;
    client.bulk_data(request, done.handler());
    io.run();
    BOOST_REQUIRE(!done.error);
    BOOST_TEST(done.result->results.at(0).widget_id.value() == 7);
    BOOST_TEST(done.result->report.attempts.size() == 2u);
}

BOOST_AUTO_TEST_CASE(error_status_wins_over_an_interrupted_body) {
    for (const errc problem :
         {errc::network, errc::timeout, errc::bad_response, errc::response_too_large, errc::cancelled}) {
        const auto link = std::make_shared<interrupted_exchange>(
            interrupted_exchange{.problem = problem, .status = 401, .text = R"({"detail":"No)"});
        asio::io_context io;
        const calque::client client{io.get_executor(), breaking_transport{link}, at_once};
        page_outcome done;
        client.bulk_data(request, done.handler());
        io.run();
        BOOST_TEST(link->exchanges == 1u);
        BOOST_TEST(done.failure().status == 401u);
        if (problem == errc::cancelled) BOOST_TEST(done.failure().code == errc::cancelled);
        else BOOST_TEST(done.failure().code == errc::unauthorized);
        if (problem != errc::cancelled) BOOST_TEST(done.failure().server_detail == R"({"detail":"No)");
    }
}

BOOST_AUTO_TEST_CASE(remainder_of_a_refused_body_is_not_read) {
    const auto link = std::make_shared<interrupted_exchange>(
        interrupted_exchange{.text = "<html>" + std::string(5000, 'x'), .pieces = 1000});
    asio::io_context io;
    const calque::client client{io.get_executor(), breaking_transport{link}, at_once};
    page_outcome done;
    client.bulk_data(request, done.handler());
    io.run();
    BOOST_TEST(done.failure().code == errc::bad_response);
    BOOST_TEST(done.failure().server_detail.starts_with("<html>xxx"));
    BOOST_TEST(link->body_streamed == 1u);
}

BOOST_AUTO_TEST_SUITE_END()
