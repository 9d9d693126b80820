// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/stand_in/detail/connection.hpp>
#include <calque/stand_in/detail/responder.hpp>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/dispatch.hpp>
#include <boost/asio/strand.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>

namespace calque::detail::stand_in_parts {

/// The stand-in's TCP server. Everything after the constructor runs on one strand.
class server : public std::enable_shared_from_this<server> {
public:
    /// Binds the port. *Errors*: those of `stand_in`'s constructor.
    server(const asio::any_io_executor& executor, stand_in_options&& options)
        : strand_{asio::make_strand(executor)},
          acceptor_{strand_},
          pause_{strand_},
          connection_limit_{options.connection_limit},
          bounds_{options.body_limit, options.header_limit, options.idle_timeout},
          tls_{make_tls(options.tls)},
          port_{bind(options.port)},
          handler_{make_handler(std::move(options))} {}

    [[nodiscard]] std::uint16_t port() const noexcept { return port_; }
    [[nodiscard]] std::string url() const {
        return (tls_ ? "https://127.0.0.1:" : "http://127.0.0.1:") + std::to_string(port_);
    }

    void start() { asio::co_spawn(strand_, accept(shared_from_this()), asio::detached); }

    void stop() {
        asio::dispatch(strand_, [self = shared_from_this()] { self->close(); });
    }

private:
    using tcp = asio::ip::tcp;
    using tls_context = asio::ssl::context;

    /// An open connection, which is counted and can be closed by the server while this object lives.
    class listed_link {
    public:
        listed_link(std::shared_ptr<server> owner, tcp::socket socket)
            : owner_{std::move(owner)},
              link_{std::make_shared<byte_link>(std::move(socket), owner_->tls_ ? &*owner_->tls_ : nullptr)} {
            owner_->open_.insert(link_.get());
        }
        listed_link(const listed_link&) = delete;
        listed_link& operator=(const listed_link&) = delete;
        ~listed_link() {
            owner_->open_.erase(link_.get());
            owner_->pause_.cancel();
        }

        [[nodiscard]] const server& owner() const noexcept { return *owner_; }
        [[nodiscard]] byte_link& link() const noexcept { return *link_; }

    private:
        std::shared_ptr<server> owner_;
        std::shared_ptr<byte_link> link_;
    };

    [[nodiscard]] static std::optional<tls_context> make_tls(const std::optional<tls_identity>& identity) {
        if (!identity) return std::nullopt;
        tls_context made{tls_context::tls_server};
        made.set_options(tls_context::default_workarounds | tls_context::no_tlsv1 | tls_context::no_tlsv1_1);
        made.use_certificate_chain(asio::buffer(identity->certificates));
        made.use_private_key(asio::buffer(identity->private_key), tls_context::pem);
        return made;
    }

    [[nodiscard]] std::uint16_t bind(std::uint16_t port) {
        const tcp::endpoint here{asio::ip::address_v4::loopback(), port};
        try {
            acceptor_.open(here.protocol());
            acceptor_.set_option(tcp::acceptor::reuse_address{true});
            acceptor_.bind(here);
            acceptor_.listen();
        } catch (const system_error& failure) {
            throw system_error{failure.code(), "cannot listen on 127.0.0.1:" + std::to_string(port)};
        }
        return acceptor_.local_endpoint().port();
    }

    [[nodiscard]] message_handler make_handler(stand_in_options&& options) const {
        const instant moment =
            options.now.value_or(std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now()));
        auto core = std::make_shared<const responder>(
            served_records{load_calls(options.records, moment), load_runs(options.runs, moment)},
            responder_settings{url(), std::move(options.keys), options.now, options.page_size, options.max_page_size});
        return [core, intercept = std::move(options.intercept),
                faults = fault_plan{options.faults}](const http_request& request) mutable -> reply {
            if (intercept)
                if (auto response = intercept(request)) return {*std::move(response)};
            const auto serve = [&] { return core->handle(request); };
            const auto met = faults.next();
            return met ? reply_of(*met, serve) : reply{serve()};
        };
    }

    static asio::awaitable<void> accept(std::shared_ptr<server> self) {
        tcp::acceptor& acceptor = self->acceptor_;
        while (acceptor.is_open()) {
            if (self->open_.size() >= self->connection_limit_) {
                co_await self->rest(std::chrono::hours{1});
                continue;
            }
            error_code failure;
            tcp::socket socket = co_await acceptor.async_accept(asio::redirect_error(asio::use_awaitable, failure));
            // Perhaps there are no descriptors left: retrying at once would only burn CPU time.
            if (failure && acceptor.is_open()) co_await self->rest(std::chrono::milliseconds{50});
            if (failure || !acceptor.is_open()) continue;
            auto listed = std::make_unique<const listed_link>(self, std::move(socket));
            asio::co_spawn(self->strand_, serve(std::move(listed)), asio::detached);
        }
    }

    /// Waits until a connection ends, but no longer than `longest`.
    asio::awaitable<void> rest(std::chrono::steady_clock::duration longest) {
        error_code cancelled;
        pause_.expires_after(longest);
        co_await pause_.async_wait(asio::redirect_error(asio::use_awaitable, cancelled));
    }

    static asio::awaitable<void> serve(std::unique_ptr<const listed_link> listed) {
        const server& self = listed->owner();
        http_connection connection{listed->link(), self.bounds_, self.handler_};
        co_await connection.run();
    }

    void close() {
        error_code ignored;
        acceptor_.close(ignored);
        pause_.cancel();
        for (byte_link* const link : open_) link->close();
    }

    asio::any_io_executor strand_;
    tcp::acceptor acceptor_;
    asio::steady_timer pause_;
    std::size_t connection_limit_;
    connection_bounds bounds_;
    std::optional<tls_context> tls_;
    std::uint16_t port_;
    message_handler handler_;
    std::set<byte_link*> open_;
};

} // namespace calque::detail::stand_in_parts
