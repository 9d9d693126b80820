// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <calque/parse.hpp>
#include <calque/widget.hpp>

#include <boost/test/unit_test.hpp>

#include <string>
#include <string_view>

BOOST_AUTO_TEST_SUITE(widget_tests)

namespace {

using namespace calque;

/// Decodes, or fails the test.
bulk_widget_response decoded(std::string_view body, const decode_options& options = {}) {
    decode_failure failure;
    auto page = decode_bulk_widgets(body, failure, options);
    BOOST_REQUIRE_MESSAGE(page.has_value(), failure.pointer + ": " + failure.message);
    return *page;
}

/// Returns `pointer: message` of a failure.
std::string refusal(std::string_view body, const decode_options& options = {}) {
    decode_failure failure;
    const auto page = decode_bulk_widgets(body, failure, options);
    return page ? "decoded" : failure.pointer + ": " + failure.message;
}

/// Returns a bare array of one widget with this chart type and data.
std::string one(std::string_view chart_type, std::string_view data) {
    return R"([{"chart_type":")" + std::string{chart_type} + R"(","data":)" + std::string{data} + "}]";
}

chart_data data_of(std::string_view chart_type, std::string_view data) {
    return decoded(one(chart_type, data)).results.front().data;
}

/// Returns the JSON of data that was kept raw, or "typed" if it was decoded.
std::string raw_of(std::string_view chart_type, std::string_view data) {
    const chart_data what = data_of(chart_type, data);
    const auto* raw = std::get_if<raw_json>(&what);
    return raw != nullptr ? raw->text : "typed";
}

datetime at(std::string_view text) { return read_datetime(text).value(); }

void refuses(const bulk_widget_request& request, std::string_view words) {
    const auto says_so = [&](const system_error& error) {
        return error.code() == errc::bad_request_setting && std::string_view{error.what()}.starts_with(words);
    };
    BOOST_CHECK_EXCEPTION((void)encode_body(request), system_error, says_so);
    BOOST_CHECK_EXCEPTION((void)encode_target(request), system_error, says_so);
}

// The OpenAPI description's example of each chart, in one envelope.
constexpr std::string_view seed_page = R"({
  "count": 123,
  "next": "https://api.cekura.ai/example/v1/example-external/?page=4",
  "previous": "https://api.cekura.ai/example/v1/example-external/?page=2",
  "results": [
    {"widget_id": 1, "field_name": "duration", "chart_type": "line",
     "data": [{"id": 1, "timestamp": "2025-11-03T10:30:00Z", "value": 45},
              {"id": 2, "timestamp": "2025-11-03T11:15:00Z", "value": 62}],
     "aggregation_function": null, "time_period": null, "group_by": null,
     "metadata": {"display_name": "Duration", "data_type": "numeric", "filter_value": null}},
    {"widget_id": 2, "field_name": "metric_evaluations.value", "chart_type": "bar",
     "data": [{"time_interval": "2025-11-03T00:00:00Z", "value": 4.5, "sample_count": 10},
              {"time_interval": "2025-11-04T00:00:00Z", "value": 3.2, "sample_count": 8}],
     "aggregation_function": "avg", "time_period": "day", "group_by": {"type": "field", "field": "agent.id"},
     "can_group_by": true,
     "metadata": {"display_name": "Accuracy", "data_type": "dynamic", "filter_value": 17}},
    {"widget_id": 3, "field_name": "call_ended_reason", "chart_type": "pie",
     "data": [{"label": "customer_ended_call", "value": 320, "percentage": 45.7},
              {"label": "agent_ended_call", "value": 210, "percentage": 30}],
     "aggregation_function": "count", "time_period": null, "group_by": null, "can_group_by": false,
     "metadata": {"display_name": "Reason", "data_type": "string", "filter_value": null}}
  ]
})";

} // namespace

