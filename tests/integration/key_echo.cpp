// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <calque/decode/json_as.hpp>

#include <boost/json/parse.hpp>
#include <boost/test/unit_test.hpp>

#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "ask.hpp"
#include "call.hpp"
#include "unit/https/key_spellings.hpp"
#include "unit/printing.hpp"
#include "unit/transport/packed.hpp"

BOOST_AUTO_TEST_SUITE(key_echo_tests)

// A server that echoes the key, in any encoding and position: nothing that leaves the client reveals it.

namespace {

using namespace calque;
using server::peer;
using server::scripted_server;
using spelt::spellings;
using spelt::tells;
namespace asio = boost::asio;

/// An observer that records everything it receives.
struct listener final : call_observer {
    explicit listener(std::size_t bytes = 10'000) : most{bytes} {}

    void request_started(const watched_call& call) noexcept override { all += call.target; }
    void attempt_failed(const watched_call& call, const api_failure& why) noexcept override { add(call, why); }
    void finished(const watched_call& call, const call_report& report, const api_failure* why) noexcept override {
        if (why != nullptr) add(call, *why);
        all += describe(report) + '\n';
    }
    [[nodiscard]] std::size_t body_bytes() const noexcept override { return most; }
    void body_sent(const watched_call&, std::string_view body) noexcept override { all += std::string{body} + '\n'; }
    void body_received(const watched_call&, unsigned, std::string_view body) noexcept override {
        received = body;
        all += received + '\n';
    }

    void add(const watched_call& call, const api_failure& why) {
        all += std::string{call.target} + '\n' + describe(why) + '\n' + why.what_happened + '\n' + why.server_detail;
        for (const server_message& each : why.messages) all += '\n' + each.path + '\n' + each.text + '\n';
        for (const attempt_report& each : why.report.attempts) all += each.request_id + '\n';
    }

    std::size_t most;
    std::string received;
    std::string all;
};

std::string answer(const std::string& line, const std::string& body, const std::string& headers = {}) {
    return "HTTP/1.1 " + line + "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n" + headers + "\r\n" + body;
}

std::string json_answer(const std::string& line, const std::string& body, bool gzip = false) {
    return answer(line, gzip ? packed(body) : body,
                  std::string{"Content-Type: application/json\r\n"} + (gzip ? "Content-Encoding: gzip\r\n" : ""));
}

/// A client with a key, and a server that gives it prepared responses.
class echo {
public:
    explicit echo(const std::string& key = spelt::key, std::size_t body_bytes = 10'000)
        : heard_{std::make_shared<listener>(body_bytes)},
          client_{make_https_client(
              io_.get_executor(), {.base_url = api_.url(), .key = api_key{key}},
              {.retries = exponential_backoff{.retries = 0}, .decode = {.keep_source = true}, .observer = heard_})} {}

    /// Returns all texts of a call's failure, and all that the observer received.
    std::string failure(std::string text, errc code) {
        *next_ = std::move(text);
        heard_->all.clear();
        std::exception_ptr error;
        client_.bulk_data(server::one_widget,
                          [&](std::exception_ptr problem, const bulk_widget_response&) { error = problem; });
        run();
        const api_failure* const found = failure_of(error);
        BOOST_REQUIRE(found != nullptr);
        BOOST_TEST((found->code == code), describe(*found));
        heard_->add({}, *found);
        return heard_->all;
    }

    /// Returns the result of a call.
    template <class Request>
    response_of<Request> result(std::string text, const Request& request) {
        *next_ = std::move(text);
        heard_->all.clear();
        response_of<Request> out;
        std::exception_ptr error;
        client_.send(request, [&](std::exception_ptr problem, const response_of<Request>& came) {
            error = problem;
            out = came;
        });
        run();
        if (error) std::rethrow_exception(error);
        return out;
    }

    void run() {
        io_.restart();
        io_.run();
    }

    [[nodiscard]] const listener& heard() const { return *heard_; }
    [[nodiscard]] const calque::client& client() const { return client_; }
    void answers(std::string text) { *next_ = std::move(text); }

private:
    std::shared_ptr<std::string> next_ = std::make_shared<std::string>();
    scripted_server api_{[next = next_](peer& with, int) -> asio::awaitable<void> {
        for (;;) {
            (void)co_await with.read();
            co_await with.write(*next);
        }
    }};
    std::shared_ptr<listener> heard_;
    asio::io_context io_;
    calque::client client_;
};

/// Returns all texts of a widget.
std::string texts_of(const widget_data& widget) {
    bulk_widget_response page;
    page.results = {widget};
    return to_json(page) + widget.field_name + widget.chart_type + widget.source.text + widget.metadata.display_name +
           widget.metadata.data_type + widget.aggregation_function.value_or("") + widget.time_period.value_or("") +
           widget.group_by.value_or(raw_json{}).text + widget.metadata.filter_value.value_or(raw_json{}).text +
           widget.metadata.normalization.value_or("");
}

std::string texts_of(const bulk_widget_response& page) {
    std::string out = page.next.value_or("") + page.previous.value_or("");
    for (const widget_data& each : page.results) {
        widget_data typed = each;
        typed.source = {};
        out += texts_of(each) + texts_of(typed);
    }
    return out;
}

/// Returns widgets of all kinds with `text` in every position that can have one, inserted verbatim.
std::string widgets_with(const std::string& text) {
    const auto head = [&](const std::string& type) {
        return R"({"widget_id":1,"field_name":")" + text + R"(","chart_type":")" + type +
               R"(","aggregation_function":")" + text + R"(","time_period":")" + text + R"(","group_by":[")" + text +
               R"("],"metadata":{"display_name":")" + text + R"(","data_type":")" + text + R"(","filter_value":{")" +
               text + R"(":")" + text + R"("},"normalization":")" + text + R"("},"more":{")" + text + R"(":1},"data":)";
    };
    return R"({"count":4,"next":"http://x/?page=2&k=)" + text + R"(","previous":"/)" + text + R"(","results":[)" +
           head("line") + R"([{"id":1,"timestamp":"2025-11-01T00:00:00Z","value":")" + text + R"("}]},)" + head("bar") +
           R"([{"time_interval":"2025-11-01T00:00:00Z","value":")" + text + R"(","sample_count":1}]},)" + head("pie") +
           R"([{"label":")" + text + R"(","value":")" + text + R"(","percentage":1}]},)" + head(text) + R"([{"x":")" +
           text + R"(",")" + text + R"(":2}]}]})";
}

