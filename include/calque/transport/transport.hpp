// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/api/http_message.hpp>
#include <calque/support/config.hpp>

#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <concepts>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace calque {

/// Takes the pieces of a body as they arrive; none is empty, and each is valid only during the call. It may throw to
/// refuse the rest.
using body_reader = std::function<void(std::string_view piece)>;

/// The limits and options of one exchange.
struct exchange_options {
    std::chrono::steady_clock::time_point deadline;   ///< for all of resolve, connect, handshake, write and read
    std::size_t response_limit = 64u * 1024u * 1024u; ///< in bytes of the response's body
    bool repeatable = false;                          ///< a read: sending it twice is harmless
    bool accept_gzip = false; ///< asks for gzip; a body with a `Content-Encoding` is returned compressed
    bool as_sent = false;     ///< returns the transport's secret as the server quotes it; the caller redacts

    /// How long to wait for the body of an unsuccessful response after its head arrived; at most a day.
    std::chrono::milliseconds error_body_time = std::chrono::seconds{2};

    /// Called at most once, as soon as status and headers have arrived. Returns the reader of the body, or nothing to
    /// have the body collected. An exception from it or the reader ends the exchange, which rethrows it.
    ///
    /// Both run on the transport's executor, one call at a time, and never after the exchange has completed.
    std::function<body_reader(const http_response& head)> on_head{};
};

/// A type that sends one request to the API and returns its response.
///
/// `co_await t.exchange(request, options)` returns any response, whatever its status, by `options.deadline`, or
/// throws `system_error`; `api_error` if it has details. Several exchanges may run concurrently. *Cancellation*:
/// terminal; the exchange then throws. *Lifetimes*: the request and the options stay alive until the exchange
/// completes, or the coroutine that awaits it is destroyed, for example because its execution context ends. A
/// transport that works elsewhere must copy what it needs; copies of the client's `on_head` and of its reader throw
/// `system_error` once the call is gone.
///
/// A transport may stream the body through `options.on_head`, and then sets `http_response::body_streamed`. Otherwise it
/// collects the body, and `any_transport` passes it on in one piece. Optional members:
/// - `origin() const` returns where requests go, as text such as `https://host`; server links to other origins are
///   then not trusted.
/// - `close()` closes its connections.
/// - `redact(std::string&) const` removes its secret, in any spelling, from server text before that leaves the
///   client, even if `…` cuts the secret short; `redact_json(std::string&) const` does so in the strings of a JSON text
///   and keeps it valid.
///
/// If you are getting an error that names this concept: `exchange` must return
/// `boost::asio::awaitable<http_response>`.
template <class T>
concept transport = requires(T& t, const http_request& request, const exchange_options& options) {
    { t.exchange(request, options) } -> std::same_as<boost::asio::awaitable<http_response>>;
};

/// A type-erased transport; copies share it.
class any_transport {
public:
    /// Wraps a transport.
    template <class Transport>
        requires(!std::same_as<std::remove_cvref_t<Transport>, any_transport> &&
                 transport<std::remove_cvref_t<Transport>>)
    any_transport(Transport&& held) // NOLINT(google-explicit-constructor): every transport is one
        : held_{std::make_shared<holder<std::remove_cvref_t<Transport>>>(std::forward<Transport>(held))} {}

    /// A move is a copy.
    any_transport(const any_transport&) noexcept = default;
    any_transport& operator=(const any_transport&) noexcept = default;

    /// Sends one request; the request and the options must stay alive until it completes.
    ///
    /// Calls `options.on_head`, if set, whether or not the transport streams bodies itself.
    [[nodiscard]] CALQUE_DECL boost::asio::awaitable<http_response> exchange(const http_request& request,
                                                                             const exchange_options& options) const;

    /// Closes the transport, if it supports that.
    void close() const { held_->close(); }

    /// Returns where requests go; empty if the transport does not report it.
    [[nodiscard]] std::string origin() const { return held_->origin(); }

    /// Removes the transport's secret, if it has one, from server text.
    void redact(std::string& text) const { held_->redact(text); }

    /// Removes the secret from the strings of a JSON text, which stays valid.
    void redact_json(std::string& text) const { held_->redact_json(text); }

private:
    struct base {
        base() = default;
        base(const base&) = delete;
        base& operator=(const base&) = delete;
        virtual ~base() = default;
        virtual boost::asio::awaitable<http_response> exchange(const http_request& request,
                                                               const exchange_options& options) = 0;
        virtual void close() = 0;
        [[nodiscard]] virtual std::string origin() const = 0;
        virtual void redact(std::string& text) const = 0;
        virtual void redact_json(std::string& text) const = 0;
    };

    template <class Transport>
    struct holder final : base {
        template <class Source>
        explicit holder(Source&& source) : held{std::forward<Source>(source)} {}
        boost::asio::awaitable<http_response> exchange(const http_request& request,
                                                       const exchange_options& options) override {
            return held.exchange(request, options);
        }
        void close() override {
            if constexpr (requires { held.close(); }) held.close();
        }
        std::string origin() const override {
            if constexpr (requires { std::string{held.origin()}; }) return std::string{held.origin()};
            else return {};
        }
        void redact([[maybe_unused]] std::string& text) const override {
            if constexpr (requires { held.redact(text); }) held.redact(text);
        }
        void redact_json([[maybe_unused]] std::string& text) const override {
            if constexpr (requires { held.redact_json(text); }) held.redact_json(text);
            else if constexpr (requires { held.redact(text); }) redact_strings(*this, text);
        }
        Transport held;
    };

    static CALQUE_DECL void redact_strings(const base& held, std::string& json);

    [[nodiscard]] static CALQUE_DECL boost::asio::awaitable<http_response>
    exchange_and_hand_on(std::shared_ptr<base> held, const http_request& request, const exchange_options& options);

    std::shared_ptr<base> held_;
};

} // namespace calque

#ifdef CALQUE_HEADER_ONLY
#include <calque/transport/transport.ipp>
#endif
