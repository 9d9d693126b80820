// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <calque/json.hpp>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value_from.hpp>
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cstdlib>
#include <limits>
#include <string>
#include <vector>

#include "unit/support.hpp"

BOOST_AUTO_TEST_SUITE(json_tests)

const std::vector<std::string_view>& texts() {
    static const std::vector<std::string_view> all{
        "success = true",
        "timestamp >= today-7d and duration >= 60",
        "id = 1 and (id = 2 or id = 3)",
        "metadata.region in ['US', 'EU']",
        "metadata.\"a \\\"quoted\\\" key\" = 'x'",
        "topic is null",
        "topic is not null",
        "timestamp = 2025-11-03T10:30:00.25+05:30",
        "duration in 0.1..1e300",
        "duration > 9007199254740993",
        "duration > 18446744073709551615",
        "topic = \"\\u0000\\n\\\\ \u00e9 \U0001F600\"",
        "metric_evaluations { value >= 0.9 and metric.name = 'accuracy' }",
        "metric_evaluations { value >= 0.9 and (metric.id = 1 or metric.id = 2) } and id = 3",
    };
    return all;
}

BOOST_AUTO_TEST_CASE(written_json_reads_back_equal) {
    for (const std::string_view text : texts()) {
        const auto filter = calque::parse(text).value();
        const auto back = calque::from_json(to_json(filter));
        BOOST_TEST_REQUIRE(back.has_value(), calque::render(back.diagnostics(), ""));
        BOOST_TEST((*back == filter), text);
        BOOST_TEST(to_json(*back) == to_json(filter));
    }
}

BOOST_AUTO_TEST_CASE(dom_and_text_agree) {
    for (const std::string_view text : texts()) {
        const auto filter = calque::parse(text).value();
        const boost::json::value dom = boost::json::value_from(filter);
        const auto back = calque::from_json(dom);
        BOOST_TEST_REQUIRE(back.has_value());
        BOOST_TEST((*back == filter), text);
        BOOST_TEST((boost::json::parse(to_json(filter)) == dom), text);
    }
}

BOOST_AUTO_TEST_CASE(openapi_examples_are_read) {
    const auto one = calque::from_json(R"({"field": "success", "op": "eq", "value": true})");
    BOOST_TEST((one.value() == calque::parse("success = true").value()));
    const auto two =
        calque::from_json(R"({"operator":"and","conditions":[{"field":"timestamp","op":"gte","value":"today-7d"},
                                          {"field":"duration","op":"gte","value":60}]})");
    BOOST_TEST((two.value() == calque::parse("timestamp >= today-7d and duration >= 60").value()));
}

BOOST_AUTO_TEST_CASE(groups_are_normalized) {
    const auto read = [](std::string_view json) { return calque::from_json(json).value(); };
    BOOST_TEST((read(R"({"operator":"or","conditions":[{"field":"id","op":"eq","value":1}]})") ==
                calque::parse("id = 1").value()));
    BOOST_TEST((read(R"({"operator":"and","conditions":[{"field":"id","op":"eq","value":1},
                         {"operator":"and","conditions":[{"field":"id","op":"eq","value":2},{"field":"id","op":"eq","value":3}]}]})") ==
                calque::parse("id = 1 and id = 2 and id = 3").value()));
    BOOST_TEST(
        (read(R"({"operator":"same_row","conditions":[{"field":"metric_evaluations.value","op":"gt","value":1}]})") ==
         calque::parse("metric_evaluations.value > 1").value()));
    BOOST_TEST((read(R"({"field":"duration","op":"gt","value":60.0})") == calque::parse("duration > 60").value()));
}

