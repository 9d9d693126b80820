// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <calque/api/requests.hpp>
#include <calque/json.hpp>
#include <calque/parse.hpp>

#include <boost/json/parse.hpp>
#include <boost/test/unit_test.hpp>
#include <boost/url/parse.hpp>
#include <boost/url/url_view.hpp>

#include <chrono>
#include <concepts>
#include <map>
#include <string>

BOOST_AUTO_TEST_SUITE(requests_tests)

using namespace std::chrono;
using calque::encode;

const calque::filter<calque::call_log> recent =
    calque::parse("timestamp >= today-7d and topic = \"a b&c=d+é\"").value();

std::string path_of(const calque::http_request& request) { return request.target.substr(0, request.target.find('?')); }

/// Returns the decoded query parameters of a request's target.
std::map<std::string, std::string> params_of(const calque::http_request& request) {
    std::map<std::string, std::string> out;
    const auto url = boost::urls::parse_origin_form(request.target).value();
    for (const auto& each : url.params()) BOOST_TEST(out.emplace(each.key, each.value).second);
    return out;
}

template <class Request>
void check_refused(const Request& request, const std::string& words) {
    BOOST_CHECK_EXCEPTION((void)encode(request), calque::system_error, [&](const calque::system_error& error) {
        BOOST_TEST((error.code() == calque::errc::bad_request_setting));
        BOOST_TEST(std::string{error.what()}.find(words) != std::string::npos, error.what());
        return true;
    });
}

BOOST_AUTO_TEST_CASE(bulk_request_is_post_with_json_body) {
    const auto request = encode(calque::bulk_widget_request{.widget_ids = {1, 2}, .filters = recent, .page = 3});
    BOOST_TEST(request.method == "POST");
    BOOST_TEST(request.target == "/dashboards/widgets/bulk_data/?page=3");
    BOOST_TEST(request.body == R"({"widget_ids":[1,2],"filters":)" + to_json(recent) + "}");
    BOOST_TEST(calque::find_header(request.headers, "content-type") == "application/json");
}

BOOST_AUTO_TEST_CASE(widget_request_has_filter_in_query) {
    const auto request = encode(calque::widget_data_request{.widget_id = 7, .filters = recent});
    BOOST_TEST(request.method == "GET");
    BOOST_TEST(path_of(request) == "/dashboards/widgets/7/data/");
    BOOST_TEST(params_of(request).at("filters") == to_json(recent));
    BOOST_TEST(request.body.empty());
    BOOST_TEST(calque::find_header(request.headers, "Content-Type").empty());
    for (const char c : request.target) BOOST_TEST((c > ' ' && c < '\x7f'));
    BOOST_TEST(encode(calque::widget_data_request{.widget_id = 7}).target == "/dashboards/widgets/7/data/");
    check_refused(calque::widget_data_request{}, "positive");
}

BOOST_AUTO_TEST_CASE(preview_request_has_widget_in_body) {
    calque::preview_widget_request preview{.chart_type = "bar", .field = "duration"};
    preview.aggregation_function = "avg";
    preview.time_period = "day";
    preview.group_by = calque::raw_json{R"({"type":"field","field":"agent.id"})"};
    preview.filters = recent;
    preview.dashboard_filters = calque::parse("success = true").value();
    preview.more = {{"name", calque::raw_json{"\"x\""}}};
    const auto request = encode(preview);
    BOOST_TEST(request.target == "/dashboards/widgets/preview_data/");
    const auto body = boost::json::parse(request.body).as_object();
    BOOST_TEST(body.at("chart_type").as_string() == "bar");
    BOOST_TEST(body.at("group_by").at("field").as_string() == "agent.id");
    BOOST_TEST((calque::from_json(body.at("filters")).value() == recent));
    BOOST_TEST((calque::from_json(body.at("dashboard_filters")).value() == preview.dashboard_filters));
    BOOST_TEST(body.at("name").as_string() == "x");
    BOOST_TEST(!body.contains("metric"));
    check_refused(calque::preview_widget_request{}, "chart type");
}

BOOST_AUTO_TEST_CASE(call_log_request_uses_query_parameters) {
    calque::call_log_request wanted{.filters = recent};
    wanted.from = sys_days{2025y / 11 / 3};
    wanted.to = sys_days{2025y / 11 / 4} + 30min;
    wanted.call_ids = {1, 22};
    wanted.project_id = 5;
    wanted.ql = "{id,timestamp}";
    wanted.include_count = true;
    wanted.page_size = 50;
    const auto request = encode(wanted);
    BOOST_TEST(path_of(request) == "/observability/v2/call-logs/");
    const std::map<std::string, std::string> expected{{"filters_v2", to_json(recent)},
                                                      {"timestamp_from", "2025-11-03T00:00:00Z"},
                                                      {"timestamp_to", "2025-11-04T00:30:00Z"},
                                                      {"call_ids", "1,22"},
                                                      {"project_id", "5"},
                                                      {"ql", "{id,timestamp}"},
                                                      {"include_count", "true"},
                                                      {"page_size", "50"}};
    BOOST_TEST((params_of(request) == expected), request.target);
    BOOST_TEST(encode(calque::call_log_request{}).target == "/observability/v2/call-logs/");
    wanted.to = wanted.from;
    check_refused(wanted, "before");
    calque::call_log_request zero;
    zero.page = 0;
    check_refused(zero, "counted from 1");
}

BOOST_AUTO_TEST_CASE(run_request_requires_project) {
    calque::run_request wanted{.filters = calque::parse<calque::run>("timestamp >= today-7d").value()};
    check_refused(wanted, "project");
    wanted.project_id = 9;
    wanted.ordering = {"-timestamp", "id"};
    const auto request = encode(wanted);
    BOOST_TEST(path_of(request) == "/test_framework/v2/runs/");
    const auto params = params_of(request);
    BOOST_TEST(params.at("project_id") == "9");
    BOOST_TEST(params.at("ordering") == "-timestamp,id");
    BOOST_TEST(params.at("filters_v2") == to_json(*wanted.filters));
}

BOOST_AUTO_TEST_CASE(split_window_leaves_no_gap) {
    const calque::instant from = sys_days{2025y / 1 / 1}, to = sys_days{2025y / 3 / 12} + 1h;
    const auto windows = calque::split_window(from, to, days{33});
    BOOST_TEST_REQUIRE(windows.size() == 3u);
    BOOST_TEST((windows.front().second == to));
    BOOST_TEST((windows.back().first == from));
    for (std::size_t i = 0; i < windows.size(); ++i) {
        BOOST_TEST((windows[i].second - windows[i].first <= days{33}));
        if (i > 0) BOOST_TEST((windows[i].second == windows[i - 1].first));
    }
    BOOST_TEST(calque::split_window(from, from + days{33}, days{33}).size() == 1u);
    BOOST_CHECK_THROW((void)calque::split_window(to, from, days{33}), calque::system_error);
    BOOST_CHECK_THROW((void)calque::split_window(from, to, seconds{0}), calque::system_error);
}

BOOST_AUTO_TEST_CASE(request_type_determines_response_type) {
    static_assert(calque::api_request<calque::bulk_widget_request>);
    static_assert(calque::api_request<calque::run_request>);
    static_assert(!calque::api_request<int>);
    static_assert(std::same_as<calque::response_of<calque::call_log_request>, calque::record_page>);
}

BOOST_AUTO_TEST_SUITE_END()
