// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <calque/api/http_message.hpp>

#include <boost/test/unit_test.hpp>

#include <vector>

BOOST_AUTO_TEST_SUITE(http_message_tests)

namespace {

using namespace calque;

BOOST_AUTO_TEST_CASE(find_header_ignores_case) {
    const std::vector<http_header> headers{{"X-One", "1"}, {"x-one", "2"}, {"X-On", "3"}};
    BOOST_TEST(find_header(headers, "x-ONE") == "1");
    BOOST_TEST(find_header(headers, "X-ON") == "3");
    BOOST_TEST(find_header(headers, "X-O").empty());
    BOOST_TEST(find_header({}, "X-One").empty());
}

BOOST_AUTO_TEST_SUITE_END()

} // namespace
