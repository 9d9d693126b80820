// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/support/scan.hpp>
#include <calque/transport/api_failure.hpp>
#include <calque/transport/server_words.hpp>
#include <calque/walk/page_walk.hpp>

#include <boost/url/parse.hpp>
#include <boost/url/url_view.hpp>

#include <algorithm>
#include <charconv>
#include <iterator>

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

/// Returns scheme, host and port in a canonical form; the URL must have an authority.
[[nodiscard]] inline std::string authority_of(const boost::urls::url_view& url) {
    std::string out{url.scheme()};
    std::string_view port{url.port().data(), url.port().size()};
    if (port.empty()) port = url.scheme_id() == boost::urls::scheme::http ? "80" : "443";
    out.append("://").append(url.host_address()).append(":").append(port);
    std::transform(out.begin(), out.end(), out.begin(), lower);
    return out;
}

CALQUE_DECL bool has_origin(std::string_view link, std::string_view origin) {
    const auto url = boost::urls::parse_uri_reference(link);
    if (!url) return false;
    if (!url->has_authority()) return !url->has_scheme();
    const auto wanted = boost::urls::parse_uri(origin);
    if (!wanted) return false;
    if (!url->has_scheme())
        return authority_of(*url).substr(3) == authority_of(*wanted).substr(wanted->scheme().size() + 3);
    return authority_of(*url) == authority_of(*wanted);
}

} // namespace detail

/// Returns the page number in the next link; adds a warning to `doubts` if the link is not trusted.
CALQUE_DECL std::optional<std::int64_t> page_walk::number_of(const page_facts& page, const std::string& name,
                                                             std::vector<std::string>& doubts) const {
    const std::string_view link = page.next.value();
    if (origin_.empty() || detail::has_origin(link, origin_)) return detail::page_number(link);
    const std::string shown = detail::excerpt(page.next_shown.value_or(link), 100);
    doubts.push_back(name + " links to another origin than " + origin_ + ", \"" + shown + "\"; pages are counted here");
    return std::nullopt;
}

CALQUE_DECL void page_walk::take(const page_facts& page) {
    const std::int64_t current = page_.value_or(1);
    const std::string name = "page " + std::to_string(current);
    const std::int64_t results = results_ + static_cast<std::int64_t>(page.results);
    std::int64_t following = current + 1;
    bool last = false;
    std::vector<std::string> doubts;
    const bool known = page.fingerprint != 0 && page.results > 0;
    if (known && std::find(fingerprints_.begin(), fingerprints_.end(), page.fingerprint) != fingerprints_.end())
        detail::refuse_pages(name + " repeats the results of an earlier page");
    if (page.next) {
        const auto number = number_of(page, name, doubts);
        if (number && *number <= current)
            detail::refuse_pages(name + " names page " + std::to_string(*number) + " as the next one");
        if (!number && *page.next == last_link_)
            detail::refuse_pages(name + " has the same next link as the previous page");
        following = number.value_or(following);
    } else {
        last = !page.next_absent || !page.count || page.results == 0 || results >= *page.count;
    }
    if (!last && taken_ + 1 >= max_pages_)
        detail::refuse_pages("there are more than " + std::to_string(max_pages_) +
                             " pages; raise client_options::max_pages or the page size");
    ++taken_;
    results_ = results;
    count_ = page.count ? page.count : count_;
    finished_ = last;
    std::move(doubts.begin(), doubts.end(), std::back_inserter(warnings_));
    if (known) fingerprints_.push_back(page.fingerprint);
    if (last) return;
    page_ = following;
    last_link_ = page.next.value_or(std::string_view{});
}

CALQUE_DECL bool page_walk::take_failure(const api_failure& failure) {
    if (taken_ == 0 || failure.code != errc::not_found) return false;
    const bool complete = count_ && results_ >= *count_;
    // A 404 of an intermediary, such as a proxy, has no JSON body and does not end the walk.
    finished_ = complete || std::ranges::any_of(failure.messages, [](const server_message& each) {
                    return each.path.empty() && detail::find_word(each.text, "invalid page") == 0;
                });
    return finished_;
}

} // namespace calque
