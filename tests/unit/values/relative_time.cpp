// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <calque/values/relative_time.hpp>
#include <calque/values/value.hpp>

#include <boost/test/unit_test.hpp>

#include <string>

BOOST_AUTO_TEST_SUITE(relative_time_tests)

using calque::day_edge;
using relative = calque::relative_time;
using calque::time_anchor;
using calque::time_unit;

calque::instant at(std::string_view text) { return calque::read_datetime(text).value().at; }
std::string resolved(const relative& time, std::string_view now, day_edge edge = day_edge::start) {
    return to_string(calque::datetime{resolve(time, at(now), edge), 0});
}

constexpr std::string_view noon = "2025-11-03T12:34:56.5Z";

BOOST_AUTO_TEST_CASE(to_string_writes_the_api_spelling) {
    BOOST_TEST(to_string(relative{}) == "now");
    BOOST_TEST(to_string(relative{time_anchor::today, '-', time_unit::day, 7}) == "today-7d");
    BOOST_TEST(to_string(relative{time_anchor::now, '+', time_unit::month, 2}) == "now+2M");
}

BOOST_AUTO_TEST_CASE(now_and_today_resolve_to_instant_and_day_edges) {
    BOOST_TEST(resolved({}, noon) == noon);
    BOOST_TEST(resolved({.anchor = time_anchor::today}, noon) == "2025-11-03T00:00:00Z");
    BOOST_TEST(resolved({.anchor = time_anchor::today}, noon, day_edge::end) == "2025-11-03T23:59:59Z");
    BOOST_TEST(resolved({time_anchor::today, '-', time_unit::day, 7}, noon, day_edge::end) == "2025-10-27T23:59:59Z");
}

BOOST_AUTO_TEST_CASE(every_unit_offsets_the_anchor) {
    BOOST_TEST(resolved({time_anchor::now, '-', time_unit::second, 57}, noon) == "2025-11-03T12:33:59.5Z");
    BOOST_TEST(resolved({time_anchor::now, '-', time_unit::minute, 35}, noon) == "2025-11-03T11:59:56.5Z");
    BOOST_TEST(resolved({time_anchor::now, '-', time_unit::hour, 13}, noon) == "2025-11-02T23:34:56.5Z");
    BOOST_TEST(resolved({time_anchor::now, '-', time_unit::day, 3}, noon) == "2025-10-31T12:34:56.5Z");
    BOOST_TEST(resolved({time_anchor::now, '+', time_unit::week, 2}, noon) == "2025-11-17T12:34:56.5Z");
    BOOST_TEST(resolved({time_anchor::now, '-', time_unit::month, 11}, noon) == "2024-12-03T12:34:56.5Z");
    BOOST_TEST(resolved({time_anchor::now, '-', time_unit::year, 25}, noon) == "2000-11-03T12:34:56.5Z");
}

BOOST_AUTO_TEST_CASE(month_and_year_offsets_clip_to_end_of_month) {
    BOOST_TEST(resolved({time_anchor::now, '-', time_unit::month, 1}, "2025-03-31T10:00:00Z") ==
               "2025-02-28T10:00:00Z");
    BOOST_TEST(resolved({time_anchor::now, '-', time_unit::month, 1}, "2024-03-31T10:00:00Z") ==
               "2024-02-29T10:00:00Z");
    BOOST_TEST(resolved({time_anchor::now, '+', time_unit::month, 1}, "2025-01-30T10:00:00Z") ==
               "2025-02-28T10:00:00Z");
    BOOST_TEST(resolved({time_anchor::now, '+', time_unit::month, 13}, "2025-10-31T10:00:00Z") ==
               "2026-11-30T10:00:00Z");
    BOOST_TEST(resolved({time_anchor::now, '-', time_unit::year, 1}, "2024-02-29T10:00:00Z") == "2023-02-28T10:00:00Z");
}

BOOST_AUTO_TEST_CASE(offsets_clamp_to_the_calendar) {
    const auto ends = [](time_unit unit) {
        return resolved({time_anchor::now, '-', unit, max_amount(unit)}, noon) + " " +
               resolved({time_anchor::now, '+', unit, max_amount(unit)}, noon);
    };
    BOOST_TEST(ends(time_unit::second) == "1957-10-16T09:20:49.5Z 2093-11-21T15:49:03.5Z");
    BOOST_TEST(ends(time_unit::minute) == "0001-01-01T00:00:00Z 6108-11-26T14:41:56.5Z");
    for (const time_unit unit : {time_unit::hour, time_unit::day, time_unit::week, time_unit::month, time_unit::year})
        BOOST_TEST(ends(unit) == "0001-01-01T00:00:00Z 9999-12-31T23:59:59.999999Z", letter(unit));
}

BOOST_AUTO_TEST_SUITE_END()
