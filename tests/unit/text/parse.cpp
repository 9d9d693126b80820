// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <boost/test/unit_test.hpp>

#include <string>
#include <vector>

#include "unit/support.hpp"

BOOST_AUTO_TEST_SUITE(parse_tests)

using support::codes_of;
using support::json_of;

struct row {
    std::string_view text, json;
};

void check(const std::vector<row>& rows) {
    for (const row& each : rows)
        BOOST_TEST(json_of(each.text) == each.json, each.text << " gave " << json_of(each.text));
}

BOOST_AUTO_TEST_CASE(language_examples_give_their_json) {
    check({
        {"success = true", R"({"field":"success","op":"eq","value":true})"},
        {"timestamp >= today-7d and duration >= 60",
         R"({"operator":"and","conditions":[{"field":"timestamp","op":"gte","value":"today-7d"},{"field":"duration","op":"gte","value":60}]})"},
        {"id = 1 and id = 2 and id = 3",
         R"({"operator":"and","conditions":[{"field":"id","op":"eq","value":1},{"field":"id","op":"eq","value":2},{"field":"id","op":"eq","value":3}]})"},
        {"id = 1 and (id = 2 or id = 3)",
         R"({"operator":"and","conditions":[{"field":"id","op":"eq","value":1},{"operator":"or","conditions":[{"field":"id","op":"eq","value":2},{"field":"id","op":"eq","value":3}]}]})"},
        {R"(metadata.region in ["US", "EU"])", R"({"field":"metadata.region","op":"in","value":["US","EU"]})"},
        {"topic is null", R"({"field":"topic","op":"isnull","value":true})"},
        {"topic is not null", R"({"field":"topic","op":"isnull","value":false})"},
        {"duration in 60..120",
         R"({"operator":"and","conditions":[{"field":"duration","op":"gte","value":60},{"field":"duration","op":"lte","value":120}]})"},
        {"duration >= 5m", R"({"field":"duration","op":"gte","value":300})"},
        {"timestamp >= 2025-11-03T00:00:00Z", R"({"field":"timestamp","op":"gte","value":"2025-11-03T00:00:00Z"})"},
        {R"(timestamp >= "2025-11-03T00:00:00Z")",
         R"({"field":"timestamp","op":"gte","value":"2025-11-03T00:00:00Z"})"},
        {R"(timestamp >= "today-7d")", R"({"field":"timestamp","op":"gte","value":"today-7d"})"},
    });
}

BOOST_AUTO_TEST_CASE(not_binds_tighter_than_and_than_or) {
    check(
        {{"id = 1 or id = 2 and success = true",
          R"({"operator":"or","conditions":[{"field":"id","op":"eq","value":1},{"operator":"and","conditions":[{"field":"id","op":"eq","value":2},{"field":"success","op":"eq","value":true}]}]})"},
         {"not id >= 1 and id = 2",
          R"({"operator":"and","conditions":[{"field":"id","op":"lt","value":1},{"field":"id","op":"eq","value":2}]})"}});
}

BOOST_AUTO_TEST_CASE(groups_are_flattened_and_never_have_one_child) {
    check(
        {{"((id = 1))", R"({"field":"id","op":"eq","value":1})"},
         {"id = 1 and (id = 2 and (id = 3 and id = 4))",
          R"({"operator":"and","conditions":[{"field":"id","op":"eq","value":1},{"field":"id","op":"eq","value":2},{"field":"id","op":"eq","value":3},{"field":"id","op":"eq","value":4}]})"},
         {"((id = 1 or id = 2) or id = 3)",
          R"({"operator":"or","conditions":[{"field":"id","op":"eq","value":1},{"field":"id","op":"eq","value":2},{"field":"id","op":"eq","value":3}]})"}});
    BOOST_TEST(
        json_of("(id = 1 or id = 2) and (id = 3 and id = 4)") ==
        R"({"operator":"and","conditions":[{"operator":"or","conditions":[{"field":"id","op":"eq","value":1},{"field":"id","op":"eq","value":2}]},{"field":"id","op":"eq","value":3},{"field":"id","op":"eq","value":4}]})");
}

