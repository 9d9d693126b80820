// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/values/relative_time.hpp>

#include <cstdint>

namespace calque {

/// A date and time with a zone: an instant, and the offset it was written with.
struct datetime {
    instant at;                  ///< the instant, in UTC
    std::int16_t zone_minutes{}; ///< the offset from UTC as written, in minutes east

    friend constexpr bool operator==(const datetime&, const datetime&) = default;
};

} // namespace calque
