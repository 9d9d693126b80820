// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/support/config.hpp>
#include <calque/values/error.hpp>

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace calque {

/// JSON for which the library has no type, as compact text. Numbers keep their spelling.
struct raw_json {
    std::string text;

    friend bool operator==(const raw_json&, const raw_json&) = default;
};

/// Options and limits for decoding a response.
struct decode_options {
    bool keep_source = false;                    ///< keep each widget's JSON in `widget_data::source`
    std::size_t max_depth = 64;                  ///< nesting of the JSON
    std::size_t max_bytes = 64u * 1024u * 1024u; ///< of the JSON, after decompression
    std::size_t max_results = 10'000;            ///< widgets or records of one page
    std::size_t max_rows = 1'000'000;            ///< rows of all charts in one response
};

/// The reason why a response was rejected.
struct decode_failure {
    std::string pointer;            ///< JSON pointer (RFC 6901) to the value, "" for the whole
    std::string message;            ///< what is wrong there, and what was expected
    errc code = errc::bad_response; ///< or `response_too_large`: too many bytes, results or rows
    std::string excerpt{};          ///< the body's first 200 characters, escaped; set by `body_decoder` only
};

/// An incremental decoder of a response, fed as its bytes arrive. Performs no I/O.
///
/// `Result` is `bulk_widget_response` or `widget_data` of <calque/widget.hpp>, `record_page` of
/// <calque/decode/records.hpp>, or `raw_json` for a response without a type of its own. Chunks may be cut anywhere:
/// result and failure depend on the bytes alone. Builds neither a document nor a second copy of the text: rows are
/// read as they arrive and stored compactly until their chart ends, because only then it is known whether they become
/// typed rows. Whatever is kept as JSON is copied once.
/// *Thread safety*: as the standard containers. *Lifetimes*: `feed` keeps no reference to the chunk.
/// *Example*: `while (!at_end() && decoder.feed(read_some())) {}`
template <class Result>
class response_decoder {
public:
    explicit response_decoder(const decode_options& options = {});
    response_decoder(response_decoder&& other) noexcept;
    response_decoder& operator=(response_decoder&& other) noexcept;
    ~response_decoder();

    /// Decodes the next bytes; returns false if the response is already rejected and needs no more input.
    ///
    /// *Errors*: throws only `std::bad_alloc`; `finish` reports errors in the response.
    bool feed(std::string_view chunk);

    /// Returns the result once all bytes have been fed. The decoder must not be used afterwards.
    ///
    /// *Errors*: returns nothing, and sets `failure` to the error and its location.
    [[nodiscard]] std::optional<Result> finish(decode_failure& failure);

private:
    struct machine;
    std::unique_ptr<machine> machine_;
};

} // namespace calque
