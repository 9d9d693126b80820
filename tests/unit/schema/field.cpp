// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <calque/schema/field.hpp>

#include <boost/test/unit_test.hpp>

#include <array>
#include <string_view>

BOOST_AUTO_TEST_SUITE(field_tests)

using calque::field_type;
using calque::op;
using calque::op_tier;

BOOST_AUTO_TEST_CASE(json_names_of_operators_match_the_api) {
    const std::array<std::string_view, calque::op_count> names{
        "eq", "neq", "gt", "gte", "lt", "lte", "contains", "startswith", "endswith", "in", "isnull", "regex"};
    for (std::size_t i = 0; i < names.size(); ++i) BOOST_TEST(json_name(static_cast<op>(i)) == names[i]);
}

BOOST_AUTO_TEST_CASE(op_set_contains_only_its_members) {
    constexpr calque::op_set some{op::eq, op::regex};
    for (std::size_t i = 0; i < calque::op_count; ++i) {
        const auto each = static_cast<op>(i);
        BOOST_TEST(some.contains(each) == (each == op::eq || each == op::regex));
    }
    BOOST_TEST((some | calque::op_set{op::gt}).contains(op::gt));
    BOOST_TEST(((some - calque::op_set{op::eq, op::gt}) == calque::op_set{op::regex}));
    BOOST_TEST(calque::op_set{}.empty());
}

BOOST_AUTO_TEST_CASE(tiers_follow_documented_operators_and_type) {
    const calque::field row{.name = "n", .type = calque::field_type::number, .documented = {op::eq, op::gt}};
    BOOST_TEST((row.tier(op::gt) == op_tier::documented));
    BOOST_TEST((row.tier(op::neq) == op_tier::undocumented));
    BOOST_TEST((row.tier(op::contains) == op_tier::refused));
}

BOOST_AUTO_TEST_CASE(natural_operators_are_documented_by_default) {
    const calque::field text{.name = "t", .type = field_type::string};
    BOOST_TEST((text.tier(op::startswith) == op_tier::documented));
    BOOST_TEST((text.tier(op::endswith) == op_tier::undocumented));
    BOOST_TEST((text.tier(op::gt) == op_tier::refused));
    const calque::field truth{.name = "b", .type = field_type::boolean};
    BOOST_TEST((truth.tier(op::isnull) == op_tier::documented));
    BOOST_TEST((truth.tier(op::in) == op_tier::undocumented));
    const calque::field any{.name = "", .type = field_type::dynamic};
    BOOST_TEST(any.is_unlisted());
    BOOST_TEST((any.tier(op::eq) == op_tier::undocumented));
}

BOOST_AUTO_TEST_CASE(path_separator_follows_the_name) {
    BOOST_TEST((calque::field{.name = "a.b", .through = "a"}.separator()) == ".");
    BOOST_TEST((calque::field{.name = "a__b", .through = "a"}.separator()) == "__");
    BOOST_TEST((calque::field{.name = "a__b"}.separator()) == ".");
    BOOST_TEST((calque::field{.name = "a.b.c", .through = "a"}.name_in_row()) == "b.c");
    BOOST_TEST((calque::field{.name = "a__b", .through = "a"}.name_in_row()) == "b");
    BOOST_TEST((calque::field{.name = "a__b"}.name_in_row()) == "a__b");
    BOOST_TEST((calque::field{.name = "a."}.opens_namespace()));
    BOOST_TEST(!(calque::field{.name = "a.b"}.opens_namespace()));
}

BOOST_AUTO_TEST_SUITE_END()
