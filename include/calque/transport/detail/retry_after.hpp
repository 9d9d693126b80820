// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/support/scan.hpp>
#include <calque/transport/detail/http_date.hpp>

#include <algorithm>
#include <chrono>
#include <optional>
#include <string_view>

namespace calque::detail {

/// The longest wait that a server can ask for; longer ones exceed any deadline anyway.
inline constexpr std::chrono::seconds longest_retry_after = std::chrono::hours{24 * 365};

/// Removes the blanks around a header's value.
[[nodiscard]] constexpr std::string_view trimmed(std::string_view value) noexcept {
    const auto is_blank = [](char c) { return c == ' ' || c == '\t'; };
    while (!value.empty() && is_blank(value.front())) value.remove_prefix(1);
    while (!value.empty() && is_blank(value.back())) value.remove_suffix(1);
    return value;
}

/// Returns the wait of a `Retry-After`, in seconds or until a date; nothing if the value is neither (RFC 9110,
/// 10.2.3).
///
/// A date is relative to the response's own `Date`, so the local clock does not matter; without one, to `moment`. A
/// past date means no wait; the result is at most a year.
[[nodiscard]] constexpr std::optional<std::chrono::seconds>
read_retry_after(std::string_view value, std::string_view date, std::chrono::sys_seconds moment) noexcept {
    using std::chrono::seconds;
    value = trimmed(value);
    if (value.empty()) return std::nullopt;
    if (std::ranges::all_of(value, [](char c) { return is_class(c, digit_char); })) {
        seconds out{};
        for (const char c : value) out = std::min(out * 10 + seconds{c - '0'}, longest_retry_after);
        return out;
    }
    const auto until = read_http_date(value, moment);
    if (!until) return std::nullopt;
    const auto from = read_http_date(trimmed(date), moment).value_or(moment);
    return std::clamp(*until - from, seconds::zero(), longest_retry_after);
}

} // namespace calque::detail
