// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include "output.hpp"

#include <cerrno>
#include <system_error>
#include <unistd.h>

#include "failure.hpp"

namespace cli {
namespace {

/// Writes the whole text; returns the errno of a failure, or 0.
int write_all(int descriptor, std::string_view text) {
    while (!text.empty()) {
        const ssize_t written = ::write(descriptor, text.data(), text.size());
        if (written >= 0) text.remove_prefix(static_cast<std::size_t>(written));
        else if (errno != EINTR) return errno;
    }
    return 0;
}

} // namespace

void output::write(std::string_view text) {
    constexpr std::size_t full = 64 * 1024;
    buffer_ += text;
    if (buffer_.size() >= full) flush();
}

void output::flush() {
    const int error = write_all(STDOUT_FILENO, buffer_);
    buffer_.clear();
    if (error == EPIPE) throw output_closed{};
    if (error != 0) throw outside_error{"standard output: " + std::generic_category().message(error)};
}

void complain(std::string_view text) { static_cast<void>(write_all(STDERR_FILENO, text)); }

} // namespace cli
