// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/support/scan.hpp>
#include <calque/support/typing_distance.hpp>
#include <calque/values/scan_number.hpp>
#include <calque/values/scan_time.hpp>

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

// Units of time as people write them.
namespace calque::detail {

/// A common spelling of a unit of time: `5min`, `7days`.
struct unit_word {
    std::string_view word;
    char unit;
};
inline constexpr std::array<unit_word, 30> unit_words{
    {{"s", 's'},      {"sec", 's'},  {"secs", 's'},   {"second", 's'},  {"seconds", 's'}, {"m", 'm'},
     {"min", 'm'},    {"mins", 'm'}, {"minute", 'm'}, {"minutes", 'm'}, {"h", 'h'},       {"hr", 'h'},
     {"hrs", 'h'},    {"hour", 'h'}, {"hours", 'h'},  {"d", 'd'},       {"day", 'd'},     {"days", 'd'},
     {"w", 'w'},      {"wk", 'w'},   {"week", 'w'},   {"weeks", 'w'},   {"mo", 'M'},      {"month", 'M'},
     {"months", 'M'}, {"y", 'y'},    {"year", 'y'},   {"years", 'y'},   {"yr", 'y'},      {"yrs", 'y'}}};

/// Returns the unit that a word names, or 0.
[[nodiscard]] constexpr char unit_named(std::string_view word) noexcept {
    if (word == "M") return 'M'; // case matters only in the short form
    for (const unit_word& each : unit_words)
        if (same_word(word, each.word)) return each.unit;
    return 0;
}

/// Returns the unit that a word names, with at most one typing error, or 0. Words of up to three letters must match
/// exactly, because they resemble other units such as `ms` and `us`.
[[nodiscard]] constexpr char unit_meant(std::string_view word) noexcept {
    if (const char unit = unit_named(word); unit != 0 || word.size() < 4) return unit;
    for (const unit_word& each : unit_words)
        if (each.word.size() > 3 && lower(word.front()) == each.word.front() &&
            typing_distance(word, each.word, 1) <= 1)
            return each.unit;
    return 0;
}

/// Returns whether only the upper bound of a range, which begins at `high`, has a unit: `5..10 minutes`. The unit of
/// the lower bound is then unknown.
[[nodiscard]] constexpr bool only_high_has_unit(const char* low_end, const char* high, const char* end) noexcept {
    if (!is_class(low_end[-1], digit_char)) return false;
    while (high != end && (is_class(*high, digit_char) || *high == '-' || *high == '.')) ++high;
    high = skip_blank(high, end);
    return unit_named({high, static_cast<std::size_t>(scan_word(high, end) - high)}) != 0;
}

/// Formats seconds in the largest unit, up to days, that divides them: `90m`.
[[nodiscard]] inline std::string in_largest_unit(std::int64_t seconds) {
    for (const auto& [name, length] : {std::pair{'d', 86'400}, std::pair{'h', 3'600}, std::pair{'m', 60}})
        if (seconds % length == 0) return std::to_string(seconds / length) + name;
    return std::to_string(seconds) + "s";
}

/// Converts a fraction of a unit to a whole number of a smaller one: `90m` for 1.5 hours; empty if that is not exact.
[[nodiscard]] inline std::string in_smaller_units(const number_scan& number, time_unit unit) {
    if (number.kind != value_kind::number) return {};
    const double seconds = std::bit_cast<double>(number.bits) * static_cast<double>(seconds_of(unit));
    if (!(seconds > -1e12 && seconds < 1e12)) return {};
    const auto whole = static_cast<std::int64_t>(seconds);
    if (static_cast<double>(whole) < seconds || static_cast<double>(whole) > seconds) return {};
    return in_largest_unit(whole);
}

/// Returns the sum of consecutive durations: `90m` for `1h30m`; empty if the text is not at least two of them.
[[nodiscard]] inline std::string sum_of_durations(std::string_view text) {
    std::int64_t seconds = 0;
    int parts = 0;
    for (; !text.empty() && parts < 6; ++parts) {
        const number_scan amount = scan_number(text.data(), text.data() + text.size());
        if (amount.status != number_status::ok || amount.kind != value_kind::integer || amount.bits > 1'000'000)
            return {};
        text.remove_prefix(static_cast<std::size_t>(amount.end - text.data()));
        std::size_t word = 0;
        while (word < text.size() && is_class(text[word], word_start_char)) ++word;
        const char name = unit_named(text.substr(0, word));
        const auto unit = unit_of(name);
        if (!unit || seconds_of(*unit) == 0) return {};
        seconds += static_cast<std::int64_t>(amount.bits) * seconds_of(*unit);
        text.remove_prefix(word);
    }
    return text.empty() && parts > 1 ? in_largest_unit(seconds) : std::string{};
}

/// Converts an ISO 8601 duration: `90s` for `PT1M30S`; otherwise empty. Months and years have no fixed length.
[[nodiscard]] inline std::string from_iso_duration(std::string_view text) {
    if (text.size() < 3 || lower(text.front()) != 'p') return {};
    std::int64_t seconds = 0, amount = -1;
    bool time = false;
    for (const char c : text.substr(1)) {
        if (is_class(c, digit_char)) {
            amount = (amount < 0 ? 0 : amount) * 10 + (c - '0');
            if (amount > 1'000'000'000) return {};
            continue;
        }
        const char unit = lower(c);
        if (unit == 't' && !time && amount < 0) {
            time = true;
            continue;
        }
        const auto known = is_among(unit, time ? "hms" : "wd") ? unit_of(unit) : std::nullopt;
        if (!known || amount < 0) return {};
        seconds += amount * seconds_of(*known);
        amount = -1;
    }
    return amount < 0 && seconds > 0 ? in_largest_unit(seconds) : std::string{};
}

/// Converts a text that names a duration: `5m`, `PT5M`, `90 seconds`, `1h30m`; otherwise empty.
[[nodiscard]] inline std::string duration_named(std::string_view text) {
    if (std::string iso = from_iso_duration(text); !iso.empty()) return iso;
    std::string joined;
    for (const char c : text)
        if (!is_class(c, blank_char)) joined += c;
    if (std::string sum = sum_of_durations(joined); !sum.empty()) return sum;
    const std::size_t digits = std::min(joined.find_first_not_of("0123456789"), joined.size());
    const char unit = unit_named(std::string_view{joined}.substr(digits));
    if (digits == 0 || digits > 9 || !is_among(unit, "smhdw")) return {};
    return joined.substr(0, digits) + unit;
}

/// Converts a text that means a time relative to now: `now()-7d`, `-7d`, `7 days ago`; otherwise empty.
[[nodiscard]] inline std::string relative_named(std::string_view text) {
    std::string joined;
    for (const char c : text)
        if (!is_class(c, blank_char)) joined += lower(c) == 'm' ? c : lower(c);
    if (joined == "yesterday") return "today-1d";
    if (const std::size_t call = joined.find("()"); call != std::string::npos) joined.erase(call, 2);
    const bool ago = joined.size() > 3 && joined.ends_with("ago");
    if (ago) joined = "now-" + joined.substr(0, joined.size() - 3);
    else if (joined.starts_with('-')) joined.insert(0, "now");
    const std::size_t unit = joined.find_last_of("0123456789") + 1; // 0 if there is no digit
    if (unit > 0 && unit < joined.size()) {
        const char letter = unit_named(std::string_view{joined}.substr(unit));
        if (letter == 0) return {};
        joined.replace(unit, joined.size() - unit, 1, letter);
    }
    const relative_scan scan = scan_relative(joined.data(), joined.data() + joined.size());
    return scan.status == relative_status::ok && scan.end == joined.data() + joined.size() ? joined : std::string{};
}

} // namespace calque::detail
