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

/// Takes the pieces of a body as they come; none is empty, and each is valid during the call only. It may refuse by
/// throwing.
using body_reader = std::function<void(std::string_view piece)>;

/// The bounds of one exchange.
struct exchange_options {
    std::chrono::steady_clock::time_point deadline; ///< everything ends here: resolve, connect, handshake, write, read
    std::size_t response_limit = 64u * 1024u * 1024u; ///< bytes of the response's body
    bool repeatable = false;                          ///< a read: sending it twice does no harm
    bool accept_gzip = false; ///< asks for gzip; a body that `Content-Encoding` calls compressed stays compressed
    bool as_sent = false;     ///< leaves the transport's secret where the server quotes it: the caller redacts

    /// How long the body of an answer that is no success is waited for, once its head is there: at most a day.
    std::chrono::milliseconds error_body_time = std::chrono::seconds{2};

    /// Called with status and headers as soon as they are there, once at most. Returns what takes the body; nothing,
    /// and the body is collected. What it or the reader throws ends the exchange, which then throws just that.
    ///
    /// Both run on the transport's executor, one call at a time, and never after the exchange is done.
    std::function<body_reader(const http_response& head)> on_head{};
};

/// Something that carries one request to the API and brings its response back.
///
/// `co_await t.exchange(request, options)` returns any response, whatever its status, by `options.deadline`, or
/// throws `system_error`; `api_error` where it can say more. Several exchanges may run at once. *Cancellation*: terminal;
/// the exchange then throws. *Lifetimes*: the request and the options stay alive until it is done, or the coroutine that
/// awaits it is destroyed, as the end of its execution context does. A transport that works elsewhere copies what it needs:
/// a copy of the client's `on_head`, and what that returned, throw `system_error` where the call is gone.
///
/// A transport may hand the body on while it comes, by `options.on_head`, and then sets `http_response::handed_on`.
/// It may as well leave that alone and collect the body: `any_transport` then hands it on in one piece.
/// One that knows where requests go may have an `origin() const`, which returns `https://host` or the like as text: links
/// of the server's that point elsewhere are then not believed. One that holds connections may have a `close()`.
/// One that holds a secret may have a `redact(std::string&) const`, which takes it out of a text of the server's, however
/// it is spelled, before the text leaves the client, and where `…` cuts it, too; and a `redact_json(std::string&) const`,
/// which does that in the strings of a JSON text and leaves it JSON.
///
/// If you are getting an error that names this concept: `exchange` must return
/// `boost::asio::awaitable<http_response>`.
template <class T>
concept transport = requires(T& t, const http_request& request, const exchange_options& options) {
    { t.exchange(request, options) } -> std::same_as<boost::asio::awaitable<http_response>>;
};

/// Any transport, its type erased; copies share it.
class any_transport {
public:
    /// Takes a transport in.
    template <class Transport>
        requires(!std::same_as<std::remove_cvref_t<Transport>, any_transport> &&
                 transport<std::remove_cvref_t<Transport>>)
    any_transport(Transport&& held) // NOLINT(google-explicit-constructor): every transport is one
        : held_{std::make_shared<holder<std::remove_cvref_t<Transport>>>(std::forward<Transport>(held))} {}

    /// A move is a copy.
    any_transport(const any_transport&) noexcept = default;
    any_transport& operator=(const any_transport&) noexcept = default;

    /// Carries one request; the request and the options must stay alive until it is done.
    ///
    /// `options.on_head` is called, where there is one, whether or not the transport itself hands bodies on.
    [[nodiscard]] CALQUE_DECL boost::asio::awaitable<http_response> exchange(const http_request& request,
                                                                             const exchange_options& options) const;

    /// Closes the transport, if it is one that can be closed.
    void close() const { held_->close(); }

    /// Where requests go; empty where the transport does not tell.
    [[nodiscard]] std::string origin() const { return held_->origin(); }

    /// Takes the transport's secret, if it has one, out of a text of the server's.
    void redact(std::string& text) const { held_->redact(text); }

    /// Takes it out of the strings of a JSON text, which stays JSON.
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
