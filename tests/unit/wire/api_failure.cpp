// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <calque/api_failure.hpp>

#include <boost/test/unit_test.hpp>

#include <stdexcept>
#include <string>

#include "printing.hpp"

namespace {

using namespace calque;

std::string detail_of(std::string_view body) { return parse_api_failure(400, body).server_detail; }

} // namespace

BOOST_AUTO_TEST_SUITE(api_failure)

BOOST_AUTO_TEST_CASE(each_status_has_its_code_and_our_words) {
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
    BOOST_TEST(words(403, errc::forbidden) == "the API key may not do this (403)");
    BOOST_TEST(words(404, errc::not_found) == "the API has no such widget, page or path (404)");
    BOOST_TEST(words(405, errc::method_not_allowed) == "the path does not take this method (405); check the base URL");
    BOOST_TEST(words(429, errc::rate_limited) == "too many requests (429); wait and try again");
    BOOST_TEST(words(418, errc::client_error) == "the API refused the request (418)");
    BOOST_TEST(words(500, errc::server_error) == "the API failed (500); try again later");
    BOOST_TEST(words(599, errc::server_error) == "the API failed (599); try again later");
    BOOST_TEST(words(301, errc::unexpected_status) ==
               "the API answered 301, which is not followed; check the base URL");
    BOOST_TEST(words(204, errc::unexpected_status) == "the API answered 204 without data");
    BOOST_TEST(words(101, errc::unexpected_status) ==
               "the API answered 101, which is not followed; check the base URL");
    BOOST_TEST(words(600, errc::unexpected_status) ==
               "the API answered 600, which is not followed; check the base URL");
}

BOOST_AUTO_TEST_CASE(a_detail_is_taken_as_it_is) {
    BOOST_TEST(
        detail_of(R"({"detail":"Timestamp filter value is too far in the past. Maximum allowed range is 30 days."})") ==
        "Timestamp filter value is too far in the past. Maximum allowed range is 30 days.");
    BOOST_TEST(detail_of(R"({"detail":["one","two"]})") == "one; two");
    BOOST_TEST(detail_of(R"({"non_field_errors":["Invalid filter."]})") == "Invalid filter.");
    BOOST_TEST(detail_of(R"({"detail":"No.","code":"not_authenticated"})") == "No.; code: not_authenticated");
}

BOOST_AUTO_TEST_CASE(field_lists_name_their_field) {
    const auto failure = parse_api_failure(400, R"({"widget_ids":["This field is required."],"page":["A","B"]})");
    BOOST_TEST(failure.server_detail == "widget_ids: This field is required.; page: A; page: B");
    const std::vector<server_message> expected{{"widget_ids", "This field is required."}, {"page", "A"}, {"page", "B"}};
    BOOST_TEST((failure.messages == expected));
}

BOOST_AUTO_TEST_CASE(nested_messages_have_the_way_to_them) {
    BOOST_TEST(detail_of(R"({"filters":{"conditions":[{},{"field":["Unknown field."]}],"detail":"D"}})") ==
               "filters.conditions.1.field: Unknown field.; filters.detail: D");
    BOOST_TEST(detail_of(R"([{"a":"x"},["y"],"z"])") == "0.a: x; 1: y; z");
}

BOOST_AUTO_TEST_CASE(other_json_is_shown_as_it_is) {
    BOOST_TEST(detail_of(R"("Bad request")") == "Bad request");
    BOOST_TEST(detail_of(R"({"status":400,"ok":false,"extra":null})") == "status: 400; ok: false");
    BOOST_TEST(detail_of("{}") == "");
    BOOST_TEST(detail_of("null") == "");
}

BOOST_AUTO_TEST_CASE(what_is_no_json_is_cut_to_200_characters_on_one_line) {
    BOOST_TEST(detail_of("<html>\n  <body>\r\n\tBad Gateway </body>\n</html>\n") ==
               "<html> <body> Bad Gateway </body> </html>");
    BOOST_TEST(detail_of(std::string(200, 'x')) == std::string(200, 'x'));
    BOOST_TEST(detail_of(std::string(201, 'x')) == std::string(200, 'x') + "…");
    std::string umlauts;
    for (int i = 0; i < 300; ++i) umlauts += "ü";
    BOOST_TEST(detail_of(umlauts) == umlauts.substr(0, 400) + "…");
    BOOST_TEST(detail_of(R"({"detail":"cut o)") == R"({"detail":"cut o)");
}

BOOST_AUTO_TEST_CASE(messages_are_bounded) {
    BOOST_TEST(detail_of(R"({"detail":")" + std::string(600, 'x') + R"("})") == std::string(500, 'x') + "…");
    std::string many = R"(["x")";
    for (int i = 0; i < 100; ++i) many += R"(,"x")";
    BOOST_TEST(parse_api_failure(400, many + "]").messages.size() == 20u);
    // A megabyte of JSON is looked at like any other text.
    const auto huge = parse_api_failure(500, R"({"detail":")" + std::string(1'000'000, 'x') + R"("})");
    BOOST_TEST(huge.messages.empty());
    BOOST_TEST(huge.server_detail == R"({"detail":")" + std::string(189, 'x') + "…");
}

BOOST_AUTO_TEST_CASE(what_steers_a_terminal_is_escaped) {
    BOOST_TEST(detail_of("\x1b[31mred\x07\x7f") == R"(\x1b[31mred\x07\x7f)");
    BOOST_TEST(detail_of(R"({"detail":"\u001b]0;x\u0007\u009b1m\u202e\u2028\ufeff\u0000"})") ==
               R"(\x1b]0;x\x07\u009b1m\u202e\u2028\ufeff\x00)");
    BOOST_TEST(detail_of("\xff\xc3 ok") == R"(\xff\xc3 ok)");
    BOOST_TEST(parse_api_failure(400, R"({"a\u001bb":"x"})").messages.at(0).path == R"(a\x1bb)");
}

BOOST_AUTO_TEST_CASE(the_words_of_the_server_are_behind_ours_and_quoted) {
    BOOST_TEST(describe(parse_api_failure(400, R"({"detail":"No timestamp."})")) ==
               "the API refused the request (400); the server says: \"No timestamp.\"");
    BOOST_TEST(describe(parse_api_failure(400, "")) == "the API refused the request (400)");
    BOOST_TEST(describe({.code = errc::timeout}) == "the deadline passed before the API answered");
}

BOOST_AUTO_TEST_CASE(an_error_carries_its_failure) {
    const api_error error{parse_api_failure(401, R"({"detail":"Invalid API key."})")};
    BOOST_TEST(error.code() == errc::unauthorized);
    BOOST_TEST(error.failure().status == 401u);
    BOOST_TEST(std::string{error.what()} ==
               "the API did not accept the API key (401); check CEKURA_API_KEY; the server says: \"Invalid API key.\"");
}

BOOST_AUTO_TEST_CASE(a_failure_is_found_inside_an_exception) {
    const auto error = std::make_exception_ptr(api_error{parse_api_failure(403, "")});
    BOOST_REQUIRE(failure_of(error) != nullptr);
    BOOST_TEST(failure_of(error)->code == errc::forbidden);
    BOOST_TEST(failure_of(std::make_exception_ptr(std::runtime_error{"x"})) == nullptr);
    BOOST_TEST(failure_of(nullptr) == nullptr);
}

BOOST_AUTO_TEST_SUITE_END()
