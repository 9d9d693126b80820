// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <boost/asio/associator.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/system/result.hpp>

#include <exception>
#include <type_traits>
#include <utility>

namespace calque {

/// The result of a call, or the exception that it would have thrown; `failure_of(result.error())` is the API's failure.
template <class Result>
using call_result = boost::system::result<Result, std::exception_ptr>;

/// A completion token that completes another one with `void(call_result<Result>)`; made by `as_result`.
template <class Token>
struct as_result_t {
    Token token;
};

/// Adapts a token so that a call completes with a `call_result` instead of throwing.
///
/// Unlike with `as_tuple` there is one result, and `co_await` takes `as_result(deferred)` where Boost 1.81 refuses a bare
/// `deferred`: it lacks the case of an exception with a result.
/// *Example*: `const auto page = co_await client.bulk_data(request, as_result(boost::asio::use_awaitable));`, then
/// `if (page) show(*page);` or `page.value()`, which throws what the call would have thrown.
template <class Token>
[[nodiscard]] constexpr as_result_t<std::decay_t<Token>> as_result(Token&& token) {
    return {std::forward<Token>(token)};
}

namespace detail {

/// Makes one result of an exception and a value, for a handler whose associated executor, allocator and cancellation
/// slot it has.
template <class Handler>
struct as_result_handler {
    template <class Result>
    void operator()(std::exception_ptr error, Result value) {
        if (error) std::move(handler)(call_result<Result>{boost::system::in_place_error, std::move(error)});
        else std::move(handler)(call_result<Result>{boost::system::in_place_value, std::move(value)});
    }

    Handler handler;
};

/// Starts an operation that completes with an exception and a value, for a handler of a result.
template <class Initiation>
struct as_result_initiation {
    template <class Handler, class... Args>
    void operator()(Handler&& handler, Args&&... args) && {
        std::move(start)(as_result_handler<std::decay_t<Handler>>{std::forward<Handler>(handler)},
                         std::forward<Args>(args)...);
    }

    Initiation start;
};

} // namespace detail

} // namespace calque

template <class Token, class Result>
struct boost::asio::async_result<calque::as_result_t<Token>, void(std::exception_ptr, Result)> {
    template <class Initiation, class RawToken, class... Args>
    static auto initiate(Initiation&& initiation, RawToken&& raw, Args&&... args) {
        return boost::asio::async_initiate<Token, void(calque::call_result<Result>)>(
            calque::detail::as_result_initiation<std::decay_t<Initiation>>{std::forward<Initiation>(initiation)},
            raw.token, std::forward<Args>(args)...);
    }
};

template <template <class, class> class Associator, class Handler, class Default>
struct boost::asio::associator<Associator, calque::detail::as_result_handler<Handler>, Default>
    : Associator<Handler, Default> {
    static auto get(const calque::detail::as_result_handler<Handler>& from) noexcept {
        return Associator<Handler, Default>::get(from.handler);
    }
    static auto get(const calque::detail::as_result_handler<Handler>& from, const Default& otherwise) noexcept {
        return Associator<Handler, Default>::get(from.handler, otherwise);
    }
};
