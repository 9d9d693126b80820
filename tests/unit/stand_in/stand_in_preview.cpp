// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/test/unit_test.hpp>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "unit/stand_in/stand_in_api.hpp"

BOOST_AUTO_TEST_SUITE(stand_in_preview_tests)

// POST /dashboards/widgets/preview_data/
namespace json = boost::json;
namespace stand_in_parts = calque::detail::stand_in_parts;
using five::api;
using five::body_of;
using five::expect;
using five::results;

namespace {

calque::http_request preview(std::string body) {
    return {"POST", "/dashboards/widgets/preview_data/", {{"Content-Type", "application/json"}}, std::move(body)};
}

/// Returns a body with these members for dashboard 1.
std::string of(std::string_view members) { return R"({"dashboard": 1, )" + std::string{members} + '}'; }

json::value widget(std::string_view members) {
    const auto response = api().handle(preview(of(members)));
    BOOST_TEST_REQUIRE(response.status == 200u, members << ": " << response.body);
    return body_of(response);
}

std::string rows(std::string_view members) { return json::serialize(widget(members).at("data")); }

void refused(std::string_view members, std::string_view answer) { five::refused(preview(of(members)), 400, answer); }

constexpr std::string_view required = R"(["This field is required."])";

} // namespace

BOOST_AUTO_TEST_CASE(preview_equals_the_stored_chart_without_id) {
    const auto same = [](std::int64_t id, std::string_view members) {
        json::value stored = results(R"({"widget_ids": [)" + std::to_string(id) + "]}").at(0);
        json::value made = widget(members);
        BOOST_TEST(made.at("widget_id").is_null());
        made.as_object()["widget_id"] = id;
        made.as_object()["can_group_by"] = false;
        BOOST_TEST(made == stored);
    };
    same(1, R"("chart_type": "line", "field": "duration", "name": "Duration")");
    same(2, R"("chart_type": "bar", "field": "duration", "name": "Duration", "aggregation_function": "avg",
               "time_period": "day")");
    same(3, R"("chart_type": "pie", "field": "call_ended_reason", "name": "Call ended reason",
               "aggregation_function": "count")");
    same(7, R"("chart_type": "bar", "field": "metric_evaluations.value", "metric": 1, "name": "accuracy",
               "aggregation_function": "avg", "time_period": "day")");
    same(8, R"("chart_type": "stat", "name": "Overview")");
    same(9, R"("chart_type": "pie", "field": "metadata.region", "name": "Region", "aggregation_function": "count")");
    same(10, R"("chart_type": "bar", "field": "metric_evaluations.value", "metric": 4, "name": "sentiment",
                "aggregation_function": "count", "time_period": "day")");
}

BOOST_AUTO_TEST_CASE(null_and_unknown_members_are_ignored) {
    const json::value made = widget(R"("chart_type": "line", "field": "duration", "metric": null, "group_by": null,
        "filters": null, "dashboard_filters": null, "time_period": null, "aggregation_function": "", "colour": "red")");
    BOOST_TEST(made.at("data").as_array().size() == 4u);
    BOOST_TEST(made.at("aggregation_function").is_null());
    BOOST_TEST(made.at("can_group_by").as_bool() == true);
    BOOST_TEST(made.at("metadata").at("display_name").as_string() == "duration");
}

