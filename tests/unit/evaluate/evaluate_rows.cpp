// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <calque/evaluate.hpp>
#include <calque/json.hpp>
#include <calque/parse.hpp>

#include <boost/json/parse.hpp>
#include <boost/test/unit_test.hpp>

#include <array>
#include <string>
#include <string_view>

BOOST_AUTO_TEST_SUITE(evaluate_rows_tests)

namespace json = boost::json;

namespace {

/// Returns a call with these rows under `metric_evaluations`.
json::value call(std::string_view rows) {
    return json::parse(R"({"id": 1, "metric_evaluations": )" + std::string{rows} + "}");
}

constexpr std::string_view two_rows = R"([
    {"value": 0.4, "metric": {"id": 1, "name": "accuracy"}},
    {"value": 0.95, "metric": {"id": 2, "name": "politeness"}}])";

bool selects(std::string_view text, std::string_view rows, const calque::server_assumptions& assumed = {}) {
    return calque::evaluate(calque::parse(text).value(), call(rows), {.assumptions = assumed});
}

void yes(std::string_view text, std::string_view rows = two_rows) {
    BOOST_TEST(selects(text, rows), text << " must select " << rows);
}

void no(std::string_view text, std::string_view rows = two_rows) {
    BOOST_TEST(!selects(text, rows), text << " must not select " << rows);
}

/// A user-defined schema with a nested to-many relation and a deep namespace.
struct order_schema {
    static constexpr std::string_view name = "order";
    static constexpr std::array<calque::field, 4> fields{
        calque::field{.name = "number", .type = calque::field_type::integer},
        calque::field{.name = "cart.lines.article.title",
                      .type = calque::field_type::string,
                      .rows = calque::relation::to_many,
                      .through = "cart.lines"},
        calque::field{.name = "cart.lines.amount",
                      .type = calque::field_type::integer,
                      .rows = calque::relation::to_many,
                      .through = "cart.lines"},
        calque::field{.name = "extra.", .type = calque::field_type::dynamic},
    };
    static constexpr calque::server_assumptions assumptions{.neq_keeps_nulls = false};
};

bool orders(std::string_view text, std::string_view record) {
    return calque::evaluate(calque::parse<order_schema>(text).value(), json::parse(record));
}

bool open(std::string_view filter, std::string_view record) {
    return calque::evaluate(calque::from_json<calque::open_schema>(filter).value(), json::parse(record));
}

} // namespace

BOOST_AUTO_TEST_CASE(condition_on_to_many_relation_holds_if_some_row_meets_it) {
    yes("metric_evaluations.value >= 0.9");
    yes("metric_evaluations.value < 0.5");
    no("metric_evaluations.value > 0.95");
    yes(R"(metric_evaluations.metric.name = "politeness")");
    no(R"(metric_evaluations.metric.name = "tone")");
    yes("metric_evaluations.metric.id in [2, 3]");
}

BOOST_AUTO_TEST_CASE(separate_conditions_may_be_met_by_different_rows) {
    yes(R"(metric_evaluations.metric.name = "accuracy" and metric_evaluations.value >= 0.9)");
}

BOOST_AUTO_TEST_CASE(same_row_requires_one_row_that_meets_all) {
    no(R"(same_row(metric_evaluations.metric.name = "accuracy" and metric_evaluations.value >= 0.9))");
    yes(R"(same_row(metric_evaluations.metric.name = "politeness" and metric_evaluations.value >= 0.9))");
    yes(R"(metric_evaluations { metric.name = "accuracy" and value < 0.5 })");
    no(R"(metric_evaluations { metric.name = "accuracy" and value < 0.5 and metric.id = 2 })");
    yes(R"(metric_evaluations { metric.id = 2 and (value < 0.5 or value > 0.9) })");
    no(R"(metric_evaluations { metric.id = 1 and (value < 0.3 or value > 0.9) })");
}

BOOST_AUTO_TEST_CASE(same_row_combines_with_other_conditions) {
    const std::string good = R"(metric_evaluations { metric.id = 2 and value > 0.9 })";
    const std::string bad = R"(metric_evaluations { metric.id = 1 and value > 0.9 })";
    yes("id = 1 and " + good);
    no("id = 2 and " + good);
    yes("id = 2 or " + good);
    no("id = 2 or " + bad);
    yes(bad + " or " + good + " and id = 1");
    no(good + " and " + bad);
    yes("(" + bad + " or id = 1) and " + good);
}

BOOST_AUTO_TEST_CASE(relation_without_rows_selects_nothing) {
    for (const auto* rows : {"[]", "null", "5"}) {
        no("metric_evaluations.value >= 0", rows);
        no("metric_evaluations.value < 0", rows);
        no("metric_evaluations.value is not null", rows);
        no("metric_evaluations { metric.id = 1 and value > 0 }", rows);
        no("metric_evaluations { metric.id is null and value is null }", rows);
    }
}

