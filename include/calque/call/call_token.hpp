// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <boost/asio/async_result.hpp>

#include <exception>

namespace calque {

/// A completion token for a call, which completes with an exception or a result.
///
/// If you are getting an error that names this concept: the token must be one of Asio's (`use_awaitable`, `deferred`,
/// `use_future`, `detached`, optionally inside `as_tuple`), or callable as `token(std::exception_ptr, Result)`.
template <class Token, class Result>
concept call_token = boost::asio::completion_token_for<Token, void(std::exception_ptr, Result)>;

} // namespace calque
