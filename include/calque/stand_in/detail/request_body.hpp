// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/api/http_message.hpp>
#include <calque/json/json.hpp>
#include <calque/schema/call_log.hpp>
#include <calque/stand_in/detail/filter_input.hpp>
#include <calque/stand_in/detail/refusal.hpp>

#include <boost/json/value.hpp>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// The body of a request, checked as the API's framework does (api/README.md, "Errors and retries" and "Inferred").
namespace calque::detail::stand_in_parts {

/// Parses a body. *Errors*: throws `refusal` with the line and column.
[[nodiscard]] inline boost::json::value parse_body(std::string_view text) {
    json_failure failure;
    boost::json::value body = read_json(text, failure, max_json_depth);
    if (!failure.code) return body;
    const std::size_t read = failure.offset;
    const std::string_view before = text.substr(0, read);
    const auto line = std::ranges::count(before, '\n') + 1;
    const std::size_t column = read - (before.rfind('\n') + 1) + 1;
    throw refusal{detail_response(400, "JSON parse error - " + failure.code.message() + ": line " +
                                           std::to_string(line) + " column " + std::to_string(column) + " (char " +
                                           std::to_string(read) + ")")};
}

/// Returns whether a content type is JSON, ignoring parameters such as the charset.
[[nodiscard]] inline bool is_json_type(std::string_view content_type) noexcept {
    const std::string_view type = content_type.substr(0, content_type.find(';'));
    const std::size_t end = type.find_last_not_of(" \t") + 1;
    return same_word(type.substr(0, end), "application/json");
}

/// Returns the object in a request's body, which must be JSON. The framework treats an empty body as an empty form.
///
/// *Errors*: throws `refusal`.
[[nodiscard]] inline boost::json::object read_form(const http_request& request) {
    const std::string_view type = find_header(request.headers, "Content-Type");
    if (!is_json_type(type))
        throw refusal{detail_response(415, "Unsupported media type \"" + std::string{type} + "\" in request.")};
    if (request.body.empty()) return {};
    boost::json::value body = parse_body(request.body);
    if (!body.is_object())
        refuse_member("non_field_errors",
                      "Invalid data. Expected a dictionary, but got " + std::string{framework_name(body)} + ".");
    return std::move(body.get_object());
}

/// Returns the widget ids without duplicates, in the order of the request. *Errors*: throws `refusal`.
[[nodiscard]] inline std::vector<std::int64_t> read_widget_ids(const boost::json::object& body) {
    constexpr std::string_view name = "widget_ids";
    const boost::json::value* const found = body.if_contains(name);
    if (found == nullptr) refuse_member(name, "This field is required.");
    if (found->is_null()) refuse_member(name, "This field may not be null.");
    const boost::json::array* const items = found->if_array();
    if (items == nullptr)
        refuse_member(name, "Expected a list of items but got type \"" + std::string{framework_name(*found)} + "\".");
    if (items->empty()) refuse_member(name, "This list may not be empty.");
    json_out bad;
    bad.open('{').key(name).open('{');
    bool any_bad = false;
    std::vector<std::int64_t> ids;
    for (std::size_t i = 0; i < items->size(); ++i) {
        const std::int64_t* const id = (*items)[i].if_int64();
        if (id == nullptr) {
            any_bad = true;
            bad.key(std::to_string(i)).open('[').text("A valid integer is required.").close(']');
        } else if (std::ranges::find(ids, *id) == ids.end()) {
            ids.push_back(*id);
        }
    }
    if (any_bad) throw refusal{json_response(400, std::move(bad.close('}').close('}')).take())};
    return ids;
}

/// Returns the override filter; nothing if it is missing or `{}`. *Errors*: throws `refusal` that names the mistake.
[[nodiscard]] inline std::optional<filter<call_log>> read_filters(const boost::json::object& body) {
    constexpr std::string_view name = "filters";
    const boost::json::value* const found = body.if_contains(name);
    if (found == nullptr) return std::nullopt;
    if (found->is_null()) refuse_member(name, "This field may not be null.");
    return read_filter<call_log>(name, *found);
}

} // namespace calque::detail::stand_in_parts
