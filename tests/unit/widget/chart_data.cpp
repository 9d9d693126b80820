// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <calque/widget.hpp>

#include <boost/test/unit_test.hpp>

#include <string>
#include <string_view>

BOOST_AUTO_TEST_SUITE(chart_data_tests)

namespace {

using namespace calque;

widget_data decoded(std::string_view chart_type, std::string_view data) {
    decode_failure failure;
    auto page = decode_bulk_widgets(R"([{"widget_id":3,"chart_type":")" + std::string{chart_type} + R"(","data":)" +
                                        std::string{data} + "}]",
                                    failure);
    BOOST_REQUIRE_MESSAGE(page.has_value(), failure.message);
    return page->results.front();
}

template <class Read>
std::string refusal_of(const Read& read) {
    try {
        (void)read();
    } catch (const system_error& error) {
        BOOST_TEST((error.code() == errc::bad_response));
        return error.what();
    }
    return "accepted";
}

} // namespace

BOOST_AUTO_TEST_CASE(rows_come_as_the_chart_that_they_are) {
    const widget_data line = decoded("line", R"([{"id":1,"timestamp":"2025-11-03T00:00:00Z","value":60}])");
    BOOST_TEST(line.as_line().at(0).id.value() == 1);
    const widget_data bar =
        decoded("bar", R"([{"time_interval":"2025-11-03T00:00:00Z","value":4.5,"sample_count":10}])");
    BOOST_TEST(bar.as_bar().at(0).sample_count.value() == 10);
    const widget_data pie = decoded("pie", R"([{"label":"timeout","value":3,"percentage":45.7}])");
    BOOST_TEST(pie.as_pie().at(0).percentage.value() == 45.7);
}

BOOST_AUTO_TEST_CASE(figures_of_a_stat_are_read) {
    const stat_figures all =
        decoded("stat", R"({"total_calls":120,"success_rate":0.9,"avg_duration":61,"p95_latency":1.5,"new":[]})")
            .as_stat();
    BOOST_TEST((all == stat_figures{.total_calls = 120, .success_rate = 0.9, .avg_duration = 61, .p95_latency = 1.5}));
    BOOST_TEST(
        (decoded("stat", R"({"total_calls":0,"success_rate":null})").as_stat() == stat_figures{.total_calls = 0}));
}

BOOST_AUTO_TEST_CASE(another_chart_is_refused_with_what_it_is) {
    const widget_data pie = decoded("pie", "[]");
    BOOST_TEST(refusal_of([&] { return pie.as_line(); }).starts_with("widget 3 has a pie chart, not a line chart"));
    BOOST_TEST(refusal_of([&] { return pie.as_bar(); }).starts_with("widget 3 has a pie chart, not a bar chart"));
    BOOST_TEST(
        refusal_of([&] { return pie.as_stat(); }).starts_with("widget 3 has a pie chart, not the figures of a stat"));
    const widget_data odd = decoded("scatter", R"({"x":1})");
    BOOST_TEST(
        refusal_of([&] { return odd.as_pie(); }).starts_with("widget 3 has JSON of another shape, not a pie chart"));
    BOOST_TEST(refusal_of([&] { return odd.as_stat(); }).starts_with("widget 3 has JSON of another shape"));
}

BOOST_AUTO_TEST_CASE(scalars_are_shown_as_plain_text) {
    BOOST_TEST(calque::to_string(scalar{}) == "null");
    BOOST_TEST(calque::to_string(scalar{true}) == "true");
    BOOST_TEST(calque::to_string(scalar{std::int64_t{-5}}) == "-5");
    BOOST_TEST(calque::to_string(scalar{std::uint64_t{18446744073709551615u}}) == "18446744073709551615");
    BOOST_TEST(calque::to_string(scalar{0.1}) == "0.1");
    BOOST_TEST(calque::to_string(scalar{std::string{"a \"b\""}}) == "a \"b\"");
}

BOOST_AUTO_TEST_SUITE_END()
