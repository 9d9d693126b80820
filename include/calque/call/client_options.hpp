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

/// The limits of a client's calls, and how it retries them.
struct client_options {
    call_limits limits{};                             ///< how long a call and an attempt may take
    retry_policy retries{};                           ///< whether and when to retry a failed attempt
    std::size_t response_limit = 64u * 1024u * 1024u; ///< bytes of one response body, as transferred
    decode_options decode{};                          ///< limits on a decompressed body
    std::size_t max_pages = 1'000;                    ///< per walk
    std::size_t ids_per_request = 100;                ///< of `client::widgets`; more ids are split
    std::size_t parallel = 4;                         ///< concurrent requests of one `client::widgets`
    std::shared_ptr<call_observer> observer{};        ///< observes the calls; may be null
    std::optional<std::uint64_t> seed{};              ///< of the jitter of waits; unset: different for each client
};

} // namespace calque
