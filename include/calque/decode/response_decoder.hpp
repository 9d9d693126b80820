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

/// JSON that the library does not know closer, as compact text; numbers are spelled as they came.
struct raw_json {
    std::string text;

    friend bool operator==(const raw_json&, const raw_json&) = default;
};

/// How a response is decoded, and how much of it.
struct decode_options {
    bool keep_source = false;                    ///< keep each widget's JSON in `widget_data::source`
    std::size_t max_depth = 64;                  ///< nesting of the JSON
    std::size_t max_bytes = 64u * 1024u * 1024u; ///< of the JSON, after decompression
    std::size_t max_results = 10'000;            ///< widgets, or records, of one page
    std::size_t max_rows = 1'000'000;            ///< rows of all charts of one response
};

/// Why a response was refused.
struct decode_failure {
    std::string pointer;            ///< JSON pointer (RFC 6901) to the place, "" for the whole
    std::string message;            ///< what is wrong there, and what was expected
    errc code = errc::bad_response; ///< or `response_too_large`, where there are too many bytes, results or rows
    std::string excerpt{}; ///< the body's first 200 characters, escaped: the server's words; only of `body_decoder`
};

/// Decodes a response as its bytes arrive; it does no input or output.
///
/// `Result` is `bulk_widget_response` or `widget_data` of <calque/widget.hpp>, or of <calque/decode/records.hpp> `record_page`,
/// or `raw_json` for a whole answer that nothing here has a type for. Bytes may come in chunks that are cut anywhere: result and failure depend on the bytes alone.
/// Neither a document nor a second copy of the text is made: rows are read as they come and wait, in few bytes each,
/// for the end of their chart, which may turn out to be none that has typed rows. What is kept as JSON is copied once.
/// *Thread safety*: as the standard's containers. *Lifetimes*: a chunk is not referred to once `feed` has returned.
/// *Example*: `while (!at_end() && decoder.feed(read_some())) {}`
template <class Result>
class response_decoder {
public:
    explicit response_decoder(const decode_options& options = {});
    response_decoder(response_decoder&& other) noexcept;
    response_decoder& operator=(response_decoder&& other) noexcept;
    ~response_decoder();

    /// Takes the next bytes; false where the response is refused already, so that no more of it is wanted.
    ///
    /// *Errors*: none but `std::bad_alloc`; what is wrong with the response is told by `finish`.
    bool feed(std::string_view chunk);

    /// The result once all bytes were fed; after this call the decoder is spent.
    ///
    /// *Errors*: `failure` says what is wrong, and where; the result is then empty.
    [[nodiscard]] std::optional<Result> finish(decode_failure& failure);

private:
    struct machine;
    std::unique_ptr<machine> machine_;
};

} // namespace calque
