// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/diagnostic/detail/source_excerpt.hpp>
#include <calque/diagnostic/diagnostic.hpp>

#include <algorithm>
#include <string>

namespace calque {

CALQUE_DECL std::string to_string(diagnostic_code code) {
    std::string out = severity_of(code) == severity::error ? "E" : "W";
    return out.append(std::to_string(static_cast<unsigned>(code)));
}

namespace detail {

/// Writes one diagnostic as text.
class renderer {
public:
    renderer(const diagnostic& what, std::string_view source, const render_options& options)
        : what_{what}, source_{source}, options_{options}, line_{line_of(source, what.range.begin)} {
        std::size_t last_number = line_.number;
        if (what.note) {
            note_line_ = line_of(source, what.note->range.begin);
            last_number = std::max(last_number, note_line_.number);
        }
        gutter_.assign(std::to_string(last_number).size(), ' ');
    }

    [[nodiscard]] std::string render() {
        head();
        if (has_place()) {
            const line_column where = locate(source_, what_.range.begin);
            arrow(':' + std::to_string(where.line) + ':' + std::to_string(where.column) +
                  (what_.pointer.empty() ? "" : " at " + short_pointer()));
            lines();
        } else {
            arrow(" at " + show_text(what_.pointer));
        }
        if (!what_.help.empty()) out_ += paint(green, "help") + ": " + show_text(what_.help) + '\n';
        return std::move(out_);
    }

private:
    static constexpr std::string_view red = "\x1b[1;31m", yellow = "\x1b[1;33m", blue = "\x1b[1;34m",
                                      green = "\x1b[1;32m", bold = "\x1b[1m";

    [[nodiscard]] std::string paint(std::string_view colour, std::string_view text) const {
        return options_.color && !text.empty() ? std::string{colour}.append(text).append("\x1b[0m") : std::string{text};
    }
    [[nodiscard]] std::string_view level_colour() const noexcept {
        return what_.level() == severity::error ? red : yellow;
    }
    /// Returns whether there is text to show; JSON that was read from a value has only a pointer.
    [[nodiscard]] bool has_place() const noexcept { return what_.pointer.empty() || what_.range != text_range{}; }

    void head() {
        const std::string_view level = what_.level() == severity::error ? "error" : "warning";
        out_ += paint(level_colour(), std::string{level} + "[" + to_string(what_.code) + "]") +
                paint(bold, ": " + show_text(what_.message)) + '\n';
    }

    void arrow(const std::string& where) {
        out_ += gutter_ + paint(blue, "--> ") + show_text(options_.source_name) + where + '\n';
    }

    /// Returns the pointer, or its last steps if it is too long for a line: the source line is shown below.
    [[nodiscard]] std::string short_pointer() const {
        const std::string shown = show_text(what_.pointer);
        if (shown.size() <= options_.max_columns) return shown;
        const std::size_t step = shown.find('/', shown.size() - options_.max_columns);
        return step == std::string::npos ? shown : "…" + shown.substr(step);
    }

    /// Writes the line of the token and, if it is another one, the line of the note, in the order of the text.
    void lines() {
        out_ += bar() + '\n';
        const bool apart = what_.note && note_line_.number != line_.number;
        if (apart && note_line_.number < line_.number) {
            write_note_line();
            gap(note_line_, line_);
        }
        write_token_line(what_.note && !apart);
        if (apart && note_line_.number > line_.number) {
            gap(line_, note_line_);
            write_note_line();
        }
    }

    void write_note_line() {
        const source_excerpt shown{note_line_, what_.note->range, options_.max_columns};
        source(note_line_, shown);
        const column_range note = shown.columns(what_.note->range);
        marks(note, note, '-', show_text(what_.note->text), blue);
    }

    void write_token_line(bool with_note) {
        source_excerpt shown{line_, what_.range, options_.max_columns};
        if (with_note) shown.extend_to(what_.note->range);
        source(line_, shown);
        const column_range token = shown.columns(what_.range);
        const std::string label = show_text(what_.label);
        if (!with_note) return marks(token, token, '^', label, level_colour());
        const std::string note_text = show_text(what_.note->text);
        if (!shown.shows(what_.note->range)) {
            marks(token, token, '^', label, level_colour());
            const line_column where = locate(source_, what_.note->range.begin);
            out_ += gutter_ + ' ' + paint(blue, "=") + " note: " + note_text + " (column " +
                    std::to_string(where.column) + ")\n";
            return;
        }
        const column_range note = shown.columns(what_.note->range);
        marks(token, note, '^', label, level_colour());
        if (!note_text.empty()) out_ += bar() + ' ' + std::string(note.begin, ' ') + paint(blue, note_text) + '\n';
    }

    /// Draws the marks of the token, those of the note if they differ, and then the label.
    void marks(column_range token, column_range note, char with, const std::string& label, std::string_view colour) {
        std::string drawn(std::max(token.end, note.end), ' ');
        const auto draw = [&](column_range where, char mark) {
            std::fill(drawn.begin() + static_cast<std::ptrdiff_t>(where.begin),
                      drawn.begin() + static_cast<std::ptrdiff_t>(where.end), mark);
        };
        draw(note, '-');
        draw(token, with);
        out_ += bar() + ' ';
        for (std::size_t at = 0; at < drawn.size();) {
            const std::size_t end = std::min(drawn.find_first_not_of(drawn[at], at), drawn.size());
            const std::string run = drawn.substr(at, end - at);
            out_ += run.front() == ' ' ? run : paint(run.front() == with ? colour : blue, run);
            at = end;
        }
        out_ += (label.empty() ? "" : ' ' + paint(colour, label)) + '\n';
    }

    void source(const source_line& line, const source_excerpt& shown) {
        const std::string number = std::to_string(line.number);
        out_ += std::string(gutter_.size() - number.size(), ' ') + paint(blue, number) + ' ' + paint(blue, "|") + ' ' +
                shown.text() + '\n';
    }

    void gap(const source_line& above, const source_line& below) {
        if (below.number > above.number + 1) out_ += paint(blue, "...") + '\n';
    }

    [[nodiscard]] std::string bar() const { return gutter_ + ' ' + paint(blue, "|"); }

    const diagnostic& what_;
    std::string_view source_;
    const render_options& options_;
    source_line line_;
    source_line note_line_;
    std::string gutter_;
    std::string out_;
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
