// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace cli {

/// Makes untrusted text safe for a terminal: characters that are not plainly printable become JSON escapes.
///
/// Escaped are control characters, invisible and direction-changing characters, and bytes that are not UTF-8; without
/// `unicode`, everything outside of ASCII. A JSON string keeps its meaning.
[[nodiscard]] std::string printable(std::string_view text, bool unicode = true);

/// Returns untrusted text as UTF-8: an invalid byte becomes U+FFFD.
[[nodiscard]] std::string as_utf8(std::string_view text);

/// Returns the columns of a printable text; Chinese, Japanese and Korean letters and most emoji take two.
[[nodiscard]] std::size_t display_width(std::string_view text);

/// Cuts a printable text to `width` columns, with an ellipsis if something was cut.
[[nodiscard]] std::string clipped(std::string_view text, std::size_t width, bool unicode = true);

/// Appends spaces to a printable text up to `width` columns.
[[nodiscard]] std::string padded(std::string_view text, std::size_t width);

/// Prepends spaces to a printable text up to `width` columns.
[[nodiscard]] std::string right_aligned(std::string_view text, std::size_t width);

/// Splits a printable text into pieces of at most `width` columns, at any character.
[[nodiscard]] std::vector<std::string> wrapped(std::string_view text, std::size_t width);

/// Returns a text repeated `times` times.
[[nodiscard]] std::string repeated(std::string_view text, std::size_t times);

} // namespace cli
