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

/// The compression that a `Content-Encoding` names; nothing where it names none, or one that is not known.
[[nodiscard]] CALQUE_DECL std::optional<body_coding> compression_of(std::string_view content_encoding);

/// Undoes the `Content-Encoding` of a body as its bytes arrive: none, `gzip` or `deflate`.
class coded_body {
public:
    /// Takes the value of the header, which is empty where there is none.
    CALQUE_DECL explicit coded_body(std::string_view content_encoding);

    /// Takes the next bytes, and hands on what they are; false where no more is wanted, or something is wrong. What is not
    /// compressed goes to the sink without a detour.
    template <class Sink>
    [[nodiscard]] bool feed(std::string_view bytes, const Sink& sink) {
        if (!unknown_coding_.empty()) return false;
        return inflater_ ? inflater_->feed(bytes, sink) : sink(bytes);
    }

    /// Tells that no more bytes will come, and what is wrong with them; nothing where they are what they should be.
    [[nodiscard]] CALQUE_DECL std::optional<std::string> finish();

private:
    std::optional<inflater> inflater_;
    std::string unknown_coding_; ///< what to say of a coding that cannot be undone
};

/// The beginning of a body: as much as an excerpt of it needs.
class body_beginning {
public:
    /// Returns whether there may be something new in more of the body.
    CALQUE_DECL bool add(std::string_view text);
    /// The first 200 characters on one line, escaped.
    [[nodiscard]] CALQUE_DECL std::string excerpt() const;

private:
    std::string text_;
};

/// Why a `Content-Type` is none of JSON; nothing where it is, or where there is none.
[[nodiscard]] CALQUE_DECL std::optional<std::string> wrong_content_type(std::string_view content_type);

} // namespace detail

/// What the headers of a response say about its body; empty where they say nothing.
struct body_headers {
    std::string_view content_type{};
    std::string_view content_encoding{};
};

namespace detail {

/// A `body_decoder` whatever its result is, so that a call is no template; it keeps the result.
class any_body_decoder {
public:
    virtual ~any_body_decoder() = default;

    /// Begins anew, whatever was fed before: an attempt may have broken off.
    virtual void begin(const body_headers& headers) = 0;
    [[nodiscard]] virtual bool feed(std::string_view bytes) = 0;
    /// False where there is no result, and `why` says why.
    [[nodiscard]] virtual bool end(decode_failure& why) = 0;

protected:
    any_body_decoder() = default;
    any_body_decoder(any_body_decoder&&) = default;
    any_body_decoder& operator=(any_body_decoder&&) = default;
};

} // namespace detail

/// Decodes the body of a response as its bytes arrive: undoes its coding, checks that it is JSON, and decodes that.
///
/// It stands between a transport's bytes and a `response_decoder`, and does no input or output. *Thread safety*: as the
/// standard's containers. *Lifetimes*: neither the headers nor a chunk are referred to once a call has returned.
/// *Example*: `body_decoder<bulk_widget_response> body{{type, coding}}; while (!at_end() && body.feed(read_some())) {}`
template <class Result>
class body_decoder final : public detail::any_body_decoder {
public:
    explicit body_decoder(const body_headers& headers, const decode_options& options = {})
        : options_{options},
          coded_{headers.content_encoding},
          wrong_type_{detail::wrong_content_type(headers.content_type)},
          decoder_{options} {}

    /// Begins anew with another body, as if nothing had been fed.
    void begin(const body_headers& headers) override { *this = body_decoder{headers, options_}; }

    /// Takes the next bytes; false where the response is refused already, and there is enough of it for an excerpt.
    ///
    /// *Errors*: none but `std::bad_alloc`; what is wrong with the response is told by `finish`.
    bool feed(std::string_view bytes) override {
        return coded_.feed(bytes, [this](std::string_view text) {
            const bool shows_more = beginning_.add(text);
            refused_ = refused_ || wrong_type_ || !decoder_.feed(text);
            return !refused_ || shows_more;
        });
    }

    /// The result once all bytes were fed; after this call the decoder is spent.
    ///
    /// *Errors*: `failure` says what is wrong, and where, with the first 200 characters of the body; the result is then
    /// empty. Also where the body is no JSON by its `Content-Type`, and where its coding is wrong or not known. Where
    /// both a coding and the JSON in it are wrong, either may be told.
    [[nodiscard]] std::optional<Result> finish(decode_failure& failure) {
        std::optional<std::string> wrong = coded_.finish();
        std::optional<Result> out;
        if (wrong_type_) failure = {"", *wrong_type_};
        else if (wrong && !refused_) failure = {"", *std::move(wrong)};
        else out = decoder_.finish(failure);
        if (!out) failure.excerpt = beginning_.excerpt();
        return out;
    }

    /// The same, and keeps the result for `take`; returns whether there is one.
    [[nodiscard]] bool end(decode_failure& failure) override { return (result_ = finish(failure)).has_value(); }
    [[nodiscard]] Result take() { return *std::move(result_); }

private:
    decode_options options_;
    detail::coded_body coded_;
    std::optional<std::string> wrong_type_;
    detail::body_beginning beginning_;
    response_decoder<Result> decoder_;
    bool refused_ = false; ///< what it says, whatever the rest of the body is
    std::optional<Result> result_{};
};

/// The text of a body, of which a bounded part is kept: for the bodies of errors.
///
/// *Example*: `body_text body{coding, 64 * 1024}; while (!at_end() && body.feed(read_some())) {}`
class body_text {
public:
    /// Takes the value of `Content-Encoding`, and how many bytes of the text are kept.
    explicit body_text(std::string_view content_encoding, std::size_t limit)
        : coded_{content_encoding}, limit_{limit} {}

    /// Takes the next bytes; false where no more of them is wanted.
    bool feed(std::string_view bytes) {
        return coded_.feed(bytes, [this](std::string_view text) {
            text_.append(text.substr(0, limit_ - text_.size()));
            return text_.size() < limit_;
        });
    }

    /// As much of the text as was understood.
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
