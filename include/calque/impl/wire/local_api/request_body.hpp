// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/call_log.hpp>
#include <calque/impl/wire/local_api/json_out.hpp>
#include <calque/json.hpp>
#include <calque/transport.hpp>

#include <boost/json/value.hpp>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// The body of a request, checked as the API's framework is known to do it (api.md (e), (g)).
namespace calque::detail::serving {

/// An answer that is not a page of widgets; thrown by the steps that check a request.
struct refusal {
    http_response response;
};

[[nodiscard]] inline http_response json_response(unsigned status, std::string body) {
    return {status, {{"Content-Type", "application/json"}}, std::move(body)};
}

/// `{"detail": "…"}`
[[nodiscard]] inline http_response detail_response(unsigned status, std::string_view detail) {
    json_out out;
    out.open('{').key("detail").text(detail).close('}');
    return json_response(status, std::move(out).take());
}

/// Refuses with `{"<member>": ["…"]}`.
[[noreturn]] inline void refuse_member(std::string_view member, std::string_view message) {
    json_out out;
    out.open('{').key(member).open('[').text(message).close(']').close('}');
    throw refusal{json_response(400, std::move(out).take())};
}

/// What the framework calls a type in its messages.
[[nodiscard]] inline std::string_view framework_name(const boost::json::value& what) noexcept {
    switch (what.kind()) {
    case boost::json::kind::null: return "NoneType";
    case boost::json::kind::bool_: return "bool";
    case boost::json::kind::int64:
    case boost::json::kind::uint64: return "int";
    case boost::json::kind::double_: return "float";
    case boost::json::kind::string: return "str";
    case boost::json::kind::array: return "list";
    case boost::json::kind::object: return "dict";
    }
    return {};
}

/// Parses a body. *Errors*: throws `refusal` with the line and column.
[[nodiscard]] inline boost::json::value parse_body(std::string_view text) {
    constexpr std::size_t deepest = 1'200; // two levels for each group of the deepest filter
    json_failure failure;
    boost::json::value body = read_json(text, failure, deepest);
    if (!failure.code) return body;
    const std::size_t read = failure.offset;
    const std::string_view before = text.substr(0, read);
    const auto line = std::ranges::count(before, '\n') + 1;
    const std::size_t column = read - (before.rfind('\n') + 1) + 1;
    throw refusal{detail_response(400, "JSON parse error - " + failure.code.message() + ": line " +
                                           std::to_string(line) + " column " + std::to_string(column) + " (char " +
                                           std::to_string(read) + ")")};
}

/// The widget ids, each once, in the order of the request. *Errors*: throws `refusal`.
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

/// The override filter; nothing where it is missing or `{}`. *Errors*: throws `refusal` that names what is wrong.
[[nodiscard]] inline std::optional<filter<call_log>> read_filters(const boost::json::object& body) {
    constexpr std::string_view name = "filters";
    const boost::json::value* const found = body.if_contains(name);
    if (found == nullptr) return std::nullopt;
    if (found->is_null()) refuse_member(name, "This field may not be null.");
    const boost::json::object* const object = found->if_object();
    if (object == nullptr)
        refuse_member(name,
                      "Expected a dictionary of items but got type \"" + std::string{framework_name(*found)} + "\".");
    if (object->empty()) return std::nullopt;
    auto read = from_json<call_log>(*found);
    if (read) return *std::move(read);
    const auto& all = read.diagnostics();
    const auto worst = std::ranges::find(all, severity::error, &diagnostic::level);
    std::string detail = "Invalid filter";
    if (worst != all.end()) {
        if (!worst->pointer.empty()) detail += " at " + worst->pointer;
        detail += ": " + worst->message;
    }
    throw refusal{detail_response(400, detail)};
}

} // namespace calque::detail::serving
