// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/compile_error/compiler_text.hpp>
#include <calque/filter/node.hpp>
#include <calque/literal/detail/first_mistake.hpp>
#include <calque/text/grammar/constexpr_parser.hpp>

#include <cstddef>
#include <optional>
#include <string_view>
#include <type_traits>

namespace calque::detail {

/// Runs the parser once over a text; the reporter decides what is reported.
template <class Reporter, class Data, class Values>
[[nodiscard]] constexpr bool run_constexpr_parser(std::string_view text, const schema_view& fields,
                                                  const parse_options& options, Values& values, Data& out,
                                                  Reporter& told) {
    out.nodes.clear();
    out.text.clear();
    const token whole{text.data(), text.data() + text.size()};
    parse_context<Reporter, Data> on{fields, options, out, told};
    if (!constexpr_parser{on, values, whole.begin, whole.end}.filter()) return false;
    if constexpr (Reporter::reports) {
        if (told.has_mistake()) return false;
        if (const std::size_t count = count_conditions(out.nodes); count > options.limits.conditions)
            told.too_many_conditions(whole, count, true, not_is_expanded);
        else if (on.exceeds_depth_limit()) told.too_deep(whole.begin, depth_limit(options.limits), all_is_expanded);
        return !told.has_mistake();
    } else {
        return !on.is_refused() && count_conditions(out.nodes) <= options.limits.conditions &&
               !on.exceeds_depth_limit();
    }
}

/// Implements `check_text` for a text within the length limit.
template <class Data, class Values>
[[nodiscard]] constexpr std::optional<mistake> check_read(std::string_view text, const schema_view& fields,
                                                          const parse_options& options, const Values& values,
                                                          Data& out) {
    null_reporter silence;
    if (Values once = values; run_constexpr_parser(text, fields, options, once, out, silence)) return std::nullopt;
    first_mistake told{text, fields, options};
    Values again = values;
    (void)run_constexpr_parser(text, fields, options, again, out, told);
    return told.take();
}

/// Checks a text as `parse` does and fills `out` with the same filter, at compile time or at run time.
///
/// Returns the mistake, if any. Like `parse`, it reads a second time only to explain a mistake, so that valid
/// literals, nearly all, cost the compiler no messages.
template <class Data, class Values>
[[nodiscard]] constexpr std::optional<mistake> check_text(std::string_view text, const schema_view& fields,
                                                          const parse_options& options, const Values& values,
                                                          Data& out) {
    if (const std::size_t limit = input_limit(options.limits); text.size() > limit)
        return mistake{.code = diagnostic_code::input_too_long,
                       .message = in_words("the filter has ", text.size(), " bytes; the limit is ", limit)};
    if (!std::is_constant_evaluated()) return check_read(text, fields, options, values, out);
    // With -fsanitize=undefined, g++ cannot tell if a pointer into a template argument is null; into memory it can.
    compiler_text copy;
    copy.append(text);
    return check_read(copy.view(), fields, options, values, out);
}

/// As above, for a text without arguments.
template <class Data>
[[nodiscard]] constexpr std::optional<mistake> check_text(std::string_view text, const schema_view& fields,
                                                          const parse_options& options, Data& out) {
    return check_text(text, fields, options, written_values{}, out);
}

} // namespace calque::detail
