// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/api_key.hpp>
#include <calque/error.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdlib>

namespace calque {

namespace detail {

CALQUE_DECL secret_text::~secret_text() {
    // Through a volatile pointer, or the compiler sees that nobody reads the text again and leaves it as it is.
    volatile char* at = text_.data();
    for (std::size_t left = text_.size(); left != 0; --left) *at++ = 0;
}

/// The mistake in a key's text, if any; it never quotes the text.
[[nodiscard]] inline std::string api_key_mistake(std::string_view text) {
    if (text.empty()) return "the API key is empty";
    if (text.size() > 4096) return "the API key is longer than 4096 bytes";
    const auto bad = std::find_if(text.begin(), text.end(), [](char c) { return c <= ' ' || c >= 0x7f; });
    if (bad == text.end()) return {};
    const std::string where = " at byte " + std::to_string(bad - text.begin() + 1);
    if (*bad == '\n' || *bad == '\r') return "the API key has a line break" + where + "; remove it";
    if (*bad == ' ' || *bad == '\t') return "the API key has white space" + where + "; remove it";
    return "the API key has a character" + where + " that is not visible ASCII";
}

} // namespace detail

CALQUE_DECL api_key::api_key(std::string_view text) {
    if (const std::string mistake = detail::api_key_mistake(text); !mistake.empty())
        throw system_error{errc::bad_request_setting, mistake};
    text_ = std::make_shared<const detail::secret_text>(std::string{text});
}

CALQUE_DECL std::optional<api_key> api_key::from_environment() {
    const char* const text = std::getenv("CEKURA_API_KEY");
    if (text == nullptr || *text == '\0') return {};
    return api_key{text};
}

} // namespace calque
