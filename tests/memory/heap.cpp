// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include "heap.hpp"

#include <algorithm>
#include <cstdlib>
#include <new>

heap_use heap;

namespace {
constexpr std::size_t head = alignof(std::max_align_t); // stores the size of each allocation
} // namespace

void* operator new(std::size_t size) {
    void* const memory = std::malloc(head + size);
    if (memory == nullptr) throw std::bad_alloc{};
    *static_cast<std::size_t*>(memory) = size;
    heap.held += size;
    heap.peak = std::max(heap.peak, heap.held);
    ++heap.allocations;
    return static_cast<char*>(memory) + head;
}

void operator delete(void* memory) noexcept {
    if (memory == nullptr) return;
    void* const whole = static_cast<char*>(memory) - head;
    heap.held -= *static_cast<std::size_t*>(whole);
    std::free(whole);
}

void operator delete(void* memory, std::size_t) noexcept { operator delete(memory); }
