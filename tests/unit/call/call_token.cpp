// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <calque/call/call_token.hpp>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/deferred.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/use_future.hpp>
#include <boost/test/unit_test.hpp>

#include <exception>
#include <string>

BOOST_AUTO_TEST_SUITE(call_token_tests)

template <class Token>
constexpr bool takes_text = calque::call_token<Token, std::string>;

static_assert(takes_text<boost::asio::use_awaitable_t<>> && takes_text<boost::asio::deferred_t> &&
              takes_text<boost::asio::detached_t> && takes_text<boost::asio::use_future_t<>> &&
              takes_text<boost::asio::as_tuple_t<boost::asio::use_awaitable_t<>>>);
static_assert(takes_text<void (*)(std::exception_ptr, std::string)>);
static_assert(!takes_text<void (*)(std::string)> && !takes_text<void (*)(std::exception_ptr, int*)> &&
              !takes_text<int>);

BOOST_AUTO_TEST_CASE(function_is_a_completion_token) {
    std::string said;
    const auto token = [&](std::exception_ptr, std::string text) { said = std::move(text); };
    static_assert(takes_text<decltype(token)>);
    token(nullptr, "done");
    BOOST_TEST(said == "done");
}

BOOST_AUTO_TEST_SUITE_END()
