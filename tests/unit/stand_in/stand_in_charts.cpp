// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value_to.hpp>
#include <boost/test/unit_test.hpp>

#include <set>
#include <string>
#include <string_view>

#include "unit/stand_in/stand_in_api.hpp"

BOOST_AUTO_TEST_SUITE(stand_in_charts_tests)

namespace json = boost::json;
namespace stand_in_parts = calque::detail::stand_in_parts;
using five::at;
using five::body_of;
using five::chart;
using five::expect;
using five::noon;
using five::post;
using five::refused;
using five::results;

BOOST_AUTO_TEST_CASE(line_chart_is_ordered_by_time) {
    BOOST_TEST(chart(1) == expect(R"([{"id":2,"timestamp":"2025-11-01T07:00:00Z","value":30.5},
        {"id":1,"timestamp":"2025-11-01T08:00:00Z","value":60},{"id":3,"timestamp":"2025-11-02T23:59:59Z","value":120},
        {"id":4,"timestamp":"2025-11-03T11:00:00Z","value":90}])"));
}

BOOST_AUTO_TEST_CASE(pie_chart_counts_labels_largest_first) {
    BOOST_TEST(chart(3) == expect(R"([{"label":"customer-ended-call","value":2,"percentage":50},
        {"label":"timeout","value":2,"percentage":50}])"));
    BOOST_TEST(chart(4) ==
               expect(R"([{"label":true,"value":2,"percentage":50},{"label":false,"value":1,"percentage":25},
        {"label":null,"value":1,"percentage":25}])"));
    BOOST_TEST(chart(6) ==
               expect(R"([{"label":"refund","value":2,"percentage":50},{"label":"billing","value":1,"percentage":25},
        {"label":null,"value":1,"percentage":25}])"));
    BOOST_TEST(chart(9) == expect(R"([{"label":"EU","value":2,"percentage":50},{"label":"US","value":1,"percentage":25},
        {"label":null,"value":1,"percentage":25}])"));
}

BOOST_AUTO_TEST_CASE(percentages_have_one_decimal) {
    BOOST_TEST(
        chart(6, R"({"field": "topic", "op": "isnull", "value": false})") ==
        expect(R"([{"label":"refund","value":2,"percentage":66.7},{"label":"billing","value":1,"percentage":33.3}])"));
}

BOOST_AUTO_TEST_CASE(bars_count_and_average_per_day) {
    BOOST_TEST(chart(5) == expect(R"([{"time_interval":"2025-11-01T00:00:00Z","value":2,"sample_count":2},
        {"time_interval":"2025-11-02T00:00:00Z","value":1,"sample_count":1},
        {"time_interval":"2025-11-03T00:00:00Z","value":1,"sample_count":1}])"));
    BOOST_TEST(chart(7) == expect(R"([{"time_interval":"2025-11-01T00:00:00Z","value":0.5,"sample_count":1},
        {"time_interval":"2025-11-02T00:00:00Z","value":1,"sample_count":1}])"));
}

BOOST_AUTO_TEST_CASE(stat_is_an_object_with_null_for_missing_values) {
    BOOST_TEST(chart(8) == expect(R"({"total_calls":4,"success_rate":67,"avg_duration":75.13,"p95_latency":1.5})"));
    BOOST_TEST(chart(8, R"({"field": "id", "op": "eq", "value": 99})") ==
               expect(R"({"total_calls":0,"success_rate":null,"avg_duration":null,"p95_latency":null})"));
}

BOOST_AUTO_TEST_CASE(daily_share_is_a_percentage_of_the_days_calls) {
    const json::array all = results(R"({"widget_ids": [10]})");
    BOOST_TEST(json::serialize(all[0].at("data")) ==
               expect(R"([{"time_interval":"2025-11-01T00:00:00Z","group":"positive","value":50,"selected_calls":1,
                           "total_calls":2,"evaluated_calls":1},
                          {"time_interval":"2025-11-02T00:00:00Z","group":"negative","value":100,"selected_calls":1,
                           "total_calls":1,"evaluated_calls":1}])"));
    BOOST_TEST(all[0].at("metadata").at("data_type").as_string() == "percentage");
    BOOST_TEST(all[0].at("metadata").at("filter_value").as_int64() == 4);
    BOOST_TEST(all[0].at("metadata").at("normalization").as_string() == "total_calls");
}

