// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <calque/json.hpp>
#include <calque/literal/format.hpp>
#include <calque/parse.hpp>
#include <calque/run.hpp>

#include <boost/test/unit_test.hpp>

#include <array>
#include <chrono>
#include <cmath>
#include <limits>
#include <list>
#include <string>
#include <string_view>
#include <vector>

#include "unit/support.hpp"

BOOST_AUTO_TEST_SUITE(format_tests)

using calque::format_filter;
using namespace std::chrono_literals;

auto parsed(std::string_view text) { return calque::parse(text).value(); }

BOOST_AUTO_TEST_CASE(arguments_replace_values) {
    const std::string number = "+15550100";
    BOOST_TEST((format_filter<"customer_number = {} and duration >= {}">(number, 60) ==
                parsed("customer_number = \"+15550100\" and duration >= 60")));
    BOOST_TEST((format_filter<"success = {} or id in [{}, 2, {}]">(false, 1, 3u) ==
                parsed("success = false or id in [1, 2, 3]")));
    BOOST_TEST((format_filter<"duration in {}..{}">(0.5, 5min) == parsed("duration in 0.5..300")));
    BOOST_TEST((format_filter<"topic contains {}">("x") == parsed("topic contains 'x'")));
    BOOST_TEST((format_filter<"metadata.region = {}">(std::string_view{"EU"}) == parsed("metadata.region = 'EU'")));
    BOOST_TEST((format_filter<"success = true">() == parsed("success = true")));
}

BOOST_AUTO_TEST_CASE(times_are_bound_as_times) {
    using namespace std::chrono;
    const calque::relative_time week{calque::time_anchor::today, '-', calque::time_unit::day, 7};
    BOOST_TEST((format_filter<"timestamp >= {}">(week) == parsed("timestamp >= today-7d")));
    const sys_days day{year{2025} / November / 3};
    BOOST_TEST((format_filter<"timestamp < {}">(day) == parsed("timestamp < 2025-11-03T00:00:00Z")));
    BOOST_TEST((format_filter<"timestamp in {}..now">(calque::datetime{day + 1h, 60}) ==
                parsed("timestamp in 2025-11-03T02:00:00+01:00 .. now")));
}

BOOST_AUTO_TEST_CASE(range_argument_replaces_a_list) {
    const std::vector<std::string> topics{"billing", "a \"b\""};
    BOOST_TEST((format_filter<"topic in {}">(topics) == parsed("topic in ['billing', 'a \"b\"']")));
    BOOST_TEST((format_filter<"id not in {}">(std::list<long>{1, 2}) == parsed("id not in [1, 2]")));
    BOOST_TEST((format_filter<"id in {}">(std::array{7}) == parsed("id in [7]")));
    BOOST_TEST((format_filter<"success in {}">(std::vector<bool>{true, false}) == parsed("success in [true, false]")));
}

BOOST_AUTO_TEST_CASE(arguments_are_accepted_wherever_values_are) {
    BOOST_TEST((format_filter<"not (success = {} or id = {})">(true, 5) == parsed("not (success = true or id = 5)")));
    BOOST_TEST((format_filter<"metric_evaluations { metric.name = {} and value >= {} }">("accuracy", 0.9) ==
                parsed("metric_evaluations { metric.name = 'accuracy' and value >= 0.9 }")));
    BOOST_TEST((format_filter<"same_row(metric_evaluations.metric.id = {} and (metric_evaluations.value = {} or "
                              "metric_evaluations.value = {}))">(1, 2, 3) ==
                parsed("same_row(metric_evaluations.metric.id = 1 and (metric_evaluations.value = 2 or "
                       "metric_evaluations.value = 3))")));
    BOOST_TEST((format_filter<"status = {}", calque::run>("failed") ==
                calque::parse<calque::run>("status = 'failed'").value()));
}

BOOST_AUTO_TEST_CASE(arguments_cannot_change_the_structure) {
    for (const std::string_view hostile : {"\" or success = true or topic = \"", "' or 1 = 1 #", "\\", "\\\"", "{}",
                                           "today-7d", "\n)", "\xf0\x9f\x98\x80"}) {
        const auto filter = format_filter<"success = false and topic = {}">(hostile);
        const auto root = filter.root().as_group().value();
        auto child = root.begin();
        const calque::comparison second = (*++child).as_comparison().value();
        BOOST_TEST((++child == root.end()));
        BOOST_TEST((second.op() == calque::op::eq));
        BOOST_TEST(std::get<std::string_view>(second.value()) == hostile);
    }
}

template <class Make>
void check_refused(const Make& make, calque::diagnostic_code code, std::string_view words) {
    BOOST_CHECK_EXCEPTION((void)make(), calque::filter_error, [&](const calque::filter_error& error) {
        const calque::diagnostic& first = error.diagnostics().front();
        BOOST_TEST((first.code == code), to_string(first.code));
        BOOST_TEST(first.message.find(words) != std::string::npos, first.message);
        return true;
    });
}

BOOST_AUTO_TEST_CASE(invalid_runtime_values_throw) {
    using code = calque::diagnostic_code;
    check_refused([] { return format_filter<"duration in {}..{}">(7, 5); }, code::empty_range, "lower bound");
    check_refused([] { return format_filter<"id in {}">(std::vector<int>{}); }, code::empty_list,
                  "needs at least one value");
    check_refused([] { return format_filter<"id in {}">(std::vector<int>(1001)); }, code::too_many_items, "1000");
    check_refused([] { return format_filter<"id = {}">(std::numeric_limits<std::uint64_t>::max()); },
                  code::number_out_of_range, "64 bits");
    check_refused([] { return format_filter<"duration = {}">(std::nan("")); }, code::number_out_of_range, "number");
    check_refused([] { return format_filter<"topic = {}">("\xff"); }, code::invalid_utf8, "UTF-8");
    check_refused([] { return format_filter<"topic = {}">(std::string(8193, 'x')); }, code::string_too_long, "8193");
    check_refused(
        [] { return format_filter<"not timestamp >= {}">(calque::relative_time{calque::time_anchor::today}); },
        code::inexact_not, "today");
    static constexpr calque::parse_options strict{.strict = true};
    check_refused(
        [] {
            return format_filter<"timestamp >= {}", calque::call_log, strict>(
                calque::relative_time{calque::time_anchor::now, '+', calque::time_unit::day, 1});
        },
        code::undocumented, "not documented");
}

BOOST_AUTO_TEST_CASE(error_source_is_the_format_string) {
    try {
        (void)format_filter<"duration in {}..{}">(7, 5);
    } catch (const calque::filter_error& error) {
        BOOST_TEST(error.source() == "duration in {}..{}");
        BOOST_TEST((error.diagnostics().front().range == calque::text_range{12, 18}));
    }
}

BOOST_AUTO_TEST_SUITE_END()
