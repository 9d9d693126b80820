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

/// One message of the API's error body: `{"filters":{"conditions":["…"]}}` gives the path `filters.conditions`.
struct server_message {
    std::string path; ///< the keys to it, joined by dots; empty for `detail` and where there is none
    std::string text; ///< the server's words, cut and escaped

    friend bool operator==(const server_message&, const server_message&) = default;
};

/// Why a call of the API failed. What the server said is kept apart from what we say: it is not to be trusted.
struct api_failure {
    error_code code{};           ///< an `errc`
    unsigned status = 0;         ///< the HTTP status; 0 where no response came
    std::string what_happened{}; ///< one clause in our words
    std::string server_detail{}; ///< the server's words on one line, control characters escaped; may be empty
    std::vector<server_message> messages{};            ///< the same, message by message, where the body was JSON
    error_code cause{};                                ///< the error below, of the system, TLS or HTTP; may be none
    std::string help{};                                ///< what to write or do instead, in our words; may be empty
    std::optional<std::chrono::seconds> retry_after{}; ///< how long the server asks to wait
    call_report report{};                              ///< the attempts of the call, this failure being the last one's
};

/// The failure on one line: our words, the server's in quotes behind them, what helps, and in parentheses the attempts
/// and the server's request id.
[[nodiscard]] CALQUE_DECL std::string describe(const api_failure& failure);

/// Thrown, or handed to the completion token, where a call of the API failed; `what()` is `describe(failure())`.
///
/// Copies share the failure, so that throwing and storing one costs little and cannot fail; a move is a copy.
class api_error : public system_error {
public:
    explicit api_error(api_failure failure) : system_error{failure.code}, held_{hold(std::move(failure))} {}
    api_error(const api_error&) = default;
    api_error& operator=(const api_error&) = default;
    ~api_error() override = default;

    /// *Lifetimes*: valid as long as a copy of this error.
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

/// The failure inside an exception that a completion token was handed; null where it is another one, or none.
///
/// *Lifetimes*: valid as long as some `exception_ptr` to it lives.
[[nodiscard]] CALQUE_DECL const api_failure* failure_of(const std::exception_ptr& error) noexcept;

/// The failure that a response's status and body mean; the status must not be one of success with a body.
///
/// Understands `{"detail":"…"}`, `{"field":["…"]}` nested at will, lists, texts and pages of HTML (api.md (e),
/// (g)): of what is not JSON the first 200 characters are kept, of JSON at most 20 messages of 500 characters. A 400
/// that is about the filter is `errc::filter_refused`.
[[nodiscard]] CALQUE_DECL api_failure parse_api_failure(unsigned status, std::string_view body);

namespace detail {

/// Characters that are kept of a body that is not understood.
inline constexpr std::size_t longest_body_excerpt = 200;

/// The messages of a failure; of a body that is a plain text that text, but nothing of a page of HTML.
[[nodiscard]] inline std::vector<server_message> messages_of(const api_failure& failure) {
    if (!failure.messages.empty() || failure.server_detail.empty() || failure.server_detail.starts_with('<'))
        return failure.messages;
    return {{{}, failure.server_detail}};
}

/// Text of another's as one line that cannot steer a terminal: at most `limit` characters, runs of white space as one
/// space; control characters, those that reorder text, and invalid UTF-8 escaped.
[[nodiscard]] CALQUE_DECL std::string excerpt(std::string_view text, std::size_t limit);

} // namespace detail

} // namespace calque

#ifdef CALQUE_HEADER_ONLY
#include <calque/transport/api_failure.ipp>
#endif
