// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value_to.hpp>
#include <boost/test/unit_test.hpp>

#include <string>
#include <string_view>
#include <vector>

#include "unit/stand_in/stand_in_api.hpp"

BOOST_AUTO_TEST_SUITE(stand_in_call_logs_tests)

// GET /observability/v2/call-logs/
namespace json = boost::json;
namespace stand_in_parts = calque::detail::stand_in_parts;
using five::api;
using five::body_of;
using five::five_calls;
using five::get;
using five::noon;
using five::parameter;
using five::refused;

namespace {

constexpr std::string_view path = "/observability/v2/call-logs/";

json::value ask(std::string_view query = "", const stand_in_parts::responder& of = api()) {
    const auto response = of.handle(get(path, query));
    BOOST_TEST_REQUIRE(response.status == 200u, response.body);
    return body_of(response);
}

/// Returns the ids of the rows, in order.
std::string ids(std::string_view query = "", const stand_in_parts::responder& of = api()) {
    const json::value page = ask(query, of);
    std::string text;
    for (const json::value& each : page.at("results").as_array())
        text += (text.empty() ? "" : " ") + json::serialize(each.at("id"));
    return text;
}

} // namespace

BOOST_AUTO_TEST_CASE(last_30_days_are_listed_latest_first) {
    BOOST_TEST(ids() == "4 3 1 2 5");
    std::vector<json::value> more = five_calls();
    more.push_back(json::parse(R"({"id": 6, "timestamp": "2025-10-04T11:59:59Z"})"));
    more.push_back(json::parse(R"({"id": 7, "timestamp": "2025-10-04T12:00:00Z"})"));
    more.push_back(json::parse(R"({"id": 8, "timestamp": "2025-11-03T12:00:01Z"})"));
    more.push_back(json::parse(R"({"id": 9, "timestamp": "2025-11-03T11:00:00Z"})"));
    more.push_back(json::parse(R"({"id": 10})"));
    const stand_in_parts::responder busy{{.calls = more}, {.origin = "http://127.0.0.1:1", .now = noon()}};
    BOOST_TEST(ids("", busy) == "9 4 3 1 2 5 7");
}

BOOST_AUTO_TEST_CASE(row_has_the_members_of_the_list) {
    std::vector<json::value> calls{json::parse(R"({"id": 7, "call_id": "c-7", "success": false, "duration": 3661.9,
        "customer_number": "+12125550107", "call_ended_reason": "timeout", "dropoff_point": "payment", "topic": null,
        "timestamp": "2025-11-03T10:00:00Z", "is_reviewed": true, "agent": {"id": 2, "agent_name": "Night Support"},
        "metadata": {"region": "EU"}, "metric_evaluations": [{"value": 0.5, "metric": {"id": 1, "name": "accuracy"}},
        7, {"metric": 3}]})")};
    const stand_in_parts::responder one{{.calls = calls}, {.origin = "http://127.0.0.1:1", .now = noon()}};
    const auto response = one.handle(get(path));
    BOOST_TEST(response.body ==
               R"({"next":null,"previous":null,"results":[{"id":7,"call_id":"c-7","trace_id":null,"agent":2,)"
               R"("agent_name":"Night Support","timestamp":"2025-11-03T10:00:00Z","duration":"61:01","success":false,)"
               R"("status":"reviewed_failure","is_reviewed":true,"feedback":null,"call_ended_reason":"timeout",)"
               R"("customer_number":"+12125550107","dropoff_point":"payment","topic":null,"metrics":[1],)"
               R"("evaluation":{"metrics":[{"id":1,"name":"accuracy","value":0.5}]},"transcript":null,)"
               R"("transcript_object":null,"error_message":null,"created_at":"2025-11-03T10:00:00Z",)"
               R"("updated_at":"2025-11-03T10:00:00Z"}]})");
}

