// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <calque/detail/wire/stand_in.hpp>
#include <calque/value.hpp>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value_from.hpp>
#include <boost/json/value_to.hpp>
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace json = boost::json;
namespace serving = calque::detail::serving;
using calque::errc;

namespace {

constexpr std::string_view path = "/dashboards/widgets/bulk_data/";

calque::instant at(std::string_view text) { return calque::read_datetime(text).value().at; }

calque::instant noon() { return at("2025-11-03T12:00:00Z"); }

/// Four calls of the last week and one of three weeks ago.
std::vector<json::value> five_calls() {
    return json::value_to<std::vector<json::value>>(json::parse(R"([
        {"id": 1, "success": true, "duration": 60, "call_ended_reason": "customer-ended-call", "topic": "refund",
         "timestamp": "2025-11-01T08:00:00Z", "metadata": {"region": "EU"},
         "metric_evaluations": [{"value": 0.5, "metric": {"id": 1, "name": "accuracy"}},
                                {"value": "positive", "metric": {"id": 4, "name": "sentiment"}}]},
        {"id": 2, "success": false, "duration": 30.5, "call_ended_reason": "timeout", "topic": null,
         "timestamp": "2025-11-01T07:00:00+00:00", "metadata": {"region": "US"},
         "metric_evaluations": [{"value": 1.5, "metric": {"id": 3, "name": "latency"}}]},
        {"id": 3, "success": null, "duration": 120, "call_ended_reason": "timeout", "topic": "refund",
         "timestamp": "2025-11-02T23:59:59Z", "metadata": {"region": "EU"},
         "metric_evaluations": [{"value": 1, "metric": {"id": 1, "name": "accuracy"}},
                                {"value": "negative", "metric": {"id": 4, "name": "sentiment"}}]},
        {"id": 4, "success": true, "duration": 90, "call_ended_reason": "customer-ended-call", "topic": "billing",
         "timestamp": "2025-11-03T11:00:00Z", "metadata": {}, "metric_evaluations": []},
        {"id": 5, "success": true, "duration": 600, "call_ended_reason": "timeout", "topic": "old",
         "timestamp": "2025-10-12T11:00:00Z"}])"));
}

serving::stand_in api(serving::stand_in_settings settings = {}) {
    settings.origin = "http://127.0.0.1:8000";
    settings.now = noon();
    return {five_calls(), std::move(settings)};
}

calque::http_request post(std::string body, std::string_view query = "") {
    return {"POST", std::string{path}.append(query), {{"Content-Type", "application/json"}}, std::move(body)};
}

json::value body_of(const calque::http_response& response) {
    BOOST_TEST(calque::find_header(response.headers, "content-type") == "application/json");
    return json::parse(response.body);
}

/// The results of a request that must succeed.
json::array results(std::string body, std::string_view query = "") {
    const calque::http_response response = api().handle(post(std::move(body), query));
    BOOST_TEST_REQUIRE(response.status == 200u, response.body);
    return body_of(response).at("results").as_array();
}

/// The data of one widget, as text, under a filter in JSON.
std::string chart(std::int64_t id, std::string_view filter = "{}") {
    const json::array all = results(R"({"widget_ids": [)" + std::to_string(id) + R"(], "filters": )" + std::string{filter} + "}");
    BOOST_TEST_REQUIRE(all.size() == 1u);
    return json::serialize(all[0].at("data"));
}

void refused(const calque::http_request& request, unsigned status, std::string_view body,
             serving::stand_in_settings settings = {}) {
    const calque::http_response response = api(std::move(settings)).handle(request);
    BOOST_TEST(response.status == status, request.body);
    BOOST_TEST(body_of(response) == json::parse(body), response.body);
}

std::string expect(std::string_view text) { return json::serialize(json::parse(text)); }

} // namespace

BOOST_AUTO_TEST_SUITE(stand_in)

