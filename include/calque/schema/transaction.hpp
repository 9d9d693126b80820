// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/schema/schema.hpp>

namespace calque {

/// Billing transactions: `filters` of `GET /test_framework/billing/{id}/usage-chart/` (api/README.md, "Endpoints").
///
/// The API shows `created_at` in an example and names no other field. Any other name is accepted with a warning.
struct transaction {
    static constexpr std::string_view name = "transaction";

    static constexpr std::array<field, 2> fields{
        field{.name = "created_at",
              .type = field_type::datetime,
              .summary = "when the transaction was made; without a bound the API takes 30 days"},
        field{.name = "", .type = field_type::dynamic, .summary = "any other field; the API documents none"},
    };
};

} // namespace calque
