// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <boost/test/unit_test.hpp>

#include <chrono>
#include <cstdio>
#include <memory>
#include <string>
#include <thread>

#include "call.hpp"
#include "fault.hpp"
#include "scripted_proxy.hpp"
#include "unit/printing.hpp"

BOOST_AUTO_TEST_SUITE(client_steps_tests)

// Every operation of the client, over every route to the API, is cancelled and timed out at each of its steps; and a
// response is truncated after each of its bytes.

namespace {

using namespace calque;
using namespace std::chrono_literals;
using server::answer_always;
using server::caller;
using server::ending;
using server::good_certificate;
using server::interfere_at_every_step;
using server::operation;
using server::over_tls;
using server::page_of;
using server::peer;
using server::response;
using server::scripted_server;
using server::tunnel_to;
namespace asio = boost::asio;

/// The client's operations.
const operation one_page = [](caller& on, asio::cancellation_slot slot, ending end) {
    on.client.bulk_data(server::one_widget, asio::bind_cancellation_slot(
                                                slot, [end](std::exception_ptr error, const bulk_widget_response&) {
                                                    end(std::move(error));
                                                }));
};
const operation many_widgets = [](caller& on, asio::cancellation_slot slot, ending end) {
    on.client.widgets(bulk_widget_request{.widget_ids = {1, 2, 3}}, widgets_options{},
                      asio::bind_cancellation_slot(
                          slot, [end](std::exception_ptr error, const widgets_reply&) { end(std::move(error)); }));
};
const operation next_page = [](caller& on, asio::cancellation_slot slot, ending end) {
    auto pages = on.client.pages(server::one_widget, true);
    pages.next(asio::bind_cancellation_slot(
        slot,
        [end](std::exception_ptr error, const std::optional<reply<bulk_widget_response>>&) { end(std::move(error)); }));
};
const operation next_record = [](caller& on, asio::cancellation_slot slot, ending end) {
    auto records = on.client.records(call_log_request{});
    records.next(asio::bind_cancellation_slot(
        slot, [end](std::exception_ptr error, const std::optional<raw_json>&) { end(std::move(error)); }));
};
const std::vector<std::pair<std::string, operation>> operations{
    {"bulk_data", one_page}, {"widgets", many_widgets}, {"pages", next_page}, {"records", next_record}};

/// An API over HTTP, over TLS, and over TLS through a proxy.
struct ways {
    scripted_server plain{answer_always(response(page_of(1)))};
    scripted_server secure{good_certificate(), over_tls(answer_always(response(page_of(1))))};
    scripted_server proxy{tunnel_to(secure.port())};
    server::temporary_file trusted{good_certificate().text};

    [[nodiscard]] std::vector<std::pair<std::string, https_options>> all() const {
        return {
            {"http", {.base_url = plain.url()}},
            {"https", {.base_url = secure.url(), .ca_file = trusted.path()}},
            {"https by proxy", {.base_url = secure.url("api.test"), .ca_file = trusted.path(), .proxy = proxy.url()}}};
    }
};

/// One widget per request, so that requests have to wait for a connection.
client_options bounds(std::chrono::milliseconds time = 20s) {
    return {
        .limits = {.call = time, .attempt = time}, .retries = exponential_backoff{.retries = 0}, .ids_per_request = 1};
}

} // namespace

BOOST_AUTO_TEST_CASE(every_operation_can_be_cancelled_at_every_step) {
    const ways to;
    for (const auto& [way, options] : to.all())
        for (const auto& [name, start] : operations)
            for (const auto type : {asio::cancellation_type::terminal, asio::cancellation_type::partial,
                                    asio::cancellation_type::total}) {
                const int steps = interfere_at_every_step(options, bounds(), start, errc::cancelled,
                                                          [type](asio::cancellation_signal& stop) { stop.emit(type); });
                if (type == asio::cancellation_type::total)
                    std::printf("cancelled at each of %3d steps: %s, %s\n", steps, name.c_str(), way.c_str());
                BOOST_TEST(steps >= 5);
            }
}

BOOST_AUTO_TEST_CASE(every_operation_runs_out_of_time_at_every_step) {
    static constexpr auto time = 400ms; // enough for a whole operation, even under a sanitizer
    const ways to;
    for (const auto& [way, options] : to.all())
        for (const auto& [name, start] : operations) {
            if (name != "bulk_data" && (name != "widgets" || way != "http")) continue; // each step takes this long
            const int steps =
                interfere_at_every_step(options, bounds(time), start, errc::timeout,
                                        [](asio::cancellation_signal&) { std::this_thread::sleep_for(time + 5ms); });
            std::printf("out of time at each of %3d steps: %s, %s\n", steps, name.c_str(), way.c_str());
            BOOST_TEST(steps >= 5);
        }
}

BOOST_AUTO_TEST_CASE(truncated_response_fails_after_each_byte) {
    const std::string whole = response(page_of(1));
    const std::string chunks = server::chunked("5\r\n{\"res\r\n8\r\nults\":[]\r\n1\r\n}\r\n0\r\n\r\n");
    for (const std::string& text : {whole, chunks})
        for (std::size_t size = 0; size <= text.size(); ++size) {
            scripted_server api{[&, size](peer& with, int number) -> asio::awaitable<void> {
                (void)co_await with.read();
                const std::string answer =
                    number == 1 ? text.substr(0, size) : whole; // g++ 12 mishandles it in co_await
                co_await with.write(answer);
                if (number == 1 && size % 2 == 0) with.reset();
            }};
            caller on{{.base_url = api.url()}};
            const auto failed = on.failure().code;
            // A reset may overtake the last bytes.
            if (size < text.size()) BOOST_TEST((failed == errc::network), size);
            else BOOST_TEST((!failed || failed == errc::network));
            BOOST_TEST(!on.failure().code);
        }
}

BOOST_AUTO_TEST_SUITE_END()
