// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <calque/text/mend/mend.hpp>

#include <boost/test/unit_test.hpp>

#include <set>
#include <string>
#include <vector>

#include "unit/support.hpp"

BOOST_AUTO_TEST_SUITE(parse_diagnostics_tests)

using support::codes_of;
using support::mended;
using support::told;

// An erroneous text, its code, words of the message or help, and the text after the first edit.
struct mistake {
    std::string text, code, words, mended_text;
};

const std::vector<mistake>& mistakes() {
    static const std::vector<mistake> all{
        // syntax
        {"id 5", "E101", "a comparison must follow the field", "id = 5"},
        {"id => 5", "E101", "did you mean `>=`?", "id >= 5"},
        {"id =< 5", "E101", "did you mean `<=`?", "id <= 5"},
        {"topic like 'a'", "E101", "did you mean `contains`?", "topic contains 'a'"},
        {"topic contans 'a'", "E101", "did you mean `contains`?", "topic contains 'a'"},
        {"id = 1 & id = 2", "E101", "write `and`", "id = 1 and id = 2"},
        {"id = 1, id = 2", "E101", "write `and`", "id = 1 and id = 2"},
        {"id = 1 adn id = 2", "E101", "did you mean `and`?", "id = 1 and id = 2"},
        {"id = 1 and and id = 2", "E101", "expected a condition", "id = 1 and id = 2"},
        {"and id = 1", "E101", "take it out", "id = 1"},
        {"id = 1 and", "E102", "expected a field; take out `and`", "id = 1"},
        {"id", "E102", "expected a comparison such as `=`", "no edit"},
        {"topic is", "E102", "`null`", "topic is null"},
        {"(id = 1", "E103", "is never closed", "(id = 1)"},
        {"id in [1, 2", "E103", "add `]`", "id in [1, 2]"},
        {"metric_evaluations { value > 1", "E103", "add `}`", "metric_evaluations { value > 1}"},
        {"(id = 1]", "E103", "`(` is closed by `]`", "(id = 1)"},
        {"topic = 'a", "E104", "has no closing quote", "topic = 'a'"},
        {"topic = \"a\nand id = 1", "E104", "on its line", "topic = \"a\"\nand id = 1"},
        {R"(topic = "a\d")", "E105", "a backslash itself is written", R"(topic = "a\\d")"},
        {R"(topic = "\ud800")", "E105", "not one of JSON's", R"(topic = "\\ud800")"},
        {"topic = \"a\tb\"", "E106", "write a tab as", "topic = \"a\\tb\""},
        {"topic = \"a\x01\"", "E106", "as an escape", "topic = \"a\""},
        {"id = 1 \x02 ", "E106", "delete it", "id = 1  "},
        {"topic = \"\xff\"", "E107", "UTF-8", "no edit"},
        {"\xc0\x80", "E107", "UTF-8", "no edit"},
        {"id\u00a0= 1", "E108", "U+00A0 (no-break space)", "id = 1"},
        {"topic = \u201crefund\u201d", "E108", "U+201C", "topic = \"refund\""},
        {"id \u2265 5", "E108", "U+2265", "id >= 5"},
        {"\u0456d = 5", "E108", "Cyrillic", "id = 5"},
        {"id = \uff15", "E108", "full-width", "id = 5"},
        {"\ufeffid = 1", "E108", "byte order mark", "id = 1"},
        {"id = 1 id = 2", "E109", "join them with", "id = 1 and id = 2"},
        {"id = 1 (id = 2)", "E109", "need a connective", "id = 1 and (id = 2)"},
        {"topic = refund", "E110", "a text needs quotes", "topic = \"refund\""},
        {"success = yes", "E110", "write `true`", "success = true"},
        {"success = ture", "E110", "did you mean `true`?", "success = true"},
        {"timestamp > soon", "E110", "write a time such as", "no edit"},
        {"timestamp > yesterday", "E110", "write `today-1d`", "timestamp > today-1d"},
        {"timestamp > tody", "E110", "did you mean `today`?", "timestamp > today"},
        {"60 <= duration", "E111", "the field comes first", "duration >= 60"},
        {"'a' = topic", "E111", "the field comes first", "topic = 'a'"},
        {"10 < duration < 60", "E111", "the field comes first", "duration > 10 and duration < 60"},
        {"duration > 10 < 60", "E111", "two sides only", "duration > 10 and duration < 60"},
        {"topic = null", "E112", "is null", "topic is null"},
        {"topic != NULL", "E112", "is not null", "topic is not null"},
        {"id = 1)", "E113", "closes nothing", "id = 1"},
        {"", "E114", "there is no condition", "no edit"},
        {" # nothing\n", "E114", "there is no condition", "no edit"},
        {"id = 1 and ()", "E114", "in these parentheses", "no edit"},
        // found by trying possible corrections
        {"topic = refund\" and id = 1", "E110", "did you mean", "topic = \"refund\" and id = 1"},
        {"topic in [\"US, \"EU\"]", "E101", "did you mean", "topic in [\"US\", \"EU\"]"},
        {"topic in \"US\", \"EU\"]", "E101", "need brackets", "topic in [\"US\", \"EU\"]"},
        {"topic in [\"US\" \"EU\"]", "E101", "did you mean", "topic in [\"US\", \"EU\"]"},
        {"topic in [\"US\",, \"EU\"]", "E101", "take out `,`", "topic in [\"US\", \"EU\"]"},
        {"topic starts with \"a\"", "E101", "did you mean `startswith`?", "topic startswith \"a\""},
        {"duration in 60.120", "E102", "expected `..`", "no edit"},
        {"duration between 60 and 120", "E101", "write a range", "duration in 60..120"},
        {"timestamp > d7-today", "E110", "write a time", "no edit"},
        {"timestamp > today7d", "E110", "did you mean `today-7d`?", "timestamp > today-7d"},
        {"timestamp > today-d7", "E307", "needs an amount and a unit", "no edit"},
        {"timestamp > 2025-1-03T00:00:00Z", "E305", "write `2025-01-03T00", "timestamp > 2025-01-03T00:00:00Z"},
        {"duration >= 60and id = 1", "E302", "did you mean `60 and`?", "duration >= 60 and id = 1"},
        {"topic nin ['a', 'b']", "E101", "did you mean `not in`?", "topic not in ['a', 'b']"},
        {"topic = `a`", "E108", "U+0060", "topic = 'a'"},
        {"metric_evaluation { value > 1 }", "E207", "did you mean", "metric_evaluations { value > 1 }"},
        {"metadta.\"org name\" = 1", "E201", "did you mean", "metadata.\"org name\" = 1"},
        {"agent..id = 1", "E101", "single dots", "agent.id = 1"},
        {"topic = refund order and id = 1", "E110", "`\"refund order\"`", "topic = \"refund order\" and id = 1"},
        {"id in 1, 2,3 and id = 4", "E101", "write `[1, 2,3]`", "id in [1, 2,3] and id = 4"},
        {"(topic not in 'a', 'b')", "E101", "need brackets", "(topic not in ['a', 'b'])"},
        // the schema
        {"agent = 5", "E201", "`agent.id` or `agent.agent_name`", "agent.id = 5"},
        {"call.duration > 5", "E201", "did you mean `duration`?", "duration > 5"},
        {"duraton > 5", "E201", "did you mean `duration`?", "duration > 5"},
        {"Duration > 5", "E201", "did you mean `duration`?", "duration > 5"},
        {"agent_name = 'x'", "E201", "did you mean `agent.agent_name`?", "agent.agent_name = 'x'"},
        {"metadta.x = 1", "E201", "did you mean `metadata.x`?", "metadata.x = 1"},
        {"xyzzy = 1", "E201", "the fields are id, success", "no edit"},
        {"metric_evaluations { vlaue > 1 }", "E201", "did you mean `value`?", "metric_evaluations { value > 1 }"},
        {"metric_evaluations { agent.x = 5 }", "E201", "the fields are value, metric.id, metric.name", "no edit"},
        {"metric_evaluations { metric.color = 5 }", "E201", "did you mean `metric.id` or `metric.name`?", "no edit"},
        {"same_row metric_evaluations.value = 1", "E201 E101", "in parentheses", "no edit"},
        {"metadata.a.b = 1", "E202", "cannot address", "no edit"},
        {"metadata.\"a.b\" = 1", "E202", "cannot address", "no edit"},
        {"metadata = 1", "E203", "needs a key", "no edit"},
        {"metadata. = 1", "E203", "needs a key", "no edit"},
        {"duration contains 'x'", "E204", "compare as a number", "no edit"},
        {"topic > 'a'", "E204", "a text has no order here", "no edit"},
        {"success > true", "E204", "compare with `=`", "success = true"},
        {"same_row(id = 1 and metric_evaluations.value = 1)", "E206", "has one value a call",
         "same_row(metric_evaluations.metric.id = 1 and metric_evaluations.value = 1)"},
        {"same_row(same_row(metric_evaluations.value = 1))", "E206", "inside another", "no edit"},
        {"agent { id = 1 }", "E207", "is not a to-many relation", "no edit"},
        // values
        {"duration = \"60\"", "E301", "remove the quotes", "duration = 60"},
        {"success = \"true\"", "E301", "remove the quotes", "success = true"},
        {"success = 1", "E301", "write `true`", "success = true"},
        {"topic = 5", "E301", "put it in quotes", "topic = \"5\""},
        {"topic contains 5", "E102 E301", "", ""},
        {"topic contains 5", "E101", "a text in quotes", "topic contains \"5\""},
        {"timestamp > 5", "E301", "a time such as", "no edit"},
        {"metadata.x > true", "W806 E301", "have no order", ""},
        {"metadata.d = now", "E301", "as a text", "metadata.d = \"now\""},
        {"id = 007", "E302", "no leading zeros", "no edit"},
        {"id = 5.", "E302", "not finished", "id = 5"},
        {"id = -", "E302", "not finished", "no edit"},
        {"duration > 5min", "E302", "is not a unit", "duration > 5m"},
        {"duration > 1.5h", "E302", "a whole number of one unit", "duration > 90m"},
        {"duration > 1M", "E302", "no fixed length", "no edit"},
        {"duration > 18446744073709551616", "E303", "does not fit", "no edit"},
        {"duration > 1e400", "E303", "does not fit", "no edit"},
        {"id = 9223372036854775808", "E303", "-9223372036854775808 to 9223372036854775807", "no edit"},
        {"id = 5.5", "E304", "whole numbers only", "no edit"},
        {"timestamp > 2025-13-01T00:00:00Z", "E305", "RFC 3339", "no edit"},
        {"timestamp > 2025-02-29T00:00:00Z", "E305", "real dates", "no edit"},
        {"timestamp > 2025-11-03T10:30Z", "E305", "RFC 3339", "timestamp > 2025-11-03T10:30:00Z"},
        {"timestamp > 'soon'", "E305", "is not a time", "no edit"},
        {"timestamp > 2025-11-03T10:30:00.1234567Z", "E305", "six digits", "no edit"},
        {"timestamp > 2025-11-03", "E306", "for everything after the day", "timestamp >= 2025-11-04T00:00:00Z"},
        {"timestamp < 2025-11-03", "E306", "2025-11-03T00:00:00Z", "timestamp < 2025-11-03T00:00:00Z"},
        {"timestamp >= '2025-11-03'", "E306", "2025-11-03T00:00:00Z", "timestamp >= 2025-11-03T00:00:00Z"},
        {"timestamp > 2025-11-03T10:30:00", "E306", "for UTC", "timestamp > 2025-11-03T10:30:00Z"},
        {"timestamp > today-7", "E307", "needs a unit", "timestamp > today-7d"},
        {"timestamp > today-", "E307", "needs an amount", "no edit"},
        {"timestamp > now-5D", "E307", "is not a unit", "timestamp > now-5d"},
        {"timestamp > now-5days", "E307", "is not a unit", "timestamp > now-5d"},
        {"timestamp > now-99999y", "E307", "outside of the calendar", "no edit"},
        {"timestamp > 'today-7'", "E307", "is not a relative time", "timestamp > 'today-7d'"},
        {"id > 5m", "E308", "no unit of time", "no edit"},
        {"id in []", "E309", "at least one value", "no edit"},
        {"metadata.x in ['a', 5]", "E310", "must have one type", "metadata.x in ['a', \"5\"]"},
        {"duration in 120..60", "E311", "nothing lies in this range", "duration in 60..120"},
        // not
        {"not topic contains 'a'", "E501", "no opposite operator", "no edit"},
        // warnings
        {"duration != 5", "W801", "is not documented", "no edit"},
        {"topic endswith 'a'", "W801", "`contains` is documented", "no edit"},
        {"timestamp > now+1d", "W802", "not documented", "no edit"},
        {"timestamp > today-2h", "W802", "with days only", "no edit"},
        {"timestamp = today", "W802", ">= today", "no edit"},
        {"timestamp < today", "W803", "`<= today-1d`", "timestamp <= today-1d"},
        {"timestamp < today-7d", "W803", "`<= today-8d`", "timestamp <= today-8d"},
        {"id = 1 or id = 2 and id = 3", "W804", "binds tighter", "id = 1 or (id = 2 and id = 3)"},
        {"id = 1 and (id = 2 or id = 3 && id = 4) or id = 5", "W804 W804", "", ""},
        {"timestamp > now-30M", "W805", "`now-30m`", "no edit"},
        {"metadata.x > 5", "W806", "\"10\" comes before \"9\"", "no edit"},
    };
    return all;
}

