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

/// The stable text form of a code, for example `E204` or `W801`.
[[nodiscard]] std::string to_string(diagnostic_code code);

/// A half-open range of bytes of the source text.
struct text_range {
    std::size_t begin = 0;
    std::size_t end = 0;

    friend bool operator==(const text_range&, const text_range&) = default;
};

/// A second place that belongs to a diagnostic, and what is to say of it.
struct diagnostic_note {
    text_range range;
    std::string text;

    friend bool operator==(const diagnostic_note&, const diagnostic_note&) = default;
};

/// A change of the source text that would mend it: replace `range` by `replacement`. It keeps every number, sign, unit
/// and negation that was typed, and cuts no word.
struct text_edit {
    text_range range;
    std::string replacement;
    bool safe = false; ///< it surely says what was meant, so that a program may apply it without asking

    friend bool operator==(const text_edit&, const text_edit&) = default;
};

/// One mistake in, or one doubt about, a filter's text.
struct diagnostic {
    diagnostic_code code{};
    text_range range;                      ///< the token it is about
    std::string message;                   ///< one sentence: what is wrong
    std::string label{};                   ///< a few words for under the token, may be empty
    std::vector<std::string> expected{};   ///< what could stand there, in the user's words, nearest first, at most five
    std::optional<diagnostic_note> note{}; ///< a second place
    std::string help{};                    ///< what to write instead, may be empty
    std::vector<text_edit> edits{};        ///< changes that mend it, best first, at most five; each stands alone
    std::string pointer{};                 ///< for filter JSON: the JSON pointer (RFC 6901) to the place; else empty

    [[nodiscard]] severity level() const noexcept { return severity_of(code); }

    friend bool operator==(const diagnostic&, const diagnostic&) = default;
};

/// How `render` lays a diagnostic out.
struct render_options {
    std::string_view source_name = "filter"; ///< what the `-->` line calls the text
    bool color = false;                      ///< ANSI colours
    std::size_t max_columns = 160;           ///< longer source lines are cut around the token, in display columns
};

/// A position in a text as people count: from 1, columns in display width (tabs to the next multiple of 4).
struct line_column {
    std::size_t line = 1;
    std::size_t column = 1;

    friend bool operator==(const line_column&, const line_column&) = default;
};

/// The line and column of a byte offset of `source`; an offset past the end is the end.
[[nodiscard]] line_column locate(std::string_view source, std::size_t offset);

/// Renders one diagnostic with the source line and carets under the token; ends with a line break.
///
/// The second place is marked with dashes, on its own line where it has one. Of a diagnostic with a JSON pointer the
/// pointer is shown, and the source line where the range is known.
/// Control characters and invalid UTF-8 of the source are shown escaped, so that a pasted filter cannot steer a terminal.
[[nodiscard]] std::string render(const diagnostic& what, std::string_view source, const render_options& options = {});

/// Renders several diagnostics, one after the other.
[[nodiscard]] std::string render(std::span<const diagnostic> all, std::string_view source,
                                 const render_options& options = {});

/// Thrown where a filter was demanded and the text does not make one; `code()` is `errc::invalid_filter`.
class filter_error : public system_error {
public:
    filter_error(std::vector<diagnostic> all, std::string source)
        : system_error{errc::invalid_filter, render(all, source)},
          diagnostics_{std::move(all)},
          source_{std::move(source)} {}

    /// All errors and warnings, in the order of the text.
    [[nodiscard]] const std::vector<diagnostic>& diagnostics() const noexcept { return diagnostics_; }

    /// The text that was refused.
    [[nodiscard]] const std::string& source() const noexcept { return source_; }

private:
    std::vector<diagnostic> diagnostics_;
    std::string source_;
};

} // namespace calque

#ifdef CALQUE_HEADER_ONLY
#include <calque/diagnostic/diagnostic.ipp>
#endif
