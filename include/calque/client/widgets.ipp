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

/// Whether a failure of a request may be the doing of one of its widgets: of one that is not there, that the key may not
/// see, whose data takes too long or is none, or that does not get on with the filter (api.md (g)).
[[nodiscard]] inline bool may_be_one_widget(const error_code& code) noexcept {
    return code == errc::bad_request || code == errc::filter_refused || code == errc::forbidden ||
           code == errc::not_found || code == errc::client_error || code == errc::server_error ||
           code == errc::server_refusal || code == errc::bad_response;
}

/// The fetching of many widgets. All of it happens on one strand.
class widget_fetch {
public:
    widget_fetch(std::shared_ptr<const client_core> core, bulk_widget_request request, widgets_options options)
        : core_{std::move(core)},
          request_{std::move(request)},
          options_{std::move(options)},
          plan_{request_.widget_ids, core_->options.ids_per_request} {
        if (request_.page)
            throw system_error{errc::bad_request_setting, "all pages are fetched: the request names one of them"};
        progress_.asked = plan_.asked();
    }

    [[nodiscard]] std::size_t workers() const noexcept { return std::min(core_->options.parallel, plan_.chunks()); }

    /// What each worker does. g++ warns of a lambda in a coroutine that is inline.
    [[nodiscard]] std::function<boost::asio::awaitable<void>(std::size_t)> worker() {
        return [this](std::size_t) { return work(); };
    }

    [[nodiscard]] widgets_reply finish() {
        widgets_reply out{plan_.finish()};
        // In the order of the request, whatever the order of the answers was.
        for (const std::int64_t id : std::exchange(out.missing, {})) {
            const auto found = std::ranges::find(failed_, id, &failed_widget::id);
            if (found == failed_.end()) out.missing.push_back(id);
            else out.failed.push_back(std::move(*found));
        }
        out.reports = std::move(reports_);
        return out;
    }

private:
    /// Fetches one chunk after the other, as long as there is one.
    [[nodiscard]] boost::asio::awaitable<void> work() {
        while (next_ < plan_.chunks()) {
            const std::span<const std::int64_t> ids = plan_.chunk(next_++);
            if (co_await fetch_together(ids)) continue;
            for (const std::int64_t id : ids) co_await fetch_alone(id);
        }
    }

    /// All pages of a request for several widgets; false where they are to be fetched one by one instead.
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
            if (!options_.fetch_singly || !may_be_one_widget(error.code())) throw;
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
            if (!widget.widget_id) widget.widget_id = id; // the answer to a request for one may leave it out
            std::vector<widget_data> results;
            results.push_back(std::move(widget));
            plan_.take(std::move(results));
            ++progress_.pages;
            tell(0);
        } catch (const api_error& error) {
            if (!may_be_one_widget(error.code())) throw;
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
    std::size_t next_ = 0; ///< the chunk that is fetched next
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