BOOST_AUTO_TEST_CASE(body_has_widget_ids_then_filters) {
    bulk_widget_request request{.widget_ids = {1, 2, 30}};
    BOOST_TEST(encode_body(request) == R"({"widget_ids":[1,2,30]})");
    request.filters = parse("timestamp >= today-7d and duration >= 60").value();
    BOOST_TEST(encode_body(request) ==
               R"({"widget_ids":[1,2,30],"filters":{"operator":"and","conditions":[)"
               R"({"field":"timestamp","op":"gte","value":"today-7d"},{"field":"duration","op":"gte","value":60}]}})");
}

BOOST_AUTO_TEST_CASE(target_has_trailing_slash_and_given_paging) {
    BOOST_TEST(encode_target({.widget_ids = {1}}) == "/dashboards/widgets/bulk_data/");
    BOOST_TEST(encode_target({.widget_ids = {1}, .page = 2}) == "/dashboards/widgets/bulk_data/?page=2");
    BOOST_TEST(encode_target({.widget_ids = {1}, .page_size = 50}) == "/dashboards/widgets/bulk_data/?page_size=50");
    BOOST_TEST(encode_target({.widget_ids = {1}, .page = 2, .page_size = 50}) ==
               "/dashboards/widgets/bulk_data/?page=2&page_size=50");
}

BOOST_AUTO_TEST_CASE(invalid_requests_are_refused) {
    refuses({}, "a bulk widget request needs at least one widget id");
    refuses({.widget_ids = {1}, .page = 0}, "the page of a bulk widget request counts from 1");
    refuses({.widget_ids = {1}, .page = -1}, "the page of a bulk widget request counts from 1");
    refuses({.widget_ids = {1}, .page_size = 0}, "the page size of a bulk widget request is at least 1");
}

BOOST_AUTO_TEST_CASE(openapi_envelope_is_decoded) {
    const auto page = decoded(seed_page);
    BOOST_TEST(page.count.value() == 123);
    BOOST_TEST(page.next.value() == "https://api.cekura.ai/example/v1/example-external/?page=4");
    BOOST_TEST(page.previous.value() == "https://api.cekura.ai/example/v1/example-external/?page=2");
    BOOST_TEST(!page.next_absent);
    BOOST_TEST(page.results.size() == 3u);
}

BOOST_AUTO_TEST_CASE(line_chart_has_points) {
    const widget_data line = decoded(seed_page).results.at(0);
    BOOST_TEST(line.widget_id.value() == 1);
    BOOST_TEST(line.field_name == "duration");
    BOOST_TEST(line.chart_type == "line");
    BOOST_TEST(!line.aggregation_function.has_value());
    BOOST_TEST(!line.time_period.has_value());
    BOOST_TEST(!line.group_by.has_value());
    BOOST_TEST(!line.can_group_by);
    BOOST_TEST(line.metadata.display_name == "Duration");
    BOOST_TEST(line.metadata.data_type == "numeric");
    BOOST_TEST(!line.metadata.filter_value.has_value());
    BOOST_TEST(line.source.text == "");
    const std::vector<line_point> expected{{1, at("2025-11-03T10:30:00Z"), std::int64_t{45}},
                                           {2, at("2025-11-03T11:15:00Z"), std::int64_t{62}}};
    BOOST_TEST((line.data == chart_data{expected}));
}

BOOST_AUTO_TEST_CASE(bar_chart_has_buckets) {
    const widget_data bar = decoded(seed_page).results.at(1);
    BOOST_TEST(bar.aggregation_function.value() == "avg");
    BOOST_TEST(bar.time_period.value() == "day");
    BOOST_TEST(bar.group_by.value().text == R"({"type":"field","field":"agent.id"})");
    BOOST_TEST(bar.can_group_by);
    BOOST_TEST(bar.metadata.filter_value.value().text == "17");
    const std::vector<bar_point> expected{{at("2025-11-03T00:00:00Z"), 4.5, 10}, {at("2025-11-04T00:00:00Z"), 3.2, 8}};
    BOOST_TEST((bar.data == chart_data{expected}));
}

