// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/diagnostic/code_description.hpp>
#include <calque/diagnostic/diagnostic_code.hpp>
#include <calque/support/config.hpp>
#include <calque/values/error.hpp>

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace calque {

/// Returns the stable text form of a code, for example `E204` or `W801`.
[[nodiscard]] std::string to_string(diagnostic_code code);

/// A half-open range of bytes of the source text.
struct text_range {
    std::size_t begin = 0;
    std::size_t end = 0;

    friend bool operator==(const text_range&, const text_range&) = default;
};

/// A second position that belongs to a diagnostic, with an explanation.
struct diagnostic_note {
    text_range range;
    std::string text;

    friend bool operator==(const diagnostic_note&, const diagnostic_note&) = default;
};

/// A suggested fix: replace `range` of the source text by `replacement`. It keeps every number, sign, unit and
/// negation that was typed, and never replaces only part of a word.
struct text_edit {
    text_range range;
    std::string replacement;
    bool safe = false; ///< surely what was meant; a program may apply it without asking

    friend bool operator==(const text_edit&, const text_edit&) = default;
};

/// One error or warning about a filter's text.
struct diagnostic {
    diagnostic_code code{};
    text_range range;                      ///< the token it is about
    std::string message;                   ///< one sentence: what is wrong
    std::string label{};                   ///< a few words shown under the token, may be empty
    std::vector<std::string> expected{};   ///< what could stand there, as users write it, nearest first, at most five
    std::optional<diagnostic_note> note{}; ///< a second position
    std::string help{};                    ///< what to write instead, may be empty
    std::vector<text_edit> edits{};        ///< fixes, best first, at most five; apply only one
    std::string pointer{};                 ///< for filter JSON: the JSON pointer (RFC 6901); otherwise empty

    [[nodiscard]] severity level() const noexcept { return severity_of(code); }

    friend bool operator==(const diagnostic&, const diagnostic&) = default;
};

/// Options of `render`.
struct render_options {
    std::string_view source_name = "filter"; ///< the name of the text in the `-->` line
    bool color = false;                      ///< ANSI colours
    std::size_t max_columns = 160;           ///< in display columns; longer source lines are cut around the token
};

/// A position in a text, counted from 1, in display columns (tabs advance to the next multiple of 4).
struct line_column {
    std::size_t line = 1;
    std::size_t column = 1;

    friend bool operator==(const line_column&, const line_column&) = default;
};

/// Returns the line and column of a byte offset of `source`; an offset past the end means the end.
[[nodiscard]] line_column locate(std::string_view source, std::size_t offset);

/// Renders one diagnostic with the source line and carets under the token; ends with a line break.
///
/// The second position is marked with dashes, under its own source line if that is another one. A JSON pointer is
/// shown, with the source line if the range is known. Control characters and invalid UTF-8 are shown escaped, so that
/// a pasted filter cannot control a terminal.
[[nodiscard]] std::string render(const diagnostic& what, std::string_view source, const render_options& options = {});

/// Renders several diagnostics, separated by empty lines.
[[nodiscard]] std::string render(std::span<const diagnostic> all, std::string_view source,
                                 const render_options& options = {});

/// Thrown if a text that must be a valid filter is not; `code()` is `errc::invalid_filter`.
class filter_error : public system_error {
public:
    filter_error(std::vector<diagnostic> all, std::string source)
        : system_error{errc::invalid_filter, render(all, source)},
          diagnostics_{std::move(all)},
          source_{std::move(source)} {}

    /// Returns all errors and warnings, in the order of the text.
    [[nodiscard]] const std::vector<diagnostic>& diagnostics() const noexcept { return diagnostics_; }

    /// Returns the refused text.
    [[nodiscard]] const std::string& source() const noexcept { return source_; }

private:
    std::vector<diagnostic> diagnostics_;
    std::string source_;
};

} // namespace calque

#ifdef CALQUE_HEADER_ONLY
#include <calque/diagnostic/diagnostic.ipp>
#endif
