// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/stand_in/detail/call_logs.hpp>
#include <calque/stand_in/detail/preview.hpp>
#include <calque/stand_in/detail/runs.hpp>
#include <calque/stand_in/detail/widgets.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace calque::detail::stand_in_parts {

/// An endpoint: method, path and handler.
struct route {
    std::string_view method;
    std::string_view path; ///< `{id}` matches a whole number
    http_response (*answer)(const served_records& records, const incoming& from);
};

/// All endpoints. A handler may throw a `refusal`, which becomes the response.
inline constexpr std::array<route, 5> routes{{
    {"POST", "/dashboards/widgets/bulk_data/", bulk_data},
    {"GET", "/dashboards/widgets/{id}/data/", widget_data},
    {"POST", "/dashboards/widgets/preview_data/", preview_data},
    {"GET", "/observability/v2/call-logs/", call_logs},
    {"GET", "/test_framework/v2/runs/", runs},
}};

/// Returns the number that matches a pattern's `{id}`, or 0 if it has none; nothing if the path does not match.
[[nodiscard]] inline std::optional<std::int64_t> match_path(std::string_view pattern, std::string_view path) noexcept {
    constexpr std::string_view place = "{id}";
    const std::size_t before = pattern.find(place);
    if (before == std::string_view::npos) return pattern == path ? std::optional<std::int64_t>{0} : std::nullopt;
    const std::string_view behind = pattern.substr(before + place.size());
    if (path.size() <= before + behind.size() || !path.starts_with(pattern.substr(0, before)) ||
        !path.ends_with(behind))
        return std::nullopt;
    const auto id = whole_number<std::uint32_t>(path.substr(before, path.size() - before - behind.size()));
    return id ? std::optional<std::int64_t>{*id} : std::nullopt;
}

/// The result of routing: whether an endpoint has the path, and the endpoint if the method matches as well.
struct route_match {
    std::string_view allowed; ///< the path's method; empty if there is no such path
    const route* found = nullptr;
    std::int64_t id = 0;
};

/// Matches HEAD as GET; the connection omits the body.
[[nodiscard]] inline route_match match_route(std::string_view method, std::string_view path) noexcept {
    route_match match;
    for (const route& each : routes) {
        const auto id = match_path(each.path, path);
        if (!id) continue;
        match.allowed = each.method;
        if (method != each.method && (method != "HEAD" || each.method != "GET")) continue;
        match.found = &each;
        match.id = *id;
        return match;
    }
    return match;
}

} // namespace calque::detail::stand_in_parts
