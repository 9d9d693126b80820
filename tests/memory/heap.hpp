// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <cstddef>

/// What the program has taken from the heap by `new`, whose every call is counted.
struct heap_use {
    std::size_t held = 0;        ///< bytes
    std::size_t peak = 0;        ///< the most bytes since it was last set
    std::size_t allocations = 0; ///< calls
};
extern heap_use heap;
