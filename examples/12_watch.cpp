// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
//
// Observes the calls of a client, for logs, metrics or debugging of network failures. An observer never sees the API
// key, and sees bodies only if it asks for some of their bytes.
#include <calque/https.hpp>
#include <calque/stand_in.hpp>

#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>

#include <exception>
#include <iostream>

namespace {

/// Prints a line for every event.
class printing : public calque::call_observer {
public:
    void request_started(const calque::watched_call& call) noexcept override {
        begin(call.number) << call.method << ' ' << call.target << '\n';
    }
    void attempt_failed(const calque::watched_call& call, const calque::api_failure& why) noexcept override {
        begin(call.number) << "failed: " << describe(why) << '\n';
    }
    void retried(const calque::watched_call& call, std::chrono::milliseconds) noexcept override {
        begin(call.number) << "tries again\n";
    }
    void page_received(const calque::received_page& page) noexcept override {
        begin(page.call) << "page " << page.number << " has " << page.results << " results\n";
    }
    void finished(const calque::watched_call& call, const calque::call_report& report,
                  const calque::api_failure* failure) noexcept override {
        begin(call.number) << (failure ? "given up" : "done") << " after " << report.attempts.size() << " attempt"
                           << (report.attempts.size() == 1 ? "\n" : "s\n");
    }

private:
    static std::ostream& begin(std::uint64_t call) { return std::cout << "call " << call << ": "; }
};

} // namespace

int main(int argc, char** argv) try {
    const calque::stand_in api;
    boost::asio::io_context context;
    const auto client = calque::make_https_client(context.get_executor(), {.base_url = argc > 1 ? argv[1] : api.url()},
                                                  {.observer = std::make_shared<printing>()});
    auto all = client.widgets({.widget_ids = {1, 2, 3}, .page_size = 2}, {}, boost::asio::use_future);
    context.run();
    std::cout << all.get().results.size() << " widgets\n";
} catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 1;
}
