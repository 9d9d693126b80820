// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <calque/transport/detail/http_date.hpp>

#include <boost/test/unit_test.hpp>

#include <array>
#include <chrono>
#include <cstdio>
#include <optional>
#include <string>
#include <string_view>

BOOST_AUTO_TEST_SUITE(http_date_tests)

using namespace std::chrono;

namespace {

constexpr sys_seconds now = sys_days{2026y / August / 18} + 12h;
constexpr sys_seconds example = sys_days{1994y / November / 6} + 8h + 49min + 37s;

constexpr std::optional<sys_seconds> read(std::string_view text, sys_seconds at = now) {
    return calque::detail::read_http_date(text, at);
}

// The three examples of RFC 9110, also in constant evaluation.
static_assert(read("Sun, 06 Nov 1994 08:49:37 GMT") == example);
static_assert(read("Sunday, 06-Nov-94 08:49:37 GMT") == example);
static_assert(read("Sun Nov  6 08:49:37 1994") == example);

std::string text_of(const char* form, sys_seconds at) {
    std::array<char, 64> out{};
    const std::time_t time = at.time_since_epoch().count();
    std::tm parts{};
    gmtime_r(&time, &parts);
    return {out.data(), std::strftime(out.data(), out.size(), form, &parts)};
}

} // namespace

BOOST_AUTO_TEST_CASE(every_form_agrees_with_the_c_library) {
    // A step of 100 hours and 100 seconds over 60 years covers all months, days and times.
    std::size_t count = 0;
    for (sys_seconds at = sys_days{1980y / January / 1}; at < sys_days{2040y / January / 1}; at += 100h + 100s) {
        ++count;
        for (const char* const form :
             {"%a, %d %b %Y %H:%M:%S GMT", "%A, %d-%b-%y %H:%M:%S GMT", "%a %b %e %H:%M:%S %Y"})
            BOOST_REQUIRE_MESSAGE(read(text_of(form, at)) == at, text_of(form, at));
    }
    BOOST_TEST(count > 5000u);
}

BOOST_AUTO_TEST_CASE(two_digit_year_is_at_most_50_years_ahead) {
    const auto year = [](std::string_view text) {
        const auto at = read(text);
        BOOST_REQUIRE(at);
        return static_cast<int>(year_month_day{floor<days>(*at)}.year());
    };
    BOOST_TEST(year("Monday, 01-Jan-26 00:00:00 GMT") == 2026);
    BOOST_TEST(year("Monday, 01-Jan-00 00:00:00 GMT") == 2000);
    BOOST_TEST(year("Monday, 01-Jan-75 00:00:00 GMT") == 2075);
    BOOST_TEST(year("Monday, 01-Jan-77 00:00:00 GMT") == 1977);
    BOOST_TEST(year("Monday, 17-Aug-76 00:00:00 GMT") == 2076);
    BOOST_TEST(year("Monday, 19-Aug-76 00:00:00 GMT") == 1976);
    BOOST_TEST((read("Monday, 31-Dec-49 00:00:00 GMT", sys_days{1999y / June / 1}) ==
                sys_seconds{sys_days{1949y / December / 31}}));
}

BOOST_AUTO_TEST_CASE(leap_days_and_leap_seconds_are_valid) {
    BOOST_TEST((read("Thu, 29 Feb 2024 00:00:00 GMT") == sys_seconds{sys_days{2024y / February / 29}}));
    BOOST_TEST((read("Sat, 31 Dec 2016 23:59:60 GMT") == sys_seconds{sys_days{2017y / January / 1}}));
    BOOST_TEST(!read("Wed, 29 Feb 2023 00:00:00 GMT"));
    BOOST_TEST(!read("Sunday, 29-Feb-23 00:00:00 GMT"));
}

BOOST_AUTO_TEST_CASE(weekday_is_not_checked_against_the_date) {
    BOOST_TEST((read("Mon, 06 Nov 1994 08:49:37 GMT") == example));
}

BOOST_AUTO_TEST_CASE(other_texts_are_invalid) {
    for (const std::string_view text : {"",
                                        "120",
                                        "Sun",
                                        "Sun,",
                                        "sun, 06 Nov 1994 08:49:37 GMT",
                                        "Son, 06 Nov 1994 08:49:37 GMT",
                                        "Sun, 6 Nov 1994 08:49:37 GMT",
                                        "Sun, 06 nov 1994 08:49:37 GMT",
                                        "Sun, 06 Nov 94 08:49:37 GMT",
                                        "Sun, 06 Nov 1994 8:49:37 GMT",
                                        "Sun, 06 Nov 1994 24:00:00 GMT",
                                        "Sun, 06 Nov 1994 08:60:37 GMT",
                                        "Sun, 06 Nov 1994 08:49:61 GMT",
                                        "Sun, 06 Nov 1994 08:49:37 UTC",
                                        "Sun, 06 Nov 1994 08:49:37",
                                        "Sun, 06 Nov 1994 08:49:37 GMT ",
                                        " Sun, 06 Nov 1994 08:49:37 GMT",
                                        "Sun, 06 Nov 1994 08:49:37 GMT+1",
                                        "Sun, 00 Nov 1994 08:49:37 GMT",
                                        "Sun, 31 Nov 1994 08:49:37 GMT",
                                        "Sun, 06 Nov 1994 08.49.37 GMT",
                                        "Sunday, 06-Nov-1994 08:49:37 GMT",
                                        "Sunday, 06 Nov 94 08:49:37 GMT",
                                        "Sun, 06-Nov-94 08:49:37 GMT",
                                        "Sun Nov 6 08:49:37 1994",
                                        "Sun Nov  6 08:49:37 94",
                                        "Sun Nov  6 08:49:37 1994 GMT",
                                        "Sun Nov   6 08:49:37 1994",
                                        "1994-11-06T08:49:37Z",
                                        "Sun, -6 Nov 1994 08:49:37 GMT"})
        BOOST_TEST(!read(text), text);
}

BOOST_AUTO_TEST_CASE(truncated_dates_are_invalid) {
    for (const std::string_view text :
         {"Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994"})
        for (std::size_t size = 0; size < text.size(); ++size) BOOST_TEST(!read(text.substr(0, size)), size);
}

BOOST_AUTO_TEST_SUITE_END()
