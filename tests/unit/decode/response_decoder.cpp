// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <calque/decode/records.hpp>
#include <calque/json.hpp>
#include <calque/widget.hpp>

#include <boost/test/unit_test.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

BOOST_AUTO_TEST_SUITE(response_decoder_tests)

namespace {

using namespace calque;

/// A result, or the reason for its absence.
template <class Result>
struct outcome {
    std::optional<Result> result;
    decode_failure failure;

    /// Returns `pointer: message` of a failure.
    [[nodiscard]] std::string refusal() const { return result ? "decoded" : failure.pointer + ": " + failure.message; }
    friend bool operator==(const outcome& a, const outcome& b) {
        return a.result == b.result && a.failure.pointer == b.failure.pointer &&
               a.failure.message == b.failure.message && a.failure.code == b.failure.code;
    }
};

template <class Result>
outcome<Result> decode(const std::vector<std::string_view>& chunks, const decode_options& options = {}) {
    outcome<Result> out;
    response_decoder<Result> decoder{options};
    bool wanted = true;
    for (const std::string_view each : chunks) {
        const bool more = decoder.feed(each);
        BOOST_TEST((wanted || !more)); // a refusal is final
        wanted = more;
    }
    out.result = decoder.finish(out.failure);
    BOOST_TEST((wanted || !out.result));
    return out;
}

/// Decodes a body whole, cut in two at every byte, and in chunks of 1, 3 and 7 bytes; all outcomes must be equal.
template <class Result>
outcome<Result> decode_all_ways(const std::string& body, const decode_options& options = {}) {
    const outcome<Result> whole = decode<Result>({body}, options);
    const std::string_view text = body;
    for (std::size_t cut = 0; cut <= text.size(); ++cut) {
        const bool same = decode<Result>({text.substr(0, cut), text.substr(cut)}, options) == whole;
        BOOST_TEST(same, "cut at " << cut << ": " << body);
    }
    for (const std::size_t size : {1u, 3u, 7u}) {
        std::vector<std::string_view> chunks;
        for (std::size_t at = 0; at < text.size(); at += size) chunks.push_back(text.substr(at, size));
        BOOST_TEST((decode<Result>(chunks, options) == whole), "chunks of " << size << ": " << body);
    }
    return whole;
}

/// Returns the only widget of a bare array.
widget_data only_widget(const std::string& body, const decode_options& options = {}) {
    const auto page = decode_all_ways<bulk_widget_response>("[" + body + "]", options);
    const auto alone = decode_all_ways<widget_data>(body, options);
    BOOST_REQUIRE_EQUAL(page.refusal(), "decoded");
    BOOST_REQUIRE_EQUAL(page.result->results.size(), 1u);
    BOOST_TEST((page.result->results.front() == alone.result.value()));
    return page.result->results.front();
}

/// Returns the data if it was kept as raw JSON.
std::string raw_of(const std::string& widget) {
    const widget_data what = only_widget(widget);
    const auto* const raw = std::get_if<raw_json>(&what.data);
    return raw != nullptr ? raw->text : "typed";
}

std::string row(int id) {
    return R"({"id":)" + std::to_string(id) + R"(,"timestamp":"2025-11-03T10:30:00Z","value":4.50})";
}

constexpr std::string_view mixed_page = R"( {
  "count": 3, "next": "https:\/\/api\u002ecekura.ai/?page=2", "previous": null, "unknown": [{"a": [1, {}]}, "]}"],
  "results": [
    {"widget_id": 1, "field_name": "durat\u00efon \ud83d\ude00", "chart_type": "line",
     "data": [{"id": 1, "timestamp": "2025-11-03T10:30:00Z", "value": 45.0, "note": {"x": ["é", null]}},
              {"id": 2, "timestamp": "2025-11-03 11:15:00", "value": -0.5e-3},
              {"value": "n\/a", "id": null, "timestamp": null}],
     "metadata": {"display_name": "Durée 😀", "data_type": "numeric", "filter_value": {"k": [17, 1.50]}}},
    {"data": [{"label": "\"", "value": true, "percentage": 9007199254740993}], "chart_type": "pie",
     "group_by": {"type": "field", "field": "agent.id"}, "can_group_by": true},
    {"chart_type": "stat", "data": {"total_calls": 10, "success_rate": 0.90, "p95_latency": null}}
  ]} )";

} // namespace

