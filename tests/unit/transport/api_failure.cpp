// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <calque/transport/api_failure.hpp>

#include <boost/test/unit_test.hpp>

#include <chrono>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "unit/printing.hpp"

BOOST_AUTO_TEST_SUITE(api_failure_tests)

namespace {

using namespace calque;

std::string detail_of(std::string_view body) { return parse_api_failure(400, body).server_detail; }

} // namespace

BOOST_AUTO_TEST_CASE(each_status_has_its_code_and_message) {
    const auto words = [](unsigned status, errc code) {
        const auto failure = parse_api_failure(status, "");
        BOOST_TEST(failure.code == code);
        BOOST_TEST(failure.status == status);
        BOOST_TEST(failure.server_detail == "");
        BOOST_TEST(!failure.cause);
        return failure.what_happened;
    };
    BOOST_TEST(words(400, errc::bad_request) == "the API refused the request (400)");
    BOOST_TEST(words(401, errc::unauthorized) == "the API did not accept the API key (401); check CEKURA_API_KEY");
    BOOST_TEST(words(403, errc::forbidden) == "the API key lacks the permission for this (403)");
    BOOST_TEST(words(404, errc::not_found) == "the API has no such widget, page or path (404)");
    BOOST_TEST(words(405, errc::method_not_allowed) ==
               "the path does not support this method (405); check the base URL");
    BOOST_TEST(words(429, errc::rate_limited) == "too many requests (429); wait and try again");
    BOOST_TEST(words(418, errc::client_error) == "the API refused the request (418)");
    BOOST_TEST(words(500, errc::server_error) == "the API failed (500); try again later");
    for (const unsigned status : {502u, 503u, 504u})
        BOOST_TEST(words(status, errc::server_error) ==
                   "the API failed (" + std::to_string(status) + "); try again later");
    BOOST_TEST(words(501, errc::server_refusal) == "the API cannot do what was asked (501)");
    BOOST_TEST(words(599, errc::server_refusal) == "the API cannot do what was asked (599)");
    BOOST_TEST(words(408, errc::try_again) == "the API asks to send the request again (408)");
    BOOST_TEST(words(425, errc::try_again) == "the API asks to send the request again (425)");
    BOOST_TEST(words(301, errc::unexpected_status) ==
               "the API answered 301, which is not followed; check the base URL");
    BOOST_TEST(words(204, errc::unexpected_status) == "the API answered 204 without data");
    BOOST_TEST(words(101, errc::unexpected_status) ==
               "the API answered 101, which is not followed; check the base URL");
    BOOST_TEST(words(600, errc::unexpected_status) ==
               "the API answered 600, which is not followed; check the base URL");
}

BOOST_AUTO_TEST_CASE(detail_is_taken_verbatim) {
    BOOST_TEST(
        detail_of(R"({"detail":"Timestamp filter value is too far in the past. Maximum allowed range is 30 days."})") ==
        "Timestamp filter value is too far in the past. Maximum allowed range is 30 days.");
    BOOST_TEST(detail_of(R"({"detail":["one","two"]})") == "one; two");
    BOOST_TEST(detail_of(R"({"non_field_errors":["Invalid filter."]})") == "Invalid filter.");
    BOOST_TEST(detail_of(R"({"detail":"No.","code":"not_authenticated"})") == "No.; code: not_authenticated");
}

BOOST_AUTO_TEST_CASE(field_messages_name_their_field) {
    const auto failure = parse_api_failure(400, R"({"widget_ids":["This field is required."],"page":["A","B"]})");
    BOOST_TEST(failure.server_detail == "widget_ids: This field is required.; page: A; page: B");
    const std::vector<server_message> expected{{"widget_ids", "This field is required."}, {"page", "A"}, {"page", "B"}};
    BOOST_TEST((failure.messages == expected));
}

BOOST_AUTO_TEST_CASE(nested_messages_have_their_path) {
    BOOST_TEST(detail_of(R"({"filters":{"conditions":[{},{"field":["Unknown field."]}],"detail":"D"}})") ==
               "filters.conditions.1.field: Unknown field.; filters.detail: D");
    BOOST_TEST(detail_of(R"([{"a":"x"},["y"],"z"])") == "0.a: x; 1: y; z");
}

BOOST_AUTO_TEST_CASE(generic_framework_keys_are_not_in_the_path) {
    BOOST_TEST(detail_of(R"({"filters":{"non_field_errors":["Invalid."]}})") == "filters: Invalid.");
    BOOST_TEST(detail_of(R"({"detail":{"filters":["Invalid."]}})") == "filters: Invalid.");
    BOOST_TEST(detail_of(R"([{"non_field_errors":["x"]}])") == "0: x");
    // `detail` is a key of the framework only at the top level; deeper it may be a field.
    BOOST_TEST(detail_of(R"({"call":{"detail":["Too long."]}})") == "call.detail: Too long.");
    BOOST_TEST(detail_of(R"({"detail":{"message":"Invalid.","code":"invalid"}})") ==
               "message: Invalid.; code: invalid");
}

