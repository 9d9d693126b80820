// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <boost/test/unit_test.hpp>

#include "unit/evaluate/evaluate_call.hpp"

BOOST_AUTO_TEST_SUITE(evaluate_values_tests)

using evaluating::no;
using evaluating::yes;

BOOST_AUTO_TEST_CASE(integers_compare_exactly) {
    yes("id = 1");
    no("id = 2");
    yes("id in [3, 1, 2]");
    no("id in [3, 2]");
    yes("id > 0");
    no("id > 1");
    yes("id >= 1");
    no("id >= 2");
    yes("id < 2");
    no("id < 1");
    yes("id <= 1");
    no("id <= 0");
    yes("id != 2");
    no("id != 1");
}

BOOST_AUTO_TEST_CASE(integers_beyond_double_precision_are_distinct) {
    yes("id = 9007199254740993", R"({"id": 9007199254740993})");
    no("id = 9007199254740993", R"({"id": 9007199254740992})");
    no("id = 9007199254740993", R"({"id": 9007199254740992.0})");
    yes("id < 9007199254740993", R"({"id": 9007199254740992.0})");
    yes("id > 9223372036854775807", R"({"id": 9223372036854775808})");
    no("id = 9223372036854775807", R"({"id": 9223372036854775808.0})");
    yes("duration = 18446744073709551615", R"({"duration": 18446744073709551615})");
    no("duration = 18446744073709551615", R"({"duration": 18446744073709551616.0})");
    no("duration >= 18446744073709551615", R"({"duration": -1})");
    yes("duration in [1, 18446744073709551615]", R"({"duration": 18446744073709551615})");
}

BOOST_AUTO_TEST_CASE(integers_and_fractions_compare_by_value) {
    yes("duration = 61.5");
    yes("duration >= 61.5");
    no("duration > 61.5");
    yes("duration > 61");
    yes("duration < 62");
    yes("duration = 60", R"({"duration": 60.0})");
    yes("duration = 60", R"({"duration": 60})");
    yes("duration in 60..62");
    no("duration in 62..70");
    yes("duration >= 1m");
    no("duration >= 2m");
    yes("duration in [1, 61.5, 100]");
    yes("duration > 0.1", R"({"duration": 1e300})");
    no("duration > -0.5", R"({"duration": -1})");
}

BOOST_AUTO_TEST_CASE(booleans_compare_only_with_booleans) {
    yes("success = true");
    no("success = false");
    yes("success != false");
    yes("success = false", R"({"success": false})");
    yes("is_reviewed = false");
    yes("success in [true, false]");
    no("success in [false]");
    no("success = true", R"({"success": 1})");
    no("success = true", R"({"success": "true"})");
}

BOOST_AUTO_TEST_CASE(text_equality_is_case_sensitive) {
    yes(R"(topic = "Refund request")");
    no(R"(topic = "refund request")");
    no(R"(topic = "Refund")");
    yes(R"(topic != "refund request")");
    no(R"(topic != "Refund request")");
    yes(R"(topic in ["Billing", "Refund request"])");
    no(R"(topic in ["Billing", "refund request"])");
    yes(R"(topic = "")", R"({"topic": ""})");
}

BOOST_AUTO_TEST_CASE(contains_startswith_endswith_ignore_case) {
    yes(R"(topic contains "REFUND")");
    yes(R"(topic contains "nd re")");
    no(R"(topic contains "refunds")");
    yes(R"(topic startswith "refund")");
    no(R"(topic startswith "request")");
    yes(R"(topic endswith "REQUEST")");
    no(R"(topic endswith "refund")");
    yes(R"(customer_number startswith "+1415")");
    no(R"(topic endswith "a Refund request")");
}

BOOST_AUTO_TEST_CASE(every_text_contains_the_empty_text) {
    for (const auto* text : {R"(topic contains "")", R"(topic startswith "")", R"(topic endswith "")"}) {
        yes(text);
        yes(text, R"({"topic": ""})");
        no(text, R"({"topic": null})");
    }
}

