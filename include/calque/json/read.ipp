// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/filter/limit_words.hpp>
#include <calque/json/detail/problems.hpp>
#include <calque/json/detail/reader.hpp>
#include <calque/json/detail/text_reader.hpp>
#include <calque/json/detail/text_remarks.hpp>
#include <calque/json/json.hpp>
#include <calque/json/place.hpp>
#include <calque/support/insertion_sort.hpp>

#include <boost/json/error.hpp>

#include <algorithm>
#include <string>
#include <vector>

namespace calque::detail {

CALQUE_DECL bool from_dom(const boost::json::value& json, const schema_view& fields, const parse_options& options,
                          filter_data& out, std::vector<diagnostic>& problems) {
    out.nodes.clear();
    out.text.clear();
    return json_reader{fields, options, out, problems}.read(json);
}

CALQUE_DECL reading read_json_text(std::string_view text, const schema_view& fields, const parse_options& options,
                                   filter_data& out) {
    out.nodes.clear();
    out.text.clear();
    return json_text_reader{fields, options, out}.read(text);
}

/// Why a text is not read as JSON at all.
[[nodiscard]] inline diagnostic unread_json(const json_failure& failure, const parse_limits& limits) {
    const std::string where = "at byte " + std::to_string(failure.offset + 1);
    if (failure.code == boost::json::error::too_deep)
        return {.code = diagnostic_code::too_deep,
                .range = {},
                .message = too_deep_message(depth_limit(limits)),
                .help = std::string{too_deep_help}};
    if (failure.code == boost::json::error::exponent_overflow)
        return {.code = diagnostic_code::number_out_of_range,
                .range = {},
                .message = "the number that ends " + where + " does not fit",
                .help = "numbers go from 5e-324 to 1.8e308, or are 0"};
    return {.code = diagnostic_code::malformed_json,
            .range = {},
            .message = std::string{describe(diagnostic_code::malformed_json).cause} + ", " + where + ": " +
                       failure.code.message(),
            .help = "write one JSON object, with keys and texts in double quotes"};
}

/// The way that can say what is wrong: a tree of the JSON, a walk over it, and a look for the places.
[[nodiscard]] inline bool read_and_explain(std::string_view text, const schema_view& fields,
                                           const parse_options& options, filter_data& out,
                                           std::vector<diagnostic>& problems) {
    // A group is an object and an array, a list one array more; one level over the limit must still be read, to be
    // refused well.
    const std::size_t levels = 2 * depth_limit(options.limits) + 8;
    json_failure failure;
    const boost::json::value json = read_json(text, failure, levels);
    if (failure.code) {
        problems.push_back(unread_json(failure, options.limits));
        problems.back().range = {failure.offset, std::min(failure.offset + 1, text.size())};
        return false;
    }
    const bool whole = from_dom(json, fields, options, out, problems);
    const bool read = tell_remarks(text, problems) && whole;
    place_in_json(text, problems);
    insertion_sort(problems, [](const diagnostic& a, const diagnostic& b) { return a.range.begin < b.range.begin; });
    return read;
}

CALQUE_DECL reading from_json_text(std::string_view text, const schema_view& fields, const parse_options& options,
                                   filter_data& out, std::vector<diagnostic>& problems, bool hasty) {
    problems.clear();
    if (const std::size_t limit = input_limit(options.limits); text.size() > limit) {
        problems.push_back({.code = diagnostic_code::input_too_long,
                            .range = {},
                            .message = input_too_long_message("the filter JSON", text.size(), limit),
                            .help = std::string{input_too_long_help}});
        return reading::refused;
    }
    const reading end = read_json_text(text, fields, options, out);
    if (end == reading::done || (end == reading::doubted && hasty)) return end;
    return read_and_explain(text, fields, options, out, problems) ? reading::done : reading::refused;
}

} // namespace calque::detail
