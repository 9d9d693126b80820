// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/call/spawn.hpp>
#include <calque/https/api_key.ipp>
#include <calque/https/detail/connection.hpp>
#include <calque/https/detail/connection_pool.hpp>
#include <calque/https/detail/lease.hpp>
#include <calque/https/detail/redactor.hpp>
#include <calque/https/detail/request_text.hpp>
#include <calque/https/detail/route.hpp>
#include <calque/https/https.hpp>
#include <calque/https/to_curl.ipp>
#include <calque/transport/failure_from.hpp>

#include <utility>

namespace calque {

namespace detail {

/// The state shared by the copies of an `https_transport`: the route to the API, the key, and the connections.
class https_engine {
public:
    https_engine(boost::asio::any_io_executor executor, const https_options& options)
        : executor_{std::move(executor)},
          route_{std::make_shared<route>(options)},
          key_{options.key},
          redact_{options.key},
          pool_{std::make_shared<connection_pool<connection>>(pool_settings(options))} {
        const origin& to = route_->to;
        if (!to.this_machine && !to.tls)
            refuse(errc::insecure_origin, make_error_code(errc::insecure_origin).message());
        if (!to.this_machine && !key_) refuse(errc::missing_api_key, make_error_code(errc::missing_api_key).message());
        if (options.connections == 0) refuse(errc::bad_request_setting, "https_options::connections must be positive");
    }

    /// Throws every failure of the transport as an `api_error`, even if the coroutine is cancelled between two steps.
    [[nodiscard]] static boost::asio::awaitable<http_response>
    exchange(std::shared_ptr<https_engine> self, const http_request& request, const exchange_options& options) {
        check(request);
        exchange_outcome outcome;
        try {
            outcome = co_await carry(self, request, options);
        } catch (const api_error&) {
            throw;
        } catch (const system_error& error) {
            throw api_error{failure_from(error)};
        }
        if (outcome.thrown) std::rethrow_exception(outcome.thrown);
        if (outcome.failure) throw api_error{*std::move(outcome.failure)};
        co_return std::move(outcome.response);
    }

    void close() {
        for (const auto& each : pool_->close()) each->abort();
    }

    [[nodiscard]] std::string shown_origin() const {
        return (route_->to.tls ? "https://" : "http://") + route_->to.host_and_port();
    }

    [[nodiscard]] const redactor& redact() const noexcept { return redact_; }

private:
    [[nodiscard]] static boost::asio::awaitable<exchange_outcome>
    carry(const std::shared_ptr<https_engine>& self, const http_request& request, const exchange_options& options) {
        lease<connection> leased{self->pool_};
        co_await leased.acquire(self->executor_, options.deadline, self->route_->to.name());
        const auto message = request_text(request, self->route_->to, self->key_, options.accept_gzip);
        const auto bounds = std::make_shared<const exchange_options>(options);
        const std::shared_ptr<const redactor> secret{self, &self->redact_};
        for (;;) {
            exchange_outcome outcome =
                co_await spawn((*leased)->executor(), connection::exchange(*leased, message, bounds, secret),
                               boost::asio::use_awaitable);
            if (outcome.reusable) leased.mark_reusable();
            if (!outcome.stale) co_return outcome;
            leased.replace();
        }
    }

    [[nodiscard]] connection_pool<connection>::settings pool_settings(const https_options& options) const {
        return {
            .capacity = options.connections,
            .longest_idle = options.idle_time,
            .make = [executor = executor_, shared = route_] { return std::make_shared<connection>(executor, shared); },
            .discard = [](const std::shared_ptr<connection>& idle) { idle->dismiss(); }};
    }

    [[noreturn]] static void refuse(errc code, std::string why) {
        throw api_error{{.code = code, .what_happened = std::move(why)}};
    }

    boost::asio::any_io_executor executor_;
    std::shared_ptr<route> route_;
    std::optional<api_key> key_;
    redactor redact_;
    std::shared_ptr<connection_pool<connection>> pool_;
};

/// Returns the first of two environment variables that is set.
[[nodiscard]] inline std::string first_set_environment(const char* first, const char* second) {
    const std::string_view text = environment(first);
    return std::string{text.empty() ? environment(second) : text};
}

} // namespace detail

CALQUE_DECL https_options https_options_from_environment() {
    https_options out;
    if (const auto url = detail::environment("CEKURA_API_URL"); !url.empty()) out.base_url = url;
    out.key = api_key::from_environment();
    out.proxy = detail::first_set_environment("https_proxy", "HTTPS_PROXY");
    out.no_proxy = detail::first_set_environment("no_proxy", "NO_PROXY");
    return out;
}

CALQUE_DECL https_transport::https_transport(boost::asio::any_io_executor executor, const https_options& options)
    : engine_{std::make_shared<detail::https_engine>(std::move(executor), options)} {}

CALQUE_DECL boost::asio::awaitable<http_response> https_transport::exchange(const http_request& request,
                                                                            const exchange_options& options) const {
    return detail::https_engine::exchange(engine_, request, options);
}

CALQUE_DECL void https_transport::close() const { engine_->close(); }

CALQUE_DECL std::string https_transport::origin() const { return engine_->shown_origin(); }

CALQUE_DECL void https_transport::redact(std::string& text) const { engine_->redact()(text); }

CALQUE_DECL void https_transport::redact_json(std::string& text) const { engine_->redact().in_json(text); }

} // namespace calque