BOOST_AUTO_TEST_CASE(keys_may_come_in_any_order) {
    const auto wanted = calque::parse("metric_evaluations.value in [1, 2]").value();
    std::vector<std::string> condition{R"("field": "metric_evaluations.value")", R"("op": "in")", R"("value": [1, 2])"};
    do {
        const std::string each = "{" + condition[0] + "," + condition[1] + "," + condition[2] + "}";
        BOOST_TEST((calque::from_json(each).value() == wanted), each);
        for (const std::string kind : {"and", "or", "same_row"}) {
            const std::string name = R"("operator": ")" + kind + '"';
            const std::string conditions = R"("conditions":[)" + each + ',' + each + ']';
            const auto first = calque::from_json('{' + name + ',' + conditions + '}').value();
            BOOST_TEST((calque::from_json('{' + conditions + ',' + name + '}').value() == first), conditions);
        }
    } while (std::ranges::next_permutation(condition).found);
    BOOST_TEST(support::codes(calque::from_json(
                   R"({"conditions":[{"field":"id","op":"eq","value":1}],"operator":"same_row"})")) == "E206");
}

BOOST_AUTO_TEST_CASE(escapes_are_decoded_everywhere) {
    const auto wanted = calque::parse(R"(metadata."a \"key\"" = "caf\u00e9" and timestamp >= today-7d)").value();
    BOOST_TEST((calque::from_json(R"({"oper\u0061tor":"\u0061nd","conditions":[
        {"fi\u0065ld":"m\u0065tadata.a \"key\"","\u006fp":"\u0065q","value":"\u0063af\u00E9"},
        {"field":"timest\u0061mp","op":"gte","value":"tod\u0061y-7d"}]})")
                    .value() == wanted));
    BOOST_TEST((calque::from_json(R"({"operator":"and","conditions":[
        {"field":"m\u0065tadata.a \"key\"","op":"eq","value":"\u0063af\u00E9"},
        {"field":"timest\u0061mp","op":"gte","value":"tod\u0061y-7d"}]})")
                    .value() == wanted));
}

BOOST_AUTO_TEST_CASE(reused_result_equals_a_fresh_one) {
    auto kept = calque::from_json("");
    for (const std::string_view json :
         {R"({"field":"topic","op":"eq","value":"a longer text than fits a small string"})",
          R"({"field":"duration","op":"neq","value":1})", R"({"field":"duration"})", R"({"field":)",
          R"({"operator":"or","conditions":[{"field":"id","op":"eq","value":1},{"field":"id","op":"eq","value":2}]})",
          R"({"operator":"or","conditions":[{"field":"id","op":"eq","value":1},{"field":"id","op":"eq"}]})", ""}) {
        calque::from_json_into(kept, json);
        const auto fresh = calque::from_json(json);
        BOOST_TEST(kept.has_value() == fresh.has_value());
        BOOST_TEST(calque::render(kept.diagnostics(), json) == calque::render(fresh.diagnostics(), json));
        if (fresh) BOOST_TEST((*kept == *fresh));
        else
            BOOST_CHECK_EXCEPTION((void)kept.value(), calque::filter_error,
                                  [&](const calque::filter_error& error) { return error.source() == json; });
    }
}

