// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <boost/system/error_category.hpp>
#include <boost/system/error_code.hpp>
#include <boost/system/error_condition.hpp>
#include <boost/system/result.hpp>
#include <boost/system/system_error.hpp>

#include <cstddef>
#include <string>
#include <type_traits>

namespace calque {

using boost::system::error_category;
using boost::system::error_code;
using boost::system::error_condition;
using boost::system::result;
using boost::system::system_error;

/// All errors except mistakes in a filter's text, which are `diagnostic`s.
enum class errc {
    invalid_filter = 1,  ///< text or JSON is not a valid filter; the diagnostics report where and why
    bad_json,            ///< a text that must be JSON is not JSON
    bad_record,          ///< a record to evaluate is not a JSON object
    bad_regex,           ///< a pattern of `matches` does not compile locally
    regex_too_complex,   ///< a pattern of `matches` exceeded the work limit
    bad_response,        ///< the API's answer does not have the expected form
    response_too_large,  ///< the API's answer exceeds the size limit
    bad_url,             ///< the base URL is not an http or https URL with a host
    bad_request_setting, ///< a request or client setting cannot be sent (empty ids, page 0, a line break in a key …)
    missing_api_key,     ///< no API key was given, and the server is not this machine
    insecure_origin,     ///< an API key would be sent over plain http to another machine
    tls_verification_failed, ///< the server's certificate or host name is not valid
    network,                 ///< resolving, connecting, writing or reading failed
    timeout,                 ///< the deadline passed
    cancelled,               ///< the operation was cancelled
    bad_request,             ///< 400: the API refuses the request; its detail says why
    filter_refused,          ///< 400: the API refuses the filter; its detail says why, and perhaps where (see `blame`)
    unauthorized,            ///< 401: the API key is missing or wrong
    forbidden,               ///< 403: the API key lacks the permission
    not_found,               ///< 404: no such widget, page or path
    method_not_allowed,      ///< 405: the path does not support this method
    rate_limited,            ///< 429: too many requests
    try_again,               ///< 408 or 425: the API asks to repeat the request
    client_error,            ///< any other 4xx
    server_error,            ///< 500, 502, 503 or 504: the API failed; a retry may succeed
    server_refusal,          ///< any other 5xx: a retry will not help
    unexpected_status,       ///< a status that this client does not handle (1xx, 2xx without a body, 3xx)
    page_loop,               ///< the API's pages repeat
    bad_records_file,        ///< a file of call logs cannot be read
};

/// The category of `errc`, named `calque`.
class calque_category_impl final : public error_category {
public:
    constexpr calque_category_impl() noexcept : error_category{0x9f3c1a5be2d04786u} {}

    [[nodiscard]] const char* name() const noexcept override { return "calque"; }

    [[nodiscard]] std::string message(int number) const override { return text(static_cast<errc>(number)); }

    [[nodiscard]] const char* message(int number, char*, std::size_t) const noexcept override {
        return text(static_cast<errc>(number));
    }

private:
    // No default label, so that -Wswitch reports an enumerator without text.
    [[nodiscard]] static constexpr const char* text(errc code) noexcept {
        switch (code) {
        case errc::invalid_filter: return "the filter is not valid";
        case errc::bad_json: return "the text is not JSON";
        case errc::bad_record: return "the record is not a JSON object";
        case errc::bad_regex: return "the pattern of `matches` is not a regular expression that can be run locally";
        case errc::regex_too_complex: return "the pattern of `matches` takes too long; simplify it";
        case errc::bad_response: return "the API's answer does not have the expected form";
        case errc::response_too_large:
            return "the API's answer is larger than the limit; raise client_options::response_limit or ask for fewer "
                   "widgets";
        case errc::bad_url: return "the base URL must look like https://host or http://127.0.0.1:port";
        case errc::bad_request_setting: return "a setting of the request cannot be sent";
        case errc::missing_api_key: return "no API key; set CEKURA_API_KEY";
        case errc::insecure_origin:
            return "an API key is sent over https, or over http to this machine only; use an https URL";
        case errc::tls_verification_failed: return "the server's certificate could not be verified";
        case errc::network: return "the network failed";
        case errc::timeout: return "the deadline passed before the API answered";
        case errc::cancelled: return "the operation was cancelled";
        case errc::bad_request: return "the API refused the request (400)";
        case errc::filter_refused: return "the API refused the filter (400)";
        case errc::unauthorized: return "the API did not accept the API key (401); check CEKURA_API_KEY";
        case errc::forbidden: return "the API key lacks the permission for this (403)";
        case errc::not_found: return "the API has no such widget, page or path (404)";
        case errc::method_not_allowed: return "the path does not support this method (405); check the base URL";
        case errc::rate_limited: return "too many requests (429); wait and try again";
        case errc::try_again: return "the API asks to repeat the request (408 or 425)";
        case errc::client_error: return "the API refused the request (4xx)";
        case errc::server_error: return "the API failed (5xx); try again later";
        case errc::server_refusal: return "the API cannot do what was asked (5xx)";
        case errc::unexpected_status: return "the API answered with an unexpected status; check the base URL";
        case errc::page_loop: return "the API's pages repeat";
        case errc::bad_records_file: return "the file of call logs cannot be read";
        }
        return "unknown calque error";
    }
};

/// The only instance of `calque_category_impl`.
inline constexpr calque_category_impl calque_category_instance{};

/// Returns the category of an `error_code` made from an `errc`.
[[nodiscard]] constexpr const error_category& calque_category() noexcept { return calque_category_instance; }

/// Makes an `error_code` from an `errc`, so that the two compare and convert.
[[nodiscard]] inline error_code make_error_code(errc code) noexcept {
    return {static_cast<int>(code), calque_category()};
}

} // namespace calque

template <>
struct boost::system::is_error_code_enum<calque::errc> : std::true_type {};
