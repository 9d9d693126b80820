// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/impl/widget/read_value.hpp>
#include <calque/widget.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

// The rows of a chart: typed where they have the shape that the seed shows, else kept as they came.
namespace calque::detail {

/// The values of a row of three keys, in the order of the keys.
using row_slices = std::array<json_slice, 3>;

/// Thrown where a row has its shape's keys, but a time that is none: its chart is then kept as JSON.
struct unreadable_time {};

[[nodiscard]] inline std::optional<datetime> read_time(json_slice value, const json_place& where) {
    const auto text = read_text(value, where);
    if (!text) return {};
    const auto time = read_datetime(*text, true);
    if (!time) throw unreadable_time{};
    return time;
}

/// What the decoder knows of a kind of rows: its keys, and how their values become a row.
template <class Row>
struct row_shape;

template <>
struct row_shape<line_point> {
    static constexpr std::array<std::string_view, 3> keys{"id", "timestamp", "value"};
    static line_point read(const row_slices& found, const json_place& row) {
        return {read_integer(found[0], row.member(keys[0])), read_time(found[1], row.member(keys[1])),
                read_scalar(found[2], row.member(keys[2]))};
    }
};

template <>
struct row_shape<bar_point> {
    static constexpr std::array<std::string_view, 3> keys{"time_interval", "value", "sample_count"};
    static bar_point read(const row_slices& found, const json_place& row) {
        return {read_time(found[0], row.member(keys[0])), read_scalar(found[1], row.member(keys[1])),
                read_integer(found[2], row.member(keys[2]))};
    }
};

template <>
struct row_shape<pie_slice> {
    static constexpr std::array<std::string_view, 3> keys{"label", "value", "percentage"};
    static pie_slice read(const row_slices& found, const json_place& row) {
        return {read_scalar(found[0], row.member(keys[0])), read_scalar(found[1], row.member(keys[1])),
                read_number(found[2], row.member(keys[2]))};
    }
};

/// The values of the shape's keys; nothing where one is missing, or where the row belongs to a group of its own.
template <class Row>
[[nodiscard]] std::optional<row_slices> find_row(json_slice row) {
    if (row.kind() != json_kind::object) return {};
    row_slices found;
    bool grouped = false;
    row.for_each_member([&](std::string_view key, json_slice value) {
        constexpr const auto& keys = row_shape<Row>::keys;
        const auto at = std::find(keys.begin(), keys.end(), key);
        if (at != keys.end()) found[static_cast<std::size_t>(at - keys.begin())] = value;
        grouped |= key == "group";
    });
    const bool whole = std::none_of(found.begin(), found.end(), [](json_slice each) { return each.text().empty(); });
    if (grouped || !whole) return {};
    return found;
}

/// The rows of a chart, or its JSON where one of them has another shape.
template <class Row>
[[nodiscard]] chart_data read_rows(json_slice data, const json_place& where) {
    std::vector<row_slices> found;
    bool shaped = data.kind() == json_kind::array;
    if (shaped)
        data.for_each_item([&](json_slice row) {
            const auto slices = find_row<Row>(row);
            if (slices) found.push_back(*slices);
            return shaped = slices.has_value();
        });
    if (!shaped) return raw_json{data.compact()};
    try {
        std::vector<Row> rows;
        rows.reserve(found.size());
        for (const row_slices& each : found) rows.push_back(row_shape<Row>::read(each, where.item(rows.size())));
        return rows;
    } catch (const unreadable_time&) {
        return raw_json{data.compact()};
    }
}

} // namespace calque::detail