BOOST_AUTO_TEST_CASE(required_members_are_named) {
    refused(R"("field": "duration")", R"({"chart_type": ["This field is required."]})");
    refused(R"("chart_type": null)", R"({"chart_type": ["This field may not be null."]})");
    refused(R"("chart_type": "")", R"({"chart_type": ["\"\" is not a valid choice."]})");
    refused(R"("chart_type": "list")", R"({"chart_type": ["\"list\" is not a valid choice."]})");
    refused(R"("chart_type": 5)", R"({"chart_type": ["Not a valid string."]})");
    refused(R"("chart_type": "line")", R"({"field": ["This field is required."]})");
    refused(R"("chart_type": "bar", "field": "duration")", R"({"aggregation_function": )" + std::string{required} +
                                                               R"(, "time_period": )" + std::string{required} + "}");
    refused(R"("chart_type": "line", "field": "metric_evaluations.value")",
            R"({"metric": ["This field is required."]})");
    refused(R"("field": 7, "time_period": "year", "metric": "one", "filters": [])",
            R"({"chart_type": ["This field is required."], "field": ["Not a valid string."],
                "time_period": ["\"year\" is not a valid choice."],
                "filters": ["Expected a dictionary of items but got type \"list\"."]})");
    five::refused(preview(""), 400, R"({"chart_type": ["This field is required."]})");
    five::refused(preview("[]"), 400,
                  R"({"non_field_errors": ["Invalid data. Expected a dictionary, but got list."]})");
    BOOST_TEST(api().handle(preview("{")).body.find("JSON parse error - ") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(fields_metrics_and_dashboards_must_exist) {
    refused(R"("chart_type": "pie", "field": "colour")", R"({"field": ["\"colour\" is not a field of widgets."]})");
    for (const auto* name : {"timestamp", "agent.id", "customer_number", "metadata", "metadata.", "metadata.a.b", "id"})
        refused(R"("chart_type": "pie", "field": ")" + std::string{name} + '"',
                R"({"field": ["\")" + std::string{name} + R"(\" is not a field of widgets."]})");
    refused(R"("chart_type": "pie", "field": "metric_evaluations.value", "metric": 99)",
            R"({"metric": ["Invalid pk \"99\" - object does not exist."]})");
    refused(R"("chart_type": "pie", "field": "metric_evaluations.value", "metric": -1)",
            R"({"metric": ["Invalid pk \"-1\" - object does not exist."]})");
    refused(R"("chart_type": "pie", "field": "metric_evaluations.value", "metric": "1")",
            R"({"metric": ["Incorrect type. Expected pk value, received str."]})");
    refused(R"("chart_type": "stat", "dashboard": 7)",
            R"({"dashboard": ["Invalid pk \"7\" - object does not exist."]})");
}

BOOST_AUTO_TEST_CASE(only_documented_combinations_are_charts) {
    const auto wrong = [](std::string_view members, std::string_view member, std::string_view word,
                          std::string_view kind) {
        refused(members, R"({")" + std::string{member} + R"(": ["\")" + std::string{word} + R"(\" does not go with )" +
                             std::string{kind} + R"( data."]})");
    };
    wrong(R"("chart_type": "pie", "field": "duration")", "chart_type", "pie", "numeric");
    wrong(R"("chart_type": "line", "field": "success")", "chart_type", "line", "boolean");
    wrong(R"("chart_type": "line", "field": "topic")", "chart_type", "line", "string");
    wrong(R"("chart_type": "line", "field": "metadata.region")", "chart_type", "line", "string");
    wrong(R"("chart_type": "line", "field": "metric_evaluations.value", "metric": 4)", "chart_type", "line", "dynamic");
    const std::string bar = R"("chart_type": "bar", "time_period": "day", )";
    wrong(bar + R"("field": "topic", "aggregation_function": "avg")", "aggregation_function", "avg", "string");
    wrong(bar + R"("field": "success", "aggregation_function": "sum")", "aggregation_function", "sum", "boolean");
    wrong(bar + R"("field": "metric_evaluations.value", "metric": 4, "aggregation_function": "avg")",
          "aggregation_function", "avg", "dynamic");
    wrong(R"("chart_type": "pie", "field": "success", "aggregation_function": "avg")", "aggregation_function", "avg",
          "boolean");
    refused(R"("chart_type": "stat", "field": "duration")", R"({"field": ["A stat has no field."]})");
    for (const auto* how : {"count", "sum", "avg", "min", "max", "p50", "p95", "p99"})
        BOOST_TEST(widget(bar + R"("field": "duration", "aggregation_function": ")" + how + '"').at("data").is_array());
    BOOST_TEST(rows(bar + R"("field": "success", "aggregation_function": "avg")") ==
               expect(R"([{"time_interval":"2025-11-01T00:00:00Z","value":0.5,"sample_count":2},
                          {"time_interval":"2025-11-03T00:00:00Z","value":1,"sample_count":1}])"));
    BOOST_TEST(rows(R"("chart_type": "pie", "field": "metric_evaluations.value", "metric": 1)") ==
               expect(R"([{"label":0.5,"value":1,"percentage":50},{"label":1,"value":1,"percentage":50}])"));
}

