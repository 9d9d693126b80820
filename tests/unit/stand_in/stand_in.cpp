// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value_to.hpp>
#include <boost/test/unit_test.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "unit/stand_in/stand_in_api.hpp"

BOOST_AUTO_TEST_SUITE(stand_in_tests)

namespace json = boost::json;
namespace stand_in_parts = calque::detail::stand_in_parts;
using five::api;
using five::at;
using five::body_of;
using five::five_calls;
using five::noon;
using five::path;
using five::post;
using five::refused;
using five::results;

BOOST_AUTO_TEST_CASE(answer_has_the_openapi_envelope_and_widgets) {
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

BOOST_AUTO_TEST_CASE(unknown_ids_are_dropped_and_duplicates_count_once) {
    const auto response = body_of(api().handle(post(R"({"widget_ids": [4, 99, 3, 4, -1, 3]})")));
    BOOST_TEST(response.at("count").as_int64() == 2);
    BOOST_TEST(response.at("results").at(0).at("widget_id").as_int64() == 4);
    BOOST_TEST(response.at("results").at(1).at("widget_id").as_int64() == 3);
    BOOST_TEST(results(R"({"widget_ids": [99]})").empty());
}

BOOST_AUTO_TEST_CASE(pages_link_to_neighbours_with_absolute_urls) {
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

BOOST_AUTO_TEST_CASE(links_use_the_requested_host) {
    auto request = post(R"({"widget_ids": [1, 2]})", "?page_size=1");
    request.headers.push_back({"Host", "localhost:1234"});
    BOOST_TEST(body_of(api().handle(request)).at("next").as_string() ==
               "http://localhost:1234/dashboards/widgets/bulk_data/?page=2&page_size=1");
    request.headers.back().value = "evil\"host/x";
    BOOST_TEST(body_of(api().handle(request)).at("next").as_string() ==
               "http://127.0.0.1:8000/dashboards/widgets/bulk_data/?page=2&page_size=1");
}

BOOST_AUTO_TEST_CASE(page_past_the_end_is_not_found) {
    for (const auto* query : {"?page=2", "?page=0", "?page=-1", "?page=x", "?page=99999999999999999999",
                              "?page=", "?page_size=1&page=18446744073709551615"})
        refused(post(R"({"widget_ids": [1]})", query), 404, R"({"detail": "Invalid page."})");
    BOOST_TEST(results(R"({"widget_ids": [99]})", "?page=1").empty());
    refused(post(R"({"widget_ids": [99]})", "?page=2"), 404, R"({"detail": "Invalid page."})");
}

BOOST_AUTO_TEST_CASE(page_size_is_clamped_and_invalid_size_is_ignored) {
    stand_in_parts::responder_settings small;
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

BOOST_AUTO_TEST_CASE(invalid_json_is_refused_with_its_position) {
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

BOOST_AUTO_TEST_CASE(widget_ids_are_required_integers) {
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

BOOST_AUTO_TEST_CASE(filter_must_be_an_object) {
    refused(post(R"({"widget_ids": [1], "filters": null})"), 400, R"({"filters": ["This field may not be null."]})");
    refused(post(R"({"widget_ids": [1], "filters": "x"})"), 400,
            R"({"filters": ["Expected a dictionary of items but got type \"str\"."]})");
}

BOOST_AUTO_TEST_CASE(invalid_filter_is_refused_with_its_pointer) {
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
             {"field": "colour", "op": "eq", "value": "red"}]})",
          "/conditions/1/field");
    names(R"({"field": "duration", "op": "contains", "value": "6"})", "contains");
    names(R"({"field": "duration", "op": "like", "value": 6})", "like");
    names(R"({"field": "duration", "op": "gte"})", "value");
    names(R"({"operator": "xor", "conditions": []})", "/operator");
    names(R"({"field": "duration", "op": "gte", "value": "long"})", "/value");
    names(R"({"field": "topic", "op": "regex", "value": "("})", "regular expression");
}

BOOST_AUTO_TEST_CASE(too_complex_pattern_is_refused) {
    std::vector<json::value> calls = five_calls();
    calls[3].as_object()["topic"] = std::string(30'000, 'a') + "b";
    const stand_in_parts::responder slow{{.calls = std::move(calls)}, {.origin = "http://127.0.0.1:1", .now = noon()}};
    const auto response =
        slow.handle(post(R"({"widget_ids": [1], "filters": {"field": "topic", "op": "regex", "value": "(a+)+$"}})"));
    BOOST_TEST(response.status == 400u);
    BOOST_TEST(response.body.find("too complex") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(keys_are_checked_only_if_configured) {
    stand_in_parts::responder_settings locked;
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

BOOST_AUTO_TEST_CASE(other_methods_get_405_and_allow_header) {
    for (const auto* method : {"GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS"}) {
        auto request = post(R"({"widget_ids": [1]})");
        request.method = method;
        const auto response = api().handle(request);
        BOOST_TEST(response.status == 405u, method);
        BOOST_TEST(calque::find_header(response.headers, "Allow") == "POST");
        BOOST_TEST(body_of(response).at("detail").as_string() == "Method \"" + std::string{method} + "\" not allowed.");
    }
}

BOOST_AUTO_TEST_CASE(unknown_paths_get_404_and_missing_slash_redirects) {
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

BOOST_AUTO_TEST_CASE(media_types_other_than_json_are_refused) {
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

BOOST_AUTO_TEST_SUITE_END()
