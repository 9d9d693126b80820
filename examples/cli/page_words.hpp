// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/widget.hpp>

#include <cstdint>
#include <optional>
#include <string>

namespace cli {

/// A request for a single page.
struct single_page {
    std::int64_t number = 1;
    std::optional<std::int64_t> size{}; ///< the requested size, which the API may ignore
};

/// Returns the number of pages as derived from one page; nothing if that is impossible or the page contradicts itself.
///
/// A page with a `next` link is full, so its size is that of all pages but the last. A page whose `next` is null is
/// the last. If the API sends no `next` at all, a page with as many results as requested is full.
[[nodiscard]] std::optional<std::int64_t> pages_in_all(const calque::bulk_widget_response& answer,
                                                       const single_page& asked);

/// Describes a page's position: `page 2 of 3, 2 of 5 widgets`.
[[nodiscard]] std::string page_words(const calque::bulk_widget_response& answer, const single_page& asked);

} // namespace cli
