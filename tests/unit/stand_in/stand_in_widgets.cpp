// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value_to.hpp>
#include <boost/test/unit_test.hpp>

#include <string>
#include <string_view>

#include "unit/stand_in/stand_in_api.hpp"

BOOST_AUTO_TEST_SUITE(stand_in_widgets_tests)

// GET /dashboards/widgets/{id}/data/
namespace json = boost::json;
namespace stand_in_parts = calque::detail::stand_in_parts;
using five::api;
using five::body_of;
using five::expect;
using five::get;
using five::parameter;
using five::refused;
using five::results;

namespace {

std::string path_of(std::string_view id) { return "/dashboards/widgets/" + std::string{id} + "/data/"; }

calque::http_request ask(std::string_view id, std::string_view filter) {
    return get(path_of(id), parameter("filters", filter));
}

/// Returns the rows of a widget under a filter, as text.
std::string rows(std::string_view id, std::string_view filter) {
    const auto response = api().handle(ask(id, filter));
    BOOST_TEST_REQUIRE(response.status == 200u, response.body);
    return json::serialize(body_of(response).at("data"));
}

std::string detail_of(const calque::http_request& request) {
    const auto response = api().handle(request);
    BOOST_TEST(response.status == 400u, request.target);
    return json::value_to<std::string>(body_of(response).at("detail"));
}

} // namespace

BOOST_AUTO_TEST_CASE(widget_equals_its_bulk_result) {
    const json::array all = results(R"({"widget_ids": [1,2,3,4,5,6,7,8,9,10]})");
    for (std::size_t i = 0; i < all.size(); ++i) {
        const auto response = api().handle(get(path_of(std::to_string(i + 1))));
        BOOST_TEST(response.status == 200u);
        BOOST_TEST(body_of(response) == all[i]);
    }
}

BOOST_AUTO_TEST_CASE(filter_is_json_in_the_query) {
    BOOST_TEST(rows("1", R"({"field": "id", "op": "in", "value": [3, 5]})") ==
               expect(R"([{"id":3,"timestamp":"2025-11-02T23:59:59Z","value":120}])"));
    BOOST_TEST(
        rows("1", R"({"operator": "and", "conditions": [{"field": "timestamp", "op": "gte", "value": "today-29d"},
                            {"field": "topic", "op": "eq", "value": "old"}]})") ==
        expect(R"([{"id":5,"timestamp":"2025-10-12T11:00:00Z","value":600}])"));
    BOOST_TEST(rows("8", R"({"field": "id", "op": "eq", "value": 99})") ==
               expect(R"({"total_calls":0,"success_rate":null,"avg_duration":null,"p95_latency":null})"));
    BOOST_TEST(rows("1", "{}") == rows("1", "null"));
    // A plus sign denotes a space, as in forms.
    BOOST_TEST(api().handle(get(path_of("1"), "?filters=%7B%7D+")).status == 200u);
}

BOOST_AUTO_TEST_CASE(unknown_widget_is_not_found) {
    for (const auto* id : {"0", "11", "4294967295", "4294967296", "99999999999999999999", "x", "-1", "1/2", ""})
        refused(get(path_of(id)), 404, R"({"detail": "Not found."})");
}

BOOST_AUTO_TEST_CASE(invalid_json_is_refused) {
    for (const auto* text : {"{", "filters", "{'field': 1}", "{} {}", "\xff"})
        refused(ask("1", text), 400, R"({"filters": ["Value must be valid JSON."]})");
    refused(ask("1", ""), 400, R"({"filters": ["This field may not be blank."]})");
    refused(ask("1", std::string(5000, '[')), 400, R"({"filters": ["Value must be valid JSON."]})");
    refused(ask("1", "[]"), 400, R"({"filters": ["Expected a dictionary of items but got type \"list\"."]})");
    refused(ask("1", "7"), 400, R"({"filters": ["Expected a dictionary of items but got type \"int\"."]})");
}

BOOST_AUTO_TEST_CASE(invalid_filter_is_refused_with_its_pointer) {
    BOOST_TEST(detail_of(ask("1", R"({"field": "colour", "op": "eq", "value": 1})")).find("colour") !=
               std::string::npos);
    BOOST_TEST(detail_of(ask("1", R"({"operator": "or", "conditions": [{"field": "id", "op": "eq", "value": 1},
                                   {"field": "duration", "op": "like", "value": 1}]})"))
                   .starts_with("Invalid filter at /conditions/1/op"));
    BOOST_TEST(detail_of(ask("1", R"({"field": "topic", "op": "regex", "value": "("})")) ==
               "Invalid filter at /value: invalid regular expression");
    BOOST_TEST(detail_of(ask("1", R"({"operator": "and", "conditions": [
                   {"field": "topic", "op": "regex", "value": "a+"},
                   {"operator": "or", "conditions": [{"field": "id", "op": "eq", "value": 1},
                                                     {"field": "topic", "op": "regex", "value": "("}]}]})")) ==
               "Invalid filter at /conditions/1/conditions/1/value: invalid regular expression");
}

BOOST_AUTO_TEST_CASE(start_older_than_30_days_is_refused_with_documented_text) {
    refused(ask("1", R"({"field": "timestamp", "op": "gte", "value": "now-31d"})"), 400,
            R"({"detail": "Timestamp filter value is too far in the past. Maximum allowed range is 30 days."})");
}

BOOST_AUTO_TEST_CASE(only_get_and_head_are_allowed_and_a_read_only_key_suffices) {
    for (const auto* method : {"POST", "PUT", "DELETE"}) {
        auto request = get(path_of("1"));
        request.method = method;
        const auto response = api().handle(request);
        BOOST_TEST(response.status == 405u);
        BOOST_TEST(calque::find_header(response.headers, "Allow") == "GET, HEAD");
    }
    auto request = get(path_of("1"));
    request.method = "HEAD";
    BOOST_TEST(api().handle(request).status == 200u);
    stand_in_parts::responder_settings locked;
    locked.keys = {{"look-only", true}};
    request.method = "GET";
    refused(request, 401, R"({"detail": "Authentication credentials were not provided."})", locked);
    request.headers.push_back({"X-CEKURA-API-KEY", "look-only"});
    BOOST_TEST(api(locked).handle(request).status == 200u);
}

BOOST_AUTO_TEST_CASE(missing_slash_redirects) {
    const auto response = api().handle(get("/dashboards/widgets/1/data?filters=%7B%7D"));
    BOOST_TEST(response.status == 301u);
    BOOST_TEST(calque::find_header(response.headers, "Location") == "/dashboards/widgets/1/data/?filters=%7B%7D");
}

BOOST_AUTO_TEST_SUITE_END()