BOOST_AUTO_TEST_CASE(agent_field_of_widgets_has_another_name) {
    std::vector<json::value> calls{
        json::parse(R"({"id": 1, "timestamp": "2025-11-03T10:00:00Z", "agent": {"id": 8}})")};
    const stand_in_parts::responder one{{.calls = calls}, {.origin = "http://127.0.0.1:1", .now = five::noon()}};
    const auto response = one.handle(preview(of(R"("chart_type": "line", "field": "agent_id")")));
    BOOST_TEST(body_of(response).at("field_name").as_string() == "agent_id");
    BOOST_TEST(body_of(response).at("data") ==
               json::parse(R"([{"id": 1, "timestamp": "2025-11-03T10:00:00Z", "value": 8}])"));
}

BOOST_AUTO_TEST_CASE(dashboard_and_widget_filters_must_both_hold) {
    const std::string line = R"("chart_type": "line", "field": "duration", )";
    BOOST_TEST(rows(line + R"("filters": {"field": "id", "op": "in", "value": [4, 5]})") ==
               expect(R"([{"id":4,"timestamp":"2025-11-03T11:00:00Z","value":90}])"));
    const std::string month = R"("dashboard_filters": {"field": "timestamp", "op": "gte", "value": "today-29d"}, )";
    BOOST_TEST(rows(line + month + R"("filters": {"field": "topic", "op": "eq", "value": "old"})") ==
               expect(R"([{"id":5,"timestamp":"2025-10-12T11:00:00Z","value":600}])"));
    BOOST_TEST(rows(line + month + R"("filters": {"field": "timestamp", "op": "gte", "value": "today"})") ==
               expect(R"([{"id":4,"timestamp":"2025-11-03T11:00:00Z","value":90}])"));
}

BOOST_AUTO_TEST_CASE(filter_without_dashboard_needs_a_lower_bound) {
    const std::string_view missing =
        R"({"detail": "A lower bound on timestamp is required: a filter with gt or gte."})";
    five::refused(preview(R"({"chart_type": "stat"})"), 400, missing);
    five::refused(preview(R"({"chart_type": "stat", "filters": {"field": "timestamp", "op": "lt", "value": "now"}})"),
                  400, missing);
    for (const auto* member : {"filters", "dashboard_filters"}) {
        const auto body = [&](std::string_view since) {
            return R"({"chart_type": "stat", ")" + std::string{member} +
                   R"(": {"field": "timestamp", "op": "gte", "value": ")" + std::string{since} + R"("}})";
        };
        BOOST_TEST(body_of(api().handle(preview(body("now-30d")))).at("data").at("total_calls").as_int64() == 5);
        five::refused(preview(body("now-31d")), 400,
                      R"({"detail": "Timestamp filter value is too far in the past. )"
                      R"(Maximum allowed range is 30 days."})");
    }
    // `dashboard_filters` replace the dashboard's own filter and its lower bound.
    refused(R"("chart_type": "stat", "dashboard_filters": {"field": "id", "op": "eq", "value": 1})", missing);
}

