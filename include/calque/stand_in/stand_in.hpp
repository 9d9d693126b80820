// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/support/config.hpp>
#include <calque/transport/transport.hpp>
#include <calque/values/error.hpp>
#include <calque/values/relative_time.hpp>

#include <boost/asio/any_io_executor.hpp>
#include <boost/json/value.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
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

namespace detail::stand_in_parts {
class runner;
}

/// The API in this process, for examples and tests, on 127.0.0.1 (api.md (a)):
///
/// - `POST /dashboards/widgets/bulk_data/` and `GET /dashboards/widgets/{id}/data/` serve ten widgets over call logs,
///   with the ids 1 to 10: line, bar, pie and stat charts of every data type of api.md (c). Every widget's own filter
///   is `timestamp >= today-7d`. Filters of a request replace it where they have a lower bound on `timestamp`;
///   otherwise both must hold ([I]).
/// - `POST /dashboards/widgets/preview_data/` serves every chart that api.md (d) allows, grouped where that is asked
///   for ([I]), over the call logs that both the dashboard's filters and the widget's select.
/// - `GET /observability/v2/call-logs/` lists the call logs, `GET /test_framework/v2/runs/` the test runs, the latest
///   first. Every project has the same ones ([I]). `ql` does not matter.
///
/// Charts are computed from the call logs that the filters select. Ids without a widget are dropped from a bulk
/// request, doubled ids count once, empty buckets of a bar chart are left out ([I]).
///
/// Errors are those of api.md (e) and (g): 400 for what is wrong with a body, a query or a filter, for a chart that
/// there is not, for a start older than 30 days or a missing one, and for call logs of over 33 days; 401, 403, 404,
/// 405 with `Allow`, 415; 301 for a path without its last slash; 413 and 431 past the limits.
///
/// *Thread safety*: all members may be called from any thread.
class stand_in {
public:
    /// Starts a stand-in with a thread of its own. The port is bound when the constructor returns.
    ///
    /// *Errors*: throws `system_error`: `errc::bad_records_file` names the file and the line, `errc::bad_record` the
    /// record that is no object; otherwise the system's or OpenSSL's code, of the port or of the certificate.
    CALQUE_DECL explicit stand_in(stand_in_options options = {});

    /// Starts a stand-in on `executor`, which somebody else runs.
    ///
    /// *Errors*: as above. *Lifetimes*: it must not outlive its execution context.
    CALQUE_DECL explicit stand_in(boost::asio::any_io_executor executor, stand_in_options options = {});

    stand_in(const stand_in&) = delete;
    stand_in& operator=(const stand_in&) = delete;

    /// Stops it.
    CALQUE_DECL ~stand_in();

    [[nodiscard]] CALQUE_DECL std::uint16_t port() const noexcept;

    /// The base URL, for example `http://127.0.0.1:49152`.
    [[nodiscard]] CALQUE_DECL std::string url() const;

    /// Closes the port and all connections; a second call does nothing.
    ///
    /// With a thread of its own that has happened when `stop` returns, unless a hook called it. On somebody else's
    /// executor it happens as soon as that runs, at the latest when the context is destroyed.
    CALQUE_DECL void stop();

private:
    std::unique_ptr<detail::stand_in_parts::runner> runner_;
};

} // namespace calque

#ifdef CALQUE_HEADER_ONLY
#include <calque/stand_in/stand_in.ipp>
#endif
