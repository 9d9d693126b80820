// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/decode/response_decoder.hpp>
#include <calque/support/config.hpp>
#include <calque/transport/inflate.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace calque {

namespace detail {

/// Returns the compression that a `Content-Encoding` names; nothing if it names none or an unknown one.
[[nodiscard]] CALQUE_DECL std::optional<body_coding> compression_of(std::string_view content_encoding);

/// Decodes the `Content-Encoding` of a body as its bytes arrive: none, `gzip` or `deflate`.
class coded_body {
public:
    /// Takes the header's value; empty if it is missing.
    CALQUE_DECL explicit coded_body(std::string_view content_encoding);

    /// Decodes the next bytes into the sink; returns false if the sink wants no more or the bytes are invalid.
    /// Uncompressed bytes go to the sink directly.
    template <class Sink>
    [[nodiscard]] bool feed(std::string_view bytes, const Sink& sink) {
        if (!unknown_coding_.empty()) return false;
        return inflater_ ? inflater_->feed(bytes, sink) : sink(bytes);
    }

    /// Ends the input; returns what is wrong with it, or nothing if it is valid.
    [[nodiscard]] CALQUE_DECL std::optional<std::string> finish();

private:
    std::optional<inflater> inflater_;
    std::string unknown_coding_; ///< the message about an unsupported coding
};

/// The beginning of a body, long enough for an excerpt.
class body_prefix {
public:
    /// Returns whether more of the body could extend the excerpt.
    CALQUE_DECL bool add(std::string_view text);
    /// Returns the first 200 characters on one line, escaped.
    [[nodiscard]] CALQUE_DECL std::string excerpt() const;

private:
    std::string text_;
};

/// Returns why a `Content-Type` is not JSON; nothing if it is JSON or empty.
[[nodiscard]] CALQUE_DECL std::optional<std::string> wrong_content_type(std::string_view content_type);

} // namespace detail

/// The response headers that describe the body; empty if absent.
struct body_headers {
    std::string_view content_type{};
    std::string_view content_encoding{};
};

namespace detail {

/// The type-erased interface of `body_decoder`, so that a call need not be a template; it stores the result.
class any_body_decoder {
public:
    virtual ~any_body_decoder() = default;

    /// Starts over and discards earlier input, because an attempt may have been interrupted.
    virtual void begin(const body_headers& headers) = 0;
    [[nodiscard]] virtual bool feed(std::string_view bytes) = 0;
    /// Ends the input; returns false, with the reason in `why`, if there is no result.
    [[nodiscard]] virtual bool end(decode_failure& why) = 0;

protected:
    any_body_decoder() = default;
    any_body_decoder(any_body_decoder&&) = default;
    any_body_decoder& operator=(any_body_decoder&&) = default;
};

} // namespace detail

/// Decodes the body of a response as its bytes arrive: decompresses it, checks that it is JSON, and decodes that.
///
/// It connects a transport to a `response_decoder` and does no I/O. *Thread safety*: as the standard's containers.
/// *Lifetimes*: no reference to the headers or a chunk is kept after a call returns.
/// *Example*:
/// `body_decoder<bulk_widget_response> body{{type, coding}}; while (!at_end() && body.feed(read_some())) {}`
template <class Result>
class body_decoder final : public detail::any_body_decoder {
public:
    explicit body_decoder(const body_headers& headers, const decode_options& options = {})
        : options_{options},
          coded_{headers.content_encoding},
          wrong_type_{detail::wrong_content_type(headers.content_type)},
          decoder_{options} {}

    /// Starts over with another body and discards earlier input.
    void begin(const body_headers& headers) override { *this = body_decoder{headers, options_}; }

    /// Decodes the next bytes; returns false if the response is already refused and the excerpt is complete.
    ///
    /// *Errors*: only `std::bad_alloc`; `finish` reports what is wrong with the response.
    bool feed(std::string_view bytes) override {
        return coded_.feed(bytes, [this](std::string_view text) {
            const bool shows_more = beginning_.add(text);
            refused_ = refused_ || wrong_type_ || !decoder_.feed(text);
            return !refused_ || shows_more;
        });
    }

    /// Returns the result after all bytes were fed; the decoder must not be used afterwards.
    ///
    /// *Errors*: returns nothing and sets `failure` to the reason, its location, and the first 200 characters of the
    /// body. This includes a `Content-Type` other than JSON and an invalid or unknown coding. If both the coding and
    /// the JSON are invalid, either may be reported.
    [[nodiscard]] std::optional<Result> finish(decode_failure& failure) {
        std::optional<std::string> wrong = coded_.finish();
        std::optional<Result> out;
        if (wrong_type_) failure = {"", *wrong_type_};
        else if (wrong && !refused_) failure = {"", *std::move(wrong)};
        else out = decoder_.finish(failure);
        if (!out) failure.excerpt = beginning_.excerpt();
        return out;
    }

    /// Calls `finish` and stores the result for `take`; returns whether there is one.
    [[nodiscard]] bool end(decode_failure& failure) override { return (result_ = finish(failure)).has_value(); }
    [[nodiscard]] Result take() { return *std::move(result_); }

private:
    decode_options options_;
    detail::coded_body coded_;
    std::optional<std::string> wrong_type_;
    detail::body_prefix beginning_;
    response_decoder<Result> decoder_;
    bool refused_ = false; ///< the response is refused, whatever follows
    std::optional<Result> result_{};
};

/// The text of an error body, up to a limit.
///
/// *Example*: `body_text body{coding, 64 * 1024}; while (!at_end() && body.feed(read_some())) {}`
class body_text {
public:
    /// Takes the value of `Content-Encoding` and the number of bytes to keep.
    explicit body_text(std::string_view content_encoding, std::size_t limit)
        : coded_{content_encoding}, limit_{limit} {}

    /// Takes the next bytes; returns false if no more are wanted.
    bool feed(std::string_view bytes) {
        return coded_.feed(bytes, [this](std::string_view text) {
            text_.append(text.substr(0, limit_ - text_.size()));
            return text_.size() < limit_;
        });
    }

    /// Returns the text decoded so far.
    [[nodiscard]] const std::string& text() const noexcept { return text_; }

private:
    detail::coded_body coded_;
    std::size_t limit_;
    std::string text_;
};

} // namespace calque

#ifdef CALQUE_HEADER_ONLY
#include <calque/transport/body_decoder.ipp>
#endif
