// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <calque/json.hpp>
#include <calque/parse.hpp>

#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>
#include <boost/test/unit_test.hpp>

#include <string>
#include <vector>

BOOST_AUTO_TEST_SUITE(diagnostic_json_tests)

using calque::diagnostic;
using calque::diagnostic_code;

/// Returns the JSON of one diagnostic, without the enclosing array.
std::string json_of(const diagnostic& what, std::string_view source) {
    const std::string all = calque::to_json(std::vector{what}, source);
    BOOST_TEST_REQUIRE(all.size() > 2u);
    BOOST_TEST(all.front() == '[');
    BOOST_TEST(all.back() == ']');
    return all.substr(1, all.size() - 2);
}

BOOST_AUTO_TEST_CASE(no_diagnostics_give_an_empty_array) { BOOST_TEST(calque::to_json({}, "id = 1") == "[]"); }

BOOST_AUTO_TEST_CASE(absent_members_are_omitted) {
    const diagnostic bare{.code = diagnostic_code::unknown_field, .range = {3, 5}, .message = "what"};
    BOOST_TEST(json_of(bare, "id\tabc") ==
               R"({"code":"E201","severity":"error","message":"what",)"
               R"("range":{"begin":3,"end":5,"line":1,"column":5,"end_line":1,"end_column":7}})");
}

BOOST_AUTO_TEST_CASE(all_members_appear_in_order) {
    const diagnostic full{.code = diagnostic_code::mixed_connectives,
                          .range = {4, 5},
                          .message = "say \"it\"\n",
                          .label = "here",
                          .expected = {"`and`", "`or`"},
                          .note = calque::diagnostic_note{{0, 1}, "there"},
                          .help = "é",
                          .edits = {{{4, 4}, "(", true}, {{4, 5}, ""}},
                          .pointer = "/a"};
    BOOST_TEST(json_of(full, "a\nb\ncde\n") ==
               R"({"code":"W804","severity":"warning","message":"say \"it\"\n",)"
               R"("range":{"begin":4,"end":5,"line":3,"column":1,"end_line":3,"end_column":2},)"
               R"("label":"here","expected":["`and`","`or`"],)"
               R"("note":{"range":{"begin":0,"end":1,"line":1,"column":1,"end_line":1,"end_column":2},"text":"there"},)"
               R"("help":"é","edits":[{"begin":4,"end":4,"replacement":"(","safe":true},)"
               R"({"begin":4,"end":5,"replacement":"","safe":false}],"pointer":"/a"})");
}

BOOST_AUTO_TEST_CASE(pointer_without_range_is_enough) {
    const diagnostic placed{
        .code = diagnostic_code::malformed_filter_json, .range = {}, .message = "m", .pointer = "/conditions/0"};
    BOOST_TEST(json_of(placed, "") == R"({"code":"E602","severity":"error","message":"m","pointer":"/conditions/0"})");
}

BOOST_AUTO_TEST_CASE(several_diagnostics_share_one_array) {
    const std::string_view text = "durration = 2 and topik = 'x'";
    const auto parsed = calque::parse(text);
    BOOST_TEST_REQUIRE(!parsed.has_value());
    const auto read = boost::json::parse(calque::to_json(parsed.diagnostics(), text)).as_array();
    BOOST_TEST_REQUIRE(read.size() == 2u);
    BOOST_TEST(read[0].at("range").at("begin").as_int64() == 0);
    BOOST_TEST(read[1].at("range").at("begin").as_int64() == 18);
    BOOST_TEST(read[1].at("code").as_string() == "E201");
}

BOOST_AUTO_TEST_CASE(output_is_valid_json_for_any_bytes) {
    const std::string bad = "\xff\xc3(\xed\xa0\x80\x01";
    diagnostic broken{.code = diagnostic_code::unknown_field, .range = {1, 2}, .message = bad, .label = bad};
    broken.expected = {bad};
    broken.note = calque::diagnostic_note{{0, 1}, bad};
    broken.help = bad;
    broken.edits = {{{0, 1}, bad, true}};
    broken.pointer = "/" + bad;
    boost::system::error_code failure;
    const std::string json = json_of(broken, bad);
    const auto read = boost::json::parse(json, failure);
    BOOST_TEST(!failure, json);
    const std::string shown = "\ufffd\ufffd(\ufffd\ufffd\ufffd\x01";
    BOOST_TEST(read.at("message").as_string() == shown.c_str());
    BOOST_TEST(read.at("note").at("text").as_string() == shown.c_str());
    // An edit with replaced bytes would not do what was meant, so it is omitted.
    BOOST_TEST(!read.as_object().contains("edits"));

    // Only the edit that is valid UTF-8 remains.
    broken.edits.push_back({{0, 1}, "a", false});
    broken.edits.push_back({{0, 1}, bad, false});
    BOOST_TEST(boost::json::parse(json_of(broken, bad)).at("edits").as_array().size() == 1u);
}

