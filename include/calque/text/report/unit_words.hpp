// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

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

/// How people write units of time: `5min`, `7days`.
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

/// The unit that a word names, or 0.
[[nodiscard]] constexpr char unit_named(std::string_view word) noexcept {
    if (word == "M") return 'M'; // case matters in the short form only
    for (const unit_word& each : unit_words)
        if (same_word(word, each.word)) return each.unit;
    return 0;
}

/// The unit that a word names, perhaps with one typing error, or 0. The short names have other units for neighbours, `ms`
/// and `us`, so that only longer ones may be misspelt.
[[nodiscard]] constexpr char unit_meant(std::string_view word) noexcept {
    if (const char unit = unit_named(word); unit != 0 || word.size() < 4) return unit;
    for (const unit_word& each : unit_words)
        if (each.word.size() > 3 && lower(word.front()) == each.word.front() &&
            typing_distance(word, each.word, 1) <= 1)
            return each.unit;
    return 0;
}

/// Whether a bound that ends at a place has no unit, and the other one, which begins at `high`, has: `5..10 minutes`. Which
/// unit the first one is in is not told.
[[nodiscard]] constexpr bool only_high_has_unit(const char* low_end, const char* high, const char* end) noexcept {
    if (!is_class(low_end[-1], digit_char)) return false;
    while (high != end && (is_class(*high, digit_char) || *high == '-' || *high == '.')) ++high;
    high = skip_blank(high, end);
    return unit_named({high, static_cast<std::size_t>(scan_word(high, end) - high)}) != 0;
}

/// A number of seconds in the largest unit of a fixed length that holds it: `90m`.
[[nodiscard]] inline std::string in_largest_unit(std::int64_t seconds) {
    for (const auto& [name, length] : {std::pair{'d', 86'400}, std::pair{'h', 3'600}, std::pair{'m', 60}})
        if (seconds % length == 0) return std::to_string(seconds / length) + name;
    return std::to_string(seconds) + "s";
}

/// A fraction of a unit as a whole number of a smaller one, or empty: `90m` for 1.5 hours.
[[nodiscard]] inline std::string in_smaller_units(const number_scan& number, time_unit unit) {
    if (number.kind != value_kind::number) return {};
    const double seconds = std::bit_cast<double>(number.bits) * static_cast<double>(seconds_of(unit));
    if (!(seconds > -1e12 && seconds < 1e12)) return {};
    const auto whole = static_cast<std::int64_t>(seconds);
    if (static_cast<double>(whole) < seconds || static_cast<double>(whole) > seconds) return {};
    return in_largest_unit(whole);
}

/// Several durations in a row as one, or empty: `90m` for `1h30m`.
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

/// A duration of ISO 8601 as one of ours, or empty: `90s` for `PT1M30S`. Months and years have no length.
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
        const auto known =
            std::string_view{time ? "hms" : "wd"}.find(unit) != std::string_view::npos ? unit_of(unit) : std::nullopt;
        if (!known || amount < 0) return {};
        seconds += amount * seconds_of(*known);
        amount = -1;
    }
    return amount < 0 && seconds > 0 ? in_largest_unit(seconds) : std::string{};
}

/// A text that names an amount of time as a duration of ours, or empty: `5m`, `PT5M`, `90 seconds`, `1h30m`.
[[nodiscard]] inline std::string duration_named(std::string_view text) {
    if (std::string iso = from_iso_duration(text); !iso.empty()) return iso;
    std::string joined;
    for (const char c : text)
        if (!is_class(c, blank_char)) joined += c;
    if (std::string sum = sum_of_durations(joined); !sum.empty()) return sum;
    const std::size_t digits = std::min(joined.find_first_not_of("0123456789"), joined.size());
    const char unit = unit_named(std::string_view{joined}.substr(digits));
    if (digits == 0 || digits > 9 || std::string_view{"smhdw"}.find(unit) == std::string_view::npos) return {};
    return joined.substr(0, digits) + unit;
}

/// A text that means a time relative to now, as the language has it, or empty: `now()-7d`, `-7d`, `7 days ago`.
[[nodiscard]] inline std::string relative_named(std::string_view text) {
    std::string joined;
    for (const char c : text)
        if (!is_class(c, blank_char)) joined += lower(c) == 'm' ? c : lower(c);
    if (joined == "yesterday") return "today-1d";
    if (const std::size_t call = joined.find("()"); call != std::string::npos) joined.erase(call, 2);
    const bool ago = joined.size() > 3 && joined.ends_with("ago");
    if (ago) joined = "now-" + joined.substr(0, joined.size() - 3);
    else if (joined.starts_with('-')) joined.insert(0, "now");
    const std::size_t unit = joined.find_last_of("0123456789") + 1; // 0 where there is no digit
    if (unit > 0 && unit < joined.size()) {
        const char letter = unit_named(std::string_view{joined}.substr(unit));
        if (letter == 0) return {};
        joined.replace(unit, joined.size() - unit, 1, letter);
    }
    const relative_scan scan = scan_relative(joined.data(), joined.data() + joined.size());
    return scan.status == relative_status::ok && scan.end == joined.data() + joined.size() ? joined : std::string{};
}

} // namespace calque::detail
