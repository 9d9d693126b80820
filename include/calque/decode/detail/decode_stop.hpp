// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/decode/response_decoder.hpp>

#include <cstddef>
#include <string>
#include <string_view>

namespace calque::detail {

/// The exception that stops decoding; thrown and caught inside the decoder.
struct decode_stop {
    std::string message;
    errc code = errc::bad_response;
    bool placed = true; ///< whether it concerns the current value, which has a JSON pointer
};

[[noreturn]] inline void stop(std::string message) { throw decode_stop{std::move(message)}; }

/// Reports text that is not JSON or is incomplete.
[[noreturn]] inline void stop_at_byte(std::string message, std::size_t offset) {
    throw decode_stop{std::move(message) + " (byte " + std::to_string(offset) + ")", errc::bad_response, false};
}

/// Reports an exceeded limit: there is more of `what` than `limit`, which `option` sets.
[[noreturn]] inline void stop_at_limit(std::string_view what, std::size_t limit, std::string_view option) {
    throw decode_stop{"more than " + std::to_string(limit) + ' ' + std::string{what} +
                          "; raise decode_options::" + std::string{option} + " or ask for less",
                      errc::response_too_large};
}

} // namespace calque::detail