BOOST_AUTO_TEST_CASE(pie_chart_has_slices) {
    const widget_data pie = decoded(seed_page).results.at(2);
    const std::vector<pie_slice> expected{{"customer_ended_call", std::int64_t{320}, 45.7},
                                          {"agent_ended_call", std::int64_t{210}, 30.0}};
    BOOST_TEST((pie.data == chart_data{expected}));
}

BOOST_AUTO_TEST_CASE(bare_array_is_one_page_without_count) {
    const auto page = decoded(R"( [{"chart_type":"pie","data":[]}] )");
    BOOST_TEST(!page.count.has_value());
    BOOST_TEST(!page.next_absent);
    BOOST_TEST(page.results.size() == 1u);
    BOOST_TEST(decoded("[]").results.empty());
}

BOOST_AUTO_TEST_CASE(null_next_differs_from_absent_next) {
    const auto last = decoded(R"({"count":0,"next":null,"previous":null,"results":[]})");
    BOOST_TEST(!last.next.has_value());
    BOOST_TEST(!last.next_absent);
    const auto silent = decoded(R"({"results":[]})");
    BOOST_TEST(silent.next_absent);
    BOOST_TEST(!silent.count.has_value());
}

BOOST_AUTO_TEST_CASE(null_and_absent_keys_are_tolerated_and_unknown_keys_ignored) {
    const auto page = decoded(R"({"count":null,"next":null,"new_key":[{}],"results":[
        {"chart_type":"line","data":[{"id":null,"timestamp":null,"value":null,"new_key":{"a":[1]}}]},
        {"chart_type":"bar","data":[{"time_interval":null,"value":null,"sample_count":null}],"widget_id":null,
         "field_name":null,"aggregation_function":null,"time_period":null,"group_by":null,"can_group_by":null,
         "metadata":null},
        {"chart_type":"pie","data":[{"label":null,"value":null,"percentage":null}],
         "metadata":{"display_name":null,"data_type":null,"filter_value":null,"normalization":"total_calls"}}]})");
    BOOST_TEST((page.results.at(0).data == chart_data{std::vector<line_point>(1)}));
    BOOST_TEST((page.results.at(1).data == chart_data{std::vector<bar_point>(1)}));
    BOOST_TEST((page.results.at(2).data == chart_data{std::vector<pie_slice>(1)}));
    BOOST_TEST(!page.results.at(0).widget_id.has_value());
}

BOOST_AUTO_TEST_CASE(value_may_be_any_scalar) {
    const auto data = data_of("pie", R"([{"label":true,"value":-1,"percentage":1e2},
        {"label":18446744073709551615,"value":"x","percentage":0},{"label":-0.5,"value":false,"percentage":0.1}])");
    const std::vector<pie_slice> expected{
        {true, std::int64_t{-1}, 100.0}, {std::uint64_t{18446744073709551615u}, "x", 0.0}, {-0.5, false, 0.1}};
    BOOST_TEST((data == chart_data{expected}));
}

BOOST_AUTO_TEST_CASE(numbers_are_rounded_to_the_nearest_double) {
    // A reader that is off by one unit in the last place gets this number wrong.
    const auto data = data_of("bar", R"([{"time_interval":null,"value":1998771.4285714286,"sample_count":10.0}])");
    const std::vector<bar_point> expected{{{}, 1998771.4285714286, 10}};
    BOOST_TEST((data == chart_data{expected}));
    const std::string tiny = "0." + std::string(400, '0') + "1";
    const auto small = data_of("pie", R"([{"label":1e-400,"value":)" + tiny + R"(,"percentage":0}])");
    BOOST_TEST((small == chart_data{std::vector<pie_slice>{{0.0, 0.0, 0.0}}}));
    const auto label_of = [](const std::string& number) {
        const auto slices = data_of("pie", R"([{"label":)" + number + R"(,"value":0,"percentage":0}])");
        return std::get<double>(std::get<std::vector<pie_slice>>(slices).at(0).label);
    };
    BOOST_TEST(label_of("12e-5000") == 0); // also below the range of every type
    BOOST_TEST(label_of("0.012E-99999999999999999999") == 0);
    BOOST_TEST(label_of("-1" + std::string(90, '0') + "e-500") == 0);
    BOOST_TEST(label_of(tiny + "e401") == 1);
    for (const std::string& number : {std::string{"1e400"}, std::string{"1e99999999999999999999"},
                                      "1" + std::string(500, '0') + "e-3", "0.001e" + std::string(30, '9')})
        BOOST_TEST(refusal(one("pie", R"([{"label":)" + number + R"(,"value":0,"percentage":0}])")) ==
                   "/0/data/0/label: the number is out of range");
}

