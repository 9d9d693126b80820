// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/diagnostic/diagnostic.hpp>
#include <calque/diagnostic/display.hpp>

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

// A source line as a diagnostic shows it: printable, cut to a width, with the columns of marked ranges.
namespace calque::detail {

/// A line of a text, without its line break.
struct source_line {
    std::size_t number = 1;
    std::size_t begin = 0;
    std::string_view text{};
};

[[nodiscard]] inline source_line line_of(std::string_view source, std::size_t offset) {
    offset = std::min(offset, source.size());
    source_line line;
    for (std::size_t i = 0; i < offset; ++i) {
        if (source[i] != '\n') continue;
        ++line.number;
        line.begin = i + 1;
    }
    const std::size_t end = std::min(source.find('\n', line.begin), source.size());
    line.text = source.substr(line.begin, end - line.begin);
    if (line.text.ends_with('\r')) line.text.remove_suffix(1);
    return line;
}

/// A source line as shown, with the display column of each byte and of the end.
struct shown_line {
    std::string text;
    std::vector<std::size_t> columns;     ///< of each byte of the source line, and of its end
    std::vector<std::size_t> text_offset; ///< the offset in `text` of each of these
};

[[nodiscard]] inline shown_line show_line(std::string_view line) {
    shown_line out;
    std::size_t column = 0;
    for (std::size_t at = 0; at < line.size();) {
        const shown_character each = show_character(line.data() + at, line.data() + line.size(), column);
        out.columns.insert(out.columns.end(), each.bytes, column);
        out.text_offset.insert(out.text_offset.end(), each.bytes, out.text.size());
        out.text += each.text;
        column += each.columns;
        at += each.bytes;
    }
    out.columns.push_back(column);
    out.text_offset.push_back(out.text.size());
    return out;
}

/// A half-open range of display columns, from 0.
struct column_range {
    std::size_t begin = 0;
    std::size_t end = 0;
};

/// A source line, cut around a token if it is longer than `max_columns`.
class source_excerpt {
public:
    source_excerpt(const source_line& line, text_range token, std::size_t max_columns)
        : line_{line},
          shown_{show_line(line.text)},
          max_columns_{std::max<std::size_t>(max_columns, 1)},
          token_{in_line(token)} {
        show_from(token_.begin > max_columns_ / 2 ? token_.begin - max_columns_ / 2 : 0);
    }

    /// Moves the window to show another range too, if both fit.
    void extend_to(text_range other) {
        const column_range also = in_line(other);
        const std::size_t begin = std::min(token_.begin, also.begin);
        const std::size_t end = std::max(token_.end, also.end);
        if (shows(other) || end - begin > max_columns_) return;
        show_from(begin - std::min(begin, (max_columns_ - (end - begin)) / 2));
    }

    [[nodiscard]] bool shows(text_range what) const {
        const column_range at = in_line(what);
        return at.begin >= first_ && at.end <= last_;
    }

    /// Returns the visible part of the line, with an ellipsis at each cut end.
    [[nodiscard]] std::string text() const {
        const std::size_t begin = text_at(first_);
        return (first_ > 0 ? "…" : "") + shown_.text.substr(begin, text_at(last_) - begin) +
               (last_ < width() ? "…" : "");
    }

    /// Returns the columns that mark a range: at least one, within the visible part.
    [[nodiscard]] column_range columns(text_range what) const {
        const std::size_t ellipsis = first_ > 0 ? 1 : 0;
        const auto place = [&](std::size_t column) { return std::clamp(column, first_, last_) - first_ + ellipsis; };
        const column_range at = in_line(what);
        return {place(at.begin), std::max(place(at.begin) + 1, place(at.end))};
    }

private:
    [[nodiscard]] std::size_t width() const noexcept { return shown_.columns.back(); }

    [[nodiscard]] column_range in_line(text_range what) const {
        const auto column = [&](std::size_t offset) {
            return shown_.columns[std::min(offset - std::min(offset, line_.begin), line_.text.size())];
        };
        return {column(what.begin), column(what.end)};
    }

    /// Returns the byte of the first character that begins at or after a column.
    [[nodiscard]] std::size_t byte_at(std::size_t column) const {
        const auto found = std::lower_bound(shown_.columns.begin(), shown_.columns.end(), column);
        return static_cast<std::size_t>(found - shown_.columns.begin());
    }
    [[nodiscard]] std::size_t text_at(std::size_t column) const { return shown_.text_offset[byte_at(column)]; }

    /// Moves the window to a column. Never cuts a wide character: one across the edge is left out, so marks stay
    /// aligned.
    void show_from(std::size_t column) {
        if (width() <= max_columns_) {
            first_ = 0;
            last_ = width();
            return;
        }
        first_ = shown_.columns[byte_at(std::min(column, width() - max_columns_))];
        const auto behind = std::upper_bound(shown_.columns.begin(), shown_.columns.end(), first_ + max_columns_);
        last_ = *(behind - 1);
    }

    source_line line_;
    shown_line shown_;
    std::size_t max_columns_;
    column_range token_;
    std::size_t first_ = 0;
    std::size_t last_ = 0;
};

} // namespace calque::detail
