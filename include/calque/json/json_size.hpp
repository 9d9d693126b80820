// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/filter/filter.hpp>
#include <calque/filter/node.hpp>
#include <calque/json/json_writer.hpp>
#include <calque/schema/schema.hpp>
#include <calque/support/write.hpp>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string_view>

namespace calque::detail {

/// Counts the characters that are written to it.
class text_length {
public:
    constexpr void push_back(char) noexcept { ++size_; }
    constexpr void append(std::string_view text) noexcept { size_ += text.size(); }
    [[nodiscard]] constexpr std::size_t size() const noexcept { return size_; }

private:
    std::size_t size_ = 0;
};

[[nodiscard]] consteval std::size_t json_length(const value& what) {
    text_length out;
    append_json_value(out, what);
    return out.size();
}

/// The maximum length of an operator's name.
inline constexpr std::size_t longest_operator =
    std::ranges::max(json_names, {}, [](std::string_view name) { return name.size(); }).size();

/// The maximum length of a whole number.
inline constexpr std::size_t longest_whole = std::max(json_length(std::numeric_limits<std::int64_t>::min()),
                                                      json_length(std::numeric_limits<std::uint64_t>::max()));

/// The maximum length of a value that is not a string: a double with all its digits and a three-digit exponent, or a
/// time with a fraction and a zone.
inline constexpr std::size_t longest_value = std::max(
    {json_length(false), longest_whole, json_length(-std::numeric_limits<double>::min()),
     json_length(
         datetime{instant{std::chrono::sys_days{std::chrono::year{2025} / 1 / 1}} + std::chrono::microseconds{1}, -1}),
     json_length(relative_time{time_anchor::today, '-', time_unit::day, std::numeric_limits<std::int32_t>::max()})});

/// The space that a filter's JSON needs.
struct json_capacity {
    std::size_t size = 0; ///< upper bound in bytes, slightly too large per condition
    bool plain = true;    ///< no text of the filter needs an escape
};

[[nodiscard]] inline json_capacity json_capacity_of(const filter_data& data, const schema_view& fields) noexcept {
    constexpr std::size_t group = std::string_view{R"({"operator":"","conditions":[]},)"}.size() +
                                  std::max({json_name(connective::all_of).size(), json_name(connective::any_of).size(),
                                            json_name(connective::same_row).size()});
    constexpr std::size_t comparison =
        std::string_view{R"({"field":"","op":"","value":[]},)"}.size() + longest_operator;
    constexpr std::size_t item = longest_value + std::string_view{","}.size();
    constexpr std::size_t quotes = std::string_view{R"("",)"}.size();
    // One check of all texts saves one per text: most need no escapes.
    json_capacity out{0, is_plain_json(data.text)};
    const auto text_size = [](bool plain, std::string_view text) { return plain ? text.size() : escaped_size(text); };
    for (const node& each : data.nodes) {
        if (each.is_group()) {
            out.size += group;
            continue;
        }
        if (each.kind == node_kind::comparison)
            out.size += comparison + text_size(fields.names_are_plain, fields.fields[each.field].name) +
                        text_size(out.plain, data.at(each.key));
        if (each.value == value_kind::string)
            out.size += quotes + text_size(out.plain, data.at(unpack_slice(each.bits)));
        else out.size += item;
    }
    return out;
}

} // namespace calque::detail
