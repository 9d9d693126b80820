// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/detail/wire/send.hpp>
#include <calque/impl/wire/attempt.hpp>

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <chrono>
#include <exception>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>

namespace calque::detail {

CALQUE_DECL void check(const client_options& options) {
    const auto refuse = [](const char* why) { throw system_error{errc::bad_request_setting, why}; };
    check(options.limits);
    if (options.response_limit == 0) refuse("client_options::response_limit must be positive");
    if (options.max_pages == 0) refuse("client_options::max_pages must be positive");
    if (options.ids_per_request == 0) refuse("client_options::ids_per_request must be positive");
    if (options.parallel == 0) refuse("client_options::parallel must be positive");
}

CALQUE_DECL void rethrow_as_api_error() {
    try {
        throw;
    } catch (const api_error&) {
        throw;
    } catch (const system_error& error) {
        throw api_error{failure_from(error)};
    }
}

/// Tells the observer, where there is one, what one call does.
class call_watch {
public:
    call_watch(const client_core& core, const http_request& message)
        : observer_{core.options.observer.get()},
          call_{.number = ++core.calls, .method = message.method, .target = message.target} {
        if (observer_) observer_->request_started(call_);
    }

    [[nodiscard]] std::uint64_t number() const noexcept { return call_.number; }

    void sent(std::string_view body) const {
        if (const std::size_t most = observer_ ? observer_->body_bytes() : 0; most > 0)
            observer_->body_sent(call_, body.substr(0, most));
    }
    void received(const attempt& of) const {
        if (observer_ && of.status() != 0 && observer_->body_bytes() > 0)
            observer_->body_received(call_, of.status(), of.seen());
    }
    void failed(const api_failure& why) const {
        if (observer_) observer_->attempt_failed(call_, why);
    }
    void waits(std::chrono::steady_clock::duration time) const {
        if (observer_) observer_->retried(call_, std::chrono::ceil<std::chrono::milliseconds>(time));
    }
    void finished(const call_report& report, const api_failure* failure) const {
        if (observer_) observer_->finished(call_, report, failure);
    }

private:
    call_observer* observer_;
    watched_call call_;
};

/// Waits, and may be cancelled; returns whether the time has come.
[[nodiscard]] inline boost::asio::awaitable<bool> wait_until(std::chrono::steady_clock::time_point moment) {
    boost::asio::steady_timer timer{co_await boost::asio::this_coro::executor, moment};
    error_code ended;
    co_await timer.async_wait(boost::asio::redirect_error(boost::asio::use_awaitable, ended));
    co_return !ended;
}

CALQUE_DECL boost::asio::awaitable<performed> perform(std::shared_ptr<const client_core> core, http_request message,
                                                      bool read_only, std::shared_ptr<body_taker> into) {
    using clock = std::chrono::steady_clock;
    const call_watch watch{*core, message};
    retry_state call{core->options.limits, core->options.retries, read_only, core->seeds.next(), clock::now()};
    std::optional<api_failure> failure;
    for (;;) {
        const clock::time_point deadline = call.begin(clock::now());
        watch.sent(message.body);
        const auto tried = std::make_shared<attempt>(core, into);
        failure = co_await tried->run(message, read_only, deadline);
        watch.received(*tried);
        if (!failure) {
            call.succeed(tried->status(), tried->request_id(), clock::now());
            watch.finished(call.report(), nullptr);
            co_return performed{call.report(), watch.number()};
        }
        const retry_decision next = call.fail(*failure, tried->request_id(), clock::now());
        failure->report = call.report();
        watch.failed(*failure);
        if (!next) break;
        watch.waits(next.at - clock::now());
        if (!co_await wait_until(next.at)) {
            failure = failure_from(system_error{boost::asio::error::operation_aborted});
            failure->report = call.report();
            break;
        }
    }
    watch.finished(failure->report, &*failure);
    throw api_error{*std::move(failure)};
}

} // namespace calque::detail
