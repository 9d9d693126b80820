// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <calque/values/error.hpp>

#include <boost/test/unit_test.hpp>

#include <set>
#include <string>

BOOST_AUTO_TEST_SUITE(error_tests)

BOOST_AUTO_TEST_CASE(every_code_has_a_distinct_message) {
    std::set<std::string> texts;
    for (int code = static_cast<int>(calque::errc::invalid_filter);
         code <= static_cast<int>(calque::errc::bad_records_file); ++code) {
        const std::string text = calque::error_code{static_cast<calque::errc>(code)}.message();
        BOOST_TEST(text != "unknown calque error", code);
        BOOST_TEST(texts.insert(text).second, text);
    }
    BOOST_TEST((calque::error_code{static_cast<calque::errc>(9999)}.message() == "unknown calque error"));
}

BOOST_AUTO_TEST_CASE(error_code_compares_with_errc) {
    const calque::error_code code = calque::errc::timeout;
    BOOST_TEST((code == calque::errc::timeout));
    BOOST_TEST((code != calque::errc::network));
    BOOST_TEST(code.category().name() == std::string{"calque"});
    BOOST_TEST(static_cast<bool>(code));
}

BOOST_AUTO_TEST_SUITE_END()
