// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/decode/read_value.hpp>
#include <calque/widget/detail/row_tape.hpp>
#include <calque/widget/widget.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// Typed rows, whose shapes are those in the OpenAPI description.
namespace calque::detail {

/// The exception for a row with the keys of its shape but an invalid time; its chart is then kept as JSON.
struct unreadable_time {};

[[nodiscard]] inline std::optional<datetime> read_time(const scalar_token& token) {
    if (token.form == scalar_form::time)
        return datetime{instant{std::chrono::microseconds{static_cast<std::int64_t>(token.bits)}}, token.zone_minutes};
    const auto text = read_text(token);
    if (!text) return {};
    const auto time = read_datetime(*text, true);
    if (!time) throw unreadable_time{};
    return time;
}

/// Returns a number as an unsigned 64-bit integer, if it fits; used for numbers that do not fit a signed one.
[[nodiscard]] inline std::optional<std::uint64_t> read_unsigned(const scalar_token& number) noexcept {
    if (number.form == scalar_form::decimal) return {};
    return convert<std::uint64_t>(number.text);
}

/// Stores a scalar. A number that is not a 64-bit integer becomes the nearest double.
inline void read_scalar(const scalar_token& token, scalar& out) {
    switch (token.kind()) {
    case json_kind::none:
    case json_kind::null: out = std::monostate{}; return;
    case json_kind::boolean: out = token.form == scalar_form::yes; return;
    case json_kind::string: out = *read_text(token); return;
    case json_kind::number:
        if (std::int64_t whole = 0; read_whole(token, whole)) out = whole;
        else if (const auto wide = read_unsigned(token)) out = *wide;
        else out = read_double(token);
        return;
    case json_kind::array:
    case json_kind::object: stop_expecting("a number, a string, a boolean or null", token.kind());
    }
}

/// The description of a row type: its keys, and how the value of each is stored.
template <class Row>
struct row_shape;

template <>
struct row_shape<line_point> {
    static constexpr std::array keys{row_key::id, row_key::timestamp, row_key::value};
    static void read(std::size_t key, const scalar_token& token, line_point& row) {
        if (key == 0) row.id = read_integer(token);
        else if (key == 1) row.timestamp = read_time(token);
        else read_scalar(token, row.value);
    }
};

template <>
struct row_shape<bar_point> {
    static constexpr std::array keys{row_key::time_interval, row_key::value, row_key::sample_count};
    static void read(std::size_t key, const scalar_token& token, bar_point& row) {
        if (key == 0) row.time_interval = read_time(token);
        else if (key == 1) read_scalar(token, row.value);
        else row.sample_count = read_integer(token);
    }
};

template <>
struct row_shape<pie_slice> {
    static constexpr std::array keys{row_key::label, row_key::value, row_key::percentage};
    static void read(std::size_t key, const scalar_token& token, pie_slice& row) {
        if (key == 0) read_scalar(token, row.label);
        else if (key == 1) read_scalar(token, row.value);
        else row.percentage = read_number(token);
    }
};

/// Returns whether rows with these keys have the shape: all of its keys, and no `group` (api/README.md, "Chart
/// data").
template <class Row>
[[nodiscard]] constexpr bool has_shape(std::uint8_t keys) noexcept {
    std::uint8_t wanted = 0;
    for (const row_key each : row_shape<Row>::keys) wanted = static_cast<std::uint8_t>(wanted | bit_of(each));
    return (keys & wanted) == wanted && (keys & bit_of(row_key::group)) == 0;
}

/// Returns whether all rows of a tape have the shape.
template <class Row>
[[nodiscard]] bool all_have_shape(const row_tape& tape) noexcept {
    for (std::uint8_t i = 0; i < tape.keys().size(); ++i)
        if (tape.keys()[i].ends_row && !has_shape<Row>(tape.keys()[i].keys)) return false;
    return true;
}

/// Returns, for each value of a row in order, the index of its key in the shape, or one past the end for other keys.
template <class Row>
[[nodiscard]] std::vector<std::uint8_t> shape_indices(const key_trie& tree, std::uint8_t path) {
    constexpr const auto& keys = row_shape<Row>::keys;
    std::vector<std::uint8_t> out;
    for (const std::uint8_t each : tree.path_to(path))
        out.push_back(static_cast<std::uint8_t>(std::find(keys.begin(), keys.end(), tree[each].role) - keys.begin()));
    // If a key is repeated, its last value counts.
    for (std::size_t i = 0; i < out.size(); ++i)
        if (std::find(out.begin() + static_cast<std::ptrdiff_t>(i) + 1, out.end(), out[i]) != out.end()) out[i] = 3;
    return out;
}

/// The position of the value being read, for messages.
struct row_place {
    std::size_t row = 0;
    row_key key = row_key::other; ///< `other` denotes the whole row
};

/// Converts the rows of a tape to typed rows; all must have the shape.
template <class Row>
[[nodiscard]] std::vector<Row> read_rows(row_tape& tape, row_place& place) {
    std::array<std::vector<std::uint8_t>, key_trie::max_nodes> places;
    std::vector<Row> rows;
    rows.reserve(tape.rows());
    byte_cursor cursor = tape.read();
    for (place.row = 0; place.row < tape.rows(); ++place.row) {
        const std::uint8_t path = row_tape::read_path(cursor);
        std::vector<std::uint8_t>& keys = places[path];
        if (keys.empty()) keys = shape_indices<Row>(tape.keys(), path);
        Row& row = rows.emplace_back();
        for (const std::uint8_t key : keys) {
            const scalar_token token = unpack(cursor);
            if (key == row_shape<Row>::keys.size()) continue;
            place.key = row_shape<Row>::keys[key];
            row_shape<Row>::read(key, token, row);
        }
    }
    return rows;
}

} // namespace calque::detail
