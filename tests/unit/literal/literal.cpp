// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <calque/filter/transform.hpp>
#include <calque/json.hpp>
#include <calque/literal.hpp>
#include <calque/parse.hpp>
#include <calque/run.hpp>

#include <boost/test/unit_test.hpp>

#include <optional>
#include <string>
#include <type_traits>

BOOST_AUTO_TEST_SUITE(literal_tests)

using namespace calque::literals;

// The JSON is a constant expression.
static_assert("success = true"_filter.json() == R"({"field":"success","op":"eq","value":true})");
static_assert("duration >= 5m and not is_reviewed = true"_filter.json() ==
              R"({"operator":"and","conditions":[{"field":"duration","op":"gte","value":300},)"
              R"({"field":"is_reviewed","op":"eq","value":false}]})");
static_assert("duration in 0.1..1e300"_filter.json() ==
              R"({"operator":"and","conditions":[{"field":"duration","op":"gte","value":0.1},)"
              R"({"field":"duration","op":"lte","value":1e300}]})");
static_assert("timestamp >= 2025-11-03T00:00:00.5+02:00"_filter.json() ==
              R"({"field":"timestamp","op":"gte","value":"2025-11-03T00:00:00.5+02:00"})");
static_assert("metadata.\"org \\u00e9\" in ['a', \"\\n\"]"_filter.json() ==
              R"({"field":"metadata.org é","op":"in","value":["a","\n"]})");
static_assert("success = true"_filter.text() == "success = true");
static_assert(std::is_empty_v<decltype("success = true"_filter)>);

#define SAME(TEXT) BOOST_TEST((TEXT##_filter == calque::parse(TEXT).value()))

BOOST_AUTO_TEST_CASE(every_production_equals_its_parsed_text) {
    SAME("id = 7");
    SAME("timestamp >= today-7d and duration >= 60");
    SAME("success = true or success is null and not topic = 'x'");
    SAME("(id = 1 or id = 2) and (duration > 1.5 or duration < -2e-3)");
    SAME("call_ended_reason contains \"time\\u00f6ut\" or customer_number startswith '+1'");
    SAME("topic in [\"a\", 'b',] and id not in (1, 2, 3)");
    SAME("timestamp in 2025-11-03T00:00:00Z .. now-1M");
    SAME("metadata.region in [\"US\", \"EU\"] && metadata.\"a b\" != 9007199254740993");
    SAME("dropoff_point is not null || agent.agent_name isnull false");
    SAME("same_row(metric_evaluations.metric.name = \"a\" and (metric_evaluations.value > 1 or not "
         "metric_evaluations.value = 2))");
    SAME("metric_evaluations { metric.name = \"accuracy\" and value >= 0.9 }");
    SAME("# a comment\n  ! ( id = 1 ) # and another");
}

BOOST_AUTO_TEST_CASE(filter_larger_than_the_size_estimate_is_complete) {
    SAME("same_row(metric_evaluations.metric.id = 1 and (metric_evaluations.value = 1 or metric_evaluations.value = 2) "
         "and "
         "(metric_evaluations.metric.name = 'a' or metric_evaluations.metric.name = 'b' or "
         "metric_evaluations.metric.name = "
         "'c'))");
    SAME("topic not in ['a','b','c','d','e','f','g','h','i','j','k','l']");
}

BOOST_AUTO_TEST_CASE(literal_converts_to_its_filter) {
    constexpr auto recent = "timestamp >= today-7d"_filter;
    const calque::filter<calque::call_log> filter = recent;
    BOOST_TEST((filter == recent));
    BOOST_TEST((recent == filter));
    BOOST_TEST((recent != calque::parse("id = 1").value()));
    BOOST_TEST(to_json(filter) == recent.json());
    const std::optional<calque::filter<calque::call_log>> perhaps = recent;
    BOOST_TEST((perhaps == filter));
    BOOST_TEST((recent == "timestamp >= today-7d"_filter));
    BOOST_TEST((recent == "timestamp >= today - 7d"_filter));
    BOOST_TEST((recent != "timestamp >= today-8d"_filter));
}

BOOST_AUTO_TEST_CASE(literals_combine_with_filters_and_literals) {
    const auto both = "id = 1"_filter && "duration > 5"_filter;
    BOOST_TEST((both == "id = 1 and duration > 5"_filter));
    BOOST_TEST(((both || "id = 2"_filter) == "id = 1 and duration > 5 or id = 2"_filter));
    BOOST_TEST((("id = 2"_filter || both) == "id = 2 or id = 1 and duration > 5"_filter));
    const auto neither = !"id = 1"_filter;
    BOOST_TEST((neither == "not id = 1"_filter));
}

BOOST_AUTO_TEST_CASE(other_schemas_have_literals) {
    constexpr calque::filter_literal<"status = \"failed\"", calque::run> failed;
    static_assert(std::is_convertible_v<decltype(failed), calque::filter<calque::run>>);
    static_assert(!std::is_convertible_v<decltype(failed), calque::filter<calque::call_log>>);
    BOOST_TEST((failed == calque::parse<calque::run>("status = \"failed\"").value()));
    constexpr calque::filter_literal<"anything.at = 'all'", calque::open_schema> open;
    BOOST_TEST((open == calque::parse<calque::open_schema>("anything.at = 'all'").value()));
}

BOOST_AUTO_TEST_CASE(limits_are_a_template_parameter) {
    constexpr calque::parse_options deeper{.limits = {.depth = 66}};
    constexpr calque::filter_literal<"((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((id = 1"
                                     "))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))",
                                     calque::call_log, deeper>
        deep;
    BOOST_TEST((deep == "id = 1"_filter));
}

BOOST_AUTO_TEST_SUITE_END()
