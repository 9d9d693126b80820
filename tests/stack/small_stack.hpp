// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <functional>
#include <new>
#include <pthread.h>
#include <sys/mman.h>

/// A stack of an exact size with inaccessible memory below it; measures how much of it a function uses.
class small_stack {
public:
    explicit small_stack(std::size_t size) : size_{size} {
        void* const whole =
            ::mmap(nullptr, guard + size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_STACK, -1, 0);
        if (whole == MAP_FAILED) throw std::bad_alloc{};
        whole_ = static_cast<unsigned char*>(whole);
        if (::mprotect(whole_, guard, PROT_NONE) != 0) throw std::bad_alloc{};
        std::fill_n(whole_ + guard, size_, paint);
    }
    small_stack(const small_stack&) = delete;
    small_stack& operator=(const small_stack&) = delete;
    ~small_stack() { ::munmap(whole_, guard + size_); }

    /// Runs `work` to completion on a thread with this stack.
    void run(const std::function<void()>& work) {
        pthread_attr_t how;
        pthread_t thread;
        const bool made = ::pthread_attr_init(&how) == 0 && ::pthread_attr_setstack(&how, whole_ + guard, size_) == 0 &&
                          ::pthread_create(&thread, &how, &small_stack::call, const_cast<void*>(as_void(work))) == 0;
        if (!made || ::pthread_join(thread, nullptr) != 0) {
            std::fputs("no thread with such a stack\n", stderr);
            std::exit(1);
        }
        ::pthread_attr_destroy(&how);
    }

    /// Returns the bytes from the top to the deepest byte written, including the thread's own data.
    [[nodiscard]] __attribute__((no_sanitize("address"))) std::size_t used() const {
        std::size_t free = 0;
        while (free < size_ && whole_[guard + free] == paint) ++free;
        return size_ - free;
    }

private:
    static constexpr std::size_t guard = std::size_t{1} << 20; // larger than any frame, so no frame skips it
    static constexpr unsigned char paint = 0xa5;

    static const void* as_void(const std::function<void()>& work) { return &work; }
    static void* call(void* work) {
        try {
            (*static_cast<const std::function<void()>*>(work))();
        } catch (const std::exception& thrown) {
            std::fprintf(stderr, "%s\n", thrown.what());
            std::exit(1);
        }
        return nullptr;
    }

    std::size_t size_;
    unsigned char* whole_ = nullptr;
};