BOOST_AUTO_TEST_CASE(each_error_has_code_pointer_and_message) {
    struct mistake {
        std::string_view json, code, pointer, words;
    };
    const std::vector<mistake> mistakes{
        {"", "E601", "", "not JSON"},
        {"{\"field\":", "E601", "", "not JSON"},
        {"[]", "E602", "", "as a JSON object"},
        {"{}", "E602", "", "neither"},
        {R"({"field":"id","op":"eq","value":1,"operator":"and"})", "E602", "", "at once"},
        {R"({"field":"id","op":"eq"})", "E602", "", "`value` is missing"},
        {R"({"op":"eq","value":1})", "E602", "", "`field` is missing"},
        {R"({"operator":"and"})", "E602", "", "`conditions` is missing"},
        {R"({"operator":"xor","conditions":[{"field":"id","op":"eq","value":1}]})", "E602", "/operator",
         "`and`, `or` or `same_row`"},
        {R"({"operator":"and","conditions":[]})", "E602", "/conditions", "at least one"},
        {R"({"operator":"and","conditions":{}})", "E602", "/conditions", "array"},
        {R"({"field":"id","op":"eq","value":1,"no/te~":1})", "E602", "/no~1te~0", "no key"},
        {R"({"field":"id","op":"eq","value":1,"negate":true})", "E602", "/negate", "the opposite operator"},
        {R"({"field":5,"op":"eq","value":1})", "E602", "/field", "is a text"},
        {R"({"field":"id","op":"=","value":1})", "E602", "/op", R"(write `"eq"`)"},
        {R"({"field":"id","op":"is?","value":1})", "E602", "/op", "the operators are eq neq"},
        {R"({"operator":"and","conditions":[{"field":"id","op":"eq","value":1},{"field":"duraton","op":"gt","value":1}]})",
         "E201", "/conditions/1/field", "did you mean `duration`?"},
        {R"({"field":"metadata.a.b","op":"eq","value":1})", "E202", "/field", "top-level"},
        {R"({"field":"duration","op":"contains","value":"x"})", "E204", "/op", "takes =, >"},
        {R"({"operator":"same_row","conditions":[{"field":"id","op":"eq","value":1},{"field":"metric_evaluations.value","op":"eq","value":1}]})",
         "E206", "/conditions/0/field", "has one value a call"},
        {R"({"field":"id","op":"eq","value":"1"})", "E301", "/value", "a whole number"},
        {R"({"field":"id","op":"eq","value":null})", "E112", "/value", R"("isnull","value":true)"},
        {R"({"field":"topic","op":"neq","value":null})", "E112", "/value", R"("isnull","value":false)"},
        {R"({"field":"topic","op":"in","value":["a",null]})", "E112", "/value/1",
         R"(of its own tests for it, with "op":"isnull")"},
        {R"({"field":"id","op":"eq","value":[1]})", "E301", "/value", "single value"},
        {R"({"field":"topic","op":"isnull","value":"true"})", "E301", "/value", "`true` or `false`"},
        {R"({"field":"id","op":"in","value":1})", "E301", "/value", "array"},
        {R"({"field":"id","op":"in","value":[]})", "E309", "/value", "at least one"},
        {R"({"field":"id","op":"in","value":[1,"2"]})", "E301", "/value/1", "a whole number"},
        {R"({"field":"metadata.x","op":"in","value":[1,"2"]})", "E310", "/value/1", "one type"},
        {R"({"field":"id","op":"eq","value":1.5})", "E304", "/value", "a whole number"},
        {R"({"field":"id","op":"eq","value":18446744073709551615})", "E303", "/value", "takes whole numbers from"},
        {R"({"field":"timestamp","op":"gt","value":"2025-11-03"})", "E306", "/value", "a time such as"},
        {R"({"field":"timestamp","op":"gt","value":"soon"})", "E305", "/value", "a time such as"},
        {R"({"field":"timestamp","op":"gt","value":"Today - 7d"})", "E307", "/value", "`today-7d`"},
        {R"({"field":"duration","op":"neq","value":1})", "W801", "/op", "not documented"},
    };
    for (const mistake& each : mistakes) {
        BOOST_TEST_CONTEXT(each.json) {
            const auto result = calque::from_json(each.json);
            BOOST_TEST(support::codes(result) == each.code);
            BOOST_TEST_REQUIRE(!result.diagnostics().empty());
            BOOST_TEST(result.diagnostics().front().pointer == each.pointer);
            const std::string told = calque::render(result.diagnostics(), each.json, {.source_name = "filter JSON"});
            BOOST_TEST(told.find(each.words) != std::string::npos, told);
            BOOST_TEST(result.has_value() == (each.code.front() == 'W'));
        }
    }
}

