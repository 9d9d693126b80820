// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/call/detail/attempt.hpp>
#include <calque/call/send.hpp>

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <chrono>
#include <exception>
#include <memory>
#include <new>
#include <optional>
#include <string>
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

/// Returns why a call ended in an exception, or, if that is null, because its coroutine was destroyed. The text is
/// left out if there is no memory for it.
[[nodiscard]] inline api_failure interruption_failure(const std::exception_ptr& thrown) noexcept {
    namespace generic = boost::system::errc;
    api_failure out;
    const auto set = [&](const error_code& code, const char* words) {
        out.code = code;
        try {
            out.what_happened = words;
        } catch (const std::bad_alloc&) { // NOLINT(bugprone-empty-catch): the code suffices
        }
    };
    try {
        if (thrown) std::rethrow_exception(thrown);
        set(errc::cancelled, "the execution context of the call has ended");
    } catch (const system_error& error) {
        set(error.code(), "an exception ended the call");
    } catch (const std::bad_alloc&) {
        set(generic::make_error_code(generic::not_enough_memory), "there was no memory left");
    } catch (...) {
        set(generic::make_error_code(generic::state_not_recoverable), "an exception ended the call");
    }
    return out;
}

/// Reports one call to the observer, if there is one; the end of a call is reported exactly once.
class call_notifier {
public:
    call_notifier(const client_core& core, const http_request& message, const retry_state& call)
        : observer_{core.options.observer.get()},
          link_{core.link},
          call_{.number = ++core.calls, .method = message.method},
          report_{call.report()} {
        if (!observer_) return;
        link_.redact(target_ = message.target);
        call_.target = target_;
        observer_->request_started(call_);
    }
    call_notifier(const call_notifier&) = delete;
    call_notifier& operator=(const call_notifier&) = delete;
    /// The coroutine may be destroyed in the middle of the call.
    ~call_notifier() { report_interruption({}); }

    [[nodiscard]] std::uint64_t number() const noexcept { return call_.number; }

    void sent(std::string_view body) const {
        const std::size_t most = observer_ ? observer_->body_bytes() : 0;
        if (most == 0) return;
        std::string shown{body};
        link_.redact(shown);
        observer_->body_sent(call_, std::string_view{shown}.substr(0, most));
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
    void finished(const api_failure* failure) noexcept {
        if (observer_ && !std::exchange(told_, true)) observer_->finished(call_, report_, failure);
    }
    void report_interruption(const std::exception_ptr& thrown) noexcept {
        if (!observer_ || told_) return;
        const api_failure failure = interruption_failure(thrown);
        finished(&failure);
    }

private:
    call_observer* observer_;
    const any_transport& link_;
    std::string target_;
    watched_call call_;
    const call_report& report_;
    bool told_ = false;
};

/// Waits until a time or until cancelled; returns whether the time has come.
[[nodiscard]] inline boost::asio::awaitable<bool> wait_until(std::chrono::steady_clock::time_point moment) {
    boost::asio::steady_timer timer{co_await boost::asio::this_coro::executor, moment};
    error_code ended;
    co_await timer.async_wait(boost::asio::redirect_error(boost::asio::use_awaitable, ended));
    co_return !ended;
}

CALQUE_DECL boost::asio::awaitable<performed> perform(std::shared_ptr<const client_core> core, http_request message,
                                                      bool read_only, std::shared_ptr<any_body_decoder> into) {
    using clock = std::chrono::steady_clock;
    retry_state call{core->options.limits, core->options.retries, read_only, core->seeds.next(), clock::now()};
    call_notifier watch{*core, message, call};
    try {
        std::optional<api_failure> failure;
        for (;;) {
            const clock::time_point deadline = call.begin(clock::now());
            watch.sent(message.body);
            const auto tried = std::make_shared<attempt>(core, into);
            failure = co_await tried->run(message, read_only, deadline);
            watch.received(*tried);
            if (!failure) {
                call.succeed(tried->status(), tried->request_id(), clock::now());
                performed done{call.report(), watch.number()};
                watch.finished(nullptr);
                co_return done;
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
        watch.finished(&*failure);
        throw api_error{*std::move(failure)};
    } catch (...) {
        watch.report_interruption(std::current_exception());
        throw;
    }
}

} // namespace calque::detail
