// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/call/call_observer.hpp>
#include <calque/call/retry.hpp>
#include <calque/decode/response_decoder.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>

namespace calque {

/// The bounds of a client's calls, and what it does where one fails.
struct client_options {
    call_limits limits{};                             ///< how long a call and an attempt may take
    retry_policy retries{};                           ///< whether and when a failed attempt is followed by another
    std::size_t response_limit = 64u * 1024u * 1024u; ///< bytes of one response's body, as it is sent
    decode_options decode{};                          ///< bounds of what a body holds, once it is decompressed
    std::size_t max_pages = 1'000;                    ///< of one walk
    std::size_t ids_per_request = 100;                ///< of `client::widgets`; more of them are split
    std::size_t parallel = 4;                         ///< requests of one `client::widgets` at once
    std::shared_ptr<call_observer> observer{};        ///< is told what the calls do; null: nobody is
    std::optional<std::uint64_t> seed{};              ///< of the waits' jitter; nothing: another one for each client
};

} // namespace calque