BOOST_AUTO_TEST_CASE(single_object_is_one_row) {
    yes("metric_evaluations.value = 1", R"({"value": 1, "metric": {"id": 7}})");
    yes("metric_evaluations { metric.id = 7 and value = 1 }", R"({"value": 1, "metric": {"id": 7}})");
}

BOOST_AUTO_TEST_CASE(row_that_is_no_object_has_only_nulls) {
    yes("metric_evaluations.value is null", "[null]");
    no("metric_evaluations.value is not null", "[3]");
    no("metric_evaluations.value = 3", "[3]");
    yes("metric_evaluations.metric.id is null", R"([{"value": 1}])");
    yes("metric_evaluations.metric.id is null", R"([{"value": 1, "metric": null}])");
}

BOOST_AUTO_TEST_CASE(dynamic_value_compares_only_with_its_own_type) {
    yes("metric_evaluations.value = 5", R"([{"value": 5}])");
    no(R"(metric_evaluations.value = "5")", R"([{"value": 5}])");
    no("metric_evaluations.value = 5", R"([{"value": "5"}])");
    yes(R"(metric_evaluations.value = "good")", R"([{"value": "good"}])");
    yes(R"(metric_evaluations.value contains "GO")", R"([{"value": "good"}])");
    yes("metric_evaluations.value = true", R"([{"value": true}])");
    no("metric_evaluations.value = true", R"([{"value": 1}])");
    no("metric_evaluations.value >= 0", R"([{"value": true}])");
    yes("metric_evaluations.value in [1, 5]", R"([{"value": 5.0}])");
    yes(R"(metric_evaluations.value in ["a", "b"])", R"([{"value": "b"}])");
    yes(R"(metric_evaluations.value != "5")", R"([{"value": 5}])");
    yes(R"(metric_evaluations.value < "today-7d")", R"([{"value": "2999-01-01T00:00:00Z"}])"); // as text, not as time
}

BOOST_AUTO_TEST_CASE(neq_on_some_row_or_no_row_is_configurable) {
    const calque::server_assumptions some{.neq_to_many_is_some_row = true};
    const calque::server_assumptions none{.neq_to_many_is_some_row = false};
    const auto* text = R"(metric_evaluations.metric.name != "accuracy")";
    BOOST_TEST(selects(text, two_rows, some));
    BOOST_TEST(!selects(text, two_rows, none));
    const auto* other = R"([{"metric": {"name": "tone"}}, {"metric": {"name": "pace"}}])";
    BOOST_TEST(selects(text, other, some));
    BOOST_TEST(selects(text, other, none));
    const auto* same = R"([{"metric": {"name": "accuracy"}}])";
    BOOST_TEST(!selects(text, same, some));
    BOOST_TEST(!selects(text, same, none));
    BOOST_TEST(!selects(text, "[]", some));
    BOOST_TEST(selects(text, "[]", none));
}

BOOST_AUTO_TEST_CASE(neq_inside_same_row_ignores_the_to_many_option) {
    for (const bool some : {true, false}) {
        const calque::server_assumptions assumed{.neq_to_many_is_some_row = some};
        BOOST_TEST(selects(R"(metric_evaluations { metric.name != "accuracy" and value > 0.9 })", two_rows, assumed));
        BOOST_TEST(
            !selects(R"(metric_evaluations { metric.name != "politeness" and value > 0.9 })", two_rows, assumed));
    }
}

BOOST_AUTO_TEST_CASE(neq_on_no_row_counts_null_rows_but_same_row_follows_null_option) {
    const calque::server_assumptions strict{.neq_keeps_nulls = false, .neq_to_many_is_some_row = false};
    const auto* rows = R"([{"value": 1, "metric": {"name": null}}])";
    BOOST_TEST(selects(R"(metric_evaluations.metric.name != "x")", rows, strict));
    BOOST_TEST(!selects(R"(metric_evaluations { metric.name != "x" and value > 0 })", rows, strict));
    BOOST_TEST(selects(R"(metric_evaluations { metric.name != "x" and value > 0 })", rows, {}));
}

BOOST_AUTO_TEST_CASE(isnull_without_rows_is_configurable) {
    const calque::server_assumptions holds{.isnull_to_many_no_rows = true};
    const calque::server_assumptions does_not{.isnull_to_many_no_rows = false};
    BOOST_TEST(selects("metric_evaluations.value is null", "[]", holds));
    BOOST_TEST(!selects("metric_evaluations.value is null", "[]", does_not));
    BOOST_TEST(selects("metric_evaluations.value is null", R"([{"value": null}])", does_not));
    BOOST_TEST(!selects("metric_evaluations.value is null", two_rows, holds));
}

