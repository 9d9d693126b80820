// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <string>
#include <string_view>

namespace cli {

/// Standard output, buffered and byte for byte.
///
/// Whatever is left in the buffer is lost unless `flush` is called.
class output {
public:
    /// *Errors*: throws `output_closed` where nobody reads any more, `outside_error` where writing fails.
    void write(std::string_view text);
    void flush();

private:
    std::string buffer_;
};

/// Writes to standard error; nothing can be done where that fails.
void complain(std::string_view text);

} // namespace cli
