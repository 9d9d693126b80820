// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/filter/node.hpp>
#include <calque/values/write_time.hpp>

#include <cstddef>
#include <cstdint>
#include <variant>

namespace calque::detail {

/// Converts a time to its text. An open schema does not know which fields are times, and stores this text.
template <class Data>
constexpr void store_time_as_text(Data& to, node& each) {
    const std::size_t begin = to.text.size();
    if (each.value == value_kind::relative) append_time(to.text, unpack_relative(each.bits));
    else append_time(to.text, std::get<datetime>(to.value_of(each)));
    each.bits = pack(text_slice{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(to.text.size() - begin)});
    each.value = value_kind::string;
    each.zone_minutes = 0;
}

/// Returns whether a node holds a time.
[[nodiscard]] constexpr bool holds_time(const node& each) noexcept {
    return each.value == value_kind::relative || each.value == value_kind::datetime;
}

} // namespace calque::detail
