// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/build/build.hpp>
#include <calque/schema/call_log.hpp>

/// The fields of call logs, for `using namespace`; the rows of `calque::call_log` list their operators and values.
///
/// *Example*: `duration >= 60 && metadata["region"].in({"US", "EU"})`.
namespace calque::call_log_fields {

inline constexpr auto id = field_of<call_log, "id">;
inline constexpr auto success = field_of<call_log, "success">;
inline constexpr auto duration = field_of<call_log, "duration">;
inline constexpr auto customer_number = field_of<call_log, "customer_number">;
inline constexpr auto call_ended_reason = field_of<call_log, "call_ended_reason">;
inline constexpr auto dropoff_point = field_of<call_log, "dropoff_point">;
inline constexpr auto topic = field_of<call_log, "topic">;
inline constexpr auto timestamp = field_of<call_log, "timestamp">;
inline constexpr auto is_reviewed = field_of<call_log, "is_reviewed">;
inline constexpr auto agent_id = field_of<call_log, "agent.id">;
inline constexpr auto agent_name = field_of<call_log, "agent.agent_name">;
inline constexpr auto metadata = field_of<call_log, "metadata.">; ///< takes a key: `metadata["region"]`
inline constexpr auto metric_value = field_of<call_log, "metric_evaluations.value">;
inline constexpr auto metric_id = field_of<call_log, "metric_evaluations.metric.id">;
inline constexpr auto metric_name = field_of<call_log, "metric_evaluations.metric.name">;

} // namespace calque::call_log_fields
