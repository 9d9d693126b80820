// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <calque/evaluate.hpp>
#include <calque/evaluate/clock_text.hpp>
#include <calque/parse.hpp>
#include <calque/run.hpp>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/test/unit_test.hpp>

#include <array>
#include <string>
#include <string_view>
#include <utility>

// Records in the shapes in which the API sends them.
BOOST_AUTO_TEST_SUITE(evaluate_shapes_tests)

namespace json = boost::json;

/// The same call log in each shape: with the filter's paths, as a row of the list, as a single call, as a webhook
/// event.
const std::array<std::string_view, 4> shapes{
    R"({"id": 7, "success": false, "duration": 303, "customer_number": "+14155550100", "call_ended_reason": "timeout",
        "dropoff_point": null, "topic": "refund", "timestamp": "2025-11-03T10:30:00Z", "is_reviewed": true,
        "agent": {"id": 2, "agent_name": "Front Desk"},
        "metric_evaluations": [{"id": 901, "value": true, "metric": {"id": 1, "name": "polite"}},
                               {"id": 902, "value": 3.5, "metric": {"id": 2, "name": "accuracy"}}]})",
    R"({"id": 7, "call_id": "c7", "agent": 2, "agent_name": "Front Desk", "timestamp": "2025-11-03T10:30:00Z",
        "duration": "05:03", "success": false, "status": "reviewed_failure", "is_reviewed": true, "feedback": null,
        "call_ended_reason": "timeout", "customer_number": "+14155550100", "dropoff_point": null, "topic": "refund",
        "metrics": [1, 2], "evaluation": {"metrics": [
            {"id": 1, "name": "polite", "eval_type": "binary", "passed": true, "score": 5},
            {"id": 2, "name": "accuracy", "eval_type": "numeric", "passed": false, "score": 3.5}]},
        "transcript": "a long \"text\" [with] {everything}", "data": null})",
    R"({"id": 7, "agent": 2, "agent_name": "Front Desk", "timestamp": "2025-11-03 10:30:00+0000",
        "duration": "00:05:03", "success": false, "is_reviewed": true, "call_ended_reason": "timeout",
        "customer_number": "+14155550100", "dropoff_point": null, "topic": "refund", "evaluation": null,
        "metrics": [{"id": 1, "name": "polite", "value": true}, {"id": 2, "name": "accuracy", "score": 3.5}]})",
    R"({"id": "evt_1", "event_type": "call_log.completed", "timestamp": "2025-11-04T00:00:00Z", "data":
        {"id": 7, "agent": 2, "agent_name": "Front Desk", "timestamp": "2025-11-03T10:30Z", "duration": "05:03",
         "success": false, "is_reviewed": true, "call_ended_reason": "timeout", "customer_number": "+14155550100",
         "dropoff_point": null, "topic": "refund", "evaluation": {"metrics": [
             {"id": 1, "name": "polite", "eval_type": "binary_qualitative", "passed": true},
             {"id": 2, "name": "accuracy", "eval_type": "continuous_qualitative", "score": 3.5}]}}})",
};

bool selects(std::string_view filter, std::string_view record) {
    const calque::evaluator decide{calque::parse(filter).value()};
    const bool by_value = decide(json::parse(record));
    BOOST_TEST(decide.try_match_json(record).value() == by_value, filter << " of the text of " << record);
    return by_value;
}

