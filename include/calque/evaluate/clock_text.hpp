// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/support/scan.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace calque::detail {

/// Returns the seconds of `clock = minutes ":" ss | hours ":" mm ":" ss`, the format in which records of the API
/// write a duration. The first part has one to nine digits.
[[nodiscard]] constexpr std::optional<std::int64_t> read_clock_text(std::string_view text) noexcept {
    constexpr std::size_t most_digits = 9;
    std::int64_t seconds = 0;
    std::size_t parts = 0;
    do {
        if (parts > 0) text.remove_prefix(1); // the colon
        std::int64_t part = 0;
        std::size_t digits = 0;
        for (; digits < text.size() && is_class(text[digits], digit_char); ++digits) {
            if (digits == most_digits) return std::nullopt;
            part = part * 10 + (text[digits] - '0');
        }
        if (parts == 0 ? digits == 0 : digits != 2 || part > 59) return std::nullopt;
        seconds = seconds * 60 + part;
        text.remove_prefix(digits);
    } while (++parts < 3 && text.starts_with(':'));
    return parts > 1 && text.empty() ? std::optional{seconds} : std::nullopt;
}

} // namespace calque::detail