BOOST_AUTO_TEST_CASE(times_keep_their_offset_and_default_to_utc) {
    const auto data = data_of("line", R"([{"id":1,"timestamp":"2025-11-03T10:30:00.250+05:30","value":1},
                                          {"id":2,"timestamp":"2025-11-03T10:30:00","value":1}])");
    const auto& points = std::get<std::vector<line_point>>(data);
    BOOST_TEST((points.at(0).timestamp == at("2025-11-03T10:30:00.250+05:30")));
    BOOST_TEST(points.at(0).timestamp->zone_minutes == 330);
    BOOST_TEST((points.at(1).timestamp == at("2025-11-03T10:30:00Z")));
}

BOOST_AUTO_TEST_CASE(strings_are_decoded) {
    const auto page = decoded(R"([{"chart\u005ftype":"pie","data":[{"label":"a\"\\\n\u00e9\ud83d\ude00","value":1,)"
                              R"("percentage":2}],"field_name":"\/"}])");
    BOOST_TEST(page.results.at(0).field_name == "/");
    const auto& slices = std::get<std::vector<pie_slice>>(page.results.at(0).data);
    BOOST_TEST(std::get<std::string>(slices.at(0).label) == "a\"\\\n\xc3\xa9\xf0\x9f\x98\x80");
}

BOOST_AUTO_TEST_CASE(unknown_chart_types_are_kept_as_raw_json) {
    BOOST_TEST(raw_of("stat", R"({ "total_calls" : 10, "success_rate": 0.90, "note": "a b" })") ==
               R"({"total_calls":10,"success_rate":0.90,"note":"a b"})");
    BOOST_TEST(raw_of("list", "[1, [ ] , {}, 1e400]") == "[1,[],{},1e400]");
    BOOST_TEST(raw_of("", "null") == "null");
}

BOOST_AUTO_TEST_CASE(known_chart_with_other_rows_is_kept_as_raw_json) {
    BOOST_TEST(raw_of("line", R"([{"id":1,"timestamp":null,"value":2},{"id":1,"value":2}])") ==
               R"([{"id":1,"timestamp":null,"value":2},{"id":1,"value":2}])");
    BOOST_TEST(raw_of("bar", R"([{"time_interval":null,"value":1,"sample_count":1,"group":"EU"}])") ==
               R"([{"time_interval":null,"value":1,"sample_count":1,"group":"EU"}])");
    // The daily share of an enum value: rows with other keys and a group.
    BOOST_TEST(
        raw_of("bar", R"([{"time_interval":"2025-11-03T00:00:00Z","group":"a","value":1,"selected_calls":1}])") ==
        R"([{"time_interval":"2025-11-03T00:00:00Z","group":"a","value":1,"selected_calls":1}])");
    BOOST_TEST(raw_of("pie", R"([{"label":"a","value":1,"percentage":2}, 3])") ==
               R"([{"label":"a","value":1,"percentage":2},3])");
    BOOST_TEST(raw_of("pie", R"({"label":"a"})") == R"({"label":"a"})");
    BOOST_TEST(raw_of("line", "null") == "null");
    BOOST_TEST(raw_of("line", "[]") == "typed");
}

