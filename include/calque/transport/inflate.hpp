// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/support/config.hpp>

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace calque::detail {

/// The supported compressions of a body.
enum class body_coding : std::uint8_t { gzip, deflate };

/// Takes a part of a body; returns whether it wants more.
using body_sink = std::function<bool(std::string_view)>;

/// Decompresses a body as its bytes arrive: gzip (RFC 1952) with one or more members, or deflate, with the zlib frame
/// (RFC 1950) or without (RFC 1951).
///
/// Uses about 60 KB whatever the input, because it passes output on in parts of at most 16 KB. The sink limits the
/// total.
class inflater {
public:
    CALQUE_DECL explicit inflater(body_coding coding);
    CALQUE_DECL inflater(inflater&& other) noexcept;
    CALQUE_DECL inflater& operator=(inflater&& other) noexcept;
    CALQUE_DECL ~inflater();

    /// Decompresses the next bytes into the sink; returns false if the sink wants no more or there is a `problem`.
    ///
    /// Output that precedes an error reaches the sink before the error is reported.
    /// *Errors*: throws `std::bad_alloc`, and what the sink throws.
    [[nodiscard]] CALQUE_DECL bool feed(std::string_view bytes, const body_sink& sink);

    /// Ends the input; returns false, with a `problem`, if it is invalid or incomplete.
    [[nodiscard]] CALQUE_DECL bool finish();

    /// Returns what is wrong with the bytes; empty if nothing.
    [[nodiscard]] CALQUE_DECL const std::string& problem() const noexcept;

private:
    struct stream;
    std::unique_ptr<stream> stream_;
};

} // namespace calque::detail

#ifdef CALQUE_HEADER_ONLY
#include <calque/transport/inflate.ipp>
#endif
