// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace calque::detail {

/// The known keys of a widget; those after `metadata` belong to its metadata (api/README.md, "Chart data").
enum class widget_key : std::uint8_t {
    chart_type,
    data,
    widget_id,
    field_name,
    aggregation_function,
    time_period,
    group_by,
    can_group_by,
    metadata,
    display_name,
    data_type,
    filter_value,
    series_dimension,
    normalization,
    other,
};

inline constexpr std::array<std::string_view, 14> widget_key_names{
    "chart_type",  "data",         "widget_id",        "field_name",   "aggregation_function",
    "time_period", "group_by",     "can_group_by",     "metadata",     "display_name",
    "data_type",   "filter_value", "series_dimension", "normalization"};

/// Returns the key with a name, among those of the metadata or of the widget itself.
[[nodiscard]] constexpr widget_key widget_key_of(std::string_view name, bool of_metadata) noexcept {
    constexpr auto split = static_cast<std::ptrdiff_t>(widget_key::display_name);
    const auto begin = widget_key_names.begin() + (of_metadata ? split : 0);
    const auto end = of_metadata ? widget_key_names.end() : widget_key_names.begin() + split;
    const auto found = std::find(begin, end, name);
    return found == end ? widget_key::other : static_cast<widget_key>(found - widget_key_names.begin());
}

} // namespace calque::detail
