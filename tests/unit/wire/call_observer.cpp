// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <calque/call_observer.hpp>

#include <boost/test/unit_test.hpp>

#include <memory>
#include <string>

#include "printing.hpp"
#include "scripted.hpp"

BOOST_AUTO_TEST_SUITE(call_observer_tests)

namespace {

using namespace calque;

/// Writes down what it is told, a line for each.
struct diary : call_observer {
    explicit diary(std::size_t bytes = 0) : bodies{bytes} {}

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
};

client_options watched_by(std::shared_ptr<diary> who) {
    return {
        .retries = [](const failed_attempt& last,
                      double) { return last.number < 2 ? std::optional{std::chrono::milliseconds{0}} : std::nullopt; },
        .observer = std::move(who)};
}

} // namespace

BOOST_AUTO_TEST_CASE(it_is_told_of_starts_failures_retries_pages_and_ends) {
    const auto told = std::make_shared<diary>();
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

BOOST_AUTO_TEST_CASE(bodies_are_shown_only_where_it_asks_for_them_and_no_more_than_that) {
    const auto told = std::make_shared<diary>(12);
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
