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
/// If you see an error that names this concept, it means that the request is no `paged_request`, or that no `record_page`
/// answers it; widgets are fetched by `pages` or `widgets`.
template <class Request>
concept record_request = paged_request<Request> && std::same_as<response_of<Request>, record_page>;

/// How records are fetched.
struct record_options {
    bool prefetch = false; ///< the page behind the one at hand is fetched while that one is read

    /// A longer stretch of time, from `call_log_request::from` to `to` or now, is asked for in several windows. The
    /// documents say 31 days or 33 (api.md, "Contradictions").
    std::chrono::seconds longest_window = std::chrono::days{31};
};

/// Leaves a record as it came.
struct keep_raw {
    [[nodiscard]] raw_json operator()(const raw_json& record) const { return record; }
};

/// Something that makes a record of its JSON.
///
/// If you see an error that names this concept, it means that the reader cannot be called, where it is const, with a
/// `const raw_json&`, or that it returns nothing.
template <class Reader>
concept record_reader = std::copy_constructible<Reader> && std::invocable<const Reader&, const raw_json&> &&
                        std::is_object_v<std::invoke_result_t<const Reader&, const raw_json&>>;

/// The records of a request, an async range over all its windows and pages; made by `client::records`.
///
/// A record whose `id` came before is left out, as far as it is of the same window or the one before; one without an `id`
/// never is. Copies share one walk. *Thread safety*: one `next` at a time, and nothing else while it runs.
template <record_request Request, record_reader Reader>
class record_range {
public:
    using record_type = std::invoke_result_t<const Reader&, const raw_json&>;

    record_range(std::shared_ptr<detail::record_cursor<Request>> cursor, Reader read)
        : cursor_{std::move(cursor)}, read_{std::move(read)} {}

    /// A move is a copy.
    record_range(const record_range&) = default;
    record_range& operator=(const record_range&) = default;

    /// The next record; nothing after the last.
    ///
    /// Completes with `void(std::exception_ptr, std::optional<record_type>)`.
    /// *Errors*: those of `page_range::next`, and what the reader throws: the record is then behind the range.
    /// *Cancellation*: terminal, partial and total, each ends it with `errc::cancelled`; no record is lost.
    /// *Lifetimes*: the walk goes on where this object or the client is gone.
    /// *Example*: `while (auto record = co_await records.next()) count(*record);`
    template <call_token<std::optional<record_type>> Token = boost::asio::use_awaitable_t<>>
    auto next(Token&& token = Token{}) & {
        return detail::spawn(cursor_->home, detail::next_record(cursor_, read_), std::forward<Token>(token));
    }

    /// Refused, as `page_range` does.
    template <class Token = boost::asio::use_awaitable_t<>, detail::fixed_string Why = "give the range a name first">
    boost::asio::awaitable<std::optional<record_type>> next(Token&& token = Token{}) && = delete;

    /// How many records came again and were left out.
    [[nodiscard]] std::size_t repeated() const noexcept { return cursor_->repeated; }

    /// How the call went that brought the last page. *Lifetimes*: valid until the next `next`.
    [[nodiscard]] const call_report& report() const& noexcept { return cursor_->report; }
    const call_report& report() && = delete;

    /// What was odd about the pages of the windows that are done, one clause each. *Lifetimes*: valid until the next `next`.
    [[nodiscard]] const std::vector<std::string>& warnings() const& noexcept { return cursor_->warnings; }
    const std::vector<std::string>& warnings() && = delete;

private:
    std::shared_ptr<detail::record_cursor<Request>> cursor_;
    Reader read_;
};

} // namespace calque
