// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <calque/build/call_log_fields.hpp>
#include <calque/build/row_condition.hpp>
#include <calque/text/print/print.hpp>

#include <boost/test/unit_test.hpp>

#include <concepts>

BOOST_AUTO_TEST_SUITE(row_condition_tests)

using namespace calque::call_log_fields;
using log_filter = calque::filter<calque::call_log>;

// A plain condition on a row converts to a filter; a complement makes sense only inside `same_row`.
static_assert(std::convertible_to<decltype(metric_value > 1), log_filter>);
static_assert(std::convertible_to<decltype(metric_value > 1 || metric_id == 1), log_filter>);
static_assert(!std::convertible_to<decltype(!(metric_value > 1)), log_filter>);

BOOST_AUTO_TEST_CASE(row_condition_converts_to_filter_or_joins_same_row) {
    BOOST_TEST(calque::print(log_filter{metric_value > 1}) == "metric_evaluations.value > 1");
    BOOST_TEST(calque::print(log_filter{calque::same_row(metric_value > 1 && metric_id == 2)}) ==
               "same_row(metric_evaluations.value > 1 and metric_evaluations.metric.id = 2)");
}

BOOST_AUTO_TEST_SUITE_END()
