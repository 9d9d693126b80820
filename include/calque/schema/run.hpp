// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/schema/schema.hpp>

namespace calque {

/// The schema of test runs: `filters_v2` of `GET /test_framework/v2/runs/` (api/README.md, "Endpoints").
///
/// The API names no fields there; these are the ones that runs can be sorted by and those of metrics, with the natural
/// operators of their types (api/README.md, "Inferred"). Any other name is accepted with a warning. The request needs a `project_id` and
/// a lower bound on `timestamp` within 30 days (api/README.md, "Constraints").
struct run {
    static constexpr std::string_view name = "run";

    static constexpr std::array<field, 14> fields{
        field{.name = "id", .type = field_type::integer, .nulls = nullability::no, .summary = "the run's number"},
        field{.name = "result_id",
              .type = field_type::integer,
              .summary = "the number of the result that the run is part of"},
        field{.name = "scenario_name", .type = field_type::string, .summary = "the scenario that was played"},
        field{.name = "timestamp", .type = field_type::datetime, .summary = "when the run took place"},
        field{.name = "duration",
              .type = field_type::number,
              .unit = field_unit::seconds,
              .summary = "how long the run took"},
        field{.name = "status",
              .type = field_type::string,
              .summary = "`completed` or `failed`; the API returns no other runs"},
        field{.name = "success",
              .type = field_type::boolean,
              .nulls = nullability::yes,
              .summary = "whether the run succeeded"},
        field{.name = "agent_name", .type = field_type::string, .summary = "the agent that was tested"},
        field{.name = "personality_name",
              .type = field_type::string,
              .summary = "the personality of the simulated caller"},
        field{.name = "test_profile_name", .type = field_type::string, .summary = "the test profile"},
        field{.name = "metric_evaluations.value",
              .type = field_type::dynamic,
              .nulls = nullability::yes,
              .rows = relation::to_many,
              .through = "metric_evaluations",
              .summary = "the result of a metric"},
        field{.name = "metric_evaluations.metric.id",
              .type = field_type::integer,
              .rows = relation::to_many,
              .through = "metric_evaluations",
              .summary = "the metric's number"},
        field{.name = "metric_evaluations.metric.name",
              .type = field_type::string,
              .rows = relation::to_many,
              .through = "metric_evaluations",
              .summary = "the metric's name"},
        field{.name = "", .type = field_type::dynamic, .summary = "any other field; the API documents none"},
    };
};

} // namespace calque