BOOST_AUTO_TEST_CASE(every_shape_has_the_same_fields) {
    for (const std::string_view filter : {"id = 7",
                                          "duration = 303",
                                          "duration >= 303",
                                          "duration < 304",
                                          "agent.id = 2",
                                          "agent.id in [1, 2]",
                                          R"(agent.agent_name = "Front Desk")",
                                          R"(agent.agent_name contains "desk")",
                                          "not agent.id = 3",
                                          "timestamp = 2025-11-03T10:30:00Z",
                                          "timestamp < 2025-11-03T10:31:00Z",
                                          "success = false",
                                          "is_reviewed = true",
                                          R"(topic = "refund" and call_ended_reason = "timeout")",
                                          "dropoff_point is null",
                                          "agent.id is not null",
                                          "metric_evaluations.value = true",
                                          "metric_evaluations.value >= 3.5",
                                          "metric_evaluations.metric.id = 2",
                                          R"(metric_evaluations { metric.name = "accuracy" and value < 4 })",
                                          R"(metric_evaluations { metric.id = 1 and value = true })",
                                          "metric_evaluations.value is not null"})
        for (const std::string_view record : shapes) BOOST_TEST(selects(filter, record), filter << " of " << record);
    for (const std::string_view filter :
         {"id = 8", "duration != 303", "duration > 303", "agent.id = 7", "agent.id is null",
          R"(agent.agent_name = "2")", "timestamp > 2025-11-03T10:30:00Z", "metric_evaluations.value = 5",
          "metric_evaluations.value = false", R"(metric_evaluations { metric.name = "polite" and value >= 3 })",
          "metric_evaluations.metric.id in [901, 902]", "metric_evaluations.value is null"})
        for (const std::string_view record : shapes) BOOST_TEST(!selects(filter, record), filter << " of " << record);
}

BOOST_AUTO_TEST_CASE(missing_agent_and_evaluations_are_null) {
    constexpr std::string_view row =
        R"({"id": 1, "agent": null, "agent_name": null, "duration": "00:00", "metrics": [], "evaluation": {"metrics": []}})";
    BOOST_TEST(selects("agent.id is null and agent.agent_name is null", row));
    BOOST_TEST(selects("metric_evaluations.value is null", row));
    BOOST_TEST(!selects("metric_evaluations.value is not null", row));
}

BOOST_AUTO_TEST_CASE(object_with_more_record_fields_is_the_record) {
    BOOST_TEST(selects("id = 1", R"({"id": 1, "topic": "x", "data": {"id": 2}})"));
    BOOST_TEST(selects("id = 2", R"({"id": 1, "data": {"id": 2, "topic": "x"}})"));
    BOOST_TEST(selects("id = 1", R"({"id": 1, "data": {"id": 2}})"));
    BOOST_TEST(selects("id = 1", R"({"id": 1, "data": {"other": 2}})"));
    BOOST_TEST(selects("id = 1", R"({"data": [{"id": 2, "topic": "x"}], "id": 1})"));
    BOOST_TEST(selects("id = 2", R"({"data": {"id": 2, "data": {"id": 3, "topic": "", "duration": 1}}})"));
}

BOOST_AUTO_TEST_CASE(other_schemas_have_no_alternative_locations) {
    const auto is_seven = calque::parse<calque::open_schema>("agent.id = 7").value();
    BOOST_TEST(!calque::evaluate(is_seven, json::parse(R"({"agent": 7})")));
    BOOST_TEST(calque::evaluate(calque::parse<calque::run>("duration = 63").value(),
                                json::parse(R"({"duration": "01:03"})"))); // any field in seconds accepts a clock text
}

BOOST_AUTO_TEST_CASE(clock_texts_are_read_as_seconds) {
    const auto read = [](std::string_view text) { return calque::detail::read_clock_text(text).value_or(-1); };
    BOOST_TEST(read("05:03") == 303);
    BOOST_TEST(read("0:00") == 0);
    BOOST_TEST(read("120:59") == 7259);
    BOOST_TEST(read("01:05:03") == 3903);
    BOOST_TEST(read("999999999:59:59") == 3599999999999);
    for (const std::string_view text :
         {"", ":", "5", "05:3", "05:60", "05:03:", ":05:03", "1:2:3", "01:60:00", "05:03:00:00", "05:03 ", " 05:03",
          "-05:03", "05:03.5", "soon", "1000000000:00", "05;03"})
        BOOST_TEST(read(text) == -1, text);
}

