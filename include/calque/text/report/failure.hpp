// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/support/scan.hpp>
#include <calque/text/grammar/expectation.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace calque::detail {

/// How far a parse got that failed. It reads from left to right and asks for nothing behind the token that ends it, so a
/// text that is changed only behind that fails in the same way.
struct failure {
    std::size_t begin = 0;     ///< of the token that is wrong
    std::size_t end = 0;       ///< behind it; its begin where it is of the wrong kind
    bool unexpected = false;   ///< it is of the wrong kind: something else was waited for
    bool broken = false;       ///< no token of any kind is written so
    std::uint32_t waiting = 0; ///< what for, a bit each

    [[nodiscard]] constexpr bool waits_for(expectation what) const noexcept {
        return (waiting >> static_cast<unsigned>(what) & 1u) != 0;
    }

    /// The last places before it where conditions begin, in no order.
    static constexpr std::size_t most_conditions = 4;
    std::array<std::size_t, most_conditions> conditions{};

    /// A place from which a parse can be taken up again where a text changes at `at`: where a condition begins, or the
    /// text. What stands before `at` has to be read again where it may go on with what changes.
    [[nodiscard]] constexpr std::size_t condition_at(std::size_t at, std::string_view text) const noexcept {
        const bool apart = at > 0 && !is_class(text[at - 1], word_char);
        std::size_t out = 0;
        for (const std::size_t each : conditions)
            if (each < at || (apart && each == at)) out = std::max(out, each);
        return out;
    }
};

} // namespace calque::detail
