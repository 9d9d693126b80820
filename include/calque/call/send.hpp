// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/api/requests.hpp>
#include <calque/call/client_core.hpp>
#include <calque/call/detail/redact_result.hpp>
#include <calque/call/reply.hpp>
#include <calque/support/config.hpp>
#include <calque/transport/api_failure.hpp>
#include <calque/transport/body_decoder.hpp>

#include <boost/asio/awaitable.hpp>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>

namespace calque::detail {

/// The report of a successful call, and its number.
struct performed {
    call_report report;
    std::uint64_t number = 0;
};

/// Sends a request, with retries, until its body was decoded; every failure is an `api_error` with a report.
[[nodiscard]] CALQUE_DECL boost::asio::awaitable<performed> perform(std::shared_ptr<const client_core> core,
                                                                    http_request message, bool read_only,
                                                                    std::shared_ptr<any_body_decoder> into);

/// Rethrows the current exception, a `system_error` as an `api_error`, any other unchanged.
[[noreturn]] CALQUE_DECL void rethrow_as_api_error();

/// Encodes a request; throws `api_error` if it cannot be sent.
template <class Request>
[[nodiscard]] http_request encoded(const Request& request) {
    try {
        return encode(request);
    } catch (...) {
        rethrow_as_api_error();
    }
}

/// What a page's call provides besides its result.
struct page_notes {
    std::uint64_t call = 0;               ///< the call's number
    std::optional<std::string> next_link; ///< before redaction
};

/// Performs one call of any request; `notes`, if given, are filled for a paged request.
template <class Request>
[[nodiscard]] boost::asio::awaitable<reply<response_of<Request>>> send(std::shared_ptr<const client_core> core,
                                                                       Request request, page_notes* notes = nullptr) {
    const auto into = std::make_shared<body_decoder<response_of<Request>>>(body_headers{}, core->options.decode);
    performed done = co_await perform(core, encoded(request), endpoint<Request>::read_only, into);
    reply<response_of<Request>> out{into->take(), std::move(done.report)};
    if constexpr (paged_request<Request>)
        if (notes != nullptr) *notes = {done.number, out.next};
    redact_result(core->link, out);
    co_return out;
}

} // namespace calque::detail

#ifdef CALQUE_HEADER_ONLY
#include <calque/call/perform.ipp>
#endif
