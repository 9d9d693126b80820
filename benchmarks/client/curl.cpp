// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <curl/curl.h>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "contender.hpp"

namespace throughput {
namespace {

struct slist_free {
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

/// A handle that sends one request after the other.
struct transfer {
    CURL* easy = nullptr;
    std::string body;
};

std::size_t take(char* bytes, std::size_t size, std::size_t count, void* into) {
    static_cast<transfer*>(into)->body.append(bytes, size * count);
    return size * count;
}

void begin(transfer& what, const task& of, const std::string& url, curl_slist* headers) {
    curl_easy_setopt(what.easy, CURLOPT_URL, url.c_str());
    curl_easy_setopt(what.easy, CURLOPT_POSTFIELDS, of.body.c_str());
    curl_easy_setopt(what.easy, CURLOPT_POSTFIELDSIZE, static_cast<long>(of.body.size()));
    curl_easy_setopt(what.easy, CURLOPT_HTTPHEADER, headers);
    curl_easy_setopt(what.easy, CURLOPT_WRITEFUNCTION, take);
    curl_easy_setopt(what.easy, CURLOPT_WRITEDATA, &what);
    curl_easy_setopt(what.easy, CURLOPT_PRIVATE, &what);
    curl_easy_setopt(what.easy, CURLOPT_TCP_NODELAY, 1L);
    curl_easy_setopt(what.easy, CURLOPT_NOSIGNAL, 1L);
}

/// Counts the finished transfers, and starts the remaining requests on their handles.
void take_messages(CURLM* multi, std::size_t& left, std::size_t& running, result& out) {
    int waiting = 0;
    while (const CURLMsg* message = curl_multi_info_read(multi, &waiting)) {
        if (message->msg != CURLMSG_DONE) continue;
        CURL* const easy = message->easy_handle;
        transfer* what = nullptr;
        long status = 0;
        curl_easy_getinfo(easy, CURLINFO_PRIVATE, &what);
        curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
        if (message->data.result == CURLE_OK && status == 200) {
            ++out.responses;
            out.bytes += what->body.size();
        }
        what->body.clear();
        curl_multi_remove_handle(multi, easy);
        --running;
        if (left == 0) continue;
        --left;
        ++running;
        curl_multi_add_handle(multi, easy);
    }
}

result run(const task& what) {
    static const bool once = curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
    if (!once) throw std::runtime_error{"curl_global_init"};
    const std::string url = "http://127.0.0.1:" + std::to_string(what.port) + what.target;
    const std::unique_ptr<curl_slist, slist_free> headers{curl_slist_append(nullptr, "Content-Type: application/json")};
    CURLM* const multi = curl_multi_init();
    std::vector<transfer> transfers(what.at_once);
    std::size_t left = what.requests;
    std::size_t running = 0;
    result out;
    for (transfer& each : transfers) {
        each.easy = curl_easy_init();
        begin(each, what, url, headers.get());
        if (left == 0) continue;
        --left;
        ++running;
        curl_multi_add_handle(multi, each.easy);
    }
    while (running > 0) {
        int still = 0;
        curl_multi_perform(multi, &still);
        take_messages(multi, left, running, out);
        if (running > 0) curl_multi_poll(multi, nullptr, 0, 1000, nullptr);
    }
    for (transfer& each : transfers) curl_easy_cleanup(each.easy);
    curl_multi_cleanup(multi);
    return out;
}

} // namespace

const contender curl{"libcurl's multi interface", run};

} // namespace throughput