BOOST_AUTO_TEST_CASE(number_outside_double_range_is_refused) {
    for (const std::string_view number : {"1e400", "-1e400", "1e-400", "1e99999999999"}) {
        const std::string json = R"({"field":"duration","op":"gt","value":)" + std::string{number} + "}";
        BOOST_TEST(support::codes(calque::from_json(json)) == "E303", number);
        calque::json_failure failure;
        BOOST_TEST(calque::read_json(number, failure).is_null(), number);
        BOOST_TEST((failure.code == boost::json::error::exponent_overflow), number);
    }
    for (const double number : {std::numeric_limits<double>::infinity(), -std::numeric_limits<double>::infinity(),
                                std::numeric_limits<double>::quiet_NaN()}) {
        const boost::json::value json{{"field", "duration"}, {"op", "gt"}, {"value", number}};
        const auto result = calque::from_json(json);
        BOOST_TEST(support::codes(result) == "E303", number);
        BOOST_TEST(result.diagnostics().front().pointer == "/value");
    }
    BOOST_TEST(to_json(calque::from_json(R"({"field":"duration","op":"gt","value":0e-999})").value()) ==
               R"({"field":"duration","op":"gt","value":0})");
}

BOOST_AUTO_TEST_CASE(duplicate_key_is_refused_at_its_last_occurrence) {
    struct twice {
        std::string json;
        std::string codes;
        std::string pointer;
        std::string last; ///< the text at the range
    };
    const std::string one = R"({"field":"id","op":"eq","value":1})";
    const std::vector<twice> all{
        {R"({"field":"id","field":"topic","op":"eq","value":1})", "E602", "/field", R"("topic")"},
        {R"({"field":"id","op":"eq","field":"id","value":1})", "E602", "/field", R"("id")"},
        {R"({"field":"id","op":"eq","op":"gt","value":1})", "E602", "/op", R"("gt")"},
        {R"({"field":"id","op":"eq","value":1,"value":2})", "E602", "/value", "2"},
        {R"({"field":"id","op":"eq","value":1.5,"v\u0061lue" : [ 2 ] })", "E602", "/value", "[ 2 ]"},
        {R"({"field":"id","op":"eq","value":9007199254740993.5,"value":1})", "E602", "/value", "1"},
        {R"({"operator":"and","operator":"or","conditions":[)" + one + "]}", "E602", "/operator", R"("or")"},
        {R"({"operator":"and","operator":"nor","conditions":[)" + one + "]}", "E602", "/operator", R"("nor")"},
        {R"({"operator":"and","conditions":[],"conditions":[)" + one + "]}", "E602", "/conditions", '[' + one + ']'},
        {R"({"operator":"or","conditions":[)" + one + R"(,{"field":"x","op":"eq","value":1,"op":"gt"}]})", "E602",
         "/conditions/1/op", R"("gt")"},
        // Independent errors are reported, too.
        {R"({"operator":"or","operator":"or","conditions":[{"field":"x","op":"eq","value":1}]})", "E602 E201",
         "/operator", R"("or")"},
        {R"({"field":"id","op":"eq","value":1,"op":"eq","note":1})", "E602 E602", "/op", R"("eq")"},
        // An unrelated error may take precedence.
        {R"({"field":"id","op":"eq","value":{"op":1,"op":1}})", "E301", "/value", R"({"op":1,"op":1})"},
    };
    for (const twice& each : all) {
        BOOST_TEST_CONTEXT(each.json) {
            const auto result = calque::from_json(each.json);
            BOOST_TEST(support::codes(result) == each.codes);
            BOOST_TEST_REQUIRE(!result.diagnostics().empty());
            const calque::diagnostic& first = result.diagnostics().front();
            BOOST_TEST(first.pointer == each.pointer);
            BOOST_TEST(each.json.substr(first.range.begin, first.range.end - first.range.begin) == each.last);
            if (each.codes.starts_with("E602"))
                BOOST_TEST(first.message.find("occurs twice") != std::string::npos, first.message);
        }
    }
    std::string many = R"({"operator":"or","conditions":[)" + one;
    for (int i = 0; i < 30; ++i) many += R"(,{"field":"id","field":"id","op":"eq","value":1})";
    BOOST_TEST(calque::from_json(many + "]}").diagnostics().size() == 20u);
}

