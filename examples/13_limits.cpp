// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
//
// Sets the limits of a client: how long a call may take, how often it is retried, and how much it may read. Half of the
// requests to this stand-in fail; the report of a call has its attempts.
#include <calque/https.hpp>
#include <calque/literal.hpp>
#include <calque/stand_in.hpp>

#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>

#include <chrono>
#include <exception>
#include <iostream>

using namespace std::chrono_literals;
using namespace calque::literals;

int main(int argc, char** argv) try {
    const calque::client_options options{
        .limits = {.call = 10s, .attempt = 2s}, // all attempts and waits, and each attempt
        .retries = calque::exponential_backoff{.retries = 4, .first = 20ms, .longest = 1s},
        .response_limit = 1024 * 1024,                               // bytes of a response, as it is sent
        .decode = {.max_bytes = 4 * 1024 * 1024, .max_rows = 1'000}, // of its JSON, and of its charts
        .ids_per_request = 2,                                        // so that three widgets take two requests,
        .parallel = 1,                                               // one after the other
        .seed = 1,                                                   // of the waits, which are random
    };
    const calque::stand_in api{{.faults = {.rate = 0.5, .seed = 3}}};
    boost::asio::io_context context;
    const auto client =
        calque::make_https_client(context.get_executor(), {.base_url = argc > 1 ? argv[1] : api.url()}, options);

    auto answer = client.widgets({.widget_ids = {1, 2, 3}, .filters = "timestamp >= today-2d"_filter}, {},
                                 boost::asio::use_future);
    context.run();
    const calque::widgets_reply all = answer.get();
    std::cout << all.results.size() << " widgets\n";
    for (const calque::call_report& report : all.reports)
        std::cout << "attempts of a request: " << report.attempts.size() << '\n';

    // The error of a limit names the limit.
    const auto narrow =
        calque::make_https_client(context.get_executor(), {.base_url = api.url()}, {.response_limit = 9});
    auto refused = narrow.bulk_data({1}, "timestamp >= today-2d", calque::as_result(boost::asio::use_future));
    context.restart();
    context.run();
    if (const auto page = refused.get(); !page) std::cout << describe(*calque::failure_of(page.error())) << '\n';
} catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 1;
}
