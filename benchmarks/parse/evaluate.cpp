// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <calque/evaluate.hpp>
#include <calque/parse.hpp>
#include <calque/values/value.hpp>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <iostream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "suite.hpp"

// Every filter here is a single condition, so filters per second are conditions per second.
namespace throughput {
namespace {

using boost::json::object;

/// Returns records of calls as the API sends them; they fit into a processor's cache.
std::vector<object> make_records() {
    constexpr std::array topics{"Billing", "Refund for a late order", "Delivery delay", "Password reset", "Complaint"};
    constexpr std::array reasons{"customer-ended-call", "agent-ended-call", "transferred", "timeout"};
    constexpr std::array regions{"US", "EU", "APAC"};
    std::vector<object> out;
    for (unsigned i = 0; i < 256; ++i) {
        const std::string two = std::to_string(10 + i % 18);
        out.push_back({{"id", 1'000'000 + i},
                       {"success", i % 3 != 0},
                       {"duration", 0.5 * (i * 37 % 400)},
                       {"customer_number", "+1" + std::to_string(201 + i) + "5550123"},
                       {"call_ended_reason", reasons[i % reasons.size()]},
                       {"dropoff_point", i % 4 == 0 ? boost::json::value{"payment"} : boost::json::value{}},
                       {"topic", topics[i * 7 % topics.size()]},
                       {"timestamp", "2025-11-" + two + "T10:30:" + two + "Z"},
                       {"is_reviewed", i % 2 == 0},
                       {"agent", {{"id", i % 9}, {"agent_name", i % 9 == 4 ? "Concierge" : "Billing Bot"}}},
                       {"metadata", {{"plan", "team"}, {"region", regions[i % regions.size()]}}}});
    }
    return out;
}

std::string_view text_of(const object& record, std::string_view key) {
    const boost::json::string& text = record.at({key.data(), key.size()}).as_string();
    return {text.data(), text.size()};
}

/// Returns true if a text contains another one, which is in lower case; ignores the case of ASCII letters.
bool has(std::string_view text, std::string_view part) {
    const auto same = [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a + 32 : a) == b; };
    return std::search(text.begin(), text.end(), part.begin(), part.end(), same) != text.end();
}

/// A condition, and handwritten code for it, as for a condition known in advance.
struct question {
    const char* name;
    const char* text;
    bool (*by_hand)(const object&);
};

constexpr question questions[] = {
    {"number", "duration >= 60", [](const object& call) { return call.at("duration").as_double() >= 60; }},
    {"integer", "id > 1000100", [](const object& call) { return call.at("id").to_number<std::int64_t>() > 1000100; }},
    {"boolean", "success = true", [](const object& call) { return call.at("success").as_bool(); }},
    {"null", "dropoff_point is null", [](const object& call) { return call.at("dropoff_point").is_null(); }},
    {"text", "call_ended_reason = \"timeout\"",
     [](const object& call) { return text_of(call, "call_ended_reason") == "timeout"; }},
    {"one of three", "call_ended_reason in [\"timeout\", \"no-answer\", \"transferred\"]",
     [](const object& call) {
         const std::string_view reason = text_of(call, "call_ended_reason");
         return reason == "timeout" || reason == "no-answer" || reason == "transferred";
     }},
    {"contains", "topic contains \"REFUND\"", [](const object& call) { return has(text_of(call, "topic"), "refund"); }},
    {"contains, far in", "topic contains \"Order\"",
     [](const object& call) { return has(text_of(call, "topic"), "order"); }},
    {"startswith", "customer_number startswith \"+13\"",
     [](const object& call) { return text_of(call, "customer_number").starts_with("+13"); }},
    {"related", "agent.agent_name = \"Concierge\"",
     [](const object& call) { return text_of(call.at("agent").as_object(), "agent_name") == "Concierge"; }},
    {"metadata", "metadata.region = \"EU\"",
     [](const object& call) { return text_of(call.at("metadata").as_object(), "region") == "EU"; }},
    {"time", "timestamp >= 2025-11-20T12:00:00Z",
     [](const object& call) {
         static const calque::instant from = calque::read_datetime("2025-11-20T12:00:00Z")->at;
         const auto time = calque::read_datetime(text_of(call, "timestamp"), true);
         return time && time->at >= from;
     }},
};

template <class Decide>
std::size_t count(const std::vector<object>& records, const Decide& decide) {
    std::size_t selected = 0;
    for (const object& each : records) selected += decide(each) ? 1u : 0u;
    return selected;
}

} // namespace

bool enlist_evaluate() {
    static const std::vector<object> records = make_records();
    const amounts what{{"conditions", static_cast<double>(records.size())}};
    for (const question& each : questions) {
        const calque::evaluator decide{calque::parse(each.text).value()};
        const std::size_t selected = count(records, decide);
        if (selected == 0 || selected == records.size() || selected != count(records, each.by_hand)) {
            std::cerr << "calque::evaluator: does not get it right: " << each.text << '\n';
            return false;
        }
        register_run("calque::evaluator", each.name, "decision", what, [decide] { return count(records, decide); });
        register_run("predicate by hand", each.name, "decision", what,
                     [by_hand = each.by_hand] { return count(records, by_hand); });
    }
    return true;
}

} // namespace throughput
