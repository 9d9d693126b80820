// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/https/detail/link_failure.hpp>
#include <calque/https/detail/lookup.hpp>
#include <calque/https/detail/origin.hpp>
#include <calque/https/detail/read_response.hpp>
#include <calque/https/detail/route.hpp>
#include <calque/https/detail/tls.hpp>
#include <calque/https/detail/tunnel.hpp>
#include <calque/transport/transport.hpp>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/tcp_stream.hpp>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <exception>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace calque::detail {

/// The result of an exchange over a connection.
struct exchange_outcome {
    std::optional<api_failure> failure{};
    std::exception_ptr thrown{}; ///< by the caller's code
    http_response response{};    ///< complete if there is neither; has the status once the head arrived
    bool stale = false;          ///< failed because the server had closed it; retry on a new connection
    bool reusable = false;       ///< the connection can carry another exchange
};

/// A connection to the API, opened by its first exchange; runs on its own strand.
class connection : public std::enable_shared_from_this<connection> {
public:
    connection(const asio::any_io_executor& executor, std::shared_ptr<route> shared)
        : executor_{asio::make_strand(executor)}, route_{std::move(shared)} {
        if (route_->tls) secure_.emplace(beast::tcp_stream{executor_}, *route_->tls);
        else plain_.emplace(executor_);
    }

    [[nodiscard]] const asio::any_io_executor& executor() const noexcept { return executor_; }

    /// Sends a request and reads its response, on the connection's executor. It shares ownership of its arguments,
    /// because the caller runs on another executor.
    [[nodiscard]] static asio::awaitable<exchange_outcome> exchange(std::shared_ptr<connection> self,
                                                                    std::shared_ptr<const secret_text> message,
                                                                    std::shared_ptr<const exchange_options> bounds,
                                                                    std::shared_ptr<const redactor> secret) {
        const exchange_options& options = *bounds;
        const redactor& redact = *secret;
        exchange_outcome out;
        const bool reused = self->open_;
        self->in_.heard = self->began_ = false;
        try {
            if (reused && self->is_gone()) throw system_error{http::error::end_of_stream};
            if (!reused) co_await self->open(options.deadline);
            if (self->secure_) co_await exchange_over(self, *self->secure_, message, options, redact, out);
            else co_await exchange_over(self, *self->plain_, message, options, redact, out);
        } catch (const caller_exception& error) {
            out.thrown = error.what;
        } catch (const api_error& error) {
            out.failure = error.failure();
        } catch (const system_error& error) {
            out.failure = self->explain(error.code());
            out.failure->status = out.response.status;
        }
        const bool may_repeat = !self->began_ || options.repeatable;
        out.stale = reused && may_repeat && out.failure && out.failure->code == errc::network && !self->in_.heard;
        if (out.failure || out.thrown) self->drop();
        else if (!out.reusable) self->close();
        co_return out;
    }

    /// Aborts the running exchange. *Thread safety*: any thread.
    void abort() {
        asio::post(executor_, [self = shared_from_this()] {
            self->aborted_ = true;
            self->drop();
        });
    }

    /// Closes an idle connection. *Thread safety*: any thread.
    void dismiss() {
        asio::post(executor_, [self = shared_from_this()] { self->close(); });
    }

private:
    using plain_stream = beast::tcp_stream;
    using secure_stream = asio::ssl::stream<beast::tcp_stream>;

    /// The state of the write, which runs concurrently with the read.
    struct sending {
        bool done = false;
        error_code problem{};
    };

    [[nodiscard]] plain_stream& lowest() noexcept { return secure_ ? secure_->next_layer() : *plain_; }

    [[nodiscard]] api_failure explain(const error_code& cause) {
        if (aborted_) return {.code = errc::cancelled, .what_happened = "the transport was closed", .cause = cause};
        if (step_ == exchange_step::handshake)
            if (auto failure = verification_failure(secure_->native_handle(), route_->to, cause))
                return *std::move(failure);
        if (cause == http::error::header_limit || cause == http::error::buffer_overflow)
            return {.code = errc::response_too_large,
                    .what_happened = "the answer's header is larger than 64 KiB (" + hop_->name() + ')',
                    .cause = cause};
        return link_failure(*hop_, step_, cause);
    }

    void go_on(exchange_step step) {
        if (aborted_) throw system_error{asio::error::operation_aborted};
        step_ = step;
    }

    [[nodiscard]] asio::awaitable<void> open(std::chrono::steady_clock::time_point deadline) {
        hop_ = route_->through ? &route_->through->at : &route_->to;
        go_on(exchange_step::resolve);
        const auto addresses = co_await find(*hop_, deadline);
        go_on(exchange_step::connect);
        co_await connect(addresses, deadline);
        lowest().socket().set_option(asio::ip::tcp::no_delay{true});
        lowest().socket().non_blocking(true); // for `is_gone`
        if (route_->through) {
            go_on(exchange_step::read);
            co_await open_tunnel(lowest(), *route_->through, route_->to, deadline);
        }
        hop_ = &route_->to;
        if (secure_) {
            go_on(exchange_step::handshake);
            lowest().expires_at(deadline);
            prepare_handshake(secure_->native_handle(), route_->to);
            co_await secure_->async_handshake(asio::ssl::stream_base::client, asio::use_awaitable);
        }
        open_ = true;
    }

