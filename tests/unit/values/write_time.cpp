// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <calque/support/write.hpp>
#include <calque/values/value.hpp>
#include <calque/values/write_time.hpp>

#include <boost/test/unit_test.hpp>

#include <chrono>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>

#include "unit/constant_text.hpp"

BOOST_AUTO_TEST_SUITE(write_time_tests)

// decimal.cpp tests how doubles are written.

using namespace std::literals;

constexpr constant_text escaped(std::string_view text) {
    return written([&](constant_text& out) { calque::detail::append_escaped(out, text); });
}
constexpr std::string_view hard = "\"a\\b\"\b\f\n\r\t\x01\x1f\x7f\0\xc3\xa9"sv;
constexpr std::string_view hard_escaped = "\\\"a\\\\b\\\"\\b\\f\\n\\r\\t\\u0001\\u001f\x7f\\u0000\xc3\xa9";

static_assert(escaped("") == "" && escaped("plain") == "plain" && escaped("\n") == "\\n" && escaped("a\"") == "a\\\"");
static_assert(escaped(hard) == hard_escaped);

constexpr constant_text whole(auto number) {
    return written([&](constant_text& out) { calque::detail::append_whole(out, number); });
}

static_assert(whole(0) == "0" && whole(-7) == "-7" && whole(std::int64_t{1'000'000'007}) == "1000000007");
static_assert(whole(std::numeric_limits<std::int64_t>::max()) == "9223372036854775807");
static_assert(whole(std::numeric_limits<std::int64_t>::min()) == "-9223372036854775808");
static_assert(whole(std::numeric_limits<std::uint64_t>::max()) == "18446744073709551615");

constexpr constant_text time_text(const auto& time) {
    return written([&](constant_text& out) { calque::detail::append_time(out, time); });
}
constexpr constant_text day_text(std::chrono::year_month_day day, std::chrono::microseconds clock,
                                 std::int16_t zone = 0) {
    return time_text(calque::datetime{std::chrono::sys_days{day} + clock, zone});
}

static_assert(day_text(2025y / 11 / 3, 10h + 30min) == "2025-11-03T10:30:00Z");
static_assert(day_text(1969y / 12 / 31, 24h - 1us) == "1969-12-31T23:59:59.999999Z");
static_assert(day_text(2024y / 2 / 28, 23h + 20ms, 345) == "2024-02-29T04:45:00.02+05:45");
static_assert(day_text(2024y / 3 / 1, 1us, -690) == "2024-02-29T12:30:00.000001-11:30");
static_assert(day_text(1y / 1 / 1, 0us, -1) == "0000-12-31T23:59:00-00:01");
static_assert(day_text(9999y / 12 / 31, 23h, 60) == "10000-01-01T00:00:00+01:00");
static_assert(time_text(calque::relative_time{}) == "now");
static_assert(time_text(calque::relative_time{calque::time_anchor::today, '-', calque::time_unit::month, 12}) ==
              "today-12M");

BOOST_AUTO_TEST_CASE(runtime_writers_agree_with_constant_evaluation) {
    std::string out;
    calque::detail::append_escaped(out, hard);
    BOOST_TEST(out == hard_escaped);
    out.clear();
    calque::detail::append_whole(out, std::numeric_limits<std::int64_t>::min());
    calque::detail::append_whole(out, std::numeric_limits<std::uint64_t>::max());
    calque::detail::append_double(out, -1.5e-10);
    BOOST_TEST(out == "-922337203685477580818446744073709551615-1.5e-10");
}

BOOST_AUTO_TEST_CASE(years_beyond_four_digits_are_written) {
    using namespace std::chrono;
    const auto in_year = [](int number, std::int16_t zone = 0) {
        return to_string(calque::datetime{sys_days{year{number} / 1 / 1}, zone});
    };
    BOOST_TEST(in_year(1, -1) == "0000-12-31T23:59:00-00:01");
    BOOST_TEST(in_year(0, -60) == "-001-12-31T23:00:00-01:00");
    BOOST_TEST(in_year(-12345) == "-12345-01-01T00:00:00Z");
    BOOST_TEST(in_year(10'000, 60) == "10000-01-01T01:00:00+01:00");
}

BOOST_AUTO_TEST_SUITE_END()