BOOST_AUTO_TEST_CASE(every_operator_spelling_is_accepted) {
    const std::vector<std::pair<std::string_view, std::string_view>> spellings{
        {"=", "eq"},    {"==", "eq"},   {"eq", "eq"}, {"EQ", "eq"},  {"!=", "neq"},
        {"<>", "neq"},  {"neq", "neq"}, {">", "gt"},  {"gt", "gt"},  {">=", "gte"},
        {"gte", "gte"}, {"<", "lt"},    {"lt", "lt"}, {"<=", "lte"}, {"lte", "lte"}};
    for (const auto& [written, name] : spellings)
        BOOST_TEST(json_of("id " + std::string{written} + " 5") ==
                       R"({"field":"id","op":")" + std::string{name} + R"(","value":5})",
                   written);
    const std::vector<std::pair<std::string_view, std::string_view>> matches{
        {"contains", "contains"}, {"startswith", "startswith"}, {"endswith", "endswith"},
        {"matches", "regex"},     {"regex", "regex"},           {"~", "regex"},
        {"Contains", "contains"}, {"MATCHES", "regex"}};
    for (const auto& [written, name] : matches)
        BOOST_TEST(json_of("topic " + std::string{written} + " 'a'") ==
                       R"({"field":"topic","op":")" + std::string{name} + R"(","value":"a"})",
                   written);
    BOOST_TEST(json_of("topic isnull") == R"({"field":"topic","op":"isnull","value":true})");
    BOOST_TEST(json_of("topic isnull true") == R"({"field":"topic","op":"isnull","value":true})");
    BOOST_TEST(json_of("topic ISNULL false") == R"({"field":"topic","op":"isnull","value":false})");
}

BOOST_AUTO_TEST_CASE(keywords_accept_any_case_and_symbols) {
    const std::string json = json_of("id = 1 and id = 2 or not id >= 3");
    for (const std::string_view same :
         {"id = 1 AND id = 2 OR NOT id >= 3", "id = 1 && id = 2 || !id >= 3", "id=1&&id=2||!id>=3",
          "(id=1)and(id=2)or not(id>=3)", "id = 1 And id = 2 oR nOt (id >= 3)"})
        BOOST_TEST(json_of(same) == json, same);
}

