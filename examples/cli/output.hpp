// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <string>
#include <string_view>

namespace cli {

/// Standard output, buffered and byte for byte.
///
/// The destructor does not flush: call `flush`, or the rest of the buffer is lost.
class output {
public:
    /// *Errors*: throws `output_closed` if the reader has closed the pipe, `outside_error` if writing fails.
    void write(std::string_view text);
    void flush();

private:
    std::string buffer_;
};

/// Writes to standard error; a failure to write is ignored.
void complain(std::string_view text);

} // namespace cli
