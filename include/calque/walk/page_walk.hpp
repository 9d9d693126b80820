// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/support/config.hpp>
#include <calque/transport/api_failure.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace calque {

/// The properties of a page that a walk needs, independent of the type of its results.
struct page_facts {
    std::optional<std::int64_t> count{};          ///< results on all pages, as reported by the server
    std::optional<std::string_view> next{};       ///< the link to the next page
    std::optional<std::string_view> next_shown{}; ///< the link as a warning may quote it; unset: unchanged
    bool next_absent = false;                     ///< an envelope without `next`: only `count` indicates further pages
    std::size_t results = 0;                      ///< on this page
    std::uint64_t fingerprint = 0;                ///< of the results, to detect a repeated page; 0: none

    /// Returns the facts of a page with the members of an envelope: `bulk_widget_response`, `record_page`.
    ///
    /// *Lifetimes*: valid as long as the page, unchanged.
    template <class Page>
    [[nodiscard]] static page_facts of(const Page& page) {
        page_facts out{.count = page.count, .next_absent = page.next_absent, .results = page.results.size()};
        if (page.next) out.next = *page.next;
        return out;
    }
};

/// Decides which page to request next, and when to stop; it does no I/O.
///
/// ```
/// for (page_walk walk; !walk.finished();) walk.take(page_facts::of(fetch(walk.page())));
/// ```
/// A `next` link is never followed: it only indicates that there is a next page, and its number (api/README.md,
/// "Pages").
class page_walk {
public:
    /// Starts at the page `first`, or at the first page without a number; takes at most `max_pages`.
    ///
    /// `origin` is where requests go, such as `https://api.cekura.ai`. A link to another origin only causes a
    /// warning, and the page number is incremented instead. If `origin` is empty, any link is trusted.
    explicit page_walk(std::optional<std::int64_t> first = {}, std::size_t max_pages = 1'000, std::string origin = {})
        : page_{first}, max_pages_{max_pages}, origin_{std::move(origin)} {}

    /// Returns whether the last page was taken.
    [[nodiscard]] bool finished() const noexcept { return finished_; }

    /// Returns the page number to request; nothing for the first page if no number was given.
    [[nodiscard]] std::optional<std::int64_t> page() const noexcept { return page_; }

    /// Returns the number of pages taken.
    [[nodiscard]] std::size_t taken() const noexcept { return taken_; }

    /// Returns the number of results taken.
    [[nodiscard]] std::int64_t results() const noexcept { return results_; }

    /// Returns the number of results that the server last reported; nothing if it did not.
    [[nodiscard]] std::optional<std::int64_t> count() const noexcept { return count_; }

    /// Returns the anomalies of the pages, one clause each, written by the library; server text is escaped.
    [[nodiscard]] const std::vector<std::string>& warnings() const& noexcept { return warnings_; }
    [[nodiscard]] std::vector<std::string> warnings() && noexcept { return std::move(warnings_); }

    /// Takes the requested page and advances.
    ///
    /// The page is the last if it is a bare array, if `next` is null, or if there is no `next` and `count` is reached
    /// or missing or the page has no results. If `count` changes during the walk, the latest value holds.
    /// *Errors*: throws `api_error` with `errc::page_loop` if the next number is not greater than this one, if a link
    /// without a number repeats, if a page repeats, or if there are more than `max_pages` pages. The page is then not
    /// taken.
    CALQUE_DECL void take(const page_facts& page);

    /// Handles a failure; returns whether it only means the end: after the first page, the API's own 404
    /// `{"detail":"Invalid page."}` (api/README.md, "Inferred"), or any 404 if all results in `count` have arrived.
    CALQUE_DECL bool take_failure(const api_failure& failure);

private:
    [[nodiscard]] CALQUE_DECL std::optional<std::int64_t> number_of(const page_facts& page, const std::string& name,
                                                                    std::vector<std::string>& doubts) const;

    std::optional<std::int64_t> page_;
    std::size_t max_pages_;
    std::string origin_;
    std::size_t taken_ = 0;
    std::int64_t results_ = 0;
    std::optional<std::int64_t> count_{};
    std::string last_link_;
    std::vector<std::uint64_t> fingerprints_;
    std::vector<std::string> warnings_;
    bool finished_ = false;
};

namespace detail {

/// Returns the value of `page` in a link's query; nothing if it has no such number or is not a URL.
[[nodiscard]] CALQUE_DECL std::optional<std::int64_t> page_number(std::string_view link);

/// Returns whether a link is relative or points to `origin`, such as `https://host`, with or without the default
/// port.
[[nodiscard]] CALQUE_DECL bool has_origin(std::string_view link, std::string_view origin);

} // namespace detail

} // namespace calque

#ifdef CALQUE_HEADER_ONLY
#include <calque/walk/page_walk.ipp>
#endif
