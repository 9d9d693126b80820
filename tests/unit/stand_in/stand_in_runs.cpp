// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <calque/run.hpp>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value_from.hpp>
#include <boost/json/value_to.hpp>
#include <boost/test/unit_test.hpp>

#include <chrono>
#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "unit/stand_in/stand_in_api.hpp"

BOOST_AUTO_TEST_SUITE(stand_in_runs_tests)

// GET /test_framework/v2/runs/
namespace json = boost::json;
namespace stand_in_parts = calque::detail::stand_in_parts;
using calque::errc;
using five::api;
using five::at;
using five::body_of;
using five::four_runs;
using five::get;
using five::noon;
using five::parameter;
using five::refused;

namespace {

constexpr std::string_view path = "/test_framework/v2/runs/";
constexpr std::string_view recent = R"({"field": "timestamp", "op": "gte", "value": "today-29d"})";

std::string query(std::string_view filter = recent, std::string_view more = "") {
    return ("?project_id=1" + parameter("filters_v2", filter, '&')).append(more);
}

json::value ask(std::string_view text) {
    const auto response = api().handle(get(path, text));
    BOOST_TEST_REQUIRE(response.status == 200u, response.body);
    return body_of(response);
}

/// Returns the ids of the rows, in order.
std::string ids(std::string_view text = query()) {
    const json::value page = ask(text);
    std::string out;
    for (const json::value& each : page.at("results").as_array())
        out += (out.empty() ? "" : " ") + json::serialize(each.at("id"));
    return out;
}

std::string ordered(std::string_view by) { return ids(query(recent, "&ordering=" + std::string{by})); }

} // namespace

BOOST_AUTO_TEST_CASE(completed_and_failed_runs_are_listed_latest_first) {
    const json::value page = ask(query());
    BOOST_TEST(ids() == "3 2 1");
    BOOST_TEST(page.at("results").at(2) == four_runs()[0]);
    BOOST_TEST(page.at("next").is_null());
    BOOST_TEST(!page.as_object().contains("count"));
    const json::value counted = ask(query(recent, "&include_count=true&page_size=2"));
    BOOST_TEST(counted.at("count").as_int64() == 3);
    BOOST_TEST(counted.at("count_capped").as_bool() == false);
    BOOST_TEST(counted.at("results").as_array().size() == 2u);
    BOOST_TEST(counted.at("next").as_string().starts_with("http://127.0.0.1:8000/test_framework/v2/runs/?filters_v2="));
    BOOST_TEST(counted.at("next").as_string().ends_with("&include_count=true&page=2&page_size=2&project_id=1"));
    BOOST_TEST(ids(query(recent, "&page_size=2&page=2")) == "1");
    refused(get(path, query(recent, "&page=2")), 404, R"({"detail": "Invalid page."})");
}

BOOST_AUTO_TEST_CASE(project_is_required) {
    refused(get(path), 400, R"({"detail": "Please provide one of the required query parameter: project_id"})");
    refused(get(path, "?project_id="), 400, R"({"project_id": ["A valid integer is required."]})");
    refused(get(path, "?project_id=one"), 400, R"({"project_id": ["A valid integer is required."]})");
}

BOOST_AUTO_TEST_CASE(filter_needs_a_lower_bound_within_30_days) {
    const std::string_view missing =
        R"({"detail": "A lower bound on timestamp is required: a filter with gt or gte."})";
    refused(get(path, "?project_id=1"), 400, missing);
    refused(get(path, query("{}")), 400, missing);
    refused(get(path, query(R"({"field": "timestamp", "op": "lte", "value": "now"})")), 400, missing);
    refused(get(path, query(R"({"field": "timestamp", "op": "eq", "value": "2025-11-01T00:00:00Z"})")), 400, missing);
    refused(get(path, query(R"({"field": "timestamp", "op": "gt", "value": "now-31d"})")), 400,
            R"({"detail": "Timestamp filter value is too far in the past. Maximum allowed range is 30 days."})");
    BOOST_TEST(ids(query(R"({"field": "timestamp", "op": "gt", "value": "now-3d"})")) == "3 2");
}

BOOST_AUTO_TEST_CASE(invalid_filter_is_refused) {
    refused(get(path, query("no json")), 400, R"({"filters_v2": ["Value must be valid JSON."]})");
    refused(get(path, query("")), 400, R"({"filters_v2": ["This field may not be blank."]})");
    const auto response = api().handle(get(path, query(R"({"field": "duration", "op": "contains", "value": "6"})")));
    BOOST_TEST(response.status == 400u);
    BOOST_TEST(body_of(response).at("detail").as_string().starts_with("Invalid filter at /op: "), response.body);
}