BOOST_AUTO_TEST_CASE(the_answer_is_the_seeds_envelope_around_the_seeds_widgets) {
    const auto response = api().handle(post(R"({"widget_ids": [2]})"));
    BOOST_TEST(response.status == 200u);
    BOOST_TEST(response.body ==
               R"({"count":1,"next":null,"previous":null,"results":[{"widget_id":2,"field_name":"duration",)"
               R"("chart_type":"bar","data":[{"time_interval":"2025-11-01T00:00:00Z","value":45.25,"sample_count":2},)"
               R"({"time_interval":"2025-11-02T00:00:00Z","value":120,"sample_count":1},)"
               R"({"time_interval":"2025-11-03T00:00:00Z","value":90,"sample_count":1}],"aggregation_function":"avg",)"
               R"("time_period":"day","group_by":null,"can_group_by":false,)"
               R"("metadata":{"display_name":"Duration","data_type":"numeric","filter_value":null}}]})");
}

BOOST_AUTO_TEST_CASE(a_line_chart_has_the_calls_in_the_order_of_time) {
    BOOST_TEST(chart(1) == expect(R"([{"id":2,"timestamp":"2025-11-01T07:00:00Z","value":30.5},
        {"id":1,"timestamp":"2025-11-01T08:00:00Z","value":60},{"id":3,"timestamp":"2025-11-02T23:59:59Z","value":120},
        {"id":4,"timestamp":"2025-11-03T11:00:00Z","value":90}])"));
}

BOOST_AUTO_TEST_CASE(a_pie_chart_counts_labels_the_largest_first) {
    BOOST_TEST(chart(3) == expect(R"([{"label":"customer-ended-call","value":2,"percentage":50},
        {"label":"timeout","value":2,"percentage":50}])"));
    BOOST_TEST(chart(4) == expect(R"([{"label":true,"value":2,"percentage":50},{"label":false,"value":1,"percentage":25},
        {"label":null,"value":1,"percentage":25}])"));
    BOOST_TEST(chart(6) == expect(R"([{"label":"refund","value":2,"percentage":50},{"label":"billing","value":1,"percentage":25},
        {"label":null,"value":1,"percentage":25}])"));
    BOOST_TEST(chart(9) == expect(R"([{"label":"EU","value":2,"percentage":50},{"label":"US","value":1,"percentage":25},
        {"label":null,"value":1,"percentage":25}])"));
}

BOOST_AUTO_TEST_CASE(percentages_have_one_decimal) {
    BOOST_TEST(chart(6, R"({"field": "topic", "op": "isnull", "value": false})") ==
               expect(R"([{"label":"refund","value":2,"percentage":66.7},{"label":"billing","value":1,"percentage":33.3}])"));
}

BOOST_AUTO_TEST_CASE(bars_count_and_average_by_day) {
    BOOST_TEST(chart(5) == expect(R"([{"time_interval":"2025-11-01T00:00:00Z","value":2,"sample_count":2},
        {"time_interval":"2025-11-02T00:00:00Z","value":1,"sample_count":1},
        {"time_interval":"2025-11-03T00:00:00Z","value":1,"sample_count":1}])"));
    BOOST_TEST(chart(7) == expect(R"([{"time_interval":"2025-11-01T00:00:00Z","value":0.5,"sample_count":1},
        {"time_interval":"2025-11-02T00:00:00Z","value":1,"sample_count":1}])"));
}

BOOST_AUTO_TEST_CASE(a_stat_is_an_object_with_nulls_where_there_is_nothing_to_compute) {
    BOOST_TEST(chart(8) == expect(R"({"total_calls":4,"success_rate":67,"avg_duration":75.13,"p95_latency":1.5})"));
    BOOST_TEST(chart(8, R"({"field": "id", "op": "eq", "value": 99})") ==
               expect(R"({"total_calls":0,"success_rate":null,"avg_duration":null,"p95_latency":null})"));
}

