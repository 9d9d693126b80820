// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <cstddef>
#include <string_view>

namespace calque::detail {

/// A token's position in the source.
struct token {
    const char* begin = nullptr;
    const char* end = nullptr;

    [[nodiscard]] constexpr std::string_view text() const noexcept {
        return {begin, static_cast<std::size_t>(end - begin)};
    }
};

} // namespace calque::detail
