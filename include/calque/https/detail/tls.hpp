// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/https/detail/origin.hpp>
#include <calque/https/https.hpp>
#include <calque/transport/api_failure.hpp>

#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>

#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include <cstddef>
#include <optional>
#include <string>

namespace calque::detail {

/// Rejects a TLS setting if there was a problem with it.
inline void check_setting(const error_code& problem, const std::string& what) {
    if (problem)
        throw api_error{{.code = errc::bad_request_setting,
                         .what_happened = "https_options::" + what + " that can be read: " + problem.message(),
                         .cause = problem}};
}

/// Sets the client's certificate, for a server that requests one.
inline void use_certificate(boost::asio::ssl::context& context, const client_certificate& own) {
    error_code problem;
    // Otherwise OpenSSL would prompt on the terminal for the password of an encrypted key, and wait.
    context.set_password_callback([](std::size_t, auto) { return std::string{}; });
    context.use_certificate_chain_file(own.file, problem);
    check_setting(problem, "certificate: file has no certificate");
    context.use_private_key_file(own.key_file, boost::asio::ssl::context::pem, problem);
    check_setting(problem, "certificate: key_file has no unencrypted key of the certificate");
}

/// Creates a context that trusts the system's store and `ca_file`, verifies the peer, and requires TLS 1.2 or newer.
[[nodiscard]] inline boost::asio::ssl::context make_tls_context(const https_options& options) {
    boost::asio::ssl::context context{boost::asio::ssl::context::tls_client};
    SSL_CTX_set_min_proto_version(context.native_handle(), TLS1_2_VERSION);
    context.set_verify_mode(boost::asio::ssl::verify_peer);
    error_code problem;
    context.set_default_verify_paths(problem); // ignored: without a store there is still the CA file
    if (options.ca_file) {
        context.load_verify_file(*options.ca_file, problem);
        check_setting(problem, "ca_file has no certificates");
    }
    if (options.certificate) use_certificate(context, *options.certificate);
    return context;
}

[[noreturn]] inline void refuse_handshake(const origin& to) {
    throw api_error{{.code = errc::tls_verification_failed,
                     .what_happened = "the host name cannot be set for verification (" + to.name() + ")"}};
}

/// Sends the host name to the server (SNI), and requires a certificate for it.
inline void prepare_handshake(SSL* tls, const origin& to) {
    X509_VERIFY_PARAM* const demands = SSL_get0_param(tls);
    X509_VERIFY_PARAM_set_hostflags(demands, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
    // SSL_set_tlsext_host_name is a macro with an old-style cast, which would cause a warning here.
    const bool named = !to.address && SSL_ctrl(tls, SSL_CTRL_SET_TLSEXT_HOSTNAME, TLSEXT_NAMETYPE_host_name,
                                               const_cast<char*>(to.host.c_str())) == 1;
    const bool demanded = to.address ? X509_VERIFY_PARAM_set1_ip_asc(demands, to.host.c_str()) == 1
                                     : X509_VERIFY_PARAM_set1_host(demands, to.host.data(), to.host.size()) == 1;
    if (!demanded || (!to.address && !named)) refuse_handshake(to);
}

/// Returns the failure of a handshake whose certificate could not be verified; nothing if it failed otherwise.
[[nodiscard]] inline std::optional<api_failure> verification_failure(SSL* tls, const origin& to,
                                                                     const error_code& cause) {
    const long verdict = SSL_get_verify_result(tls);
    if (verdict == X509_V_OK || cause.category() != boost::asio::error::get_ssl_category()) return {};
    return api_failure{.code = errc::tls_verification_failed,
                       .what_happened = "the certificate of " + to.name() +
                                        " could not be verified: " + X509_verify_cert_error_string(verdict),
                       .cause = cause};
}

} // namespace calque::detail
