// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/support/scan.hpp>
#include <calque/values/scan_time.hpp>
#include <calque/values/value.hpp>

#include <chrono>
#include <string>
#include <string_view>

// Dates and times that are not in RFC 3339 format but have a clear meaning.
namespace calque::detail {

/// Formats a day as `2025-11-03`.
[[nodiscard]] inline std::string date_of(std::chrono::sys_days day) {
    return to_string(datetime{.at = instant{day}}).substr(0, 10);
}

/// Splits a text into digits and marks.
struct loose_reader {
    std::string_view rest;

    std::string run_of_digits() {
        std::size_t count = 0;
        while (count < rest.size() && is_class(rest[count], digit_char)) ++count;
        std::string out{rest.substr(0, count)};
        rest.remove_prefix(count);
        return out;
    }
    /// Reads a number, padded to the two digits that days and hours have.
    std::string digits() {
        std::string out = run_of_digits();
        return out.size() == 1 ? "0" + out : out;
    }
    /// Reads one of the given characters; returns 0 if none is next.
    char take(std::string_view any) {
        if (rest.empty() || !is_among(rest.front(), any)) return 0;
        const char c = rest.front();
        rest.remove_prefix(1);
        return c;
    }
};

/// Converts a date, optionally with a time, whose numbers have other separators or fewer digits.
[[nodiscard]] inline std::string from_parts(std::string_view text) {
    loose_reader in{text};
    const std::string first = in.digits();
    const char separator = in.take("-/.");
    const std::string month = in.digits();
    if (separator == 0 || in.take({&separator, 1}) == 0) return {};
    const std::string last = in.digits();
    const bool year_first = first.size() == 4;
    if (!year_first && (separator != '.' || last.size() != 4)) return {};
    std::string out = (year_first ? first : last) + "-" + month + "-" + (year_first ? last : first) + "T";
    if (in.rest.empty()) {
        out += "00:00:00Z";
    } else {
        if (in.take("Tt ") == 0) return {};
        out += in.digits() + ":";
        out += (in.take(":") != 0 ? in.digits() : in.rest.empty() ? "" : "00") + ":"; // `10Z`
        out += in.take(":") != 0 ? in.digits() : "00";
        if (in.take(".") != 0) out += "." + in.run_of_digits();
        while (in.take(" ") != 0) {
        }
        out += in.rest.empty() ? "Z" : in.rest;
        if (in.rest.size() == 3) out += ":00"; // `+01`
        if (in.rest.size() == 5) out.insert(out.size() - 2, 1, ':');
    }
    const datetime_scan read = scan_datetime(out.data(), out.data() + out.size());
    return read.status == datetime_status::ok && read.end == out.data() + out.size() ? out : std::string{};
}

/// Converts a date and time that lacks some of its marks: `2025-11-03T1030:00Z`. No mark is removed or moved.
[[nodiscard]] inline std::string with_marks(std::string_view text) {
    std::string digits;
    std::size_t zone = 0;
    for (; zone < text.size() && digits.size() < 14; ++zone)
        if (is_class(text[zone], digit_char)) digits += text[zone];
    if (digits.size() == 8 && text.size() == 8 && (text.starts_with("19") || text.starts_with("20"))) // `20251103`
        return with_marks(digits + "T000000Z");
    if (digits.size() != 14 || zone == text.size()) return {};
    std::string out = digits.substr(0, 4) + "-" + digits.substr(4, 2) + "-" + digits.substr(6, 2) + "T";
    out.append(digits.substr(8, 2)).append(":").append(digits.substr(10, 2)).append(":").append(digits.substr(12));
    out.append(text.substr(zone));
    auto kept = text.begin();
    for (const char c : out)
        if (kept != text.end() && *kept == c) ++kept;
    const datetime_scan read = scan_datetime(out.data(), out.data() + out.size());
    const bool whole = read.status == datetime_status::ok && read.end == out.data() + out.size();
    return whole && kept == text.end() ? out : std::string{};
}

/// Converts an ordinal date or a week date: `2025-307`, `2025-W45-1`.
[[nodiscard]] inline std::string from_ordinal(std::string_view text) {
    loose_reader in{text};
    const std::string year = in.run_of_digits();
    if (year.size() != 4 || in.take("-") == 0) return {};
    const bool week = in.take("Ww") != 0;
    const std::string number = in.run_of_digits();
    std::string day = "1";
    if (week) day = in.take("-") != 0 ? in.run_of_digits() : std::string{}; // a week alone is not a day
    if (!in.rest.empty() || number.size() != (week ? 2u : 3u) || day.size() != 1) return {};
    const int count = std::stoi(number), weekday_number = std::stoi(day);
    if (count < 1 || count > (week ? 53 : 366) || weekday_number < 1 || weekday_number > 7) return {};
    using namespace std::chrono;
    const std::chrono::year in_year{std::stoi(year)};
    const sys_days first = in_year / 1 / 1, fourth = first + days{3}; // January 4 is in the first week
    const sys_days found = week ? fourth - (weekday{fourth} - Monday) + days{7 * (count - 1) + weekday_number - 1}
                                : first + days{count - 1};
    if (!week && year_month_day{found}.year() != in_year) return {}; // not a leap year
    return date_of(found) + "T00:00:00Z";
}

[[nodiscard]] inline std::string in_lower(std::string_view text) {
    std::string out{text};
    for (char& c : out) c = lower(c);
    return out;
}

/// Converts a date with a month name: `3 Nov 2025`, `November 3, 2025`, `Mon, 03 Nov 2025 10:00:00 GMT`.
[[nodiscard]] inline std::string from_month_name(std::string_view text) {
    static constexpr std::string_view names = "janfebmaraprmayjunjulaugsepoctnovdec";
    std::string year, month, day, time;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find_first_of(" ,", at), text.size());
        const std::string_view part = text.substr(at, end - at);
        at = end + 1;
        if (part.empty()) continue;
        if (part.find(':') != std::string_view::npos) time = part;
        else if (is_class(part.front(), digit_char)) (part.size() == 4 ? year : day) = part;
        else if (const std::size_t k = names.find(in_lower(part.substr(0, 3)));
                 k != std::string_view::npos && k % 3 == 0)
            month = std::to_string(k / 3 + 1);
        else if (!same_word(part, "gmt") && !same_word(part, "utc") &&
                 std::string_view{"mon tue wed thu fri sat sun"}.find(in_lower(part.substr(0, 3))) % 4 != 0)
            return {}; // `PM`, `-0500`
    }
    while (!day.empty() && !is_class(day.back(), digit_char)) day.pop_back(); // `3rd`
    if (year.empty() || month.empty() || day.empty()) return {};
    return from_parts(year + "-" + month + "-" + day + (time.empty() ? "" : "T" + time));
}

