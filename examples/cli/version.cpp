// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include "version.hpp"

#include <calque/version.hpp>

#include <boost/config.hpp>
#include <boost/version.hpp>

#include <openssl/crypto.h>

namespace cli {
namespace {

std::string boost_version() {
    constexpr int number = BOOST_VERSION;
    return std::to_string(number / 100'000) + '.' + std::to_string(number / 100 % 1'000) + '.' +
           std::to_string(number % 100);
}

} // namespace

std::string program_version() {
    std::string out = "calque " + std::string{calque::version_string} + '\n';
    out += "compiler: " BOOST_COMPILER "\n";
    out += "Boost: " + boost_version() + '\n';
    // The version of the loaded library, which may be newer than the headers.
    return out.append("TLS: ").append(OpenSSL_version(OPENSSL_VERSION)).append("\n");
}

} // namespace cli
