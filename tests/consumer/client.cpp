// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <calque/https.hpp>

#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>

#include <iostream>

#include "work.hpp"

bool works() {
    boost::asio::io_context io;
    const calque::client client = calque::make_https_client(io.get_executor(), {.base_url = "http://127.0.0.1:1"},
                                                            {.retries = calque::exponential_backoff{.retries = 0}});
    auto answer = client.bulk_data({1}, "duration >= 60", boost::asio::use_future);
    io.run();
    try {
        (void)answer.get();
    } catch (const calque::api_error& error) {
        std::cout << error.what() << '\n';
        return error.code() == calque::errc::network;
    }
    return false;
}
