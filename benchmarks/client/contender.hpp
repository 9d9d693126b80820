// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace throughput {

/// What every contender does: posts a body so many times over keep-alive connections, so many at once, and takes what
/// comes back.
struct task {
    std::uint16_t port = 0; ///< of 127.0.0.1
    std::string target;
    std::string body;
    std::size_t requests = 0;
    std::size_t at_once = 1;
};

/// What came of it, for the check that all did the same.
struct result {
    std::size_t responses = 0; ///< with status 200
    std::size_t bytes = 0;     ///< of their bodies; 0 where only what they say is kept
    std::size_t widgets = 0;   ///< that they say; 0 where they are not decoded
};

/// A way to do it. One file each.
struct contender {
    const char* name;
    result (*run)(const task& what);
};

extern const contender beast;             ///< Beast's calls in a loop, the body as text: the measure of the others
extern const contender beast_and_decoder; ///< the same, and the text decoded by `decode_bulk_widgets`
extern const contender calque_transport;  ///< `https_transport`, the body as text
extern const contender calque_client;     ///< `client::bulk_data`, typed while it comes
#ifdef CALQUE_WITH_CURL
extern const contender curl; ///< libcurl's multi interface, the body as text
#endif

} // namespace throughput
