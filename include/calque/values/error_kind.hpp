// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/values/error.hpp>

#include <boost/system/error_category.hpp>
#include <boost/system/error_code.hpp>
#include <boost/system/error_condition.hpp>

#include <cstddef>
#include <string>
#include <type_traits>

namespace calque {

/// Groups of error codes that are handled alike: `if (error.code() == calque::error_kind::retryable) …`.
///
/// A code may belong to several kinds.
enum class error_kind {
    retryable = 1,  ///< the same call may succeed later: `network`, `timeout`, 408, 425, 429, 500, 502, 503, 504
    unauthorized,   ///< the API key is missing or wrong, or lacks the permission: 401 and 403
    rate_limited,   ///< too many requests: 429
    invalid_filter, ///< the filter is at fault: refused by this library, or by the API (400)
    server_fault,   ///< the API failed: any 5xx
    network,        ///< resolving, connecting, writing or reading failed
    cancelled,      ///< the operation was cancelled
    timeout,        ///< the deadline passed
};

/// The category of `error_kind`, named `calque.error_kind`: knows the kinds of each code.
class error_kind_category_impl final : public error_category {
public:
    constexpr error_kind_category_impl() noexcept : error_category{0x51b7d3c0a94e6f28u} {}

    [[nodiscard]] const char* name() const noexcept override { return "calque.error_kind"; }

    [[nodiscard]] std::string message(int number) const override { return text(static_cast<error_kind>(number)); }

    [[nodiscard]] const char* message(int number, char*, std::size_t) const noexcept override {
        return text(static_cast<error_kind>(number));
    }

    /// Whether a code is of the kind with this number; codes of categories other than `calque` are of none.
    [[nodiscard]] bool equivalent(const error_code& code, int number) const noexcept override {
        if (code.category() != calque_category() || number <= 0 || number > static_cast<int>(error_kind::timeout))
            return false;
        const unsigned kinds = kinds_of(static_cast<errc>(code.value()));
        return (kinds & bit_of(static_cast<error_kind>(number))) != 0;
    }
    using error_category::equivalent;

private:
    [[nodiscard]] static constexpr unsigned bit_of(error_kind what) noexcept {
        return 1u << static_cast<unsigned>(what);
    }

    /// The kinds of a code, one bit each. No default label: -Wswitch then names a forgotten code.
    [[nodiscard]] static constexpr unsigned kinds_of(errc code) noexcept {
        switch (code) {
        case errc::network: return bit_of(error_kind::network) | bit_of(error_kind::retryable);
        case errc::timeout: return bit_of(error_kind::timeout) | bit_of(error_kind::retryable);
        case errc::rate_limited: return bit_of(error_kind::rate_limited) | bit_of(error_kind::retryable);
        case errc::try_again: return bit_of(error_kind::retryable);
        case errc::server_error: return bit_of(error_kind::server_fault) | bit_of(error_kind::retryable);
        case errc::server_refusal: return bit_of(error_kind::server_fault);
        case errc::unauthorized:
        case errc::forbidden: return bit_of(error_kind::unauthorized);
        case errc::invalid_filter:
        case errc::filter_refused: return bit_of(error_kind::invalid_filter);
        case errc::cancelled: return bit_of(error_kind::cancelled);
        case errc::bad_json:
        case errc::bad_record:
        case errc::bad_regex:
        case errc::regex_too_complex:
        case errc::bad_response:
        case errc::response_too_large:
        case errc::bad_url:
        case errc::bad_request_setting:
        case errc::missing_api_key:
        case errc::insecure_origin:
        case errc::tls_verification_failed:
        case errc::bad_request:
        case errc::not_found:
        case errc::method_not_allowed:
        case errc::client_error:
        case errc::unexpected_status:
        case errc::page_loop:
        case errc::bad_records_file: break;
        }
        return 0;
    }

    [[nodiscard]] static constexpr const char* text(error_kind what) noexcept {
        switch (what) {
        case error_kind::retryable: return "the same call may succeed later";
        case error_kind::unauthorized: return "the API key is missing or wrong, or lacks the permission";
        case error_kind::rate_limited: return "there were too many requests";
        case error_kind::invalid_filter: return "the filter is at fault";
        case error_kind::server_fault: return "the API failed";
        case error_kind::network: return "the network failed";
        case error_kind::cancelled: return "the operation was cancelled";
        case error_kind::timeout: return "the deadline passed";
        }
        return "unknown calque error kind";
    }
};

/// The one instance of the category.
inline constexpr error_kind_category_impl error_kind_category_instance{};

/// The category of an `error_condition` made from an `error_kind`.
[[nodiscard]] constexpr const error_category& error_kind_category() noexcept { return error_kind_category_instance; }

/// Makes an `error_condition` from an `error_kind`, so that codes compare with it.
[[nodiscard]] inline error_condition make_error_condition(error_kind what) noexcept {
    return {static_cast<int>(what), error_kind_category()};
}

} // namespace calque

template <>
struct boost::system::is_error_condition_enum<calque::error_kind> : std::true_type {};
