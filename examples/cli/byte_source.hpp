// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/transport/inflate.hpp>

#include <optional>
#include <string>

namespace cli {

/// A file or standard input, read in chunks; gzip is detected by its first bytes and decompressed.
class byte_source {
public:
    /// Opens a file; `-` is standard input. *Errors*: throws `usage_error` if it cannot be opened.
    explicit byte_source(const std::string& path);
    byte_source(const byte_source&) = delete;
    byte_source& operator=(const byte_source&) = delete;
    ~byte_source();

    /// Returns the printable name for messages.
    [[nodiscard]] const std::string& name() const { return name_; }

    /// Appends the next bytes as soon as some are available; returns false at the end.
    ///
    /// *Errors*: throws `outside_error` if reading fails, `usage_error` if the gzip data is damaged.
    [[nodiscard]] bool append_to(std::string& buffer);

private:
    [[nodiscard]] bool read(std::string& buffer);
    [[noreturn]] void refuse_gzip() const;

    int file_ = -1;
    std::string name_;
    std::string head_; ///< the first bytes, until the format is known
    bool begun_ = false;
    std::optional<calque::detail::inflater> gzip_;
};

} // namespace cli
