// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/client.hpp>

#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <deque>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace scripted {

/// An answer that never arrives: the exchange waits until it is cancelled.
struct silence {};

using answer = std::variant<calque::http_response, std::exception_ptr, silence>;

/// The answers of a scripted transport, in order, and the requests that it received.
struct script {
    std::mutex guard;
    std::deque<answer> answers;
    std::function<answer(const calque::http_request&)> by_request; ///< used instead of `answers`
    std::string origin;
    std::vector<calque::http_request> requests;
    std::vector<calque::exchange_options> bounds;
};

class transport {
public:
    explicit transport(std::shared_ptr<script> lines) : lines_{std::move(lines)} {}

    boost::asio::awaitable<calque::http_response> exchange(const calque::http_request& request,
                                                           const calque::exchange_options& options) {
        const auto executor = co_await boost::asio::this_coro::executor;
        co_await boost::asio::post(executor, boost::asio::use_awaitable);
        answer next = step(request, options);
        if (std::holds_alternative<silence>(next)) {
            boost::asio::steady_timer never{executor, boost::asio::steady_timer::time_point::max()};
            co_await never.async_wait(boost::asio::use_awaitable);
        }
        if (auto* error = std::get_if<std::exception_ptr>(&next)) std::rethrow_exception(*error);
        co_return std::get<calque::http_response>(std::move(next));
    }

    [[nodiscard]] std::string origin() const { return lines_->origin; }

private:
    answer step(const calque::http_request& request, const calque::exchange_options& options) {
        const std::lock_guard lock{lines_->guard};
        lines_->requests.push_back(request);
        lines_->bounds.push_back(options);
        if (lines_->by_request) return lines_->by_request(request);
        if (lines_->answers.empty()) throw std::logic_error{"the script has no more answers"};
        answer next = std::move(lines_->answers.front());
        lines_->answers.pop_front();
        return next;
    }

    std::shared_ptr<script> lines_;
};

/// Never retries.
inline const calque::retry_policy never{calque::exponential_backoff{.retries = 0}};

/// A client with a scripted transport, and the context that runs its calls.
struct stage {
    explicit stage(calque::client_options options = {.retries = never}, std::string origin = {}) {
        lines->origin = std::move(origin);
        client = calque::client{io.get_executor(), transport{lines}, std::move(options)};
    }

    boost::asio::io_context io;
    std::shared_ptr<script> lines = std::make_shared<script>();
    calque::client client{io.get_executor(), transport{lines}};

    void answers(unsigned status, std::string body, std::vector<calque::http_header> headers = {}) {
        lines->answers.emplace_back(calque::http_response{status, std::move(headers), std::move(body)});
    }
    void fails(std::exception_ptr error) { lines->answers.emplace_back(std::move(error)); }
    void stays_silent() { lines->answers.emplace_back(silence{}); }

    /// Runs the context until it is out of work; may be called repeatedly.
    void run() {
        io.restart();
        io.run();
    }
};

/// The completion of a call.
template <class Result>
struct outcome {
    int completions = 0;
    std::exception_ptr error{};
    std::optional<Result> result{};

    /// Returns a handler that stores the completion here.
    [[nodiscard]] auto handler() {
        return [this](std::exception_ptr problem, Result value) {
            ++completions;
            error = std::move(problem);
            result = std::move(value);
        };
    }

    /// Returns the failure; empty if the call succeeded or ended with another exception.
    [[nodiscard]] calque::api_failure failure() const {
        const calque::api_failure* const found = calque::failure_of(error);
        return found != nullptr ? *found : calque::api_failure{};
    }
};

/// Returns a page of pie charts with these ids, in the envelope of the OpenAPI description.
inline std::string page(const std::vector<int>& ids, int count, const std::string& next) {
    std::string results;
    for (const int id : ids)
        results += (results.empty() ? "" : ",") +
                   (R"({"widget_id":)" + std::to_string(id) + R"(,"chart_type":"pie","data":[]})");
    return R"({"count":)" + std::to_string(count) + R"(,"next":)" + (next == "null" ? next : '"' + next + '"') +
           R"(,"previous":null,"results":[)" + results + "]}";
}

} // namespace scripted
