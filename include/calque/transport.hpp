// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/detail/config.hpp>

#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <concepts>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace calque {

/// One header of a request or a response.
struct http_header {
    std::string name;
    std::string value;

    friend bool operator==(const http_header&, const http_header&) = default;
};

/// What the client asks of a transport; credentials are no part of it.
///
/// Whoever holds the API key, the default transport, attaches it at the last moment. A transport of a test, a log of
/// requests or a retry never sees it.
struct http_request {
    std::string method{}; ///< `GET` or `POST`
    std::string
        target{}; ///< path and query, for example `/dashboards/widgets/bulk_data/?page=2`; the origin is the transport's
    std::vector<http_header> headers{};
    std::string body{};
};

/// What came back: any status, the headers in their order, and the whole body.
struct http_response {
    unsigned status = 0;
    std::vector<http_header> headers{};
    std::string body{};
};

/// The value of the first header of a name, which is compared without case; empty where there is none.
///
/// *Lifetimes*: valid as long as the headers, unchanged.
[[nodiscard]] CALQUE_DECL std::string_view find_header(const std::vector<http_header>& headers, std::string_view name);

/// The bounds of one exchange.
struct exchange_options {
    std::chrono::steady_clock::time_point deadline; ///< everything ends here: resolve, connect, handshake, write, read
    std::size_t response_limit = 64u * 1024u * 1024u; ///< bytes of the response's body
    bool repeatable = false;                          ///< a read: sending it twice does no harm
};

/// Something that carries one request to the API and brings its response back.
///
/// `co_await t.exchange(request, options)` returns any response, whatever its status, by `options.deadline`, or
/// throws `system_error`; `api_error` where it can say more. The request and the options stay alive until it is
/// done. Several exchanges may run at once. *Cancellation*: terminal; the exchange then throws.
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

    /// Carries one request; the request and the options must stay alive until it is done.
    [[nodiscard]] boost::asio::awaitable<http_response> exchange(const http_request& request,
                                                                 const exchange_options& options) const {
        return held_->exchange(request, options);
    }

private:
    struct base {
        base() = default;
        base(const base&) = delete;
        base& operator=(const base&) = delete;
        virtual ~base() = default;
        virtual boost::asio::awaitable<http_response> exchange(const http_request& request,
                                                               const exchange_options& options) = 0;
    };

    template <class Transport>
    struct holder final : base {
        template <class Source>
        explicit holder(Source&& source) : held{std::forward<Source>(source)} {}
        boost::asio::awaitable<http_response> exchange(const http_request& request,
                                                       const exchange_options& options) override {
            return held.exchange(request, options);
        }
        Transport held;
    };

    std::shared_ptr<base> held_;
};

} // namespace calque

#ifdef CALQUE_HEADER_ONLY
#include <calque/impl/wire/transport.ipp>
#endif