BOOST_AUTO_TEST_CASE(each_error_has_its_code_words_and_edit) {
    for (const mistake& each : mistakes()) {
        if (each.code.find(' ') != std::string::npos) continue;
        BOOST_TEST_CONTEXT(each.text) {
            BOOST_TEST(codes_of(each.text) == each.code);
            BOOST_TEST(told(each.text).find(each.words) != std::string::npos, told(each.text));
            BOOST_TEST(mended(each.text) == each.mended_text);
        }
    }
}

BOOST_AUTO_TEST_CASE(edit_is_safe_if_only_one_reading_is_plausible) {
    const auto safe = [](std::string_view text) {
        const auto result = calque::parse(text);
        const auto& edits = result.diagnostics().front().edits;
        return !edits.empty() && edits.front().safe;
    };
    for (const std::string_view text : {"id => 5",
                                        "topic contans 'a'",
                                        "id = 1 & id = 2",
                                        "id = 1 adn id = 2",
                                        "(id = 1",
                                        "id in [1, 2",
                                        "duraton > 5",
                                        "Duration > 5",
                                        "topic = \u201crefund\u201d",
                                        "topic = null",
                                        "topic = refund",
                                        "success = yes",
                                        "60 <= duration",
                                        "duration = \"60\"",
                                        "topic = 5",
                                        "id = 1 and and id = 2",
                                        "duration > 5min",
                                        "timestamp > now-5days",
                                        "durationin 60..120",
                                        "topic starts with 'a'",
                                        "id = 1 or id = 2 and id = 3",
                                        "duration > 1.5h"})
        BOOST_TEST(safe(text), text);
    for (const std::string_view text :
         {"timestamp > now-30M", "timestamp < today", "timestamp > 2025-11-03", "timestamp > today-7", "topic = \"a",
          "topic = \"a and id = 1", "topic like 'a'", "id = 1 id = 2", "id = 1)", "id = 5.5", "duration in 120..60",
          "(id = 1 or id = 2 and id = 3", "topic in ('a', 'b and id = 1", "topic inn ['a']",
          "timestamp > 2025-1-03T00:00:00Z", "topic = refund order", R"(topic = "a\ b")", R"(topic contains "a\d")"})
        BOOST_TEST(!safe(text), text);
}

