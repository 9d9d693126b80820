// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/https/detail/redactor.hpp>
#include <calque/transport/body_decoder.hpp>
#include <calque/transport/transport.hpp>

#include <boost/asio/buffer.hpp>
#include <boost/beast/core/buffers_range.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/optional/optional.hpp>

#include <cstddef>
#include <cstdint>
#include <exception>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace calque::detail {

/// What a caller's own code threw while it was handed a response; it goes back to the caller as it is.
struct thrown_by_caller {
    std::exception_ptr what;
};

/// What becomes of a response while it arrives: the key is taken out, unless the caller does that, and the rest handed
/// on or collected.
///
/// *Lifetimes*: the options outlive it.
class response_intake {
public:
    response_intake(const exchange_options& options, redactor redact)
        : options_{options}, redact_{std::move(redact)}, as_sent_{options.as_sent} {}

    /// Status and headers. *Errors*: throws `thrown_by_caller`, as the others.
    void begin(http_response head) {
        got_ = std::move(head);
        as_sent_ = as_sent_ || compression_of(find_header(got_.headers, "Content-Encoding")).has_value();
        if (!options_.as_sent)
            for (http_header& each : got_.headers) redact_(each.value);
        if (!options_.on_head) return;
        by_caller([&] { reader_ = options_.on_head(got_); });
        got_.handed_on = true;
    }

    void take(std::string_view piece) {
        if (piece.empty()) return;
        if (as_sent_) put(piece);
        else redact_.take(piece, [this](std::string_view each) { put(each); });
    }

    /// The status, once the head has come; else 0.
    [[nodiscard]] unsigned status() const noexcept { return got_.status; }

    [[nodiscard]] http_response finish() {
        redact_.finish([this](std::string_view each) { put(each); });
        return std::move(got_);
    }

private:
    void put(std::string_view piece) {
        if (reader_) by_caller([&] { reader_(piece); });
        else got_.body.append(piece);
    }

    template <class Call>
    static void by_caller(const Call& call) {
        try {
            call();
        } catch (...) {
            throw thrown_by_caller{std::current_exception()};
        }
    }

    const exchange_options& options_;
    redactor redact_;
    http_response got_{};
    body_reader reader_{};
    bool as_sent_; ///< the body
};

/// A body for Beast's parser that keeps nothing: what comes goes to the intake.
struct handed_on_body {
    struct value_type {
        response_intake* to = nullptr;
    };

    class reader {
    public:
        template <bool IsRequest, class Fields>
        reader(boost::beast::http::header<IsRequest, Fields>&, value_type& body) noexcept : body_{body} {}

        void init(const boost::optional<std::uint64_t>&, error_code& problem) noexcept { problem = {}; }

        /// Throws what the intake throws; the parser is not used again then.
        template <class Buffers>
        std::size_t put(const Buffers& buffers, error_code& problem) {
            std::size_t size = 0;
            problem = {};
            for (const auto each : boost::beast::buffers_range_ref(buffers)) {
                body_.to->take({static_cast<const char*>(each.data()), each.size()});
                size += each.size();
            }
            return size;
        }

        void finish(error_code& problem) noexcept { problem = {}; }

    private:
        value_type& body_;
    };
};

} // namespace calque::detail