BOOST_AUTO_TEST_CASE(duration_is_a_clock_text_and_unknown_status_is_null) {
    const json::value all = ask();
    const auto text_of = [&](std::string_view member) {
        std::string text;
        for (const json::value& each : all.at("results").as_array()) text += json::serialize(each.at(member)) + ' ';
        return text;
    };
    BOOST_TEST(text_of("duration") == R"("01:30" "02:00" "01:00" "00:30" "10:00" )");
    BOOST_TEST(text_of("status") == R"("success" null "success" "failure" "success" )");
    BOOST_TEST(text_of("agent") == "null null null null null ");
}

BOOST_AUTO_TEST_CASE(malformed_records_are_listed) {
    std::vector<json::value> strange{json::parse(R"({"timestamp": "2025-11-03T00:00:00Z", "id": "x",
        "duration": "long", "success": [], "metric_evaluations": 7, "agent": [], "topic": {"a": [1, {"b": null}]}})")};
    const stand_in_parts::responder odd{{.calls = strange}, {.origin = "http://127.0.0.1:1", .now = noon()}};
    const json::value row = ask("", odd).at("results").at(0);
    BOOST_TEST(row.at("duration").as_string() == "long");
    BOOST_TEST(row.at("topic") == json::parse(R"({"a": [1, {"b": null}]})"));
    BOOST_TEST(ids("?call_ids=1&agent_id=2&assistant_id=3", odd).empty());
}

BOOST_AUTO_TEST_CASE(filter_is_json_in_the_query) {
    const auto under = [](std::string_view filter) { return ids(parameter("filters_v2", filter)); };
    BOOST_TEST(under(R"({"field": "success", "op": "eq", "value": true})") == "4 1 5");
    BOOST_TEST(under(R"({"operator": "and", "conditions": [{"field": "topic", "op": "contains", "value": "REF"},
                         {"field": "metadata.region", "op": "eq", "value": "EU"}]})") == "3 1");
    BOOST_TEST(under(R"({"operator": "same_row", "conditions": [
        {"field": "metric_evaluations.metric.name", "op": "eq", "value": "accuracy"},
        {"field": "metric_evaluations.value", "op": "gte", "value": 1}]})") == "3");
    BOOST_TEST(under("{}") == "4 3 1 2 5");
    // The limit of 30 days applies only to charts, and a time in the filter does not move the window.
    BOOST_TEST(under(R"({"field": "timestamp", "op": "gte", "value": "now-1y"})") == "4 3 1 2 5");
}

BOOST_AUTO_TEST_CASE(invalid_filter_is_refused) {
    refused(get(path, parameter("filters_v2", "{")), 400, R"({"filters_v2": ["Value must be valid JSON."]})");
    refused(get(path, "?filters_v2="), 400, R"({"filters_v2": ["This field may not be blank."]})");
    refused(get(path, "?filters_v2=1"), 400,
            R"({"filters_v2": ["Expected a dictionary of items but got type \"int\"."]})");
    const auto response =
        api().handle(get(path, parameter("filters_v2", R"({"field": "colour", "op": "eq", "value": 1})")));
    BOOST_TEST(response.status == 400u);
    BOOST_TEST(body_of(response).at("detail").as_string().starts_with("Invalid filter at /field: "), response.body);
    refused(get(path, parameter("filters_v2", R"({"field": "topic", "op": "regex", "value": "("})")), 400,
            R"({"detail": "Invalid filter at /value: invalid regular expression"})");
}

BOOST_AUTO_TEST_CASE(window_includes_both_ends_and_is_at_most_33_days) {
    BOOST_TEST(ids("?timestamp_from=2025-11-01T08:00:00Z&timestamp_to=2025-11-02T23:59:59Z") == "3 1");
    BOOST_TEST(ids("?timestamp_from=2025-11-01T08:00:01Z") == "4 3");
    BOOST_TEST(ids("?timestamp_to=2025-10-20T00:00:00Z") == "5");
    BOOST_TEST(ids("?timestamp_from=2025-11-03T00:00:00Z&timestamp_to=2025-11-01T00:00:00Z").empty());
    BOOST_TEST(ids("?timestamp_from=2025-10-01T12:00:00Z").size() == 9u);
    const std::string_view wide =
        R"({"detail": "The requested timestamp range is too wide. Maximum allowed range is 33 days."})";
    refused(get(path, "?timestamp_from=2025-10-01T11:59:59Z"), 400, wide);
    refused(get(path, "?timestamp_from=2024-01-01T00:00:00Z&timestamp_to=2024-02-03T00:00:01Z"), 400, wide);
    BOOST_TEST(ids("?timestamp_from=2024-01-01T00:00:00Z&timestamp_to=2024-02-03T00:00:00Z").empty());
    refused(get(path, "?timestamp_from=yesterday"), 400, R"({"timestamp_from": ["Enter a valid date/time."]})");
    refused(get(path, "?timestamp_to="), 400, R"({"timestamp_to": ["Enter a valid date/time."]})");
}

