// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <cstddef>

/// The memory that the program has allocated with `new`.
struct heap_use {
    std::size_t held = 0;        ///< bytes
    std::size_t peak = 0;        ///< the most bytes since it was last reset
    std::size_t allocations = 0; ///< calls of `new`
};
extern heap_use heap;