/// Converts seconds or milliseconds since 1970; returns an empty string for any other number.
[[nodiscard]] inline std::string since_1970(std::string_view digits) {
    const bool all = digits.find_first_not_of("0123456789") == std::string_view::npos;
    if (!all || (digits.size() != 10 && digits.size() != 13)) return {};
    const std::chrono::milliseconds since{std::stoll(std::string{digits}) * (digits.size() == 10 ? 1'000 : 1)};
    return to_string(datetime{.at = instant{since}});
}

/// Returns whether a date has no time of day.
[[nodiscard]] constexpr bool names_day(std::string_view text) noexcept {
    for (std::size_t i = 1; i + 1 < text.size(); ++i) // `T10Z`
        if (lower(text[i]) == 't' && is_class(text[i - 1], digit_char) && is_class(text[i + 1], digit_char))
            return false;
    return text.find(':') == std::string_view::npos;
}

/// Returns the following day.
[[nodiscard]] inline std::string day_after(std::string_view date) {
    const auto number = [&](std::size_t at, std::size_t size) { return std::stoi(std::string{date.substr(at, size)}); };
    const auto month = std::chrono::month{static_cast<unsigned>(number(5, 2))};
    const auto day = std::chrono::day{static_cast<unsigned>(number(8, 2))};
    return date_of(std::chrono::sys_days{std::chrono::year{number(0, 4)} / month / day} + std::chrono::days{1});
}

/// Converts a date, optionally with a time, to RFC 3339, in UTC if it has no zone: `2025/11/3 9:30` gives
/// `2025-11-03T09:30:00Z`. Returns an empty string if it is no date, or if which number is the day would be a guess.
[[nodiscard]] inline std::string in_rfc3339(std::string_view text) {
    for (const auto read : {from_parts, with_marks, from_ordinal, from_month_name})
        if (std::string out = read(text); !out.empty()) return out;
    return {};
}

/// Returns the end of a possible unquoted loose date; it includes a blank only before a time or an offset.
[[nodiscard]] inline const char* loose_date_end(const char* at, const char* end) noexcept {
    constexpr std::string_view marks = "-/.:+TtZzWw";
    const auto run = [&](const char* from) {
        for (; from != end && (is_class(*from, digit_char) || is_among(*from, marks)); ++from)
            if (*from == '.' && end - from > 1 && from[1] == '.') break;
        return from;
    };
    const char* const date = run(at);
    if (end - date < 4 || *date != ' ' || !is_class(date[1], digit_char)) return date;
    if (date[2] != ':' && date[3] != ':') return date;
    const char* const time = run(date + 1);
    const bool offset = end - time > 2 && *time == ' ' && (time[1] == '+' || time[1] == '-');
    return offset && is_class(time[2], digit_char) ? run(time + 1) : time;
}

} // namespace calque::detail
