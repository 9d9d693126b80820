// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include "charts_time.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>

namespace cli {
namespace {

using times = std::vector<std::optional<calque::datetime>>;
using local = std::chrono::sys_time<std::chrono::minutes>;

enum class precision { months, days, minutes };

/// Returns the common zone of all times, in minutes east of UTC; UTC if they differ.
int common_zone(const times& all) {
    std::optional<int> common;
    for (const auto& time : all) {
        if (!time) continue;
        if (common && *common != time->zone_minutes) return 0;
        common = time->zone_minutes;
    }
    return common.value_or(0);
}

std::string zone_name(int minutes) {
    if (minutes == 0) return "UTC";
    std::array<char, 24> text;
    const int size = std::abs(minutes);
    const int length =
        std::snprintf(text.data(), text.size(), "%c%02d:%02d", minutes < 0 ? '-' : '+', size / 60, size % 60);
    return {text.data(), static_cast<std::size_t>(length)};
}

local in_zone(const calque::datetime& time, int zone_minutes) {
    return std::chrono::floor<std::chrono::minutes>(time.at) + std::chrono::minutes{zone_minutes};
}

std::string text_of(local time, precision wanted) {
    const auto day = std::chrono::floor<std::chrono::days>(time);
    const std::chrono::year_month_day date{day};
    const std::chrono::hh_mm_ss clock{time - day};
    constexpr std::array<const char*, 7> weekdays{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    const int year = static_cast<int>(date.year());
    const auto month = static_cast<unsigned>(date.month());
    const auto number = static_cast<unsigned>(date.day());
    std::array<char, 64> text;
    int length = 0;
    switch (wanted) {
    case precision::months: length = std::snprintf(text.data(), text.size(), "%04d-%02u", year, month); break;
    case precision::days:
        length = std::snprintf(text.data(), text.size(), "%s %04d-%02u-%02u",
                               weekdays[std::chrono::weekday{day}.c_encoding()], year, month, number);
        break;
    case precision::minutes:
        length = std::snprintf(text.data(), text.size(), "%04d-%02u-%02u %02d:%02d", year, month, number,
                               static_cast<int>(clock.hours().count()), static_cast<int>(clock.minutes().count()));
        break;
    }
    return {text.data(), static_cast<std::size_t>(length)};
}

precision precision_of(const times& all, int zone) {
    precision found = precision::months;
    std::size_t count = 0;
    for (const auto& time : all) {
        if (!time) continue;
        ++count;
        const local at = in_zone(*time, zone);
        const auto day = std::chrono::floor<std::chrono::days>(at);
        if (at != day) return precision::minutes;
        if (std::chrono::year_month_day{day}.day() != std::chrono::day{1}) found = precision::days;
    }
    // A single bucket on the first of a month may be a day or a month; a day is always correct.
    return count < 2 ? precision::days : found;
}

time_labels label(const times& all, int zone, precision wanted) {
    time_labels labels;
    bool any = false;
    labels.texts.reserve(all.size());
    for (const auto& time : all) {
        labels.texts.push_back(time ? text_of(in_zone(*time, zone), wanted) : "no time");
        any = any || time.has_value();
    }
    if (any) labels.zone = zone_name(zone);
    return labels;
}

} // namespace

time_labels label_instants(const times& all) { return label(all, common_zone(all), precision::minutes); }

time_labels label_buckets(const times& all) {
    const int zone = common_zone(all);
    return label(all, zone, precision_of(all, zone));
}

} // namespace cli
