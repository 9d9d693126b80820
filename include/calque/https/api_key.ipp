// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/https/api_key.hpp>
#include <calque/values/error.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdlib>

namespace calque {

namespace detail {

CALQUE_DECL secret_text::~secret_text() {
    // Written through a volatile pointer; otherwise the compiler may remove the stores, because the text is not read
    // again.
    volatile char* at = text_.data();
    for (std::size_t left = text_.size(); left != 0; --left) *at++ = 0;
}

/// Returns an environment variable, not copied because it may be a secret; empty if it is unset.
[[nodiscard]] inline std::string_view environment(const char* name) noexcept {
    const char* const text = std::getenv(name);
    return text == nullptr ? std::string_view{} : std::string_view{text};
}

/// Returns what is wrong with the text of a key or a token, if anything; never quotes the text.
[[nodiscard]] inline std::string api_key_mistake(std::string_view text, const std::string& what) {
    if (text.empty()) return what + " is empty";
    if (text.size() > 4096) return what + " is longer than 4096 bytes";
    const auto bad = std::find_if(text.begin(), text.end(), [](char c) { return c <= ' ' || c >= 0x7f; });
    if (bad == text.end()) return {};
    const std::string where = " at byte " + std::to_string(bad - text.begin() + 1);
    if (*bad == '\n' || *bad == '\r') return what + " has a line break" + where + "; remove it";
    if (*bad == ' ' || *bad == '\t') return what + " has white space" + where + "; remove it";
    return what + " has a character" + where + " that is not visible ASCII";
}

} // namespace detail

CALQUE_DECL api_key::api_key(std::string_view text, bool is_token) : is_token_{is_token} {
    const std::string mistake = detail::api_key_mistake(text, is_token ? "the token" : "the API key");
    if (!mistake.empty()) throw system_error{errc::bad_request_setting, mistake};
    text_ = std::make_shared<const detail::secret_text>(std::string{text});
}

CALQUE_DECL api_key::api_key(std::string_view text) : api_key{text, false} {}

CALQUE_DECL api_key api_key::bearer(std::string_view token) { return {token, true}; }

CALQUE_DECL std::optional<api_key> api_key::from_environment() {
    const std::string_view text = detail::environment("CEKURA_API_KEY");
    if (text.empty()) return {};
    return api_key{text};
}

} // namespace calque