BOOST_AUTO_TEST_CASE(unreadable_time_keeps_the_chart_as_raw_json) {
    BOOST_TEST(raw_of("line", R"([{"id":1,"timestamp":"yesterday","value":2}])") ==
               R"([{"id":1,"timestamp":"yesterday","value":2}])");
    BOOST_TEST(raw_of("bar", R"([{"time_interval":"Q3","value":1,"sample_count":1}])") ==
               R"([{"time_interval":"Q3","value":1,"sample_count":1}])");
}

BOOST_AUTO_TEST_CASE(keep_source_keeps_the_json_of_a_widget) {
    const auto page = decoded("[ {\"chart_type\" : \"pie\", \"data\": [ ], \"new\": 1.50} ]", {.keep_source = true});
    BOOST_TEST(page.results.at(0).source.text == R"({"chart_type":"pie","data":[],"new":1.50})");
}

BOOST_AUTO_TEST_CASE(wrong_types_are_reported_with_their_pointer) {
    BOOST_TEST(refusal("3") == ": expected an object with `results`, or an array of widgets, found a number");
    BOOST_TEST(refusal("null") == ": expected an object with `results`, or an array of widgets, found null");
    BOOST_TEST(refusal(R"({"detail":"x"})") == ": expected the key `results`, or an array of widgets");
    BOOST_TEST(refusal(R"({"results":{}})") == "/results: expected an array, found an object");
    BOOST_TEST(refusal(R"({"results":null})") == "/results: expected an array, found null");
    BOOST_TEST(refusal(R"({"results":[],"count":"3"})") == "/count: expected a number, found a string");
    BOOST_TEST(refusal(R"({"results":[],"count":3.5})") == "/count: expected a whole number");
    BOOST_TEST(refusal(R"({"results":[],"count":1e300})") == "/count: the number is out of range");
    BOOST_TEST(refusal(R"({"results":[],"next":4})") == "/next: expected a string, found a number");
    BOOST_TEST(refusal(R"({"results":[],"previous":{}})") == "/previous: expected a string, found an object");
    BOOST_TEST(refusal(R"({"results":[{"chart_type":"pie","data":[]},[]]})") ==
               "/results/1: expected an object, found an array");
    BOOST_TEST(refusal("[[]]") == "/0: expected an object, found an array");
}

BOOST_AUTO_TEST_CASE(wrong_types_in_a_widget_are_reported_with_their_pointer) {
    BOOST_TEST(refusal(R"([{"data":[]}])") == "/0: expected the key `chart_type`");
    BOOST_TEST(refusal(R"([{"chart_type":"pie"}])") == "/0: expected the key `data`");
    BOOST_TEST(refusal(R"({"results":[{},{"data":[],"chart_type":5}]})") ==
               "/results/0: expected the key `chart_type`");
    BOOST_TEST(refusal(R"([{"data":[],"chart_type":5}])") == "/0/chart_type: expected a string, found a number");
    BOOST_TEST(refusal(R"([{"data":[],"chart_type":null}])") == "/0/chart_type: expected a string, found null");
    const auto with = [](std::string_view member) {
        return refusal(R"([{"chart_type":"pie","data":[],)" + std::string{member} + "}]");
    };
    BOOST_TEST(with(R"("widget_id":"1")") == "/0/widget_id: expected a number, found a string");
    BOOST_TEST(with(R"("field_name":1)") == "/0/field_name: expected a string, found a number");
    BOOST_TEST(with(R"("aggregation_function":[])") == "/0/aggregation_function: expected a string, found an array");
    BOOST_TEST(with(R"("time_period":true)") == "/0/time_period: expected a string, found a boolean");
    BOOST_TEST(with(R"("can_group_by":1)") == "/0/can_group_by: expected a boolean, found a number");
    BOOST_TEST(with(R"("metadata":"x")") == "/0/metadata: expected an object, found a string");
    BOOST_TEST(with(R"("metadata":{"display_name":1})") ==
               "/0/metadata/display_name: expected a string, found a number");
    BOOST_TEST(with(R"("metadata":{"data_type":1})") == "/0/metadata/data_type: expected a string, found a number");
}

