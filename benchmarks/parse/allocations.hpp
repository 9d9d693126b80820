// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <cstddef>

namespace throughput {

/// How often the program, C libraries included, has asked for heap memory so far; a block that grows counts again.
[[nodiscard]] std::size_t allocation_count() noexcept;

/// Watches how much of the heap is in use beyond what was when it began; one at a time.
class heap_watch {
public:
    heap_watch() noexcept;
    heap_watch(const heap_watch&) = delete;
    heap_watch& operator=(const heap_watch&) = delete;
    ~heap_watch();

    [[nodiscard]] std::size_t held() const noexcept; ///< bytes in use now
    [[nodiscard]] std::size_t peak() const noexcept; ///< the most bytes there were in use
};

} // namespace throughput
