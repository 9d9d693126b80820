// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <calque/json.hpp>
#include <calque/parse.hpp>

#include <boost/json/value_from.hpp>
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <string>

#include "property/texts.hpp"

BOOST_AUTO_TEST_SUITE(language)

bool only_inexact(const calque::parse_result<calque::call_log>& result) {
    return std::ranges::all_of(result.diagnostics(), [](const calque::diagnostic& each) {
        return each.level() == calque::severity::warning || each.code == calque::diagnostic_code::inexact_not;
    });
}

BOOST_AUTO_TEST_CASE(json_carries_every_filter_there_and_back) {
    property::text_maker make{20251103};
    std::size_t filters = 0;
    for (int i = 0; i < 20'000; ++i) {
        const std::string text = make.filter();
        const auto result = calque::parse(text);
        BOOST_TEST_REQUIRE(only_inexact(result), text << "\n" << calque::render(result.diagnostics(), text));
        if (!result) continue;
        ++filters;
        const std::string json = to_json(*result);
        const auto back = calque::from_json(json);
        BOOST_TEST_REQUIRE(back.has_value(), text << "\n" << json << "\n" << calque::render(back.diagnostics(), json));
        BOOST_TEST_REQUIRE((*back == *result), text << "\n" << json << "\n" << to_json(*back));
        BOOST_TEST_REQUIRE(std::hash<calque::filter<calque::call_log>>{}(*back) ==
                           std::hash<calque::filter<calque::call_log>>{}(*result));
        BOOST_TEST_REQUIRE((calque::from_json(boost::json::value_from(*result)).value() == *result), text);
    }
    BOOST_TEST_MESSAGE(filters << " filters went there and back");
    BOOST_TEST(filters > 5'000u);
}

BOOST_AUTO_TEST_CASE(a_mistyped_text_is_a_filter_or_has_errors_inside_of_it) {
    property::text_maker make{7};
    std::size_t errors = 0;
    for (int i = 0; i < 30'000; ++i) {
        std::string text = make.mutated(make.filter(3));
        if (i % 4 == 0) text = make.mutated(text);
        const auto result = calque::parse(text);
        if (result) {
            BOOST_TEST_REQUIRE((calque::from_json(to_json(*result)).value() == *result), text);
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
    BOOST_TEST(errors > 5'000u);
}

BOOST_AUTO_TEST_SUITE_END()
