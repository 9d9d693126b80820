// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
//
// main [SECONDS]: keeps 64 calls in flight for SECONDS, through one client with a connection pool, on two threads,
// against a stand-in server that fails one request in ten. Every call makes its own request and must get the matching
// response: nothing is lost, duplicated or mixed up, memory does not grow, and all connections are closed. Prints one
// line of figures.
#include <calque/https.hpp>
#include <calque/stand_in.hpp>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/thread_pool.hpp>

#include <atomic>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <fstream>
#include <malloc.h>
#include <mutex>
#include <numeric>
#include <random>
#include <string>
#include <thread>
#include <unistd.h>
#include <vector>

#include "../sanitizers.hpp"

namespace {

using namespace calque;
using namespace std::chrono_literals;
using clock = std::chrono::steady_clock;

constexpr bool memory_is_the_programs_own = !under_asan && !under_tsan;
constexpr std::size_t calls_at_once = 64;
constexpr std::size_t connections = 16;
constexpr long max_growth = 8L * 1024 * 1024; // allowed after the warm-up, in bytes

/// The results of all calls.
struct figures {
    std::atomic<std::uint64_t> calls = 0;
    std::atomic<std::uint64_t> requests = 0;
    std::atomic<std::uint64_t> attempts = 0;
    std::mutex guard;
    std::vector<std::string> wrong; ///< the first ten mistakes

    void complain(const std::string& what) {
        const std::scoped_lock lock{guard};
        if (wrong.size() < 10) wrong.push_back(what);
    }
    void count(const call_report& report) {
        ++requests;
        attempts += report.attempts.size();
    }
};

/// Returns this process's resident memory in bytes, after returning free memory to the system.
long resident_bytes() {
    malloc_trim(0);
    long pages = 0;
    long resident = 0;
    std::ifstream{"/proc/self/statm"} >> pages >> resident;
    return resident * sysconf(_SC_PAGESIZE);
}

std::size_t open_files() {
    const std::filesystem::directory_iterator files{"/proc/self/fd"};
    return static_cast<std::size_t>(std::distance(begin(files), end(files)));
}

/// Repeatedly requests some of the widgets, in pages, and one call log by id.
boost::asio::awaitable<void> ask(client api, std::uint32_t seed, clock::time_point end, figures& all) {
    std::mt19937 random{seed};
    std::vector<std::int64_t> ids(10);
    std::iota(ids.begin(), ids.end(), 1);
    const widgets_options options;
    while (clock::now() < end) {
        std::shuffle(ids.begin(), ids.end(), random);
        bulk_widget_request request;
        request.widget_ids.assign(ids.begin(), ids.begin() + 1 + static_cast<std::ptrdiff_t>(random() % 5));
        request.page_size = static_cast<std::int64_t>(1 + random() % 5);
        call_log_request one;
        one.call_ids.push_back(static_cast<std::int64_t>(1 + random() % 20));
        try {
            const widgets_reply answer = co_await api.widgets(request, options);
            std::vector<std::int64_t> came;
            for (const widget_data& each : answer.results) came.push_back(each.widget_id.value_or(0));
            if (came != request.widget_ids || !answer.missing.empty() || !answer.repeated.empty())
                all.complain("a call got other widgets than it asked for");
            for (const call_report& each : answer.reports) all.count(each);
            const auto page = co_await api.send(one);
            const std::string wanted = "{\"id\":" + std::to_string(one.call_ids.front()) + ",";
            if (page.results.size() != 1 || !page.results.front().text.starts_with(wanted))
                all.complain("a call got another call log than it asked for");
            all.count(page.report);
            all.calls += 2;
        } catch (const std::exception& error) {
            all.complain(error.what());
        }
    }
}

} // namespace

int main(int count, char** words) {
    const std::chrono::seconds time{count > 1 ? std::atoi(words[1]) : 5};
    figures all;
    std::size_t files_before = 0;
    long warm = 0;
    long cold = 0;
    std::atomic<std::uint64_t> seen = 0;
    {
        const stand_in api{{.records = generated_calls{.count = 40},
                            .faults = {.rate = 0.1},
                            .intercept = [&](const http_request&) -> std::optional<http_response> {
                                ++seen;
                                return std::nullopt;
                            }}};
        files_before = open_files();
        boost::asio::thread_pool threads{2};
        // One request in ten fails, so a request that fails nine times in a row is a one-in-a-billion event.
        const client by =
            make_https_client(threads.get_executor(), {.base_url = api.url(), .connections = connections},
                              {.limits = {.call = 120s, .attempt = 60s},
                               .retries = exponential_backoff{.retries = 8, .first = 5ms, .longest = 50ms}});
        const auto end = clock::now() + time;
        for (std::uint32_t i = 0; i < calls_at_once; ++i)
            boost::asio::co_spawn(threads, ask(by, i, end, all), [&](std::exception_ptr error) {
                if (error) all.complain("a coroutine failed");
            });
        std::this_thread::sleep_until(end - time * 3 / 4);
        warm = resident_bytes();
        if (open_files() > files_before + 2 * connections + 8) all.complain("more connections than allowed are open");
        threads.join();
        cold = resident_bytes();
    }
    if (open_files() > files_before) all.complain("a connection was left behind");
    if (memory_is_the_programs_own && cold > warm + max_growth) all.complain("memory grows");
    if (all.attempts <= all.requests) all.complain("nothing was tried again, though requests fail");
    // A stale connection's request may be sent again, so the server may see more requests than there were attempts.
    if (all.calls == 0) all.complain("no call was made");
    std::printf("soak: %lld s, %llu calls, %llu requests in %llu attempts (%llu seen by the server), %zu mistakes, "
                "memory %.1f MB after the warm-up and %.1f MB at the end\n",
                static_cast<long long>(time.count()), static_cast<unsigned long long>(all.calls),
                static_cast<unsigned long long>(all.requests), static_cast<unsigned long long>(all.attempts),
                static_cast<unsigned long long>(seen), all.wrong.size(), static_cast<double>(warm) / 1e6,
                static_cast<double>(cold) / 1e6);
    for (const std::string& each : all.wrong) std::printf("soak: %s\n", each.c_str());
    return all.wrong.empty() ? 0 : 1;
}
