// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <calque/build.hpp>

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <array>
#include <chrono>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <list>
#include <optional>
#include <ranges>
#include <set>
#include <span>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "unit/build/build_same.hpp"

BOOST_AUTO_TEST_SUITE(build_tests)

using namespace calque::call_log_fields;
using namespace std::chrono_literals;
using calque::call_log;
using calque::field_of;
using calque::now;
using calque::today;
using std::chrono::days;
using support::same;

using filter = calque::filter<call_log>;

namespace {

template <class Field>
constexpr std::size_t row_of(const Field&) {
    return calque::detail::field_traits<Field>::found.index;
}

} // namespace

// Every expression is a filter; conditions on rows also convert to one.
static_assert(std::same_as<decltype(duration >= 60), filter>);
static_assert(std::same_as<decltype(metadata["region"].in({"US"})), filter>);
static_assert(std::same_as<decltype(!is_reviewed), filter>);
static_assert(std::same_as<decltype(duration >= 60 && metric_value == 1), filter>);
static_assert(std::derived_from<decltype(metric_value >= 0.9), filter>);
static_assert(std::derived_from<decltype(metric_value >= 0.9 || metric_name == "a"), filter>);
static_assert(std::same_as<decltype(same_row(metric_value >= 0.9)), filter>);
static_assert(!std::convertible_to<decltype(!(metric_value >= 0.9)), filter>);
static_assert(std::is_empty_v<decltype(duration)>);

// Every field of the schema has exactly one object.
static_assert([] {
    const std::array rows{row_of(id),          row_of(success),   row_of(duration),    row_of(customer_number),
                          row_of(topic),       row_of(timestamp), row_of(is_reviewed), row_of(call_ended_reason),
                          row_of(agent_id),    row_of(metadata),  row_of(agent_name),  row_of(dropoff_point),
                          row_of(metric_name), row_of(metric_id), row_of(metric_value)};
    std::array<bool, call_log::fields.size()> found{};
    for (const std::size_t each : rows) found[each] = true;
    return std::ranges::all_of(found, [](bool each) { return each; }) && rows.size() == found.size();
}());

// Relative times are constant expressions.
static_assert(today - days{7} == calque::relative_time{calque::time_anchor::today, '-', calque::time_unit::day, 7});
static_assert(now + std::chrono::weeks{1} ==
              calque::relative_time{calque::time_anchor::now, '+', calque::time_unit::week, 1});

BOOST_AUTO_TEST_CASE(documented_expressions_equal_their_texts) {
    same(timestamp >= today - days{7} && duration >= 60, "timestamp >= today-7d and duration >= 60");
    same(success == true, "success = true");
    same(call_ended_reason.contains("timeout"), "call_ended_reason contains 'timeout'");
    same(metadata["region"].in({"US", "EU"}), "metadata.region in ['US', 'EU']");
    same(topic.is_null(), "topic is null");
    same(!is_reviewed, "not is_reviewed = true");
    same(same_row(metric_name == "accuracy" && metric_value >= 0.9),
         "metric_evaluations { metric.name = 'accuracy' and value >= 0.9 }");
    same(duration >= 5min, "duration >= 5m");
}

BOOST_AUTO_TEST_CASE(every_operator_equals_its_text) {
    same(id == 1, "id = 1");
    same(topic != "x", "topic != 'x'");
    same(id > 1, "id > 1");
    same(id >= 1, "id >= 1");
    same(id < 1, "id < 1");
    same(id <= 1, "id <= 1");
    same(topic.contains("x"), "topic contains 'x'");
    same(customer_number.startswith("+1"), "customer_number startswith '+1'");
    same(topic.endswith("x"), "topic endswith 'x'");
    same(topic.matches("^a.*z$"), "topic matches '^a.*z$'");
    same(topic.is_not_null(), "topic is not null");
    same(agent_id.is_null(), "agent.id is null");
    same(id.between(1, 9), "id in 1..9");
    same(id.between(9, 9), "id in 9..9");
    same(timestamp.between(now - 2h, today), "timestamp in now-2h..today");
}

