// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include "line_reader.hpp"

#include <cerrno>
#include <system_error>
#include <unistd.h>

#include "failure.hpp"

namespace cli {

std::optional<std::string_view> line_reader::next() {
    const std::size_t end = buffer_.find('\n', scanned_);
    if (end == std::string::npos) {
        scanned_ = buffer_.size();
        return {};
    }
    if (end - begin_ > longest_) refuse();
    const std::string_view line = std::string_view{buffer_}.substr(begin_, end + 1 - begin_);
    begin_ = scanned_ = end + 1;
    ++lines_;
    return line;
}

bool line_reader::fill() {
    constexpr std::size_t chunk = 256u * 1024u;
    buffer_.erase(0, begin_);
    scanned_ -= begin_;
    begin_ = 0;
    const std::size_t size = buffer_.size();
    if (size > longest_) refuse();
    buffer_.resize(size + chunk);
    ssize_t count = 0;
    do {
        count = ::read(STDIN_FILENO, buffer_.data() + size, chunk);
    } while (count < 0 && errno == EINTR);
    const int error = errno;
    buffer_.resize(size + (count > 0 ? static_cast<std::size_t>(count) : 0));
    if (count < 0) throw outside_error{"standard input: " + std::generic_category().message(error)};
    return count > 0;
}

void line_reader::refuse() const {
    throw usage_error{"line " + std::to_string(lines_ + 1) + " has more than " + std::to_string(longest_) +
                      " bytes; raise --max-line-bytes"};
}

} // namespace cli
