// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/evaluate.hpp>
#include <calque/parse.hpp>

#include <boost/json/parse.hpp>
#include <boost/test/unit_test.hpp>

#include <string_view>

// A call log on which the tests evaluate filters.
namespace evaluating {

namespace json = boost::json;

/// Returns a call log with every field; `changes` replaces some of its members.
inline json::value call(std::string_view changes = "{}") {
    json::value record = json::parse(R"({
        "id": 1, "success": true, "duration": 61.5, "customer_number": "+14155550100",
        "call_ended_reason": "customer-ended-call", "dropoff_point": null, "topic": "Refund request",
        "timestamp": "2025-11-03T10:30:00Z", "is_reviewed": false,
        "agent": {"id": 2, "agent_name": "Front Desk"},
        "metadata": {"region": "EU", "tier": 10, "vip": true, "rate": 0.25, "big": 100000.0,
                     "none": null, "deep": {"a": 1}},
        "metric_evaluations": [{"value": 0.9, "metric": {"id": 1, "name": "accuracy"}}]})");
    const json::value changed = json::parse(changes);
    for (const auto& member : changed.as_object()) record.as_object()[member.key()] = member.value();
    return record;
}

inline bool selects(std::string_view text, const json::value& record, const calque::evaluate_options& options = {}) {
    return calque::evaluate(calque::parse(text).value(), record, options);
}

/// Checks that a filter selects a call with these changes.
inline void yes(std::string_view text, std::string_view changes = "{}") {
    BOOST_TEST(selects(text, call(changes)), text << " must select a call with " << changes);
}

/// Checks that a filter does not select a call with these changes.
inline void no(std::string_view text, std::string_view changes = "{}") {
    BOOST_TEST(!selects(text, call(changes)), text << " must not select a call with " << changes);
}

} // namespace evaluating
