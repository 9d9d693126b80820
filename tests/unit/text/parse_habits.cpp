// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <calque/text/mend/mend.hpp>

#include <boost/test/unit_test.hpp>

#include <string>
#include <string_view>
#include <vector>

#include "unit/support.hpp"

BOOST_AUTO_TEST_SUITE(parse_habits_tests)

using support::codes_of;
using support::mended;
using support::told;

// Habits from other languages or none. Each gets an explanation with the spelling that works.

// A text, its codes, words of the explanation, and the text after the first edit.
struct habit {
    std::string text, codes, words, mended_text;
};

const std::vector<habit>& habits() {
    static const std::vector<habit> all{
        // repeated field omitted
        {"topic = 'x' or 'y'", "E111", "repeat the field: `topic = 'y'`, or list", "topic = 'x' or topic = 'y'"},
        {"(topic = 'x' or 'y') and id = 1", "E111", "a value alone", "(topic = 'x' or topic = 'y') and id = 1"},
        {"duration > 60 and 90", "E111", "`duration > 90`", "duration > 60 and duration > 90"},
        {"id = 5 or 6 or 7", "E111", "`id in [...]`", "id = 5 or id = 6 or 7"},
        {"duration >= 60 and <= 120", "E101", "a field is needed before `<=`", "duration >= 60 and duration <= 120"},
        {"topic = 'x' && contains 'y'", "E101", "write `topic contains …`", "topic = 'x' && topic contains 'y'"},
        {"topic contains 'x' or in ['y']", "E101", "before `in`", "topic contains 'x' or topic in ['y']"},
        // truth value omitted
        {"success", "E102", "write `success = true`", "success = true"},
        {"!success and id = 1", "E101", "`success = true`", "!success = true and id = 1"},
        // `not` and `null`
        {"topic not null", "E101", "write `topic is not null`", "topic is not null"},
        {"duration not > 5", "E101", "write `not duration > …`", "not duration > 5"},
        {"duration not = 5", "E101", "write `duration != …`", "duration != 5"},
        {"duration !> 5", "E101", "did you mean `<=`?", "duration <= 5"},
        // keys that are not plain words
        {"metadata.a-b = 'x'", "E101", "write `metadata.\"a-b\"`", "metadata.\"a-b\" = 'x'"},
        {"metadata.org name in ['x']", "E101", "write `metadata.\"org name\"`", "metadata.\"org name\" in ['x']"},
        {"metadata.\"\" = 'x'", "E101", "a name in quotes is not empty", "no edit"},
        {"agent.name = 'x'", "E201", "did you mean `agent.id` or `agent.agent_name`?", "no edit"},
        // calls
        {"topic.contains('a)b')", "E201", "write `topic contains 'a)b'`", "topic contains 'a)b'"},
        {"agent.agent_name.eq ('x')", "E201 E101", "", ""},
        {"topic contains ['a', 'b']", "E101", "takes one text, not a list", "no edit"},
        {"customer_number startswith +49", "E101", "put it in quotes: `\"+49\"`", "customer_number startswith \"+49\""},
        // lists and ranges
        {"topic in 'a'", "E102", "write `['a']`", "topic in ['a']"},
        {"topic in 'a' and id = 1", "E101", "write `['a']`", "topic in ['a'] and id = 1"},
        {"id in (1..5)", "E101", "a range has no brackets", "id in 1..5"},
        {"id in[1 .. 5]", "E101", "a range has no brackets", "id in 1 .. 5"},
        // durations
        {"duration >= 1h30m", "E302", "write `90m`", "duration >= 90m"},
        {"duration >= 1h 30m", "E101", "write `90m`", "duration >= 90m"},
        {"duration >= 2 min", "E101", "write `2m`", "duration >= 2m"},
        {"duration >= 60.", "E302", "write `60`", "duration >= 60"},
        // times
        {"timestamp > 7 days ago", "E301", "write `now-7d`", "timestamp > now-7d"},
        {"timestamp > now - 7 days", "E307", "write `now - 7d`", "timestamp > now - 7d"},
        {"timestamp > today-7D", "E307", "did you mean `today-7d`?", "timestamp > today-7d"},
        {"timestamp > 2025-11-03 10:30", "E305", "for UTC, or an offset such as", "timestamp > 2025-11-03T10:30:00Z"},
        {"timestamp > 2025-11-03 10:30:15.5+01:00", "E305", "RFC 3339", "timestamp > 2025-11-03T10:30:15.5+01:00"},
        {"timestamp > '2025-11-03 10:30:00Z'", "E305", "write `2025-11-03T10:30:00Z`",
         "timestamp > 2025-11-03T10:30:00Z"},
        {"timestamp >= 2025/11/3", "E301", "in UTC", "timestamp >= 2025-11-03T00:00:00Z"},
        {"timestamp < 03.11.2025", "E305", "in UTC", "timestamp < 2025-11-03T00:00:00Z"},
        {"timestamp > 3.11.2025 9:15", "E301", "for UTC", "timestamp > 2025-11-03T09:15:00Z"},
        {"timestamp > 03/11/2025", "E302", "", ""}, // 3 November or 11 March
        {"timestamp > 31.02.2025", "E301 E101", "", ""},
        {"timestamp in 2025-11-03..now", "E306", "for its start", "timestamp in 2025-11-03T00:00:00Z..now"},
        // not a filter
        {R"({"field":"id","op":"eq","value":1})", "E101", "`from_json` and `calque text` read filter JSON", "no edit"},
        {"1 = 1", "E111", "write for example `timestamp >= today-7d`", "no edit"},
        {"true", "E111", "write for example `timestamp >= today-7d`", "no edit"},
    };
    return all;
}

BOOST_AUTO_TEST_CASE(each_habit_is_explained_with_a_working_spelling) {
    for (const habit& each : habits()) {
        BOOST_TEST_CONTEXT(each.text) {
            BOOST_TEST(codes_of(each.text) == each.codes);
            if (each.words.empty()) continue;
            BOOST_TEST(told(each.text).find(each.words) != std::string::npos, told(each.text));
            BOOST_TEST(mended(each.text) == each.mended_text);
        }
    }
}

BOOST_AUTO_TEST_CASE(unambiguous_habits_are_mended) {
    BOOST_TEST(calque::mend("metadata.a-b = 'x'") == "metadata.\"a-b\" = 'x'");
    BOOST_TEST(calque::mend("topic not null") == "topic is not null");
    BOOST_TEST(calque::mend("duration >= 1h30m and duration < 2 hours") == "duration >= 90m and duration < 2h");
    BOOST_TEST(calque::mend("topic.contains('x')") == "topic contains 'x'");
    for (const std::string_view torn : {"agent.i d = 3 and duration > 5", "agent.id = 3 an d duration > 5",
                                        "agent.id = 3 and durat ion > 5"}) // and no blank is left
        BOOST_TEST(calque::mend(torn) == "agent.id = 3 and duration > 5");
    // An omitted field may be another one.
    BOOST_TEST(calque::mend("topic = 'x' or 'y'") == "topic = 'x' or 'y'");
}

BOOST_AUTO_TEST_SUITE_END()
