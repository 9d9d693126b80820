// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/diagnostic/cap.hpp>
#include <calque/filter/limit_words.hpp>
#include <calque/json/detail/json_explainer.hpp>
#include <calque/json/detail/json_pointer.hpp>
#include <calque/json/detail/json_reporter.hpp>
#include <calque/json/detail/text_reader.hpp>
#include <calque/json/detail/unread_json.hpp>
#include <calque/json/detail/value_writer.hpp>
#include <calque/json/json.hpp>
#include <calque/support/insertion_sort.hpp>

#include <string>
#include <vector>

namespace calque::detail {

CALQUE_DECL reading read_json_text(std::string_view text, const schema_view& fields, const parse_options& options,
                                   filter_data& out) {
    out.nodes.clear();
    out.text.clear();
    null_reporter silence;
    return json_text_reader{text, fields, options, out, silence}.read();
}

/// Reads a valid JSON text and reports what is wrong with it as a filter.
[[nodiscard]] inline bool explain_json(std::string_view text, const schema_view& fields, const parse_options& options,
                                       filter_data& out, std::vector<diagnostic>& problems) {
    out.nodes.clear();
    out.text.clear();
    json_reporter told{text, fields, options, problems};
    const bool read = json_explainer{text, fields, options, out, told}.read();
    insertion_sort(problems, [](const diagnostic& a, const diagnostic& b) { return a.range.begin < b.range.begin; });
    cap_diagnostics(problems);
    for (diagnostic& each : problems) each.pointer = json_pointer_to<max_filter_json_depth>(text, each.range.begin);
    return read;
}

CALQUE_DECL bool explain_json_text(std::string_view text, const schema_view& fields, const parse_options& options,
                                   filter_data& out, std::vector<diagnostic>& problems) {
    json_failure failure;
    (void)read_json(text, failure, json_levels(depth_limit(options.limits)));
    if (!failure.code) return explain_json(text, fields, options, out, problems);
    json_reporter told{text, fields, options, problems};
    report_unread_json(text, failure, options.limits, told);
    return false;
}

CALQUE_DECL bool from_dom(const boost::json::value& json, const schema_view& fields, const parse_options& options,
                          filter_data& out, std::vector<diagnostic>& problems) {
    problems.clear();
    std::string text;
    const bool written = value_writer{text, problems, options.limits}.write(json);
    if (written && read_json_text(text, fields, options, out) == reading::done) return true;
    for (diagnostic& each : problems) each.pointer = json_pointer_to<max_filter_json_depth>(text, each.range.begin);
    const bool read = written && explain_json(text, fields, options, out, problems);
    for (diagnostic& each : problems) { // the text is not the caller's
        each.range = {};
        each.note.reset();
        each.edits.clear();
    }
    cap_diagnostics(problems);
    return read;
}

CALQUE_DECL reading from_json_text(std::string_view text, const schema_view& fields, const parse_options& options,
                                   filter_data& out, std::vector<diagnostic>& problems, bool defer_warnings) {
    problems.clear();
    if (const std::size_t limit = input_limit(options.limits); text.size() > limit) {
        problems.push_back({.code = diagnostic_code::input_too_long,
                            .range = {},
                            .message = input_too_long_message("the filter JSON", text.size(), limit),
                            .help = std::string{input_too_long_help}});
        return reading::refused;
    }
    const reading end = read_json_text(text, fields, options, out);
    if (end == reading::done || (end == reading::with_warnings && defer_warnings)) return end;
    return explain_json_text(text, fields, options, out, problems) ? reading::done : reading::refused;
}

} // namespace calque::detail
