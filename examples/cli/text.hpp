// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace cli {

/// Text of others made harmless for a terminal: what is not plainly printable is shown as a JSON escape.
///
/// Escaped are control characters, invisible and direction-changing ones, and bytes that are not UTF-8; without
/// `unicode` everything outside of ASCII. Text inside a JSON string stays the same JSON string.
[[nodiscard]] std::string printable(std::string_view text, bool unicode = true);

/// Text of others as UTF-8: a byte that is none becomes U+FFFD.
[[nodiscard]] std::string as_utf8(std::string_view text);

/// The columns that a printable text takes; Chinese, Japanese and Korean letters and most emoji take two.
[[nodiscard]] std::size_t display_width(std::string_view text);

/// A printable text cut to `width` columns, with an ellipsis where something was cut.
[[nodiscard]] std::string clipped(std::string_view text, std::size_t width, bool unicode = true);

/// A printable text with spaces up to `width` columns.
[[nodiscard]] std::string padded(std::string_view text, std::size_t width);

/// A printable text with spaces before it up to `width` columns.
[[nodiscard]] std::string right_aligned(std::string_view text, std::size_t width);

/// A printable text in pieces of at most `width` columns, cut anywhere.
[[nodiscard]] std::vector<std::string> wrapped(std::string_view text, std::size_t width);

/// The same text `times` times.
[[nodiscard]] std::string repeated(std::string_view text, std::size_t times);

} // namespace cli
