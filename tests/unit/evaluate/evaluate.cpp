// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <calque/evaluate.hpp>
#include <calque/parse.hpp>

#include <boost/json/parse.hpp>
#include <boost/test/unit_test.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "unit/evaluate/evaluate_call.hpp"

BOOST_AUTO_TEST_SUITE(evaluate_tests)

namespace json = boost::json;
using calque::errc;
using evaluating::call;
using evaluating::no;
using evaluating::selects;
using evaluating::yes;

BOOST_AUTO_TEST_CASE(null_matches_only_isnull_and_neq) {
    for (const auto* text :
         {R"(topic = "x")", R"(topic contains "x")", R"(topic startswith "x")", R"(topic endswith "x")",
          R"(topic in ["x"])", R"(topic matches ".*")", "duration >= 0", "duration < 0", "success = true",
          "success = false", "timestamp <= now", "timestamp >= today-7d", "agent.id = 2", R"(metadata.region = "EU")",
          R"(metadata.region < "EU")", "topic is not null"})
        no(text,
           R"({"topic": null, "duration": null, "success": null, "timestamp": null, "agent": null, "metadata": null})");
    yes("topic is null", R"({"topic": null})");
    yes(R"(topic != "x")", R"({"topic": null})");
    yes("success != true", R"({"success": null})");
}

BOOST_AUTO_TEST_CASE(missing_key_is_null) {
    const json::value nothing = json::object{};
    for (const auto* text : {"topic is null", "success is null", "agent.id is null", "metadata.region is null",
                             "timestamp is null", R"(topic != "x")", "agent.id != 1", R"(metadata.region != "x")"})
        BOOST_TEST(selects(text, nothing), text);
    for (const auto* text : {"topic is not null", R"(topic = "")", "agent.id = 0", R"(metadata.region = "")",
                             "duration >= 0", "duration <= 0", "is_reviewed = false"})
        BOOST_TEST(!selects(text, nothing), text);
}

BOOST_AUTO_TEST_CASE(present_value_is_not_null) {
    no("topic is null");
    yes("topic is not null");
    no("topic is null", R"({"topic": ""})");
    no("success is null", R"({"success": false})");
    no("topic is null", R"({"topic": 5})");
}

BOOST_AUTO_TEST_CASE(neq_keeps_nulls_is_configurable) {
    const json::value null_topic = call(R"({"topic": null})");
    BOOST_TEST(
        selects(R"(topic != "x")", null_topic, {.assumptions = calque::server_assumptions{.neq_keeps_nulls = true}}));
    BOOST_TEST(
        !selects(R"(topic != "x")", null_topic, {.assumptions = calque::server_assumptions{.neq_keeps_nulls = false}}));
    BOOST_TEST(
        selects(R"(topic != "x")", call(), {.assumptions = calque::server_assumptions{.neq_keeps_nulls = false}}));
}

BOOST_AUTO_TEST_CASE(and_or_and_nesting_evaluate_as_written) {
    yes("id = 1 and success = true");
    no("id = 1 and success = false");
    no("id = 2 and success = true");
    yes("id = 2 or success = true");
    no("id = 2 or success = false");
    yes("id = 2 or id = 3 and success = true or duration > 60");
    no("(id = 2 or id = 3 or success = true) and duration > 70");
    yes("(id = 2 or (id = 1 and (success = false or duration > 60))) and topic is not null");
    no("(id = 1 or id = 2) and (success = false or (duration > 60 and is_reviewed = true))");
}

BOOST_AUTO_TEST_CASE(small_formulas_agree_with_their_truth_tables) {
    // Three conditions, each toggled by one bit of the record number, in every arrangement of two connectives.
    const std::vector<std::string> shapes{"A and B and C",
                                          "A or B or C",
                                          "A and (B or C)",
                                          "(A or B) and C",
                                          "A or B and C",
                                          "A and B or C",
                                          "(A and B) or C",
                                          "A or (B and C)",
                                          "(A or B) and (B or C)",
                                          "(A and B) or (B and C)",
                                          "(A or B) and (A or C) and (B or C)"};
    const auto fill = [](std::string shape) {
        std::string out;
        for (const char c : shape) {
            if (c == 'A') out += "success = true";
            else if (c == 'B') out += "is_reviewed = true";
            else if (c == 'C') out += "id = 1";
            else out += c;
        }
        return out;
    };
    const std::vector<bool (*)(bool, bool, bool)> truth{
        [](bool a, bool b, bool c) { return a && b && c; },
        [](bool a, bool b, bool c) { return a || b || c; },
        [](bool a, bool b, bool c) { return a && (b || c); },
        [](bool a, bool b, bool c) { return (a || b) && c; },
        [](bool a, bool b, bool c) { return a || (b && c); },
        [](bool a, bool b, bool c) { return (a && b) || c; },
        [](bool a, bool b, bool c) { return (a && b) || c; },
        [](bool a, bool b, bool c) { return a || (b && c); },
        [](bool a, bool b, bool c) { return (a || b) && (b || c); },
        [](bool a, bool b, bool c) { return (a && b) || (b && c); },
        [](bool a, bool b, bool c) { return (a || b) && (a || c) && (b || c); },
    };
    BOOST_TEST_REQUIRE(shapes.size() == truth.size());
    for (std::size_t shape = 0; shape < shapes.size(); ++shape) {
        const calque::evaluator decide{calque::parse(fill(shapes[shape])).value()};
        for (unsigned bits = 0; bits < 8; ++bits) {
            const bool a = (bits & 1) != 0;
            const bool b = (bits & 2) != 0;
            const bool c = (bits & 4) != 0;
            const json::value record{{"success", a}, {"is_reviewed", b}, {"id", c ? 1 : 2}};
            BOOST_TEST(decide(record) == truth[shape](a, b, c), shapes[shape] << " at " << bits);
        }
    }
}

