// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
//
// Reads call logs one by one as values of your own type, over all pages. A period that is too long for one request is
// split into several.
#include <calque/decode/json_as.hpp>
#include <calque/https.hpp>
#include <calque/literal.hpp>
#include <calque/stand_in.hpp>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>

#include <exception>
#include <iostream>
#include <map>

using namespace calque::literals;

namespace {

/// The data of a call that this program uses.
struct call {
    std::string reason;
};

call tag_invoke(boost::json::value_to_tag<call>, const boost::json::value& json) {
    return {boost::json::value_to<std::string>(json.at("call_ended_reason"))};
}

boost::asio::awaitable<void> count(calque::client client) {
    const auto now = std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now());
    auto calls = client.records(calque::call_log_request{.filters = "success = false"_filter,
                                                         .from = now - std::chrono::days{45},
                                                         .page_size = 50},
                                calque::json_as<call>, {.prefetch = true});
    std::map<std::string, int> reasons;
    while (const auto each = co_await calls.next()) ++reasons[each->reason];
    for (const auto& [reason, number] : reasons) std::cout << reason << ": " << number << '\n';
}

} // namespace

int main(int argc, char** argv) try {
    const calque::stand_in api;
    boost::asio::io_context context;
    const auto client = calque::make_https_client(context.get_executor(), {.base_url = argc > 1 ? argv[1] : api.url()});
    auto done = boost::asio::co_spawn(context, count(client), boost::asio::use_future);
    context.run();
    done.get(); // throws what the coroutine threw
} catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 1;
}
