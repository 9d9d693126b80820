// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/filter/limit_words.hpp>
#include <calque/text/mend/detail/outline.hpp>
#include <calque/text/mend/detail/repair.ipp>
#include <calque/text/mend/detail/repair_characters.ipp>
#include <calque/text/mend/detail/repair_pairs.ipp>
#include <calque/text/mend/detail/repair_reach.ipp>
#include <calque/text/mend/detail/repair_words.ipp>
#include <calque/text/mend/parse_text.hpp>
#include <calque/text/parse/passes.hpp>

#include <cstddef>
#include <string>

// Parsing with what is above it: edits are searched for by parsing changed texts.
namespace calque::detail {

CALQUE_DECL bool may_be_filter(std::string_view text, const outlined_part& part, const schema_view& fields,
                               const parse_options& options, filter_data& scratch) {
    outline look{fields, options, scratch};
    // It depends on what is around whether a condition is negated, and some cannot be.
    return look.passes(text, part, false) || (part.negative && look.passes(text, part, true));
}

CALQUE_DECL bool parse_text(std::string_view text, const schema_view& fields, const parse_options& options,
                            filter_data& out, std::vector<diagnostic>& problems) {
    problems.clear();
    out.nodes.clear();
    out.text.clear();
    if (const std::size_t limit = input_limit(options.limits); text.size() > limit) {
        problems.push_back({.code = diagnostic_code::input_too_long,
                            .range = {0, 0},
                            .message = input_too_long_message("the filter", text.size(), limit),
                            .help = std::string{input_too_long_help}});
        return false;
    }
    if (parse_without_doubt(text, fields, options, out)) return true;
    failure first;
    if (parse_and_explain(text, fields, options, out, problems, first)) return true;
    if (options.search_edits) repair_search{text, fields, options, first}.improve(problems);
    return false;
}

} // namespace calque::detail
