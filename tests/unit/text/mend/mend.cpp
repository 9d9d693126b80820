// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <calque/parse.hpp>
#include <calque/text/mend/mend.hpp>

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <string>
#include <string_view>

BOOST_AUTO_TEST_SUITE(mend_tests)

std::size_t errors_of(std::string_view text) {
    const auto result = calque::parse(text);
    return static_cast<std::size_t>(std::ranges::count_if(
        result.diagnostics(), [](const auto& each) { return each.level() == calque::severity::error; }));
}

BOOST_AUTO_TEST_CASE(apply_edit_performs_an_edit) {
    BOOST_TEST(calque::apply_edit("id => 5", {{3, 5}, ">="}) == "id >= 5");
    BOOST_TEST(calque::apply_edit("(id = 5", {{7, 7}, ")"}) == "(id = 5)");
    BOOST_TEST(calque::apply_edit("id = 5)", {{6, 7}, ""}) == "id = 5");
    BOOST_TEST(calque::apply_edit("id", {{5, 9}, " = 5"}) == "id = 5");
    BOOST_TEST(calque::apply_edit("id", {{1, 0}, "x"}) == "ixd");
}

BOOST_AUTO_TEST_CASE(typos_are_mended) {
    struct sample {
        std::string_view text, mended;
    };
    for (const auto& [text, mended] : {
             sample{"id => 5", "id >= 5"},
             {"duraton > 5", "duration > 5"},
             {"topic = \u201crefund\u201d", "topic = \"refund\""},
             {"(id = 1", "(id = 1)"},
             {"topic = null", "topic is null"},
             {"topic != null", "topic is not null"},
             {"id = 1 & id = 2", "id = 1 and id = 2"},
             {"duration = \"60\"", "duration = 60"},
             {"topic = refund", "topic = \"refund\""},
             {"topic contans 'a'", "topic contains 'a'"},
             {"timestamp > now-5days", "timestamp > now-5d"},
             {"60 <= duration", "duration >= 60"},
             {"10 < duration < 60", "duration > 10 and duration < 60"},
             {"id = 1 or id = 2 and id = 3", "id = 1 or (id = 2 and id = 3)"},
         })
        BOOST_TEST(calque::mend(text) == mended);
}

BOOST_AUTO_TEST_CASE(guesses_are_not_applied) {
    for (const std::string_view text :
         {"timestamp > now-30M", "timestamp > 2025-11-03", "timestamp > 2025-11-03T10:30:00", "timestamp > today-7",
          "topic = \"refund and id = 1", "timestamp < today", "id = 1 id = 2", "xyzzy = 1", "id = 5.5",
          "topic like 'a'", "duration in 120..60", "", "id = 1", "not topic contains 'a'", "topic = refund order"})
        BOOST_TEST(calque::mend(text) == text);
}

BOOST_AUTO_TEST_CASE(errors_hidden_by_others_are_mended_too) {
    BOOST_TEST(calque::mend("duraton => 60 and tpoic = null & (success = yes") ==
               "duration >= 60 and topic is null and (success = true)");
    std::string wrong = "id => 1", right = "id >= 1";
    for (int i = 0; i < 30; ++i) {
        wrong += " & id => 1";
        right += " and id >= 1";
    }
    BOOST_TEST(calque::mend(wrong) == right);
}

BOOST_AUTO_TEST_CASE(unmended_parts_keep_their_layout) {
    BOOST_TEST(calque::mend("duraton   > 5 # long calls\n\tand  topic=null  # \u201cnobody\u201d knows\n") ==
               "duration   > 5 # long calls\n\tand  topic is null  # \u201cnobody\u201d knows\n");
}

BOOST_AUTO_TEST_CASE(safe_edits_apply_beside_unsafe_ones) {
    BOOST_TEST(calque::mend("duraton > 5 and xyzzy = 1") == "duration > 5 and xyzzy = 1");
    BOOST_TEST(calque::mend("xyzzy = 1 and id => 5") == "xyzzy = 1 and id >= 5");
}

BOOST_AUTO_TEST_CASE(text_past_the_limit_is_unchanged) {
    const calque::parse_options small{.limits = {.input_bytes = 8}};
    BOOST_TEST(calque::mend("duraton => 5", small) == "duraton => 5");
    BOOST_TEST(calque::mend("(id = 12", small) == "(id = 12"); // the mended text would exceed the limit
}

BOOST_AUTO_TEST_CASE(mending_never_adds_errors) {
    for (const std::string_view text :
         {"(((id = 1", "id = 1)))", "topic = \"a and id => 5", "id in [1, 2", "id = 1 & id = 2 & id => 3",
          "\u201c\u201d\u2018", "not not not", "((", "id = 1 and and and id = 2", "success = yes & success = no or",
          "= = =", "60 <= 60 <= id"}) {
        const std::string once = calque::mend(text);
        BOOST_TEST((errors_of(once) <= errors_of(text)), text << " -> " << once);
        BOOST_TEST(calque::mend(once) == once, text);
    }
}

BOOST_AUTO_TEST_SUITE_END()
