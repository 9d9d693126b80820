// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <calque/build.hpp>
#include <calque/parse.hpp>

#include <boost/test/unit_test.hpp>

#include <chrono>
#include <cmath>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

BOOST_AUTO_TEST_SUITE(build_errors_tests)

using namespace calque::call_log_fields;
using namespace std::chrono_literals;
using calque::call_log;
using calque::field_of;
using std::chrono::days;

namespace {

/// Returns the code and the marked source that an expression throws: `E303 duration >= [nan]`.
template <class Build>
std::string thrown(const Build& build) {
    try {
        (void)build();
    } catch (const calque::filter_error& failure) {
        BOOST_TEST(failure.diagnostics().size() == 1u);
        const calque::diagnostic& why = failure.diagnostics().front();
        BOOST_TEST(!why.message.empty());
        BOOST_TEST(!why.help.empty());
        std::string source = failure.source();
        source.insert(why.range.end, "]");
        source.insert(why.range.begin, "[");
        return to_string(why.code) + ' ' + source;
    }
    return "nothing";
}

/// Returns the code that parsing the text reports.
std::string code_of(std::string_view text) {
    const auto result = calque::parse(text);
    return result.diagnostics().empty() ? "nothing" : to_string(result.diagnostics().front().code);
}

} // namespace

