// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/widget.hpp>

#include <cstdint>
#include <optional>
#include <string>

namespace cli {

/// A page that was asked for alone.
struct single_page {
    std::int64_t number = 1;
    std::optional<std::int64_t> size{}; ///< that was asked for, which the API may not keep to
};

/// How many pages there are, as far as one of them tells; nothing where it does not, or contradicts itself.
///
/// A page with a next one is full, so its results are the size of all but the last. A page without a next one is the
/// last. Where the API sends no `next` at all, a page of the size that was asked for is a full one.
[[nodiscard]] std::optional<std::int64_t> pages_in_all(const calque::bulk_widget_response& answer,
                                                       const single_page& asked);

/// Where a page stands among all: `page 2 of 3, 2 of 5 widgets`.
[[nodiscard]] std::string page_words(const calque::bulk_widget_response& answer, const single_page& asked);

} // namespace cli