BOOST_AUTO_TEST_CASE(whole_numbers_are_exact_or_refused) {
    const auto read = [](std::string_view number, std::string_view more = "") {
        return calque::from_json(
            std::string{R"({"field":"metadata.x","op":"in","value":[)"}.append(number).append("]").append(more).append(
                "}"));
    };
    for (const auto& [written, sent] :
         std::vector<std::pair<std::string_view, std::string_view>>{{"9007199254740993e0", "9007199254740993"},
                                                                    {"9007199254740993.0", "9007199254740993"},
                                                                    {"-90071992547409930e-1", "-9007199254740993"},
                                                                    {"18446744073709551615.0", "18446744073709551615"},
                                                                    {"100000000000000000000", "1e20"},
                                                                    {"60.0", "60"},
                                                                    {"1e300", "1e300"}}) {
        const std::string wanted = R"({"field":"metadata.x","op":"in","value":[)" + std::string{sent} + "]}";
        BOOST_TEST(to_json(read(written).value()) == wanted);
        // The slower reader, which explains errors, agrees.
        BOOST_TEST(support::codes(read(written, R"(,"note":1)")) == "E602");
        calque::json_failure failure;
        const auto dom =
            calque::read_json(R"({"field":"metadata.x","op":"in","value":[)" + std::string{written} + "]}", failure);
        BOOST_TEST(to_json(calque::from_json(dom).value()) == wanted);
    }
    for (const std::string_view number : {"123456789012345678901", "18446744073709551616", "-9223372036854775809",
                                          "123456789012345678901e0", "9007199254740993.5", "0.99999999999999999999"}) {
        const auto result = read(number);
        BOOST_TEST(support::codes(result) == "E303", number);
        BOOST_TEST(result.diagnostics().front().pointer == "/value/0");
        BOOST_TEST(result.diagnostics().front().range.end - result.diagnostics().front().range.begin == number.size());
    }
    // A fraction may have more digits than a double holds.
    BOOST_TEST(to_json(read("0.1000000000000000055511151231257827").value()) == to_json(read("0.1").value()));
}

BOOST_AUTO_TEST_CASE(errors_follow_the_order_of_the_text) {
    const auto result = calque::from_json(
        R"({"operator":"and","conditions":[{"field":"durration","op":"gte","value":60},{"operator":"xor","conditions":[{"field":"id","op":"eq","value":1}]}],"x":1})");
    BOOST_TEST_REQUIRE(result.diagnostics().size() == 3u);
    BOOST_TEST(result.diagnostics()[0].pointer == "/conditions/0/field");
    BOOST_TEST(result.diagnostics()[1].pointer == "/conditions/1/operator");
    BOOST_TEST(result.diagnostics()[2].pointer == "/x");
}

BOOST_AUTO_TEST_CASE(json_gets_the_same_warnings_as_text) {
    for (const std::string text : {"timestamp < today", "timestamp < today-7d", "timestamp < today-7h",
                                   "timestamp = today", "timestamp > now+1h", "timestamp > now-5M",
                                   "timestamp < now-1M", "metadata.x > 5", "topic endswith 'x'", "id != 5"}) {
        for (const bool strict : {false, true}) {
            const calque::parse_options options{.strict = strict};
            const std::string json = to_json(calque::parse(text).value());
            BOOST_TEST(support::codes(calque::from_json(json, options)) == support::codes_of(text, options), json);
        }
    }
}

BOOST_AUTO_TEST_CASE(dom_strings_must_be_utf8) {
    const boost::json::value text{{"field", "topic"}, {"op", "eq"}, {"value", "\xff"}};
    BOOST_TEST(support::codes(calque::from_json(text)) == "E107");
    const boost::json::value name{{"field", "metadata.\xc3"}, {"op", "eq"}, {"value", 1}};
    BOOST_TEST(support::codes(calque::from_json(name)) == "E107");
}

