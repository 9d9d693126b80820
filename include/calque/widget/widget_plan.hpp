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

/// The widgets of many requests as one result, in the order in which they were asked for.
struct widget_collection {
    std::vector<widget_data> results;   ///< in the order of the ids; what was not asked for stands at the end
    std::vector<std::int64_t> missing;  ///< ids for which nothing came, in the order of the request
    std::vector<std::int64_t> repeated; ///< ids for which data came more than once; the first is kept
    std::vector<std::int64_t> unasked;  ///< ids that came though nobody asked for them
    std::vector<std::string> warnings;  ///< what else was odd, one clause each
};

/// Splits the ids of a request into chunks and puts the answers together; it does no input or output.
///
/// An id that is given twice is asked for once. *Example*:
/// ```
/// widget_plan plan{ids, 100};
/// for (std::size_t i = 0; i < plan.chunks(); ++i) plan.take(fetch(plan.chunk(i)));
/// widget_collection all = plan.finish();
/// ```
class widget_plan {
public:
    /// The plan of a request for `ids`, with at most `most` of them in one chunk.
    ///
    /// *Errors*: throws `system_error` with `errc::bad_request_setting` where there is no id, or `most` is 0.
    CALQUE_DECL widget_plan(std::span<const std::int64_t> ids, std::size_t most);

    /// How many requests the ids make.
    [[nodiscard]] std::size_t chunks() const noexcept { return (ids_.size() + most_ - 1) / most_; }

    /// The ids of one request. *Lifetimes*: valid as long as the plan.
    [[nodiscard]] std::span<const std::int64_t> chunk(std::size_t index) const noexcept {
        return std::span{ids_}.subspan(index * most_, std::min(most_, ids_.size() - index * most_));
    }

    /// How many different ids there are, and for how many of them data has come.
    [[nodiscard]] std::size_t asked() const noexcept { return ids_.size(); }
    [[nodiscard]] std::size_t arrived() const noexcept { return arrived_; }

    /// Takes the data of a request, or of one of its pages; requests may come in any order.
    CALQUE_DECL void take(std::vector<widget_data> results);

    /// Takes a doubt about a request, for the result's warnings.
    void warn(std::string what) { warnings_.push_back(std::move(what)); }

    /// The result; after this call the plan is spent.
    [[nodiscard]] CALQUE_DECL widget_collection finish();

private:
    std::vector<std::int64_t> ids_; ///< each once
    std::size_t most_;
    std::unordered_map<std::int64_t, std::size_t> places_; ///< of the ids
    std::vector<std::optional<widget_data>> slots_;        ///< one for each id
    std::vector<widget_data> others_;
    std::vector<std::int64_t> repeated_;
    std::vector<std::int64_t> unasked_;
    std::vector<std::string> warnings_;
    std::size_t arrived_ = 0;
};

} // namespace calque

#ifdef CALQUE_HEADER_ONLY
#include <calque/widget/widget_plan.ipp>
#endif
