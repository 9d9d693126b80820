// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <calque/evaluate.hpp>
#include <calque/json.hpp>
#include <calque/parse.hpp>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value_from.hpp>
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "property/filters.hpp"
#include "property/random.hpp"
#include "property/realistic.hpp"
#include "unit/stand_in/stand_in_api.hpp"

// Evaluating a filter on the rows of the list selects the same rows as the list does for that filter.
BOOST_AUTO_TEST_SUITE(stand_in_rows_tests)

namespace json = boost::json;
namespace stand_in_parts = calque::detail::stand_in_parts;

/// Returns calls of few distinct values, of which random filters of few values select some.
std::vector<json::value> plain_calls(property::randomness& random, std::int64_t count) {
    const auto text = [&] { return json::value(random.word({"a", "m", "A", "am", ""})); };
    const auto flag = [&] { return random.one_of<json::value>({true, false, nullptr}); };
    std::vector<json::value> calls;
    for (std::int64_t id = 1; id <= count; ++id) {
        json::object call;
        call["id"] = id;
        call["success"] = flag();
        call["duration"] = random.below(4);
        for (const auto* name : {"customer_number", "call_ended_reason", "dropoff_point", "topic"})
            call[name] = random.once_in(4) ? json::value{} : text();
        call["timestamp"] = random.word({"2025-11-03T12:00:00Z", "2025-11-03T00:00:00Z", "2025-11-02T12:00:00+00:00",
                                         "2025-11-02T23:30:00.25-01:00", "2025-10-20T00:00:00Z"});
        call["is_reviewed"] = random.once_in(2);
        call["agent"] = nullptr;
        if (!random.once_in(4)) call["agent"] = json::object{{"id", random.below(3)}, {"agent_name", text()}};
        json::array evaluations;
        for (std::size_t rows = random.below(4); rows > 0; --rows)
            evaluations.push_back(
                json::object{{"value", random.one_of<json::value>({1, 2.0, 0.5, "a", "m", true, false, nullptr})},
                             {"metric", json::object{{"id", 1 + random.below(2)}, {"name", random.word({"a", "m"})}}}});
        call["metric_evaluations"] = std::move(evaluations);
        calls.emplace_back(std::move(call));
    }
    return calls;
}

/// Returns the rows of all pages.
std::vector<json::value> rows_of_all_pages(const stand_in_parts::responder& api, std::string_view filter) {
    std::vector<json::value> rows;
    for (int page = 1;; ++page) {
        std::string query = "?page_size=70&page=" + std::to_string(page);
        if (!filter.empty()) query += five::parameter("filters_v2", filter, '&');
        const auto response = api.handle(five::get("/observability/v2/call-logs/", query));
        BOOST_TEST_REQUIRE(response.status == 200u, response.body);
        const json::value body = five::body_of(response);
        const json::array& results = body.at("results").as_array();
        rows.insert(rows.end(), results.begin(), results.end());
        if (body.at("next").is_null()) return rows;
    }
}

std::string ids_of(const std::vector<json::value>& rows) {
    std::string out;
    for (const json::value& row : rows) out += json::serialize(row.at("id")) + ' ';
    return out;
}

/// Returns the row in the shape of a single call: a duration with hours, and each metric with its result.
json::value as_single_call(json::value row) {
    json::object& call = row.as_object();
    const json::string& minutes = call["duration"].as_string();
    BOOST_TEST_REQUIRE(minutes.size() == 5u);
    call["duration"] = "00:" + std::string{minutes};
    call["metrics"] = call["evaluation"].at("metrics");
    call["evaluation"] = nullptr;
    return row;
}

/// Returns the row in the shape of a webhook event.
json::value as_event(json::value row) {
    return json::object{{"id", 999}, {"event_type", "call_log.completed"}, {"data", std::move(row)}};
}

struct tally {
    std::size_t filters = 0;
    std::size_t selected = 0;
};

