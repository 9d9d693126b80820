// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/detail/display.hpp>
#include <calque/diagnostic.hpp>

#include <algorithm>
#include <string>

namespace calque {

CALQUE_DECL std::string to_string(diagnostic_code code) {
    return (severity_of(code) == severity::error ? "E" : "W") + std::to_string(static_cast<unsigned>(code));
}

namespace detail {

/// The line of a text that an offset lies in, without its line break.
struct source_line {
    std::size_t number = 1;
    std::size_t begin = 0;
    std::string_view text;
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
    std::vector<std::size_t> columns;     ///< by byte of the source line
    std::vector<std::size_t> text_offset; ///< by byte of the source line, the offset in `text`
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

/// Writes one diagnostic as text.
class renderer {
public:
    renderer(const diagnostic& what, std::string_view source, const render_options& options)
        : what_{what},
          source_{source},
          options_{options},
          line_{line_of(source, what.range.begin)},
          shown_{show_line(line_.text)},
          gutter_(std::to_string(line_.number).size(), ' ') {}

    [[nodiscard]] std::string render() {
        head();
        if (!what_.pointer.empty()) {
            out_ += gutter_ + paint(blue, "--> ") + std::string{options_.source_name} + " at " +
                    show_text(what_.pointer) + '\n';
        } else {
            place();
            if (what_.note && line_of(source_, what_.note->range.begin).number != line_.number) other_line_note();
        }
        if (!what_.help.empty()) out_ += paint(green, "help") + ": " + show_text(what_.help) + '\n';
        return std::move(out_);
    }

private:
    static constexpr std::string_view red = "\x1b[1;31m", yellow = "\x1b[1;33m", blue = "\x1b[1;34m",
                                      green = "\x1b[1;32m", bold = "\x1b[1m";

    [[nodiscard]] std::string paint(std::string_view colour, std::string_view text) const {
        return options_.color ? std::string{colour}.append(text).append("\x1b[0m") : std::string{text};
    }
    [[nodiscard]] std::string_view level_colour() const noexcept {
        return what_.level() == severity::error ? red : yellow;
    }

    void head() {
        const std::string_view level = what_.level() == severity::error ? "error" : "warning";
        out_ += paint(level_colour(), std::string{level} + "[" + to_string(what_.code) + "]") +
                paint(bold, ": " + show_text(what_.message)) + '\n';
    }

    /// The byte offsets of a range within the line at hand.
    [[nodiscard]] text_range within(text_range range) const noexcept {
        const std::size_t size = line_.text.size();
        const std::size_t begin = std::min(range.begin - std::min(range.begin, line_.begin), size);
        return {begin, std::min(range.end - std::min(range.end, line_.begin), size)};
    }

    void place() {
        const std::string bar = paint(blue, "|");
        const line_column where = locate(source_, what_.range.begin);
        out_ += gutter_ + paint(blue, "--> ") + std::string{options_.source_name} + ':' + std::to_string(where.line) +
                ':' + std::to_string(where.column) + '\n';
        out_ += gutter_ + ' ' + bar + '\n';
        window();
        out_ += paint(blue, std::to_string(line_.number)) + ' ' + bar + ' ' + cut_text() + '\n';
        underline(bar);
    }

    /// Long lines are cut to the columns around the token.
    void window() {
        const std::size_t width = shown_.columns.back();
        first_column_ = 0;
        last_column_ = width;
        if (width <= options_.max_columns) return;
        const std::size_t token = shown_.columns[within(what_.range).begin];
        first_column_ = token > options_.max_columns / 2 ? token - options_.max_columns / 2 : 0;
        last_column_ = std::min(width, first_column_ + options_.max_columns);
    }

    [[nodiscard]] std::string cut_text() const {
        if (first_column_ == 0 && last_column_ == shown_.columns.back()) return shown_.text;
        const auto at = [&](std::size_t column) {
            const auto place = std::lower_bound(shown_.columns.begin(), shown_.columns.end(), column);
            return shown_.text_offset[static_cast<std::size_t>(place - shown_.columns.begin())];
        };
        const std::size_t begin = at(first_column_);
        return (first_column_ > 0 ? "…" : "") + shown_.text.substr(begin, at(last_column_) - begin) +
               (last_column_ < shown_.columns.back() ? "…" : "");
    }

    /// Draws `mark` under a range into `line`; returns the column behind it.
    std::size_t mark(std::string& line, text_range range, char with) const {
        const std::size_t shift = first_column_ > 0 ? 1 : 0; // the ellipsis
        const auto clip = [&](std::size_t column) {
            return std::clamp(column, first_column_, last_column_) - first_column_ + shift;
        };
        const std::size_t begin = clip(shown_.columns[range.begin]);
        const std::size_t end = std::max(begin + 1, clip(shown_.columns[range.end]));
        if (line.size() < end) line.resize(end, ' ');
        std::fill(line.begin() + static_cast<std::ptrdiff_t>(begin), line.begin() + static_cast<std::ptrdiff_t>(end),
                  with);
        return begin;
    }

    void underline(const std::string& bar) {
        std::string marks;
        std::size_t note_column = 0;
        const bool note_here = what_.note && line_of(source_, what_.note->range.begin).number == line_.number;
        if (note_here) note_column = mark(marks, within(what_.note->range), '-');
        mark(marks, within(what_.range), '^');
        out_ += gutter_ + ' ' + bar + ' ' + paint(level_colour(), marks);
        if (!what_.label.empty()) out_ += ' ' + paint(level_colour(), show_text(what_.label));
        out_ += '\n';
        if (note_here && !what_.note->text.empty())
            out_ += gutter_ + ' ' + bar + ' ' + std::string(note_column, ' ') +
                    paint(blue, show_text(what_.note->text)) + '\n';
    }

    void other_line_note() {
        const line_column where = locate(source_, what_.note->range.begin);
        out_ += gutter_ + ' ' + paint(blue, "=") + " note: " + show_text(what_.note->text) + " (line " +
                std::to_string(where.line) + ", column " + std::to_string(where.column) + ")\n";
    }

    const diagnostic& what_;
    std::string_view source_;
    const render_options& options_;
    source_line line_;
    shown_line shown_;
    std::string gutter_;
    std::string out_;
    std::size_t first_column_ = 0;
    std::size_t last_column_ = 0;
};

} // namespace detail

CALQUE_DECL line_column locate(std::string_view source, std::size_t offset) {
    const detail::source_line line = detail::line_of(source, offset);
    const detail::shown_line shown = detail::show_line(line.text);
    const std::size_t byte = std::min(std::min(offset, source.size()) - line.begin, line.text.size());
    return {line.number, shown.columns[byte] + 1};
}

CALQUE_DECL std::string render(const diagnostic& what, std::string_view source, const render_options& options) {
    return detail::renderer{what, source, options}.render();
}

CALQUE_DECL std::string render(std::span<const diagnostic> all, std::string_view source,
                               const render_options& options) {
    std::string out;
    for (const diagnostic& each : all) {
        if (!out.empty()) out += '\n';
        out += render(each, source, options);
    }
    return out;
}

} // namespace calque
