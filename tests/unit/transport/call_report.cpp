// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <calque/transport/call_report.hpp>

#include <boost/test/unit_test.hpp>

#include <chrono>

BOOST_AUTO_TEST_SUITE(call_report_tests)

using namespace std::chrono_literals;

BOOST_AUTO_TEST_CASE(report_without_attempts_is_empty) {
    const calque::call_report none;
    BOOST_TEST(describe(none) == "");
    BOOST_TEST(none.request_id() == "");
    BOOST_TEST(none.duration().count() == 0);
}

BOOST_AUTO_TEST_CASE(single_attempt_is_described_only_by_its_request_id) {
    BOOST_TEST(describe(calque::call_report{.attempts = {{.duration = 3s}}}) == "");
    BOOST_TEST(describe(calque::call_report{.attempts = {{.request_id = "8f2c"}}}) == "request id \"8f2c\"");
}

BOOST_AUTO_TEST_CASE(duration_covers_the_whole_call) {
    const calque::call_report two{.attempts = {{.duration = 1s}, {.delay = 500ms, .start = 1500ms, .duration = 740ms}}};
    BOOST_TEST(two.duration().count() == 2'240'000);
    BOOST_TEST(describe(two) == "2 attempts in 2.2 s");
}

BOOST_AUTO_TEST_CASE(short_durations_are_rounded_to_milliseconds) {
    const auto told = [](std::chrono::microseconds time) {
        return describe(calque::call_report{.attempts = {{}, {.duration = time}}});
    };
    BOOST_TEST(told(0us) == "2 attempts in 0 ms");
    BOOST_TEST(told(85'400us) == "2 attempts in 85 ms");
    BOOST_TEST(told(999'400us) == "2 attempts in 999 ms");
    BOOST_TEST(told(999'600us) == "2 attempts in 1.0 s");
    BOOST_TEST(told(1'949ms) == "2 attempts in 1.9 s");
    BOOST_TEST(told(1'950ms) == "2 attempts in 2.0 s");
    BOOST_TEST(told(90s) == "2 attempts in 90.0 s");
}

BOOST_AUTO_TEST_CASE(request_id_is_the_last_one_received) {
    calque::call_report report{.attempts = {{.request_id = "a"}, {.request_id = "b"}, {}}};
    BOOST_TEST(report.request_id() == "b");
    BOOST_TEST(describe(report) == "3 attempts in 0 ms, request id \"b\"");
    report.attempts.back().request_id = "c";
    BOOST_TEST(report.request_id() == "c");
}

BOOST_AUTO_TEST_SUITE_END()