BOOST_AUTO_TEST_CASE(record_must_be_an_object) {
    const calque::evaluator decide{calque::parse("id = 1").value()};
    for (const auto* text : {"null", "1", "[]", R"([{"id":1}])", R"("x")"}) {
        const auto answer = decide.try_match(json::parse(text));
        BOOST_TEST_REQUIRE(answer.has_error(), text);
        BOOST_TEST((answer.error() == errc::bad_record), text);
        BOOST_CHECK_THROW(static_cast<void>(decide(json::parse(text))), calque::system_error);
    }
}

BOOST_AUTO_TEST_CASE(json_object_is_accepted_as_record) {
    const calque::evaluator decide{calque::parse("id = 1").value()};
    const json::object record{{"id", 1}};
    BOOST_TEST(decide(record));
    BOOST_TEST(decide.try_match(record).value());
}

BOOST_AUTO_TEST_CASE(evaluator_and_copies_outlive_their_filter) {
    std::optional<calque::evaluator> decide;
    {
        const auto short_lived =
            calque::parse(R"(topic contains "refund" and metadata.region in ["EU", "US"])").value();
        decide.emplace(short_lived);
    }
    const calque::evaluator copy = *decide;
    decide.reset();
    BOOST_TEST(copy(call()));
}

BOOST_AUTO_TEST_CASE(evaluator_may_be_shared_by_threads) {
    const calque::evaluator decide{calque::parse(R"(topic matches "^Ref" and duration >= 60 or id in [7, 8])").value()};
    std::vector<int> hits(4);
    {
        std::vector<std::jthread> threads;
        for (std::size_t i = 0; i < hits.size(); ++i)
            threads.emplace_back([&decide, &count = hits[i], record = call()] {
                for (int round = 0; round < 200; ++round) count += decide(record) ? 1 : 0;
            });
    }
    for (const int count : hits) BOOST_TEST(count == 200);
}

BOOST_AUTO_TEST_CASE(try_evaluate_returns_errors) {
    const auto good = calque::parse("id = 1").value();
    const auto broken = calque::parse(R"(topic matches "(")").value();
    BOOST_TEST(calque::try_evaluate(good, call()).value());
    BOOST_TEST((calque::try_evaluate(good, json::value{}).error() == errc::bad_record));
    BOOST_TEST((calque::try_evaluate(broken, call()).error() == errc::bad_regex));
    BOOST_TEST((calque::make_evaluator(broken).error() == errc::bad_regex));
    BOOST_TEST(calque::make_evaluator(good).value()(call()));
}

BOOST_AUTO_TEST_CASE(deep_filter_is_evaluated) {
    std::string text = "id = 1";
    for (int level = 0; level < 120; ++level)
        text = level % 2 == 0 ? "(" + text + " or id = 2)" : "(" + text + " and success = true)";
    const auto deep = calque::parse(text, {.limits = {.depth = 512}}).value();
    BOOST_TEST(calque::evaluate(deep, call()));
    BOOST_TEST(!calque::evaluate(deep, call(R"({"success": false})")));
}

BOOST_AUTO_TEST_CASE(long_list_is_searched_completely) {
    std::string numbers = "id in [";
    std::string texts = "topic in [";
    for (int i = 0; i < 500; ++i) {
        const int shuffled = i * 331 % 997;
        numbers += std::to_string(shuffled) + ",";
        texts += "\"t" + std::to_string(shuffled) + "\",";
    }
    const calque::evaluator by_number{calque::parse(numbers + "]").value()};
    const calque::evaluator by_text{calque::parse(texts + "]").value()};
    std::vector<bool> expected(1000);
    for (int i = 0; i < 500; ++i) expected[static_cast<std::size_t>(i * 331 % 997)] = true;
    for (int i = 0; i < 1000; ++i) {
        BOOST_TEST(by_number(json::value{{"id", i}}) == expected[static_cast<std::size_t>(i)], i);
        BOOST_TEST(by_text(json::value{{"topic", "t" + std::to_string(i)}}) == expected[static_cast<std::size_t>(i)],
                   i);
    }
}

BOOST_AUTO_TEST_SUITE_END()
