// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <calque/transport.hpp>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>
#include <boost/test/unit_test.hpp>

#include <chrono>
#include <memory>
#include <string>

namespace {

using namespace calque;

/// Answers with its number, counted up, and cannot be copied.
struct counting {
    explicit counting(unsigned first) : next{std::make_unique<unsigned>(first)} {}

    boost::asio::awaitable<http_response> exchange(const http_request& request, const exchange_options&) {
        co_return http_response{.status = (*next)++, .body = request.target};
    }

    std::unique_ptr<unsigned> next;
};

struct returns_another_type {
    boost::asio::awaitable<void> exchange(const http_request&, const exchange_options&);
};

static_assert(calque::transport<counting>);
static_assert(!calque::transport<returns_another_type>);
static_assert(!calque::transport<int>);
static_assert(!std::is_constructible_v<any_transport, returns_another_type>);

http_response ask(const any_transport& link, const http_request& request) {
    boost::asio::io_context io;
    const exchange_options options{.deadline = std::chrono::steady_clock::time_point::max()};
    auto response = boost::asio::co_spawn(io, link.exchange(request, options), boost::asio::use_future);
    io.run();
    return response.get();
}

} // namespace

BOOST_AUTO_TEST_SUITE(transport)

BOOST_AUTO_TEST_CASE(any_transport_passes_requests_on_and_copies_share_it) {
    const any_transport link{counting{200}};
    const any_transport copy = link;
    const auto first = ask(link, {.target = "/a"});
    BOOST_TEST(first.status == 200u);
    BOOST_TEST(first.body == "/a");
    BOOST_TEST(ask(copy, {.target = "/b"}).status == 201u);
    BOOST_TEST(ask(link, {.target = "/c"}).status == 202u);
}

BOOST_AUTO_TEST_CASE(a_header_is_found_in_any_case_and_the_first_wins) {
    const std::vector<http_header> headers{{"Content-Type", "text/html"}, {"Retry-After", "1"}, {"retry-after", "2"}};
    BOOST_TEST(find_header(headers, "content-type") == "text/html");
    BOOST_TEST(find_header(headers, "RETRY-AFTER") == "1");
    BOOST_TEST(find_header(headers, "Retry") == "");
    BOOST_TEST(find_header({}, "Retry-After") == "");
}

BOOST_AUTO_TEST_SUITE_END()