/// The encodings that can occur in a JSON string.
std::vector<std::pair<std::string, std::string>> spellings_of_json(std::string_view key = spelt::key) {
    auto out = spellings(key);
    std::erase_if(out, [](const auto& each) {
        boost::system::error_code problem;
        (void)boost::json::parse('"' + each.second + '"', problem);
        return problem.failed();
    });
    return out;
}

} // namespace

BOOST_AUTO_TEST_CASE(key_is_redacted_in_error_bodies) {
    echo on;
    bool gzip = false;
    for (const auto& [name, text] : spellings()) {
        gzip = !gzip;
        for (const std::string& body :
             {R"({"detail":"Invalid key )" + text + R"("})", R"({"errors":{")" + text + R"(":[")" + text + R"("]}})",
              "<p>" + text + "</p>", '"' + std::string(170, ' ') + '"' + text}) {
            const std::string told = on.failure(json_answer("403 Forbidden", body, gzip), errc::forbidden);
            BOOST_TEST(!tells(told), name << ": " << told);
        }
    }
}

BOOST_AUTO_TEST_CASE(key_is_redacted_in_headers) {
    echo on;
    for (const auto& [name, text] : spellings()) {
        const std::string told =
            on.failure(answer("302 Found", "{}", "Location: /?key=" + text + "\r\nX-Request-Id: " + text + "\r\n"),
                       errc::unexpected_status);
        BOOST_TEST(!tells(told), name << ": " << told);
        const std::string other =
            on.failure(answer("200 OK", "[]", "Content-Type: text/" + text + "\r\n"), errc::bad_response);
        BOOST_TEST(!tells(other), name << ": " << other);
    }
}

