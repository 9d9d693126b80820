// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/diagnostic/diagnostic.hpp>
#include <calque/filter/node.hpp>
#include <calque/filter/parse_options.hpp>
#include <calque/schema/schema.hpp>
#include <calque/support/config.hpp>
#include <calque/text/report/failure.hpp>

#include <string_view>
#include <vector>

// The passes over a filter's text, each of which runs the whole grammar.
namespace calque::detail {

/// The pass that says nothing: whether a text is a filter without a warning, and fits the limits but for `input_bytes`.
CALQUE_DECL bool parse_without_doubt(std::string_view text, const schema_view& fields, const parse_options& options,
                                     filter_data& out);

/// The pass that explains, for errors and warnings; `first` is what ended the other one.
CALQUE_DECL bool parse_and_explain(std::string_view text, const schema_view& fields, const parse_options& options,
                                   filter_data& out, std::vector<diagnostic>& problems, failure& first);

/// Whether a text is a filter, perhaps with warnings.
CALQUE_DECL bool parse_silently(std::string_view text, const schema_view& fields, const parse_options& options,
                                filter_data& out);

} // namespace calque::detail

#ifdef CALQUE_HEADER_ONLY
#include <calque/text/parse/passes.ipp>
#endif
