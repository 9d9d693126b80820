// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/support/scan.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace calque::detail {

/// Counts the typing errors between two words: letters added, dropped, changed, or swapped with their neighbour.
/// Ignores case. If there are more than `most`, returns any number above it.
///
/// Uses plain arrays and loops, because compilers limit the number of steps in constant evaluation.
[[nodiscard]] constexpr std::size_t typing_distance(std::string_view a, std::string_view b, std::size_t most = 64) {
    constexpr std::size_t longest = 64;
    if (a.size() > longest || b.size() > longest) return longest;
    const char *first = a.data(), *second = b.data();
    std::size_t rows = a.size(), columns = b.size();
    for (; rows > 0 && columns > 0 && lower(*first) == lower(*second); --rows, --columns) ++first, ++second;
    for (; rows > 0 && columns > 0 && lower(first[rows - 1]) == lower(second[columns - 1]);) --rows, --columns;
    if (rows == 0 || columns == 0) return rows + columns;
    if (rows > columns + most || columns > rows + most) return most + 1;

    std::uint8_t buffers[3][longest + 1]{};
    std::uint8_t *two_up = buffers[0], *up = buffers[1], *row = buffers[2];
    for (std::size_t j = 0; j <= columns; ++j) up[j] = static_cast<std::uint8_t>(j);
    for (std::size_t i = 1; i <= rows; ++i) {
        std::size_t least = i;
        row[0] = static_cast<std::uint8_t>(i);
        const char letter = lower(first[i - 1]);
        for (std::size_t j = 1; j <= columns; ++j) {
            const char other = lower(second[j - 1]);
            std::size_t errors = up[j - 1] + (letter == other ? 0u : 1u);
            if (up[j] + 1u < errors) errors = up[j] + 1u;
            if (row[j - 1] + 1u < errors) errors = row[j - 1] + 1u;
            if (i > 1 && j > 1 && two_up[j - 2] + 1u < errors && letter == lower(second[j - 2]) &&
                lower(first[i - 2]) == other)
                errors = two_up[j - 2] + 1u;
            row[j] = static_cast<std::uint8_t>(errors);
            if (errors < least) least = errors;
        }
        if (least > most) return least;
        std::uint8_t* const free = two_up;
        two_up = up;
        up = row;
        row = free;
    }
    return up[columns];
}

} // namespace calque::detail
