// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <cstddef>

namespace throughput {

/// Returns the number of heap allocations of the program so far, including C libraries; growing a block counts as one.
[[nodiscard]] std::size_t allocation_count() noexcept;

/// Measures the heap memory in use beyond that at its construction; only one may exist at a time.
class heap_watch {
public:
    heap_watch() noexcept;
    heap_watch(const heap_watch&) = delete;
    heap_watch& operator=(const heap_watch&) = delete;
    ~heap_watch();

    [[nodiscard]] std::size_t held() const noexcept; ///< bytes in use now
    [[nodiscard]] std::size_t peak() const noexcept; ///< the most bytes in use so far
};

} // namespace throughput
