// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/decode/detail/decode_stop.hpp>
#include <calque/decode/detail/json_scanner.hpp>
#include <calque/decode/response_decoder.hpp>

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace calque {

namespace detail {

/// The JSON reader of a result type: `reader_of<Result>::type`.
template <class Result>
struct reader_of;

} // namespace detail

/// A reader, the scanner that drives it, and the failure, if any.
template <class Result>
struct response_decoder<Result>::machine {
    explicit machine(const decode_options& given)
        : options{given}, reader{options}, scanner{reader, options.max_depth} {}

    /// Runs a step of decoding; returns false if decoding has failed.
    template <class Step>
    bool attempt(const Step& step) {
        try {
            step();
        } catch (detail::decode_stop& stopped) {
            decode_failure why{{}, std::move(stopped.message), stopped.code};
            if (stopped.placed) reader.append_place(why.pointer);
            failure = std::move(why);
        }
        return !failure;
    }

    void feed(std::string_view chunk) {
        const std::size_t remaining = options.max_bytes - fed;
        fed += std::min(chunk.size(), remaining);
        scanner.feed(chunk.substr(0, remaining));
        if (chunk.size() <= remaining) return;
        // An error before the limit takes precedence, however the bytes are split into chunks.
        scanner.check_partial();
        throw detail::decode_stop{"the body has more than " + std::to_string(options.max_bytes) +
                                      " bytes; raise decode_options::max_bytes or ask for less",
                                  errc::response_too_large, false};
    }

    decode_options options;
    typename detail::reader_of<Result>::type reader;
    detail::json_scanner<typename detail::reader_of<Result>::type> scanner;
    std::size_t fed = 0;
    std::optional<decode_failure> failure;
};

template <class Result>
response_decoder<Result>::response_decoder(const decode_options& options)
    : machine_{std::make_unique<machine>(options)} {}
template <class Result>
response_decoder<Result>::response_decoder(response_decoder&& other) noexcept = default;
template <class Result>
response_decoder<Result>& response_decoder<Result>::operator=(response_decoder&& other) noexcept = default;
template <class Result>
response_decoder<Result>::~response_decoder() = default;

template <class Result>
bool response_decoder<Result>::feed(std::string_view chunk) {
    return !machine_->failure && machine_->attempt([&] { machine_->feed(chunk); });
}

template <class Result>
std::optional<Result> response_decoder<Result>::finish(decode_failure& failure) {
    if (!machine_->failure && machine_->attempt([&] { machine_->scanner.finish(); })) return machine_->reader.take();
    failure = *machine_->failure;
    return {};
}

} // namespace calque