BOOST_AUTO_TEST_CASE(values_that_filters_cannot_hold_throw) {
    const char* const nothing = nullptr;
    BOOST_TEST(thrown([] { return duration >= std::nan(""); }) == "E303 duration >= [nan]");
    BOOST_TEST(thrown([] { return duration < -std::numeric_limits<float>::infinity(); }) == "E303 duration < [-inf]");
    BOOST_TEST(thrown([] { return duration.between(1, HUGE_VAL); }) == "E303 duration <= [inf]");
    BOOST_TEST(thrown([] { return duration == std::chrono::hours::max(); }) == "E303 duration = [...]");
    BOOST_TEST(thrown([] { return id == std::uint64_t{1} << 63; }) == "E303 id = [9223372036854775808]");
    BOOST_TEST(thrown([] { return id.in({std::uint64_t{1} << 63}); }) == "E303 id in [9223372036854775808]");
    BOOST_TEST(thrown([&] { return topic == nothing; }) == "E112 topic = [null]");
    BOOST_TEST(thrown([] { return topic.contains("a\xff"); }) == "E107 topic contains [\"a\xff...\"]");
    BOOST_TEST(thrown([] { return metadata["k"] == std::string(8'193, 'x'); }).starts_with("E405 metadata.k = [\"xxx"));
    BOOST_TEST(thrown([] { return timestamp >= std::chrono::sys_days::max(); }) == "E305 timestamp >= [...]");
    BOOST_TEST(thrown([] { return timestamp >= calque::relative_time{.sign = '-', .amount = -1}; }) ==
               "E307 timestamp >= [...]");
}

BOOST_AUTO_TEST_CASE(empty_lists_and_ranges_throw) {
    const std::vector<int> none;
    BOOST_TEST(thrown([&] { return id.in(none); }) == "E309 [id in []]");
    BOOST_TEST(thrown([&] { return id.not_in(none); }) == "E309 [id in []]");
    BOOST_TEST(thrown([] { return id.in(std::vector<int>(1'000)); }) == "nothing");
    BOOST_TEST(thrown([] { return metadata["k"].in(std::vector<int>(1'001)); }) == "E404 [metadata.k in [...]]");
    BOOST_TEST(thrown([] { return duration.between(2, 1); }) == "E311 [duration >= 2 and duration <= 1]");
    BOOST_TEST(thrown([] { return duration.between(2min, 60.5); }) == "E311 [duration >= 120 and duration <= 60.5]");
    BOOST_TEST(thrown([] { return timestamp.between(std::chrono::sys_days{} + 1s, std::chrono::sys_days{}); }) ==
               "E311 [timestamp >= 1970-01-01T00:00:01Z and timestamp <= 1970-01-01T00:00:00Z]");
    // The order depends on the server's clock, so it is not checked here.
    BOOST_TEST(thrown([] { return timestamp.between(calque::now, calque::now - 1h); }) == "nothing");
    BOOST_TEST(code_of("id in []") == "E309");
    BOOST_TEST(code_of("duration in 2..1") == "E311");
}

BOOST_AUTO_TEST_CASE(keys_the_api_cannot_address_throw) {
    const auto key = [](const std::string& text) { return [text] { return metadata[text] == 1; }; };
    BOOST_TEST(thrown(key("a.b")) == "E202 metadata.[a.b]");
    BOOST_TEST(thrown(key("")) == "E203 metadata.[]");
    BOOST_TEST(thrown(key("\xff")) == "E107 metadata.[\xff]");
    BOOST_TEST(thrown(key(std::string(8'193, 'x'))).starts_with("E405 metadata.[xxx"));
    BOOST_TEST(thrown(key(std::string(8'192, 'x'))) == "nothing");
    BOOST_TEST(thrown([] { return metadata["\xff"] == 1; }) == "E107 metadata.[\xff]");
    BOOST_TEST(thrown([] { return field_of<calque::open_schema, "">[std::string{}] == 1; }) == "E203 []");
    BOOST_TEST(thrown([] { return field_of<calque::open_schema, "">[std::string{"a.b"}] == 1; }) == "nothing");
    BOOST_TEST(code_of("metadata.a.b = 1") == "E202");
    BOOST_TEST(code_of("metadata = 1") == "E203");
}

BOOST_AUTO_TEST_CASE(offsets_outside_the_calendar_throw) {
    using namespace std::chrono;
    BOOST_TEST(thrown([] { return timestamp >= calque::now - years{10'000}; }) == "E307 [now-...y]");
    BOOST_TEST(thrown([] { return timestamp >= calque::today + days{3'652'059}; }) == "E307 [today+...d]");
    BOOST_TEST(thrown([] { return timestamp >= calque::today - days{-3'652'059}; }) == "E307 [today+...d]");
    BOOST_TEST(thrown([] { return timestamp >= calque::now - seconds::min(); }) == "E307 [now+...s]");
    BOOST_TEST(thrown([] { return timestamp >= calque::now - seconds{2'147'483'647}; }) == "nothing");
    BOOST_TEST(code_of("timestamp >= now-10000y") == "E307");
}

BOOST_AUTO_TEST_CASE(negation_without_exact_complement_throws) {
    BOOST_TEST(thrown([] { return !topic.contains("x"); }) == "E501 [topic contains \"x\"]");
    BOOST_TEST(thrown([] { return !(timestamp >= calque::today); }) == "E501 [timestamp >= today]");
    BOOST_TEST(thrown([] { return timestamp.not_in({calque::today}); }) == "E501 [timestamp in [today]]");
    BOOST_TEST(thrown([] { return !same_row(metric_id > 1 && metric_name == "a"); }).starts_with("E501 [same_row("));
    BOOST_TEST(thrown([] { return !(metric_value > 1); }) == "E501 [metric_evaluations.value > 1]");
    BOOST_TEST(thrown([] { return !(metric_id == 1 || metric_name.contains("a")); }) ==
               "E501 metric_evaluations.metric.id = 1 or [metric_evaluations.metric.name contains \"a\"]");
    BOOST_TEST(code_of("metric_evaluations { not value > 1 }") == "E501");
}

BOOST_AUTO_TEST_CASE(same_row_has_the_limits_of_text) {
    // (a or b) nine times expands to 512 terms of nine conditions.
    auto any = metric_id == 1 || metric_id == 2;
    auto all = any;
    for (int i = 0; i < 8; ++i) all = all && any;
    BOOST_TEST(thrown([&] { return same_row(all); }).starts_with("E403 ["));
    auto wide = any;
    for (int i = 2; i < 1'000; ++i) wide = wide || metric_id == i;
    BOOST_TEST(same_row(wide).condition_count() == 1'000u);
    BOOST_TEST(thrown([&] { return same_row(wide || any); }).starts_with("E403 ["));

    using open = calque::open_schema;
    const auto row = same_row(field_of<open, "a.b"> == 1 && field_of<open, "a.c"> == 2);
    BOOST_TEST(thrown([&] { return same_row(row && field_of<open, "a.d"> == 3); }) ==
               "E206 [same_row(a.b = 1 and a.c = 2) and a.d = 3]");
}

BOOST_AUTO_TEST_SUITE_END()
