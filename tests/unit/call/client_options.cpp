// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <calque/call/client_options.hpp>

#include <boost/test/unit_test.hpp>

#include <chrono>

BOOST_AUTO_TEST_SUITE(client_options_tests)

/// Matches the README's table of limits.
BOOST_AUTO_TEST_CASE(default_limits_match_the_readme) {
    using namespace std::chrono_literals;
    const calque::client_options plain;
    BOOST_TEST((plain.limits.call == 60s));
    BOOST_TEST((plain.limits.attempt == 30s));
    BOOST_TEST((plain.limits.error_body == 2s));
    BOOST_TEST(plain.response_limit == 64u * 1024u * 1024u);
    BOOST_TEST(plain.max_pages == 1'000u);
    BOOST_TEST(plain.ids_per_request == 100u);
    BOOST_TEST(plain.parallel == 4u);
    BOOST_TEST(!plain.observer);
    BOOST_TEST(!plain.seed.has_value());
    BOOST_TEST(plain.decode.max_results == 10'000u);
    BOOST_TEST(plain.decode.max_rows == 1'000'000u);
    BOOST_TEST(plain.decode.max_depth == 64u);
}

BOOST_AUTO_TEST_SUITE_END()
