// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
//
// Reads the pages of a response one by one. Every asynchronous function accepts any completion token; this example
// uses futures.
#include <calque/https.hpp>
#include <calque/stand_in.hpp>

#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_future.hpp>

#include <exception>
#include <iostream>

int main(int argc, char** argv) try {
    const calque::stand_in api;
    boost::asio::thread_pool threads{1};
    const auto client = calque::make_https_client(threads.get_executor(), {.base_url = argc > 1 ? argv[1] : api.url()});

    // One page at a time; `true` prefetches the next page while the current one is processed.
    auto pages = client.pages({.widget_ids = {1, 2, 3, 4, 5}, .page_size = 2}, true);
    while (const auto page = pages.next(boost::asio::use_future).get())
        std::cout << "a page with " << page->results.size() << " of " << page->count.value_or(0) << " widgets\n";

    // Or all widgets together, in the order of their ids, with as many requests as needed.
    calque::bulk_widget_request request{.widget_ids = {5, 4, 3, 2, 1, 999}, .page_size = 2};
    const auto all = client.widgets(std::move(request), {}, boost::asio::use_future).get();
    std::cout << "all: " << all.results.size() << " widgets, " << all.missing.size() << " missing\n";
} catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 1;
}
