// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/call/task_group.hpp>
#include <calque/client/widgets.hpp>
#include <calque/transport/failure_from.hpp>
#include <calque/walk/page_cursor.hpp>

#include <algorithm>
#include <functional>
#include <iterator>
#include <optional>
#include <span>
#include <string>
#include <utility>

namespace calque::detail {

/// Returns whether a single widget may have caused a request's failure: it does not exist, the key may not see it,
/// its data takes too long or is invalid, or the filter does not suit it (api/README.md, "Inferred").
[[nodiscard]] inline bool may_be_caused_by_one_widget(const error_code& code) noexcept {
    return code == errc::bad_request || code == errc::filter_refused || code == errc::forbidden ||
           code == errc::not_found || code == errc::client_error || code == errc::server_error ||
           code == errc::server_refusal || code == errc::bad_response;
}

/// Fetches many widgets; it is used only on one strand.
class widget_fetch {
public:
    widget_fetch(std::shared_ptr<const client_core> core, bulk_widget_request request, widgets_options options)
        : core_{std::move(core)},
          request_{std::move(request)},
          options_{std::move(options)},
          plan_{request_.widget_ids, core_->options.ids_per_request} {
        if (request_.page)
            throw system_error{errc::bad_request_setting,
                               "the request must not name a page, because all pages are fetched"};
        progress_.asked = plan_.asked();
    }

    [[nodiscard]] std::size_t workers() const noexcept { return std::min(core_->options.parallel, plan_.chunks()); }

    /// Returns the function that each worker runs. It is separate because g++ warns of a lambda inside an inline
    /// coroutine.
    [[nodiscard]] std::function<boost::asio::awaitable<void>(std::size_t)> worker() {
        return [this](std::size_t) { return work(); };
    }

    [[nodiscard]] widgets_reply finish() {
        widgets_reply out{plan_.finish()};
        // The order is that of the request, not of the responses.
        for (const std::int64_t id : std::exchange(out.missing, {})) {
            const auto found = std::ranges::find(failed_, id, &failed_widget::id);
            if (found == failed_.end()) out.missing.push_back(id);
            else out.failed.push_back(std::move(*found));
        }
        out.reports = std::move(reports_);
        return out;
    }

private:
    /// Fetches chunks until none is left.
    [[nodiscard]] boost::asio::awaitable<void> work() {
        while (next_ < plan_.chunks()) {
            const std::span<const std::int64_t> ids = plan_.chunk(next_++);
            if (co_await fetch_together(ids)) continue;
            for (const std::int64_t id : ids) co_await fetch_alone(id);
        }
    }

    /// Fetches all pages of a request for several widgets; returns false if they must be fetched one by one instead.
    [[nodiscard]] boost::asio::awaitable<bool> fetch_together(std::span<const std::int64_t> ids) {
        bulk_widget_request part = request_;
        part.widget_ids.assign(ids.begin(), ids.end());
        page_walk walk{{}, core_->options.max_pages, core_->origin};
        std::vector<widget_data> results;
        try {
            while (!walk.finished()) {
                auto page = co_await fetch_page(core_, part, walk);
                if (!page) break;
                std::move(page->results.begin(), page->results.end(), std::back_inserter(results));
                reports_.push_back(std::move(page->report));
                ++progress_.pages;
                if (!walk.finished()) tell(results.size());
            }
        } catch (const api_error& error) {
            if (!options_.fetch_singly || !may_be_caused_by_one_widget(error.code())) throw;
            co_return false;
        }
        plan_.take(std::move(results));
        for (const std::string& each : walk.warnings()) plan_.warn(each);
        tell(0);
        co_return true;
    }

    [[nodiscard]] boost::asio::awaitable<void> fetch_alone(std::int64_t id) {
        try {
            const widget_data_request request{.widget_id = id,
                                              .filters = request_.filters}; // named: see `client::send`
            auto widget = co_await send(core_, request);
            reports_.push_back(std::move(widget.report));
            if (!widget.widget_id) widget.widget_id = id; // the response for a single widget may omit it
            std::vector<widget_data> results;
            results.push_back(std::move(widget));
            plan_.take(std::move(results));
            ++progress_.pages;
            tell(0);
        } catch (const api_error& error) {
            if (!may_be_caused_by_one_widget(error.code())) throw;
            failed_.push_back({id, error.failure()});
        }
    }

    void tell(std::size_t not_taken_yet) {
        progress_.arrived = std::min(progress_.asked, plan_.arrived() + not_taken_yet);
        if (options_.on_progress) options_.on_progress(progress_);
    }

    std::shared_ptr<const client_core> core_;
    bulk_widget_request request_;
    widgets_options options_;
    widget_plan plan_;
    std::size_t next_ = 0; ///< index of the next chunk to fetch
    widgets_progress progress_;
    std::vector<failed_widget> failed_;
    std::vector<call_report> reports_;
};

CALQUE_DECL boost::asio::awaitable<widgets_reply> fetch_widgets(std::shared_ptr<const client_core> core,
                                                                bulk_widget_request request, widgets_options options) {
    try {
        widget_fetch all{std::move(core), std::move(request), std::move(options)};
        co_await run_task_group(all.workers(), all.worker());
        co_return all.finish();
    } catch (...) {
        rethrow_as_api_error();
    }
}

} // namespace calque::detail
