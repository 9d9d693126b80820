// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <boost/json/parse.hpp>
#include <boost/test/unit_test.hpp>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "calling.hpp"
#include "certificate.hpp"

BOOST_AUTO_TEST_SUITE(over_stand_in_tests)

using calling::failure;
using calling::fetch;
using calling::filter_of;
using calling::line_points;
using calling::noon;
using calling::path;
using calling::still;
using calling::talk;
using calque::errc;

BOOST_AUTO_TEST_CASE(client_gets_every_chart_of_the_catalog) {
    const calque::stand_in api{still()};
    const auto all = fetch(api, {.widget_ids = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10}});
    BOOST_TEST(all.count.value() == 10);
    BOOST_TEST_REQUIRE(all.results.size() == 10u);
    BOOST_TEST(std::get<std::vector<calque::line_point>>(all.results[0].data).size() > 50u);
    const auto& bars = std::get<std::vector<calque::bar_point>>(all.results[1].data);
    BOOST_TEST(bars.size() == 8u);
    BOOST_TEST((bars.front().time_interval->at == calque::read_datetime("2025-10-27T00:00:00Z")->at));
    const auto& slices = std::get<std::vector<calque::pie_slice>>(all.results[2].data);
    BOOST_TEST(slices.size() > 2u);
    BOOST_TEST(slices.front().percentage.value() >= slices.back().percentage.value());
    BOOST_TEST(std::holds_alternative<calque::raw_json>(all.results[7].data));
    for (std::size_t i = 0; i < all.results.size(); ++i)
        BOOST_TEST(all.results[i].widget_id.value() == static_cast<std::int64_t>(i + 1));
}

BOOST_AUTO_TEST_CASE(same_seed_and_clock_give_the_same_response) {
    const calque::bulk_widget_request request{.widget_ids = {1, 2, 3, 8}};
    const std::string one = calque::to_json(fetch(calque::stand_in{still()}, request));
    const std::string same = calque::to_json(fetch(calque::stand_in{still()}, request));
    const std::string other = calque::to_json(
        fetch(calque::stand_in{{.records = calque::generated_calls{.seed = 2}, .now = noon()}}, request));
    BOOST_TEST(one == same);
    BOOST_TEST(one != other);
}

BOOST_AUTO_TEST_CASE(filter_changes_the_result) {
    const calque::stand_in api{still()};
    const auto all = fetch(api, {.widget_ids = {1}});
    const std::size_t week = std::get<std::vector<calque::line_point>>(all.results.at(0).data).size();
    const std::size_t failed = line_points(api, R"({"field": "success", "op": "eq", "value": false})");
    const std::size_t month = line_points(api, R"({"field": "timestamp", "op": "gte", "value": "today-29d"})");
    BOOST_TEST(failed > 0u);
    BOOST_TEST(failed < week);
    BOOST_TEST(week < month);
    BOOST_TEST(line_points(api, R"({"operator": "or", "conditions": [{"field": "success", "op": "eq", "value": false},
        {"field": "success", "op": "neq", "value": false}]})") == week);
    BOOST_TEST(line_points(api, R"({"operator": "same_row", "conditions": [
        {"field": "metric_evaluations.metric.name", "op": "eq", "value": "accuracy"},
        {"field": "metric_evaluations.value", "op": "gt", "value": 1}]})") == 0u);
}

BOOST_AUTO_TEST_CASE(client_walks_all_pages) {
    const calque::stand_in api{still()};
    for (const std::int64_t size : {1, 2, 3, 4, 5, 100}) {
        const auto all = fetch(api, {.widget_ids = {5, 4, 3, 2}, .page_size = size});
        BOOST_TEST_REQUIRE(all.results.size() == 4u, size);
        for (std::size_t i = 0; i < 4; ++i) BOOST_TEST(all.results[i].widget_id.value() == 5 - static_cast<int>(i));
    }
}

