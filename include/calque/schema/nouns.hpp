// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/schema/schema.hpp>
#include <calque/values/value.hpp>

#include <cstddef>
#include <string_view>

// Terms used in messages, at run time and at compile time.
namespace calque::detail {

/// The message about a number that cannot be stored exactly, in text and in JSON.
inline constexpr std::string_view inexact_number_message = "this number cannot be kept exactly";
inline constexpr std::string_view inexact_number_help =
    "write at most 15 digits; only whole numbers from -9223372036854775808 to 18446744073709551615 may have more";

/// Returns the noun for a kind of value.
[[nodiscard]] constexpr std::string_view noun(value_kind kind) noexcept {
    switch (kind) {
    case value_kind::none: return "nothing";
    case value_kind::boolean: return "a truth value";
    case value_kind::integer:
    case value_kind::unsigned_integer:
    case value_kind::number: return "a number";
    case value_kind::string: return "a text";
    case value_kind::datetime:
    case value_kind::relative: return "a time";
    }
    return {};
}

/// Returns what a field of a type is compared with.
[[nodiscard]] constexpr std::string_view wanted(field_type type) noexcept {
    switch (type) {
    case field_type::integer: return "a whole number such as `60`";
    case field_type::number: return "a number such as `60` or `0.5`";
    case field_type::boolean: return "`true` or `false`";
    case field_type::string: return "a text in quotes";
    case field_type::datetime: return "a time such as `2025-11-03T00:00:00Z`, `now-2h` or `today-7d`";
    case field_type::dynamic: return "a number, a text in quotes, `true` or `false`";
    }
    return {};
}

/// Appends the documented operators of a field as written: `=, >, >=`.
template <class Text>
constexpr void append_operator_list(Text& out, const field& row) {
    bool first = true;
    for (std::size_t i = 0; i < op_count; ++i) {
        const auto each = static_cast<op>(i);
        if (row.tier(each) != op_tier::documented) continue;
        if (!first) out.append(std::string_view{", "});
        first = false;
        out.append(text_name(each));
    }
}

} // namespace calque::detail
