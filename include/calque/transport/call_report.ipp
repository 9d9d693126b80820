// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/transport/call_report.hpp>

#include <algorithm>
#include <ranges>

namespace calque {

namespace detail {

/// Formats a duration for people: `85 ms`, `4.2 s`.
[[nodiscard]] inline std::string short_time(std::chrono::microseconds time) {
    const auto whole = std::chrono::round<std::chrono::milliseconds>(time).count();
    if (whole < 1000) return std::to_string(whole) + " ms";
    const auto tenths = (whole + 50) / 100;
    return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) + " s";
}

} // namespace detail

CALQUE_DECL std::chrono::microseconds call_report::duration() const noexcept {
    return attempts.empty() ? std::chrono::microseconds{} : attempts.back().start + attempts.back().duration;
}

CALQUE_DECL std::string_view call_report::request_id() const noexcept {
    const auto newest_first = std::views::reverse(attempts);
    const auto found = std::ranges::find_if(newest_first, [](const auto& each) { return !each.request_id.empty(); });
    return found == newest_first.end() ? std::string_view{} : std::string_view{found->request_id};
}

CALQUE_DECL std::string describe(const call_report& report) {
    std::string out;
    if (report.attempts.size() > 1)
        out = std::to_string(report.attempts.size()) + " attempts in " + detail::short_time(report.duration());
    if (const std::string_view id = report.request_id(); !id.empty())
        out.append(out.empty() ? "" : ", ").append("request id \"").append(id).append("\"");
    return out;
}

} // namespace calque