BOOST_AUTO_TEST_CASE(a_daily_share_is_a_percentage_of_all_calls_of_the_day) {
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

BOOST_AUTO_TEST_CASE(charts_are_of_the_calls_that_the_filter_selects) {
    BOOST_TEST(chart(1, R"({"field": "success", "op": "eq", "value": false})") ==
               expect(R"([{"id":2,"timestamp":"2025-11-01T07:00:00Z","value":30.5}])"));
    BOOST_TEST(chart(1, R"({"operator": "and", "conditions": [{"field": "topic", "op": "contains", "value": "REF"},
                            {"field": "duration", "op": "gte", "value": 100}]})") ==
               expect(R"([{"id":3,"timestamp":"2025-11-02T23:59:59Z","value":120}])"));
    BOOST_TEST(chart(1, R"({"field": "id", "op": "eq", "value": 99})") == "[]");
}

BOOST_AUTO_TEST_CASE(without_a_lower_bound_of_its_own_a_filter_joins_the_widgets_own) {
    BOOST_TEST(chart(1, R"({"field": "id", "op": "in", "value": [4, 5]})") ==
               expect(R"([{"id":4,"timestamp":"2025-11-03T11:00:00Z","value":90}])"));
    BOOST_TEST(chart(1, R"({"field": "timestamp", "op": "lt", "value": "2025-10-13T00:00:00Z"})") == "[]");
}

BOOST_AUTO_TEST_CASE(a_lower_bound_replaces_the_widgets_own_filter) {
    BOOST_TEST(chart(1, R"({"operator": "and", "conditions": [{"field": "timestamp", "op": "gte", "value": "today-29d"},
                            {"field": "topic", "op": "eq", "value": "old"}]})") ==
               expect(R"([{"id":5,"timestamp":"2025-10-12T11:00:00Z","value":600}])"));
}

