// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
//
// Evaluates a filter against records in the shape in which the API sends them, with the API's semantics. The time of
// "now" is an option.
#include <calque/evaluate.hpp>
#include <calque/parse.hpp>

#include <boost/json/parse.hpp>

#include <chrono>
#include <iostream>

int main() {
    const auto filter = calque::parse("timestamp >= today-7d and duration >= 5m and topic contains 'REFUND'").value();

    using namespace std::chrono;
    const calque::instant noon = sys_days{2025y / November / 5} + 12h;
    const calque::evaluator matches{filter, {.now = noon}}; // compile once, use for many records

    const boost::json::value calls = boost::json::parse(R"([
        {"id": 1, "timestamp": "2025-11-03T10:30:00Z", "duration": "05:03", "topic": "a refund, please"},
        {"id": 2, "timestamp": "2025-11-03T11:15:00Z", "duration": "12:40", "topic": "opening hours"},
        {"id": 3, "timestamp": "2025-10-01T09:00:00Z", "duration": "07:15", "topic": "refund"},
        {"id": 4, "timestamp": "2025-11-04T09:00:00Z", "duration": "01:05:00", "topic": null}
    ])");
    for (const boost::json::value& call : calls.as_array())
        std::cout << "call " << call.at("id") << ": " << (matches(call) ? "selected" : "not selected") << '\n';
}
