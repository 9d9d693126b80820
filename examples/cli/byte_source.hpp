// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/transport/inflate.hpp>

#include <optional>
#include <string>

namespace cli {

/// A file or standard input, read in pieces; what begins like gzip is decompressed.
class byte_source {
public:
    /// Opens a file; `-` is standard input. *Errors*: throws `usage_error` where it cannot be opened.
    explicit byte_source(const std::string& path);
    byte_source(const byte_source&) = delete;
    byte_source& operator=(const byte_source&) = delete;
    ~byte_source();

    /// What messages call it, printable.
    [[nodiscard]] const std::string& name() const { return name_; }

    /// Appends what comes next, as soon as there is something; false at the end.
    ///
    /// *Errors*: throws `outside_error` where reading fails, `usage_error` where the gzip is broken.
    [[nodiscard]] bool append_to(std::string& buffer);

private:
    [[nodiscard]] bool read(std::string& buffer);
    [[noreturn]] void refuse_gzip() const;

    int file_ = -1;
    std::string name_;
    std::string head_; ///< the first bytes, until it is known what they begin
    bool begun_ = false;
    std::optional<calque::detail::inflater> gzip_;
};

} // namespace cli
