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

/// The codings of a body that are undone.
enum class body_coding : std::uint8_t { gzip, deflate };

/// Takes a part of a body; returns whether more of it is wanted.
using body_sink = std::function<bool(std::string_view)>;

/// Inflates a body as its bytes arrive: gzip (RFC 1952) of one or more members, or deflate, with the frame of zlib
/// (RFC 1950) or without (RFC 1951).
///
/// It needs some 60 KB, whatever comes: what was inflated is handed on in parts of 16 KB at most. How much that may be
/// in all is for the sink to say.
class inflater {
public:
    CALQUE_DECL explicit inflater(body_coding coding);
    CALQUE_DECL inflater(inflater&& other) noexcept;
    CALQUE_DECL inflater& operator=(inflater&& other) noexcept;
    CALQUE_DECL ~inflater();

    /// Takes the next bytes, and hands on what they are; false where the sink wants no more, or `problem` says why.
    ///
    /// What was inflated before a mistake is handed on before it is told of.
    /// *Errors*: throws `std::bad_alloc`, and what the sink throws.
    [[nodiscard]] CALQUE_DECL bool feed(std::string_view bytes, const body_sink& sink);

    /// Tells that no more bytes will come; false where `problem` says why that is too early.
    [[nodiscard]] CALQUE_DECL bool finish();

    /// What is wrong with the bytes; empty where nothing is.
    [[nodiscard]] CALQUE_DECL const std::string& problem() const noexcept;

private:
    struct stream;
    std::unique_ptr<stream> stream_;
};

} // namespace calque::detail

#ifdef CALQUE_HEADER_ONLY
#include <calque/transport/inflate.ipp>
#endif
