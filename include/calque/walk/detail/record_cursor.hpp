// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/decode/records.hpp>
#include <calque/walk/detail/record_id.hpp>
#include <calque/walk/page_cursor.hpp>

#include <chrono>
#include <cstddef>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <unordered_set>
#include <utility>
#include <vector>

namespace calque::detail {

/// The state of a walk over records, window by window and page by page. It is used only on one strand.
template <class Request>
struct record_cursor {
    record_cursor(boost::asio::any_io_executor strand, std::shared_ptr<const client_core> of,
                  std::vector<Request> windows, bool prefetch)
        : home{std::move(strand)}, core{std::move(of)}, parts{std::move(windows)}, prefetches{prefetch} {}

    /// Takes a page's records except repeated ones: pages shift while new calls are logged.
    void take(std::vector<raw_json> records) {
        for (raw_json& each : records) {
            std::string id{id_of_record(each.text)};
            if (!id.empty() && (seen_before.contains(id) || !seen.insert(std::move(id)).second)) ++repeated;
            else waiting.push_back(std::move(each));
        }
    }

    /// Advances to the next window, which shares an edge only with the previous one.
    void end_window() {
        pages = nullptr;
        ++part;
        seen_before = std::exchange(seen, {});
        if (part == parts.size()) seen_before = {};
    }

    boost::asio::any_io_executor home;
    std::shared_ptr<const client_core> core;
    std::vector<Request> parts;
    bool prefetches;
    bool busy = false;
    std::size_t part = 0;
    std::shared_ptr<page_cursor<Request>> pages;
    std::deque<raw_json> waiting;
    std::unordered_set<std::string> seen;        ///< ids in the current window
    std::unordered_set<std::string> seen_before; ///< ids in the previous window
    std::size_t repeated = 0;
    call_report report;
    std::vector<std::string> warnings;
};

/// Fetches pages until there is a record or no page is left.
template <class Request>
[[nodiscard]] boost::asio::awaitable<void> fetch_records(record_cursor<Request>& on) {
    while (on.waiting.empty() && on.part < on.parts.size()) {
        if (!on.pages)
            on.pages = std::make_shared<page_cursor<Request>>(on.home, on.core, on.parts[on.part], on.prefetches);
        if (auto page = co_await next_page(on.pages)) {
            on.report = std::move(page->report);
            on.take(std::move(page->results));
            continue;
        }
        const auto& odd = on.pages->walk.warnings();
        on.warnings.insert(on.warnings.end(), odd.begin(), odd.end());
        on.end_window();
    }
}

/// Returns the next record, converted by `read`; nothing after the last.
template <class Request, class Reader>
[[nodiscard]] boost::asio::awaitable<std::optional<std::invoke_result_t<const Reader&, const raw_json&>>>
next_record(std::shared_ptr<record_cursor<Request>> cursor, Reader read) {
    if (cursor->busy)
        throw api_error{{.code = errc::bad_request_setting,
                         .what_happened = "the next record was requested before the previous one had arrived"}};
    cursor->busy = true;
    const release_at_end release{cursor->busy};
    co_await fetch_records(*cursor);
    if (cursor->waiting.empty()) co_return std::nullopt;
    const raw_json record = std::move(cursor->waiting.front());
    cursor->waiting.pop_front();
    co_return std::as_const(read)(record);
}

} // namespace calque::detail
