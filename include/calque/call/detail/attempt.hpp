// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/call/client_core.hpp>
#include <calque/transport/api_failure.hpp>
#include <calque/transport/body_decoder.hpp>
#include <calque/transport/failure_from.hpp>
#include <calque/transport/response_notes.hpp>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/error.hpp>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace calque::detail {

/// One attempt of a call: one exchange, the decoding of its body, and the outcome of both.
///
/// Only the call's coroutine owns it, so callbacks held by a transport throw once that coroutine is gone.
class attempt : public std::enable_shared_from_this<attempt> {
public:
    attempt(std::shared_ptr<const client_core> core, std::shared_ptr<any_body_decoder> into) noexcept
        : core_{std::move(core)}, into_{std::move(into)} {}

    /// Returns why the attempt failed; nothing if the body was decoded. Exceptions other than `system_error`
    /// propagate.
    [[nodiscard]] boost::asio::awaitable<std::optional<api_failure>>
    run(const http_request& message, bool read_only, std::chrono::steady_clock::time_point deadline) {
        const exchange_options bounds{
            .deadline = deadline,
            .response_limit = core_->options.response_limit,
            .repeatable = read_only,
            .accept_gzip = true,
            .as_sent = true, // otherwise a short key could be redacted from the text to decode
            .error_body_time = core_->options.limits.error_body,
            .on_head = [self = weak_from_this()](const http_response& head) { return alive(self)->take_head(head); }};
        std::optional<api_failure> broken;
        try {
            (void)co_await core_->link.exchange(message, bounds);
        } catch (const enough&) { // of the body: our own reader refused the rest
        } catch (const api_error& error) {
            broken = error.failure();
        } catch (const system_error& error) {
            broken = failure_from(error);
        }
        co_return verdict(std::move(broken));
    }

    /// Returns the status of the response; 0 if none arrived.
    [[nodiscard]] unsigned status() const noexcept { return status_; }
    [[nodiscard]] const std::string& request_id() const noexcept { return request_id_; }

    /// Returns the beginning of the body for the observer, decompressed and with the transport's secret redacted.
    [[nodiscard]] std::string seen() const {
        std::string out = seen_ ? seen_->text() : std::string{};
        redact_cut(out);
        out.resize(std::min(out.size(), shown_bytes()));
        return out;
    }

private:
    struct enough {};

    [[nodiscard]] static std::shared_ptr<attempt> alive(const std::weak_ptr<attempt>& self) {
        if (auto found = self.lock()) return found;
        throw system_error{boost::asio::error::operation_aborted, "the call is gone"};
    }

    static constexpr std::size_t error_text_limit = 64u * 1024u; // more than any message needs

    [[nodiscard]] bool succeeded() const noexcept { return status_ >= 200 && status_ < 300; }

    [[nodiscard]] body_reader take_head(const http_response& head) {
        status_ = head.status;
        request_id_ = request_id_of(head.headers);
        core_->link.redact(request_id_);
        const auto moment = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
        retry_after_ = retry_after_of(head.headers, moment);
        location_ = find_header(head.headers, "Location");
        const std::string_view coding = find_header(head.headers, "Content-Encoding");
        if (succeeded()) into_->begin({find_header(head.headers, "Content-Type"), coding});
        else error_text_.emplace(coding, error_text_limit);
        if (const std::size_t shown = shown_bytes(); shown > 0) seen_.emplace(coding, shown);
        return [self = weak_from_this()](std::string_view piece) { alive(self)->take_piece(piece); };
    }

    void take_piece(std::string_view piece) {
        any_body_ = true;
        if (seen_) (void)seen_->feed(piece);
        if (!(succeeded() ? into_->feed(piece) : error_text_->feed(piece))) throw enough{};
    }

    [[nodiscard]] std::size_t shown_bytes() const noexcept {
        return core_->options.observer ? core_->options.observer->body_bytes() : 0;
    }

    [[nodiscard]] std::optional<api_failure> verdict(std::optional<api_failure> broken) {
        // An error status takes precedence over a failure of its body.
        const bool status_tells = status_ != 0 && !succeeded();
        if (broken && (!status_tells || broken->code == errc::cancelled)) {
            broken->status = status_;
            return broken;
        }
        if (!succeeded() || !any_body_) return refused();
        decode_failure why;
        if (into_->end(why)) return std::nullopt;
        return not_understood(std::move(why));
    }

    /// Returns the failure that the status means; the target of a redirect is untrusted server text, too.
    [[nodiscard]] api_failure refused() const {
        api_failure out = parse_api_failure(status_, error_text_ ? error_text_->text() : std::string{});
        if (status_ / 100 == 3 && !location_.empty())
            out.server_detail = "Location: " + excerpt(location_, longest_body_excerpt);
        redact_cut(out.server_detail);
        for (server_message& each : out.messages) {
            core_->link.redact(each.path);
            core_->link.redact(each.text);
        }
        out.retry_after = retry_after_;
        return out;
    }

    /// Redacts a text that may end within the secret, such as an incomplete body.
    void redact_cut(std::string& text) const {
        constexpr std::string_view cut = "…";
        text += cut;
        core_->link.redact(text);
        text.resize(text.size() - std::min(text.size(), cut.size()));
    }

    [[nodiscard]] api_failure not_understood(decode_failure why) const {
        for (std::string* each : {&why.pointer, &why.message, &why.excerpt}) core_->link.redact(*each);
        api_failure out{.code = why.code, .status = status_};
        out.what_happened =
            out.code.message() + ": " + (why.pointer.empty() ? "" : why.pointer + ": ") + std::move(why.message);
        out.server_detail = std::move(why.excerpt);
        return out;
    }

    std::shared_ptr<const client_core> core_;
    std::shared_ptr<any_body_decoder> into_;
    unsigned status_ = 0;
    bool any_body_ = false;
    std::string request_id_;
    std::string location_;
    std::optional<std::chrono::seconds> retry_after_;
    std::optional<body_text> error_text_; ///< of an unsuccessful response
    std::optional<body_text> seen_;       ///< the body, for the observer
};

} // namespace calque::detail