BOOST_AUTO_TEST_CASE(user_defined_schema_is_evaluated_by_its_rows) {
    constexpr std::string_view record = R"({"number": 3, "extra": {"gift": true},
        "cart": {"lines": [{"amount": 2, "article": {"title": "Tea"}}, {"amount": 5, "article": {"title": "Cup"}}]}})";
    BOOST_TEST(orders(R"(cart.lines.article.title contains "TEA")", record));
    BOOST_TEST(orders("cart.lines.amount > 4", record));
    BOOST_TEST(!orders(R"(same_row(cart.lines.amount > 4 and cart.lines.article.title = "Tea"))", record));
    BOOST_TEST(orders(R"(same_row(cart.lines.amount > 4 and cart.lines.article.title = "Cup"))", record));
    BOOST_TEST(orders("extra.gift = true", record));
    BOOST_TEST(!orders("cart.lines.amount > 4", R"({"cart": null})"));
}

BOOST_AUTO_TEST_CASE(options_override_the_assumptions_of_the_schema) {
    const auto filter = calque::parse<order_schema>("number != 3").value();
    const json::value null_number{{"number", nullptr}};
    BOOST_TEST(!calque::evaluate(filter, null_number));
    BOOST_TEST(
        calque::evaluate(filter, null_number, {.assumptions = calque::server_assumptions{.neq_keeps_nulls = true}}));
}

BOOST_AUTO_TEST_CASE(open_schema_resolves_dotted_paths) {
    constexpr std::string_view record =
        R"({"a": {"b": {"c": 7}}, "rows": [{"x": 1, "y": {"z": "k"}}, {"x": 2}], "list": [1]})";
    BOOST_TEST(open(R"({"field": "a.b.c", "op": "eq", "value": 7})", record));
    BOOST_TEST(open(R"({"field": "a.b.d", "op": "isnull", "value": true})", record));
    BOOST_TEST(open(R"({"field": "rows.x", "op": "eq", "value": 2})", record));
    BOOST_TEST(!open(R"({"field": "rows.x", "op": "eq", "value": 3})", record));
    BOOST_TEST(open(R"({"field": "rows.y.z", "op": "eq", "value": "k"})", record));
    BOOST_TEST(open(R"({"field": "list", "op": "isnull", "value": false})", record));
    BOOST_TEST(!open(R"({"field": "list", "op": "eq", "value": 1})", record));
}

BOOST_AUTO_TEST_CASE(open_schema_treats_arrays_as_rows_in_same_row) {
    constexpr std::string_view record = R"({"rows": [{"x": 1, "y": {"z": "j"}}, {"x": 2, "y": {"z": "k"}}], "x": 1})";
    const auto both = [&](std::string_view x, std::string_view z) {
        return open(R"({"operator": "same_row", "conditions": [{"field": "rows.x", "op": "eq", "value": )" +
                        std::string{x} + R"(}, {"field": "rows.y.z", "op": "eq", "value": ")" + std::string{z} +
                        R"("}]})",
                    record);
    };
    BOOST_TEST(both("1", "j"));
    BOOST_TEST(both("2", "k"));
    BOOST_TEST(!both("1", "k"));
    BOOST_TEST(open(R"({"operator": "same_row", "conditions": [{"field": "x", "op": "eq", "value": 1},
        {"field": "rows", "op": "isnull", "value": false}]})",
                    record));
}

BOOST_AUTO_TEST_CASE(open_schema_orders_times_as_instants_and_other_text_as_text) {
    const auto at = [](std::string_view op, std::string_view value, std::string_view time) {
        const std::string filter =
            R"({"field": "t", "op": ")" + std::string{op} + R"(", "value": ")" + std::string{value} + "\"}";
        const calque::instant now = calque::read_datetime("2025-11-03T12:00:00Z").value().at;
        return calque::evaluate(calque::from_json<calque::open_schema>(filter).value(), json::value{{"t", time}}, now);
    };
    BOOST_TEST(at("gte", "today-7d", "2025-10-27T00:00:00Z"));
    BOOST_TEST(!at("gte", "today-7d", "2025-10-26T23:59:59Z"));
    BOOST_TEST(at("lte", "today", "2025-11-03T23:59:59Z"));
    BOOST_TEST(at("lt", "2025-11-03T00:00:00Z", "2025-11-03T01:00:00+02:00"));
    BOOST_TEST(at("gt", "now", "zebra"));
    BOOST_TEST(!at("gt", "now", "apple"));
    BOOST_TEST(at("gt", "2025", "2026-01-01T00:00:00Z"));
}

BOOST_AUTO_TEST_SUITE_END()
