// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace cli {

/// A grid of dots, printed as characters: braille with 2 x 4 dots each, or ASCII with 1 x 2.
class dot_canvas {
public:
    dot_canvas(std::size_t columns, std::size_t rows, bool unicode);

    /// Returns the width in dots.
    [[nodiscard]] std::size_t dots_across() const { return columns_ * (unicode_ ? 2 : 1); }

    /// Returns the height in dots.
    [[nodiscard]] std::size_t dots_down() const { return rows_ * (unicode_ ? 4 : 2); }

    /// Sets a dot, counted from the top left; ignores a dot outside of the grid.
    void dot(std::size_t x, std::size_t y);

    /// Sets a dot and, if dots are small, its neighbours to the right and below.
    void spot(std::size_t x, std::size_t y);

    /// Sets all dots of a straight line, including its ends.
    void line(std::size_t from_x, std::size_t from_y, std::size_t to_x, std::size_t to_y);

    /// Returns the characters of a row, without trailing spaces.
    [[nodiscard]] std::string row(std::size_t index) const;

private:
    std::size_t columns_;
    std::size_t rows_;
    bool unicode_;
    std::vector<std::uint8_t> cells_; ///< one bit per dot, numbered as in Unicode braille
};

} // namespace cli