BOOST_AUTO_TEST_CASE(key_is_redacted_in_undecodable_bodies) {
    echo on;
    for (const auto& [name, text] : spellings())
        for (const std::string& body : {"<p>" + text, R"([{"chart_type":5,")" + text + R"(":")" + text + R"("}])"}) {
            const std::string told = on.failure(json_answer("200 OK", body), errc::bad_response);
            BOOST_TEST(!tells(told), name << ": " << told);
        }
}

BOOST_AUTO_TEST_CASE(key_is_redacted_in_truncated_texts) {
    echo on;
    for (const std::string& text : {spelt::key, spelt::each_of(spelt::key, spelt::formatted("%%%02x"))}) {
        for (std::size_t before = 195 - text.size(); before < 205; before += 3) {
            const std::string told =
                on.failure(json_answer("403 No", std::string(before, '.') + text + "..."), errc::forbidden);
            BOOST_TEST(!tells(told), told);
        }
        for (std::size_t before = 495 - text.size(); before < 505; before += 3) {
            const std::string body = R"({"detail":")" + std::string(before, '.') + text + R"(..."})";
            BOOST_TEST(!tells(on.failure(json_answer("403 No", body), errc::forbidden)), before);
        }
        for (std::size_t size = 1; size < 20 + text.size(); ++size) { // in a truncated body
            std::string whole = json_answer("403 No", "Invalid key: " + text + "...");
            whole.resize(whole.size() - text.size() - 10 + std::min(size, text.size()));
            scripted_server api{server::answer_once(whole)};
            asio::io_context io;
            const auto client =
                make_https_client(io.get_executor(), {.base_url = api.url(), .key = api_key{spelt::key}});
            std::string told;
            client.bulk_data(server::one_widget, [&](std::exception_ptr error, const bulk_widget_response&) {
                told = describe(*failure_of(error));
            });
            io.run();
            BOOST_TEST(!tells(told), told);
        }
    }
    for (std::size_t size = 1; size < 40; ++size) {
        echo cut{spelt::key, size};
        BOOST_TEST(!tells(cut.failure(json_answer("403 No", "Key: " + spelt::key + " is no key"), errc::forbidden)));
        BOOST_TEST(cut.heard().received.size() <= size);
    }
}

BOOST_AUTO_TEST_CASE(key_is_redacted_in_widgets) {
    echo on;
    bool gzip = false;
    for (const auto& [name, text] : spellings_of_json()) {
        gzip = !gzip;
        const auto page = on.result(json_answer("200 OK", widgets_with(text), gzip), server::one_widget);
        BOOST_REQUIRE_EQUAL(page.results.size(), 4u);
        BOOST_TEST(page.results[0].data.index() == 0u);
        BOOST_TEST(page.results[1].data.index() == 1u);
        BOOST_TEST(page.results[2].data.index() == 2u);
        BOOST_TEST(page.results[3].data.index() == 3u);
        BOOST_TEST(!tells(texts_of(page)), name << ": " << texts_of(page));
        BOOST_TEST(!tells(on.heard().all), name);
        for (const widget_data& each : page.results) BOOST_TEST(boost::json::parse(each.source.text).is_object());
    }
}

