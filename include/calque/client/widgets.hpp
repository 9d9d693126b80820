// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/call/client_core.hpp>
#include <calque/support/config.hpp>
#include <calque/transport/api_failure.hpp>
#include <calque/transport/call_report.hpp>
#include <calque/widget/widget.hpp>
#include <calque/widget/widget_plan.hpp>

#include <boost/asio/awaitable.hpp>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

namespace calque {

/// The progress of `client::widgets`.
struct widgets_progress {
    std::size_t asked = 0;   ///< number of distinct widgets requested
    std::size_t arrived = 0; ///< number of those whose data has arrived
    std::size_t pages = 0;   ///< number of pages that have arrived, over all requests
};

/// Options of `client::widgets`.
struct widgets_options {
    /// If a request fails and a single widget may be the cause, fetch its widgets one by one and list those that fail
    /// in `widgets_reply::failed`. Otherwise the whole call fails.
    bool fetch_singly = false;

    /// Called on the client's executor after each page; must be quick.
    std::function<void(const widgets_progress&)> on_progress{};
};

/// A widget that could not be fetched, and why.
struct failed_widget {
    std::int64_t id = 0;
    api_failure failure;
};

/// The data of many widgets, in the order of the request.
struct widgets_reply : widget_collection {
    std::vector<failed_widget> failed{}; ///< in the order of the request; not listed as missing
    std::vector<call_report> reports{};  ///< of the successful requests, in order of completion
};

namespace detail {
[[nodiscard]] CALQUE_DECL boost::asio::awaitable<widgets_reply>
fetch_widgets(std::shared_ptr<const client_core> core, bulk_widget_request request, widgets_options options);
} // namespace detail

} // namespace calque

#ifdef CALQUE_HEADER_ONLY
#include <calque/client/widgets.ipp>
#endif
