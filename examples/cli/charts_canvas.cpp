// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include "charts_canvas.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace cli {
namespace {

/// The bit of each dot in a braille character, by row and column.
constexpr std::array<std::array<std::uint8_t, 2>, 4> braille_bits{
    {{0x01, 0x08}, {0x02, 0x10}, {0x04, 0x20}, {0x40, 0x80}}};

/// The ASCII cells: no dot, the upper dot, the lower one, both.
constexpr std::string_view ascii_cells = " '.:";

void append_braille(std::string& out, std::uint8_t bits) {
    // U+2800 plus the bits, in UTF-8.
    out += '\xe2';
    out += static_cast<char>(0xa0 | (bits >> 6));
    out += static_cast<char>(0x80 | (bits & 0x3f));
}

} // namespace

dot_canvas::dot_canvas(std::size_t columns, std::size_t rows, bool unicode)
    : columns_{columns}, rows_{rows}, unicode_{unicode}, cells_(columns * rows) {}

void dot_canvas::dot(std::size_t x, std::size_t y) {
    if (x >= dots_across() || y >= dots_down()) return;
    if (unicode_) cells_[y / 4 * columns_ + x / 2] |= braille_bits[y % 4][x % 2];
    else cells_[y / 2 * columns_ + x] = static_cast<std::uint8_t>(cells_[y / 2 * columns_ + x] | (1u << (y % 2)));
}

void dot_canvas::spot(std::size_t x, std::size_t y) {
    x = std::min(x, dots_across() - (unicode_ ? 2 : 1));
    y = std::min(y, dots_down() - (unicode_ ? 2 : 1));
    line(x, y, x + (unicode_ ? 1 : 0), y);
    if (unicode_) line(x, y + 1, x + 1, y + 1);
}

void dot_canvas::line(std::size_t from_x, std::size_t from_y, std::size_t to_x, std::size_t to_y) {
    const auto distance = [](std::size_t a, std::size_t b) { return a < b ? b - a : a - b; };
    const std::size_t steps = std::max({distance(from_x, to_x), distance(from_y, to_y), std::size_t{1}});
    const auto between = [steps](std::size_t from, std::size_t to, std::size_t step) {
        return (from * (steps - step) + to * step + steps / 2) / steps;
    };
    for (std::size_t step = 0; step <= steps; ++step) dot(between(from_x, to_x, step), between(from_y, to_y, step));
}

std::string dot_canvas::row(std::size_t index) const {
    const auto first = cells_.begin() + static_cast<std::ptrdiff_t>(index * columns_);
    auto last = first + static_cast<std::ptrdiff_t>(columns_);
    while (last != first && *(last - 1) == 0) --last;
    std::string out;
    for (auto cell = first; cell != last; ++cell) {
        if (*cell == 0) out += ' ';
        else if (unicode_) append_braille(out, *cell);
        else out += ascii_cells[*cell];
    }
    return out;
}

} // namespace cli