BOOST_AUTO_TEST_CASE(charts_cover_only_selected_calls) {
    BOOST_TEST(chart(1, R"({"field": "success", "op": "eq", "value": false})") ==
               expect(R"([{"id":2,"timestamp":"2025-11-01T07:00:00Z","value":30.5}])"));
    BOOST_TEST(chart(1, R"({"operator": "and", "conditions": [{"field": "topic", "op": "contains", "value": "REF"},
                            {"field": "duration", "op": "gte", "value": 100}]})") ==
               expect(R"([{"id":3,"timestamp":"2025-11-02T23:59:59Z","value":120}])"));
    BOOST_TEST(chart(1, R"({"field": "id", "op": "eq", "value": 99})") == "[]");
}

BOOST_AUTO_TEST_CASE(filter_without_lower_bound_joins_the_widget_filter) {
    BOOST_TEST(chart(1, R"({"field": "id", "op": "in", "value": [4, 5]})") ==
               expect(R"([{"id":4,"timestamp":"2025-11-03T11:00:00Z","value":90}])"));
    BOOST_TEST(chart(1, R"({"field": "timestamp", "op": "lt", "value": "2025-10-13T00:00:00Z"})") == "[]");
}

BOOST_AUTO_TEST_CASE(lower_bound_replaces_the_widget_filter) {
    BOOST_TEST(chart(1, R"({"operator": "and", "conditions": [{"field": "timestamp", "op": "gte", "value": "today-29d"},
                            {"field": "topic", "op": "eq", "value": "old"}]})") ==
               expect(R"([{"id":5,"timestamp":"2025-10-12T11:00:00Z","value":600}])"));
}

BOOST_AUTO_TEST_CASE(start_older_than_30_days_is_refused_with_documented_text) {
    constexpr std::string_view text =
        R"({"detail": "Timestamp filter value is too far in the past. Maximum allowed range is 30 days."})";
    for (const auto* value : {"today-30d", "now-31d", "now-1M", "2025-10-04T11:59:59Z", "now-1y"})
        for (const auto* op : {"gt", "gte"})
            refused(post(R"({"widget_ids": [1], "filters": {"field": "timestamp", "op": ")" + std::string{op} +
                         R"(", "value": ")" + value + R"("}})"),
                    400, text);
    for (const auto* value : {"now-30d", "today-29d", "2025-10-04T12:00:00Z"})
        chart(1, R"({"field": "timestamp", "op": "gte", "value": ")" + std::string{value} + R"("})");
    chart(1, R"({"field": "timestamp", "op": "lte", "value": "today-60d"})");
}

BOOST_AUTO_TEST_CASE(every_widget_of_the_catalog_answers) {
    const json::array all = results(R"({"widget_ids": [1,2,3,4,5,6,7,8,9,10]})");
    std::set<std::string> chart_types;
    std::set<std::string> data_types;
    for (const json::value& each : all) {
        chart_types.insert(json::value_to<std::string>(each.at("chart_type")));
        data_types.insert(json::value_to<std::string>(each.at("metadata").at("data_type")));
        for (const auto* key : {"widget_id", "field_name", "chart_type", "data", "aggregation_function", "time_period",
                                "group_by", "metadata"})
            BOOST_TEST(each.as_object().contains(key), key);
    }
    BOOST_TEST(all.size() == 10u);
    BOOST_TEST((chart_types == std::set<std::string>{"bar", "line", "pie", "stat"}));
    BOOST_TEST((data_types == std::set<std::string>{"boolean", "dynamic", "numeric", "percentage", "string"}));
}

BOOST_AUTO_TEST_CASE(malformed_records_are_served) {
    const auto strange = json::value_to<std::vector<json::value>>(json::parse(R"([{}, {"timestamp": 5},
        {"timestamp": "2025-11-03T00:00:00Z", "id": "x", "duration": "long", "success": [], "metric_evaluations": 7,
         "metadata": {"region": {"a": 1}}, "topic": {"b": 2}, "call_ended_reason": 3.5}])"));
    const stand_in_parts::responder odd{{.calls = strange}, {.origin = "http://127.0.0.1:1", .now = noon()}};
    const auto response = odd.handle(post(R"({"widget_ids": [1,2,3,4,5,6,7,8,9,10]})"));
    BOOST_TEST(response.status == 200u);
    BOOST_TEST(body_of(response).at("results").as_array().size() == 10u);
}

BOOST_AUTO_TEST_SUITE_END()