BOOST_AUTO_TEST_CASE(a_start_older_than_30_days_is_refused_with_the_documented_text) {
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

BOOST_AUTO_TEST_CASE(unknown_ids_are_dropped_and_doubled_ids_count_once) {
    const auto response = body_of(api().handle(post(R"({"widget_ids": [4, 99, 3, 4, -1, 3]})")));
    BOOST_TEST(response.at("count").as_int64() == 2);
    BOOST_TEST(response.at("results").at(0).at("widget_id").as_int64() == 4);
    BOOST_TEST(response.at("results").at(1).at("widget_id").as_int64() == 3);
    BOOST_TEST(results(R"({"widget_ids": [99]})").empty());
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

BOOST_AUTO_TEST_CASE(pages_link_to_their_neighbours_by_absolute_urls) {
    const std::string ids = R"({"widget_ids": [1, 2, 3, 4, 5]})";
    const std::string url = "http://127.0.0.1:8000" + std::string{path};
    const auto page = [&](std::string_view query) { return body_of(api().handle(post(ids, query))); };

    const json::value first = page("?page_size=2");
    BOOST_TEST(first.at("count").as_int64() == 5);
    BOOST_TEST(first.at("results").as_array().size() == 2u);
    BOOST_TEST(first.at("next") == json::value(url + "?page=2&page_size=2"));
    BOOST_TEST(first.at("previous").is_null());

    const json::value second = page("?page=2&page_size=2");
    BOOST_TEST(second.at("results").at(0).at("widget_id").as_int64() == 3);
    BOOST_TEST(second.at("next") == json::value(url + "?page=3&page_size=2"));
    BOOST_TEST(second.at("previous") == json::value(url + "?page_size=2"));

    const json::value last = page("?page_size=2&page=3");
    BOOST_TEST(last.at("results").as_array().size() == 1u);
    BOOST_TEST(last.at("next").is_null());
    BOOST_TEST(last.at("previous") == json::value(url + "?page=2&page_size=2"));
}

BOOST_AUTO_TEST_CASE(links_name_the_host_that_was_asked) {
    auto request = post(R"({"widget_ids": [1, 2]})", "?page_size=1");
    request.headers.push_back({"Host", "localhost:1234"});
    BOOST_TEST(body_of(api().handle(request)).at("next").as_string() ==
               "http://localhost:1234/dashboards/widgets/bulk_data/?page=2&page_size=1");
    request.headers.back().value = "evil\"host/x";
    BOOST_TEST(body_of(api().handle(request)).at("next").as_string() ==
               "http://127.0.0.1:8000/dashboards/widgets/bulk_data/?page=2&page_size=1");
}

BOOST_AUTO_TEST_CASE(a_page_beyond_the_end_is_not_found) {
    for (const auto* query : {"?page=2", "?page=0", "?page=-1", "?page=x", "?page=99999999999999999999", "?page=",
                              "?page_size=1&page=18446744073709551615"})
        refused(post(R"({"widget_ids": [1]})", query), 404, R"({"detail": "Invalid page."})");
    BOOST_TEST(results(R"({"widget_ids": [99]})", "?page=1").empty());
    refused(post(R"({"widget_ids": [99]})", "?page=2"), 404, R"({"detail": "Invalid page."})");
}

BOOST_AUTO_TEST_CASE(a_page_size_is_clamped_and_nonsense_counts_as_missing) {
    serving::stand_in_settings small;
    small.page_size = 2;
    small.max_page_size = 3;
    const auto size_of = [&](std::string_view query) {
        const auto response = api(small).handle(post(R"({"widget_ids": [1,2,3,4,5]})", query));
        return body_of(response).at("results").as_array().size();
    };
    BOOST_TEST(size_of("") == 2u);
    BOOST_TEST(size_of("?page_size=1") == 1u);
    BOOST_TEST(size_of("?page_size=3") == 3u);
    BOOST_TEST(size_of("?page_size=4") == 3u);
    BOOST_TEST(size_of("?page_size=18446744073709551615") == 3u);
    BOOST_TEST(size_of("?page_size=0") == 2u);
    BOOST_TEST(size_of("?page_size=-5") == 2u);
    BOOST_TEST(size_of("?page_size=many") == 2u);
    BOOST_TEST(size_of("?page%5Fsize=1") == 1u);
}

BOOST_AUTO_TEST_CASE(a_body_that_is_not_json_is_refused_with_the_place) {
    for (const auto* text : {"{", "[1,", "{\"widget_ids\": [1]} x", "nonsense", " ", "{'widget_ids': [1]}", "\xff"}) {
        const auto response = api().handle(post(text));
        BOOST_TEST(response.status == 400u, text);
        const std::string detail = json::value_to<std::string>(body_of(response).at("detail"));
        BOOST_TEST(detail.starts_with("JSON parse error - "), detail);
        BOOST_TEST(detail.find("line 1 column ") != std::string::npos, detail);
    }
    const std::string deep(5000, '[');
    BOOST_TEST(api().handle(post(deep)).status == 400u);
}

BOOST_AUTO_TEST_CASE(widget_ids_are_required_whole_numbers) {
    const auto wrong = [](std::string body, std::string_view answer) { refused(post(std::move(body)), 400, answer); };
    wrong("{}", R"({"widget_ids": ["This field is required."]})");
    wrong("", R"({"widget_ids": ["This field is required."]})");
    wrong(R"({"widget_ids": null})", R"({"widget_ids": ["This field may not be null."]})");
    wrong(R"({"widget_ids": 1})", R"({"widget_ids": ["Expected a list of items but got type \"int\"."]})");
    wrong(R"({"widget_ids": "1,2"})", R"({"widget_ids": ["Expected a list of items but got type \"str\"."]})");
    wrong(R"({"widget_ids": []})", R"({"widget_ids": ["This list may not be empty."]})");
    wrong(R"({"widget_ids": [1, "2", 3.5, null]})",
          R"({"widget_ids": {"1": ["A valid integer is required."], "2": ["A valid integer is required."],
                             "3": ["A valid integer is required."]}})");
    wrong("[1]", R"({"non_field_errors": ["Invalid data. Expected a dictionary, but got list."]})");
    wrong("null", R"({"non_field_errors": ["Invalid data. Expected a dictionary, but got NoneType."]})");
}

