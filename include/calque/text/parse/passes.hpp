// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/diagnostic/diagnostic.hpp>
#include <calque/filter/deferred_diagnostics.hpp>
#include <calque/filter/node.hpp>
#include <calque/filter/parse_options.hpp>
#include <calque/schema/schema.hpp>
#include <calque/support/config.hpp>
#include <calque/text/report/failure.hpp>

#include <cstddef>
#include <string_view>
#include <vector>

// The passes over a filter's text, each of which runs the whole grammar.
namespace calque::detail {

/// Parses without diagnostics; decides whether a text is a filter within all limits except `input_bytes`.
CALQUE_DECL reading parse_silently(std::string_view text, const schema_view& fields, const parse_options& options,
                                   filter_data& out);

/// Parses again and reports errors and warnings.
CALQUE_DECL bool parse_and_explain(std::string_view text, const schema_view& fields, const parse_options& options,
                                   filter_data& out, std::vector<diagnostic>& problems, std::vector<failure>& failures);

/// Parses from the start of a condition and returns how far the text can be read: the end of the last condition, or
/// `from.at` if nothing can be read.
CALQUE_DECL std::size_t reads_up_to(std::string_view text, const condition_start& from, const schema_view& fields,
                                    const parse_options& options, filter_data& scratch);

} // namespace calque::detail

#ifdef CALQUE_HEADER_ONLY
#include <calque/text/parse/passes.ipp>
#endif
