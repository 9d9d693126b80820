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

/// An endpoint: what is asked how, and what answers it.
struct route {
    std::string_view method;
    std::string_view path; ///< `{id}` stands for a whole number
    http_response (*answer)(const served_records& records, const incoming& from);
};

/// All endpoints; what answers one may throw a `refusal`, which is then the answer.
inline constexpr std::array<route, 5> routes{{
    {"POST", "/dashboards/widgets/bulk_data/", bulk_data},
    {"GET", "/dashboards/widgets/{id}/data/", widget_data},
    {"POST", "/dashboards/widgets/preview_data/", preview_data},
    {"GET", "/observability/v2/call-logs/", call_logs},
    {"GET", "/test_framework/v2/runs/", runs},
}};

/// The number in the place of a pattern's `{id}`, 0 where it has none; nothing where a path does not match.
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

/// A path that some endpoint has, and the endpoint where the method is its own, too.
struct route_match {
    std::string_view allowed; ///< the method that the path has; empty where there is no such path
    const route* found = nullptr;
    std::int64_t id = 0;
};

/// HEAD is answered as GET; a connection leaves the body out.
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