BOOST_AUTO_TEST_CASE(chunk_boundaries_do_not_affect_decoding) {
    const auto page = decode_all_ways<bulk_widget_response>(std::string{mixed_page});
    BOOST_REQUIRE_EQUAL(page.refusal(), "decoded");
    BOOST_TEST(page.result->next.value() == "https://api.cekura.ai/?page=2");
    const auto& results = page.result->results;
    BOOST_REQUIRE_EQUAL(results.size(), 3u);
    BOOST_TEST(results[0].field_name == "durat\xc3\xafon \xf0\x9f\x98\x80");
    const std::vector<line_point> line{{1, read_datetime("2025-11-03T10:30:00Z"), 45.0},
                                       {2, read_datetime("2025-11-03T11:15:00Z"), -0.0005},
                                       {{}, {}, "n/a"}};
    BOOST_TEST((results[0].data == chart_data{line}));
    BOOST_TEST(results[0].metadata.filter_value.value().text == R"({"k":[17,1.50]})");
    BOOST_TEST((results[1].data == chart_data{std::vector<pie_slice>{{"\"", true, 9007199254740992.0}}}));
    BOOST_TEST(
        (results[2].data == chart_data{raw_json{R"({"total_calls":10,"success_rate":0.90,"p95_latency":null})"}}));
    (void)decode_all_ways<bulk_widget_response>(std::string{mixed_page}, {.keep_source = true});
}

BOOST_AUTO_TEST_CASE(chunk_boundaries_do_not_affect_failures) {
    for (
        const std::string_view body :
        {"",
         " ",
         "\xef\xbb\xbf[]",
         "[",
         "[]]",
         "[] x",
         "<html>",
         "nul",
         "nullx",
         "1x",
         "-",
         "01",
         "1.e",
         R"({"results":[)",
         R"({"results":[],"count":)",
         R"({"results":[],"count":1)",
         R"({"results":[],"next":"\u12x4"})",
         R"({"results":[],"next":"\ud800\u0041"})",
         R"({"results":[],"next":"\ud800)",
         R"({"results":[],"next":"a)",
         "{\"results\":[],\"next\":\"a\xc3\"}",
         "{\"results\":[],\"next\":\"\xf0\x9f\x98\"}",
         "{\"results\":[],\"next\":\"\xed\xa0\x80\"}",
         "{\"results\":[],\"next\":\"\xf4\x90\x80\x80\"}",
         "{\"results\":[],\"next\":\"a\x01\"}",
         "{\"results\":[],\"next\":\"a\xc3",
         R"({"results":[],"next":4})",
         R"({"detail":"x"})",
         R"({"results":[{}]})",
         R"([{"data":[],"chart_type":5}])",
         R"({"results":[],"co":1,})",
         R"([{"chart_type":"line","data":[{"id":"x","timestamp":null,"value":1}]}])",
         R"([{"chart_type":"line","data":[{"id":1,"timestamp":null,"value":1},{"id":1,"timestamp":null,"value":1e999}]}])",
         R"([{"chart_type":"line","data":[{"id":1,"timestamp":null,"value":1},{"id":1,"timestamp":null,"value":1.}]}])",
         R"([{"chart_type":"line","data":[{"id":1,"timestamp":null,"value":1},{"id":1,"timestamp":null,"value":1]}])",
         R"([{"chart_type":"line","data":[{"id":1,"timestamp":null,"value":1},{"id":1,"timestamp":null"value":1}]}])",
         R"([{"chart_type":"pie","data":[{"label":[{}],"value":1,"percentage":1}]}])"}) {
        const auto page = decode_all_ways<bulk_widget_response>(std::string{body});
        BOOST_TEST(!page.result.has_value(), body);
        BOOST_TEST((page.failure.code == errc::bad_response));
        (void)decode_all_ways<widget_data>(std::string{body});
        (void)decode_all_ways<record_page>(std::string{body});
    }
}

