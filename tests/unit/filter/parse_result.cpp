// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <calque/filter/parse_result.hpp>
#include <calque/run.hpp>

#include <boost/test/unit_test.hpp>

#include <cstddef>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "unit/support.hpp"

BOOST_AUTO_TEST_SUITE(parse_result_tests)

BOOST_AUTO_TEST_CASE(result_with_filter_reads_like_an_optional) {
    auto result = calque::parse("duration != 5");
    BOOST_TEST(result.has_value());
    BOOST_TEST(static_cast<bool>(result));
    BOOST_TEST(result->condition_count() == 1u);
    BOOST_TEST(result.diagnostics().size() == 1u); // a warning accompanies the filter
    const auto copy = *result;
    BOOST_TEST((std::move(result).value() == copy));
}

BOOST_AUTO_TEST_CASE(value_without_filter_throws_diagnostics_and_source) {
    const auto result = calque::parse("duraton > 5 and topic > 'a'");
    BOOST_TEST(!result);
    BOOST_CHECK_EXCEPTION((void)result.value(), calque::filter_error, [](const calque::filter_error& error) {
        return error.diagnostics().size() == 2 && error.source() == "duraton > 5 and topic > 'a'" &&
               error.code() == calque::errc::invalid_filter;
    });
    BOOST_CHECK_THROW((void)calque::parse("").value(), calque::system_error);
}

BOOST_AUTO_TEST_CASE(reused_result_equals_a_fresh_one) {
    auto kept = calque::parse("duration != 5"); // has a warning
    for (const std::string_view text :
         {"topic = \"a text that is longer than any before\"", "duraton > 5", "", "success = true", "duration != 5",
          "metadata.\"a key\" in [1, 2, 3]", "success = 1", "id = 1 or id = 2"}) {
        calque::parse_into(kept, text);
        const auto fresh = calque::parse(text);
        BOOST_TEST(kept.has_value() == fresh.has_value());
        BOOST_TEST(calque::render(kept.diagnostics(), text) == calque::render(fresh.diagnostics(), text));
        if (fresh) BOOST_TEST((*kept == *fresh && kept.value() == *fresh));
        else
            BOOST_CHECK_EXCEPTION((void)kept.value(), calque::filter_error,
                                  [&](const calque::filter_error& error) { return error.source() == text; });
    }
}

BOOST_AUTO_TEST_CASE(reused_result_accepts_other_options) {
    auto kept = calque::parse("duration != 5");
    calque::parse_into(kept, "duration != 5", {.strict = true});
    BOOST_TEST(!kept);
    auto runs = calque::parse<calque::run>("status = 'failed'");
    calque::parse_into(runs, "status = 'completed'");
    BOOST_TEST((*runs == calque::parse<calque::run>("status = 'completed'").value()));
}

BOOST_AUTO_TEST_CASE(source_past_the_limit_is_not_copied) {
    const auto result = calque::parse(std::string(200'000, ' '));
    BOOST_CHECK_EXCEPTION((void)result.value(), calque::filter_error,
                          [](const calque::filter_error& error) { return error.source().empty(); });
}

BOOST_AUTO_TEST_CASE(default_limits_match_the_language) {
    constexpr calque::parse_limits limits;
    BOOST_TEST(limits.input_bytes == 64u * 1024);
    BOOST_TEST(limits.depth == 64u);
    BOOST_TEST(limits.conditions == 1'000u);
    BOOST_TEST(limits.list_items == 1'000u);
    BOOST_TEST(limits.string_bytes == 8u * 1024);
}

BOOST_AUTO_TEST_CASE(threads_and_copies_see_the_same_warnings) {
    auto result = calque::parse("topic endswith 'x' and timestamp < today");
    const auto copy = result;
    std::vector<std::size_t> found(4);
    std::vector<std::thread> askers;
    for (std::size_t& count : found) askers.emplace_back([&] { count = copy.diagnostics().size(); });
    for (std::thread& each : askers) each.join();
    BOOST_TEST(found == std::vector<std::size_t>(4, 2u), boost::test_tools::per_element());
    BOOST_TEST(support::codes(result) == "W801 W803");
    BOOST_TEST(&result.diagnostics() == &copy.diagnostics());
    const auto moved = std::move(result);
    BOOST_TEST(support::codes(moved) == "W801 W803");
}

BOOST_AUTO_TEST_CASE(reused_result_drops_old_warnings) {
    auto kept = calque::parse("topic endswith 'x'");
    BOOST_TEST(support::codes(kept) == "W801");
    calque::parse_into(kept, "id = 1");
    BOOST_TEST(kept.diagnostics().empty());
    calque::parse_into(kept, "id => 1");
    BOOST_TEST(support::codes(kept) == "E101");
    calque::parse_into(kept, "timestamp > now-5M");
    BOOST_TEST(support::codes(kept) == "W805");
    calque::from_json_into(kept, R"({"field":"topic","op":"endswith","value":"x"})");
    BOOST_TEST(support::codes(kept) == "W801");
    BOOST_TEST(kept.diagnostics().front().pointer == "/op");
}

BOOST_AUTO_TEST_SUITE_END()
