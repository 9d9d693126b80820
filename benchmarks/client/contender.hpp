// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace throughput {

/// The work of every contender: posts a body a number of times over keep-alive connections, with a number of
/// concurrent requests, and receives the responses.
struct task {
    std::uint16_t port = 0; ///< on 127.0.0.1
    std::string target;
    std::string body;
    std::size_t requests = 0;
    std::size_t at_once = 1;
};

/// The outcome, to check that all contenders did the same work.
struct result {
    std::size_t responses = 0; ///< with status 200
    std::size_t bytes = 0;     ///< of their bodies; 0 if only the decoded data is kept
    std::size_t widgets = 0;   ///< in the responses; 0 if they are not decoded
};

/// An implementation, each in a file of its own.
struct contender {
    const char* name;
    result (*run)(const task& what);
};

extern const contender beast;             ///< Beast's calls in a loop, the body as text: the baseline
extern const contender beast_and_decoder; ///< the same, with the text decoded by `decode_bulk_widgets`
extern const contender calque_transport;  ///< `https_transport`, the body as text
extern const contender calque_client;     ///< `client::bulk_data`, decoded as it arrives
#ifdef CALQUE_WITH_CURL
extern const contender curl; ///< libcurl's multi interface, the body as text
#endif

} // namespace throughput