BOOST_AUTO_TEST_CASE(rows_are_typed_wherever_chart_type_comes) {
    const std::string data = R"("data":[)" + row(1) + "," + row(2) + "," + row(3) + "]";
    const auto first = only_widget(R"({"chart_type":"line",)" + data + "}");
    const auto last = only_widget("{" + data + R"(,"chart_type":"line"})");
    const auto time = read_datetime("2025-11-03T10:30:00Z");
    BOOST_TEST((first.data == chart_data{std::vector<line_point>{{1, time, 4.5}, {2, time, 4.5}, {3, time, 4.5}}}));
    BOOST_TEST((last.data == first.data));
    const std::string kept = data.substr(7);
    BOOST_TEST(raw_of("{" + data + R"(,"chart_type":"bar"})") == kept);
    BOOST_TEST(raw_of("{" + data + R"(,"chart_type":"stat"})") == kept);
    BOOST_TEST(raw_of(R"({"chart_type":"bar",)" + data + "}") == kept);
    BOOST_TEST(raw_of(R"({"chart_type":"",)" + data + "}") == kept);
}

BOOST_AUTO_TEST_CASE(mismatched_rows_turn_the_chart_into_raw_json) {
    const std::string rows = row(1) + "," + row(2) + ",";
    for (const std::string odd :
         {R"({"id":3})", "{}", "null", "[1,[2]]", R"("x")", "17.0",
          R"({"id":1,"timestamp":null,"value":1,"group":"EU"})", R"({"id":1,"timestamp":"Q3","value":1})",
          R"({"id":1,"timestamp":null,"value":1,"group":{"a":[1.0,{}]}})"})
        for (const std::string& rest : {std::string{}, "," + row(4), "," + odd}) {
            const std::string data = "[" + rows + odd + rest + "]";
            BOOST_TEST(raw_of(R"({"chart_type":"line","data":)" + data + "}") == data);
            BOOST_TEST(raw_of(R"({"data":)" + data + R"(,"chart_type":"line"})") == data);
            BOOST_TEST(raw_of(R"({"data":[)" + odd + rest + R"(],"chart_type":"line"})") == "[" + odd + rest + "]");
        }
}

BOOST_AUTO_TEST_CASE(raw_json_keeps_every_spelling_of_a_value) {
    for (const std::string value : {"0",
                                    "-0",
                                    "0.0",
                                    "-0.0",
                                    "45.0",
                                    "45.500",
                                    "0.000001",
                                    "1e2",
                                    "1E+2",
                                    "1.5e-300",
                                    "9007199254740993",
                                    "0.1",
                                    "1e300",
                                    "1e400",
                                    "123456789012345678901234567890",
                                    "123456789012345678",
                                    "1234567890123456789",
                                    "-999999999999999999",
                                    "18446744073709551615",
                                    "0.123456789012345678",
                                    "0.12345678901234567",
                                    "12345678901234567.8",
                                    "true",
                                    "false",
                                    "null",
                                    R"("")",
                                    R"("\u00e9\n\"\/")",
                                    R"("é😀")",
                                    "[]",
                                    "{}",
                                    R"([1.0,{"a":null}])"})
        for (const std::string time :
             {R"("2025-11-03T10:30:00Z")", R"("2025-11-03T10:30:00.5Z")", R"("2025-11-03T10:30:00.000000Z")",
              R"("2025-11-03T10:30:00.123456+05:30")", R"("2025-11-03T10:30:00-00:00")",
              R"("2025-11-03T10:30:00+00:00")", R"("2025-11-03T10:30:00.1234567Z")", R"("2025-11-03t10:30:00z")",
              R"("2025-11-03 10:30:00")", R"("0001-01-01T00:00:00+23:59")", R"("9999-12-31T23:59:59.999999-23:59")",
              R"("2025-02-29T00:00:00Z")", R"("2024-02-29T00:00:00Z")", R"("2025-11-03T10:30:00.Z")",
              R"("2025-11-03T10:30:00")", "5", R"("2025-11-03T24:00:00Z")", R"("2025-11-03T10:30:00+24:00")",
              R"("0000-01-01T00:00:00Z")"}) {
            const std::string data = R"([{"id":1,"timestamp":)" + time + R"(,"value":)" + value +
                                     R"(},{"id":7,"timestamp":)" + time + R"(,"value":)" + value + "}]";
            decode_failure failure;
            const auto page = decode_bulk_widgets(R"([{"data":)" + data + R"(,"chart_type":"other"}])", failure);
            BOOST_REQUIRE_MESSAGE(page.has_value(), failure.message);
            BOOST_TEST(std::get<raw_json>(page->results.at(0).data).text == data);
        }
}

