// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <calque/https.hpp>

#include <boost/asio/io_context.hpp>

#include <iostream>

#include "work.hpp"

bool works() {
    boost::asio::io_context io;
    const calque::client client = calque::make_https_client(io.get_executor(), {.base_url = "https://127.0.0.1:1"});
    try {
        (void)calque::make_https_client(io.get_executor(), {.base_url = "ftp://127.0.0.1"});
    } catch (const std::exception& error) {
        std::cout << error.what() << '\n';
        return true;
    }
    return false;
}
