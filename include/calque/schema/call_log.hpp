// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/schema/schema.hpp>

namespace calque {

/// The schema of call logs: every field of the vendor's guide (api/README.md, "Fields").
///
/// The operators are those that the guide lists; fields without a list have the natural ones of their type. `success`
/// and `agent` are nullable (api/README.md, "Constraints"). The guide's `isnull` on `dropoff_point` and `topic`
/// contradicts the non-null columns of the OpenAPI description, so these two are `unknown`.
struct call_log {
    static constexpr std::string_view name = "call_log";

    static constexpr op_set ordered{op::eq, op::gt, op::gte, op::lt, op::lte};

    static constexpr std::array<field, 15> fields{
        field{.name = "id",
              .type = field_type::integer,
              .documented = ordered | op_set{op::in},
              .nulls = nullability::no,
              .summary = "the call log's number"},
        field{.name = "success",
              .type = field_type::boolean,
              .documented = {op::eq, op::neq, op::isnull},
              .nulls = nullability::yes,
              .summary = "whether the call succeeded; null if unknown"},
        field{.name = "duration",
              .type = field_type::number,
              .documented = ordered,
              .nulls = nullability::no,
              .unit = field_unit::seconds,
              .summary = "how long the call took"},
        field{.name = "customer_number",
              .type = field_type::string,
              .documented = {op::eq, op::neq, op::contains, op::startswith, op::in},
              .nulls = nullability::no,
              .summary = "the caller's phone number"},
        field{.name = "call_ended_reason",
              .type = field_type::string,
              .documented = {op::eq, op::neq, op::contains, op::in},
              .nulls = nullability::no,
              .summary = "why the call ended"},
        field{.name = "dropoff_point",
              .type = field_type::string,
              .documented = {op::eq, op::neq, op::contains, op::in, op::isnull},
              .nulls = nullability::unknown,
              .summary = "where the caller left the conversation"},
        field{.name = "topic",
              .type = field_type::string,
              .documented = {op::eq, op::neq, op::contains, op::in, op::isnull},
              .nulls = nullability::unknown,
              .summary = "what the call was about"},
        field{.name = "timestamp",
              .type = field_type::datetime,
              .documented = ordered,
              .nulls = nullability::no,
              .summary = "when the call took place"},
        field{.name = "is_reviewed",
              .type = field_type::boolean,
              .documented = {op::eq},
              .nulls = nullability::no,
              .summary = "whether a person reviewed the call"},
        field{.name = "agent.id",
              .type = field_type::integer,
              .nulls = nullability::yes,
              .rows = relation::to_one,
              .through = "agent",
              .summary = "the agent's number"},
        field{.name = "agent.agent_name",
              .type = field_type::string,
              .nulls = nullability::yes,
              .rows = relation::to_one,
              .through = "agent",
              .summary = "the agent's name"},
        field{.name = "metadata.",
              .type = field_type::dynamic,
              .documented = natural_ops(field_type::string),
              .nulls = nullability::yes,
              .compared_as_text = true,
              .summary = "what you sent along with the call, by key"},
        field{.name = "metric_evaluations.value",
              .type = field_type::dynamic,
              .nulls = nullability::yes,
              .rows = relation::to_many,
              .through = "metric_evaluations",
              .summary = "the result of a metric"},
        field{.name = "metric_evaluations.metric.id",
              .type = field_type::integer,
              .nulls = nullability::unknown,
              .rows = relation::to_many,
              .through = "metric_evaluations",
              .summary = "the metric's number"},
        field{.name = "metric_evaluations.metric.name",
              .type = field_type::string,
              .nulls = nullability::unknown,
              .rows = relation::to_many,
              .through = "metric_evaluations",
              .summary = "the metric's name"},
    };

    /// Paths in rows of lists, single calls and webhooks: the agent is a number with its name next to it, and the
    /// results of metrics are in `evaluation` or next to it.
    ///
    /// It is inferred that the value of a binary metric is `passed`.
    static constexpr std::array<record_place, 11> record_places{{
        {.name = "", .path = "data"},
        {.name = "agent.id", .path = "agent"},
        {.name = "agent.agent_name", .path = "agent_name"},
        {.name = "metric_evaluations", .path = "evaluation.metrics"},
        {.name = "metric_evaluations", .path = "metrics"},
        {.name = "metric_evaluations.metric.id", .path = "id"},
        {.name = "metric_evaluations.metric.name", .path = "name"},
        {.name = "metric_evaluations.value", .path = "value"},
        {.name = "metric_evaluations.value", .path = "passed", .where_key = "eval_type", .where_text = "binary"},
        {.name = "metric_evaluations.value", .path = "score"},
        {.name = "metric_evaluations.value", .path = "passed"},
    }};
};

} // namespace calque