BOOST_AUTO_TEST_CASE(a_filter_must_be_an_object) {
    refused(post(R"({"widget_ids": [1], "filters": null})"), 400, R"({"filters": ["This field may not be null."]})");
    refused(post(R"({"widget_ids": [1], "filters": "x"})"), 400,
            R"({"filters": ["Expected a dictionary of items but got type \"str\"."]})");
}

BOOST_AUTO_TEST_CASE(a_wrong_filter_is_refused_by_name) {
    const auto detail = [](std::string_view filter) {
        const auto response = api().handle(post(R"({"widget_ids": [1], "filters": )" + std::string{filter} + "}"));
        BOOST_TEST(response.status == 400u, filter);
        return json::value_to<std::string>(body_of(response).at("detail"));
    };
    const auto names = [&](std::string_view filter, std::string_view word) {
        const std::string text = detail(filter);
        BOOST_TEST(text.starts_with("Invalid filter"), text);
        BOOST_TEST(text.find(word) != std::string::npos, text << " must name " << word);
    };
    names(R"({"field": "colour", "op": "eq", "value": "red"})", "colour");
    names(R"({"operator": "and", "conditions": [{"field": "id", "op": "eq", "value": 1},
             {"field": "colour", "op": "eq", "value": "red"}]})", "/conditions/1/field");
    names(R"({"field": "duration", "op": "contains", "value": "6"})", "contains");
    names(R"({"field": "duration", "op": "like", "value": 6})", "like");
    names(R"({"field": "duration", "op": "gte"})", "value");
    names(R"({"operator": "xor", "conditions": []})", "/operator");
    names(R"({"field": "duration", "op": "gte", "value": "long"})", "/value");
    names(R"({"field": "topic", "op": "regex", "value": "("})", "regular expression");
}

