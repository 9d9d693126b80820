// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/schema/schema.hpp>

namespace calque {

/// The schema of metrics: `filters` of `GET /test_framework/v2/metrics/` (api/README.md, "Endpoints").
///
/// Paths are spelled with `__`, as in Django: `agents__id`. The API names these four fields and the operators `in`,
/// `eq` and `contains`.
struct metric {
    static constexpr std::string_view name = "metric";

    static constexpr std::array<field, 4> fields{
        field{.name = "agents__id",
              .type = field_type::integer,
              .documented = {op::eq, op::in},
              .rows = relation::to_many,
              .through = "agents",
              .summary = "the number of an agent that has the metric"},
        field{.name = "eval_type",
              .type = field_type::string,
              .documented = {op::eq, op::in, op::contains},
              .summary = "how the metric is rated, such as `numeric` or `enum`"},
        field{.name = "type",
              .type = field_type::string,
              .documented = {op::eq, op::in, op::contains},
              .summary = "the metric's type"},
        field{.name = "name",
              .type = field_type::string,
              .documented = {op::eq, op::in, op::contains},
              .nulls = nullability::no,
              .summary = "the metric's name"},
    };
};

} // namespace calque