/// Returns every report to the listener for a filter and a record: field, kind and value.
std::string told(std::string_view filter, std::string_view record) {
    std::string out;
    calque::evaluate_options options;
    options.listener = [&](const calque::field_finding& found) {
        constexpr std::array<std::string_view, 3> kinds{"usable", "absent", "unreadable"};
        out.append(found.field).append(" ").append(kinds.at(static_cast<std::size_t>(found.how)));
        if (found.how == calque::found_as::unreadable) out.append(" ").append(json::serialize(*found.value));
        out += "; ";
    };
    const calque::evaluator decide{calque::parse(filter).value(), options};
    (void)decide(json::parse(record));
    const std::string by_value = std::exchange(out, {});
    (void)decide.try_match_json(record).value();
    BOOST_TEST(out == by_value);
    return out;
}

BOOST_AUTO_TEST_CASE(listener_reports_absent_and_unreadable_fields) {
    BOOST_TEST(told("duration >= 60", R"({"duration": "soon"})") == R"(duration unreadable "soon"; )");
    BOOST_TEST(told("duration >= 60", R"({"duration": "01:03"})") == "duration usable; ");
    BOOST_TEST(told("duration >= 60", "{}") == "duration absent; ");
    BOOST_TEST(told("success is null", R"({"success": null})") == "success usable; ");
    BOOST_TEST(told("success = true", R"({"success": "true"})") == R"(success unreadable "true"; )");
    BOOST_TEST(told("id in [1, 2]", R"({"id": "1"})") == R"(id unreadable "1"; )");
    BOOST_TEST(told("topic = \"1\"", R"({"topic": 1})") == "topic unreadable 1; ");
    for (const std::string_view filter :
         {"timestamp >= 2025-11-03T00:00:00Z", "timestamp is not null", "timestamp in [2025-11-03T00:00:00Z]"}) {
        BOOST_TEST(told(filter, R"({"timestamp": "yesterday"})") == R"(timestamp unreadable "yesterday"; )");
        BOOST_TEST(told(filter, R"({"timestamp": 1762165800})") == "timestamp unreadable 1762165800; ");
        BOOST_TEST(told(filter, R"({"timestamp": "2025-11-02T00:00:00Z"})") == "timestamp usable; ");
    }
    BOOST_TEST(told("metadata.region = \"EU\"", R"({"metadata": {}})") == "metadata.region absent; ");
    BOOST_TEST(told("metadata.region = \"EU\"", R"({"metadata": {"region": 1}})") == "metadata.region usable; ");
    BOOST_TEST(told("agent.id = 1", R"({"agent": "Front Desk"})") == R"(agent.id unreadable "Front Desk"; )");
    BOOST_TEST(told("agent.id = 1", R"({"agent": null})") == "agent.id usable; ");
    BOOST_TEST(told("agent.id = 1", R"({"agent": {"name": "x"}})") == "agent.id absent; ");
}

BOOST_AUTO_TEST_CASE(listener_reports_relations) {
    BOOST_TEST(told("metric_evaluations.value > 1", "{}") == "metric_evaluations.value absent; ");
    BOOST_TEST(told("metric_evaluations.value > 1", R"({"metrics": [1, 2]})") == "metric_evaluations.value absent; ");
    BOOST_TEST(told("metric_evaluations.value > 1", R"({"metrics": []})") == "metric_evaluations.value usable; ");
    BOOST_TEST(told("metric_evaluations.value > 1", R"({"metric_evaluations": 5})") ==
               "metric_evaluations.value unreadable 5; ");
    BOOST_TEST(told("metric_evaluations.value > 1", R"({"metrics": {"CSAT": 5}})") ==
               R"(metric_evaluations.value unreadable {"CSAT":5}; )");
    BOOST_TEST(told("metric_evaluations.value > 1", R"({"evaluation": {"metrics": "none"}, "metrics": [1]})") ==
               R"(metric_evaluations.value unreadable "none"; )");
    BOOST_TEST(told("metric_evaluations.value > 1", R"({"metrics": null})") == "metric_evaluations.value absent; ");
    BOOST_TEST(told("metric_evaluations.value > 1", R"({"metrics": [{"id": 1}]})") ==
               "metric_evaluations.value absent; ");
    BOOST_TEST(told("metric_evaluations { value > 1 and metric.id = 1 }", "{}") == "metric_evaluations absent; ");
    BOOST_TEST(
        told("metric_evaluations { value > 1 and metric.id = 1 }", R"({"evaluation": {"metrics": [{"value": 2}]}})") ==
        "metric_evaluations.value usable; metric_evaluations.metric.id absent; ");
}