BOOST_AUTO_TEST_CASE(wrong_types_in_a_row_are_reported_with_their_pointer) {
    BOOST_TEST(refusal(one("line", R"([{"id":"x","timestamp":null,"value":1}])")) ==
               "/0/data/0/id: expected a number, found a string");
    BOOST_TEST(refusal(one("line", R"([{"id":1,"timestamp":5,"value":1}])")) ==
               "/0/data/0/timestamp: expected a string, found a number");
    BOOST_TEST(refusal(one("line", R"([{"id":1,"timestamp":null,"value":{}}])")) ==
               "/0/data/0/value: expected a number, a string, a boolean or null, found an object");
    BOOST_TEST(refusal(one("bar", R"([{"time_interval":null,"value":1,"sample_count":1},
                                      {"time_interval":null,"value":1,"sample_count":true}])")) ==
               "/0/data/1/sample_count: expected a number, found a boolean");
    BOOST_TEST(refusal(one("pie", R"([{"label":[],"value":1,"percentage":1}])")) ==
               "/0/data/0/label: expected a number, a string, a boolean or null, found an array");
    BOOST_TEST(refusal(one("pie", R"([{"label":1,"value":1,"percentage":"45 %"}])")) ==
               "/0/data/0/percentage: expected a number, found a string");
    BOOST_TEST(refusal(one("pie", R"([{"label":1,"value":1e400,"percentage":1}])")) ==
               "/0/data/0/value: the number is out of range");
}

