// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <calque/stand_in.hpp>

#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>

#include <csignal>

#include "command.hpp"
#include "failure.hpp"

namespace cli {
namespace {

constexpr std::array options{
    option{"port", "N", "the port on 127.0.0.1; 0, the default, takes a free one"},
    option{"records", "FILE", "call logs as JSON lines; else they are made up"},
};

void run(const arguments& given, output& out) {
    constexpr std::int64_t last_port = 65'535;
    if (!given.words().empty()) throw usage_error{"no filter is expected: each request brings its own"};
    calque::stand_in_options setup{
        .port = static_cast<std::uint16_t>(given.whole_number("port", 0, last_port).value_or(0))};
    if (const auto file = given.text("records")) setup.records = std::filesystem::path{*file};

    boost::asio::io_context context{1};
    // Handle signals before the port is announced, so that no signal comes too early.
    boost::asio::signal_set signals{context, SIGINT, SIGTERM};
    signals.async_wait([&](const boost::system::error_code&, int) { context.stop(); });
    try {
        calque::stand_in api{context.get_executor(), std::move(setup)};
        out.write("listening on " + api.url() + '\n');
        out.flush();
        context.run();
    } catch (const calque::system_error& error) {
        const calque::error_code code = error.code();
        if (code == calque::errc::bad_records_file || code == calque::errc::bad_record)
            throw usage_error{words_of(error)};
        throw outside_error{words_of(error)};
    }
}

} // namespace

const command serve_command{
    .name = "serve",
    .synopsis = "[--port N] [--records FILE]",
    .summary = "run a stand-in of the API on this machine until it is interrupted",
    .details =
        "It has the widgets 1 to 10 and takes requests with any key or none. Its errors are the documented ones.\n"
        "The first line it prints is `listening on http://127.0.0.1:PORT`.\n",
    .options = options,
    .limits = {},
    .run = run,
};

} // namespace cli