BOOST_AUTO_TEST_CASE(key_is_redacted_in_records_and_page_links) {
    echo on;
    const std::string first = R"({"next":"http://elsewhere.example/?k=)" + spelt::key +
                              R"(&page=2","results":[{"id":1,"note":")" + spelt::key + R"("}]})";
    auto pages = on.client().pages(call_log_request{});
    std::optional<record_page> page;
    on.answers(json_answer("200 OK", first));
    pages.next([&](std::exception_ptr, const std::optional<reply<record_page>>& came) { page = came; });
    on.run();
    BOOST_REQUIRE(page.has_value());
    BOOST_TEST(page->results.at(0).text == R"({"id":1,"note":"[API key]"})");
    BOOST_TEST(!tells(page->next.value()));
    BOOST_TEST(pages.walk().page().value() == 2);
    BOOST_REQUIRE_EQUAL(pages.walk().warnings().size(), 1u);
    BOOST_TEST(!tells(pages.walk().warnings()[0]), pages.walk().warnings()[0]);
    BOOST_TEST(pages.walk().warnings()[0].find("elsewhere.example") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(short_key_does_not_prevent_decoding) {
    const std::string body = widgets_with("x a1 a 1 x");
    for (const std::string key : {"a", "1", "\"", "{", "page", "data", "value", "gzip", "json", "a1", "line"}) {
        echo on{key};
        const auto page = on.result(json_answer("200 OK", body, true), server::one_widget);
        BOOST_REQUIRE_EQUAL(page.results.size(), 4u);
        BOOST_TEST(page.results[0].data.index() == 0u, key);
        BOOST_TEST(page.results[0].chart_type == "line");
        const auto& slice = std::get<std::vector<pie_slice>>(page.results[2].data).at(0);
        BOOST_TEST(std::get<std::string>(slice.label).find(key) == std::string::npos, key);
        BOOST_TEST(boost::json::parse(page.results[3].source.text).as_object().contains("chart_type"), key);
        const std::string told = on.failure(
            json_answer("403 No", R"({"detail":"<<)" + std::string{key == "\"" ? "\\" : ""} + key + R"(>>"})"),
            errc::forbidden);
        BOOST_TEST(told.find("<<" + key + ">>") == std::string::npos, key << ": " << told);
    }
    // Paging still works.
    for (const std::string key : {"2", "page", "x"}) {
        echo on{key};
        auto pages = on.client().pages(server::one_widget);
        on.answers(json_answer("200 OK", R"({"count":9,"next":"http://x/?page=2","results":[]})"));
        pages.next([](std::exception_ptr, const auto&) {});
        on.run();
        BOOST_TEST(pages.walk().page().value() == 2);
    }
}

BOOST_AUTO_TEST_CASE(key_is_redacted_by_a_transport) {
    for (const bool collects : {true, false})
        for (const auto& [name, text] : spellings()) {
            scripted_server api{server::answer_once(answer("200 OK", "key: " + text + '.', "X: " + text + "\r\n"))};
            server::asker on{{.base_url = api.url(), .key = api_key{spelt::key}}};
            std::string told;
            auto bounds = server::within(server::long_enough);
            if (!collects)
                bounds.on_head = [&](const http_response& head) -> body_reader {
                    told += find_header(head.headers, "X");
                    return [&](std::string_view piece) { told += piece; };
                };
            const http_response got = on.get(bounds);
            told.append(got.body);
            BOOST_TEST(!tells(std::string{find_header(got.headers, "X")}), name);
            BOOST_TEST(!tells(told), name << ": " << told);
            BOOST_TEST(told.ends_with('.'));
        }
}

BOOST_AUTO_TEST_CASE(transport_does_not_redact_if_as_sent) {
    scripted_server api{server::answer_once(answer("200 OK", spelt::key, "X: " + spelt::key + "\r\n"))};
    server::asker on{{.base_url = api.url(), .key = api_key{spelt::key}}};
    auto bounds = server::within(server::long_enough);
    bounds.as_sent = true;
    const http_response got = on.get(bounds);
    BOOST_TEST(got.body == spelt::key);
    BOOST_TEST(find_header(got.headers, "X") == spelt::key);
}

BOOST_AUTO_TEST_SUITE_END()
