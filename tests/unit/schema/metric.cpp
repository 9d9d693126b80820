// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <calque/evaluate.hpp>
#include <calque/metric.hpp>
#include <calque/print.hpp>
#include <calque/text/mend/mend.hpp>

#include <boost/json/parse.hpp>
#include <boost/test/unit_test.hpp>

#include "unit/support.hpp"

BOOST_AUTO_TEST_SUITE(metric_tests)

BOOST_AUTO_TEST_CASE(paths_use_double_underscores) {
    BOOST_TEST(support::json_of<calque::metric>("agents__id in [1, 2] and name contains 'acc'") ==
               R"({"operator":"and","conditions":[{"field":"agents__id","op":"in","value":[1,2]},)"
               R"({"field":"name","op":"contains","value":"acc"}]})");
    BOOST_TEST(support::codes_of<calque::metric>("agents.id = 1") == "E201");
    BOOST_TEST(support::codes_of<calque::metric>("type contains 'x' and eval_type in ['numeric']") == "");
    BOOST_TEST(support::codes_of<calque::metric>("name startswith 'x'") == "W801");
}

BOOST_AUTO_TEST_CASE(relation_of_an_underscore_path_is_known) {
    const auto rows = calque::parse<calque::metric>("agents { id in [1, 2] and id = 2 }").value();
    BOOST_TEST(print(rows) == "same_row(agents__id in [1, 2] and agents__id = 2)");
    BOOST_TEST((calque::parse<calque::metric>(print(rows)).value() == rows));
    BOOST_TEST(support::codes_of<calque::metric>("not agents__id = 1") == "E501");
    BOOST_TEST(evaluate(rows, boost::json::parse(R"({"agents":[{"id":1},{"id":2}]})")));
    BOOST_TEST(!evaluate(rows, boost::json::parse(R"({"agents":[{"id":1}]})")));
}

BOOST_AUTO_TEST_CASE(names_inside_braces_omit_the_relation) {
    BOOST_TEST(calque::mend<calque::metric>("agents { idin [1] }") == "agents { id in [1] }");
    BOOST_TEST(calque::mend<calque::metric>("agents { id = 3 andid in [4] }") == "agents { id = 3 and id in [4] }");
    BOOST_TEST(calque::mend<calque::metric>("agents { i d = 3 }") == "agents { id = 3 }");
}

BOOST_AUTO_TEST_SUITE_END()
