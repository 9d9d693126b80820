// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/call/as_result.hpp>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/deferred.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <type_traits>

// g++ 12 copies an aggregate created inside a `co_await` expression bitwise and destroys both, which frees memory
// twice. Requests are aggregates, so on that compiler they must be named variables.
namespace calque::detail {

#if defined(__GNUC__) && !defined(__clang__) && __GNUC__ < 13
inline constexpr bool co_await_breaks_aggregates = true;
#else
inline constexpr bool co_await_breaks_aggregates = false;
#endif

template <class Token>
inline constexpr bool is_awaited = false;
template <class Executor>
inline constexpr bool is_awaited<boost::asio::use_awaitable_t<Executor>> = true;
template <class Token>
inline constexpr bool is_awaited<boost::asio::as_tuple_t<Token>> = is_awaited<Token>;
template <class Token>
inline constexpr bool is_awaited<as_result_t<Token>> = is_awaited<Token>;
template <>
inline constexpr bool is_awaited<as_result_t<boost::asio::deferred_t>> = true;

/// Whether the arguments of a call, deduced as forwarding references, outlive a `co_await` expression with that
/// token.
///
/// If you see an error that names it, write `const calque::bulk_widget_request request{…};` on a separate line and
/// pass that variable to the call.
template <class Token, class... Given>
inline constexpr bool outlives_co_await =
    !co_await_breaks_aggregates || !is_awaited<std::remove_cvref_t<Token>> ||
    (... && (std::is_lvalue_reference_v<Given> || !std::is_aggregate_v<std::remove_cvref_t<Given>>));

} // namespace calque::detail
