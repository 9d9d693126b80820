// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <boost/asio/async_result.hpp>

#include <exception>

namespace calque {

/// A completion token for a call, which completes with an exception or a result.
///
/// If you see an error that names this concept: the token must be one of Asio's (`use_awaitable`, `use_future`,
/// `deferred`, `detached`), perhaps inside `as_tuple` or `calque::as_result`, or callable as
/// `token(std::exception_ptr, Result)`. Boost 1.81 cannot `co_await` a bare `deferred`: write `as_result(deferred)`.
template <class Token, class Result>
concept call_token = boost::asio::completion_token_for<Token, void(std::exception_ptr, Result)>;

} // namespace calque
