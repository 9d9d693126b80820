// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <calque/evaluate.hpp>
#include <calque/parse.hpp>

#include <boost/json/value.hpp>
#include <boost/test/unit_test.hpp>

#include <chrono>
#include <string>
#include <string_view>

BOOST_AUTO_TEST_SUITE(evaluate_time_tests)

namespace json = boost::json;

namespace {

calque::instant at(std::string_view text) { return calque::read_datetime(text).value().at; }

constexpr std::string_view noon = "2025-11-03T12:00:00Z";

/// Returns whether a filter selects a call with this timestamp if evaluated at `now`.
bool selects(std::string_view text, std::string_view timestamp, std::string_view now = noon,
             const calque::server_assumptions& assumed = {}) {
    const calque::evaluate_options options{.now = at(now), .assumptions = assumed};
    return calque::evaluate(calque::parse(text).value(), json::value{{"timestamp", timestamp}}, options);
}

void yes(std::string_view text, std::string_view timestamp, std::string_view now = noon) {
    BOOST_TEST(selects(text, timestamp, now), text << " must select " << timestamp << " at " << now);
}

void no(std::string_view text, std::string_view timestamp, std::string_view now = noon) {
    BOOST_TEST(!selects(text, timestamp, now), text << " must not select " << timestamp << " at " << now);
}

} // namespace

BOOST_AUTO_TEST_CASE(absolute_times_compare_as_instants_in_any_zone) {
    yes("timestamp = 2025-11-03T10:30:00Z", "2025-11-03T10:30:00Z");
    yes("timestamp = 2025-11-03T10:30:00Z", "2025-11-03T12:30:00+02:00");
    yes("timestamp = 2025-11-03T10:30:00Z", "2025-11-03T10:30:00.000Z");
    no("timestamp = 2025-11-03T10:30:00Z", "2025-11-03T10:30:00.000001Z");
    yes("timestamp > 2025-11-03T10:30:00Z", "2025-11-03T10:30:00.000001Z");
    yes("timestamp >= 2025-11-03T10:30:00Z", "2025-11-03T10:30:00Z");
    yes("timestamp < 2025-11-03T10:30:00+01:00", "2025-11-03T09:29:59Z");
    no("timestamp < 2025-11-03T10:30:00+01:00", "2025-11-03T09:30:00Z");
    yes("timestamp <= 2025-11-03T10:30:00Z", "2025-11-03T10:30:00Z");
    yes("timestamp != 2025-11-03T10:30:00Z", "2025-11-03T10:30:01Z");
    no("timestamp != 2025-11-03T10:30:00Z", "2025-11-03T12:30:00+02:00");
    yes("timestamp in [2025-11-03T10:30:00Z, 2024-02-29T00:00:00Z]", "2024-02-29T01:00:00+01:00");
    no("timestamp in [2025-11-03T10:30:00Z, 2024-02-29T00:00:00Z]", "2024-02-29T00:00:01Z");
}

BOOST_AUTO_TEST_CASE(now_is_the_given_instant_plus_offset) {
    yes("timestamp <= now", noon);
    no("timestamp > now", noon);
    yes("timestamp > now", "2025-11-03T12:00:00.000001Z");
    yes("timestamp >= now-90s", "2025-11-03T11:58:30Z");
    no("timestamp >= now-90s", "2025-11-03T11:58:29Z");
    yes("timestamp >= now-5m", "2025-11-03T11:55:00Z");
    yes("timestamp >= now-24h", "2025-11-02T12:00:00Z");
    no("timestamp >= now-1d", "2025-11-02T11:59:59Z");
    yes("timestamp >= now-2w", "2025-10-20T12:00:00Z");
    no("timestamp >= now-2w", "2025-10-20T11:59:59Z");
    yes("timestamp <= now+1h", "2025-11-03T13:00:00Z");
}

BOOST_AUTO_TEST_CASE(today_is_start_of_day_for_gt_gte_and_end_for_lt_lte) {
    yes("timestamp >= today", "2025-11-03T00:00:00Z");
    no("timestamp >= today", "2025-11-02T23:59:59.999999Z");
    no("timestamp > today", "2025-11-03T00:00:00Z");
    yes("timestamp > today", "2025-11-03T00:00:00.000001Z");
    yes("timestamp <= today", "2025-11-03T23:59:59Z");
    no("timestamp <= today", "2025-11-04T00:00:00Z");
    yes("timestamp < today", "2025-11-03T23:59:58Z");
    no("timestamp < today", "2025-11-03T23:59:59Z");
    yes("timestamp = today", "2025-11-03T00:00:00Z");
    no("timestamp = today", "2025-11-03T12:00:00Z");
    no("timestamp != today", "2025-11-03T00:00:00Z");
}

BOOST_AUTO_TEST_CASE(today_offsets_count_from_the_utc_day) {
    yes("timestamp >= today-7d", "2025-10-27T00:00:00Z");
    no("timestamp >= today-7d", "2025-10-26T23:59:59Z");
    yes("timestamp >= today-7d", "2025-10-27T00:00:00Z", "2025-11-03T00:00:00Z");
    yes("timestamp >= today-7d", "2025-10-27T00:00:00Z", "2025-11-03T23:59:59Z");
}

