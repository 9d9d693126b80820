// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/diagnostic/diagnostic.hpp>
#include <calque/filter/deferred_diagnostics.hpp>
#include <calque/filter/node.hpp>
#include <calque/filter/parse_options.hpp>
#include <calque/schema/schema.hpp>
#include <calque/support/config.hpp>

#include <string_view>
#include <vector>

namespace calque::detail {

/// Fills `out`, or reports errors in `problems` with edits that fix them. Warnings are left to `parse_text`.
CALQUE_DECL reading read_text(std::string_view text, const schema_view& fields, const parse_options& options,
                              filter_data& out, std::vector<diagnostic>& problems);

/// Fills `out` and reports warnings, or reports errors with edits that fix them, in `problems`; returns whether `out`
/// is a filter.
CALQUE_DECL bool parse_text(std::string_view text, const schema_view& fields, const parse_options& options,
                            filter_data& out, std::vector<diagnostic>& problems);

} // namespace calque::detail

#ifdef CALQUE_HEADER_ONLY
#include <calque/text/mend/parse_text.ipp>
#endif
