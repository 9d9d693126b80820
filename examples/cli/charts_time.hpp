// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/values/value.hpp>

#include <optional>
#include <string>
#include <vector>

namespace cli {

/// The times of a chart as labels, all in one zone and of one precision.
struct time_labels {
    std::vector<std::string> texts; ///< one for each time, "no time" where there is none
    std::string zone;               ///< "UTC" or an offset such as "+05:30"; empty where there is no time at all
};

/// Labels of points in time: date, hour and minute.
[[nodiscard]] time_labels label_instants(const std::vector<std::optional<calque::datetime>>& times);

/// Labels of buckets: months, or days with their weekday, where all begin with one; else date, hour and minute.
[[nodiscard]] time_labels label_buckets(const std::vector<std::optional<calque::datetime>>& times);

} // namespace cli
