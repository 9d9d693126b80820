// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <calque/blame.hpp>
#include <calque/filter/transform.hpp>
#include <calque/json.hpp>
#include <calque/parse.hpp>

#include <boost/test/unit_test.hpp>

#include <string>
#include <string_view>
#include <vector>

BOOST_AUTO_TEST_SUITE(blame_tests)

namespace {

using calque::blame_options;
using calque::diagnostic;

std::vector<diagnostic> blamed(std::string_view text, std::string_view body, unsigned status = 400,
                               std::string_view member = {}) {
    return calque::blame(calque::parse(text).value(), calque::parse_api_failure(status, body),
                         {.source = text, .member = member});
}

/// Returns the pointers of the blamed nodes, separated by spaces.
std::string pointers(std::string_view text, std::string_view body, std::string_view member = {}) {
    std::string out;
    for (const diagnostic& each : blamed(text, body, 400, member)) out += (out.empty() ? "" : " ") + each.pointer;
    return out;
}

/// Returns the source texts of the blamed nodes, separated by `|`.
std::string texts(std::string_view text, std::string_view body) {
    std::string out;
    for (const diagnostic& each : blamed(text, body))
        out.append(out.empty() ? "" : "|").append(text.substr(each.range.begin, each.range.end - each.range.begin));
    return out;
}

} // namespace

// Paths

BOOST_AUTO_TEST_CASE(path_leads_to_a_condition_and_its_member) {
    const std::string_view text = "id = 1 and (topic = 'a' or duration in 5..6)";
    const auto path = [&](std::string_view body) { return pointers(text, body); };
    BOOST_TEST(path(R"({"filters":{"conditions":[{"op":["No."]}]}})") == "/conditions/0/op");
    BOOST_TEST(path(R"({"filters":{"conditions":{"0":{"field":"No."}}}})") == "/conditions/0/field");
    BOOST_TEST(path(R"({"filters":{"conditions":[{},{"conditions":[{"value":["No."]}]}]}})") ==
               "/conditions/1/conditions/0/value");
    BOOST_TEST(path(R"({"conditions":[{"field":["No."]}]})") == "/conditions/0/field");
    BOOST_TEST(path(R"({"errors":[{"filters":{"conditions":[{"field":["No."]}]}}]})") == "/conditions/0/field");
    BOOST_TEST(path(R"({"filters":{"conditions":[{},{"operator":["No."]}]}})") == "/conditions/1/operator");
    BOOST_TEST(path(R"({"filters":{"operator":["No."]}})") == "/operator");
    // Lists that number conditions without the key `conditions`.
    BOOST_TEST(path(R"({"filters":[{"field":["No."]}]})") == "/conditions/0/field");
    BOOST_TEST(path(R"({"filters":[{},[{"field":["No."]}]]})") == "/conditions/1/conditions/0/field");
}

BOOST_AUTO_TEST_CASE(path_to_a_node_blames_the_node) {
    const std::string_view text = "id = 1 and (topic = 'a' or success = true)";
    BOOST_TEST(pointers(text, R"({"filters":{"conditions":["No."]}})") == "");
    BOOST_TEST(pointers(text, R"({"filters":{"conditions":{"0":["No."]}}})") == "/conditions/0");
    BOOST_TEST(pointers(text, R"({"filters":{"conditions":{"1":["No."]}}})") == "/conditions/1");
    BOOST_TEST(texts(text, R"({"filters":{"conditions":{"1":["No."]}}})") == "topic = 'a' or success = true");
    // For a group, the message may quote something more specific.
    BOOST_TEST(pointers(text, R"({"filters":{"conditions":{"1":["Unknown field 'success'."]}}})") ==
               "/conditions/1/conditions/1/field");
}

BOOST_AUTO_TEST_CASE(single_condition_has_its_members_at_the_top) {
    BOOST_TEST(pointers("id = 1", R"({"filters":{"op":["No."]}})") == "/op");
    BOOST_TEST(pointers("id in [1, 2]", R"({"filters":{"value":{"1":["No."]}}})") == "/value/1");
    BOOST_TEST(pointers("id in [1, 2]", R"({"filters":{"value":{"2":["No."]}}})") == "/value");
    BOOST_TEST(pointers("id = 1", R"({"detail":"Invalid filter at /value: no."})") == "/value");
}