/// Compares the list's answer to a filter with the rows that the filter selects, in each shape.
void compare(const stand_in_parts::responder& api, const std::vector<json::value>& rows,
             const calque::filter<calque::call_log>& what, tally& into) {
    const calque::evaluator decide{what, {.now = five::noon()}};
    std::vector<json::value> selected;
    for (const json::value& row : rows) {
        const bool answer = decide(row);
        if (answer) selected.push_back(row);
        for (const json::value& shape : {row, as_single_call(row), as_event(row)}) {
            BOOST_TEST(decide(shape) == answer, to_json(what) << " of " << shape);
            BOOST_TEST(decide.try_match_json(json::serialize(shape)).value() == answer,
                       to_json(what) << " of the text of " << shape);
        }
    }
    BOOST_TEST(ids_of(rows_of_all_pages(api, to_json(what))) == ids_of(selected), to_json(what));
    ++into.filters;
    into.selected += selected.size();
}

bool is_supported_by_rows(std::string_view filter_json) {
    return filter_json.find("metadata.") == std::string_view::npos;
}

BOOST_AUTO_TEST_CASE(evaluator_selects_generated_rows_like_the_list) {
    const stand_in_parts::responder api{{stand_in_parts::generate_calls({.count = 200}, five::noon()), {}},
                                        {.origin = {}, .now = five::noon()}};
    const std::vector<json::value> rows = rows_of_all_pages(api, "");
    BOOST_TEST(rows.size() == 200u);
    tally seen;
    for (const std::string_view text : property::realistic) {
        const auto what = calque::parse(text).value();
        if (is_supported_by_rows(to_json(what))) compare(api, rows, what, seen);
    }
    for (const std::string_view text : {"duration >= 60", "duration > 60", "duration = 61", "not duration >= 120",
                                        "agent.id = 1", "agent.id is null", "metric_evaluations.value = \"negative\""})
        compare(api, rows, calque::parse(text).value(), seen);
    BOOST_TEST(seen.filters == 53u);
    BOOST_TEST(seen.selected > 1000u);
}

BOOST_AUTO_TEST_CASE(random_filters_select_rows_like_the_list) {
    property::filter_maker<calque::call_log> make{20251103, property::values::few};
    const stand_in_parts::responder api{{plain_calls(make.random(), 30), {}}, {.origin = {}, .now = five::noon()}};
    const std::vector<json::value> rows = rows_of_all_pages(api, "");
    BOOST_TEST(rows.size() == 30u);
    tally seen;
    while (seen.filters < 2000) {
        const json::object filter = make.filter(3);
        if (is_supported_by_rows(json::serialize(filter)))
            compare(api, rows, calque::from_json(json::value(filter)).value(), seen);
    }
    BOOST_TEST(seen.selected > 10'000u);
    BOOST_TEST(seen.selected < 50'000u);
}

BOOST_AUTO_TEST_CASE(calls_are_served_alike_in_every_stored_shape) {
    const stand_in_parts::responder api{{stand_in_parts::generate_calls({.count = 50}, five::noon()), {}},
                                        {.origin = {}, .now = five::noon()}};
    const std::vector<json::value> rows = rows_of_all_pages(api, "");
    std::vector<json::value> shapes;
    for (std::size_t i = 0; i < rows.size(); ++i)
        shapes.push_back(i % 3 == 0 ? rows[i] : i % 3 == 1 ? as_single_call(rows[i]) : as_event(rows[i]));
    const stand_in_parts::responder again{{stand_in_parts::load_calls(shapes, five::noon()), {}},
                                          {.origin = {}, .now = five::noon()}};
    std::vector<json::value> back = rows_of_all_pages(again, "");
    for (json::value& each : back)
        if (const auto text = each.at("duration").as_string(); text.size() == 8)
            each.as_object()["duration"] = text.subview(3);
    BOOST_TEST(json::serialize(json::value_from(back)) == json::serialize(json::value_from(rows)));

    const std::string body =
        R"({"widget_ids": [1, 2, 3, 4], "filters": {"field": "timestamp", "op": "gte", "value": "today-29d"}})";
    BOOST_TEST(again.handle(five::post(body)).body == api.handle(five::post(body)).body);
}

BOOST_AUTO_TEST_SUITE_END()