BOOST_AUTO_TEST_CASE(letters_beyond_ascii_ignore_case) {
    yes(R"(topic contains "ÜBER")", R"({"topic": "kurz über Köln"})");
    yes(R"(topic contains "köln")", R"({"topic": "kurz über KÖLN"})");
    yes(R"(topic startswith "ÉTÉ")", R"({"topic": "été"})");
    yes(R"(topic endswith "возврат")", R"({"topic": "ВОЗВРАТ"})");
    yes(R"(topic contains "σοφοσ")", R"({"topic": "ΣΟΦΟΣ"})");
    yes(R"(topic contains "ΣΟΦΟΣ")", R"({"topic": "σοφος"})");
    yes(R"(topic contains "ՀԱՅ")", R"({"topic": "հայ"})");
    yes(R"(topic contains "ABC")", R"({"topic": "ａｂｃ ABC"})");
    yes(R"(topic contains "ＡＢＣ")", R"({"topic": "ａｂｃ"})");
    no(R"(topic contains "ABC")", R"({"topic": "ａｂｃ"})");
    no(R"(topic contains "uber")", R"({"topic": "über"})");
}

BOOST_AUTO_TEST_CASE(value_of_another_type_matches_only_neq) {
    no(R"(topic = "5")", R"({"topic": 5})");
    no(R"(topic contains "5")", R"({"topic": 5})");
    no(R"(topic matches "5")", R"({"topic": 5})");
    no(R"(topic in ["5"])", R"({"topic": 5})");
    yes(R"(topic != "5")", R"({"topic": 5})");
    no("duration >= 60", R"({"duration": "61"})");
    no("duration >= 60", R"({"duration": "61"})");
    no("duration >= 60", R"({"duration": [61]})");
    no("duration < 60", R"({"duration": true})");
    no("id = 1", R"({"id": "1"})");
    no("agent.id = 2", R"({"agent": [{"id": 2}]})");
    no("agent.id = 2", R"({"agent": "2nd"})");
}

BOOST_AUTO_TEST_CASE(metadata_compares_as_text) {
    yes(R"(metadata.region = "EU")");
    no(R"(metadata.region = "eu")");
    yes(R"(metadata.region in ["US", "EU"])");
    yes(R"(metadata.region contains "e")");
    yes(R"(metadata.tier = "10")");
    yes("metadata.tier = 10");
    yes(R"(metadata.tier < "9")");
    yes("metadata.tier < 9");
    yes(R"(metadata.tier startswith "1")");
    yes("metadata.tier in [9, 10]");
    yes("metadata.vip = true");
    yes(R"(metadata.vip = "true")");
    no("metadata.vip = false");
    yes("metadata.rate = 0.25");
    yes(R"(metadata.rate = "0.25")");
    yes("metadata.big = 100000");
    yes(R"(metadata.big = "100000")");
    yes(R"(metadata.region != "US")");
    yes("metadata.none is null");
    yes("metadata.absent is null");
    no("metadata.region is null");
}

BOOST_AUTO_TEST_CASE(metadata_key_is_one_level_of_any_characters) {
    yes(R"(metadata."org name" = "x")", R"({"metadata": {"org name": "x"}})");
    yes(R"(metadata."größe" = "L")", R"({"metadata": {"größe": "L"}})");
    no(R"(metadata.deep = "1")");
    no("metadata.deep is null");
    yes(R"(metadata.deep != "1")");
    no(R"(metadata.region = "EU")", R"({"metadata": [{"region": "EU"}]})");
    no(R"(metadata.region = "EU")", R"({"metadata": "EU"})");
}

BOOST_AUTO_TEST_CASE(structured_metadata_value_compares_as_its_json) {
    yes(R"(metadata.deep > "5")");
    no(R"(metadata.deep <= "5")");
    yes(R"(metadata.deep contains "A")");
    yes("metadata.list < 'x' or metadata.list >= 'x'", R"({"metadata": {"list": [1, 2]}})");
}

BOOST_AUTO_TEST_CASE(null_on_a_to_one_path_is_null) {
    yes("agent.id = 2");
    no("agent.id = 3");
    yes(R"(agent.agent_name startswith "front")");
    yes("agent.id is null", R"({"agent": null})");
    yes("agent.id is null", R"({"agent": {}})");
    yes("agent.id is null", R"({"agent": {"id": null}})");
    no("agent.id is null");
    yes("agent.id in [1, 2]");
}

BOOST_AUTO_TEST_SUITE_END()
