// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/impl/parse/explain.ipp>
#include <calque/impl/parse/grammar.hpp>
#include <calque/impl/parse/reporter.hpp>
#include <calque/impl/parse/reporter_meaning.ipp>
#include <calque/impl/parse/reporter_syntax.ipp>
#include <calque/parse.hpp>

#include <algorithm>
#include <cstddef>
#include <functional>
#include <string>

namespace calque::detail {

/// Runs the grammar once; the reporter decides whether that is the fast pass or the one that explains.
template <class Reporter>
bool run_grammar(std::string_view text, parse_context<Reporter>& on) {
    const char* const last = text.data() + text.size();
    const char* first = skip_blank(text.data(), last);
    return boost::spirit::x3::parse(first, last,
                                    boost::spirit::x3::with<grammar::context_tag>(std::ref(on))[grammar::filter_]);
}

/// A filter may grow past the limit after its text was read, where `not in` is spelled out.
[[nodiscard]] inline bool within_condition_limit(const filter_data& data, std::size_t limit) noexcept {
    const auto comparisons = std::count_if(data.nodes.begin(), data.nodes.end(),
                                           [](const node& each) { return each.kind == node_kind::comparison; });
    return static_cast<std::size_t>(comparisons) <= limit;
}

[[nodiscard]] inline diagnostic input_too_long(std::size_t size, std::size_t limit) {
    return {.code = diagnostic_code::input_too_long,
            .range = {0, 0},
            .message = "the filter has " + std::to_string(size) + " bytes; the limit is " + std::to_string(limit),
            .help = "shorten it, or raise parse_limits::input_bytes"};
}

/// The second pass: the same grammar with a reporter that speaks, for errors and warnings.
CALQUE_DECL bool parse_and_explain(std::string_view text, const schema_view& fields, const parse_options& options,
                                   filter_data& out, std::vector<diagnostic>& problems) {
    out.nodes.clear();
    out.text.clear();
    reporter told{text, fields, options.strict};
    parse_context<reporter> on{fields, options, out, told};
    if (!run_grammar(text, on)) told.explain_failure();
    else if (!told.has_errors() && !within_condition_limit(out, options.limits.conditions))
        told.too_many_conditions({text.data(), text.data() + text.size()}, options.limits.conditions, false);
    problems = told.take();
    return !told.has_errors();
}

CALQUE_DECL bool parse_text(std::string_view text, const schema_view& fields, const parse_options& options,
                            filter_data& out, std::vector<diagnostic>& problems) {
    problems.clear();
    out.nodes.clear();
    out.text.clear();
    constexpr std::size_t most = std::size_t{1} << 28; // slices of the text are 32 bits wide
    if (const std::size_t limit = std::min(options.limits.input_bytes, most); text.size() > limit) {
        problems.push_back(input_too_long(text.size(), limit));
        return false;
    }
    out.nodes.reserve(text.size() / 16 + 4); // a condition is rarely shorter, so that the array rarely grows
    silent_reporter silence;
    parse_context<silent_reporter> on{fields, options, out, silence};
    if (run_grammar(text, on) && !on.has_warnings() && within_condition_limit(out, options.limits.conditions))
        return true;
    return parse_and_explain(text, fields, options, out, problems);
}

} // namespace calque::detail
