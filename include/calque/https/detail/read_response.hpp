// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/https/detail/redactor.hpp>
#include <calque/https/detail/streamed_body.hpp>
#include <calque/transport/body_decoder.hpp>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/error.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/stream_traits.hpp>
#include <boost/beast/core/string.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/beast/http/parser.hpp>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

// Reads a response from an open stream.
namespace calque::detail {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;

inline constexpr std::uint32_t largest_header = 64u * 1024u;

/// The limit of bytes read but not parsed yet; a chunk's header line or a trailer must fit.
inline constexpr std::size_t max_unparsed_input = 128u * 1024u;

/// The bytes received from the peer.
struct input {
    beast::flat_buffer bytes{max_unparsed_input};
    bool heard = false; ///< at least one byte arrived since this was last reset
};

/// Reads once; returns false at the end of the stream. *Errors*: throws `system_error`, `timeout` at the deadline.
template <class Stream>
[[nodiscard]] asio::awaitable<bool> read_more(Stream& stream, input& in,
                                              std::chrono::steady_clock::time_point deadline) {
    // The stream's timer cannot fire while there is always something to read.
    if (std::chrono::steady_clock::now() >= deadline) throw system_error{beast::error::timeout};
    constexpr std::size_t most = 64u * 1024u;
    const std::size_t available = std::min(most, in.bytes.max_size() - in.bytes.size());
    if (available == 0) throw system_error{http::error::buffer_overflow};
    error_code problem;
    const std::size_t size = co_await stream.async_read_some(in.bytes.prepare(available),
                                                             asio::redirect_error(asio::use_awaitable, problem));
    in.bytes.commit(size);
    in.heard = in.heard || size != 0;
    if (problem && problem != asio::error::eof) throw system_error{problem};
    co_return !problem;
}

/// Passes the input to a parser; returns whether it needs more.
template <class Parser>
[[nodiscard]] bool parse_input(Parser& parser, input& in) {
    if (in.bytes.size() == 0) return true;
    error_code problem;
    in.bytes.consume(parser.put(in.bytes.data(), problem));
    if (problem && problem != http::error::need_more) throw system_error{problem};
    return problem == http::error::need_more;
}

/// Reads and parses until `done`. *Errors*: throws `system_error`.
template <class Stream, class Parser, class Done>
[[nodiscard]] asio::awaitable<void> read_until(Stream& stream, input& in, Parser& parser, Done done,
                                               std::chrono::steady_clock::time_point deadline) {
    while (!done()) {
        if (!parse_input(parser, in) || done()) continue;
        if (co_await read_more(stream, in, deadline)) continue;
        if (!parser.got_some()) throw system_error{http::error::end_of_stream};
        error_code problem;
        parser.put_eof(problem);
        if (problem) throw system_error{problem};
    }
}

/// Reads the head of a response and skips interim responses (1xx), which have no body.
template <class Stream, class Parser, class Prepare>
[[nodiscard]] asio::awaitable<void> read_head(Stream& stream, input& in, std::optional<Parser>& parser,
                                              const Prepare& prepare, std::chrono::steady_clock::time_point deadline) {
    do {
        parser.emplace();
        parser->header_limit(largest_header);
        prepare(*parser);
        co_await read_until(
            stream, in, *parser, [&] { return parser->is_header_done(); }, deadline);
    } while (parser->get().result_int() / 100 == 1 && parser->get().result_int() != 101);
}

template <class Fields>
[[nodiscard]] http_response take_head(const http::header<false, Fields>& from) {
    http_response out{.status = from.result_int()};
    for (const auto& each : from) out.headers.push_back({std::string{each.name_string()}, std::string{each.value()}});
    return out;
}

/// Rejects any transfer coding but chunked, because the body would be misinterpreted.
template <class Fields>
void check_coding(const http::header<false, Fields>& head) {
    const auto coding = head[http::field::transfer_encoding];
    if (!coding.empty() && !beast::iequals(coding, "chunked")) throw system_error{http::error::bad_transfer_encoding};
}

/// Returns the deadline of the body; an unsuccessful response gets less time.
[[nodiscard]] inline std::chrono::steady_clock::time_point body_deadline(unsigned status,
                                                                         const exchange_options& options) {
    if (status / 100 == 2) return options.deadline;
    const auto wait = std::min<std::chrono::milliseconds>(options.error_body_time, std::chrono::hours{24});
    return std::min(options.deadline, std::chrono::steady_clock::now() + wait);
}

/// Passes the head to `on_head`, if set, and returns the reader of the body.
[[nodiscard]] inline body_reader start_body(http_response& to, const exchange_options& options) {
    body_reader out;
    if (options.on_head) {
        out = call_user_code([&] { return options.on_head(to); });
        to.body_streamed = true;
    }
    if (!out) out = [&to](std::string_view piece) { to.body.append(piece); };
    return out;
}

/// Reads a response and streams or collects its body; returns whether the stream can be reused.
///
/// Redacts the key unless the caller does so. Even if it throws, `to` has the status once the head has arrived.
/// *Errors*: throws `system_error` or `caller_exception`.
template <class Stream>
[[nodiscard]] asio::awaitable<bool> read_response(Stream& stream, input& in, http_response& to,
                                                  const exchange_options& options, redactor redact) {
    std::optional<http::response_parser<streamed_body>> parser;
    const auto prepare = [&](auto& fresh) { fresh.body_limit(options.response_limit); };
    error_code refused; // the announced body is too large; the head is still passed on
    try {
        co_await read_head(stream, in, parser, prepare, options.deadline);
    } catch (const system_error& error) {
        if (error.code() != http::error::body_limit) throw;
        refused = error.code();
    }
    to = take_head(parser->get().base());
    const bool as_sent = options.as_sent || compression_of(find_header(to.headers, "Content-Encoding"));
    if (!options.as_sent)
        for (http_header& each : to.headers) redact(each.value);
    const body_reader take = start_body(to, options);
    if (refused) throw system_error{refused};
    check_coding(parser->get().base());
    const auto deadline = body_deadline(to.status, options);
    if (deadline != options.deadline) beast::get_lowest_layer(stream).expires_at(deadline);
    // The reader is selected once instead of per piece.
    if (as_sent) parser->get().body() = take;
    else parser->get().body() = [&](std::string_view piece) { redact.take(piece, take); };
    parser->eager(true);
    co_await read_until(
        stream, in, *parser, [&] { return parser->is_done(); }, deadline);
    call_user_code([&] { redact.finish(take); });
    const bool switched = parser->get().result() == http::status::switching_protocols; // to an unsupported protocol
    co_return parser->keep_alive() && in.bytes.size() == 0 && !switched;
}

} // namespace calque::detail
