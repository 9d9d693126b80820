// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <calque/api/requests.hpp>
#include <calque/decode/records.hpp>
#include <calque/decode/response_decoder.hpp>
#include <calque/parse.hpp>
#include <calque/widget.hpp>

#include <boost/test/unit_test.hpp>

#include <chrono>
#include <variant>
#include <vector>

#include "unit/stand_in/stand_in_api.hpp"

BOOST_AUTO_TEST_SUITE(stand_in_requests_tests)

// The stand-in understands what the client encodes, and the client decodes what the stand-in answers.
namespace {

using five::noon;

template <class Result, class Request>
Result answer(const Request& request) {
    const auto response = five::api().handle(calque::encode(request));
    BOOST_TEST_REQUIRE(response.status == 200u, response.body);
    calque::response_decoder<Result> decoder;
    (void)decoder.feed(response.body);
    calque::decode_failure failure;
    auto result = decoder.finish(failure);
    BOOST_TEST_REQUIRE(result.has_value(), failure.pointer << ": " << failure.message);
    return *std::move(result);
}

} // namespace

BOOST_AUTO_TEST_CASE(widget_requests_round_trip) {
    const auto filters = calque::parse("timestamp >= today-29d and topic = \"old\"").value();
    const auto bulk = answer<calque::bulk_widget_response>(
        calque::bulk_widget_request{.widget_ids = {1, 8}, .filters = filters, .page_size = 1});
    BOOST_TEST(bulk.count.value() == 2);
    BOOST_TEST(bulk.results.size() == 1u);
    const auto one = answer<calque::widget_data>(calque::widget_data_request{.widget_id = 1, .filters = filters});
    BOOST_TEST(one.widget_id.value() == 1);
    BOOST_TEST(std::get<std::vector<calque::line_point>>(one.data).size() == 1u);
    const auto preview = answer<calque::widget_data>(
        calque::preview_widget_request{.chart_type = "line",
                                       .field = "duration",
                                       .dashboard = 1,
                                       .group_by = calque::raw_json{R"({"type":"field","field":"agent.id"})"},
                                       .filters = calque::parse("topic = \"old\"").value(),
                                       .dashboard_filters = calque::parse("timestamp >= today-29d").value()});
    BOOST_TEST(!preview.widget_id.has_value());
    BOOST_TEST(preview.can_group_by);
    BOOST_TEST((std::holds_alternative<calque::raw_json>(preview.data))); // the rows have a group
}

BOOST_AUTO_TEST_CASE(record_requests_round_trip) {
    using std::chrono::days;
    const auto calls =
        answer<calque::record_page>(calque::call_log_request{.filters = calque::parse("topic = \"refund\"").value(),
                                                             .from = noon() - days{20},
                                                             .to = noon(),
                                                             .call_ids = {1, 2, 3},
                                                             .project_id = 1,
                                                             .include_count = true,
                                                             .page_size = 1});
    BOOST_TEST(calls.count.value() == 2);
    BOOST_TEST(!calls.count_capped);
    BOOST_TEST(calls.next.has_value());
    BOOST_TEST(calls.results.size() == 1u);
    const auto runs = answer<calque::record_page>(
        calque::run_request{.filters = calque::parse<calque::run>("timestamp >= today-29d and duration > 40").value(),
                            .project_id = 1,
                            .ordering = {"-duration", "id"}});
    BOOST_TEST(!runs.count.has_value());
    BOOST_TEST(!runs.next.has_value());
    BOOST_TEST(!runs.next_absent);
    BOOST_TEST(runs.results.size() == 2u);
    BOOST_TEST(runs.results.at(0).text.starts_with(R"({"id":3,)"));
}

BOOST_AUTO_TEST_SUITE_END()