BOOST_AUTO_TEST_CASE(calls_are_selected_by_id_and_agent) {
    BOOST_TEST(ids("?call_ids=2,4,99") == "4 2");
    BOOST_TEST(ids("?call_ids=5") == "5");
    refused(get(path, "?call_ids=1,x"), 400, R"({"call_ids": ["A valid integer is required."]})");
    refused(get(path, "?call_ids="), 400, R"({"call_ids": ["A valid integer is required."]})");
    std::vector<json::value> calls = five_calls();
    calls[0].as_object()["agent"] = json::parse(R"({"id": 8, "assistant_id": "a-8"})");
    calls[1].as_object()["agent"] = json::parse(R"({"id": 9})");
    const stand_in_parts::responder staffed{{.calls = calls}, {.origin = "http://127.0.0.1:1", .now = noon()}};
    BOOST_TEST(ids("?agent_id=8", staffed) == "1");
    BOOST_TEST(ids("?agent_id=9&project_id=3", staffed) == "2");
    BOOST_TEST(ids("?assistant_id=a-8", staffed) == "1");
    refused(get(path, "?agent_id=x"), 400, R"({"agent_id": ["A valid integer is required."]})");
    refused(get(path, "?project_id=1.5"), 400, R"({"project_id": ["A valid integer is required."]})");
}

BOOST_AUTO_TEST_CASE(count_is_optional_and_capped_at_10000) {
    BOOST_TEST(!ask().as_object().contains("count"));
    BOOST_TEST(!ask("?include_count=false").as_object().contains("count"));
    const json::value counted = ask("?include_count=true&page_size=2");
    BOOST_TEST(counted.at("count").as_int64() == 5);
    BOOST_TEST(counted.at("count_capped").as_bool() == false);
    const std::vector<json::value> many(10'001, json::parse(R"({"id": 1, "timestamp": "2025-11-03T00:00:00Z"})"));
    const stand_in_parts::responder crowded{{.calls = many}, {.origin = "http://127.0.0.1:1", .now = noon()}};
    const json::value capped = ask("?include_count=true", crowded);
    BOOST_TEST(capped.at("count").as_int64() == 10'000);
    BOOST_TEST(capped.at("count_capped").as_bool() == true);
    BOOST_TEST(ids("?page=1001", crowded) == "1");
}

BOOST_AUTO_TEST_CASE(links_keep_the_other_query_parameters) {
    const std::string filter = parameter("filters_v2", R"({"field": "id", "op": "lte", "value": 4})", '&');
    const json::value first = ask("?page_size=1&include_count=true" + filter);
    const std::string url = "http://127.0.0.1:8000" + std::string{path};
    BOOST_TEST(first.at("next") ==
               json::value(url + "?" + filter.substr(1) + "&include_count=true&page=2&page_size=1"));
    BOOST_TEST(first.at("previous").is_null());
    std::string walked;
    for (json::value page = first;; page = ask(std::string_view{page.at("next").as_string()}.substr(url.size()))) {
        walked += json::serialize(page.at("results").at(0).at("id"));
        if (page.at("next").is_null()) break;
    }
    BOOST_TEST(walked == "4312");
    refused(get(path, "?page=2"), 404, R"({"detail": "Invalid page."})");
    refused(get(path, "?page=0"), 404, R"({"detail": "Invalid page."})");
}

BOOST_AUTO_TEST_SUITE_END()