BOOST_AUTO_TEST_CASE(invalid_filter_is_reported_for_its_member) {
    for (const auto* member : {"filters", "dashboard_filters"}) {
        const auto response = api().handle(preview(of(R"("chart_type": "stat", ")" + std::string{member} +
                                                      R"(": {"field": "colour", "op": "eq", "value": 1})")));
        BOOST_TEST(response.status == 400u);
        BOOST_TEST(body_of(response).at(member).at(0).as_string().starts_with("Invalid filter at /field: "));
    }
    refused(R"("chart_type": "stat", "filters": {"field": "topic", "op": "regex", "value": "("})",
            R"({"detail": "Invalid filter at /value: invalid regular expression"})");
}

BOOST_AUTO_TEST_CASE(grouped_chart_has_the_group_in_each_row) {
    const json::value pie = widget(R"("chart_type": "pie", "field": "topic",
        "group_by": {"type": "field", "field": "metadata.region"})");
    BOOST_TEST(pie.at("group_by") == json::parse(R"({"type": "field", "field": "metadata.region"})"));
    BOOST_TEST(pie.at("data") == json::parse(R"([
        {"label": "refund", "value": 2, "percentage": 100, "group": "EU"},
        {"label": null, "value": 1, "percentage": 100, "group": "US"},
        {"label": "billing", "value": 1, "percentage": 100, "group": null}])"));
    BOOST_TEST(rows(R"("chart_type": "bar", "field": "duration", "aggregation_function": "max", "time_period": "month",
        "group_by": {"type": "field", "field": "success"})") ==
               expect(R"([{"time_interval":"2025-11-01T00:00:00Z","value":30.5,"sample_count":1,"group":false},
                          {"time_interval":"2025-11-01T00:00:00Z","value":120,"sample_count":1,"group":null},
                          {"time_interval":"2025-11-01T00:00:00Z","value":90,"sample_count":2,"group":true}])"));
    const json::value line = widget(R"("chart_type": "line", "field": "duration",
        "group_by": {"type": "bucket", "interval": 172800000})");
    BOOST_TEST(line.at("group_by") == json::parse(R"({"type": "bucket", "interval": 172800000})"));
    BOOST_TEST(line.at("data").at(0).at("group").as_string() == "2025-10-31T00:00:00Z");
    BOOST_TEST(line.at("data").at(3).at("group").as_string() == "2025-11-02T00:00:00Z");
    BOOST_TEST(line.at("can_group_by").as_bool() == true);
}

BOOST_AUTO_TEST_CASE(invalid_grouping_is_refused) {
    const auto wrong = [](std::string_view grouping, std::string_view text) {
        refused(R"("chart_type": "line", "field": "duration", "group_by": )" + std::string{grouping},
                R"({"group_by": [)" + json::serialize(json::value(text)) + "]}");
    };
    wrong("7", "Not a valid grouping.");
    wrong(R"("agent.id")", "Not a valid grouping.");
    wrong(R"({"type": "colour"})", "Not a valid grouping.");
    wrong(R"({"field": "agent.id"})", "Not a valid grouping.");
    wrong(R"({"type": "field"})", "Grouping by a field requires `field`.");
    wrong(R"({"type": "field", "field": "colour"})", "Cannot group by \"colour\".");
    wrong(R"({"type": "field", "field": "metric_evaluations.value"})", "Cannot group by \"metric_evaluations.value\".");
    for (const auto* interval : {"0", "-5", "1.5", "\"day\"", "null"})
        wrong(R"({"type": "bucket", "interval": )" + std::string{interval} + '}',
              "The interval must be a positive whole number.");
    BOOST_TEST(widget(R"("chart_type": "line", "field": "duration", "group_by": {})").at("group_by").is_null());
    BOOST_TEST(widget(R"("chart_type": "line", "field": "duration", "group_by": "")").at("group_by").is_null());
    refused(R"("chart_type": "stat", "group_by": {"type": "field", "field": "topic"})",
            R"({"group_by": ["This chart cannot be grouped."]})");
    BOOST_TEST(rows(R"("chart_type": "line", "field": "duration",
        "group_by": {"type": "bucket", "interval": 9223372036854775807})")
                   .find("1970-01-01T00:00:00Z") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