BOOST_AUTO_TEST_CASE(listener_reports_only_fields_that_were_evaluated) {
    BOOST_TEST(told("id = 1 and duration > 5", R"({"id": 2})") == "id usable; ");
    BOOST_TEST(told("id = 1 or duration > 5", R"({"id": 1})") == "id usable; ");
}

BOOST_AUTO_TEST_CASE(invalid_record_texts_are_refused) {
    const calque::evaluator decide{calque::parse("id = 1").value()};
    for (const std::string_view text :
         {"", " ", "1", "[]", "null", "[{\"id\": 1}]", "{", "{\"id\": 1", "{\"id\": 1} {}", "{\"id\": 1,}",
          "{\"id\": tru}", "{\"other\": tru}", "{\"other\": \"\xff\"}", "{\"id\": 1e400}"})
        BOOST_TEST((decide.try_match_json(text).error() == calque::errc::bad_record), text);
    const std::string deep = "{\"x\":" + std::string(200, '[') + std::string(200, ']') + "}";
    BOOST_TEST((decide.try_match_json(deep).error() == calque::errc::bad_record));
    BOOST_TEST(decide.try_match_json("{\"\\u0069d\": 1}").value());
    BOOST_TEST(decide.try_match_json(" {\"id\": 2, \"id\": 1}\n").value());
}

/// Programs that cut text by UTF-16 units leave an unpaired surrogate.
BOOST_AUTO_TEST_CASE(unpaired_surrogate_is_replaced) {
    const auto matches = [](std::string_view filter, std::string_view record) {
        return calque::evaluator{calque::parse(filter).value()}.try_match_json(record).value();
    };
    for (const std::string_view half : {"\\ud83d", "\\uDE00", "\\ude00\\ud83d"}) {
        const std::string text{half};
        BOOST_TEST(
            matches("id = 1", R"({"x": ")" + text + R"(", "id": 1, "y": {")" + text + R"(": ["a)" + text + "\"]}}"));
        BOOST_TEST(matches("topic contains \"a\ufffd\"", R"({"topic": "\\a)" + text + "\"}"));
        BOOST_TEST(
            matches("metadata.k = \"\U0001f600\"", R"({"metadata": {"k": "\ud83d\ude00", "x": ")" + text + "\"}}"));
    }
    const calque::evaluator decide{calque::parse("id = 1").value()};
    for (const std::string_view text :
         {R"({"id": 1, "x": "\ud83"})", R"({"id": 1, "x": "\ud83d)", R"({"id": 1, "x": \ud83d})"})
        BOOST_TEST((decide.try_match_json(text).error() == calque::errc::bad_record), text);
    BOOST_TEST(matches("topic = \"\\\\ud83d\"", R"({"topic": "\\ud83d"})"));
}

BOOST_AUTO_TEST_CASE(numbers_in_record_texts_are_exact) {
    const auto matches = [](std::string_view filter, std::string_view record) {
        return calque::evaluator{calque::parse(filter).value()}.try_match_json(record).value();
    };
    BOOST_TEST(matches("id = 9007199254740993", R"({"id": 9007199254740993})"));
    BOOST_TEST(!matches("id = 9007199254740993", R"({"id": 9007199254740992})"));
    BOOST_TEST(matches("metric_evaluations.value = 18446744073709551615",
                       R"({"metrics": [{"value": 18446744073709551615}]})"));
    BOOST_TEST(matches("duration = 0.1234567890123", R"({"duration": 0.1234567890123})"));
    BOOST_TEST(matches("duration = 1.5", R"({"duration": 15e-1})"));
    BOOST_TEST(matches("duration = 0", R"({"duration": -0.0})"));
    BOOST_TEST(matches("id = 9007199254740993", R"({"id": 9007199254740993.0})"));
    BOOST_TEST(matches(R"(metadata.k = "\u00e9\n")", R"({"metadata": {"k": "\u00e9\n"}})"));
}

BOOST_AUTO_TEST_SUITE_END()
