// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/filter/filter.hpp>
#include <calque/json/json.hpp>
#include <calque/stand_in/detail/refusal.hpp>

#include <boost/json/value.hpp>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>

// Filters in requests: a member of a body, or JSON text in a query (api/README.md, "Endpoints" and "Filter JSON").
namespace calque::detail::stand_in_parts {

/// The deepest permitted nesting of a request's JSON: two levels for each group of the deepest filter.
inline constexpr std::size_t max_json_depth = 1'200;

/// Returns the filter in a JSON object; nothing for `{}`, or if it is invalid, with the reason in `mistake`.
template <schema Schema>
[[nodiscard]] std::optional<filter<Schema>> read_filter(const boost::json::value& object, std::string& mistake) {
    if (object.get_object().empty()) return std::nullopt;
    auto read = from_json<Schema>(object);
    if (read) return *std::move(read);
    const auto& all = read.diagnostics();
    const auto worst = std::ranges::find(all, severity::error, &diagnostic::level);
    mistake = "Invalid filter";
    if (worst == all.end()) return std::nullopt;
    if (!worst->pointer.empty()) mistake += " at " + worst->pointer;
    mistake += ": " + worst->message;
    return std::nullopt;
}

/// As above. *Errors*: throws `refusal`: a member error for a value that is no object, a `detail` for an invalid
/// filter (inferred).
template <schema Schema>
[[nodiscard]] std::optional<filter<Schema>> read_filter(std::string_view member, const boost::json::value& found) {
    if (!found.is_object())
        refuse_member(member,
                      "Expected a dictionary of items but got type \"" + std::string{framework_name(found)} + "\".");
    std::string mistake;
    auto read = read_filter<Schema>(found, mistake);
    if (!mistake.empty()) throw refusal{detail_response(400, mistake)};
    return read;
}

/// Returns the filter in a query's JSON text; nothing for `null` and `{}`.
///
/// *Errors*: throws `refusal`; text that is not JSON is an error of the parameter (inferred).
template <schema Schema>
[[nodiscard]] std::optional<filter<Schema>> read_filter_text(std::string_view parameter, std::string_view text) {
    if (text.empty()) refuse_member(parameter, "This field may not be blank.");
    json_failure failure;
    const boost::json::value found = read_json(text, failure, max_json_depth);
    if (failure.code) refuse_member(parameter, "Value must be valid JSON.");
    if (found.is_null()) return std::nullopt;
    return read_filter<Schema>(parameter, found);
}

} // namespace calque::detail::stand_in_parts