BOOST_AUTO_TEST_CASE(list_bodies_number_their_objects) {
    BOOST_TEST(detail_of(R"([{},{"chart_type":["Required."]},{},{"name":["A","B"]}])") ==
               "1.chart_type: Required.; 3.name: A; 3.name: B");
    BOOST_TEST(detail_of(R"({"create":[{},{"filters":{"op":["Bad."]}}],"update":["No."]})") ==
               "create.1.filters.op: Bad.; update: No.");
    BOOST_TEST(detail_of(R"([[["deep"]]])") == "0.0: deep");
    BOOST_TEST(detail_of("[[],{},null]") == "");
}

BOOST_AUTO_TEST_CASE(other_json_is_flattened) {
    BOOST_TEST(detail_of(R"("Bad request")") == "Bad request");
    BOOST_TEST(detail_of(R"({"status":400,"ok":false,"extra":null})") == "status: 400; ok: false");
    BOOST_TEST(detail_of("{}") == "");
    BOOST_TEST(detail_of("null") == "");
}

BOOST_AUTO_TEST_CASE(text_that_is_not_json_is_cut_to_200_characters_on_one_line) {
    BOOST_TEST(detail_of("<html>\n  <body>\r\n\tBad Gateway </body>\n</html>\n") ==
               "<html> <body> Bad Gateway </body> </html>");
    BOOST_TEST(detail_of(std::string(200, 'x')) == std::string(200, 'x'));
    BOOST_TEST(detail_of(std::string(201, 'x')) == std::string(200, 'x') + "…");
    std::string umlauts;
    for (int i = 0; i < 300; ++i) umlauts += "ü";
    BOOST_TEST(detail_of(umlauts) == umlauts.substr(0, 400) + "…");
    BOOST_TEST(detail_of(R"({"detail":"cut o)") == R"({"detail":"cut o)");
}

BOOST_AUTO_TEST_CASE(number_and_length_of_messages_are_limited) {
    BOOST_TEST(detail_of(R"({"detail":")" + std::string(600, 'x') + R"("})") == std::string(500, 'x') + "…");
    std::string many = R"(["x")";
    for (int i = 0; i < 100; ++i) many += R"(,"x")";
    BOOST_TEST(parse_api_failure(400, many + "]").messages.size() == 20u);
    std::string deep = R"("x")";
    for (int i = 0; i < 20; ++i) deep = "{\"" + std::string(100, 'k') + "\":" + deep + "}";
    const std::string path = parse_api_failure(400, deep).messages.at(0).path;
    BOOST_TEST(path.starts_with(std::string(60, 'k') + "….k"));
    BOOST_TEST(path.size() < 250u); // cut to 200 characters
    // JSON nested too deeply to be read is treated as text.
    BOOST_TEST(detail_of(std::string(100, '[') + std::string(100, ']')) ==
               std::string(100, '[') + std::string(100, ']'));
    // A megabyte of JSON is treated as text, too.
    const auto huge = parse_api_failure(500, R"({"detail":")" + std::string(1'000'000, 'x') + R"("})");
    BOOST_TEST(huge.messages.empty());
    BOOST_TEST(huge.server_detail == R"({"detail":")" + std::string(189, 'x') + "…");
}

BOOST_AUTO_TEST_CASE(control_characters_are_escaped) {
    BOOST_TEST(detail_of("\x1b[31mred\x07\x7f") == R"(\x1b[31mred\x07\x7f)");
    BOOST_TEST(detail_of(R"({"detail":"\u001b]0;x\u0007\u009b1m\u202e\u2028\ufeff\u0000"})") ==
               R"(\x1b]0;x\x07\u009b1m\u202e\u2028\ufeff\x00)");
    BOOST_TEST(detail_of("\xff\xc3 ok") == R"(\xff\xc3 ok)");
    BOOST_TEST(parse_api_failure(400, R"({"a\u001bb":"x"})").messages.at(0).path == R"(a\x1bb)");
}

BOOST_AUTO_TEST_CASE(server_message_is_quoted_after_the_own_message) {
    BOOST_TEST(describe(parse_api_failure(400, R"({"detail":"No timestamp."})")) ==
               "the API refused the request (400); the server says: \"No timestamp.\"");
    BOOST_TEST(describe(parse_api_failure(400, "")) == "the API refused the request (400)");
    BOOST_TEST(describe({.code = errc::timeout}) == "the deadline passed before the API answered");
}

BOOST_AUTO_TEST_CASE(wait_help_attempts_and_request_id_are_described) {
    calque::api_failure failure = parse_api_failure(503, R"({"detail":"Down."})");
    failure.retry_after = std::chrono::seconds{120};
    BOOST_TEST(describe(failure) == "the API failed (503); try again later; the server says: \"Down.\"; "
                                    "the server asks to wait 120 s");
    failure.report.attempts = {{}, {.start = std::chrono::seconds{1}, .request_id = "8f2c"}};
    failure.help = "wait";
    BOOST_TEST(describe(failure) == "the API failed (503); try again later; the server says: \"Down.\"; "
                                    "the server asks to wait 120 s; wait (2 attempts in 1.0 s, request id \"8f2c\")");
}

// Interpretation of the server's messages

BOOST_AUTO_TEST_CASE(filter_errors_with_status_400_have_their_own_code) {
    const auto code = [](std::string_view body, unsigned status = 400) { return parse_api_failure(status, body).code; };
    for (const std::string_view body :
         {R"({"detail":"Timestamp filter value is too far in the past. Maximum allowed range is 30 days."})",
          R"({"filters":["No."]})", R"({"filters":{"conditions":[{},{"field":["No."]}]}})", R"({"filters_v2":"No."})",
          R"({"dashboard_filters":{"op":["No."]}})", R"({"create":[{"filters":["No."]}]})",
          R"({"non_field_errors":["Invalid FILTER."]})", "Invalid filters"}) {
        BOOST_TEST(code(body) == errc::filter_refused, body);
        BOOST_TEST((code(body) == error_kind::invalid_filter), body);
        BOOST_TEST(code(body, 403) == errc::forbidden, body);
    }
    for (const std::string_view body :
         {"", R"({"widget_ids":["This field is required."]})", R"({"detail":"JSON parse error - x"})",
          R"({"detail":"Unfiltered."})", "<html><style>p { filter: none }</style></html>"}) {
        BOOST_TEST(code(body) == errc::bad_request, body);
        BOOST_TEST((code(body) != error_kind::invalid_filter), body);
    }
    BOOST_TEST(parse_api_failure(400, R"({"filters":["No."]})").what_happened == "the API refused the filter (400)");
}

BOOST_AUTO_TEST_CASE(known_server_messages_get_help) {
    const auto help = [](std::string_view body) { return parse_api_failure(400, body).help; };
    const std::string too_old = "write `timestamp >= today-29d`; `today-30d` and `now-1M` begin more than 30 days ago";
    BOOST_TEST(
        help(R"({"detail":"Timestamp filter value is too far in the past. Maximum allowed range is 30 days."})") ==
        too_old);
    BOOST_TEST(help(R"({"x":["y"],"filters":{"conditions":[{"value":["Too far in the past."]}]}})") == too_old);
    BOOST_TEST(help("Timestamp filter value is too far in the past.") == too_old);
    BOOST_TEST(help(R"({"detail":"A timestamp lower bound is required."})") ==
               "add a lower bound for the time: `timestamp >= today-29d and …`");
    BOOST_TEST(help(R"({"detail":"metadata.address.city is not allowed."})") ==
               "the API knows keys of metadata one level deep only, such as `metadata.region`");
    BOOST_TEST(help(R"({"detail":"Please provide one of the required query parameter: agent_id"})") ==
               "name an agent or a project; with an organisation's key the project is needed");
    BOOST_TEST(help(R"({"detail":"Something else."})") == "");
    BOOST_TEST(help("<html>too far in the past</html>") == "");
}

BOOST_AUTO_TEST_CASE(api_error_carries_its_failure) {
    const api_error error{parse_api_failure(401, R"({"detail":"Invalid API key."})")};
    BOOST_TEST(error.code() == errc::unauthorized);
    BOOST_TEST(error.failure().status == 401u);
    BOOST_TEST(std::string{error.what()} ==
               "the API did not accept the API key (401); check CEKURA_API_KEY; the server says: \"Invalid API key.\"");
}

BOOST_AUTO_TEST_CASE(copies_share_the_failure_and_are_noexcept) {
    static_assert(std::is_nothrow_copy_constructible_v<api_error>);
    static_assert(std::is_nothrow_copy_assignable_v<api_error>);
    api_error error{parse_api_failure(401, R"({"detail":"Invalid API key."})")};
    const api_error copy = error;
    BOOST_TEST(&copy.failure() == &error.failure());
    BOOST_TEST(copy.what() == error.what());
    // A moved-from error still has its failure.
    const api_error moved = std::move(error);
    BOOST_TEST(&error.failure() == &moved.failure()); // NOLINT(bugprone-use-after-move)
}

BOOST_AUTO_TEST_CASE(failure_of_finds_the_failure_in_an_exception_ptr) {
    const auto error = std::make_exception_ptr(api_error{parse_api_failure(403, "")});
    BOOST_REQUIRE(failure_of(error) != nullptr);
    BOOST_TEST(failure_of(error)->code == errc::forbidden);
    BOOST_TEST(failure_of(std::make_exception_ptr(std::runtime_error{"x"})) == nullptr);
    BOOST_TEST(failure_of(nullptr) == nullptr);
}

BOOST_AUTO_TEST_SUITE_END()
