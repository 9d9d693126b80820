// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/transport/transport.hpp>
#include <calque/values/error.hpp>

#include <boost/asio/buffer.hpp>
#include <boost/beast/core/buffers_range.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/optional/optional.hpp>

#include <cstddef>
#include <cstdint>
#include <exception>

namespace calque::detail {

/// An exception thrown by the caller's code while it handles a response; it reaches the caller unchanged.
struct caller_exception {
    std::exception_ptr what;
};

/// Calls a function that may run the caller's code. *Errors*: throws `caller_exception`.
template <class Call>
decltype(auto) call_user_code(const Call& call) {
    try {
        return call();
    } catch (...) {
        throw caller_exception{std::current_exception()};
    }
}

/// A body for Beast's parser that stores nothing: its pieces go to a reader, which must be set before they arrive.
struct streamed_body {
    using value_type = body_reader;

    class reader {
    public:
        template <bool IsRequest, class Fields>
        reader(boost::beast::http::header<IsRequest, Fields>&, value_type& body) noexcept : body_{body} {}

        void init(const boost::optional<std::uint64_t>&, error_code& problem) noexcept { problem = {}; }

        /// *Errors*: throws `caller_exception`; the parser is then not used again.
        template <class Buffers>
        std::size_t put(const Buffers& buffers, error_code& problem) {
            std::size_t size = 0;
            problem = {};
            for (const auto each : boost::beast::buffers_range_ref(buffers)) {
                if (each.size() == 0) continue;
                call_user_code([&] { body_({static_cast<const char*>(each.data()), each.size()}); });
                size += each.size();
            }
            return size;
        }

        void finish(error_code& problem) noexcept { problem = {}; }

    private:
        const value_type& body_;
    };
};

} // namespace calque::detail
