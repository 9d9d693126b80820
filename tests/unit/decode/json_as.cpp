// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <calque/decode/json_as.hpp>

#include <boost/test/unit_test.hpp>

#include <cstdint>
#include <string>
#include <vector>

BOOST_AUTO_TEST_SUITE(json_as_tests)

BOOST_AUTO_TEST_CASE(json_as_converts_records_with_exact_numbers) {
    BOOST_TEST(calque::json_as<std::vector<std::int64_t>>({"[1,9007199254740993]"}).at(1) == 9007199254740993);
    BOOST_TEST(calque::json_as<double>({"0.1234567890123"}) == 0.1234567890123);
    BOOST_TEST(calque::json_as<std::string>({R"("\u00e9")"}) == "\xc3\xa9");
}

BOOST_AUTO_TEST_CASE(mismatched_json_throws) {
    BOOST_CHECK_EXCEPTION((void)calque::json_as<double>({"1e400"}), calque::system_error,
                          [](const calque::system_error& error) { return error.code() == calque::errc::bad_record; });
    BOOST_CHECK_THROW((void)calque::json_as<std::string>({"5"}), std::exception);
}

BOOST_AUTO_TEST_SUITE_END()