BOOST_AUTO_TEST_CASE(a_pattern_that_takes_too_long_is_refused) {
    std::vector<json::value> calls = five_calls();
    calls[3].as_object()["topic"] = std::string(30'000, 'a') + "b";
    const serving::stand_in slow{std::move(calls), {.origin = "http://127.0.0.1:1", .now = noon()}};
    const auto response =
        slow.handle(post(R"({"widget_ids": [1], "filters": {"field": "topic", "op": "regex", "value": "(a+)+$"}})"));
    BOOST_TEST(response.status == 400u);
    BOOST_TEST(response.body.find("too complex") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(without_keys_everybody_may_ask_and_with_keys_only_those_who_have_one) {
    serving::stand_in_settings locked;
    locked.keys = {{"open-sesame"}, {"look-only", true}};
    auto request = post(R"({"widget_ids": [1]})");
    refused(request, 401, R"({"detail": "Authentication credentials were not provided."})", locked);
    request.headers.push_back({"x-cekura-api-key", "wrong"});
    refused(request, 401, R"({"detail": "Incorrect authentication credentials."})", locked);
    request.headers.back().value = "look-only";
    refused(request, 403, R"({"detail": "You do not have permission to perform this action."})", locked);
    request.headers.back().value = "";
    refused(request, 401, R"({"detail": "Authentication credentials were not provided."})", locked);
    request.headers.back().value = "open-sesame";
    BOOST_TEST(api(locked).handle(request).status == 200u);
    BOOST_TEST(api().handle(request).status == 200u);
}

BOOST_AUTO_TEST_CASE(other_methods_are_not_allowed_and_are_told_which_is) {
    for (const auto* method : {"GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS"}) {
        auto request = post(R"({"widget_ids": [1]})");
        request.method = method;
        const auto response = api().handle(request);
        BOOST_TEST(response.status == 405u, method);
        BOOST_TEST(calque::find_header(response.headers, "Allow") == "POST");
        BOOST_TEST(body_of(response).at("detail").as_string() == "Method \"" + std::string{method} + "\" not allowed.");
    }
}

BOOST_AUTO_TEST_CASE(other_paths_are_not_found_and_a_missing_slash_is_never_served) {
    for (const auto* target : {"/", "/dashboards/", "/dashboards/widgets/", "/dashboards/widgets/bulk_data/x",
                               "/dashboards/widgets/bulk_data//", "/Dashboards/widgets/bulk_data/"}) {
        auto request = post(R"({"widget_ids": [1]})");
        request.target = target;
        refused(request, 404, R"({"detail": "Not found."})");
    }
    auto request = post(R"({"widget_ids": [1]})");
    request.target = "/dashboards/widgets/bulk_data?page=2";
    const auto response = api().handle(request);
    BOOST_TEST(response.status == 301u);
    BOOST_TEST(calque::find_header(response.headers, "Location") == "/dashboards/widgets/bulk_data/?page=2");
    request.target = "http:// nonsense";
    BOOST_TEST(api().handle(request).status == 400u);
}

BOOST_AUTO_TEST_CASE(other_media_types_than_json_are_refused) {
    for (const auto* type : {"text/plain", "application/x-www-form-urlencoded", "application/jsonp", ""}) {
        auto request = post(R"({"widget_ids": [1]})");
        request.headers = {{"Content-Type", type}};
        const auto response = api().handle(request);
        BOOST_TEST(response.status == 415u, type);
        BOOST_TEST(body_of(response).at("detail").as_string() ==
                   "Unsupported media type \"" + std::string{type} + "\" in request.");
    }
    for (const auto* type : {"application/json; charset=utf-8", "Application/JSON ;x=y"}) {
        auto request = post(R"({"widget_ids": [1]})");
        request.headers = {{"Content-Type", type}};
        BOOST_TEST(api().handle(request).status == 200u, type);
    }
}

BOOST_AUTO_TEST_CASE(generated_calls_are_the_same_for_a_seed_and_an_instant) {
    const auto text = [](std::uint64_t seed, calque::instant now) {
        return json::serialize(json::value_from(serving::generate_calls({.seed = seed, .count = 50}, now)));
    };
    BOOST_TEST(text(1, noon()) == text(1, noon()));
    BOOST_TEST(text(1, noon()) != text(2, noon()));
    BOOST_TEST(text(1, noon()) != text(1, noon() + std::chrono::hours{48}));
    // Byte for byte, so that another library or machine that draws otherwise is noticed.
    const auto calls = serving::generate_calls({.seed = 7, .count = 3}, noon());
    BOOST_TEST(calls.at(2) == json::parse(R"({"id": 3, "success": true, "duration": 70.0,
        "customer_number": "+12125550107", "call_ended_reason": "customer-ended-call", "dropoff_point": null,
        "topic": "delivery status", "timestamp": "2025-10-12T20:07:02Z", "is_reviewed": false,
        "agent": {"id": 1, "agent_name": "Front Desk"},
        "metadata": {"region": "US", "language": "de", "campaign": "renewal"},
        "metric_evaluations": [{"value": 0.97, "metric": {"id": 1, "name": "accuracy"}},
                               {"value": 4, "metric": {"id": 2, "name": "politeness"}},
                               {"value": 1.3, "metric": {"id": 3, "name": "latency"}},
                               {"value": "positive", "metric": {"id": 4, "name": "sentiment"}}]})"));
}

BOOST_AUTO_TEST_CASE(generated_calls_lie_in_the_last_30_days_in_order_and_vary) {
    const auto calls = serving::generate_calls({.seed = 3, .count = 2000}, noon());
    BOOST_TEST_REQUIRE(calls.size() == 2000u);
    std::string last;
    std::set<std::string> topics;
    std::size_t nulls = 0;
    std::int64_t id = 0;
    for (const json::value& call : calls) {
        const auto time = json::value_to<std::string>(call.at("timestamp"));
        BOOST_TEST((at(time) <= noon() && at(time) >= noon() - std::chrono::days{30}), time);
        BOOST_TEST(last <= time);
        last = time;
        BOOST_TEST(call.at("id").as_int64() == ++id);
        topics.insert(json::serialize(call.at("topic")));
        nulls += call.at("success").is_null() ? 1u : 0u;
        BOOST_TEST(call.at("duration").to_number<double>() >= 3);
    }
    BOOST_TEST(topics.size() == 7u);
    BOOST_TEST(nulls > 100u);
    BOOST_TEST(nulls < 250u);
    BOOST_TEST(serving::generate_calls({.count = 0}, noon()).empty());
}

BOOST_AUTO_TEST_CASE(a_file_of_json_lines_is_read_and_its_mistakes_are_named_by_line) {
    const std::filesystem::path file = std::filesystem::temp_directory_path() / "calque_stand_in_records.jsonl";
    const auto load = [&](std::string_view text) {
        std::ofstream{file, std::ios::binary} << text;
        return serving::load_calls(file, noon());
    };
    const auto fails = [&](std::string_view text, std::string_view words) {
        BOOST_CHECK_EXCEPTION(load(text), calque::system_error, [&](const calque::system_error& e) {
            BOOST_TEST(std::string_view{e.what()}.find(words) != std::string_view::npos, e.what());
            return e.code() == errc::bad_records_file;
        });
    };
    BOOST_TEST(load("{\"id\":1}\n\n  \r\n{\"id\":2}\r\n{\"id\":3}").size() == 3u);
    BOOST_TEST(load("").empty());
    fails("{\"id\":1}\n{\"id\":\n", "line 2: not JSON");
    fails("{\"id\":1}\n\n[1]\n", "line 3: not a JSON object");
    std::filesystem::remove(file);
    BOOST_CHECK_EXCEPTION(serving::load_calls(file, noon()), calque::system_error,
                          [](const calque::system_error& e) { return e.code() == errc::bad_records_file; });
    BOOST_CHECK_EXCEPTION(serving::load_calls(std::filesystem::temp_directory_path(), noon()), calque::system_error,
                          [](const calque::system_error& e) { return e.code() == errc::bad_records_file; });
}

BOOST_AUTO_TEST_CASE(records_that_are_no_objects_are_refused) {
    BOOST_CHECK_EXCEPTION(serving::load_calls(std::vector<json::value>{json::object{}, 5}, noon()), calque::system_error,
                          [](const calque::system_error& e) { return e.code() == errc::bad_record; });
    BOOST_TEST(serving::load_calls(five_calls(), noon()).size() == 5u);
}

BOOST_AUTO_TEST_CASE(records_of_any_shape_are_served_without_harm) {
    const auto strange = json::value_to<std::vector<json::value>>(json::parse(R"([{}, {"timestamp": 5},
        {"timestamp": "2025-11-03T00:00:00Z", "id": "x", "duration": "long", "success": [], "metric_evaluations": 7,
         "metadata": {"region": {"a": 1}}, "topic": {"b": 2}, "call_ended_reason": 3.5}])"));
    const serving::stand_in odd{strange, {.origin = "http://127.0.0.1:1", .now = noon()}};
    const auto response = odd.handle(post(R"({"widget_ids": [1,2,3,4,5,6,7,8,9,10]})"));
    BOOST_TEST(response.status == 200u);
    BOOST_TEST(body_of(response).at("results").as_array().size() == 10u);
}

BOOST_AUTO_TEST_SUITE_END()
