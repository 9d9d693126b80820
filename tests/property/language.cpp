// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <calque/json.hpp>
#include <calque/parse.hpp>

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <string>

#include "property/texts.hpp"
#include "property/there_and_back.hpp"

BOOST_AUTO_TEST_SUITE(language_tests)

bool only_inexact(const calque::parse_result<calque::call_log>& result) {
    return std::ranges::all_of(result.diagnostics(), [](const calque::diagnostic& each) {
        return each.level() == calque::severity::warning || each.code == calque::diagnostic_code::inexact_not;
    });
}

BOOST_AUTO_TEST_CASE(realistic_filters_round_trip_through_text_and_json) {
    property::text_maker make{20251103};
    std::size_t filters = 0;
    for (int i = 0; i < 10'000; ++i) {
        const std::string text = make.filter();
        const auto result = calque::parse(text);
        property::demand(only_inexact(result),
                         [&] { return text + "\n" + calque::render(result.diagnostics(), text); });
        if (!result) continue;
        ++filters;
        property::there_and_back(*result);
    }
    BOOST_TEST_MESSAGE(filters << " filters went there and back");
    BOOST_TEST(filters > 2'500u);
}

BOOST_AUTO_TEST_CASE(mistyped_text_is_a_filter_or_has_errors_within_its_range) {
    property::text_maker make{7};
    std::size_t errors = 0;
    for (int i = 0; i < 10'000; ++i) {
        std::string text = make.mutated(make.filter(3));
        if (i % 4 == 0) text = make.mutated(text);
        const auto result = calque::parse(text);
        if (result) {
            property::demand_equal(calque::from_json(to_json(*result)), *result, text);
            continue;
        }
        ++errors;
        BOOST_TEST_REQUIRE(!result.diagnostics().empty(), text);
        BOOST_TEST_REQUIRE(
            std::ranges::any_of(result.diagnostics(),
                                [](const auto& each) { return each.level() == calque::severity::error; }),
            text);
        for (const calque::diagnostic& each : result.diagnostics()) {
            BOOST_TEST_REQUIRE(each.range.begin <= each.range.end, text);
            BOOST_TEST_REQUIRE(each.range.end <= text.size(), text);
            BOOST_TEST_REQUIRE(!each.message.empty(), text);
            for (const calque::text_edit& edit : each.edits) BOOST_TEST_REQUIRE(edit.range.end <= text.size(), text);
        }
        const std::string shown = calque::render(result.diagnostics(), text);
        BOOST_TEST_REQUIRE(shown.find('\x01') == std::string::npos);
    }
    BOOST_TEST_MESSAGE(errors << " texts were refused");
    BOOST_TEST(errors > 1'500u);
}

BOOST_AUTO_TEST_SUITE_END()
