// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/api/requests.hpp>
#include <calque/call/call_token.hpp>
#include <calque/call/spawn.hpp>
#include <calque/decode/records.hpp>
#include <calque/support/fixed_string.hpp>
#include <calque/walk/detail/record_cursor.hpp>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <chrono>
#include <concepts>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace calque {

/// A request whose pages hold records: `call_log_request` and `run_request`.
///
/// If you see an error that names this concept, the request is not a `paged_request`, or its response is not a
/// `record_page`; widgets are fetched by `pages` or `widgets`.
template <class Request>
concept record_request = paged_request<Request> && std::same_as<response_of<Request>, record_page>;

/// Options for fetching records.
struct record_options {
    bool prefetch = false; ///< fetches the next page while the current one is read

    /// The longest period of one request; a longer one, from `call_log_request::from` to `to` or now, is split into
    /// windows. The documents say 31 days or 33 (api/README.md, "Where the sources disagree").
    std::chrono::seconds longest_window = std::chrono::days{31};
};

/// Returns a record unchanged.
struct keep_raw {
    [[nodiscard]] raw_json operator()(const raw_json& record) const { return record; }
};

/// A function that converts a record's JSON.
///
/// If you see an error that names this concept, the reader is not callable when const with a `const raw_json&`, or it
/// returns nothing.
template <class Reader>
concept record_reader = std::copy_constructible<Reader> && std::invocable<const Reader&, const raw_json&> &&
                        std::is_object_v<std::invoke_result_t<const Reader&, const raw_json&>>;

/// The records of a request, as an async range over all windows and pages; created by `client::records`.
///
/// A record whose `id` already came in the same window or the previous one is left out; one without an `id` never is.
/// Copies share one walk. *Thread safety*: one `next` at a time, and no other call while it runs.
template <record_request Request, record_reader Reader>
class record_range {
public:
    using record_type = std::invoke_result_t<const Reader&, const raw_json&>;

    record_range(std::shared_ptr<detail::record_cursor<Request>> cursor, Reader read)
        : cursor_{std::move(cursor)}, read_{std::move(read)} {}

    /// A move is a copy.
    record_range(const record_range&) = default;
    record_range& operator=(const record_range&) = default;

    /// Fetches the next record; returns nothing after the last.
    ///
    /// Completes with `void(std::exception_ptr, std::optional<record_type>)`.
    /// *Errors*: those of `page_range::next`, and exceptions from the reader, after which the record is skipped.
    /// *Cancellation*: terminal, partial and total all end it with `errc::cancelled`; no record is lost.
    /// *Lifetimes*: the walk continues if this object or the client is destroyed.
    /// *Example*: `while (auto record = co_await records.next()) count(*record);`
    template <call_token<std::optional<record_type>> Token = boost::asio::use_awaitable_t<>>
    auto next(Token&& token = Token{}) & {
        return detail::spawn(cursor_->home, detail::next_record(cursor_, read_), std::forward<Token>(token));
    }

    /// Deleted for temporaries, as in `page_range`.
    template <class Token = boost::asio::use_awaitable_t<>, detail::fixed_string Why = "give the range a name first">
    boost::asio::awaitable<std::optional<record_type>> next(Token&& token = Token{}) && = delete;

    /// Returns the number of repeated records that were left out.
    [[nodiscard]] std::size_t repeated() const noexcept { return cursor_->repeated; }

    /// Returns the report of the call that fetched the last page. *Lifetimes*: valid until the next `next`.
    [[nodiscard]] const call_report& report() const& noexcept { return cursor_->report; }
    const call_report& report() && = delete;

    /// Returns the anomalies of the pages of completed windows, one clause each. *Lifetimes*: valid until the next
    /// `next`.
    [[nodiscard]] const std::vector<std::string>& warnings() const& noexcept { return cursor_->warnings; }
    const std::vector<std::string>& warnings() && = delete;

private:
    std::shared_ptr<detail::record_cursor<Request>> cursor_;
    Reader read_;
};

} // namespace calque
