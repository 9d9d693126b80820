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

/// What a walk wants to know of a page, of whatever kind its results are.
struct page_facts {
    std::optional<std::int64_t> count{};          ///< results on all pages, as far as the server says
    std::optional<std::string_view> next{};       ///< the link to the next page
    std::optional<std::string_view> next_shown{}; ///< as a warning may quote it; nothing: as it is
    bool next_absent = false;      ///< an envelope without `next`: only `count` tells whether there is more
    std::size_t results = 0;       ///< how many came on this page
    std::uint64_t fingerprint = 0; ///< of the results, so that a page that comes again is known; 0: none

    /// The facts of a page that has an envelope's members: `bulk_widget_response`, `record_page`.
    ///
    /// *Lifetimes*: valid as long as the page, unchanged.
    template <class Page>
    [[nodiscard]] static page_facts of(const Page& page) {
        page_facts out{.count = page.count, .next_absent = page.next_absent, .results = page.results.size()};
        if (page.next) out.next = *page.next;
        return out;
    }
};

/// Decides which page is asked for next, and when there is none; it does no input or output.
///
/// ```
/// for (page_walk walk; !walk.finished();) walk.take(page_facts::of(fetch(walk.page())));
/// ```
/// A `next` link is never followed: it only says that there is a next page, and its number (api.md (a), "Pagination").
class page_walk {
public:
    /// Starts at a page, or without a number at the first; takes at most `max_pages`.
    ///
    /// `origin` is where requests go, such as `https://api.cekura.ai`: a link to another one is worth no more than a
    /// warning, and the pages are counted here. Where it is empty, any link is believed.
    explicit page_walk(std::optional<std::int64_t> first = {}, std::size_t max_pages = 1'000, std::string origin = {})
        : page_{first}, max_pages_{max_pages}, origin_{std::move(origin)} {}

    /// Whether the last page was taken.
    [[nodiscard]] bool finished() const noexcept { return finished_; }

    /// The number to ask for; nothing where the first page is meant and no number was given.
    [[nodiscard]] std::optional<std::int64_t> page() const noexcept { return page_; }

    /// How many pages were taken.
    [[nodiscard]] std::size_t taken() const noexcept { return taken_; }

    /// How many results were taken.
    [[nodiscard]] std::int64_t results() const noexcept { return results_; }

    /// How many results the server last said there are; nothing where it did not.
    [[nodiscard]] std::optional<std::int64_t> count() const noexcept { return count_; }

    /// What was odd about the pages, one clause each, in our words; what a server wrote is escaped.
    [[nodiscard]] const std::vector<std::string>& warnings() const& noexcept { return warnings_; }
    [[nodiscard]] std::vector<std::string> warnings() && noexcept { return std::move(warnings_); }

    /// Takes the page that was asked for and moves on.
    ///
    /// It is the last where it is a bare array, where `next` is null, and where there is no `next` and `count`
    /// is reached or missing, or no result came. A `count` that changes on the way is believed as it comes.
    /// *Errors*: throws `api_error` with `errc::page_loop` where the next number is not greater than this one,
    /// where a link without a number repeats itself, where a page comes again, and where more than `max_pages` would be
    /// needed. The page is then not taken.
    CALQUE_DECL void take(const page_facts& page);

    /// Tells of a failure; returns whether it is no more than the end: a 404 after the first page that is the API's own,
    /// `{"detail":"Invalid page."}` (api.md (g)), or any where all results that `count` says have come.
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

/// The value of `page` in a link's query; nothing where the link has no such number, or is no URL.
[[nodiscard]] CALQUE_DECL std::optional<std::int64_t> page_number(std::string_view link);

/// Whether a link points to an origin, or says none: `https://host`, with the scheme's own port written or not.
[[nodiscard]] CALQUE_DECL bool points_to(std::string_view link, std::string_view origin);

} // namespace detail

} // namespace calque

#ifdef CALQUE_HEADER_ONLY
#include <calque/walk/page_walk.ipp>
#endif
