// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <calque/json/convert.hpp>
#include <calque/parse.hpp>
#include <calque/run.hpp>

#include <boost/test/unit_test.hpp>

#include <type_traits>

BOOST_AUTO_TEST_SUITE(convert_tests)

using calque::call_log;
using calque::open_schema;

static_assert(!std::is_convertible_v<calque::open_filter, calque::filter<call_log>>);
static_assert(!std::is_constructible_v<calque::filter<call_log>, calque::open_filter>);
static_assert(!std::is_constructible_v<calque::filter<call_log>, calque::filter<calque::run>>);

BOOST_AUTO_TEST_CASE(open_filter_converts_to_checked_filter) {
    const char* const text = "timestamp >= today-7d and (duration >= 60 or metadata.region in ['EU'])";
    const auto open = calque::parse<open_schema>(text).value();
    BOOST_TEST((calque::convert<call_log>(open).value() == calque::parse(text).value()));
}

BOOST_AUTO_TEST_CASE(conversion_failure_reports_its_position) {
    const auto open = calque::parse<open_schema>("id = 1 and duration contains 'x'").value();
    const auto result = calque::convert<call_log>(open);
    BOOST_TEST_REQUIRE(!result);
    BOOST_TEST((result.diagnostics().front().code == calque::diagnostic_code::operator_not_allowed));
    BOOST_TEST(result.diagnostics().front().pointer == "/conditions/1/op");
}

BOOST_AUTO_TEST_CASE(checked_filter_converts_to_open_filter) {
    const auto checked = calque::parse("timestamp >= today-7d and id = 1").value();
    const auto open = calque::convert<open_schema>(checked).value();
    BOOST_TEST((open == calque::parse<open_schema>("timestamp >= today-7d and id = 1").value()));
}

BOOST_AUTO_TEST_CASE(convert_honours_strict) {
    const auto open = calque::parse<open_schema>("duration != 5").value();
    BOOST_TEST(calque::convert<call_log>(open).has_value());
    BOOST_TEST(!calque::convert<call_log>(open, {.strict = true}).has_value());
}

BOOST_AUTO_TEST_SUITE_END()