BOOST_AUTO_TEST_CASE(whitespace_and_comments_may_separate_tokens) {
    BOOST_TEST(json_of("\t id\n=\r\n1 # the first\n and # more\n id=2#end") == json_of("id = 1 and id = 2"));
    BOOST_TEST(json_of("# only a note\nid = 1") == json_of("id = 1"));
    BOOST_TEST(json_of("topic = \"a # b\"") == R"({"field":"topic","op":"eq","value":"a # b"})");
}

BOOST_AUTO_TEST_CASE(strings_decode_every_escape) {
    BOOST_TEST(json_of(R"(topic = 'it\'s "so"')") == R"({"field":"topic","op":"eq","value":"it's \"so\""})");
    BOOST_TEST(json_of(R"(topic = "\"\\\/\b\f\n\r\t\u00e9\ud83d\ude00")") ==
               "{\"field\":\"topic\",\"op\":\"eq\",\"value\":\"\\\"\\\\/\\b\\f\\n\\r\\t\u00e9\U0001F600\"}");
    BOOST_TEST(json_of(R"(topic = "\u0000\u001f")") == R"({"field":"topic","op":"eq","value":"\u0000\u001f"})");
    BOOST_TEST(json_of("topic = \"\"") == R"({"field":"topic","op":"eq","value":""})");
    BOOST_TEST(json_of("topic = \"\u4f60\u597d\"") == "{\"field\":\"topic\",\"op\":\"eq\",\"value\":\"\u4f60\u597d\"}");
}

BOOST_AUTO_TEST_CASE(numbers_keep_their_value) {
    const std::vector<std::pair<std::string_view, std::string_view>> numbers{
        {"60", "60"},
        {"60.0", "60"},
        {"6e1", "60"},
        {"+60", "60"},
        {"-0", "0"},
        {"-0.0", "0"},
        {"0.1", "0.1"},
        {"1e300", "1e300"},
        {"1e-7", "1e-7"},
        {"-2.5", "-2.5"},
        {"1E3", "1000"},
        {"1e20", "1e20"},
        {"9007199254740993", "9007199254740993"},
        {"9007199254740993e0", "9007199254740993"},
        {"9007199254740993.0", "9007199254740993"},
        {"9223372036854775807", "9223372036854775807"},
        {"-9223372036854775808", "-9223372036854775808"},
        {"18446744073709551615", "18446744073709551615"},
        {"1.7976931348623157e308", "1.7976931348623157e308"},
        {"5e-324", "5e-324"},
        {"0.30000000000000004", "0.30000000000000004"}};
    for (const auto& [written, sent] : numbers)
        BOOST_TEST(json_of("duration > " + std::string{written}) ==
                       R"({"field":"duration","op":"gt","value":)" + std::string{sent} + "}",
                   written);
}

BOOST_AUTO_TEST_CASE(number_that_would_be_rounded_is_refused) {
    for (const std::string number : {"9007199254740993.5", "-9007199254740993.5", "18446744073709551616.0",
                                     "123456789012345678901e0", "59.99999999999999999999"}) {
        for (const std::string before : {"duration > ", "id = ", "duration in 0..", "id in [1, ", "metadata.x = "})
            BOOST_TEST(codes_of(before + number + (before.find('[') == std::string::npos ? "" : "]")) == "E303",
                       before + number);
        BOOST_TEST(codes_of("duration > " + number + "s") == "E303", number);
    }
}

BOOST_AUTO_TEST_CASE(durations_are_seconds) {
    const std::vector<std::pair<std::string_view, std::string_view>> durations{
        {"90s", "90"}, {"5m", "300"}, {"2h", "7200"}, {"1d", "86400"}, {"1w", "604800"}, {"0s", "0"}, {"-5m", "-300"}};
    for (const auto& [written, seconds] : durations)
        BOOST_TEST(json_of("duration < " + std::string{written}) ==
                       R"({"field":"duration","op":"lt","value":)" + std::string{seconds} + "}",
                   written);
    BOOST_TEST(json_of("duration in 5m..1h") == json_of("duration in 300..3600"));
    BOOST_TEST(json_of("duration < 8796093022208w") == json_of("duration < 5319877059831398400"));
    BOOST_TEST(codes_of("duration < 8796093022209w") == "E302");
}

BOOST_AUTO_TEST_CASE(times_are_canonicalized) {
    const std::vector<std::pair<std::string_view, std::string_view>> times{
        {"now", "now"},
        {"NOW", "now"},
        {"today - 7d", "today-7d"},
        {"now-90s", "now-90s"},
        {"now-3M", "now-3M"},
        {"\"now - 2h\"", "now-2h"},
        {"2025-11-03t10:30:00z", "2025-11-03T10:30:00Z"},
        {"2025-11-03T10:30:00+01:00", "2025-11-03T10:30:00+01:00"},
        {"2025-11-03T10:30:00-00:00", "2025-11-03T10:30:00Z"},
        {"2025-11-03T10:30:00.120Z", "2025-11-03T10:30:00.12Z"},
        {"2025-11-03T10:30:00.123456000Z", "2025-11-03T10:30:00.123456Z"},
        {"2024-02-29T23:59:59Z", "2024-02-29T23:59:59Z"},
        {"0001-01-01T00:00:00+23:59", "0001-01-01T00:00:00+23:59"},
        {"9999-12-31T23:59:59.999999-23:59", "9999-12-31T23:59:59.999999-23:59"}};
    for (const auto& [written, sent] : times)
        BOOST_TEST(json_of("timestamp > " + std::string{written}) ==
                       R"({"field":"timestamp","op":"gt","value":")" + std::string{sent} + "\"}",
                   written);
}

BOOST_AUTO_TEST_CASE(metadata_keys_may_be_quoted) {
    BOOST_TEST(json_of(R"(metadata."org name" = "x")") == R"({"field":"metadata.org name","op":"eq","value":"x"})");
    BOOST_TEST(json_of(R"(metadata.'a"b' = 1)") == R"({"field":"metadata.a\"b","op":"eq","value":1})");
    BOOST_TEST(json_of(R"("metadata"."x" = true)") == R"({"field":"metadata.x","op":"eq","value":true})");
    BOOST_TEST(json_of("metadata.and = 0.5") == R"({"field":"metadata.and","op":"eq","value":0.5})");
    BOOST_TEST(json_of(R"("duration" = 5)") == R"({"field":"duration","op":"eq","value":5})");
}

BOOST_AUTO_TEST_CASE(lists_accept_brackets_parentheses_and_trailing_comma) {
    BOOST_TEST(json_of("id in [1, 2, 3]") == R"({"field":"id","op":"in","value":[1,2,3]})");
    BOOST_TEST(json_of("id in (1,2,3,)") == R"({"field":"id","op":"in","value":[1,2,3]})");
    BOOST_TEST(json_of("id IN [1]") == R"({"field":"id","op":"in","value":[1]})");
    BOOST_TEST(json_of("metadata.x in [1, 2.5, -3]") == R"({"field":"metadata.x","op":"in","value":[1,2.5,-3]})");
}

BOOST_AUTO_TEST_CASE(ranges_include_both_ends) {
    BOOST_TEST(
        json_of("duration in 0.5..1.5") ==
        R"({"operator":"and","conditions":[{"field":"duration","op":"gte","value":0.5},{"field":"duration","op":"lte","value":1.5}]})");
    BOOST_TEST(json_of("duration in 60 .. 60") == json_of("duration >= 60 and duration <= 60"));
    BOOST_TEST(json_of("timestamp in today-7d..now") == json_of("timestamp >= today-7d and timestamp <= now"));
    BOOST_TEST(json_of("timestamp in 2025-11-03T00:00:00Z..2025-11-04T00:00:00Z and id = 1") ==
               json_of("timestamp >= 2025-11-03T00:00:00Z and timestamp <= 2025-11-04T00:00:00Z and id = 1"));
}

BOOST_AUTO_TEST_CASE(same_row_has_two_spellings) {
    const std::string json =
        R"({"operator":"same_row","conditions":[{"field":"metric_evaluations.metric.name","op":"eq","value":"accuracy"},{"field":"metric_evaluations.value","op":"gte","value":0.9}]})";
    BOOST_TEST(
        json_of(R"(same_row(metric_evaluations.metric.name = "accuracy" and metric_evaluations.value >= 0.9))") ==
        json);
    BOOST_TEST(json_of(R"(metric_evaluations { metric.name = "accuracy" and value >= 0.9 })") == json);
    BOOST_TEST(
        json_of(R"(SAME_ROW ( metric_evaluations.metric.name = "accuracy" and (metric_evaluations.value >= 0.9) ))") ==
        json);
    BOOST_TEST(json_of("metric_evaluations{value >= 0.9}") ==
               R"({"field":"metric_evaluations.value","op":"gte","value":0.9})");
}

BOOST_AUTO_TEST_CASE(or_inside_same_row_distributes) {
    BOOST_TEST(json_of("metric_evaluations { value >= 0.9 and (metric.id = 1 or metric.id = 2) }") ==
               json_of("metric_evaluations { value >= 0.9 and metric.id = 1 } or metric_evaluations { value >= 0.9 and "
                       "metric.id = 2 }"));
    BOOST_TEST(json_of("metric_evaluations { metric.id = 1 or metric.id = 2 }") ==
               json_of("metric_evaluations.metric.id = 1 or metric_evaluations.metric.id = 2"));
    BOOST_TEST(json_of("id = 1 or metric_evaluations { metric.id = 1 or metric.id = 2 }") ==
               json_of("id = 1 or metric_evaluations.metric.id = 1 or metric_evaluations.metric.id = 2"));
    std::string wide = "metric_evaluations { (value = 1 or value = 2)";
    for (int i = 0; i < 9; ++i) wide += " and (value = 1 or value = 2)";
    BOOST_TEST(codes_of(wide + " }") == "E403");
}

BOOST_AUTO_TEST_CASE(open_schema_accepts_any_field) {
    const auto open = [](std::string_view text) { return json_of<calque::open_schema>(text); };
    BOOST_TEST(open("whatever.you.like >= 5") == R"({"field":"whatever.you.like","op":"gte","value":5})");
    BOOST_TEST(open("created_at >= today-7d") == R"({"field":"created_at","op":"gte","value":"today-7d"})");
    BOOST_TEST(open("a endswith 'x' and not a = 3 or b = true").find("error") == std::string::npos);
    BOOST_TEST(open(R"("not" = 1)") == R"({"field":"not","op":"eq","value":1})");
    BOOST_TEST(codes_of<calque::open_schema>("x = 1 and true = 2") == "E111");
    BOOST_TEST(
        open("same_row(rows.a = 1 and rows.b = 2)") ==
        R"({"operator":"same_row","conditions":[{"field":"rows.a","op":"eq","value":1},{"field":"rows.b","op":"eq","value":2}]})");
}

BOOST_AUTO_TEST_CASE(limit_errors_name_their_option) {
    calque::parse_options options;
    options.limits = {.input_bytes = 200, .depth = 3, .conditions = 3, .list_items = 3, .string_bytes = 4};
    BOOST_TEST(codes_of("(((id = 1)))", options) == "");
    BOOST_TEST(codes_of("((((id = 1))))", options) == "E402");
    BOOST_TEST(codes_of("not not not id = 1", options) == "");
    BOOST_TEST(codes_of("not not not not id = 1", options) == "E402");
    BOOST_TEST(codes_of("id = 1 or id = 2 or id = 3", options) == "");
    BOOST_TEST(codes_of("id = 1 or id = 2 or id = 3 or id = 4", options) == "E403");
    BOOST_TEST(codes_of("id in [1,2,3]", options) == "");
    BOOST_TEST(codes_of("id in [1,2,3,4]", options) == "E404");
    BOOST_TEST(codes_of("topic = 'abcd'", options) == "");
    BOOST_TEST(codes_of("topic = 'abcde'", options) == "E405");
    BOOST_TEST(codes_of(std::string(201, ' '), options) == "E401");
    BOOST_TEST(codes_of("not topic in ['a', 'b']", options) == "E403"); // expands to four conditions
    const auto result = calque::parse(std::string(1 << 20, 'x'));
    BOOST_TEST_REQUIRE(!result);
    BOOST_TEST(result.diagnostics().front().help.find("parse_limits::input_bytes") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(depth_64_passes_and_65_is_refused) {
    const auto nested = [](std::size_t depth, std::string_view open, std::string_view close) {
        std::string text;
        for (std::size_t i = 0; i < depth; ++i) text += open;
        text += "id = 1";
        for (std::size_t i = 0; i < depth; ++i) text += close;
        return text;
    };
    BOOST_TEST(codes_of(nested(64, "(", ")")) == "");
    BOOST_TEST(codes_of(nested(65, "(", ")")) == "E402");
    BOOST_TEST(codes_of(nested(64, "not ", "")) == "");
    BOOST_TEST(codes_of(nested(65, "not ", "")) == "E402");
    BOOST_TEST(codes_of(nested(60'000, "(", "")) == "E402");
}

BOOST_AUTO_TEST_CASE(value_throws_the_rendered_diagnostics) {
    const auto bad = calque::parse("duraton > 5");
    BOOST_TEST(!bad.has_value());
    BOOST_CHECK_EXCEPTION((void)bad.value(), calque::filter_error, [](const calque::filter_error& error) {
        return error.code() == calque::errc::invalid_filter && error.source() == "duraton > 5" &&
               std::string_view{error.what()}.find("did you mean `duration`?") != std::string_view::npos;
    });
    BOOST_TEST(calque::to_json(calque::parse("id = 1").value()) == R"({"field":"id","op":"eq","value":1})");
}

BOOST_AUTO_TEST_SUITE_END()
