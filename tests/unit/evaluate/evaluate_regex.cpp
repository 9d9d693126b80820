// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <calque/evaluate.hpp>
#include <calque/parse.hpp>

#include <boost/json/value.hpp>
#include <boost/test/unit_test.hpp>

#include <string>
#include <string_view>

BOOST_AUTO_TEST_SUITE(evaluate_regex_tests)

namespace json = boost::json;
using calque::errc;

namespace {

calque::filter<calque::call_log> matching(std::string_view pattern) {
    std::string text = "topic matches '";
    for (const char c : pattern) {
        if (c == '\\' || c == '\'') text += '\\';
        text += c;
    }
    return calque::parse(text + "'").value();
}

calque::result<bool> try_match(std::string_view pattern, std::string_view topic,
                               const calque::evaluate_options& options = {}) {
    return calque::try_evaluate(matching(pattern), json::value{{"topic", topic}}, options);
}

bool matches(std::string_view pattern, std::string_view topic) { return try_match(pattern, topic).value(); }

} // namespace

BOOST_AUTO_TEST_CASE(pattern_matches_anywhere_and_is_case_sensitive) {
    BOOST_TEST(matches("fund", "a refund"));
    BOOST_TEST(!matches("FUND", "a refund"));
    BOOST_TEST(matches("(?i)FUND", "a refund"));
    BOOST_TEST(matches("^a .*d$", "a refund"));
    BOOST_TEST(!matches("^fund", "a refund"));
    BOOST_TEST(matches("", ""));
    BOOST_TEST(matches("^$", ""));
    BOOST_TEST(matches("^(refund|return)s?$", "returns"));
    BOOST_TEST(matches(R"(\d{3}-\d{4})", "call 555-0100 now"));
    BOOST_TEST(matches(R"((a)(b)\2\1)", "abba"));
    BOOST_TEST(matches(R"(re(?=fund))", "refund"));
    BOOST_TEST(matches(R"(\bfund\b)", "the fund ends"));
    BOOST_TEST(!matches(R"(\bfund\b)", "refund"));
    BOOST_TEST(matches(R"((?<=re)fund)", "refund"));
}

BOOST_AUTO_TEST_CASE(anchors_match_ends_of_text_not_of_lines) {
    BOOST_TEST(!matches("^b", "a\nb"));
    BOOST_TEST(!matches("a$", "a\nb"));
    BOOST_TEST(matches("a.b", "a\nb"));
}

BOOST_AUTO_TEST_CASE(dot_matches_a_character_not_a_byte) {
    BOOST_TEST(matches("^.$", "ü"));
    BOOST_TEST(matches("^..$", "日本"));
    BOOST_TEST(matches("^.$", "\xf0\x9f\x98\x80"));
    BOOST_TEST(matches("^[äöü]+$", "üäö"));
    BOOST_TEST(!matches("^[äöü]+$", "üxö"));
    BOOST_TEST(matches("K[öo]ln", "nach Köln"));
}

BOOST_AUTO_TEST_CASE(text_that_is_not_utf8_can_be_searched) {
    BOOST_TEST(matches("b$", "a\xff\xfe"
                             "b"));
    BOOST_TEST(matches("^a..b$", "a\xff\xfe"
                                 "b"));
    BOOST_TEST(matches("^.$", "\xc3"));
    BOOST_TEST(!matches("ü", "\xc3"));
}

BOOST_AUTO_TEST_CASE(invalid_pattern_fails_on_construction) {
    for (const auto* pattern : {"(", ")", "[a", "*", "a{2,1}", "(?<n", "\\"}) {
        const auto made = calque::make_evaluator(matching(pattern));
        BOOST_TEST_REQUIRE(made.has_error(), pattern);
        BOOST_TEST((made.error() == errc::bad_regex), pattern);
    }
    BOOST_CHECK_EXCEPTION(calque::evaluator{matching("(")}, calque::system_error,
                          [](const calque::system_error& e) { return e.code() == errc::bad_regex; });
}

BOOST_AUTO_TEST_CASE(deeply_nested_parentheses_are_refused) {
    const std::string deep(3000, '(');
    BOOST_TEST((try_match(deep + "a" + std::string(3000, ')'), "a").error() == errc::bad_regex));
}

BOOST_AUTO_TEST_CASE(catastrophic_patterns_fail_without_stack_overflow) {
    for (const std::size_t length : {30u, 200u, 5'000u, 100'000u}) {
        const std::string text = std::string(length, 'a') + "b";
        for (const auto* pattern : {"(a+)+$", "(a|aa)+$", "(a*)*c", "(.*a){12}$", "^(([a-z])+.)+[A-Z]([a-z])+$"}) {
            const auto answer = try_match(pattern, text);
            BOOST_TEST_REQUIRE(answer.has_error(), pattern << " on " << length);
            BOOST_TEST((answer.error() == errc::regex_too_complex), pattern << " on " << length);
        }
    }
}

BOOST_AUTO_TEST_CASE(long_pattern_does_not_raise_the_step_limit) {
    std::string pattern = "(a+)+$";
    while (pattern.size() < 8000) pattern += "|zzzz" + std::to_string(pattern.size());
    const auto answer = try_match(pattern, std::string(4000, 'a') + "b");
    BOOST_TEST_REQUIRE(answer.has_error());
    BOOST_TEST((answer.error() == errc::regex_too_complex));
}

BOOST_AUTO_TEST_CASE(step_limit_is_an_option) {
    const std::string text(1000, 'x');
    BOOST_TEST(!try_match("y", text, {.regex_steps = 1000}).value());
    BOOST_TEST((try_match("y", text, {.regex_steps = 100}).error() == errc::regex_too_complex));
    BOOST_TEST((try_match("x", text, {.regex_steps = 0}).error() == errc::regex_too_complex));
}

BOOST_AUTO_TEST_CASE(long_text_fits_the_default_step_limit) {
    const std::string text = std::string(500'000, 'x') + "refund";
    BOOST_TEST(matches("refund$", text));
    BOOST_TEST(!matches("refunds", text));
}

BOOST_AUTO_TEST_CASE(pattern_that_is_not_evaluated_cannot_fail) {
    const auto filter = calque::parse("id = 2 and topic matches '(a+)+$'").value();
    const json::value record{{"id", 1}, {"topic", std::string(5000, 'a') + "b"}};
    BOOST_TEST(!calque::evaluate(filter, record));
}

BOOST_AUTO_TEST_SUITE_END()
