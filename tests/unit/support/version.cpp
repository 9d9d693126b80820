// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <calque/support/version.hpp>

#include <boost/test/unit_test.hpp>

#include <string>

BOOST_AUTO_TEST_SUITE(version_tests)

BOOST_AUTO_TEST_CASE(version_string_matches_the_numbers) {
    BOOST_TEST(calque::version_string == std::to_string(calque::version_major) + '.' +
                                             std::to_string(calque::version_minor) + '.' +
                                             std::to_string(calque::version_patch));
}

BOOST_AUTO_TEST_SUITE_END()
