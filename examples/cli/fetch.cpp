// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include "fetch.hpp"

#include <calque/https.hpp>
#include <calque/stand_in.hpp>

#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>

#include <future>
#include <numeric>
#include <utility>

#include "environment.hpp"
#include "failure.hpp"
#include "output.hpp"

namespace cli {
namespace {

/// Returns true if a code reports an invalid request, of which nothing has been sent.
bool is_usage(const calque::error_code& code) {
    return code == calque::errc::bad_url || code == calque::errc::bad_request_setting ||
           code == calque::errc::missing_api_key || code == calque::errc::insecure_origin;
}

/// Calls a function and translates the library's exceptions to the program's two kinds; `about` begins the message.
template <class Function>
auto translated(Function function, const std::string& about = {}) {
    try {
        return function();
    } catch (const calque::system_error& error) {
        if (is_usage(error.code())) throw usage_error{with_options(words_of(error))};
        if (const auto* failed = dynamic_cast<const calque::api_error*>(&error);
            failed && failed->failure().status == 400)
            throw refused_by_api{*failed};
        const bool endless = error.code() == calque::errc::page_loop;
        throw outside_error{about + with_options(words_of(error)) +
                            (endless ? "; --page N fetches one page alone" : "")};
    }
}

std::optional<std::string> chosen_url(const std::optional<std::string>& option, bool has_key) {
    if (option) return option;
    if (const auto url = environment("CEKURA_API_URL")) return url;
    if (has_key) return calque::https_options{}.base_url;
    return {};
}

} // namespace

struct api_session::state {
    std::optional<calque::stand_in> stand_in;
    boost::asio::io_context context{1};
    std::optional<calque::client> client;
};

api_session::api_session(const std::optional<std::string>& url, calque::client_options bounds)
    : state_{std::make_unique<state>()} {
    bounds.decode.keep_source = true;
    translated([&] {
        calque::https_options options = calque::https_options_from_environment();
        const std::optional<std::string> target = chosen_url(url, options.key.has_value());
        if (!target) complain("calque widgets: no CEKURA_API_KEY, so the stand-in API answers, with generated calls\n");
        options.base_url = target ? *target : state_->stand_in.emplace().url();
        state_->client.emplace(calque::make_https_client(state_->context.get_executor(), options, std::move(bounds)));
    });
}

api_session::~api_session() = default;

std::vector<std::int64_t> api_session::default_ids() const {
    if (!state_->stand_in) throw usage_error{"--ids is needed: the ids of the widgets, such as --ids 1,2,3"};
    constexpr std::size_t widgets_of_stand_in = 10;
    std::vector<std::int64_t> ids(widgets_of_stand_in);
    std::iota(ids.begin(), ids.end(), 1);
    return ids;
}

calque::bulk_widget_response api_session::fetch_page(const calque::bulk_widget_request& request) {
    const auto send = [&]() -> calque::bulk_widget_response {
        auto answer = state_->client->bulk_data(request, boost::asio::use_future);
        state_->context.run();
        return answer.get();
    };
    return translated(send, "page " + std::to_string(request.page.value_or(1)) + ": ");
}

calque::widgets_reply api_session::fetch(const calque::bulk_widget_request& request,
                                         const calque::widgets_options& options) {
    return translated([&] {
        std::future<calque::widgets_reply> answer = state_->client->widgets(request, options, boost::asio::use_future);
        state_->context.run();
        return answer.get();
    });
}

} // namespace cli
