// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <calque/transaction.hpp>

#include <boost/test/unit_test.hpp>

#include "unit/support.hpp"

BOOST_AUTO_TEST_SUITE(transaction_tests)

BOOST_AUTO_TEST_CASE(api_example_parses_without_warnings) {
    BOOST_TEST(support::json_of<calque::transaction>("created_at >= now-30d") ==
               R"({"field":"created_at","op":"gte","value":"now-30d"})");
    BOOST_TEST(support::codes_of<calque::transaction>("created_at >= now-30d") == "");
}

BOOST_AUTO_TEST_CASE(unlisted_fields_are_accepted_with_a_warning) {
    BOOST_TEST(support::codes_of<calque::transaction>("amount > 5") == "W807");
    BOOST_TEST(support::codes_of<calque::transaction>("created_at contains '2025'") == "E204");
}

BOOST_AUTO_TEST_SUITE_END()