BOOST_AUTO_TEST_CASE(filter_accepts_run_fields_and_any_other_field) {
    const auto under = [](std::string_view filter) {
        return ids(
            query(R"({"operator": "and", "conditions": [)" + std::string{recent} + ", " + std::string{filter} + "]}"));
    };
    BOOST_TEST(under(R"({"field": "status", "op": "eq", "value": "completed"})") == "3 1");
    BOOST_TEST(under(R"({"field": "success", "op": "isnull", "value": true})") == "2");
    BOOST_TEST(under(R"({"field": "duration", "op": "gt", "value": 60})") == "3 1");
    BOOST_TEST(under(R"({"field": "metric_evaluations.metric.name", "op": "eq", "value": "politeness"})") == "1");
    BOOST_TEST(under(R"({"field": "colour", "op": "eq", "value": "red"})").empty());
}

BOOST_AUTO_TEST_CASE(runs_are_sorted_as_requested) {
    BOOST_TEST(ordered("id") == "1 2 3");
    BOOST_TEST(ordered("-id") == "3 2 1");
    BOOST_TEST(ordered("duration") == "2 1 3");
    BOOST_TEST(ordered("timestamp") == "1 2 3");
    BOOST_TEST(ordered("scenario_name,-id") == "2 3 1");
    BOOST_TEST(ordered("-result_id,duration") == "3 2 1");
    // Null sorts last, or first in descending order.
    BOOST_TEST(ordered("success") == "3 1 2");
    BOOST_TEST(ordered("-success") == "2 1 3");
    // Invalid sort keys are ignored.
    BOOST_TEST(ordered("colour,id") == "1 2 3");
    for (const auto* by : {"", "-", ",", "colour", "metric_evaluations.value"}) BOOST_TEST(ordered(by) == "3 2 1");
}

BOOST_AUTO_TEST_CASE(generated_runs_depend_only_on_seed_and_time) {
    const auto text = [](std::uint64_t seed, calque::instant now) {
        return json::serialize(json::value_from(stand_in_parts::generate_runs({.seed = seed, .count = 50}, now)));
    };
    BOOST_TEST(text(1, noon()) == text(1, noon()));
    BOOST_TEST(text(1, noon()) != text(2, noon()));
    BOOST_TEST(text(1, noon()) != text(1, noon() + std::chrono::hours{48}));
}

BOOST_AUTO_TEST_CASE(generated_runs_are_varied_and_have_every_field) {
    const auto runs = stand_in_parts::generate_runs({.seed = 3, .count = 500}, noon());
    BOOST_TEST_REQUIRE(runs.size() == 500u);
    std::set<std::string> seen;
    std::int64_t id = 0;
    for (const json::value& each : runs) {
        for (const calque::field& row : calque::run::fields)
            if (!row.name.empty() && row.rows == calque::relation::none)
                BOOST_TEST(each.as_object().contains(row.name), row.name);
        const auto time = at(json::value_to<std::string>(each.at("timestamp")));
        BOOST_TEST((time <= noon() && time >= noon() - std::chrono::days{30}));
        BOOST_TEST(each.at("id").as_int64() == ++id);
        BOOST_TEST(each.at("result_id").as_int64() == (id + 4) / 5);
        const bool failed = each.at("status").as_string() == "failed";
        BOOST_TEST(failed == each.at("success").is_null());
        BOOST_TEST(failed == each.at("metric_evaluations").as_array().empty());
        for (const auto* name : {"status", "success", "scenario_name", "agent_name", "personality_name"})
            seen.insert(json::serialize(each.at(name)));
    }
    BOOST_TEST(seen.size() == 2u + 3u + 4u + 3u + 3u);
}

BOOST_AUTO_TEST_CASE(runs_come_from_the_generator_or_from_values) {
    BOOST_TEST(stand_in_parts::load_runs(calque::generated_runs{.count = 3}, noon()).size() == 3u);
    BOOST_TEST(stand_in_parts::load_runs(four_runs(), noon()).size() == 4u);
    BOOST_CHECK_EXCEPTION(stand_in_parts::load_runs(std::vector<json::value>{json::object{}, 5}, noon()),
                          calque::system_error, [](const calque::system_error& e) {
                              return e.code() == errc::bad_record &&
                                     std::string_view{e.what()}.find("run 2 ") != std::string_view::npos;
                          });
}

BOOST_AUTO_TEST_SUITE_END()
