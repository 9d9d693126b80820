// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/stand_in/detail/responder.hpp>
#include <calque/values/value.hpp>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value_to.hpp>
#include <boost/test/unit_test.hpp>
#include <boost/url/encode.hpp>
#include <boost/url/rfc/unreserved_chars.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// A stand-in API with five calls and four runs, at noon.
namespace five {

namespace json = boost::json;
namespace stand_in_parts = calque::detail::stand_in_parts;

inline constexpr std::string_view path = "/dashboards/widgets/bulk_data/";

inline calque::instant at(std::string_view text) { return calque::read_datetime(text).value().at; }

inline calque::instant noon() { return at("2025-11-03T12:00:00Z"); }

/// Returns four calls of the last week and one from three weeks ago.
inline std::vector<json::value> five_calls() {
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

/// Returns four runs of the last weeks, one of which is still running.
inline std::vector<json::value> four_runs() {
    return json::value_to<std::vector<json::value>>(json::parse(R"([
        {"id": 1, "result_id": 1, "scenario_name": "refund", "timestamp": "2025-10-20T08:00:00Z", "duration": 60.5,
         "status": "completed", "success": true, "agent_name": "Front Desk", "personality_name": "calm",
         "test_profile_name": "new", "metric_evaluations": [{"value": 5, "metric": {"id": 2, "name": "politeness"}}]},
        {"id": 2, "result_id": 1, "scenario_name": "billing", "timestamp": "2025-11-01T08:00:00+02:00", "duration": 30,
         "status": "failed", "success": null, "agent_name": "Front Desk", "personality_name": "talkative",
         "test_profile_name": "new", "metric_evaluations": []},
        {"id": 3, "result_id": 2, "scenario_name": "refund", "timestamp": "2025-11-01T07:00:00Z", "duration": 90,
         "status": "completed", "success": false, "agent_name": "Night Support", "personality_name": "calm",
         "test_profile_name": "returning", "metric_evaluations": []},
        {"id": 4, "result_id": 2, "scenario_name": "refund", "timestamp": "2025-11-02T07:00:00Z", "duration": 1,
         "status": "running"}])"));
}

inline stand_in_parts::responder api(stand_in_parts::responder_settings settings = {}) {
    settings.origin = "http://127.0.0.1:8000";
    settings.now = noon();
    return {{five_calls(), four_runs()}, std::move(settings)};
}

inline calque::http_request post(std::string body, std::string_view query = "") {
    return {"POST", std::string{path}.append(query), {{"Content-Type", "application/json"}}, std::move(body)};
}

inline calque::http_request get(std::string_view target, std::string_view query = "") {
    return {"GET", std::string{target}.append(query), {}, {}};
}

/// Returns `?<name>=<value>`, or with `&` as the first character, with all special characters escaped.
inline std::string parameter(std::string_view name, std::string_view value, char before = '?') {
    return (before + std::string{name}).append("=") + boost::urls::encode(value, boost::urls::unreserved_chars);
}

inline json::value body_of(const calque::http_response& response) {
    BOOST_TEST(calque::find_header(response.headers, "content-type") == "application/json");
    return json::parse(response.body);
}

/// Returns the results of a request that must succeed.
inline json::array results(std::string body, std::string_view query = "") {
    const calque::http_response response = api().handle(post(std::move(body), query));
    BOOST_TEST_REQUIRE(response.status == 200u, response.body);
    return body_of(response).at("results").as_array();
}

/// Returns the data of one widget under a JSON filter, as text.
inline std::string chart(std::int64_t id, std::string_view filter = "{}") {
    const json::array all =
        results(R"({"widget_ids": [)" + std::to_string(id) + R"(], "filters": )" + std::string{filter} + "}");
    BOOST_TEST_REQUIRE(all.size() == 1u);
    return json::serialize(all[0].at("data"));
}

inline void refused(const calque::http_request& request, unsigned status, std::string_view body,
                    stand_in_parts::responder_settings settings = {}) {
    const calque::http_response response = api(std::move(settings)).handle(request);
    BOOST_TEST(response.status == status, request.target << ' ' << request.body);
    BOOST_TEST(body_of(response) == json::parse(body), response.body);
}

inline std::string expect(std::string_view text) { return json::serialize(json::parse(text)); }

} // namespace five
