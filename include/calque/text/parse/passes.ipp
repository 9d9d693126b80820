// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/text/grammar/grammar.hpp>
#include <calque/text/parse/passes.hpp>
#include <calque/text/report/reporter.hpp>

#include <cstddef>
#include <string_view>
#include <vector>

namespace calque::detail {

/// Runs the grammar once; the reporter type selects the fast pass or the explaining pass.
template <class Reporter>
bool run_grammar(std::string_view text, parse_context<Reporter>& on) {
    const char* const last = text.data() + text.size();
    const char* first = skip_blank(text.data(), last);
    return boost::spirit::x3::parse(first, last, boost::spirit::x3::with<grammar::context_tag>(on)[grammar::filter_]);
}

CALQUE_DECL reading parse_silently(std::string_view text, const schema_view& fields, const parse_options& options,
                                   filter_data& out) {
    out.nodes.reserve(max_nodes(text));
    null_reporter silence;
    parse_context<null_reporter> on{fields, options, out, silence};
    on.bound_text(text.size());
    const bool ok = run_grammar(text, on) && count_conditions(out.nodes) <= options.limits.conditions &&
                    !on.exceeds_depth_limit() && !on.is_refused();
    return !ok ? reading::refused : on.has_warnings() ? reading::with_warnings : reading::done;
}

CALQUE_DECL bool parse_and_explain(std::string_view text, const schema_view& fields, const parse_options& options,
                                   filter_data& out, std::vector<diagnostic>& problems,
                                   std::vector<failure>& failures) {
    out.nodes.clear();
    out.text.clear();
    reporter told{text, fields, options};
    parse_context<reporter> on{fields, options, out, told};
    if (!run_grammar(text, on)) told.explain_failure();
    else if (const std::size_t count = count_conditions(out.nodes);
             !told.has_errors() && count > options.limits.conditions)
        told.too_many_conditions({text.data(), text.data() + text.size()}, count, true, not_is_expanded);
    else if (!told.has_errors() && on.exceeds_depth_limit())
        told.too_deep(text.data(), depth_limit(options.limits), all_is_expanded);
    problems = told.take();
    failures = told.take_failures();
    return !told.has_errors();
}

CALQUE_DECL std::size_t reads_up_to(std::string_view text, const condition_start& from, const schema_view& fields,
                                    const parse_options& options, filter_data& scratch) {
    scratch.nodes.clear();
    scratch.text.clear();
    null_reporter silence;
    parse_context<null_reporter> on{fields, options, scratch, silence};
    if (from.around.in_row) (void)on.enter_row({}, from.around.scope, from.around.separator);
    if (from.around.negated) on.toggle_negation();
    const char* const last = text.data() + text.size();
    const char* first = skip_blank(text.data() + from.at, last);
    const bool any =
        boost::spirit::x3::parse(first, last, boost::spirit::x3::with<grammar::context_tag>(on)[grammar::or_expr]);
    return any ? static_cast<std::size_t>(first - text.data()) : from.at;
}

} // namespace calque::detail
