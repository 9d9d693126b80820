// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
//
// A small part of the client, which compiles fast: tests that its libraries are found and linked.
#include <calque/https/api_key.hpp>

#include <openssl/crypto.h>

#include <iostream>
#include <zlib.h>

#include "work.hpp"

bool works() {
    const calque::api_key key{"secret"};
    std::cout << OpenSSL_version(OPENSSL_VERSION) << ", zlib " << zlibVersion() << '\n';
    return true;
}
