// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
//
// Sends a bulk widget request from a coroutine and reads typed chart data. The server is a local stand-in for the API,
// or listens at the URL given as an argument; with `calque::https_options_from_environment()` the same code calls the
// real API.
#include <calque/https.hpp>
#include <calque/parse.hpp>
#include <calque/stand_in.hpp>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>

#include <exception>
#include <iostream>

namespace {

/// Prints one line for a widget.
void show(const calque::widget_data& widget) {
    std::cout << "widget " << widget.widget_id.value_or(0) << ", " << widget.metadata.display_name << ": ";
    std::visit(calque::overloaded{
                   [](const std::vector<calque::line_point>& points) { std::cout << points.size() << " points\n"; },
                   [](const std::vector<calque::bar_point>& buckets) { std::cout << buckets.size() << " buckets\n"; },
                   [](const std::vector<calque::pie_slice>& slices) { std::cout << slices.size() << " slices\n"; },
                   [](const calque::raw_json& json) { std::cout << json.text << '\n'; },
               },
               widget.data);
}

boost::asio::awaitable<void> ask(calque::client client) {
    calque::bulk_widget_request request{.widget_ids = {1, 2, 3}};
    request.filters = calque::parse("timestamp >= today-7d and duration >= 60").value();
    const calque::bulk_widget_response page = co_await client.bulk_data(request);
    for (const calque::widget_data& widget : page.results) show(widget);

    // A refusal by the API is an `api_error`, which keeps our words, the status and the server's words apart.
    request.filters = calque::parse("timestamp >= today-60d").value();
    const auto refused = co_await client.bulk_data(request, calque::as_result(boost::asio::use_awaitable));
    if (const calque::api_failure* failure = refused ? nullptr : calque::failure_of(refused.error()))
        std::cout << "status " << failure->status << ": " << failure->server_detail << '\n';
}

} // namespace

int main(int argc, char** argv) try {
    const calque::stand_in api;
    boost::asio::io_context context;
    const auto client = calque::make_https_client(context.get_executor(), {.base_url = argc > 1 ? argv[1] : api.url()});
    auto done = boost::asio::co_spawn(context, ask(client), boost::asio::use_future);
    context.run();
    done.get(); // throws what the coroutine threw
} catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 1;
}
