// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <calque/call/call_observer.hpp>

#include <boost/test/unit_test.hpp>

#include <memory>
#include <new>
#include <optional>
#include <stdexcept>
#include <string>

#include "unit/call/scripted.hpp"
#include "unit/printing.hpp"

BOOST_AUTO_TEST_SUITE(call_observer_tests)

namespace {

using namespace calque;

/// Records every notification as a line.
struct recording_observer : call_observer {
    explicit recording_observer(std::size_t bytes = 0) : bodies{bytes} {}

    void request_started(const watched_call& call) noexcept override {
        add(call, "starts " + std::string{call.target});
    }
    void attempt_failed(const watched_call& call, const api_failure& why) noexcept override {
        add(call, "failed " + std::to_string(why.status) + " at attempt " + std::to_string(why.report.attempts.size()));
    }
    void retried(const watched_call& call, std::chrono::milliseconds wait) noexcept override {
        add(call, wait.count() < 1000 ? "again" : "again, late");
    }
    void page_received(const received_page& page) noexcept override {
        text += std::to_string(page.call) + ": page " + std::to_string(page.number) + " with " +
                std::to_string(page.results) + '\n';
    }
    void finished(const watched_call& call, const call_report& report, const api_failure* failure) noexcept override {
        add(call,
            std::string{failure == nullptr ? "done" : "given up"} + " after " + std::to_string(report.attempts.size()));
        last_code = failure == nullptr ? error_code{} : failure->code;
    }
    [[nodiscard]] std::size_t body_bytes() const noexcept override { return bodies; }
    void body_sent(const watched_call& call, std::string_view body) noexcept override {
        add(call, "> " + std::string{body});
    }
    void body_received(const watched_call& call, unsigned status, std::string_view body) noexcept override {
        add(call, "< " + std::to_string(status) + ' ' + std::string{body});
    }

    void add(const watched_call& call, const std::string& what) {
        text += std::to_string(call.number) + ": " + what + '\n';
    }

    std::size_t bodies;
    std::string text;
    error_code last_code{}; ///< of the call that finished last
};

client_options watched_by(std::shared_ptr<recording_observer> who) {
    return {
        .retries = [](const failed_attempt& last,
                      double) { return last.number < 2 ? std::optional{std::chrono::milliseconds{0}} : std::nullopt; },
        .observer = std::move(who)};
}

} // namespace

BOOST_AUTO_TEST_CASE(observer_sees_starts_failures_retries_pages_and_ends) {
    const auto told = std::make_shared<recording_observer>();
    scripted::stage on{watched_by(told)};
    on.answers(503, "secret words of the server");
    on.answers(200, scripted::page({1}, 2, "?page=2"));
    on.answers(500, "");
    on.answers(500, "");
    auto pages = on.client.pages({.widget_ids = {1}});
    for (int i = 0; i < 2; ++i) {
        scripted::outcome<std::optional<reply<bulk_widget_response>>> done;
        pages.next(done.handler());
        on.run();
    }
    BOOST_TEST(told->text == "1: starts /dashboards/widgets/bulk_data/\n"
                             "1: failed 503 at attempt 1\n"
                             "1: again\n"
                             "1: done after 2\n"
                             "1: page 1 with 1\n"
                             "2: starts /dashboards/widgets/bulk_data/?page=2\n"
                             "2: failed 500 at attempt 1\n"
                             "2: again\n"
                             "2: failed 500 at attempt 2\n"
                             "2: given up after 2\n");
}

/// Returns the notifications of a call that ends because a retry rule throws.
template <class Thrown>
std::string notifications_when_thrown(const Thrown& what) {
    const auto told = std::make_shared<recording_observer>();
    scripted::stage on{
        {.retries = [what](const failed_attempt&, double) -> std::optional<std::chrono::milliseconds> { throw what; },
         .observer = told}};
    on.answers(503, "");
    scripted::outcome<reply<bulk_widget_response>> done;
    const bulk_widget_request request{.widget_ids = {1}};
    on.client.bulk_data(request, done.handler());
    on.run();
    BOOST_TEST((done.error != nullptr));
    return told->text + told->last_code.message();
}

BOOST_AUTO_TEST_CASE(started_call_finishes_once_whatever_is_thrown) {
    const std::string start = "1: starts /dashboards/widgets/bulk_data/\n1: given up after 1\n";
    namespace generic = boost::system::errc;
    const auto words = [](auto code) { return generic::make_error_code(code).message(); };
    BOOST_TEST(notifications_when_thrown(std::runtime_error{"a rule"}) ==
               start + words(generic::state_not_recoverable));
    BOOST_TEST(notifications_when_thrown(7) == start + words(generic::state_not_recoverable));
    BOOST_TEST(notifications_when_thrown(std::bad_alloc{}) == start + words(generic::not_enough_memory));
    BOOST_TEST(notifications_when_thrown(system_error{errc::bad_json}) ==
               start + make_error_code(errc::bad_json).message());
}

BOOST_AUTO_TEST_CASE(call_finishes_if_the_transport_throws) {
    const auto told = std::make_shared<recording_observer>();
    scripted::stage on{watched_by(told)};
    on.fails(std::make_exception_ptr(std::logic_error{"no system_error"}));
    scripted::outcome<reply<bulk_widget_response>> done;
    const bulk_widget_request request{.widget_ids = {1}};
    on.client.bulk_data(request, done.handler());
    on.run();
    BOOST_TEST(told->text == "1: starts /dashboards/widgets/bulk_data/\n1: given up after 1\n");
}

BOOST_AUTO_TEST_CASE(call_finishes_if_its_context_is_destroyed) {
    const auto told = std::make_shared<recording_observer>();
    {
        scripted::stage on{watched_by(told)};
        on.stays_silent();
        scripted::outcome<reply<bulk_widget_response>> done;
        const bulk_widget_request request{.widget_ids = {1}};
        on.client.bulk_data(request, done.handler());
        on.io.poll();
        BOOST_TEST(on.lines->requests.size() == 1u);
    }
    BOOST_TEST(told->text == "1: starts /dashboards/widgets/bulk_data/\n1: given up after 1\n");
    BOOST_TEST((told->last_code == errc::cancelled));
}

BOOST_AUTO_TEST_CASE(bodies_are_shown_on_request_up_to_the_requested_size) {
    const auto told = std::make_shared<recording_observer>(12);
    scripted::stage on{watched_by(told)};
    on.answers(400, R"({"detail":"something long"})");
    scripted::outcome<reply<bulk_widget_response>> done;
    on.client.bulk_data({.widget_ids = {1}}, done.handler());
    on.run();
    BOOST_TEST(told->text == "1: starts /dashboards/widgets/bulk_data/\n"
                             "1: > {\"widget_ids\n"
                             "1: < 400 {\"detail\":\"s\n"
                             "1: failed 400 at attempt 1\n"
                             "1: given up after 1\n");
}

BOOST_AUTO_TEST_SUITE_END()
