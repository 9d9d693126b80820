// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <calque/evaluate.hpp>
#include <calque/print.hpp>
#include <calque/run.hpp>

#include <boost/json/parse.hpp>
#include <boost/test/unit_test.hpp>

#include "unit/support.hpp"

BOOST_AUTO_TEST_SUITE(run_tests)

BOOST_AUTO_TEST_CASE(run_filter_is_a_distinct_type) {
    static_assert(!std::is_convertible_v<calque::filter<calque::run>, calque::filter<calque::call_log>>);
    BOOST_TEST(support::json_of<calque::run>("status = 'failed' and timestamp >= today-7d and duration < 2m") ==
               R"({"operator":"and","conditions":[{"field":"status","op":"eq","value":"failed"},)"
               R"({"field":"timestamp","op":"gte","value":"today-7d"},{"field":"duration","op":"lt","value":120}]})");
}

BOOST_AUTO_TEST_CASE(unlisted_fields_are_accepted_with_a_warning) {
    BOOST_TEST(support::codes_of<calque::run>("personality_name = 'x'") == "");
    BOOST_TEST(support::codes_of<calque::run>("some.field endswith 'x' and duration > 1") == "W807");
    BOOST_TEST(support::codes_of<calque::run>("some_field = 'x'", {.strict = true}) == "E205");
    const auto misspelt = calque::parse<calque::run>("statsu = 'failed'");
    BOOST_TEST(support::codes(misspelt) == "W807");
    BOOST_TEST(misspelt.diagnostics().front().help == "did you mean `status`?");
    BOOST_TEST(!misspelt.diagnostics().front().edits.front().safe);
    const std::string_view json = R"({"field":"statsu","op":"endswith","value":"x"})";
    BOOST_TEST(support::codes(calque::from_json<calque::run>(json)) == "W807");
    BOOST_TEST(support::codes(calque::from_json<calque::run>(json, {.strict = true})) == "E205");
    BOOST_TEST(to_json(calque::from_json<calque::run>(json).value()) == json);
    BOOST_TEST(support::codes_of<calque::run>("not (some_field = 'x')") == "W807");
    BOOST_TEST(support::codes_of<calque::run>("not (some.field = 'x')") == "W807 E501");
}

BOOST_AUTO_TEST_CASE(unlisted_field_infers_its_relation_from_the_name) {
    const std::string rows = "same_row(metric_evaluations.metric.name = \"m\" and metric_evaluations.thumbs_up = true)";
    const auto result = calque::parse<calque::run>(rows);
    BOOST_TEST(support::codes(result) == "W807");
    BOOST_TEST(print(*result) == rows);
    BOOST_TEST((calque::from_json<calque::run>(to_json(*result)).value() == *result));
    const auto holds = [&](const char* json) { return evaluate(*result, boost::json::parse(json)); };
    BOOST_TEST(holds(R"({"metric_evaluations":[{"metric":{"name":"m"},"thumbs_up":true}]})"));
    BOOST_TEST(!holds(R"({"metric_evaluations":[{"metric":{"name":"m"}},{"metric":{"name":"n"},"thumbs_up":true}]})"));
    BOOST_TEST(support::codes_of<calque::run>("same_row(metric_evaluations.value > 1 and other.field = 1)") ==
               "W807 E206");
    BOOST_TEST(support::codes(calque::from_json<calque::run>(
                   R"({"operator":"same_row","conditions":[{"field":"metric_evaluations.value","op":"gt","value":1},)"
                   R"({"field":"x","op":"eq","value":1}]})")) == "W807 E206");
}

BOOST_AUTO_TEST_SUITE_END()