BOOST_AUTO_TEST_CASE(documented_errors_are_mapped) {
    const calque::stand_in api{{.now = noon(), .keys = {{"good-key"}, {"reader", true}}}};
    const auto with = [&](std::optional<std::string_view> key) {
        calque::https_options to{.base_url = api.url()};
        if (key) to.key = calque::api_key{*key};
        return to;
    };
    const calque::bulk_widget_request plain{.widget_ids = {1}};
    BOOST_TEST(fetch(with("good-key"), plain).results.size() == 1u);

    const auto missing = failure(with({}), plain);
    BOOST_TEST((missing.code == errc::unauthorized));
    BOOST_TEST(missing.server_detail == "Authentication credentials were not provided.");
    BOOST_TEST((failure(with("bad-key"), plain).code == errc::unauthorized));
    BOOST_TEST((failure(with("reader"), plain).code == errc::forbidden));

    const auto beyond = failure(with("good-key"), {.widget_ids = {1}, .page = 2});
    BOOST_TEST((beyond.code == errc::not_found));
    BOOST_TEST(beyond.server_detail == "Invalid page.");

    const auto old = failure(with("good-key"), {.widget_ids = {1}, .filters = filter_of(R"({"field": "timestamp",
        "op": "gte", "value": "now-31d"})")});
    BOOST_TEST((old.code == errc::filter_refused));
    BOOST_TEST(old.server_detail == "Timestamp filter value is too far in the past. Maximum allowed range is 30 days.");

    const auto pattern = failure(with("good-key"), {.widget_ids = {1}, .filters = filter_of(R"({"field": "topic",
        "op": "regex", "value": "("})")});
    BOOST_TEST((pattern.code == errc::filter_refused));

    calque::https_options elsewhere = with("good-key");
    elsewhere.base_url += "/api";
    BOOST_TEST((failure(elsewhere, plain).code == errc::not_found));
}

BOOST_AUTO_TEST_CASE(stand_in_serves_tls_with_a_verified_certificate) {
    const auto identity = server::make_certificate("IP:127.0.0.1,DNS:localhost");
    const server::temporary_file trusted{identity.text};
    const calque::stand_in api{{.now = noon(), .tls = calque::tls_identity{identity.text, identity.key}}};
    BOOST_TEST(api.url().starts_with("https://127.0.0.1:"));
    const auto all =
        fetch({.base_url = api.url(), .ca_file = trusted.path()}, {.widget_ids = {1, 2, 3}, .page_size = 1});
    BOOST_TEST(all.results.size() == 3u);
    BOOST_TEST((failure({.base_url = api.url()}, {.widget_ids = {1}}).code == errc::tls_verification_failed));
    // A client without TLS is disconnected, and the next one is served.
    talk(api.port(), "GET / HTTP/1.1\r\n\r\n");
    BOOST_TEST(fetch({.base_url = api.url(), .ca_file = trusted.path()}, {.widget_ids = {1}}).results.size() == 1u);
}

BOOST_AUTO_TEST_CASE(invalid_certificate_is_refused_at_construction) {
    const auto identity = server::make_certificate("IP:127.0.0.1");
    BOOST_CHECK_THROW((calque::stand_in{{.tls = calque::tls_identity{"no certificate", identity.key}}}),
                      calque::system_error);
    BOOST_CHECK_THROW((calque::stand_in{{.tls = calque::tls_identity{identity.text, "no key"}}}), calque::system_error);
}

BOOST_AUTO_TEST_CASE(records_come_from_a_file_or_from_values) {
    const server::temporary_file file{R"({"id": 1, "duration": 10, "timestamp": "2025-11-03T10:00:00Z"})"
                                      "\n"
                                      R"({"id": 2, "duration": 20, "timestamp": "2025-11-03T11:00:00Z"})"
                                      "\n"};
    const calque::stand_in from_file{{.records = std::filesystem::path{file.path()}, .now = noon()}};
    BOOST_TEST(line_points(from_file, R"({"field": "duration", "op": "gte", "value": 10})") == 2u);
    BOOST_TEST(line_points(from_file, R"({"field": "duration", "op": "gte", "value": 11})") == 1u);
    std::vector<boost::json::value> values{
        boost::json::parse(R"({"id": 3, "duration": 5, "timestamp": "2025-11-03T00:00:00Z"})")};
    const calque::stand_in from_values{{.records = std::move(values), .now = noon()}};
    BOOST_TEST(line_points(from_values, R"({"field": "id", "op": "eq", "value": 3})") == 1u);
    const server::temporary_file broken{"{\"id\": 1}\n{\n"};
    BOOST_CHECK_EXCEPTION((calque::stand_in{{.records = std::filesystem::path{broken.path()}}}), calque::system_error,
                          [](const calque::system_error& e) {
                              return e.code() == errc::bad_records_file &&
                                     std::string_view{e.what()}.find("line 2") != std::string_view::npos;
                          });
}

BOOST_AUTO_TEST_SUITE_END()
