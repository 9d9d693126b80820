// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/support/config.hpp>

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace calque {

namespace detail {

/// A text that contains a key, overwritten before its memory is released; best effort, because the program may hold
/// other copies.
class secret_text {
public:
    explicit secret_text(std::string text) noexcept : text_{std::move(text)} {}
    secret_text(const secret_text&) = delete;
    secret_text& operator=(const secret_text&) = delete;
    CALQUE_DECL ~secret_text();

    [[nodiscard]] std::string_view view() const noexcept { return text_; }

private:
    std::string text_;
};

struct api_key_access;

} // namespace detail

/// Credentials for the API: a key or a token; it cannot be printed, compared, or converted back to text.
///
/// Copies share one text, which is overwritten when the last copy is destroyed. Only the https transport reads it.
class api_key {
public:
    /// Takes a key's text, sent as `X-CEKURA-API-KEY` (the OpenAPI description).
    ///
    /// *Errors*: throws `system_error` with `errc::bad_request_setting` if the text is empty, longer than 4096 bytes,
    /// or has anything but visible ASCII characters, such as a line break from a file; the message never shows the
    /// text.
    CALQUE_DECL explicit api_key(std::string_view text);

    /// Takes a token's text, sent as `Authorization: Bearer` (api/README.md, "Authentication"). *Errors*: as above.
    [[nodiscard]] static CALQUE_DECL api_key bearer(std::string_view token);

    /// Returns the key in the environment variable `CEKURA_API_KEY`; nothing if it is unset or empty. *Errors*: as
    /// above.
    [[nodiscard]] static CALQUE_DECL std::optional<api_key> from_environment();

    friend bool operator==(const api_key&, const api_key&) = delete;

private:
    friend struct detail::api_key_access;
    CALQUE_DECL api_key(std::string_view text, bool is_token);

    std::shared_ptr<const detail::secret_text> text_;
    bool is_token_ = false;
};

namespace detail {

/// Access to a key's text, for the transport that sends it.
struct api_key_access {
    [[nodiscard]] static std::string_view text(const api_key& key) noexcept { return key.text_->view(); }
    [[nodiscard]] static bool is_token(const api_key& key) noexcept { return key.is_token_; }

    /// Returns the part of the header before the text.
    [[nodiscard]] static std::string_view header(const api_key& key) noexcept {
        return key.is_token_ ? "Authorization: Bearer " : "X-CEKURA-API-KEY: ";
    }
};

} // namespace detail

} // namespace calque

#ifdef CALQUE_HEADER_ONLY
#include <calque/https/api_key.ipp>
#endif
