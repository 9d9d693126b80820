// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/support/config.hpp>
#include <calque/transport/call_report.hpp>
#include <calque/values/error.hpp>
#include <calque/values/error_kind.hpp>

#include <chrono>
#include <cstddef>
#include <exception>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace calque {

/// One message of the API's error body; `{"filters":{"conditions":["…"]}}` gives the path `filters.conditions`.
struct server_message {
    std::string path; ///< the keys that lead to it, joined by dots; empty for `detail` and for texts without keys
    std::string text; ///< the server's text, truncated and escaped

    friend bool operator==(const server_message&, const server_message&) = default;
};

/// Why an API call failed. The server's text is untrusted, so it is kept apart from the library's own.
struct api_failure {
    error_code code{};                      ///< an `errc`
    unsigned status = 0;                    ///< the HTTP status; 0 if no response arrived
    std::string what_happened{};            ///< one clause, written by the library
    std::string server_detail{};            ///< the server's text on one line, control characters escaped; may be empty
    std::vector<server_message> messages{}; ///< the same, message by message, if the body was JSON
    error_code cause{};                     ///< the underlying system, TLS or HTTP error; may be unset
    std::string help{};                     ///< what to write or do instead, by the library; may be empty
    std::optional<std::chrono::seconds> retry_after{}; ///< how long the server asks to wait
    call_report report{};                              ///< the attempts; this failure is that of the last one
};

/// Returns the failure on one line: the library's text, the server's text in quotes, the help, and in parentheses the
/// attempts and the server's request id.
[[nodiscard]] CALQUE_DECL std::string describe(const api_failure& failure);

/// The exception of a failed API call, thrown or passed to the completion token; `what()` is `describe(failure())`.
///
/// Copies share the failure, so throwing and storing one is cheap and cannot fail; a move is a copy.
class api_error : public system_error {
public:
    explicit api_error(api_failure failure) : system_error{failure.code}, held_{hold(std::move(failure))} {}
    api_error(const api_error&) = default;
    api_error& operator=(const api_error&) = default;
    ~api_error() override = default;

    /// *Lifetimes*: valid as long as any copy of this error.
    [[nodiscard]] const api_failure& failure() const noexcept { return held_->failure; }
    [[nodiscard]] const char* what() const noexcept override { return held_->text.c_str(); }

private:
    struct content {
        api_failure failure;
        std::string text;
    };

    [[nodiscard]] static std::shared_ptr<const content> hold(api_failure failure) {
        std::string text = describe(failure);
        return std::make_shared<const content>(content{std::move(failure), std::move(text)});
    }

    std::shared_ptr<const content> held_;
};

/// Returns the failure inside an exception passed to a completion token; null for any other exception or none.
///
/// *Lifetimes*: valid as long as any `exception_ptr` to the exception.
[[nodiscard]] CALQUE_DECL const api_failure* failure_of(const std::exception_ptr& error) noexcept;

/// Converts a response's status and body to a failure; the status must not denote success with a body.
///
/// Understands `{"detail":"…"}`, `{"field":["…"]}` at any nesting, lists, plain text and HTML pages (api/README.md,
/// "Errors and retries", "Inferred"). Keeps the first 200 characters of a body that is not JSON, and at most 20
/// messages of 500 characters of one that is. A 400 about the filter is `errc::filter_refused`.
[[nodiscard]] CALQUE_DECL api_failure parse_api_failure(unsigned status, std::string_view body);

namespace detail {

/// The number of characters kept of a body that is not understood.
inline constexpr std::size_t longest_body_excerpt = 200;

/// Returns the messages of a failure; for a plain-text body that text, for an HTML page nothing.
[[nodiscard]] inline std::vector<server_message> messages_of(const api_failure& failure) {
    if (!failure.messages.empty() || failure.server_detail.empty() || failure.server_detail.starts_with('<'))
        return failure.messages;
    return {{{}, failure.server_detail}};
}

/// Returns untrusted text as one line that cannot control a terminal: at most `limit` characters, runs of white space
/// collapsed; control characters, bidirectional controls and invalid UTF-8 escaped.
[[nodiscard]] CALQUE_DECL std::string excerpt(std::string_view text, std::size_t limit);

} // namespace detail

} // namespace calque

#ifdef CALQUE_HEADER_ONLY
#include <calque/transport/api_failure.ipp>
#endif
