// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <cerrno>
#include <cstddef>
#include <string_view>
#include <sys/mman.h>
#include <system_error>
#include <unistd.h>

// Texts whose ends are guarded: unlike a std::string, whose terminating zero hides it, a read past an end crashes.
namespace guarded {

/// The end of the text that touches inaccessible memory.
enum class side { front, back };

/// A copy of a text at the edge of a page; the adjacent page is inaccessible.
class text {
public:
    text(std::string_view content, side at) : size_{content.size()} {
        const auto page = static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
        const std::size_t room = (content.size() / page + 1) * page;
        mapped_ = room + 2 * page;
        void* const memory = ::mmap(nullptr, mapped_, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        if (memory == MAP_FAILED) throw std::system_error{errno, std::generic_category(), "mmap"};
        memory_ = static_cast<char*>(memory);
        begin_ = memory_ + page;
        if (::mprotect(begin_, room, PROT_READ | PROT_WRITE) != 0)
            throw std::system_error{errno, std::generic_category(), "mprotect"};
        if (at == side::back) begin_ += room - content.size();
        content.copy(begin_, content.size());
    }
    text(const text&) = delete;
    text& operator=(const text&) = delete;
    ~text() { ::munmap(memory_, mapped_); }

    [[nodiscard]] std::string_view view() const noexcept { return {begin_, size_}; }

private:
    std::size_t size_, mapped_;
    char *memory_, *begin_;
};

} // namespace guarded
