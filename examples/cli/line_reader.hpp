// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace cli {

/// Splits standard input into lines, byte for byte.
class line_reader {
public:
    /// A reader of lines of at most `longest` bytes, line breaks aside.
    explicit line_reader(std::size_t longest) : longest_{longest} {}

    /// A line that was read, with its line break; nothing where more must be read first.
    ///
    /// *Errors*: throws `usage_error` where the line is longer than the bound. *Lifetimes*: valid until `fill`.
    [[nodiscard]] std::optional<std::string_view> next();

    /// Reads more; false at the end of the input, and what is left then is the last line.
    ///
    /// *Errors*: throws `usage_error` where a line is longer than the bound, `outside_error` where reading fails.
    [[nodiscard]] bool fill();

    /// The bytes after the last line break, once `fill` was false.
    [[nodiscard]] std::string_view rest() const { return std::string_view{buffer_}.substr(begin_); }

    /// How many lines `next` has given.
    [[nodiscard]] std::size_t lines() const { return lines_; }

private:
    [[noreturn]] void refuse() const;

    std::string buffer_;
    std::size_t begin_ = 0;   ///< of the next line
    std::size_t scanned_ = 0; ///< there is no line break between `begin_` and here
    std::size_t lines_ = 0;
    std::size_t longest_;
};

} // namespace cli
