// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include "page_words.hpp"

#include <algorithm>

namespace cli {
namespace {

/// Divides, rounding up, without overflow for any count.
std::int64_t pages_of(std::int64_t count, std::int64_t size) { return count / size + (count % size == 0 ? 0 : 1); }

/// Returns the number of widgets on all pages; nothing if it is negative or, as in a bare list, missing.
std::optional<std::int64_t> count_of(const calque::bulk_widget_response& answer) {
    return answer.count && *answer.count >= 0 ? answer.count : std::nullopt;
}

} // namespace

std::optional<std::int64_t> pages_in_all(const calque::bulk_widget_response& answer, const single_page& asked) {
    const auto count = count_of(answer);
    if (!count) return {};
    const auto here = static_cast<std::int64_t>(answer.results.size());
    const bool full = here > 0 && (answer.next || (answer.next_absent && here == asked.size));
    const bool last = !answer.next && !answer.next_absent && (here > 0 || asked.number == 1);
    if (!full && !last) return {};
    const std::int64_t pages = last ? asked.number : pages_of(*count, here);
    // A mock may send the same page every time. Every page has a widget except perhaps the first; a `next` link
    // implies another page.
    const bool possible = answer.next ? pages > asked.number : pages >= asked.number;
    if (!possible || pages > std::max<std::int64_t>(*count, 1)) return {};
    return pages;
}

std::string page_words(const calque::bulk_widget_response& answer, const single_page& asked) {
    const auto pages = pages_in_all(answer, asked);
    const auto count = count_of(answer);
    const auto here = static_cast<std::int64_t>(answer.results.size());
    std::string out = "page " + std::to_string(asked.number);
    if (pages) out += " of " + std::to_string(*pages);
    out += ", " + std::to_string(here);
    if (count) out += " of " + std::to_string(*count);
    out += count.value_or(here) == 1 ? " widget" : " widgets";
    return count ? out : out + "; the API does not say how many there are in all";
}

} // namespace cli
