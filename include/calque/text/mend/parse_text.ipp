// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/filter/limit_words.hpp>
#include <calque/text/mend/detail/repair.ipp>
#include <calque/text/mend/parse_text.hpp>
#include <calque/text/parse/passes.hpp>

#include <cstddef>
#include <string>
#include <vector>

// Combines the parser with `repair`, which finds edits by parsing again from a changed word.
namespace calque::detail {

CALQUE_DECL reading read_text(std::string_view text, const schema_view& fields, const parse_options& options,
                              filter_data& out, std::vector<diagnostic>& problems) {
    problems.clear();
    out.nodes.clear();
    out.text.clear();
    if (const std::size_t limit = input_limit(options.limits); text.size() > limit) {
        problems.push_back({.code = diagnostic_code::input_too_long,
                            .range = {0, 0},
                            .message = input_too_long_message("the filter", text.size(), limit),
                            .help = std::string{input_too_long_help}});
        return reading::refused;
    }
    if (const reading end = parse_silently(text, fields, options, out); end != reading::refused) return end;
    std::vector<failure> failures;
    if (parse_and_explain(text, fields, options, out, problems, failures)) return reading::done;
    if (options.search_edits) repair{text, fields, options}.improve(problems, failures);
    return reading::refused;
}

CALQUE_DECL bool parse_text(std::string_view text, const schema_view& fields, const parse_options& options,
                            filter_data& out, std::vector<diagnostic>& problems) {
    const reading end = read_text(text, fields, options, out, problems);
    std::vector<failure> none;
    return end == reading::with_warnings ? parse_and_explain(text, fields, options, out, problems, none)
                                         : end == reading::done;
}

} // namespace calque::detail
