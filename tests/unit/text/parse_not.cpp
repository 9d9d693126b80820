// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <boost/test/unit_test.hpp>

#include <vector>

#include "unit/support.hpp"

BOOST_AUTO_TEST_SUITE(parse_not_tests)

using support::codes_of;
using support::json_of;

struct strict_nulls {
    static constexpr std::string_view name = "strict_nulls";
    static constexpr std::array<calque::field, 1> fields{
        calque::field{.name = "x",
                      .type = calque::field_type::string,
                      .documented = {calque::op::eq, calque::op::neq, calque::op::isnull},
                      .nulls = calque::nullability::yes}};
    static constexpr calque::server_assumptions assumptions{.neq_keeps_nulls = false};
};

// `not e` selects exactly the records that `e` does not, or is refused.

void same(std::string_view text, std::string_view as) {
    BOOST_TEST(json_of(text) == json_of(as), text << " gave " << json_of(text));
}

BOOST_AUTO_TEST_CASE(non_nullable_comparisons_flip) {
    same("not duration < 60", "duration >= 60");
    same("not duration <= 60", "duration > 60");
    same("not duration > 60", "duration <= 60");
    same("not duration >= 60", "duration < 60");
    same("not timestamp >= now-7d", "timestamp < now-7d");
    same("not timestamp < 2025-11-03T00:00:00Z", "timestamp >= 2025-11-03T00:00:00Z");
    same("not is_reviewed = true", "is_reviewed = false");
    same("not customer_number = '1'", "customer_number != '1'");
    same("not customer_number != '1'", "customer_number = '1'");
}

BOOST_AUTO_TEST_CASE(ordered_fields_without_neq_become_two_comparisons) {
    same("not duration = 60", "duration < 60 or duration > 60");
    same("not timestamp = now", "timestamp < now or timestamp > now");
}

BOOST_AUTO_TEST_CASE(nullable_fields_keep_their_nulls) {
    same("not success = true", "success = false or success is null");
    same("not topic = 'a'", "topic != 'a' or topic is null");
    same("not topic != 'a'", "topic = 'a'");
    same("not agent.id > 5", "agent.id <= 5 or agent.id is null");
    same("not topic is null", "topic is not null");
    same("not topic is not null", "topic is null");
}

BOOST_AUTO_TEST_CASE(lists_and_ranges_expand) {
    same("customer_number not in ['1', '2']", "customer_number != '1' and customer_number != '2'");
    same("not customer_number in ['1']", "customer_number != '1'");
    same("not topic in ['a', 'b']", "(topic != 'a' or topic is null) and (topic != 'b' or topic is null)");
    same("duration not in 60..120", "duration < 60 or duration > 120");
}

BOOST_AUTO_TEST_CASE(not_is_pushed_inward_and_cancels) {
    same("not (duration < 60 and is_reviewed = true)", "duration >= 60 or is_reviewed = false");
    same("not (duration < 60 or is_reviewed = true)", "duration >= 60 and is_reviewed = false");
    same("not (duration < 60 and not (id < 3 or id > 5))", "duration >= 60 or id < 3 or id > 5");
    same("not not topic contains 'a'", "topic contains 'a'");
    same("not (topic not contains 'a')", "topic contains 'a'");
    same("not not metric_evaluations { value > 1 and metric.id = 2 }",
         "metric_evaluations { value > 1 and metric.id = 2 }");
    same("not (id = 1 or not (success = true and duration < 5))",
         "(id < 1 or id > 1) and success = true and duration < 5");
}

BOOST_AUTO_TEST_CASE(not_inside_same_row_applies_to_each_condition) {
    same("metric_evaluations { metric.name = 'a' and not value is null }",
         "metric_evaluations { metric.name = 'a' and value is not null }");
    same("metric_evaluations { not (metric.id > 1 or metric.id is null) }",
         "metric_evaluations { (metric.id <= 1 or metric.id is null) and metric.id is not null }");
}

BOOST_AUTO_TEST_CASE(negation_without_exact_complement_is_refused) {
    for (const std::string_view text :
         {"not topic contains 'a'", "topic not contains 'a'", "not topic startswith 'a'", "not topic endswith 'a'",
          "not topic matches 'a'", "not timestamp >= today", "not timestamp < today-7d", "not timestamp = today",
          "not metric_evaluations.value = 1", "not metric_evaluations.value is null",
          "not metric_evaluations { value > 1 and metric.id = 2 }", "not (id = 1 and topic contains 'x')",
          "timestamp not in today-7d..now", "metric_evaluations { metric.id = 2 and not value > 1 }"}) {
        const std::string codes = codes_of(text);
        BOOST_TEST(codes.find("E501") != std::string::npos, text << " gave " << codes << json_of(text));
    }
    const std::string told = support::told("not topic contains 'a'");
    BOOST_TEST(told.find("a text match has no opposite operator") != std::string::npos);
    BOOST_TEST(told.find("help: ") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(dynamic_values_have_no_ordered_complement_unless_compared_as_text) {
    const std::string told = support::told("metric_evaluations { metric.id = 2 and not value > 1 }");
    BOOST_TEST(told.find("`value` may hold values of another type") != std::string::npos, told);
    same("metric_evaluations { metric.id = 2 and not value = 1 }",
         "metric_evaluations { metric.id = 2 and (value != 1 or value is null) }");
    same("not metadata.tier < '5'", "metadata.tier >= '5' or metadata.tier is null");
}

BOOST_AUTO_TEST_CASE(schema_may_declare_that_neq_drops_nulls) {
    BOOST_TEST(codes_of<strict_nulls>("not x != 'a'") == "E501");
    BOOST_TEST(json_of<strict_nulls>("not x = 'a'") == json_of<strict_nulls>("x != 'a' or x is null"));
}

BOOST_AUTO_TEST_SUITE_END()