BOOST_AUTO_TEST_CASE(path_outside_the_filter_is_ignored) {
    BOOST_TEST(pointers("id = 1 and success = true", R"({"filters":{"conditions":{"2":{"op":["No."]}}}})") == "");
    BOOST_TEST(pointers("id = 1 and success = true",
                        R"({"filters":{"conditions":{"99999999999999999999":{"op":["No."]}}}})") == "");
    BOOST_TEST(pointers("id = 1", R"({"filters":{"conditions":{"0":{"op":["No."]}}}})") == "");
    BOOST_TEST(pointers("id = 1 and success = true",
                        R"({"detail":"See /docs/ and https://example.com/conditions/1/op."})") == "");
}

BOOST_AUTO_TEST_CASE(paths_in_messages_are_recognized) {
    const std::string_view text = "id = 1 and topic = 'a'";
    BOOST_TEST(pointers(text, R"({"detail":"Invalid filter at /conditions/1/field: no such field"})") ==
               "/conditions/1/field");
    BOOST_TEST(pointers(text, R"({"detail":"filters.conditions[1].op: not allowed"})") == "/conditions/1/op");
    BOOST_TEST(pointers(text, "In \"filters.conditions.0.value\".") == "/conditions/0/value");
    BOOST_TEST(pointers(text, "At /conditions/0, 'topic' aside.") == "/conditions/0");
    BOOST_TEST(pointers(text, "At alert_filters.conditions.0.op.", "filters") == "");
    BOOST_TEST(pointers(text, "At x.conditions.0.op.") == "");
}

BOOST_AUTO_TEST_CASE(filter_member_selects_the_blamed_filter) {
    const std::string_view body = R"({"dashboard_filters":{"op":["No."]}})";
    BOOST_TEST(pointers("id = 1", body, "dashboard_filters") == "/op");
    BOOST_TEST(pointers("id = 1", body, "filters") == "");
    BOOST_TEST(pointers("id = 1", body) == "/op");
}

// Names

BOOST_AUTO_TEST_CASE(unquoted_prose_blames_nothing) {
    const std::string_view text = "timestamp >= today-60d and duration > 2 and topic = 'a'";
    for (const char* const words :
         {"Timestamp filter value is too far in the past. Maximum allowed range is 30 days.",
          "duration must be a number.", "No such field: topic.", "Field topic is wrong, use one of duration, success",
          "Unknown operator: 'gt'", "Bad field 'Topic'", "Bad value ' a '", "It isn't duration, isn't it?"})
        BOOST_TEST(pointers(text, R"({"detail":")" + std::string{words} + R"("})") == "", words);
}

BOOST_AUTO_TEST_CASE(quoted_field_names_must_match_exactly) {
    const std::string_view text = "id = 1 and agent.id = 2";
    for (const char* const quoted : {"'id'", "\\\"id\\\"", "`id`"})
        BOOST_TEST(pointers(text, R"({"detail":"Bad field )" + std::string{quoted} + R"("})") == "/conditions/0/field",
                   quoted);
    BOOST_TEST(pointers(text, R"({"detail":"It's 'agent.id' that isn't right"})") == "/conditions/1/field");
    BOOST_TEST(pointers(text, R"({"detail":"Bad 'agent__id', 'ID' and 'x.id'"})") == "");
    BOOST_TEST(pointers(text, R"({"detail":"'id' and 'agent.id' are bad"})") ==
               "/conditions/0/field /conditions/1/field");
}

BOOST_AUTO_TEST_CASE(path_may_name_a_field) {
    const std::string_view text = "timestamp > now-1d and metric_evaluations.value > 1";
    BOOST_TEST(pointers(text, R"({"timestamp":["No."]})") == "/conditions/0/field");
    BOOST_TEST(pointers(text, R"({"filters":{"metric_evaluations.value":["No."]}})") == "/conditions/1/field");
    BOOST_TEST(pointers(text, R"({"filters":{"metric_evaluations":{"value":["No."]}}})") == "/conditions/1/field");
    BOOST_TEST(pointers(text, R"({"errors":{"timestamp":["No."]}})") == "/conditions/0/field");
    BOOST_TEST(pointers(text, R"({"errors":[{"timestamp":["No."]}]})") == "/conditions/0/field");
    BOOST_TEST(pointers(text, R"({"metric_evaluations__value":["No."]})") == "");
}

BOOST_AUTO_TEST_CASE(other_members_of_the_request_blame_nothing) {
    BOOST_TEST(pointers("duration > 2", R"({"widget_ids":["Invalid 'duration'."]})") == "");
    BOOST_TEST(pointers("duration > 2", R"({"widget_ids":["See /op."]})") == "");
    BOOST_TEST(pointers("duration > 2", R"({"page":{"0":"'duration'"}})") == "");
}

BOOST_AUTO_TEST_CASE(quoted_values_take_precedence_over_quoted_fields) {
    const std::string_view text =
        "topic contains 'a' or topic ~ 'ab' or topic in ['c', 'cd'] or agent.agent_name = 'ab'";
    BOOST_TEST(pointers(text, R"({"detail":"\"cd\" is no topic"})") == "/conditions/2/value/1");
    BOOST_TEST(pointers(text, R"({"detail":"'topic' is wrong"})") ==
               "/conditions/0/field /conditions/1/field /conditions/2/field");
    BOOST_TEST(pointers(text, R"({"detail":"'ab' is wrong"})") == "/conditions/1/value /conditions/3/value");
    BOOST_TEST(pointers(text, R"({"detail":"'ab' is wrong for 'topic'"})") == "/conditions/1/value");
    BOOST_TEST(pointers(text, R"({"detail":"'ab' is wrong for 'success'"})") ==
               "/conditions/1/value /conditions/3/value");
    BOOST_TEST(pointers(text, R"({"detail":"a string: ''"})") == "");
}

BOOST_AUTO_TEST_CASE(quoted_values_match_only_json_strings) {
    const std::string_view text = "timestamp > now-2h and success = true and duration > 5";
    BOOST_TEST(pointers(text, R"({"filters":["'now-2h' is not a time"]})") == "/conditions/0/value");
    BOOST_TEST(pointers(text, R"({"detail":"Invalid pk \"5\", 'true' object does not exist"})") == "");
}

BOOST_AUTO_TEST_CASE(each_message_blames_a_condition_once) {
    const std::string_view text = "duration > 2 and topic = 'a'";
    BOOST_TEST(pointers(text, R"({"filters":["'duration' is wrong","'duration' is wrong","'topic' is, too"]})") ==
               "/conditions/0/field /conditions/1/field");
    const auto all = blamed(text, R"({"filters":["'duration' is wrong","'duration' is bad"]})");
    BOOST_REQUIRE_EQUAL(all.size(), 2u);
    BOOST_TEST(all.back().message == "the API refuses the condition on `duration`: \"'duration' is bad\"");
}

BOOST_AUTO_TEST_CASE(at_most_20_conditions_are_blamed) {
    std::string text = "duration > 0";
    for (int i = 1; i < 100; ++i) text += " or duration > " + std::to_string(i);
    BOOST_TEST(blamed(text, R"({"filters":["bad 'duration'","wrong 'duration'"]})").size() == 20u);
}

BOOST_AUTO_TEST_CASE(messages_without_a_hint_blame_nothing) {
    BOOST_TEST(pointers("duration > 2", "") == "");
    BOOST_TEST(pointers("duration > 2", R"({"filters":["Invalid filter."]})") == "");
    BOOST_TEST(pointers("duration > 2", "<html><b>'duration'</b></html>") == "");
    BOOST_TEST(pointers("duration > 2", "Bad 'duration'") == "/field");
    for (const unsigned status : {401u, 403u, 404u, 500u})
        BOOST_TEST(blamed("duration > 2", R"({"filters":{"op":["No."]}})", status).empty());
}

BOOST_AUTO_TEST_CASE(control_characters_stay_escaped) {
    const auto all = blamed("duration > 2", R"({"filters":{"op":["\u001b[2J"]}})");
    BOOST_REQUIRE_EQUAL(all.size(), 1u);
    BOOST_TEST(all.front().message == R"(the API refuses the condition on `duration`: "\x1b[2J")");
}

BOOST_AUTO_TEST_CASE(open_filters_can_be_blamed) {
    const std::string_view text = "anything.at.all = 1 and other in ['x', 'yz']";
    const auto filter = calque::parse<calque::open_schema>(text).value();
    const auto all = calque::blame(filter, calque::parse_api_failure(400, R"({"detail":"'yz'"})"), {.source = text});
    BOOST_REQUIRE_EQUAL(all.size(), 1u);
    BOOST_TEST(all.front().pointer == "/conditions/1/value/1");
    BOOST_TEST((all.front().range == calque::text_range{24, text.size()}));
}

// Ranges in the text

BOOST_AUTO_TEST_CASE(ranges_survive_rewriting_of_the_text) {
    const std::string_view text = "not (duration in 5..10 or topic is null) and\n"
                                  "metric_evaluations { value > 3 and (metric.id = 1 or metric.id = 2) } # 5\n"
                                  "and metadata.\"a b\" not in ['x', 'yz']";
    const auto at = [&](std::string_view body) { return texts(text, body); };
    // not (in a..b) becomes an `or` group of two.
    BOOST_TEST(at(R"({"filters":{"conditions":{"0":["No."]}}})") == "duration in 5..10");
    BOOST_TEST(at(R"({"filters":{"conditions":[{"conditions":[{},{"op":["No."]}]}]}})") == "duration in 5..10");
    BOOST_TEST(at(R"({"filters":{"conditions":[{},{"op":["No."]}]}})") == "topic is null");
    // `or` is distributed over `same_row`.
    BOOST_TEST(at(R"({"detail":"/conditions/2/conditions/0/conditions/0/op"})") == "value > 3");
    BOOST_TEST(at(R"({"detail":"/conditions/2/conditions/0/conditions/1/op"})") == "metric.id = 1");
    BOOST_TEST(at(R"({"detail":"/conditions/2/conditions/1/conditions/0/op"})") == "value > 3");
    BOOST_TEST(at(R"({"detail":"/conditions/2/conditions/1/conditions/1/op"})") == "metric.id = 2");
    // The list is expanded.
    BOOST_TEST(at(R"({"detail":"'yz' is wrong"})") == "metadata.\"a b\" not in ['x', 'yz']");
}

BOOST_AUTO_TEST_CASE(condition_in_the_text_is_blamed_once) {
    BOOST_TEST(pointers("success = true and duration in 5..10", R"({"detail":"Bad 'duration'"})") ==
               "/conditions/1/field");
    const auto filter = calque::parse("success = true and duration in 5..10").value();
    BOOST_TEST(calque::blame(filter, calque::parse_api_failure(400, "Bad 'duration'")).size() == 2u);
}

BOOST_AUTO_TEST_CASE(without_the_text_there_are_only_pointers) {
    const auto filter = calque::parse("duration > 2").value();
    const auto all = calque::blame(filter, calque::parse_api_failure(400, "Bad 'duration'"));
    BOOST_REQUIRE_EQUAL(all.size(), 1u);
    BOOST_TEST(all.front().pointer == "/field");
    BOOST_TEST((all.front().range == calque::text_range{}));
    BOOST_TEST(calque::render(all, "") ==
               "error[E701]: the API refuses the condition on `duration`: \"Bad 'duration'\"\n --> filter at /field\n");
}

BOOST_AUTO_TEST_CASE(conditions_of_a_modified_filter_keep_unambiguous_ranges) {
    const std::string_view text = "duration > 2 or topic = 'a'";
    const auto more = calque::parse("timestamp > now-1d and success = true").value() && calque::parse(text).value();
    const auto range = [&](std::string_view body, std::string_view source) {
        const auto all = calque::blame(more, calque::parse_api_failure(400, body), {.source = source});
        BOOST_REQUIRE_EQUAL(all.size(), 1u);
        return all.front().range;
    };
    BOOST_TEST((range("Bad 'duration'", text) == calque::text_range{0, 12}));
    BOOST_TEST((range("Bad 'topic'", text) == calque::text_range{16, 27}));
    BOOST_TEST((range("Bad 'timestamp'", text) == calque::text_range{}));
    // Ambiguous, another value, another condition, not a filter.
    BOOST_TEST((range("Bad 'duration'", "duration > 2 or (duration > 2 and success = true)") == calque::text_range{}));
    BOOST_TEST((range("Bad 'duration'", "duration > 3") == calque::text_range{}));
    BOOST_TEST((range("Bad 'duration'", "id = 3") == calque::text_range{}));
    BOOST_TEST((range("Bad 'duration'", "duration >") == calque::text_range{}));
}

BOOST_AUTO_TEST_CASE(exponentially_growing_text_is_not_expanded) {
    std::string text = "metric_evaluations { (value > 1 or value > 2)";
    for (int i = 0; i < 60; ++i) text += " and (value > 1 or value > 2)";
    const auto filter = calque::parse("duration > 2").value();
    BOOST_TEST(
        calque::blame(filter, calque::parse_api_failure(400, "Bad 'duration'"), {.source = text + " }"}).size() == 1u);
}

BOOST_AUTO_TEST_SUITE_END()