BOOST_AUTO_TEST_CASE(at_most_five_edits_are_offered_within_the_text) {
    for (const mistake& each : mistakes()) {
        const auto result = calque::parse(each.text);
        for (const calque::diagnostic& told_one : result.diagnostics()) {
            BOOST_TEST(told_one.edits.size() <= 5u, each.text);
            for (const calque::text_edit& edit : told_one.edits) {
                BOOST_TEST(edit.range.begin <= edit.range.end, each.text);
                BOOST_TEST(edit.range.end <= each.text.size(), each.text);
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(each_of_several_errors_keeps_its_edits) {
    const auto result = calque::parse("duraton > 5 and topic = 7 and xyzzy = 1");
    BOOST_TEST_REQUIRE(result.diagnostics().size() == 3u);
    BOOST_TEST(result.diagnostics()[0].edits.front().replacement == "duration");
    BOOST_TEST(result.diagnostics()[0].edits.front().safe);
    BOOST_TEST(result.diagnostics()[1].edits.front().replacement == "\"7\"");
    BOOST_TEST(result.diagnostics()[2].edits.empty());
}

BOOST_AUTO_TEST_CASE(long_text_keeps_edits_that_need_no_search) {
    std::string text;
    for (int i = 0; i < 600; ++i) text += "id = 1 and ";
    const std::size_t before = text.size();
    const auto edits = [&](std::string_view last) {
        const auto result = calque::parse(text + std::string{last});
        return result.diagnostics().front().edits;
    };
    BOOST_TEST_REQUIRE(edits("id => 1").size() == 1u);
    BOOST_TEST((edits("id => 1").front() == calque::text_edit{{before + 3, before + 5}, ">=", true}));
    BOOST_TEST(edits("id 1").empty());
}

BOOST_AUTO_TEST_CASE(nearby_field_whose_type_fits_is_preferred) {
    const auto first = [](std::string_view text) {
        const auto result = calque::parse(text);
        return calque::apply_edit(text, result.diagnostics().front().edits.front());
    };
    BOOST_TEST(first("agent.idd = 1") == "agent.id = 1");
    BOOST_TEST(first("metric_evaluations.metric.ame = 'x'") == "metric_evaluations.metric.name = 'x'");
}

BOOST_AUTO_TEST_CASE(every_parser_code_has_an_example) {
    std::set<std::string> shown{"E205", "E401", "E402", "E403", "E404", "E405"}; // tested in parse.cpp and below
    for (const mistake& each : mistakes()) shown.insert(each.code);
    for (unsigned code = 101; code <= 806; ++code) {
        // Between these ranges, the enum has no numbers.
        const bool known = (code <= 114) || (code >= 201 && code <= 207) || (code >= 301 && code <= 311) ||
                           (code >= 401 && code <= 405) || code == 501 || (code >= 801);
        if (known) BOOST_TEST(shown.contains(to_string(static_cast<calque::diagnostic_code>(code))), code);
    }
}

BOOST_AUTO_TEST_CASE(independent_errors_are_all_reported) {
    BOOST_TEST(codes_of("duraton > 5 and topic > 'a' and success = 1 or id in []") == "E201 W804 E204 E301 E309");
    BOOST_TEST(codes_of("duraton > 5 and topic = 'a") == "E201 E104");
    std::string many = "x1 = 1";
    for (int i = 2; i < 40; ++i) many += " and x" + std::to_string(i) + " = 1";
    BOOST_TEST(calque::parse(many).diagnostics().size() == 20u);
}

BOOST_AUTO_TEST_CASE(strict_refuses_undocumented_features) {
    const calque::parse_options strict{.strict = true, .limits = {}};
    for (const std::string_view text :
         {"duration != 5", "topic endswith 'a'", "timestamp > now+1d", "timestamp = today", "topic matches 'x'"}) {
        BOOST_TEST(codes_of(text, strict) == "E205", text);
        BOOST_TEST(calque::parse(text).has_value(), text);
    }
    // Warnings that are not about documentation stay warnings.
    BOOST_TEST(codes_of("timestamp < today", strict) == "W803");
    BOOST_TEST(calque::parse("timestamp < today", strict).has_value());
}

BOOST_AUTO_TEST_CASE(rendered_example_matches) {
    BOOST_TEST(told("timestamp >= today-7d and duration contains \"60\"") ==
               "error[E204]: `duration` (number) does not take `contains`\n"
               " --> filter:1:36\n"
               "  |\n"
               "1 | timestamp >= today-7d and duration contains \"60\"\n"
               "  |                           -------- ^^^^^^^^ not allowed here\n"
               "  |                           takes =, >, >=, <, <=\n"
               "help: compare as a number: `duration >= 60`\n");
}

BOOST_AUTO_TEST_CASE(error_is_at_the_furthest_failure) {
    const auto at = [](std::string_view text) {
        const auto result = calque::parse(text);
        const auto& range = result.diagnostics().front().range;
        return text.substr(range.begin, range.end - range.begin);
    };
    BOOST_TEST(at("(id = 1 and (id = 2 or id ? 3))") == "?");
    BOOST_TEST(at("id in [1, 2; 3]") == ";");
    BOOST_TEST(at("topic is nul") == "nul");
    BOOST_TEST(at("metric_evaluations { value > 1 and id ?= 2 }") == "id");
}

BOOST_AUTO_TEST_CASE(every_error_has_message_and_help) {
    for (const mistake& each : mistakes()) {
        const auto result = calque::parse(each.text);
        for (const calque::diagnostic& told_one : result.diagnostics()) {
            BOOST_TEST(!told_one.message.empty(), each.text);
            BOOST_TEST(!told_one.help.empty(), each.text << ": " << told_one.message);
            BOOST_TEST(told_one.range.begin <= told_one.range.end, each.text);
            BOOST_TEST(told_one.range.end <= each.text.size(), each.text);
            BOOST_TEST(told_one.expected.size() <= 5u, each.text);
        }
    }
}

BOOST_AUTO_TEST_CASE(warnings_never_hide_an_error) {
    std::string text, json = R"({"operator":"and","conditions":[)";
    for (int i = 0; i < 30; ++i) {
        text += "topic endswith 'x' and ";
        json += R"({"field":"topic","op":"endswith","value":"x"},)";
    }
    for (const auto& [end, code] : {std::pair{"id = 1)", "E113"}, {"idd = 1", "E201"}, {"id = ", "E102"}}) {
        const auto result = calque::parse(text + end);
        BOOST_TEST(!result.has_value());
        BOOST_TEST(result.diagnostics().size() == 20u);
        BOOST_TEST(to_string(result.diagnostics().back().code) == code);
    }
    const auto result = calque::from_json(json + R"({"field":"idd","op":"eq","value":1}]})");
    BOOST_TEST(!result.has_value());
    BOOST_TEST(result.diagnostics().size() == 20u);
    BOOST_TEST(to_string(result.diagnostics().back().code) == "E201");
    BOOST_TEST(calque::parse(text + "id = 1").diagnostics().size() == 20u);
}

BOOST_AUTO_TEST_CASE(search_for_edits_is_optional) {
    const auto edits = [](const std::string& text, bool search) {
        return calque::parse(text, {.search_edits = search}).diagnostics().at(0).edits.size();
    };
    BOOST_TEST(edits("topic \"x\"", true) > 0u);
    BOOST_TEST(edits("topic \"x\"", false) == 0u);
    BOOST_TEST(edits("duraton >= 60", false) == 1u); // edits that need no search stay
}

BOOST_AUTO_TEST_CASE(number_spelling_does_not_matter) {
    BOOST_TEST((calque::parse("id = 1.5e3").value() == calque::parse("id = 1500").value()));
    BOOST_TEST((calque::parse("id in [15e1, 2.0]").value() == calque::parse("id in [150, 2]").value()));
    BOOST_TEST(codes_of("id = 1.5") == "E304");
    for (const std::string text : {"id = 18446744073709551616", "id = 1e19", "id = -9223372036854775809"}) {
        BOOST_TEST(codes_of(text) == "E303");
        BOOST_TEST(told(text).find("takes whole numbers from -9223372036854775808 to") != std::string::npos, text);
    }
    BOOST_TEST(told("id > 1.5").find("`id >= 2`") != std::string::npos);
    BOOST_TEST(told("id <= -1.5").find("`id <= -2`") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
