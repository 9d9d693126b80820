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

/// Groups of error codes that are handled alike: `if (error == calque::condition::retryable) …`.
enum class condition {
    retryable = 1,  ///< the same call may succeed later: `network`, `timeout`, 408, 425, 429, 500, 502, 503, 504
    unauthorized,   ///< the API key is missing or wrong, or lacks the permission: 401 and 403
    rate_limited,   ///< too many requests: 429
    invalid_filter, ///< the filter is at fault: refused by this library, or by the API (400)
    server_fault,   ///< the API failed: any 5xx
    network,        ///< resolving, connecting, writing or reading failed
    cancelled,      ///< the operation was cancelled
    timeout,        ///< the deadline passed
};

/// The category of `condition`, named `calque.condition`; it maps codes to conditions.
class condition_category_impl final : public error_category {
public:
    constexpr condition_category_impl() noexcept : error_category{0x51b7d3c0a94e6f28u} {}

    [[nodiscard]] const char* name() const noexcept override { return "calque.condition"; }

    [[nodiscard]] std::string message(int number) const override { return text(static_cast<condition>(number)); }

    [[nodiscard]] const char* message(int number, char*, std::size_t) const noexcept override {
        return text(static_cast<condition>(number));
    }

    /// Returns whether a code meets the condition with this number; only codes of category `calque` can.
    [[nodiscard]] bool equivalent(const error_code& code, int number) const noexcept override {
        if (code.category() != calque_category() || number <= 0 || number > static_cast<int>(condition::timeout))
            return false;
        const unsigned met = conditions_of(static_cast<errc>(code.value()));
        return (met & bit_of(static_cast<condition>(number))) != 0;
    }
    using error_category::equivalent;

private:
    [[nodiscard]] static constexpr unsigned bit_of(condition what) noexcept {
        return 1u << static_cast<unsigned>(what);
    }

    /// Returns the conditions that a code meets, as bits. No default label, so that -Wswitch reports a missing code.
    [[nodiscard]] static constexpr unsigned conditions_of(errc code) noexcept {
        switch (code) {
        case errc::network: return bit_of(condition::network) | bit_of(condition::retryable);
        case errc::timeout: return bit_of(condition::timeout) | bit_of(condition::retryable);
        case errc::rate_limited: return bit_of(condition::rate_limited) | bit_of(condition::retryable);
        case errc::try_again: return bit_of(condition::retryable);
        case errc::server_error: return bit_of(condition::server_fault) | bit_of(condition::retryable);
        case errc::server_refusal: return bit_of(condition::server_fault);
        case errc::unauthorized:
        case errc::forbidden: return bit_of(condition::unauthorized);
        case errc::invalid_filter:
        case errc::filter_refused: return bit_of(condition::invalid_filter);
        case errc::cancelled: return bit_of(condition::cancelled);
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

    [[nodiscard]] static constexpr const char* text(condition what) noexcept {
        switch (what) {
        case condition::retryable: return "the same call may succeed later";
        case condition::unauthorized: return "the API key is missing or wrong, or may not do this";
        case condition::rate_limited: return "there were too many requests";
        case condition::invalid_filter: return "the filter is to blame";
        case condition::server_fault: return "the API failed";
        case condition::network: return "the network failed";
        case condition::cancelled: return "the operation was cancelled";
        case condition::timeout: return "the deadline passed";
        }
        return "unknown calque condition";
    }
};

/// The only instance of `condition_category_impl`.
inline constexpr condition_category_impl condition_category_instance{};

/// Returns the category of an `error_condition` made from a `condition`.
[[nodiscard]] constexpr const error_category& condition_category() noexcept { return condition_category_instance; }

/// Makes an `error_condition` from a `condition`, so that codes compare with it.
[[nodiscard]] inline error_condition make_error_condition(condition what) noexcept {
    return {static_cast<int>(what), condition_category()};
}

} // namespace calque

template <>
struct boost::system::is_error_condition_enum<calque::condition> : std::true_type {};
