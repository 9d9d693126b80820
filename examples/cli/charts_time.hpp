// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/values/value.hpp>

#include <optional>
#include <string>
#include <vector>

namespace cli {

/// Labels for the times of a chart, all in one zone and with the same precision.
struct time_labels {
    std::vector<std::string> texts; ///< one per time; "no time" if it is missing
    std::string zone;               ///< "UTC" or an offset such as "+05:30"; empty if all times are missing
};

/// Returns labels of points in time: date, hour and minute.
[[nodiscard]] time_labels label_instants(const std::vector<std::optional<calque::datetime>>& times);

/// Returns labels of buckets: months, or days with their weekday, if all buckets begin with one; otherwise date, hour
/// and minute.
[[nodiscard]] time_labels label_buckets(const std::vector<std::optional<calque::datetime>>& times);

} // namespace cli
