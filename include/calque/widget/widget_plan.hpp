// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/support/config.hpp>
#include <calque/widget/widget.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

namespace calque {

/// The widgets of several requests, combined into one result.
struct widget_collection {
    std::vector<widget_data> results;      ///< in the order of the ids, followed by widgets that were not requested
    std::vector<std::int64_t> missing;     ///< ids without data, in the order of the request
    std::vector<std::int64_t> repeated;    ///< ids whose data arrived more than once; the first is kept
    std::vector<std::int64_t> unrequested; ///< ids that arrived without having been requested
    std::vector<std::string> warnings;     ///< other anomalies, one clause each
};

/// A plan that splits the ids of a request into chunks and combines the responses. Performs no I/O.
///
/// Requests a repeated id only once. *Example*:
/// ```
/// widget_plan plan{ids, 100};
/// for (std::size_t i = 0; i < plan.chunks(); ++i) plan.take(fetch(plan.chunk(i)));
/// widget_collection all = plan.finish();
/// ```
class widget_plan {
public:
    /// Plans a request for `ids`, with at most `most` ids per chunk.
    ///
    /// *Errors*: throws `system_error` with `errc::bad_request_setting` if there is no id, or if `most` is 0.
    CALQUE_DECL widget_plan(std::span<const std::int64_t> ids, std::size_t most);

    /// Returns the number of requests needed.
    [[nodiscard]] std::size_t chunks() const noexcept { return (ids_.size() + most_ - 1) / most_; }

    /// Returns the ids of one request. *Lifetimes*: valid as long as the plan.
    [[nodiscard]] std::span<const std::int64_t> chunk(std::size_t index) const noexcept {
        return std::span{ids_}.subspan(index * most_, std::min(most_, ids_.size() - index * most_));
    }

    /// The number of distinct ids, and the number of those for which data has arrived.
    [[nodiscard]] std::size_t asked() const noexcept { return ids_.size(); }
    [[nodiscard]] std::size_t arrived() const noexcept { return arrived_; }

    /// Adds the data of a request, or of one of its pages. Requests may complete in any order.
    CALQUE_DECL void take(std::vector<widget_data> results);

    /// Adds a warning to the result.
    void warn(std::string what) { warnings_.push_back(std::move(what)); }

    /// Returns the result. The plan must not be used afterwards.
    [[nodiscard]] CALQUE_DECL widget_collection finish();

private:
    std::vector<std::int64_t> ids_; ///< without duplicates
    std::size_t most_;
    std::unordered_map<std::int64_t, std::size_t> places_; ///< index of each id
    std::vector<std::optional<widget_data>> slots_;        ///< one for each id
    std::vector<widget_data> others_;
    std::vector<std::int64_t> repeated_;
    std::vector<std::int64_t> unrequested_;
    std::vector<std::string> warnings_;
    std::size_t arrived_ = 0;
};

} // namespace calque

#ifdef CALQUE_HEADER_ONLY
#include <calque/widget/widget_plan.ipp>
#endif
