// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/impl/wire/link_failure.hpp>
#include <calque/impl/wire/lookup.hpp>
#include <calque/impl/wire/origin.hpp>
#include <calque/impl/wire/tls.hpp>
#include <calque/transport.hpp>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace calque::detail {

namespace beast = boost::beast;

/// How an exchange over a connection ended.
struct exchange_outcome {
    std::optional<api_failure> failure{};
    http_response response{}; ///< where there is no failure
    bool heard = false;       ///< at least one byte of an answer came
    bool reusable = false;    ///< the connection takes another exchange
};

/// A connection to the API, opened by its first exchange; runs on a strand of its own.
class connection : public std::enable_shared_from_this<connection> {
public:
    connection(const asio::any_io_executor& executor, const origin& to, asio::ssl::context* tls)
        : executor_{asio::make_strand(executor)}, to_{to} {
        if (tls != nullptr) secure_.emplace(beast::tcp_stream{executor_}, *tls);
        else plain_.emplace(executor_);
    }

    [[nodiscard]] const asio::any_io_executor& executor() const noexcept { return executor_; }

    /// Sends a request and reads its response, on the connection's executor; `message` must stay alive.
    [[nodiscard]] static asio::awaitable<exchange_outcome>
    exchange(std::shared_ptr<connection> self, std::string_view message, exchange_options options) {
        exchange_outcome out;
        try {
            if (!self->open_) co_await self->open(options.deadline);
            self->lowest().expires_at(options.deadline);
            if (self->secure_) co_await self->talk(*self->secure_, message, options, out);
            else co_await self->talk(*self->plain_, message, options, out);
            self->lowest().expires_never();
        } catch (const api_error& error) {
            out.failure = error.failure();
        } catch (const system_error& error) {
            out.failure = self->explain(error.code());
        }
        co_return out;
    }

    /// Says goodbye to the server without keeping anybody waiting; the connection must be idle.
    void close_politely() {
        if (!secure_ || !open_) return;
        asio::co_spawn(executor_, say_goodbye(shared_from_this()), asio::detached);
    }

private:
    using plain_stream = beast::tcp_stream;
    using secure_stream = asio::ssl::stream<beast::tcp_stream>;
    using response_parser = beast::http::response_parser<beast::http::string_body>;

    [[nodiscard]] plain_stream& lowest() noexcept { return secure_ ? secure_->next_layer() : *plain_; }

    [[nodiscard]] api_failure explain(const error_code& cause) {
        if (step_ == exchange_step::handshake)
            if (auto failure = verification_failure(secure_->native_handle(), to_, cause)) return *std::move(failure);
        return link_failure(to_, step_, cause);
    }

    [[nodiscard]] asio::awaitable<void> open(std::chrono::steady_clock::time_point deadline) {
        step_ = exchange_step::resolve;
        std::vector<asio::ip::tcp::endpoint> endpoints;
        if (to_.address) endpoints.emplace_back(*to_.address, static_cast<unsigned short>(std::stoi(to_.port)));
        else endpoints = co_await look_up(to_.host, to_.port, deadline);
        step_ = exchange_step::connect;
        co_await connect(endpoints, deadline);
        lowest().socket().set_option(asio::ip::tcp::no_delay{true});
        if (secure_) {
            step_ = exchange_step::handshake;
            lowest().expires_at(deadline);
            prepare_handshake(secure_->native_handle(), to_);
            co_await secure_->async_handshake(asio::ssl::stream_base::client, asio::use_awaitable);
        }
        open_ = true;
    }

    /// Tries the addresses in their order; each but the last has its share of the time that is left.
    [[nodiscard]] asio::awaitable<void> connect(const std::vector<asio::ip::tcp::endpoint>& endpoints,
                                                std::chrono::steady_clock::time_point deadline) {
        error_code problem = asio::error::host_not_found;
        std::size_t left = endpoints.size();
        for (const auto& each : endpoints) {
            if (!to_.tls && !is_loopback(each.address())) refuse_insecure();
            const auto now = std::chrono::steady_clock::now();
            lowest().close();
            lowest().expires_at(now + (deadline - now) / static_cast<int>(left--));
            problem = {};
            co_await lowest().async_connect(each, asio::redirect_error(asio::use_awaitable, problem));
            if (!problem || problem == asio::error::operation_aborted) break;
        }
        if (problem) throw system_error{problem};
    }

    [[noreturn]] void refuse_insecure() const {
        throw api_error{{.code = errc::insecure_origin,
                         .what_happened = to_.host + " is not this machine, and the base URL is not an https one"}};
    }

    template <class Stream>
    [[nodiscard]] asio::awaitable<void> talk(Stream& stream, std::string_view message, const exchange_options& options,
                                             exchange_outcome& out) {
        step_ = exchange_step::write;
        co_await asio::async_write(stream, asio::buffer(message), asio::use_awaitable);
        step_ = exchange_step::read;
        std::optional<response_parser> parser;
        do { // a server may send interim responses first (1xx), which have no body
            parser.emplace();
            parser->eager(true);
            parser->header_limit(largest_header);
            parser->body_limit(options.response_limit);
            co_await read(stream, *parser, options.deadline, out.heard);
        } while (parser->get().result_int() / 100 == 1 && parser->get().result_int() != 101);
        out.reusable = parser->keep_alive() && buffer_.size() == 0;
        out.response = take_response(parser->release());
    }

    template <class Stream>
    [[nodiscard]] asio::awaitable<void> read(Stream& stream, response_parser& parser,
                                             std::chrono::steady_clock::time_point deadline, bool& heard) {
        while (!parser.is_done()) {
            // The stream's timer does not come to its turn where there is always something to read.
            if (std::chrono::steady_clock::now() >= deadline) throw system_error{beast::error::timeout};
            error_code problem;
            co_await beast::http::async_read_some(stream, buffer_, parser,
                                                  asio::redirect_error(asio::use_awaitable, problem));
            heard = heard || parser.got_some() || buffer_.size() != 0;
            if (problem) throw system_error{problem};
        }
    }

    [[nodiscard]] static http_response take_response(beast::http::response<beast::http::string_body> from) {
        http_response out{.status = from.result_int()};
        for (const auto& each : from)
            out.headers.push_back({std::string{each.name_string()}, std::string{each.value()}});
        out.body = std::move(from.body());
        return out;
    }

    [[nodiscard]] static asio::awaitable<void> say_goodbye(std::shared_ptr<connection> self) {
        error_code nobody_cares;
        self->lowest().expires_after(longest_goodbye);
        co_await self->secure_->async_shutdown(asio::redirect_error(asio::use_awaitable, nobody_cares));
    }

    static constexpr std::uint32_t largest_header = 64u * 1024u;
    static constexpr std::chrono::milliseconds longest_goodbye{500};

    asio::any_io_executor executor_;
    const origin& to_; ///< of the engine that the exchange holds
    std::optional<plain_stream> plain_;
    std::optional<secure_stream> secure_;
    beast::flat_buffer buffer_;
    exchange_step step_ = exchange_step::resolve;
    bool open_ = false;
};

} // namespace calque::detail
