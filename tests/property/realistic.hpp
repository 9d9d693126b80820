// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <array>
#include <string_view>

namespace property {

/// Filters as people write them; together they use every production of the grammar.
inline constexpr std::array<std::string_view, 50> realistic{
    "duration >= 60",
    "timestamp >= today-7d and duration >= 60",
    "timestamp >= now-24h and success = false",
    "success = true and is_reviewed = false",
    "topic = \"refund\"",
    "topic contains \"billing\" and duration > 120",
    "topic in [\"refund\", \"invoice\", \"delivery\"]",
    "topic not in ['spam', 'test']",
    "topic is null",
    "topic is not null and dropoff_point is null",
    "metadata.region in [\"US\", \"EU\"]",
    "metadata.region = \"US\" or metadata.region = \"EU\"",
    "metadata.\"org name\" = 'Example Ltd'",
    "metadata.plan = \"pro\" and metadata.seats = 25",
    "duration in 60..120",
    "duration in 0.5 .. 12.75",
    "duration >= 5m and duration < 1h",
    "duration > 90s or success = false",
    "id in (101, 102, 103)",
    "id = 4711",
    "id > -5 and id <= 9007199254740993",
    "timestamp >= 2025-11-03T00:00:00Z and timestamp < 2025-12-01T00:00:00Z",
    "timestamp >= \"2025-11-03T10:30:00+01:00\"",
    "timestamp in 2025-01-01T00:00:00Z .. 2025-06-30T23:59:59Z",
    "timestamp > now-2h",
    "timestamp >= today - 30d and topic != \"test\"",
    "customer_number startswith \"+49\"",
    "customer_number startswith \"+1\" and call_ended_reason != \"voicemail\"",
    "call_ended_reason in [\"customer_hangup\", \"agent_hangup\"] and duration < 10",
    "call_ended_reason endswith 'hangup'",
    "topic matches \"^(refund|return)$\"",
    "topic ~ '\\\\d+'",
    "agent.agent_name = \"Ava\" and agent.id = 12",
    "agent.id in [1, 2, 3] and not success = true",
    "metric_evaluations.metric.name = \"accuracy\"",
    "metric_evaluations { metric.name = \"accuracy\" and value >= 0.9 }",
    "same_row(metric_evaluations.metric.id = 3 and metric_evaluations.value < 0.5)",
    "metric_evaluations { metric.id = 3 and (value > 0.5 or value = -1) }",
    "not (success = true or duration < 30)",
    "not duration in 10..20 and !(id = 5)",
    "(topic = \"refund\" or topic = \"return\") and success = false",
    "(success = true and duration > 60) or (success = false and duration > 300)",
    "timestamp >= today-7d and (topic contains \"order\" or topic contains \"parcel\") and duration >= 30",
    "success = true && duration >= 60 || is_reviewed = true",
    "success == TRUE AND duration GTE 60",
    "duration <> 0 and success eq false",
    "topic = \"say \\\"hi\\\" twice\" and duration < 1e3",
    "topic = 'caf\\u00e9' or topic isnull",
    "timestamp >= today-1d # since yesterday\n  and success = false",
    "agent.agent_name contains \"bot\" and timestamp >= now-1M and timestamp < now and id != 7",
};

} // namespace property
