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

/// How a call went, and its number.
struct performed {
    call_report report;
    std::uint64_t number = 0;
};

/// Sends a request, again where that can help, until its body was taken; every failure is an `api_error` with a report.
[[nodiscard]] CALQUE_DECL boost::asio::awaitable<performed> perform(std::shared_ptr<const client_core> core,
                                                                    http_request message, bool read_only,
                                                                    std::shared_ptr<any_body_decoder> into);

/// Throws the `api_error` of an exception that is a `system_error`; any other one as it is.
[[noreturn]] CALQUE_DECL void rethrow_as_api_error();

/// The HTTP request; what cannot be sent is an `api_error`.
template <class Request>
[[nodiscard]] http_request encoded(const Request& request) {
    try {
        return encode(request);
    } catch (...) {
        rethrow_as_api_error();
    }
}

/// What the call of a page tells beside its result.
struct page_notes {
    std::uint64_t call = 0;               ///< its number
    std::optional<std::string> next_link; ///< as it was sent
};

/// Sends any request once; `notes`, where they are given, are of a request that has pages.
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
