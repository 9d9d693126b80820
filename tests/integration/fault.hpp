// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <boost/test/unit_test.hpp>

#include <chrono>
#include <cstddef>
#include <cstdio>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "ask.hpp"
#include "scripted_proxy.hpp"
#include "unit/printing.hpp"

// Faults as rows of a table: the fault, and the error that it must cause.
namespace server {

using calque::errc;

/// The route to the API, and the faulty server: the API, or with `proxy` the proxy.
enum class way { http, tls, proxy, tunnel };

/// A fault that affects the first connection only; later ones are answered.
///
/// A scene over TLS begins with the handshake.
struct fault {
    std::string name;
    way over;
    scene play;          ///< empty if the servers behave well
    errc code;           ///< the exchange's error
    std::string words{}; ///< a part of its description

    std::chrono::milliseconds deadline = std::chrono::seconds{20};
    std::size_t limit = std::size_t{64} * 1024 * 1024;            ///< size limit of the response's body
    std::size_t request_size = 0;                                 ///< size of the request's body in bytes
    std::function<void(calque::https_options&)> change_options{}; ///< other settings of the client
    std::function<void(scripted_server&)> change_server{};        ///< called before the first connection
    std::optional<certificate> identity{};                        ///< instead of a valid certificate
    bool lasting = false;                                         ///< every connection is affected

    // For the rows of a table: return a copy with one change.
    fault in(std::chrono::milliseconds time) const { return but(&fault::deadline, time); }
    fault limited_to(std::size_t bytes) const { return but(&fault::limit, bytes); }
    fault sending(std::size_t bytes) const { return but(&fault::request_size, bytes); }
    fault by_client(std::function<void(calque::https_options&)> how) const { return but(&fault::change_options, how); }
    fault by_server(std::function<void(scripted_server&)> how) const { return but(&fault::change_server, how); }
    fault shows(certificate other) const { return but(&fault::identity, other); }
    fault for_ever() const { return but(&fault::lasting, true); }

private:
    template <class Value, class Given>
    fault but(Value fault::*member, const Given& given) const {
        fault out = *this;
        out.*member = given;
        return out;
    }
};

inline constexpr std::chrono::milliseconds brief{60};

/// Returns the valid certificate of servers with other faults.
inline const certificate& good_certificate() {
    static const certificate made = make_certificate("DNS:api.test,DNS:localhost,IP:127.0.0.1");
    return made;
}

/// Returns a scene that plays `first` on the first connection, and `then` on later ones.
inline scene first_then(scene first, scene then) {
    return
        [=](peer& with, int number) -> asio::awaitable<void> { co_await (number == 1 ? first : then)(with, number); };
}

/// Returns the name of a code in the table's rows.
inline std::string name_of(const calque::error_code& code) {
    static const std::vector<std::pair<errc, std::string>> names{
        {errc::network, "network"},
        {errc::timeout, "timeout"},
        {errc::cancelled, "cancelled"},
        {errc::bad_response, "bad_response"},
        {errc::response_too_large, "response_too_large"},
        {errc::tls_verification_failed, "tls_verification_failed"},
        {errc::bad_request_setting, "bad_request_setting"},
        {errc::unexpected_status, "unexpected_status"},
        {errc::bad_request, "bad_request"},
        {errc::unauthorized, "unauthorized"},
        {errc::forbidden, "forbidden"},
        {errc::not_found, "not_found"},
        {errc::method_not_allowed, "method_not_allowed"},
        {errc::rate_limited, "rate_limited"},
        {errc::try_again, "try_again"},
        {errc::client_error, "client_error"},
        {errc::server_error, "server_error"},
        {errc::server_refusal, "server_refusal"},
        {errc::page_loop, "page_loop"},
    };
    for (const auto& [each, name] : names)
        if (code == each) return name;
    return code ? code.message() : "success";
}

/// The servers for a fault, and the client's options for them.
class fault_stage {
public:
    explicit fault_stage(const fault& of) {
        const certificate& identity = of.identity ? *of.identity : good_certificate();
        const scene good = answer_always(response("[]"));
        const auto once = [&](const scene& then) {
            if (!of.play) return then;
            return of.lasting ? of.play : first_then(of.play, then);
        };
        const bool by_proxy = of.over == way::proxy || of.over == way::tunnel;
        if (of.over == way::http) api_.emplace(once(good));
        else api_.emplace(identity, of.over == way::proxy ? over_tls(good) : once(over_tls(good)));
        if (by_proxy) {
            const scene open = tunnel_to(api_->port());
            proxy_.emplace(of.over == way::proxy ? once(open) : open);
            options_.proxy = proxy_->url();
        }
        trusted_.emplace(identity.text);
        options_.base_url = api_->url(by_proxy ? "api.test" : "127.0.0.1");
        options_.ca_file = trusted_->path();
        if (of.change_server) of.change_server(*api_);
        if (of.change_options) of.change_options(options_);
    }

    [[nodiscard]] const calque::https_options& options() const noexcept { return options_; }

private:
    std::optional<scripted_server> api_;
    std::optional<scripted_server> proxy_;
    std::optional<temporary_file> trusted_;
    calque::https_options options_;
};

/// Checks that an exchange with the fault ends in the documented error, in time, and that the next exchange on the
/// same transport succeeds, unless the fault lasts; prints the row.
inline void check_fault(const fault& of) {
    BOOST_TEST_CONTEXT(of.name) {
        const fault_stage stage{of};
        asker on{stage.options()};
        auto bounds = within(of.deadline);
        bounds.response_limit = of.limit;
        const auto begin = std::chrono::steady_clock::now();
        const auto failed =
            on.failure(bounds, {.method = "POST", .target = "/", .body = std::string(of.request_size, 'x')});
        const auto took =
            std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - begin);
        BOOST_TEST(failed.code == of.code);
        BOOST_TEST(failed.what_happened.find(of.words) != std::string::npos, failed.what_happened);
        constexpr std::chrono::milliseconds slack{2000}; // for a busy machine
        BOOST_TEST((took < of.deadline + slack));
        if (!of.lasting) BOOST_TEST(on.get().status == 200u);
        std::printf("%-56s %-26s %5lld ms  %s\n", of.name.c_str(), name_of(of.code).c_str(),
                    static_cast<long long>(took.count()), failed.what_happened.c_str());
    }
}

} // namespace server
