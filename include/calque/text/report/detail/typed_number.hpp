// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/text/report/detail/unit_words.hpp>
#include <calque/values/scan_number.hpp>
#include <calque/values/scan_time.hpp>

#include <algorithm>
#include <bit>
#include <cstddef>
#include <numeric>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// Whether a number, a duration or a time is the same in another form.
namespace calque::detail {

/// A number without its sign, in one of the ways to write it: `90m` for `1h30m` and `1.5h`, `30d` for `30 days`.
[[nodiscard, gnu::cold]] inline std::string canonical_amount(std::string_view text) {
    std::string out;
    double seconds = 0;
    for (std::string_view rest = text; !rest.empty();) {
        const std::size_t digits = std::min(rest.find_first_not_of("0123456789."), rest.size());
        const std::size_t end = std::min(rest.find_first_of("0123456789.", digits), rest.size());
        const char name = unit_meant(rest.substr(digits, end - digits));
        const number_scan number = scan_number(rest.data(), rest.data() + digits);
        if (name == 0 || number.status != number_status::ok || number.end != rest.data() + digits)
            return std::string{text};
        const double amount =
            number.kind == value_kind::number ? std::bit_cast<double>(number.bits) : static_cast<double>(number.bits);
        const auto unit = unit_of(name);
        const double length = unit ? static_cast<double>(seconds_of(*unit)) : 0;
        if (length > 0) seconds += amount * length;
        else out.append(rest.substr(0, digits)) += name; // months and years have no length
        rest.remove_prefix(end);
    }
    return seconds > 0 ? out + std::to_string(seconds) : out;
}

/// The runs of digits in a text.
[[nodiscard, gnu::cold]] inline std::vector<std::string> digit_runs(std::string_view text) {
    std::vector<std::string> out;
    bool joined = false;
    for (const char c : text) {
        if (!is_class(c, digit_char)) joined = false;
        else if (std::exchange(joined, true)) out.back() += c;
        else out.emplace_back(1, c);
    }
    return out;
}

/// Whether a date and time keeps all numbers, the zone and its sign of one in another form.
[[nodiscard, gnu::cold]] inline bool keeps_time(std::string_view typed, std::string_view now) {
    const datetime_scan read = scan_datetime(now.data(), now.data() + now.size());
    if (read.status != datetime_status::ok || read.end != now.data() + now.size()) return false;
    const auto count = [](std::string_view text, char c) { return std::count(text.begin(), text.end(), c); };
    if (count(typed, '+') != count(now, '+')) return false;
    if (typed.find_first_of("zZ") != std::string_view::npos && now.find_first_of("zZ") == std::string_view::npos)
        return false;
    std::vector<std::string> runs = digit_runs(typed), left = digit_runs(now);
    const std::size_t sign = typed.find_last_of("+-");
    if (runs.size() > 3 && runs.back().size() == 4 && typed.size() - sign == 5) { // `+0100`, behind a date
        runs.push_back(runs.back().substr(2));
        runs.rbegin()[1].resize(2);
    }
    const auto joined = [](const std::vector<std::string>& all) {
        return std::accumulate(all.begin(), all.end(), std::string{});
    };
    if (joined(runs) == joined(left)) return true;
    if (typed.find(now.substr(0, 4)) == std::string_view::npos) return false; // the year
    const auto is_zero = [](std::string_view digits) {
        return digits.find_first_not_of('0') == std::string_view::npos;
    };
    for (const std::string& each : runs) {
        const auto same = std::find_if(left.begin(), left.end(), [&](std::string_view full) { // `3` as `03`
            return full.ends_with(each) && is_zero(full.substr(0, full.size() - each.size()));
        });
        if (same == left.end()) return false;
        left.erase(same);
    }
    return std::all_of(left.begin(), left.end(), is_zero);
}

/// Whether a number is the one that was typed, perhaps in another form, or with the unit or zone that it lacked.
[[nodiscard, gnu::cold]] inline bool keeps_number(std::string_view typed, std::string_view now) {
    if (typed == now || keeps_time(typed, now)) return true;
    const auto sign = [](std::string_view text) {
        return text.substr(0, std::min(text.find_first_not_of("+-"), text.size()));
    };
    if (sign(typed) != sign(now)) return false;
    typed.remove_prefix(sign(typed).size());
    now.remove_prefix(sign(now).size());
    if (typed.empty()) return now.empty();
    if (canonical_amount(typed) == canonical_amount(now)) return true;
    if (typed.front() == '.') return now.size() == typed.size() + 1 && now.front() == '0' && now.ends_with(typed);
    if (now.size() == typed.size() + 1 && now.starts_with(typed))
        return is_class(typed.back(), digit_char) && unit_of(now.back()).has_value();
    // `d7` for `7d`
    const std::size_t digits = typed.find_first_of("0123456789");
    const std::string turned = digits > 0 && digits < typed.size()
                                   ? std::string{typed.substr(digits)}.append(typed.substr(0, digits))
                                   : std::string{};
    return turned == now;
}

} // namespace calque::detail
