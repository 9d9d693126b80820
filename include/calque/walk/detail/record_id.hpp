// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/support/config.hpp>

#include <string_view>

namespace calque::detail {

/// Returns the `id` of a record as written, a number or a quoted string; empty if the record has none.
[[nodiscard]] CALQUE_DECL std::string_view id_of_record(std::string_view record);

} // namespace calque::detail

#ifdef CALQUE_HEADER_ONLY
#include <calque/walk/detail/record_id.ipp>
#endif
