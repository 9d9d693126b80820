// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/values/scan_time.hpp>

#include <string>
#include <string_view>

// Dates and times that are not written as RFC 3339 has them, but mean one.
namespace calque::detail {

/// Takes a text apart, digits and marks.
struct loose_reader {
    std::string_view rest;

    std::string run_of_digits() {
        std::size_t count = 0;
        while (count < rest.size() && is_class(rest[count], digit_char)) ++count;
        std::string out{rest.substr(0, count)};
        rest.remove_prefix(count);
        return out;
    }
    /// A number of two digits at least, as days and hours have them.
    std::string digits() {
        std::string out = run_of_digits();
        return out.size() == 1 ? "0" + out : out;
    }
    /// One of some characters, or 0 where none stands there.
    char take(std::string_view any) {
        if (rest.empty() || any.find(rest.front()) == std::string_view::npos) return 0;
        const char c = rest.front();
        rest.remove_prefix(1);
        return c;
    }
};

/// A date, perhaps with a time, whose numbers stand apart, with another mark or fewer digits.
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
        if (in.take(":") == 0) return {};
        out += in.digits() + ":";
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

/// A date and time that lacks some of its marks: `2025-11-03T1030:00Z`. None is taken out or moved.
[[nodiscard]] inline std::string with_marks(std::string_view text) {
    std::string digits;
    std::size_t zone = 0;
    for (; zone < text.size() && digits.size() < 14; ++zone)
        if (is_class(text[zone], digit_char)) digits += text[zone];
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

/// A date, perhaps with a time, as RFC 3339 has it, in UTC where it has no zone: `2025/11/3 9:30` is
/// `2025-11-03T09:30:00Z`. Empty where it is none, or which number is the day would be a guess.
[[nodiscard]] inline std::string in_rfc3339(std::string_view text) {
    const std::string out = from_parts(text);
    return out.empty() ? with_marks(text) : out;
}

/// The end of what may be a loose date without quotes; a blank is a part of it before a time or an offset only.
[[nodiscard]] inline const char* loose_date_end(const char* at, const char* end) noexcept {
    constexpr std::string_view marks = "-/.:+TtZz";
    const auto run = [&](const char* from) {
        for (; from != end && (is_class(*from, digit_char) || marks.find(*from) != std::string_view::npos); ++from)
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
