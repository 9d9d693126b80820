// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <calque/call_log.hpp>

#include <boost/test/unit_test.hpp>

#include <set>
#include <string>
#include <string_view>
#include <vector>

BOOST_AUTO_TEST_SUITE(call_log_tests)

const calque::field& row(std::string_view name) {
    for (const calque::field& each : calque::call_log::fields)
        if (each.name == name) return each;
    throw std::out_of_range{std::string{name}};
}

// An independent copy of the table in the vendor's guide, see api/README.md, "Fields".
BOOST_AUTO_TEST_CASE(fields_match_the_vendor_guide) {
    struct line {
        std::string_view name;
        calque::field_type type;
        std::string_view operators;
    };
    using enum calque::field_type;
    const std::vector<line> guide{{"id", integer, "eq gt gte lt lte in"},
                                  {"success", boolean, "eq neq isnull"},
                                  {"duration", number, "eq gt gte lt lte"},
                                  {"customer_number", string, "eq neq contains startswith in"},
                                  {"call_ended_reason", string, "eq neq contains in"},
                                  {"dropoff_point", string, "eq neq contains in isnull"},
                                  {"topic", string, "eq neq contains in isnull"},
                                  {"timestamp", datetime, "eq gt gte lt lte"},
                                  {"is_reviewed", boolean, "eq"}};
    for (const line& each : guide) {
        std::string documented;
        for (std::size_t i = 0; i < calque::op_count; ++i) {
            const auto operation = static_cast<calque::op>(i);
            if (row(each.name).tier(operation) == calque::op_tier::documented)
                documented += (documented.empty() ? "" : " ") + std::string{json_name(operation)};
        }
        BOOST_TEST(documented == each.operators, each.name << ": " << documented);
        BOOST_TEST((row(each.name).type == each.type), each.name);
    }
    for (const std::string_view related : {"agent.id", "agent.agent_name", "metadata.", "metric_evaluations.value",
                                           "metric_evaluations.metric.id", "metric_evaluations.metric.name"})
        BOOST_TEST(!row(related).documented_ops().empty(), related);
    BOOST_TEST(calque::call_log::fields.size() == guide.size() + 6);
}

BOOST_AUTO_TEST_CASE(only_duration_has_a_unit) {
    for (const calque::field& each : calque::call_log::fields)
        BOOST_TEST((each.unit == calque::field_unit::seconds) == (each.name == "duration"), each.name);
}

BOOST_AUTO_TEST_CASE(relation_is_the_first_part_of_the_name) {
    for (const calque::field& each : calque::call_log::fields) {
        BOOST_TEST((each.rows == calque::relation::none) == each.through.empty(), each.name);
        if (!each.through.empty()) BOOST_TEST(each.name.starts_with(std::string{each.through} + "."), each.name);
    }
    BOOST_TEST((row("agent.id").rows == calque::relation::to_one));
    BOOST_TEST((row("metric_evaluations.value").rows == calque::relation::to_many));
}

BOOST_AUTO_TEST_CASE(names_are_unique_and_summaries_not_empty) {
    std::set<std::string_view> names;
    for (const calque::field& each : calque::call_log::fields) {
        BOOST_TEST(names.insert(each.name).second, each.name);
        BOOST_TEST(!each.summary.empty(), each.name);
    }
}

BOOST_AUTO_TEST_SUITE_END()