BOOST_AUTO_TEST_CASE(every_byte_in_a_filter_gives_valid_json) {
    for (int byte = 0; byte < 256; ++byte) {
        const std::string c(1, static_cast<char>(byte));
        for (const std::string& text :
             {c, "topic = \"a" + c + "\"", "topic = a" + c, "to" + c + "ic = 1", "id = 1" + c}) {
            const auto parsed = calque::parse(text);
            boost::system::error_code failure;
            const auto read = boost::json::parse(calque::to_json(parsed.diagnostics(), text), failure);
            BOOST_TEST(!failure, byte << ": " << failure.message());
            BOOST_TEST(read.as_array().size() == parsed.diagnostics().size());
        }
    }
}

BOOST_AUTO_TEST_CASE(range_past_the_end_is_located_at_the_end) {
    const diagnostic far{.code = diagnostic_code::input_too_long, .range = {100, 200}, .message = "m"};
    BOOST_TEST(json_of(far, "ab\nc") ==
               R"({"code":"E401","severity":"error","message":"m",)"
               R"("range":{"begin":100,"end":200,"line":2,"column":2,"end_line":2,"end_column":2}})");
}

BOOST_AUTO_TEST_CASE(filter_json_errors_have_a_range_in_the_text) {
    struct place {
        std::string_view json, pointer, text;
    };
    for (
        const auto& [json, pointer, text] : std::vector<place>{
            {R"({"field":"idd","op":"eq","value":1})", "/field", R"("idd")"},
            {R"( { "field" : "id" , "op" : "eq" , "value" : "}\"]" } )", "/value", R"("}\"]")"},
            {R"({"field":"id","op":"eq","value":[1,{"a":[2]}]})", "/value", R"([1,{"a":[2]}])"},
            {R"({"field":"id","op":"in","value":[1, true ,"2"]})", "/value/1", "true"},
            {R"({"operator":"and","conditions":[{"field":"id","op":"eq","value":1},{"field":"id","op":"eq","value":1.5}]})",
             "/conditions/1/value", "1.5"},
            {R"({"\u0066ield":"idd","op":"eq","value":1})", "/field", R"("idd")"},
            {R"({"field":"id","field":"idd","op":"eq","value":1})", "/field", R"("idd")"},
            {R"({"field":"id","op":"eq","value":1,"no/te~":"x"})", "/no~1te~0", R"("x")"},
            {"\n{\"operator\":\"and\",\n \"conditions\":[]}", "/conditions", "[]"},
            {R"({"field":"id","op":"eq"})", "", R"({"field":"id","op":"eq"})"},
            {"  []\n", "", "[]"},
            {"1", "", "1"},
            {R"({"field":)", "", ""},
            {R"({"field":"id")"
             "\n"
             R"("op":"eq"})",
             "", "\""},
        }) {
        BOOST_TEST_CONTEXT(json) {
            const auto read = calque::from_json(json);
            BOOST_TEST_REQUIRE(!read.has_value());
            const diagnostic& first = read.diagnostics().front();
            BOOST_TEST(first.pointer == pointer);
            BOOST_TEST(json.substr(first.range.begin, first.range.end - first.range.begin) == text);
        }
    }
    const std::string_view json = "{\n  \"field\": \"idd\",\n  \"op\": \"eq\", \"value\": 1\n}";
    BOOST_TEST(calque::render(calque::from_json(json).diagnostics(), json)
                   .find(" --> filter:2:12 at /field\n  |\n"
                         "2 |   \"field\": \"idd\",\n"
                         "  |            ^^^^^\n") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
