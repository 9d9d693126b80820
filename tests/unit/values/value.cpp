// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <calque/values/value.hpp>

#include <boost/test/unit_test.hpp>

#include <string>

BOOST_AUTO_TEST_SUITE(value_tests)

std::string read(std::string_view text, bool naive_is_utc = false) {
    const auto time = calque::read_datetime(text, naive_is_utc);
    return time ? to_string(*time) : "nothing";
}

BOOST_AUTO_TEST_CASE(rfc_3339_text_round_trips) {
    for (const std::string_view text :
         {"2025-11-03T10:30:00Z", "2025-11-03T10:30:00.5Z", "2025-11-03T10:30:00.000001+01:00",
          "1969-12-31T23:59:59.999999-11:30", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z"})
        BOOST_TEST(read(text) == text);
}

BOOST_AUTO_TEST_CASE(utc_offset_shifts_the_instant) {
    BOOST_TEST(
        (calque::read_datetime("2025-11-03T10:30:00+01:30")->at == calque::read_datetime("2025-11-03T09:00:00Z")->at));
    BOOST_TEST((calque::read_datetime("1969-12-31T23:59:59.5Z")->at.time_since_epoch().count() == -500'000));
}

BOOST_AUTO_TEST_CASE(lenient_datetime_spellings_are_read) {
    BOOST_TEST(read("2025-11-03 10:30:00+00:00") == "2025-11-03T10:30:00Z");
    BOOST_TEST(read("2025-11-03T10:30:00.123456789Z") == "2025-11-03T10:30:00.123456Z");
    BOOST_TEST(read("2025-11-03T10:30:00", true) == "2025-11-03T10:30:00Z");
    BOOST_TEST(read("2025-11-03T10:30:00.25", true) == "2025-11-03T10:30:00.25Z");
    BOOST_TEST(read("2025-11-03T10:30Z") == "2025-11-03T10:30:00Z");
    BOOST_TEST(read("2025-11-03 10:30", true) == "2025-11-03T10:30:00Z");
    BOOST_TEST(read("2025-11-03T10:30:00+0000") == "2025-11-03T10:30:00Z");
    BOOST_TEST(read("2025-11-03T10:30:00-0530") == "2025-11-03T10:30:00-05:30");
    BOOST_TEST(read("2025-11-03T10:30:00.1234567+01") == "2025-11-03T10:30:00.123456+01:00");
    BOOST_TEST(read("2025-11-03 10:30:00,250 +01:00") == "2025-11-03T10:30:00.25+01:00");
    BOOST_TEST(read("2025-11-03 10:30:00 UTC") == "2025-11-03T10:30:00Z");
}

BOOST_AUTO_TEST_CASE(invalid_datetimes_are_rejected) {
    for (const std::string_view text : {"",
                                        "now",
                                        "2025",
                                        "2025-11-03",
                                        "2025-11-03T10:30",
                                        "2025-02-30T00:00:00Z",
                                        "2025-11-03T24:00:00Z",
                                        "2025-11-03T10:60:00Z",
                                        "2025-11-03T10:30:60Z",
                                        "2025-11-03T10:30:00",
                                        "2025-11-03T10:30:00Z ",
                                        "0000-01-01T00:00:00Z",
                                        "2025-11-03T10:30:00+24:00",
                                        "2025-11-03T10:30:00.Z",
                                        "+025-11-03T10:30:00Z",
                                        "2025-11-03T10:30:5Z",
                                        "2025-11-03T10:30:00+1",
                                        "2025-11-03T10:30:00+010",
                                        "2025-11-03T10:30:00+",
                                        "2025-11-03T10",
                                        "2025-11-03T10:3",
                                        "2025-11-03 10:30:00 CET",
                                        "2025-11-03T10:30:00+01000"})
        BOOST_TEST(read(text) == "nothing", text);
}

BOOST_AUTO_TEST_SUITE_END()
