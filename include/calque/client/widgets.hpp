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

/// How far `client::widgets` has come.
struct widgets_progress {
    std::size_t asked = 0;   ///< different widgets that were asked for
    std::size_t arrived = 0; ///< of them, those whose data has come
    std::size_t pages = 0;   ///< that have come, of all requests
};

/// How `client::widgets` goes about it.
struct widgets_options {
    /// Where a request fails that one widget may have sunk, its widgets are fetched one by one, and those that fail are
    /// told of in `widgets_reply::failed`; without it the failure is the call's.
    bool fetch_singly = false;

    /// Is called when a page has come, on the client's executor; it must be quick.
    std::function<void(const widgets_progress&)> on_progress{};
};

/// A widget that could not be fetched, and why.
struct failed_widget {
    std::int64_t id = 0;
    api_failure failure;
};

/// The data of many widgets, in the order in which they were asked for.
struct widgets_reply : widget_collection {
    std::vector<failed_widget> failed{}; ///< in the order of the request; they are not among the missing
    std::vector<call_report> reports{};  ///< of the requests that succeeded, as they came
};

namespace detail {
[[nodiscard]] CALQUE_DECL boost::asio::awaitable<widgets_reply>
fetch_widgets(std::shared_ptr<const client_core> core, bulk_widget_request request, widgets_options options);
} // namespace detail

} // namespace calque

#ifdef CALQUE_HEADER_ONLY
#include <calque/client/widgets.ipp>
#endif
