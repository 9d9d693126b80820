// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/detail/wire/spawn.hpp>
#include <calque/https.hpp>
#include <calque/impl/wire/connection.hpp>
#include <calque/impl/wire/failure_from.hpp>
#include <calque/impl/wire/idle_pool.hpp>
#include <calque/impl/wire/origin.hpp>
#include <calque/impl/wire/request_text.hpp>
#include <calque/impl/wire/tls.hpp>

#include <cstdlib>
#include <utility>

namespace calque {

namespace detail {

/// What the copies of an `https_transport` share: where the API is, the key, and the idle connections.
class https_engine {
public:
    https_engine(boost::asio::any_io_executor executor, const https_options& options)
        : executor_{std::move(executor)},
          to_{read_origin(options.base_url)},
          key_{options.key},
          idle_{options.idle_connections, options.idle_time} {
        if (!to_.this_machine && !to_.tls) refuse(errc::insecure_origin);
        if (!to_.this_machine && !key_) refuse(errc::missing_api_key);
        if (to_.tls) tls_.emplace(make_tls_context(options.ca_file));
    }

    /// Every failure is an `api_error`, also where the coroutine is cancelled between two connections.
    [[nodiscard]] static boost::asio::awaitable<http_response>
    exchange(std::shared_ptr<https_engine> self, const http_request& request, const exchange_options& options) {
        check(request);
        try {
            co_return co_await carry(self, request, options);
        } catch (const api_error&) {
            throw;
        } catch (const system_error& error) {
            throw api_error{failure_from(error)};
        }
    }

private:
    [[nodiscard]] static boost::asio::awaitable<http_response>
    carry(const std::shared_ptr<https_engine>& self, const http_request& request, const exchange_options& options) {
        const secret_text message = request_text(request, self->to_, self->key_);
        auto link = self->idle_.take();
        bool reused = link != nullptr;
        for (;; reused = false) {
            if (!reused) link = self->fresh_connection();
            exchange_outcome outcome = co_await spawn(
                link->executor(), connection::exchange(link, message.view(), options), boost::asio::use_awaitable);
            if (reused && options.repeatable && is_stale(outcome)) continue;
            if (outcome.failure) throw api_error{*std::move(outcome.failure)};
            if (outcome.reusable) self->idle_.give(std::move(link));
            else link->close_politely();
            co_return self->without_key(std::move(outcome.response));
        }
    }

    [[noreturn]] static void refuse(errc code) {
        throw api_error{{.code = code, .what_happened = make_error_code(code).message()}};
    }

    [[nodiscard]] std::shared_ptr<connection> fresh_connection() {
        return std::make_shared<connection>(executor_, to_, tls_ ? &*tls_ : nullptr);
    }

    /// Whether the server had closed the connection before it saw the request.
    [[nodiscard]] static bool is_stale(const exchange_outcome& outcome) noexcept {
        return outcome.failure && outcome.failure->code == errc::network && !outcome.heard;
    }

    [[nodiscard]] http_response without_key(http_response response) const {
        redact(response.body, key_);
        for (http_header& each : response.headers) redact(each.value, key_);
        return response;
    }

    boost::asio::any_io_executor executor_;
    origin to_;
    std::optional<api_key> key_;
    std::optional<boost::asio::ssl::context> tls_;
    idle_pool<connection> idle_;
};

[[nodiscard]] inline std::optional<std::string> environment(const char* name) {
    const char* const text = std::getenv(name);
    if (text == nullptr || *text == '\0') return {};
    return text;
}

} // namespace detail

CALQUE_DECL https_options https_options_from_environment() {
    https_options out;
    out.base_url = detail::environment("CEKURA_API_URL").value_or(std::move(out.base_url));
    out.key = api_key::from_environment();
    return out;
}

CALQUE_DECL https_transport::https_transport(boost::asio::any_io_executor executor, const https_options& options)
    : engine_{std::make_shared<detail::https_engine>(std::move(executor), options)} {}

CALQUE_DECL boost::asio::awaitable<http_response> https_transport::exchange(const http_request& request,
                                                                            const exchange_options& options) const {
    return detail::https_engine::exchange(engine_, request, options);
}

} // namespace calque
