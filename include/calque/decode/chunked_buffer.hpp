// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace calque::detail {

/// A byte buffer in blocks, written once and read from the front. Growing copies nothing.
class chunked_buffer {
public:
    /// Returns contiguous space for `bytes` bytes; `advance` commits those that were written.
    [[nodiscard]] char* prepare(std::size_t bytes) {
        if (static_cast<std::size_t>(end_ - at_) < bytes) add_block(bytes);
        return at_;
    }
    void advance(const char* behind) noexcept { at_ = const_cast<char*>(behind); }

    void push_back(char c) {
        if (at_ == end_) add_block(1);
        *at_++ = c;
    }

    void append(std::string_view text) {
        while (!text.empty()) {
            if (at_ == end_) add_block(1);
            const std::size_t part = std::min(text.size(), static_cast<std::size_t>(end_ - at_));
            std::memcpy(at_, text.data(), part);
            at_ += part;
            text.remove_prefix(part);
        }
    }

    /// Returns the bytes of all blocks as one string and empties the buffer.
    [[nodiscard]] std::string take_text() {
        seal();
        std::size_t total = 0;
        for (const block& each : blocks_) total += each.used;
        std::string out;
        out.reserve(total);
        for (block& each : blocks_) {
            out.append(each.bytes.get(), each.used);
            each.bytes.reset();
        }
        clear();
        return out;
    }

    void clear() noexcept {
        blocks_.clear();
        at_ = end_ = nullptr;
    }

private:
    friend class byte_cursor;
    static constexpr std::size_t smallest_block = 512;
    static constexpr std::size_t largest_block = 64u * 1024u;

    struct block {
        std::unique_ptr<char[]> bytes;
        std::size_t used = 0;
        std::size_t size = 0;
    };

    void seal() noexcept {
        if (!blocks_.empty()) blocks_.back().used = static_cast<std::size_t>(at_ - blocks_.back().bytes.get());
    }

    void add_block(std::size_t bytes) {
        seal();
        const std::size_t next = blocks_.empty() ? smallest_block : std::min(2 * blocks_.back().size, largest_block);
        const std::size_t size = std::max(bytes, next);
        blocks_.push_back({std::make_unique_for_overwrite<char[]>(size), 0, size});
        at_ = blocks_.back().bytes.get();
        end_ = at_ + size;
    }

    std::vector<block> blocks_;
    char* at_ = nullptr;
    char* end_ = nullptr;
};

/// A cursor over a buffer, which must not be written to meanwhile.
class byte_cursor {
public:
    explicit byte_cursor(chunked_buffer& buffer) : buffer_{buffer} { buffer.seal(); }

    /// Returns the current position, after which the block has at least one byte. Must not be called at the end of
    /// the buffer. Data written after a single `prepare` is contiguous.
    [[nodiscard]] const char* at() noexcept {
        while (at_ == end_) enter(buffer_.blocks_[next_++]);
        return at_;
    }
    void advance(const char* behind) noexcept { at_ = behind; }

private:
    void enter(const chunked_buffer::block& next) noexcept {
        at_ = next.bytes.get();
        end_ = at_ + next.used;
    }

    const chunked_buffer& buffer_;
    std::size_t next_ = 0;
    const char* at_ = nullptr;
    const char* end_ = nullptr;
};

} // namespace calque::detail
