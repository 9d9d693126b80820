// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <calque/parse.hpp>
#include <calque/print.hpp>

#include <boost/test/unit_test.hpp>

#include <sstream>
#include <string>
#include <vector>

#include "unit/support.hpp"

BOOST_AUTO_TEST_SUITE(print_tests)

template <calque::schema Schema = calque::call_log>
std::string printed(std::string_view text, const calque::print_options& options = {}) {
    return calque::print(calque::parse<Schema>(text).value(), options);
}

BOOST_AUTO_TEST_CASE(printed_text_is_canonical) {
    struct spelling {
        std::string written, canonical;
    };
    const std::vector<spelling> all{
        {"duration>=60", "duration >= 60"},
        {"( ( duration EQ 60 ) )", "duration = 60"},
        {"duration == 60 AND success<>true", "duration = 60 and success != true"},
        {"id = 1 || id = 2 && id = 3", "id = 1 or id = 2 and id = 3"},
        {"(id = 1 || id = 2) && id = 3", "(id = 1 or id = 2) and id = 3"},
        {"id = 1 and (id = 2 and id = 3)", "id = 1 and id = 2 and id = 3"},
        {"id = 1 or (id = 2 or id = 3)", "id = 1 or id = 2 or id = 3"},
        {"id in (3,1,)", "id in [3, 1]"},
        {"duration in 1m..1h", "duration >= 60 and duration <= 3600"},
        {"topic ISNULL or success is NOT null", "topic is null or success is not null"},
        {"customer_number startswith '+1'", "customer_number startswith \"+1\""},
        {"topic ~ 'a\\'b' and topic regex \"\\\\d\"", R"(topic matches "a'b" and topic matches "\\d")"},
        {"timestamp >= 'today-7d' and timestamp < NOW + 1M", "timestamp >= today-7d and timestamp < now+1M"},
        {"timestamp > 2025-11-03T10:30:00.250+01:00", "timestamp > 2025-11-03T10:30:00.25+01:00"},
        {"duration = 6.0e1 and duration < 1E300", "duration = 60 and duration < 1e300"},
        {"metadata.'region' = 0.10", "metadata.region = 0.1"},
        {"metadata.\"org name\" = true and metadata.in = 1", "metadata.\"org name\" = true and metadata.in = 1"},
        {"metric_evaluations { metric.name = 'a' and (value > 1 or value is null) }",
         "same_row(metric_evaluations.metric.name = \"a\" and metric_evaluations.value > 1) or "
         "same_row(metric_evaluations.metric.name = \"a\" and metric_evaluations.value is null)"},
        {"same_row(metric_evaluations.value > 1)", "metric_evaluations.value > 1"},
        {"not (duration < 5 or success = true)", "duration >= 5 and (success = false or success is null)"},
        {"topic = \"a\\u0000\\n\\u00e9\\u007f\\ud83d\\ude00\"", "topic = \"a\\u0000\\n\u00e9\\u007f\U0001F600\""},
        {"topic = \"\u202eabc\u200b\"", "topic = \"\\u202eabc\\u200b\""},
    };
    for (const spelling& each : all) {
        const auto filter = calque::parse(each.written);
        BOOST_TEST_REQUIRE(filter.has_value(), each.written);
        BOOST_TEST(calque::print(*filter) == each.canonical);
        BOOST_TEST((calque::parse(each.canonical).value() == *filter), each.canonical);
        BOOST_TEST(printed(each.canonical) == each.canonical);
    }
}

BOOST_AUTO_TEST_CASE(open_schema_names_are_quoted_if_necessary) {
    const std::vector<std::string> all{"a.b.c = 1",
                                       "\"and\" = 1",
                                       "and.b = 1",
                                       "\"a..b\" = 1",
                                       "\"a.\" = 1",
                                       "\".a\" = 1",
                                       "same_row = 1",
                                       "\"a.b c\" = 1",
                                       "\"1a\" = 1",
                                       "\"\u00e9\" = 1",
                                       "\"a\\\"b\" = 1",
                                       "contains contains \"x\"",
                                       "\"NULL\" = 1",
                                       "same_row(a = 1 and b = 2)",
                                       "\"today\" = \"today\""};
    for (const std::string& each : all) BOOST_TEST(printed<calque::open_schema>(each) == each);
}

BOOST_AUTO_TEST_CASE(stream_output_is_one_line) {
    std::ostringstream out;
    out << calque::parse("id = 1 and id = 2").value();
    BOOST_TEST(out.str() == "id = 1 and id = 2");
}

BOOST_AUTO_TEST_CASE(long_filters_are_laid_out_over_lines) {
    const std::string text =
        "timestamp >= today-7d and duration >= 60 and (topic = \"refund\" or call_ended_reason contains \"timeout\" "
        "and "
        "duration < 5) and metadata.region in [\"EU\", \"US\", \"UK\", \"DE\", \"FR\", \"ES\", \"IT\"] and "
        "same_row(metric_evaluations.metric.name = \"accuracy\" and metric_evaluations.value >= 0.9)";
    BOOST_TEST(printed(text, {.width = 60}) == R"(timestamp >= today-7d
and duration >= 60
and (
    topic = "refund"
    or call_ended_reason contains "timeout" and duration < 5
)
and metadata.region in [
    "EU", "US", "UK", "DE", "FR", "ES", "IT"
]
and same_row(
    metric_evaluations.metric.name = "accuracy"
    and metric_evaluations.value >= 0.9
))");
    BOOST_TEST(printed(text, {.width = 46, .indent = 2}) == R"(timestamp >= today-7d
and duration >= 60
and (
  topic = "refund"
  or call_ended_reason contains "timeout"
    and duration < 5
)
and metadata.region in [
  "EU", "US", "UK", "DE", "FR", "ES", "IT"
]
and same_row(
  metric_evaluations.metric.name = "accuracy"
  and metric_evaluations.value >= 0.9
))");
    const auto filter = calque::parse(text).value();
    for (std::size_t width = 1; width < 330; ++width) {
        const std::string laid_out = calque::print(filter, {.width = width});
        BOOST_TEST_REQUIRE((calque::parse(laid_out).value() == filter), laid_out);
        std::istringstream lines{laid_out};
        for (std::string line; width >= 58 && std::getline(lines, line);) BOOST_TEST(line.size() <= width, line);
    }
    BOOST_TEST(calque::print(filter, {.width = text.size()}) == text);
    BOOST_TEST(calque::print(filter, {.width = text.size() - 1}) != text);
}

BOOST_AUTO_TEST_CASE(width_is_measured_in_terminal_columns) {
    const std::string text = "topic = \"日本語\" or id = 1";
    BOOST_TEST(printed(text, {.width = 26}) == text);
    BOOST_TEST(printed(text, {.width = 24}) == "topic = \"日本語\"\nor id = 1");
}

BOOST_AUTO_TEST_SUITE_END()