    [[nodiscard]] asio::awaitable<std::vector<asio::ip::address>> find(const origin& host,
                                                                       std::chrono::steady_clock::time_point deadline) {
        if (host.address) co_return std::vector{*host.address};
        lookup_.emplace(executor_);
        auto found = co_await (*lookup_)(route_->names, deadline);
        lookup_.reset();
        co_return found;
    }

    /// Tries the addresses in order; each but the last gets its share of the remaining time.
    [[nodiscard]] asio::awaitable<void> connect(const std::vector<asio::ip::address>& addresses,
                                                std::chrono::steady_clock::time_point deadline) {
        error_code problem = asio::error::host_not_found;
        auto left = static_cast<int>(addresses.size());
        for (const auto& each : addresses) {
            if (!route_->to.tls && !is_loopback(each)) refuse_insecure();
            go_on(exchange_step::connect);
            const auto moment = std::chrono::steady_clock::now();
            lowest().close();
            lowest().expires_at(moment + (deadline - moment) / left--);
            problem = {};
            co_await lowest().async_connect({each, hop_->port}, asio::redirect_error(asio::use_awaitable, problem));
            if (!problem || problem == asio::error::operation_aborted) break;
        }
        if (problem) throw system_error{problem};
    }

    [[noreturn]] void refuse_insecure() const {
        throw api_error{
            {.code = errc::insecure_origin,
             .what_happened = route_->to.host + " is not this machine, so the base URL must begin with https://"}};
    }

    /// Reads while writing, because a server may respond before it has read the whole request, and then stop reading.
    template <class Stream>
    [[nodiscard]] static asio::awaitable<void>
    exchange_over(std::shared_ptr<connection> self, Stream& stream, std::shared_ptr<const secret_text> message,
                  const exchange_options& options, const redactor& redact, exchange_outcome& out) {
        self->go_on(exchange_step::read);
        self->lowest().expires_at(options.deadline);
        self->began_ = true;
        const auto sent = std::make_shared<sending>();
        asio::async_write(stream, asio::buffer(message->view()),
                          [self, message, sent](const error_code& problem, std::size_t) {
                              sent->done = true;
                              sent->problem = problem;
                          });
        try {
            out.reusable = co_await read_response(stream, self->in_, out.response, options, redact);
        } catch (const system_error& error) {
            self->fail(*sent, error.code());
        }
        out.reusable = out.reusable && sent->done && !sent->problem;
        if (sent->done) self->lowest().expires_never();
        else self->drop();
    }

    /// Throws the write's failure if it failed or is incomplete, otherwise that of the read.
    [[noreturn]] void fail(const sending& sent, const error_code& problem) {
        if (!sent.done || sent.problem) step_ = exchange_step::write;
        throw system_error{sent.problem ? sent.problem : problem};
    }

    /// Returns whether the server has closed an idle connection or sent unrequested bytes; does not wait.
    [[nodiscard]] bool is_gone() {
        char byte = 0;
        error_code problem;
        // Over TLS the bytes may be a TLS message, such as a session ticket, or a close_notify that arrived with the
        // last response.
        if (secure_) secure_->read_some(asio::buffer(&byte, 1), problem);
        else plain_->socket().receive(asio::buffer(&byte, 1), {}, problem);
        return problem != asio::error::would_block;
    }

    void drop() {
        open_ = false;
        if (lookup_) lookup_->stop();
        lowest().close();
    }

    /// Closes the connection, over TLS with a close_notify in the background unless too many are pending.
    void close() {
        if (!secure_ || !open_ || route_->shutdowns >= max_concurrent_shutdowns) return drop();
        open_ = false;
        ++route_->shutdowns;
        asio::co_spawn(executor_, close_gracefully(shared_from_this()), asio::detached);
    }

    [[nodiscard]] static asio::awaitable<void> close_gracefully(std::shared_ptr<connection> self) {
        error_code ignored;
        self->lowest().expires_after(max_shutdown_time);
        co_await self->secure_->async_shutdown(asio::redirect_error(asio::use_awaitable, ignored));
        self->lowest().close();
        --self->route_->shutdowns;
    }

    static constexpr std::chrono::milliseconds max_shutdown_time{500};
    static constexpr int max_concurrent_shutdowns = 16; ///< of all connections together

    asio::any_io_executor executor_;
    std::shared_ptr<route> route_;
    std::optional<plain_stream> plain_;
    std::optional<secure_stream> secure_;
    std::optional<lookup_wait> lookup_;
    input in_;
    const origin* hop_ = &route_->to; ///< the host of the current step
    exchange_step step_ = exchange_step::resolve;
    bool open_ = false;
    bool began_ = false; ///< the running exchange has started to write
    bool aborted_ = false;
};

} // namespace calque::detail
