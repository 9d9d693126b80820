// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value_from.hpp>
#include <boost/json/value_to.hpp>
#include <boost/test/unit_test.hpp>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <set>
#include <string>
#include <string_view>
#include <unistd.h>
#include <vector>

#include "unit/stand_in/stand_in_api.hpp"

BOOST_AUTO_TEST_SUITE(stand_in_calls_tests)

namespace json = boost::json;
namespace stand_in_parts = calque::detail::stand_in_parts;
using calque::errc;
using five::at;
using five::five_calls;
using five::noon;

BOOST_AUTO_TEST_CASE(generated_calls_depend_only_on_seed_and_time) {
    const auto text = [](std::uint64_t seed, calque::instant now) {
        return json::serialize(json::value_from(stand_in_parts::generate_calls({.seed = seed, .count = 50}, now)));
    };
    BOOST_TEST(text(1, noon()) == text(1, noon()));
    BOOST_TEST(text(1, noon()) != text(2, noon()));
    BOOST_TEST(text(1, noon()) != text(1, noon() + std::chrono::hours{48}));
    // An exact record, so that a library or machine with other random numbers is noticed.
    const auto calls = stand_in_parts::generate_calls({.seed = 7, .count = 3}, noon());
    BOOST_TEST(calls.at(2) == json::parse(R"({"id": 3, "success": true, "duration": 70,
        "customer_number": "+12125550107", "call_ended_reason": "customer-ended-call", "dropoff_point": null,
        "topic": "delivery status", "timestamp": "2025-10-12T20:07:02Z", "is_reviewed": false,
        "agent": {"id": 1, "agent_name": "Front Desk"},
        "metadata": {"region": "US", "language": "de", "campaign": "renewal"},
        "metric_evaluations": [{"value": 0.97, "metric": {"id": 1, "name": "accuracy"}},
                               {"value": 4, "metric": {"id": 2, "name": "politeness"}},
                               {"value": 1.3, "metric": {"id": 3, "name": "latency"}},
                               {"value": "positive", "metric": {"id": 4, "name": "sentiment"}}]})"));
}

BOOST_AUTO_TEST_CASE(generated_calls_are_varied_and_ordered_within_30_days) {
    const auto calls = stand_in_parts::generate_calls({.seed = 3, .count = 2000}, noon());
    BOOST_TEST_REQUIRE(calls.size() == 2000u);
    std::string last;
    std::set<std::string> topics;
    std::size_t nulls = 0;
    std::int64_t id = 0;
    for (const json::value& call : calls) {
        const auto time = json::value_to<std::string>(call.at("timestamp"));
        BOOST_TEST((at(time) <= noon() && at(time) >= noon() - std::chrono::days{30}), time);
        BOOST_TEST(last <= time);
        last = time;
        BOOST_TEST(call.at("id").as_int64() == ++id);
        topics.insert(json::serialize(call.at("topic")));
        nulls += call.at("success").is_null() ? 1u : 0u;
        BOOST_TEST(call.at("duration").to_number<double>() >= 3);
    }
    BOOST_TEST(topics.size() == 7u);
    BOOST_TEST(nulls > 100u);
    BOOST_TEST(nulls < 250u);
    BOOST_TEST(stand_in_parts::generate_calls({.count = 0}, noon()).empty());
}

BOOST_AUTO_TEST_CASE(json_lines_file_is_read_and_errors_name_their_line) {
    const std::filesystem::path file =
        std::filesystem::temp_directory_path() / ("calque-records-" + std::to_string(::getpid()));
    const auto load = [&](std::string_view text) {
        std::ofstream{file, std::ios::binary} << text;
        return stand_in_parts::load_calls(file, noon());
    };
    const auto fails = [&](std::string_view text, std::string_view words) {
        BOOST_CHECK_EXCEPTION(load(text), calque::system_error, [&](const calque::system_error& e) {
            BOOST_TEST(std::string_view{e.what()}.find(words) != std::string_view::npos, e.what());
            return e.code() == errc::bad_records_file;
        });
    };
    BOOST_TEST(load("{\"id\":1}\n\n  \r\n{\"id\":2}\r\n{\"id\":3}").size() == 3u);
    BOOST_TEST(load("").empty());
    BOOST_TEST(load("\xef\xbb\xbf{\"id\":1}").size() == 1u);
    fails("{\"id\":1}\n{\"id\":\n", "line 2: not JSON");
    fails("{\"id\":1}\n\n[1]\n", "line 3: not a JSON object");
    std::filesystem::remove(file);
    BOOST_CHECK_EXCEPTION(stand_in_parts::load_calls(file, noon()), calque::system_error,
                          [](const calque::system_error& e) { return e.code() == errc::bad_records_file; });
    BOOST_CHECK_EXCEPTION(stand_in_parts::load_calls(std::filesystem::temp_directory_path(), noon()),
                          calque::system_error,
                          [](const calque::system_error& e) { return e.code() == errc::bad_records_file; });
}

BOOST_AUTO_TEST_CASE(records_must_be_objects) {
    BOOST_CHECK_EXCEPTION(stand_in_parts::load_calls(std::vector<json::value>{json::object{}, 5}, noon()),
                          calque::system_error,
                          [](const calque::system_error& e) { return e.code() == errc::bad_record; });
    BOOST_TEST(stand_in_parts::load_calls(five_calls(), noon()).size() == 5u);
}

BOOST_AUTO_TEST_SUITE_END()
