// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/diagnostic/diagnostic.hpp>
#include <calque/text/grammar/parse_context.hpp>

#include <array>
#include <cstddef>
#include <cstdint>

namespace calque::detail {

/// Where a condition begins: a parse can be taken up again there.
struct condition_start {
    std::size_t at = 0;
    surroundings around{};
};

/// Where a parse met an error, for those who look for what was meant.
struct failure {
    diagnostic_code code{};                      ///< of what was said of it
    text_range range;                            ///< the same
    std::size_t at = 0;                          ///< the token that is wrong
    bool unexpected = false;                     ///< it is of the wrong kind: something else was waited for
    std::uint32_t waiting = 0;                   ///< what for, a bit each
    std::array<condition_start, 2> conditions{}; ///< the last one that was begun, and the one before

    [[nodiscard]] constexpr bool waits_for(expectation what) const noexcept {
        return (waiting >> static_cast<unsigned>(what) & 1u) != 0;
    }
};

} // namespace calque::detail