BOOST_AUTO_TEST_CASE(values_get_the_same_types_as_in_text) {
    same(duration == 0.1, "duration = 0.1");
    same(duration == 60.0, "duration = 60");
    same(duration == 1'500ms, "duration = 1.5");
    same(duration == std::chrono::duration<double>{0.25}, "duration = 0.25");
    same(duration == -1h, "duration = -1h");
    same(duration == std::uint64_t{18'446'744'073'709'551'615u}, "duration = 18446744073709551615");
    same(id == std::int64_t{-9'223'372'036'854'775'807} - 1, "id = -9223372036854775808");
    same(topic == std::string{"a\"b\n"}, "topic = \"a\\\"b\\n\"");
    same(topic == std::string_view{"x"}, "topic = 'x'");
    same(topic == "", "topic = ''");
    same(metadata["k"] == "5", "metadata.k = '5'");
    same(metadata["k"] == 5, "metadata.k = 5");
    same(metadata["k"] == false, "metadata.k = false");
    same(metric_value == true, "metric_evaluations.value = true");
    using namespace std::chrono;
    same(timestamp < sys_days{2025y / November / 3}, "timestamp < 2025-11-03T00:00:00Z");
    same(timestamp < sys_days{2025y / November / 3} + 10h + 250ms, "timestamp < 2025-11-03T10:00:00.25Z");
    same(timestamp < calque::read_datetime("2025-11-03T10:30:00+01:00").value(),
         "timestamp < 2025-11-03T10:30:00+01:00");
    same(timestamp >= now, "timestamp >= now");
}

BOOST_AUTO_TEST_CASE(time_offsets_keep_their_unit) {
    using namespace std::chrono;
    same(timestamp >= now - 90s, "timestamp >= now-90s");
    same(timestamp >= now - 90min, "timestamp >= now-90m");
    same(timestamp >= now - 2h, "timestamp >= now-2h");
    same(timestamp >= today - days{7}, "timestamp >= today-7d");
    same(timestamp >= today - weeks{1}, "timestamp >= today-1w");
    same(timestamp >= now - months{3}, "timestamp >= now-3M");
    same(timestamp >= now - years{9'999}, "timestamp >= now-9999y");
    same(timestamp >= now + 5min, "timestamp >= now+5m");
    same(timestamp >= today - days{0}, "timestamp >= today-0d");
    same(timestamp >= today - days{-7}, "timestamp >= today+7d");
    same(timestamp >= today + days{-7}, "timestamp >= today-7d");
    same(timestamp >= now - duration_cast<seconds>(1h), "timestamp >= now-3600s");
    BOOST_TEST(calque::to_string(now) == "now");
    BOOST_TEST(calque::to_string(today - days{7}) == "today-7d");
}

BOOST_AUTO_TEST_CASE(lists_take_braces_or_ranges) {
    same(id.in({1}), "id in [1]");
    same(id.in({1u, 2u}), "id in [1, 2]");
    same(duration.in({1.0, 2.5}), "duration in [1, 2.5]");
    same(duration.in({60, 0.5, 5.0F}), "duration in [60, 0.5, 5]");
    same(metadata["k"].in({60, 0.5}), "metadata.k in [60, 0.5]");
    same(metadata["k"].in({true, false}), "metadata.k in [true, false]");
    const std::string eu = "EU";
    same(metadata["k"].in({"US", eu.c_str(), "UK"}), "metadata.k in ['US', 'EU', 'UK']");
    same(metadata["k"].in({std::string{"a text that does not fit into the string itself"}, eu}),
         "metadata.k in ['a text that does not fit into the string itself', 'EU']");
    same(topic.in({"a", std::string{"b"}, std::string_view{"c"}}), "topic in ['a', 'b', 'c']");
    same(timestamp.in({now, today - days{1}}), "timestamp in [now, today-1d]");
    same(timestamp.in({now - 1h, today}), "timestamp in [now-1h, today]");
    using namespace std::chrono;
    same(timestamp.in({now - 1h, sys_days{2025y / 1 / 1}}), "timestamp in [now-1h, 2025-01-01T00:00:00Z]");

    same(id.in(std::vector{3, 1, 2}), "id in [3, 1, 2]");
    same(id.in(std::set<std::int8_t>{3, 1}), "id in [1, 3]");
    const std::list<std::string> names{"a", "b"};
    same(topic.in(names), "topic in ['a', 'b']");
    same(topic.in(std::span{&eu, 1}), "topic in ['EU']");
    const char* const pointers[] = {"x", "y"};
    same(topic.in(pointers), "topic in ['x', 'y']");
    same(success.in(std::vector<bool>{true, false}), "success in [true, false]");
    // A range of temporaries, then a range that can be read only once.
    same(topic.in(std::views::iota(8, 11) | std::views::transform([](int each) {
                      return std::to_string(each) + " is more than what fits into a string";
                  })),
         "topic in ['8 is more than what fits into a string', '9 is more than what fits into a string', "
         "'10 is more than what fits into a string']");
    std::istringstream numbers{"4 5 6"};
    same(id.in(std::views::istream<int>(numbers)), "id in [4, 5, 6]");
    const std::initializer_list<int> braces{7, 8};
    same(id.in(braces), "id in [7, 8]");

    same(id.not_in({1, 2}), "id not in [1, 2]");
    same(topic.not_in(names), "topic not in ['a', 'b']");
    same(topic.not_in({"a"}), "topic not in ['a']");
}

BOOST_AUTO_TEST_CASE(metadata_keys_are_literals_or_runtime_strings) {
    const std::string key = "org name";
    const char* const pointer = "region";
    char array[] = "region";
    same(metadata[key] == "x", "metadata.\"org name\" = 'x'");
    same(metadata[std::string_view{key}.substr(0, 3)] == "x", "metadata.org = 'x'");
    same(metadata[pointer] == "x", "metadata.region = 'x'");
    same(metadata[array] == "x", "metadata.region = 'x'");
    same(field_of<call_log, "metadata.region"> == "x", "metadata.region = 'x'");
    same(field_of<call_log, "metadata.">["region"] == "x", "metadata.region = 'x'");
    const auto region = metadata["region"]; // used twice below
    BOOST_TEST(region.key() == "region");
    same(region == "x" || region.is_null(), "metadata.region = 'x' or metadata.region is null");
}

BOOST_AUTO_TEST_CASE(filters_combine_with_logical_operators) {
    same(duration > 1 && duration < 2 && id == 3, "duration > 1 and duration < 2 and id = 3");
    same(duration > 1 || (success == true && id == 3), "duration > 1 or success = true and id = 3");
    same(duration.between(1, 2) && id == 3, "duration in 1..2 and id = 3");
    same(!(success == true), "not success = true");
    same(!(duration < 5 || id.in({1, 2})), "not (duration < 5 or id in [1, 2])");
    same(metric_value > 1 && duration > 1, "metric_evaluations.value > 1 and duration > 1");
    filter grown = duration > 1;
    for (const int each : {1, 2}) grown = grown || id == each;
    same(grown, "duration > 1 or id = 1 or id = 2");
    grown = metric_value > 1; // a row condition converts to a filter
    same(grown, "metric_evaluations.value > 1");
}

BOOST_AUTO_TEST_CASE(same_row_equals_its_text) {
    same(same_row(metric_value > 1), "metric_evaluations.value > 1");
    same(same_row(metric_name == "a" && metric_id > 1 && metric_value.is_not_null()),
         "metric_evaluations { metric.name = 'a' and metric.id > 1 and value is not null }");
    same(same_row(metric_name == "a" && (metric_id == 1 || metric_value.between(1, 2))),
         "metric_evaluations { metric.name = 'a' and (metric.id = 1 or value in 1..2) }");
    same(same_row(!(metric_id == 3)), "metric_evaluations { not metric.id = 3 }");
    same(same_row(metric_name == "a" && !(metric_id == 3 || metric_value == true)),
         "metric_evaluations { metric.name = 'a' and not (metric.id = 3 or value = true) }");
    same(same_row(metric_name == "a" || !(metric_id == 3)),
         "metric_evaluations { metric.name = 'a' or not metric.id = 3 }");
    same(same_row(metric_id.not_in({1, 2}) && metric_name == "a"),
         "metric_evaluations { metric.id not in [1, 2] and metric.name = 'a' }");
    same(same_row(!(metric_id.not_in({1}) || metric_name != "a")),
         "metric_evaluations { (metric.id = 1 and metric.id is not null) and metric.name = 'a' }");
    same(same_row(metric_name == "a" && metric_id == 1) && duration > 5 && same_row(metric_name == "b"),
         "metric_evaluations { metric.name = 'a' and metric.id = 1 } and duration > 5 and "
         "metric_evaluations.metric.name = "
         "'b'");
}

// A type that stands for a filter: it names its schema and converts to the filter.
template <class Schema>
struct stand_in {
    using schema_type = Schema;
    operator calque::filter<Schema>() const { return field_of<Schema, "duration"> > 5; }
};
static_assert(calque::filter_operand<stand_in<call_log>> && calque::filter_operand<filter>);
static_assert(!calque::filter_operand<decltype(duration)> && !calque::filter_operand<bool>);

BOOST_AUTO_TEST_CASE(convertible_types_combine_like_filters) {
    constexpr stand_in<call_log> other;
    same(other && id == 1, "duration > 5 and id = 1");
    same(metric_value > 1 || other, "metric_evaluations.value > 1 or duration > 5");
    same(!other, "not duration > 5");
    same(other && other, "duration > 5 and duration > 5");
}

BOOST_AUTO_TEST_SUITE_END()
