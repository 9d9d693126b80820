// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
//
// Replaces glibc's malloc and related functions, as its manual permits ("Replacing malloc").
#include "allocations.hpp"

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <malloc.h>

namespace {

// Per thread, so that allocations of other threads are not counted.
thread_local constinit std::size_t count = 0;
thread_local constinit bool watched = false;
thread_local constinit std::ptrdiff_t in_use = 0;
thread_local constinit std::ptrdiff_t most = 0;

std::ptrdiff_t size_of(void* block) noexcept { return static_cast<std::ptrdiff_t>(malloc_usable_size(block)); }

void* taken(void* block) noexcept {
    ++count;
    if (watched && block != nullptr) {
        in_use += size_of(block);
        most = std::max(most, in_use);
    }
    return block;
}

void given_back(void* block) noexcept {
    if (watched && block != nullptr) in_use -= size_of(block);
}

} // namespace

extern "C" {

void* __libc_malloc(std::size_t size) noexcept;
void* __libc_calloc(std::size_t items, std::size_t size) noexcept;
void* __libc_realloc(void* block, std::size_t size) noexcept;
void* __libc_memalign(std::size_t alignment, std::size_t size) noexcept;
void* __libc_valloc(std::size_t size) noexcept;
void* __libc_pvalloc(std::size_t size) noexcept;
void __libc_free(void* block) noexcept;

void* malloc(std::size_t size) noexcept { return taken(__libc_malloc(size)); }
void* calloc(std::size_t items, std::size_t size) noexcept { return taken(__libc_calloc(items, size)); }
void* memalign(std::size_t alignment, std::size_t size) noexcept { return taken(__libc_memalign(alignment, size)); }
void* aligned_alloc(std::size_t alignment, std::size_t size) noexcept { return memalign(alignment, size); }
void* valloc(std::size_t size) noexcept { return taken(__libc_valloc(size)); }
void* pvalloc(std::size_t size) noexcept { return taken(__libc_pvalloc(size)); }

int posix_memalign(void** out, std::size_t alignment, std::size_t size) noexcept {
    if (alignment % sizeof(void*) != 0 || (alignment & (alignment - 1)) != 0 || alignment == 0) return EINVAL;
    void* const block = memalign(alignment, size);
    if (block == nullptr) return ENOMEM;
    *out = block;
    return 0;
}

// If the block cannot grow, it remains valid and in use.
void* realloc(void* block, std::size_t size) noexcept {
    const std::ptrdiff_t before = watched && block != nullptr ? size_of(block) : 0;
    void* const out = __libc_realloc(block, size);
    if (out != nullptr || size == 0) in_use -= before;
    return taken(out);
}

void free(void* block) noexcept {
    given_back(block);
    __libc_free(block);
}

} // extern "C"

namespace throughput {

std::size_t allocation_count() noexcept { return count; }

heap_watch::heap_watch() noexcept {
    in_use = most = 0;
    watched = true;
}

heap_watch::~heap_watch() { watched = false; }

std::size_t heap_watch::held() const noexcept { return static_cast<std::size_t>(std::max<std::ptrdiff_t>(in_use, 0)); }

std::size_t heap_watch::peak() const noexcept { return static_cast<std::size_t>(most); }

} // namespace throughput
