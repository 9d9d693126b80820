// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <calque/filter/parse_options.hpp>

#include <boost/test/unit_test.hpp>

#include <cstddef>
#include <limits>

BOOST_AUTO_TEST_SUITE(parse_options_tests)

/// Some limits have a fixed maximum, which options cannot raise.
BOOST_AUTO_TEST_CASE(limits_have_a_maximum) {
    constexpr std::size_t most = std::numeric_limits<std::size_t>::max();
    static_assert(calque::detail::depth_limit({.depth = 7}) == 7 &&
                  calque::detail::depth_limit({.depth = most}) == 512);
    static_assert(calque::detail::input_limit({.input_bytes = 7}) == 7 &&
                  calque::detail::input_limit({.input_bytes = most}) == 268'435'456);
    const calque::parse_limits plain;
    BOOST_TEST(calque::detail::depth_limit(plain) == plain.depth);
    BOOST_TEST(calque::detail::input_limit(plain) == plain.input_bytes);
}

BOOST_AUTO_TEST_CASE(search_edits_is_on_by_default) { BOOST_TEST(calque::parse_options{}.search_edits); }

BOOST_AUTO_TEST_SUITE_END()
