// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/api/http_message.hpp>
#include <calque/values/relative_time.hpp>

#include <boost/json/value.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace calque {

/// Call logs generated from a seed. The same seed, count and instant give the same call logs on every machine.
struct generated_calls {
    std::uint64_t seed = 1;
    std::size_t count = 1'000; ///< spread over the 30 days before the instant
};

/// The source of the call logs: the generator, a file of JSON lines, or values, which must be JSON objects.
using call_records = std::variant<generated_calls, std::filesystem::path, std::vector<boost::json::value>>;

/// Test runs generated from a seed. The same seed, count and instant give the same runs on every machine.
struct generated_runs {
    std::uint64_t seed = 1;
    std::size_t count = 200; ///< spread over the 30 days before the instant
};

/// The source of the test runs, as for call logs.
using run_records = std::variant<generated_runs, std::filesystem::path, std::vector<boost::json::value>>;

/// An API key that the stand-in accepts.
struct stand_in_key {
    std::string text;
    bool read_only = false; ///< may not POST, like the vendor's read-only keys (inferred)
};

/// The server's TLS certificate and key, both in PEM.
struct tls_identity {
    std::string certificates; ///< the server's certificate, then any intermediates
    std::string private_key;
};

/// Deliberate faults, for tests of retries and for soak runs.
///
/// A share of the requests gets, in turn: 500; 502 with an HTML page; 503 and 429, both with `Retry-After: 0`; a
/// connection reset; a connection closed without a response; and a response that ends in the middle of its body.
/// Requests are numbered in order of arrival, and the seed determines which numbers are affected: the same ones on
/// every machine.
struct fault_options {
    double rate = 0;        ///< the share, from 0 for none to 1 for all
    std::uint64_t seed = 1; ///< selects the affected requests
};

/// Options of the stand-in.
struct stand_in_options {
    std::uint16_t port = 0; ///< on 127.0.0.1; 0 selects a free one
    call_records records{};
    run_records runs{};
    std::optional<instant> now{};         ///< fixes the clock; nothing: the system clock
    std::vector<stand_in_key> keys{};     ///< accepted keys; if empty, every request is accepted
    std::size_t page_size = 10;           ///< default number of results per page
    std::size_t max_page_size = 100;      ///< upper limit of `page_size`
    std::size_t body_limit = 1024 * 1024; ///< bytes of a request's body
    std::size_t header_limit = 16 * 1024; ///< bytes of a request's headers
    std::size_t connection_limit = 256;   ///< concurrent connections; further ones wait
    std::chrono::milliseconds idle_timeout =
        std::chrono::seconds{30};      ///< for receiving a request and for sending its response
    std::optional<tls_identity> tls{}; ///< https instead of http
    fault_options faults{};            ///< faults of requests that `intercept` does not answer

    /// Called first for every request; may return a response in place of the API's, for tests of failures.
    /// Runs on the server's executor, one call at a time, and must not block.
    std::function<std::optional<http_response>(const http_request&)> intercept{};
};

} // namespace calque
