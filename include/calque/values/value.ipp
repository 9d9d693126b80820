// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/values/scan_time.hpp>
#include <calque/values/value.hpp>
#include <calque/values/write_time.hpp>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace calque {

CALQUE_DECL std::string to_string(const datetime& time) {
    std::string out;
    detail::append_time(out, time);
    return out;
}

namespace detail {

/// Rewrites a variant of a date and time as RFC 3339: a `T` for a space, seconds, at most six fraction digits, and a
/// zone with minutes and a colon. Returns an empty string if the text has another form.
[[nodiscard]] inline std::string normalized_time(std::string_view text, bool naive_is_utc) {
    constexpr std::size_t date_end = 10;    // yyyy-mm-dd
    constexpr std::size_t minutes_end = 16; // yyyy-mm-ddThh:mm
    constexpr std::size_t max_fraction_digits = 6;
    if (text.size() < minutes_end || text.size() > 64) return {};
    std::string out{text.substr(0, minutes_end)};
    if (out[date_end] == ' ') out[date_end] = 'T';
    text.remove_prefix(minutes_end);

    const auto digits_of = [](std::string_view from) {
        return from.substr(0, std::min(from.find_first_not_of("0123456789"), from.size()));
    };
    const auto take = [&](char mark, std::size_t most) {
        const std::string_view digits = digits_of(text.substr(1));
        out += mark;
        out += digits.substr(0, most);
        text.remove_prefix(1 + digits.size());
    };
    if (!text.starts_with(':')) out += ":00";
    else take(':', text.size());
    if (text.starts_with('.') || text.starts_with(',')) take('.', max_fraction_digits);

    if (text.starts_with(' ')) text.remove_prefix(1);
    if (text.empty()) return naive_is_utc ? out + 'Z' : std::string{};
    if (text == "UTC") return out + 'Z';
    const bool offset = text.front() == '+' || text.front() == '-';
    const std::string_view hours = offset ? digits_of(text.substr(1)) : std::string_view{};
    if (hours.size() != text.size() - 1 || hours.empty()) return out.append(text);
    if (hours.size() == 2) return out.append(text) + ":00";
    if (hours.size() == 4) return out.append(text.substr(0, 3)).append(":").append(text.substr(3));
    return {};
}

} // namespace detail

CALQUE_DECL std::optional<datetime> read_datetime(std::string_view text, bool naive_is_utc) {
    const auto whole = [](std::string_view from) -> std::optional<datetime> {
        const char* const end = from.data() + from.size();
        const detail::datetime_scan scan = detail::scan_datetime(from.data(), end);
        if (scan.status != detail::datetime_status::ok || scan.end != end) return std::nullopt;
        return scan.time;
    };
    if (const auto time = whole(text)) return time;
    return whole(detail::normalized_time(text, naive_is_utc));
}

} // namespace calque
