// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <calque/diagnostic/diagnostic_code.hpp>

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(diagnostic_code_tests)

using code = calque::diagnostic_code;

// The numbers are stable, because scripts depend on them.
static_assert(static_cast<int>(code::unexpected_token) == 101 && static_cast<int>(code::unknown_field) == 201 &&
              static_cast<int>(code::wrong_value_type) == 301 && static_cast<int>(code::inexact_not) == 501);

/// Codes from 800 on are warnings.
BOOST_AUTO_TEST_CASE(severity_follows_the_number) {
    for (int number = 100; number < 800; ++number)
        BOOST_TEST((calque::severity_of(static_cast<code>(number)) == calque::severity::error));
    for (int number = 800; number < 900; ++number)
        BOOST_TEST((calque::severity_of(static_cast<code>(number)) == calque::severity::warning));
}

BOOST_AUTO_TEST_SUITE_END()
