// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace calque::detail {

/// A string usable as a template argument: a field name, a filter, or an error message.
///
/// It is null-terminated explicitly; otherwise clang prints the text as a list of numbers.
template <std::size_t Size>
struct fixed_string {
    char text[Size + 1]{};

    constexpr fixed_string() noexcept = default;
    // NOLINTNEXTLINE(google-explicit-constructor): a literal converts to a template argument
    constexpr fixed_string(const char (&literal)[Size + 1]) noexcept : fixed_string{literal, literal + Size} {}
    constexpr fixed_string(const char* first, const char* last) noexcept { *std::copy(first, last, text) = '\0'; }

    [[nodiscard]] static constexpr std::size_t size() noexcept { return Size; }
    [[nodiscard]] constexpr std::string_view view() const noexcept { return {text, Size}; }

    template <std::size_t Other>
    [[nodiscard]] friend constexpr bool operator==(const fixed_string& a, const fixed_string<Other>& b) noexcept {
        return a.view() == b.view();
    }
};

template <std::size_t Count>
fixed_string(const char (&)[Count]) -> fixed_string<Count - 1>;

} // namespace calque::detail
