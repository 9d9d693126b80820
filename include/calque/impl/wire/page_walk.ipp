// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/api_failure.hpp>
#include <calque/page_walk.hpp>

#include <boost/url/parse.hpp>
#include <boost/url/url_view.hpp>

#include <charconv>

namespace calque {

namespace detail {

CALQUE_DECL std::optional<std::int64_t> page_number(std::string_view link) {
    const auto url = boost::urls::parse_uri_reference(link);
    if (!url) return {};
    for (const auto& each : url->params()) {
        if (each.key != "page") continue;
        std::int64_t number = 0;
        const char* const end = each.value.data() + each.value.size();
        const auto [behind, problem] = std::from_chars(each.value.data(), end, number);
        if (problem == std::errc{} && behind == end && number > 0) return number;
    }
    return {};
}

[[noreturn]] inline void refuse_pages(std::string what_happened) {
    throw api_error{{.code = errc::page_loop, .what_happened = std::move(what_happened)}};
}

} // namespace detail

CALQUE_DECL void page_walk::take(const bulk_widget_response& page) {
    const std::int64_t current = page_.value_or(1);
    const std::string name = "page " + std::to_string(current);
    widgets_ += static_cast<std::int64_t>(page.results.size());
    std::int64_t following = current + 1;
    if (page.next) {
        const auto number = detail::page_number(*page.next);
        if (number && *number <= current)
            detail::refuse_pages(name + " names page " + std::to_string(*number) + " as the next one");
        if (!number && *page.next == last_link_)
            detail::refuse_pages(name + " has the same next link as the page before");
        following = number.value_or(following);
    } else if (!page.next_absent || !page.count || page.results.empty() || widgets_ >= *page.count) {
        ++taken_;
        finished_ = true;
        return;
    }
    if (taken_ + 1 >= max_pages_)
        detail::refuse_pages("there are more than " + std::to_string(max_pages_) +
                             " pages; raise client_options::max_pages or the page size");
    ++taken_;
    page_ = following;
    last_link_ = page.next.value_or(std::string{});
}

CALQUE_DECL bool page_walk::take_failure(const error_code& code) noexcept {
    if (taken_ == 0 || code != errc::not_found) return false;
    finished_ = true;
    return true;
}

} // namespace calque
