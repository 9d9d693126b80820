// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/client.hpp>
#include <calque/impl/wire/failure_from.hpp>

#include <algorithm>
#include <iterator>
#include <string>
#include <string_view>

namespace calque::detail {

CALQUE_DECL void check(const client_options& options) {
    const auto refuse = [](const char* why) { throw system_error{errc::bad_request_setting, why}; };
    if (options.timeout <= std::chrono::milliseconds::zero()) refuse("client_options::timeout must be positive");
    if (options.response_limit == 0) refuse("client_options::response_limit must be positive");
    if (options.max_pages == 0) refuse("client_options::max_pages must be positive");
}

/// The bounds of one exchange that begins now; a timeout of more than a year is one of a year, so that nothing
/// overflows.
[[nodiscard]] inline exchange_options bounds_from_now(const client_options& options) {
    constexpr std::chrono::milliseconds year = std::chrono::hours{24 * 365};
    return {.deadline = std::chrono::steady_clock::now() + std::min(options.timeout, year),
            .response_limit = options.response_limit,
            .repeatable = true};
}

/// Refuses a response that carries no data; where it points is the server's word, too.
inline void demand_data(const http_response& response) {
    if (response.status >= 200 && response.status < 300 && !response.body.empty()) return;
    api_failure failure = parse_api_failure(response.status, response.body);
    if (const auto location = find_header(response.headers, "Location");
        response.status / 100 == 3 && !location.empty())
        failure.server_detail = "Location: " + excerpt(location, longest_body_excerpt);
    throw api_error{std::move(failure)};
}

/// Sends a request and returns the body that answers it; every failure is an `api_error`.
[[nodiscard]] inline boost::asio::awaitable<http_response> call(const client_core& core, const http_request& request) {
    const exchange_options bounds = bounds_from_now(core.options);
    try {
        http_response response = co_await core.link.exchange(request, bounds);
        demand_data(response);
        co_return response;
    } catch (const api_error&) {
        throw;
    } catch (const system_error& error) {
        throw api_error{failure_from(error)};
    }
}

[[nodiscard]] inline http_request make_request(const bulk_widget_request& request) {
    try {
        return {.method = "POST",
                .target = encode_target(request),
                .headers = {{"Content-Type", "application/json"}, {"Accept", "application/json"}},
                .body = encode_body(request)};
    } catch (const system_error& error) {
        throw api_error{failure_from(error)};
    }
}

[[nodiscard]] inline bulk_widget_response decode(const http_response& response, const decode_options& options) {
    decode_failure why;
    if (auto page = decode_bulk_widgets(response.body, why, options)) return *std::move(page);
    api_failure failure{.code = errc::bad_response, .status = response.status};
    failure.what_happened =
        failure.code.message() + ": " + (why.pointer.empty() ? "" : why.pointer + ": ") + why.message;
    failure.server_detail = excerpt(response.body, longest_body_excerpt);
    throw api_error{std::move(failure)};
}

[[nodiscard]] inline boost::asio::awaitable<bulk_widget_response> fetch(const client_core& core,
                                                                        const bulk_widget_request& request) {
    const http_request message = make_request(request);
    const http_response response = co_await call(core, message);
    co_return decode(response, core.options.decode);
}

CALQUE_DECL boost::asio::awaitable<bulk_widget_response> bulk_data(std::shared_ptr<const client_core> core,
                                                                   bulk_widget_request request) {
    co_return co_await fetch(*core, request);
}

/// The page that a walk stands at; nothing where it turns out to be over.
[[nodiscard]] inline boost::asio::awaitable<std::optional<bulk_widget_response>>
fetch_step(const client_core& core, bulk_widget_request& request, page_walk& walk) {
    request.page = walk.page();
    try {
        bulk_widget_response page = co_await fetch(core, request);
        walk.take(page);
        co_return page;
    } catch (const api_error& error) {
        if (!walk.take_failure(error.code())) throw;
    }
    co_return std::nullopt;
}

CALQUE_DECL boost::asio::awaitable<bulk_widget_response> all_pages(std::shared_ptr<const client_core> core,
                                                                   bulk_widget_request request) {
    page_walk walk{request.page, core->options.max_pages};
    bulk_widget_response all;
    while (!walk.finished()) {
        auto page = co_await fetch_step(*core, request, walk);
        if (!page) break;
        all.count = page->count;
        std::move(page->results.begin(), page->results.end(), std::back_inserter(all.results));
    }
    co_return all;
}

/// Ends the use of a cursor, also where the coroutine is destroyed because its execution context is.
struct release_at_end {
    bool& busy;
    ~release_at_end() { busy = false; }
};

CALQUE_DECL boost::asio::awaitable<std::optional<bulk_widget_response>> next_page(std::shared_ptr<page_cursor> cursor) {
    if (cursor->busy)
        throw api_error{{.code = errc::bad_request_setting,
                         .what_happened = "widget_pages::next was called before the one before had completed"}};
    if (cursor->walk.finished()) co_return std::nullopt;
    cursor->busy = true;
    const release_at_end release{cursor->busy};
    co_return co_await fetch_step(*cursor->core, cursor->request, cursor->walk);
}

} // namespace calque::detail
