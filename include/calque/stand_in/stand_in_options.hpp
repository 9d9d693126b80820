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

/// Call logs made up from a seed; the same on every machine for one seed, count and instant.
struct generated_calls {
    std::uint64_t seed = 1;
    std::size_t count = 1'000; ///< spread over the 30 days before the instant
};

/// Where the stand-in's call logs come from: the generator, a file of JSON lines, or values that are JSON objects.
using call_records = std::variant<generated_calls, std::filesystem::path, std::vector<boost::json::value>>;

/// Test runs made up from a seed; the same on every machine for one seed, count and instant.
struct generated_runs {
    std::uint64_t seed = 1;
    std::size_t count = 200; ///< spread over the 30 days before the instant
};

/// Where the stand-in's test runs come from, as for call logs.
using run_records = std::variant<generated_runs, std::filesystem::path, std::vector<boost::json::value>>;

/// An API key that the stand-in accepts.
struct stand_in_key {
    std::string text;
    bool read_only = false; ///< may not POST, as the vendor's read-only keys (api.md (a), [I])
};

/// What the stand-in proves its identity with over TLS, both in PEM.
struct tls_identity {
    std::string certificates; ///< the server's own, then the ones between it and a root
    std::string private_key;
};

/// What the stand-in does wrong on purpose, for tests of retries and for soak runs.
///
/// A share of the requests meets by turns: 500; 502 with a page of HTML; 503 and 429, both with `Retry-After: 0`; a
/// reset connection; one that is closed without an answer; and an answer that ends in the middle of its body.
/// Requests are numbered in the order in which they come, and the seed decides which numbers are met: the same ones
/// on every machine.
struct fault_options {
    double rate = 0;        ///< the share, from 0 for none to 1 for all
    std::uint64_t seed = 1; ///< another seed, other requests
};

/// How the stand-in API is set up.
struct stand_in_options {
    std::uint16_t port = 0; ///< of 127.0.0.1; 0 takes a free one
    call_records records{};
    run_records runs{};
    std::optional<instant> now{};         ///< stops the clock; nothing: the system clock
    std::vector<stand_in_key> keys{};     ///< the keys to accept; none: every request is
    std::size_t page_size = 10;           ///< results on a page where a request does not say
    std::size_t max_page_size = 100;      ///< a larger `page_size` counts as this
    std::size_t body_limit = 1024 * 1024; ///< bytes of a request's body
    std::size_t header_limit = 16 * 1024; ///< bytes of a request's head
    std::size_t connection_limit = 256;   ///< connections at a time; the next ones wait
    std::chrono::milliseconds idle_timeout =
        std::chrono::seconds{30};      ///< of a request coming, and of its answer leaving
    std::optional<tls_identity> tls{}; ///< https instead of http
    fault_options faults{};            ///< what goes wrong with requests that `intercept` does not answer

    /// Sees every request first and may answer it in the API's place, for tests of what goes wrong.
    /// It is called on the server's executor, one call at a time, and must not block.
    std::function<std::optional<http_response>(const http_request&)> intercept{};
};

} // namespace calque
