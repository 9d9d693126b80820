// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/diagnostic/diagnostic.hpp>
#include <calque/text/grammar/parse_context.hpp>

#include <array>
#include <cstddef>
#include <cstdint>

namespace calque::detail {

/// The start of a condition, from which a parse can resume.
struct condition_start {
    std::size_t at = 0;
    surroundings around{};
};

/// The details of a parse error, for the search for edits.
struct failure {
    diagnostic_code code{};                      ///< of the diagnostic
    text_range range;                            ///< of the diagnostic
    std::size_t at = 0;                          ///< offset of the offending token
    bool unexpected = false;                     ///< the token is of the wrong kind
    std::uint32_t waiting = 0;                   ///< expected instead, one bit per `expectation`
    std::array<condition_start, 2> conditions{}; ///< the last condition begun, and the one before

    [[nodiscard]] constexpr bool expects(expectation what) const noexcept {
        return (waiting >> static_cast<unsigned>(what) & 1u) != 0;
    }
};

} // namespace calque::detail
