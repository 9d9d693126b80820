// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/stand_in/stand_in_options.hpp>
#include <calque/support/config.hpp>
#include <calque/values/error.hpp>

#include <boost/asio/any_io_executor.hpp>

#include <cstdint>
#include <memory>
#include <string>

namespace calque {

namespace detail::stand_in_parts {
class runner;
}

/// An in-process imitation of the API on 127.0.0.1, for examples and tests (api/README.md, "Endpoints"):
///
/// - `POST /dashboards/widgets/bulk_data/` and `GET /dashboards/widgets/{id}/data/` serve ten widgets over call logs,
///   with the ids 1 to 10: line, bar, pie and stat charts of every data type (api/README.md, "Chart data"). Each
///   widget's own filter is `timestamp >= today-7d`. A request's filters replace it if they have a lower bound on
///   `timestamp`; otherwise both apply (inferred).
/// - `POST /dashboards/widgets/preview_data/` serves every permitted chart (api/README.md, "Widgets"), grouped on
///   request (inferred), over the call logs that match both the dashboard's and the widget's filters.
/// - `GET /observability/v2/call-logs/` lists the call logs and `GET /test_framework/v2/runs/` the test runs, latest
///   first. Every project has the same ones (inferred). `ql` is ignored.
///
/// Charts are computed from the call logs that the filters select. In a bulk request unknown ids are dropped and
/// repeated ids count once; empty buckets of a bar chart are omitted (inferred).
///
/// Errors are those of api/README.md, "Errors and retries" and "Inferred": 400 for an invalid body, query or filter,
/// for an unsupported chart, for a start that is missing or older than 30 days, and for call logs of more than 33
/// days; 401, 403, 404, 405 with `Allow`, 415; 301 for a path without its final slash; 413 and 431 beyond the limits.
///
/// *Thread safety*: all members may be called from any thread.
class stand_in {
public:
    /// Starts a stand-in on its own thread. The port is bound when the constructor returns.
    ///
    /// *Errors*: throws `system_error`. `errc::bad_records_file` names the file and line, `errc::bad_record` the
    /// record that is not an object; other codes come from the system or OpenSSL and concern the port or the
    /// certificate.
    CALQUE_DECL explicit stand_in(stand_in_options options = {});

    /// Starts a stand-in on `executor`, which the caller must run.
    ///
    /// *Errors*: as above. *Lifetimes*: the stand-in must not outlive its execution context.
    CALQUE_DECL explicit stand_in(boost::asio::any_io_executor executor, stand_in_options options = {});

    stand_in(const stand_in&) = delete;
    stand_in& operator=(const stand_in&) = delete;

    /// Stops the stand-in.
    CALQUE_DECL ~stand_in();

    [[nodiscard]] CALQUE_DECL std::uint16_t port() const noexcept;

    /// Returns the base URL, such as `http://127.0.0.1:49152`.
    [[nodiscard]] CALQUE_DECL std::string url() const;

    /// Closes the port and all connections; a second call does nothing.
    ///
    /// With its own thread, they are closed when `stop` returns, unless a hook called it. On an executor of the
    /// caller, they are closed as soon as it runs, at the latest when the context is destroyed.
    CALQUE_DECL void stop();

private:
    std::unique_ptr<detail::stand_in_parts::runner> runner_;
};

} // namespace calque

#ifdef CALQUE_HEADER_ONLY
#include <calque/stand_in/stand_in.ipp>
#endif
