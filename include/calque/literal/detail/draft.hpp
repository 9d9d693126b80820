// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/compile_error/compiler_text.hpp>
#include <calque/compile_error/refused_text.hpp>
#include <calque/json/json_writer.hpp>
#include <calque/literal/detail/check_text.hpp>
#include <calque/support/fixed_string.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

namespace calque::detail {

/// How much room a filter takes that the compiler made.
struct room {
    std::size_t nodes = 0;
    std::size_t text = 0;
    std::size_t json = 0;

    /// Enough for nearly every filter, so that the text is read once: a condition is rarely shorter than 8 characters.
    [[nodiscard]] static constexpr room guess(std::size_t size) noexcept { return {size / 8 + 4, size, 4 * size + 64}; }
    [[nodiscard]] constexpr bool holds(const room& other) const noexcept {
        return other.nodes <= nodes && other.text <= text && other.json <= json;
    }
};

/// A filter and its JSON, made by the compiler, in arrays with room to spare; or what is wrong, where the text is none.
template <room Room>
struct draft {
    room taken{};
    constant_words wrong{};
    std::array<node, Room.nodes> nodes{};
    std::array<char, Room.text> text{};
    std::array<char, Room.json> json{};
};

/// Copies what one holds to the front of the other, in few steps.
constexpr void copy_all(const auto& from, auto& to) noexcept {
    const auto* const source = from.data();
    auto* const target = to.data();
    for (std::size_t i = 0, size = from.size(); i < size; ++i) target[i] = source[i];
}

/// Checks a text, and writes what becomes of it where there is room.
///
/// `Data` is an argument, so that files without a literal do not compile the checker: what depends on none is
/// instantiated where it is read.
template <room Room, class Data = basic_filter_data<compiler_text>>
[[nodiscard]] constexpr draft<Room> draft_of(std::string_view from, const schema_view& fields,
                                             const parse_options& options) {
    draft<Room> out;
    Data data;
    data.nodes.reserve(Room.nodes); // growing takes steps, which a compiler counts
    data.text.reserve(Room.text);
    if (const auto found = check_text(from, fields, options, data)) {
        out.wrong = constant_words(in_full(*found));
        return out;
    }
    compiler_text json;
    json.reserve(Room.json);
    json_writer{json, data, fields}.write(0);
    out.taken = {data.nodes.size(), data.text.size(), json.size()};
    if (!Room.holds(out.taken)) return out;
    copy_all(data.nodes, out.nodes);
    copy_all(data.text, out.text);
    copy_all(json, out.json);
    return out;
}

/// The first `Count` of an array.
template <std::size_t Count, class Value, std::size_t All>
[[nodiscard]] constexpr std::array<Value, Count> head(const std::array<Value, All>& from) {
    std::array<Value, Count> out{};
    std::copy_n(from.data(), Count, out.data());
    return out;
}

} // namespace calque::detail