BOOST_AUTO_TEST_CASE(limits_apply_to_json) {
    const auto nested = [](std::size_t depth) {
        std::string open, close;
        for (std::size_t i = 0; i < depth; ++i) {
            // Operators alternate, so that flattening does not reduce the depth.
            open += i % 2 == 0 ? R"({"operator":"and","conditions":[{"field":"id","op":"eq","value":1},)"
                               : R"({"operator":"or","conditions":[{"field":"id","op":"eq","value":1},)";
            close += "]}";
        }
        return open + R"({"field":"id","op":"eq","value":1})" + close;
    };
    BOOST_TEST(support::codes(calque::from_json(nested(64))) == "");
    BOOST_TEST(support::codes(calque::from_json(nested(65))) == "E402");
    BOOST_TEST(support::codes(calque::from_json(nested(700))) == "E402");
    calque::parse_options options;
    options.limits = {.input_bytes = 300, .depth = 3, .conditions = 2, .list_items = 2, .string_bytes = 3};
    const auto codes = [&](std::string_view json) { return support::codes(calque::from_json(json, options)); };
    BOOST_TEST(codes(R"({"field":"id","op":"in","value":[1,2,3]})") == "E404");
    BOOST_TEST(codes(R"({"field":"topic","op":"eq","value":"abcd"})") == "E405");
    BOOST_TEST(codes(std::string(301, ' ')) == "E401");
    BOOST_TEST(
        codes(
            R"({"operator":"and","conditions":[{"field":"id","op":"eq","value":1},{"field":"id","op":"eq","value":1},{"field":"id","op":"eq","value":1}]})") ==
        "E403");
}

BOOST_AUTO_TEST_CASE(strict_refuses_undocumented_operators) {
    const calque::parse_options strict{.strict = true, .limits = {}};
    BOOST_TEST(support::codes(calque::from_json(R"({"field":"duration","op":"neq","value":1})", strict)) == "E205");
}

BOOST_AUTO_TEST_CASE(open_filter_accepts_any_field) {
    const auto read = calque::from_json<calque::open_schema>(R"({"field":"created_at","op":"gte","value":"today-7d"})");
    BOOST_TEST(to_json(read.value()) == R"({"field":"created_at","op":"gte","value":"today-7d"})");
    BOOST_TEST((read.value() == calque::parse<calque::open_schema>("created_at >= today-7d").value()));
}

BOOST_AUTO_TEST_CASE(read_json_keeps_exact_numbers_and_error_offset) {
    calque::json_failure failure;
    for (const std::string_view number :
         {"5e-34", "0.1234567890123", "2.2250738585072011e-308", "0.30000000000000004"}) {
        const boost::json::value read = calque::read_json(number, failure);
        BOOST_TEST(!failure.code);
        BOOST_TEST(read.as_double() == std::strtod(std::string{number}.c_str(), nullptr), number);
    }
    BOOST_TEST(calque::read_json("9007199254740993.0", failure).as_int64() == 9007199254740993);
    BOOST_TEST(calque::read_json("18446744073709551615e0", failure).as_uint64() == 18446744073709551615u);
    BOOST_TEST(calque::read_json("60.0", failure).as_double() == 60.0);
    BOOST_TEST((calque::read_json(R"({"a":[1,-2,18446744073709551615,true,null,"x\u00e9"]})", failure) ==
                boost::json::parse(R"({"a":[1,-2,18446744073709551615,true,null,"x\u00e9"]})")));
    BOOST_TEST(calque::read_json(R"({"a":1,})", failure).is_null());
    BOOST_TEST(failure.offset == 7u);
    BOOST_TEST(static_cast<bool>(failure.code));
    (void)calque::read_json("[[[[]]]]", failure, 3);
    BOOST_TEST((failure.code == boost::json::error::too_deep));
    (void)calque::read_json("1 2", failure);
    BOOST_TEST((failure.code == boost::json::error::extra_data));
}

BOOST_AUTO_TEST_CASE(append_json_keeps_existing_text) {
    std::string out = "x";
    append_json(out, calque::parse("id = 1").value());
    BOOST_TEST(out == R"(x{"field":"id","op":"eq","value":1})");
}

BOOST_AUTO_TEST_SUITE_END()
