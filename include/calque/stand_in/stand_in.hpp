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
