// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/detail/config.hpp>
#include <calque/error.hpp>
#include <calque/widget.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace calque {

/// Decides which page is asked for next, and when there is none; it does no input or output.
///
/// ```
/// for (page_walk walk; !walk.finished();) walk.take(fetch(walk.page()));
/// ```
/// A `next` link is never followed: it only says that there is a next page, and its number (api.md (a), "Pagination").
class page_walk {
public:
    /// Starts at a page, or without a number at the first; takes at most `max_pages`.
    explicit page_walk(std::optional<std::int64_t> first = {}, std::size_t max_pages = 1'000) noexcept
        : page_{first}, max_pages_{max_pages} {}

    /// Whether the last page was taken.
    [[nodiscard]] bool finished() const noexcept { return finished_; }

    /// The number to ask for; nothing where the first page is meant and no number was given.
    [[nodiscard]] std::optional<std::int64_t> page() const noexcept { return page_; }

    /// How many pages were taken.
    [[nodiscard]] std::size_t taken() const noexcept { return taken_; }

    /// Takes the page that was asked for and moves on.
    ///
    /// It is the last where it is a bare array, where `next` is null, and where there is no `next` and `count`
    /// is reached or missing, or no widget came.
    /// *Errors*: throws `api_error` with `errc::page_loop` where the next number is not greater than this one,
    /// where a link without a number repeats itself, and where more than `max_pages` would be needed.
    CALQUE_DECL void take(const bulk_widget_response& page);

    /// Tells of a failure; returns whether it is no more than the end: a 404 after the first page (api.md (g)).
    CALQUE_DECL bool take_failure(const error_code& code) noexcept;

private:
    std::optional<std::int64_t> page_;
    std::size_t max_pages_;
    std::size_t taken_ = 0;
    std::int64_t widgets_ = 0;
    std::string last_link_;
    bool finished_ = false;
};

namespace detail {

/// The value of `page` in a link's query; nothing where the link has no such number, or is no URL.
[[nodiscard]] CALQUE_DECL std::optional<std::int64_t> page_number(std::string_view link);

} // namespace detail

} // namespace calque

#ifdef CALQUE_HEADER_ONLY
#include <calque/impl/wire/page_walk.ipp>
#endif