BOOST_AUTO_TEST_CASE(typed_times_are_those_read_datetime_accepts) {
    for (const std::string time :
         {"2025-11-03T10:30:00Z", "2025-11-03T10:30:00.5Z", "2025-11-03T10:30:00.123456+05:30",
          "2025-11-03T10:30:00-00:00", "2025-11-03T10:30:00.1234567Z", "2025-11-03t10:30:00z", "2025-11-03 10:30:00",
          "0001-01-01T00:00:00+23:59", "9999-12-31T23:59:59.999999-23:59", "2024-02-29T00:00:00Z",
          "1969-12-31T23:59:59Z"}) {
        const auto what =
            only_widget(R"({"chart_type":"line","data":[{"id":1,"timestamp":")" + time + R"(","value":1}]})");
        BOOST_TEST((std::get<std::vector<line_point>>(what.data).at(0).timestamp == read_datetime(time, true)), time);
    }
}

BOOST_AUTO_TEST_CASE(typed_numbers_are_exact) {
    const auto value_of = [](const std::string& number) {
        const auto what =
            only_widget(R"({"chart_type":"line","data":[{"id":1,"timestamp":null,"value":)" + number + "}]}");
        return std::get<std::vector<line_point>>(what.data).at(0).value;
    };
    BOOST_TEST((value_of("9007199254740993") == scalar{std::int64_t{9007199254740993}}));
    BOOST_TEST((value_of("-9223372036854775808") == scalar{INT64_MIN}));
    BOOST_TEST((value_of("9223372036854775808") == scalar{std::uint64_t{9223372036854775808u}}));
    BOOST_TEST((value_of("18446744073709551615") == scalar{UINT64_MAX}));
    BOOST_TEST((value_of("-0") == scalar{std::int64_t{0}}));
    BOOST_TEST((value_of("0.1") == scalar{0.1}));
    BOOST_TEST((value_of("1e300") == scalar{1e300}));
    BOOST_TEST((value_of("0.1234567890123") == scalar{0.1234567890123}));
    BOOST_TEST((value_of("9007199254740993.0") == scalar{9007199254740992.0}));
    BOOST_TEST((value_of("900719925474099.31") == scalar{900719925474099.31}));
    BOOST_TEST((value_of("123456789012345678901234567890") == scalar{123456789012345678901234567890.0}));
    BOOST_TEST((value_of("-9999999999999999999") == scalar{-1e19}));
}

BOOST_AUTO_TEST_CASE(last_duplicate_key_wins) {
    const auto what =
        only_widget(R"({"chart_type":"bar","field_name":"a","data":{"x":1},"field_name":"b","chart_type":"line",
        "metadata":{"data_type":"numeric"},"metadata":{"display_name":"d"},
        "data":[{"id":"x","value":[2],"id":3,"timestamp":null,"value":4}]})");
    BOOST_TEST(what.field_name == "b");
    BOOST_TEST(what.metadata.data_type == "");
    BOOST_TEST((what.data == chart_data{std::vector<line_point>{{3, {}, std::int64_t{4}}}}));
    const auto page = decode_all_ways<bulk_widget_response>(
        R"({"count":1,"results":[{"chart_type":"line","data":[]}],"count":2,"results":[]})");
    BOOST_TEST(page.result.value().count.value() == 2);
    BOOST_TEST(page.result->results.empty());
}

BOOST_AUTO_TEST_CASE(rows_with_too_many_keys_turn_the_chart_into_raw_json) {
    std::string typed = "[" + row(1);
    std::string odd = typed;
    for (int i = 0; i < 200; ++i) {
        const std::string key = R"("key )" + std::to_string(i) + R"(":[true])";
        odd += R"(,{"id":1,)" + key + R"(,"timestamp":null,"value":1})";
        typed += i < 15 ? R"(,{"id":1,)" + key + R"(,"timestamp":null,"value":1})" : "";
    }
    BOOST_TEST(raw_of(R"({"chart_type":"line","data":)" + typed + "]}") == "typed");
    BOOST_TEST(raw_of(R"({"chart_type":"line","data":)" + odd + "]}") == odd + "]");
    std::string wide = "[" + row(1) + ",{";
    for (int i = 0; i < 200; ++i) wide += (i != 0 ? "," : "") + std::string{"\"a\":"} + std::to_string(i);
    BOOST_TEST(raw_of(R"({"chart_type":"line","data":)" + wide + "}]}") == wide + "}]");
}

