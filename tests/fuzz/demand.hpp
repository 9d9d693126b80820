// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/calque.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

// Checks that the fuzz targets apply to every input.
namespace calque::fuzz {

/// Aborts with a message if a condition does not hold.
inline void demand(bool holds, const char* what) {
    if (holds) return;
    std::fprintf(stderr, "does not hold: %s\n", what);
    std::abort();
}

/// Returns limits that no rewriting of a short input exceeds; the library still bounds the depth.
[[nodiscard]] inline parse_options wide(bool strict = false) {
    constexpr std::size_t most = std::size_t{1} << 26;
    return {.strict = strict, .limits = {most, 512, most, most, most}};
}

/// Returns true for half of all inputs, which are read in strict mode; a trailing blank or line break selects the mode.
[[nodiscard]] inline bool is_odd(std::string_view text) { return !text.empty() && (text.back() & 1) != 0; }

/// Checks that writing JSON and reading it back gives the same filter, both as text and as a Boost.JSON value.
template <schema Schema>
void demand_round_trip(const filter<Schema>& what) {
    demand(from_json<Schema>(to_json(what), wide()).value() == what, "from_json(to_json(f)) == f");
    demand(from_json<Schema>(boost::json::value_from(what), wide()).value() == what, "from_json(value_from(f)) == f");
}

/// Checks that there are errors exactly if there is no filter, with messages, valid ranges and printable renderings.
template <schema Schema>
void demand_diagnostics(const parse_result<Schema>& result, std::string_view source) {
    const auto inside = [&](const text_range& range) { return range.begin <= range.end && range.end <= source.size(); };
    bool errors = false;
    for (const diagnostic& each : result.diagnostics()) {
        errors = errors || each.level() == severity::error;
        demand(!each.message.empty(), "a diagnostic has a message");
        demand(each.expected.size() <= 5, "at most five things are expected");
        demand(inside(each.range) && (!each.note || inside(each.note->range)), "ranges lie inside of the text");
        for (const text_edit& edit : each.edits) {
            demand(inside(edit.range), "edits lie inside of the text");
            std::string mended{source};
            mended.replace(edit.range.begin, edit.range.end - edit.range.begin, edit.replacement);
            demand(mended != source, "an edit changes the text");
        }
        const auto raw = [](unsigned char c) { return (c < 0x20 && c != '\n') || c == 0x7f; };
        const std::string shown = render(each, source);
        demand(std::none_of(shown.begin(), shown.end(), raw), "rendering has no raw control characters");
    }
    demand(errors != result.has_value(), "there are errors or a filter");
    demand(result.diagnostics().size() <= 20, "at most 20 diagnostics");
}

} // namespace calque::fuzz
