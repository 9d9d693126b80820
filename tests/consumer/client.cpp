// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <calque/https.hpp>

#include <boost/asio/io_context.hpp>

#include <iostream>

int main() {
    boost::asio::io_context io;
    [[maybe_unused]] calque::client client =
        calque::make_https_client(io.get_executor(), {.base_url = "http://127.0.0.1:1"});
    std::cout << "client: ready\n";
}