BOOST_AUTO_TEST_CASE(offset_keeping_the_day_edge_is_configurable) {
    const calque::server_assumptions keeps{.offset_keeps_day_edge = true};
    const calque::server_assumptions drops{.offset_keeps_day_edge = false};
    BOOST_TEST(selects("timestamp <= today-7d", "2025-10-27T23:59:59Z", noon, keeps));
    BOOST_TEST(!selects("timestamp <= today-7d", "2025-10-28T00:00:00Z", noon, keeps));
    BOOST_TEST(!selects("timestamp <= today-7d", "2025-10-27T00:00:01Z", noon, drops));
    BOOST_TEST(selects("timestamp <= today-7d", "2025-10-27T00:00:00Z", noon, drops));
    BOOST_TEST(selects("timestamp <= today", "2025-11-03T23:59:59Z", noon, drops));
    BOOST_TEST(selects("timestamp >= today-7d", "2025-10-27T00:00:00Z", noon, drops));
}

BOOST_AUTO_TEST_CASE(month_and_year_offsets_clip_to_end_of_month) {
    yes("timestamp >= now-1M", "2025-02-28T12:00:00Z", "2025-03-31T12:00:00Z");
    no("timestamp >= now-1M", "2025-02-28T11:59:59Z", "2025-03-31T12:00:00Z");
    yes("timestamp >= now-1M", "2024-02-29T12:00:00Z", "2024-03-31T12:00:00Z");
    no("timestamp >= now-1M", "2024-02-29T11:59:59Z", "2024-03-31T12:00:00Z");
    yes("timestamp >= now-1y", "2023-02-28T12:00:00Z", "2024-02-29T12:00:00Z");
    no("timestamp >= now-1y", "2023-02-28T11:59:59Z", "2024-02-29T12:00:00Z");
    yes("timestamp >= now-2M", "2025-09-03T12:00:00Z");
    no("timestamp >= now-2M", "2025-09-03T11:59:59Z");
}

BOOST_AUTO_TEST_CASE(minutes_and_months_are_distinct) {
    no("timestamp >= now-1m", "2025-10-15T00:00:00Z");
    yes("timestamp >= now-1M", "2025-10-15T00:00:00Z");
}

BOOST_AUTO_TEST_CASE(naive_datetimes_as_utc_is_configurable) {
    const calque::server_assumptions utc{.naive_datetimes_are_utc = true};
    const calque::server_assumptions unknown{.naive_datetimes_are_utc = false};
    BOOST_TEST(selects("timestamp = 2025-11-03T10:30:00Z", "2025-11-03T10:30:00", noon, utc));
    BOOST_TEST(!selects("timestamp = 2025-11-03T10:30:00Z", "2025-11-03T10:30:00", noon, unknown));
    BOOST_TEST(selects("timestamp is null", "2025-11-03T10:30:00", noon, unknown));
}

BOOST_AUTO_TEST_CASE(unreadable_time_is_null) {
    for (const auto* text : {"yesterday", "", "2025-13-01T00:00:00Z", "2025-11-03", "1762165800", "now"}) {
        no("timestamp >= 1970-01-01T00:00:00Z", text);
        no("timestamp <= now", text);
        no("timestamp is not null", text);
        yes("timestamp is null", text);
        yes("timestamp != now", text);
    }
    BOOST_TEST(!selects("timestamp != now", "yesterday", noon, {.neq_keeps_nulls = false}));
    const auto filter = calque::parse("timestamp >= 1970-01-01T00:00:00Z").value();
    BOOST_TEST(!calque::evaluate(filter, json::value{{"timestamp", 1762165800}}));
}

BOOST_AUTO_TEST_CASE(relative_times_are_resolved_once_per_evaluator) {
    const auto filter = calque::parse("timestamp >= now-1h").value();
    const calque::evaluator early{filter, {.now = at("2025-11-03T12:00:00Z")}};
    const calque::evaluator late{filter, {.now = at("2025-11-03T13:00:00Z")}};
    const json::value record{{"timestamp", "2025-11-03T11:30:00Z"}};
    BOOST_TEST(early(record));
    BOOST_TEST(!late(record));
    BOOST_TEST(calque::evaluate(filter, record, at("2025-11-03T12:00:00Z")));
    BOOST_TEST(!calque::evaluate(filter, record, at("2025-11-03T13:00:00Z")));
}

BOOST_AUTO_TEST_CASE(system_clock_is_the_default_now) {
    const auto recent = calque::parse("timestamp >= now-1h and timestamp <= now+1h").value();
    const calque::instant now = std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now());
    const json::value record{{"timestamp", to_string(calque::datetime{.at = now})}};
    const json::value old{{"timestamp", "2001-01-01T00:00:00Z"}};
    BOOST_TEST(calque::evaluate(recent, record));
    BOOST_TEST(!calque::evaluate(recent, old));
}

BOOST_AUTO_TEST_SUITE_END()