BOOST_AUTO_TEST_CASE(keys_may_be_escaped) {
    const auto what =
        only_widget(R"({"ch\u0061rt_type":"line","\u0064ata":[{"\u0069d":1,"timest\u0061mp":null,"value":2},)"
                    R"({"id":1,"timestamp":null,"value":2}]})");
    BOOST_TEST((what.data == chart_data{std::vector<line_point>(2, {1, {}, std::int64_t{2}})}));
}

BOOST_AUTO_TEST_CASE(newer_metadata_keys_are_read) {
    const auto what = only_widget(
        R"({"chart_type":"bar","data":[{"time_interval":"2025-11-03T00:00:00Z","group":"a","value":1.0,
            "selected_calls":1,
            "total_calls":2,"evaluated_calls":1}],"metadata":{"data_type":"percentage","series_dimension":"enum_value",
            "normalization":"total_calls"}})");
    BOOST_TEST(what.metadata.series_dimension.value() == "enum_value");
    BOOST_TEST(what.metadata.normalization.value() == "total_calls");
    BOOST_TEST(std::get<raw_json>(what.data).text ==
               R"([{"time_interval":"2025-11-03T00:00:00Z","group":"a","value":1.0,"selected_calls":1,"total_calls":2,)"
               R"("evaluated_calls":1}])");
    bulk_widget_response page;
    page.results.push_back(what);
    BOOST_TEST(to_json(page).find(R"("series_dimension":"enum_value","normalization":"total_calls")") !=
               std::string::npos);
}

BOOST_AUTO_TEST_CASE(single_widget_is_an_object) {
    BOOST_TEST(decode_all_ways<widget_data>("[]").refusal() == ": expected an object, found an array");
    BOOST_TEST(decode_all_ways<widget_data>("3").refusal() == ": expected an object, found a number");
    BOOST_TEST(decode_all_ways<widget_data>("{}").refusal() == ": expected the key `chart_type`");
    BOOST_TEST(decode_all_ways<widget_data>(R"({"chart_type":"line","data":[{"id":[],"timestamp":null,"value":1}]})")
                   .refusal() == "/data/0/id: expected a number, found an array");
    BOOST_TEST(decode_all_ways<widget_data>(R"({"metadata":{"data_type":{}}})").refusal() ==
               "/metadata/data_type: expected a string, found an object");
}

BOOST_AUTO_TEST_CASE(records_keep_their_text) {
    const auto page = decode_all_ways<record_page>(
        R"({"next":"x?page=2","previous":null,"count":10000,"count_capped":true,"results":[
            {"id": 9007199254740993, "duration": "01:05", "cost": 0.10, "metrics": [ {"a": 1e300} ], "t": "\u00e9é"},
            17, null, "x", [ ] ]})");
    BOOST_REQUIRE_EQUAL(page.refusal(), "decoded");
    BOOST_TEST(page.result->count.value() == 10000);
    BOOST_TEST(page.result->count_capped);
    BOOST_TEST(page.result->next.value() == "x?page=2");
    BOOST_TEST(!page.result->next_absent);
    const std::vector<raw_json> expected{
        {R"({"id":9007199254740993,"duration":"01:05","cost":0.10,"metrics":[{"a":1e300}],"t":"\u00e9é"})"},
        {"17"},
        {"null"},
        {R"("x")"},
        {"[]"}};
    BOOST_TEST((page.result->results == expected));
    json_failure failure;
    BOOST_TEST(read_json(expected.front().text, failure).at("id").as_int64() == 9007199254740993);
}

BOOST_AUTO_TEST_CASE(bare_arrays_and_missing_counts_are_accepted) {
    const auto bare = decode_all_ways<record_page>(R"([{"id":1},{"id":2}])");
    BOOST_TEST(bare.result.value().results.size() == 2u);
    BOOST_TEST(!bare.result->next_absent);
    const auto silent = decode_all_ways<record_page>(R"({"results":[]})");
    BOOST_TEST(silent.result.value().next_absent);
    BOOST_TEST(!silent.result->count.has_value());
    BOOST_TEST(!silent.result->count_capped);
    BOOST_TEST(decode_all_ways<record_page>(R"({"detail":"no"})").refusal() ==
               ": expected the key `results`, or an array of records");
    BOOST_TEST(decode_all_ways<record_page>(R"({"results":{}})").refusal() ==
               "/results: expected an array, found an object");
    BOOST_TEST(decode_all_ways<record_page>(R"({"results":[],"count_capped":1})").refusal() ==
               "/count_capped: expected a boolean, found a number");
}

