// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/json.hpp>
#include <calque/parse.hpp>

#include <string>
#include <string_view>

namespace support {

/// Returns the filter JSON of a text, or its diagnostics as text.
template <calque::schema Schema = calque::call_log>
std::string json_of(std::string_view text, const calque::parse_options& options = {}) {
    const auto result = calque::parse<Schema>(text, options);
    return result ? calque::to_json(*result) : calque::render(result.diagnostics(), text);
}

/// Returns the codes of the diagnostics in text order: `E201 W801`; empty for a filter without warnings.
template <class Result>
std::string codes(const Result& result) {
    std::string out;
    for (const calque::diagnostic& each : result.diagnostics()) out += (out.empty() ? "" : " ") + to_string(each.code);
    return out;
}
template <calque::schema Schema = calque::call_log>
std::string codes_of(std::string_view text, const calque::parse_options& options = {}) {
    return codes(calque::parse<Schema>(text, options));
}

/// Returns the text with the first edit of the first diagnostic applied, or `no edit`.
inline std::string mended(const std::string& text) {
    const auto result = calque::parse(text);
    if (result.diagnostics().empty() || result.diagnostics().front().edits.empty()) return "no edit";
    return calque::apply_edit(text, result.diagnostics().front().edits.front());
}

/// Returns the rendered diagnostics of a text.
inline std::string told(std::string_view text) { return calque::render(calque::parse(text).diagnostics(), text); }

} // namespace support