BOOST_AUTO_TEST_CASE(anything_but_one_json_value_is_refused_with_its_offset) {
    BOOST_TEST(refusal("") == ": expected JSON, found an empty text");
    BOOST_TEST(refusal(" \r\n") == ": expected JSON, found an empty text");
    BOOST_TEST(refusal(R"({"results":[)") == ": the JSON ends too early (byte 12)");
    BOOST_TEST(refusal(R"({"results":[]} x)") == ": unexpected text after the JSON (byte 15)");
    BOOST_TEST(refusal("[][]") == ": unexpected text after the JSON (byte 2)");
    const auto no_json = [](std::string_view data, std::string_view words, std::size_t offset) {
        const std::size_t begin = one("x", "").find(R"("data":)") + 7;
        const std::string place = " (byte " + std::to_string(begin + offset) + ")";
        BOOST_TEST(refusal(one("x", data)) == ": expected JSON: " + std::string{words} + place);
    };
    BOOST_TEST(refusal("<html>") == ": expected JSON: a value is missing here (byte 0)");
    no_json("\"\xff\"", "this is not UTF-8", 1);
    no_json("\"\xe2\x82\"", "this is not UTF-8", 1);
    no_json("\"\n\"", "a control character must be escaped", 1);
    no_json(R"("\ud800")", "unknown escape sequence", 1);
    no_json(R"("\udc00\ud800")", "unknown escape sequence", 1);
    no_json(R"("\u12g4")", "unknown escape sequence", 1);
    no_json(R"("\'")", "unknown escape sequence", 1);
    no_json("01", "invalid number", 1);
    no_json("1.", "invalid number", 2);
    no_json("-", "invalid number", 1);
    no_json("1e+", "invalid number", 3);
    no_json("1x", "invalid number", 1);
    no_json("+1", "a value is missing here", 0);
    no_json("nul", "a value is missing here", 0);
    no_json("True", "a value is missing here", 0);
    no_json("nullx", "a value is missing here", 0);
    no_json("[1,]", "a value is missing here", 3);
    no_json("[1 2]", "expected `,` or `]`", 3);
    no_json("[1}", "expected `,` or `]`", 2);
    no_json("{,}", "expected a key or `}`", 1);
    no_json(R"({"a":1,})", "expected a key", 7);
    no_json(R"({"a" 1})", "expected `:`", 5);
    no_json(R"({"a":1 "b":2})", "expected `,` or `}`", 7);
}

BOOST_AUTO_TEST_CASE(max_depth_is_enforced) {
    const auto nested = [](std::size_t depth) { return one("x", std::string(depth, '[') + std::string(depth, ']')); };
    BOOST_TEST(refusal(nested(62)) == "decoded");
    BOOST_TEST(refusal(nested(63)) ==
               ": the JSON is nested deeper than 64 levels; raise decode_options::max_depth (byte 88)");
    BOOST_TEST(refusal(nested(2), {.max_depth = 3}) ==
               ": the JSON is nested deeper than 3 levels; raise decode_options::max_depth (byte 27)");
    BOOST_TEST(refusal(nested(100'000)) ==
               ": the JSON is nested deeper than 64 levels; raise decode_options::max_depth (byte 88)");
    // A row counts as a level, whichever reader decodes it.
    const std::string row = R"({"id":1,"timestamp":null,"value":1})";
    BOOST_TEST(refusal(one("line", "[" + row + "," + row + "]"), {.max_depth = 4}) == "decoded");
    BOOST_TEST(refusal(one("line", "[" + row + "," + row + "]"), {.max_depth = 3}) ==
               ": the JSON is nested deeper than 3 levels; raise decode_options::max_depth (byte 30)");
}

BOOST_AUTO_TEST_CASE(to_json_writes_the_decoded_response) {
    BOOST_TEST(to_json(decoded(seed_page)) ==
               R"({"count":123,"results":[)"
               R"({"widget_id":1,"field_name":"duration","chart_type":"line","data":[)"
               R"({"id":1,"timestamp":"2025-11-03T10:30:00Z","value":45},)"
               R"({"id":2,"timestamp":"2025-11-03T11:15:00Z","value":62}],)"
               R"("aggregation_function":null,"time_period":null,"group_by":null,"can_group_by":false,)"
               R"("metadata":{"display_name":"Duration","data_type":"numeric","filter_value":null}},)"
               R"({"widget_id":2,"field_name":"metric_evaluations.value","chart_type":"bar","data":[)"
               R"({"time_interval":"2025-11-03T00:00:00Z","value":4.5,"sample_count":10},)"
               R"({"time_interval":"2025-11-04T00:00:00Z","value":3.2,"sample_count":8}],)"
               R"("aggregation_function":"avg","time_period":"day","group_by":{"type":"field","field":"agent.id"},)"
               R"("can_group_by":true,)"
               R"("metadata":{"display_name":"Accuracy","data_type":"dynamic","filter_value":17}},)"
               R"({"widget_id":3,"field_name":"call_ended_reason","chart_type":"pie","data":[)"
               R"({"label":"customer_ended_call","value":320,"percentage":45.7},)"
               R"({"label":"agent_ended_call","value":210,"percentage":30}],)"
               R"("aggregation_function":"count","time_period":null,"group_by":null,"can_group_by":false,)"
               R"("metadata":{"display_name":"Reason","data_type":"string","filter_value":null}}]})");
}

BOOST_AUTO_TEST_CASE(to_json_writes_kept_sources_unchanged) {
    const std::string body =
        R"([{"chart_type":"stat","data":{"p95_latency":1.50},"new":[null]},{"data":[],"chart_type":""}])";
    BOOST_TEST(to_json(decoded(body, {.keep_source = true})) == R"({"count":2,"results":)" + body + "}");
    BOOST_TEST(to_json({}) == R"({"count":0,"results":[]})");
}

BOOST_AUTO_TEST_CASE(written_response_decodes_equal) {
    const auto page = decoded(seed_page);
    const auto again = decoded(to_json(page));
    BOOST_TEST(again.count.value() == page.count.value());
    BOOST_REQUIRE_EQUAL(again.results.size(), page.results.size());
    for (std::size_t i = 0; i < page.results.size(); ++i) BOOST_TEST((again.results[i].data == page.results[i].data));
}

BOOST_AUTO_TEST_SUITE_END()