BOOST_AUTO_TEST_CASE(max_bytes_is_enforced) {
    const std::string body = R"({"results":[]})";
    BOOST_TEST(decode_all_ways<record_page>(body, {.max_bytes = body.size()}).refusal() == "decoded");
    const auto small = decode_all_ways<record_page>(body, {.max_bytes = body.size() - 1});
    BOOST_TEST(small.refusal() == ": the body has more than 13 bytes; raise decode_options::max_bytes or ask for less");
    BOOST_TEST((small.failure.code == errc::response_too_large));
    BOOST_TEST(
        (decode_all_ways<record_page>(body + "     ", {.max_bytes = 16}).failure.code == errc::response_too_large));
    // An error before the limit is reported, even inside a token that the limit cuts.
    BOOST_TEST(decode_all_ways<record_page>(R"({"results":["\x...........)", {.max_bytes = 20}).refusal() ==
               ": expected JSON: unknown escape sequence (byte 13)");
    BOOST_TEST((decode_all_ways<record_page>(R"({"results":["\u00.........)", {.max_bytes = 16}).failure.code ==
                errc::response_too_large));
}

BOOST_AUTO_TEST_CASE(max_results_is_enforced) {
    BOOST_TEST(decode_all_ways<record_page>("[1,2]", {.max_results = 2}).refusal() == "decoded");
    const auto many = decode_all_ways<record_page>("[1,2,3]", {.max_results = 2});
    BOOST_TEST(many.refusal() == ": more than 2 records; raise decode_options::max_results or ask for less");
    BOOST_TEST((many.failure.code == errc::response_too_large));
    const auto widgets = decode_all_ways<bulk_widget_response>(
        R"({"results":[{"chart_type":"x","data":1},{"chart_type":"x","data":1}]})", {.max_results = 1});
    BOOST_TEST(widgets.refusal() == "/results: more than 1 widgets; raise decode_options::max_results or ask for less");
}

BOOST_AUTO_TEST_CASE(row_limit_counts_all_charts) {
    const auto page = [](const std::string& type, const std::string& rows) {
        return R"({"results":[{"chart_type":"line","data":[)" + row(1) + "," + row(2) + R"(]},{"chart_type":")" + type +
               R"(","data":[)" + rows + "]}]}";
    };
    const decode_options options{.max_rows = 4};
    const std::string three = row(3) + "," + row(4) + "," + row(5);
    const std::string words = "/results/1/data: more than 4 rows; raise decode_options::max_rows or ask for less";
    BOOST_TEST(decode_all_ways<bulk_widget_response>(page("line", row(3) + "," + row(4)), options).refusal() ==
               "decoded");
    for (const std::string type : {"line", "bar", "list"}) {
        const auto much = decode_all_ways<bulk_widget_response>(page(type, three), options);
        BOOST_TEST(much.refusal() == words);
        BOOST_TEST((much.failure.code == errc::response_too_large));
    }
    BOOST_TEST(decode_all_ways<bulk_widget_response>(page("list", "1,null,[2,3,4,5,6]"), options).refusal() == words);
    BOOST_TEST(decode_all_ways<bulk_widget_response>(page("list", "1,[2,3,4,5,6]"), options).refusal() == "decoded");
    BOOST_TEST(decode_all_ways<bulk_widget_response>(page("line", R"(1,null,"x")"), options).refusal() == words);
}

BOOST_AUTO_TEST_CASE(decoder_can_be_moved_between_chunks) {
    calque::response_decoder<record_page> first;
    BOOST_TEST(first.feed(R"({"results":["a)"));
    calque::response_decoder<record_page> second{std::move(first)};
    BOOST_TEST(second.feed(R"(b"]})"));
    decode_failure failure;
    BOOST_TEST(second.finish(failure).value().results.at(0).text == R"("ab")");
}

BOOST_AUTO_TEST_SUITE_END()
