// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <calque/transport/response_notes.hpp>

#include <boost/test/unit_test.hpp>

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

BOOST_AUTO_TEST_SUITE(response_notes_tests)

using namespace std::chrono;

namespace {

using calque::http_header;

constexpr sys_seconds now = sys_days{2026y / August / 18} + 12h;

std::optional<long> wait(const std::vector<http_header>& headers) {
    const auto found = calque::detail::retry_after_of(headers, now);
    return found ? std::optional<long>{found->count()} : std::nullopt;
}
std::optional<long> wait(std::string value) { return wait({{"Retry-After", std::move(value)}}); }

std::string id(const std::vector<http_header>& headers) { return calque::detail::request_id_of(headers); }

} // namespace

BOOST_AUTO_TEST_CASE(retry_after_accepts_seconds) {
    BOOST_TEST((wait("0") == 0));
    BOOST_TEST((wait("7") == 7));
    BOOST_TEST((wait(" \t120 ") == 120));
    BOOST_TEST((wait("0000000000000000000000009") == 9));
    BOOST_TEST((wait({{"retry-after", "3"}}) == 3));
}

BOOST_AUTO_TEST_CASE(retry_after_is_capped_at_a_year) {
    BOOST_TEST((wait("31536001") == 31'536'000));
    BOOST_TEST((wait("99999999999999999999999999999999999999999") == 31'536'000));
    BOOST_TEST((wait("Fri, 31 Dec 9999 23:59:59 GMT") == 31'536'000));
}

BOOST_AUTO_TEST_CASE(retry_after_accepts_all_date_forms) {
    BOOST_TEST((wait("Tue, 18 Aug 2026 12:00:30 GMT") == 30));
    BOOST_TEST((wait("Tuesday, 18-Aug-26 12:01:00 GMT") == 60));
    BOOST_TEST((wait("Tue Aug 18 12:02:00 2026") == 120));
    BOOST_TEST((wait("Tue, 18 Aug 2026 11:59:59 GMT") == 0));
}

BOOST_AUTO_TEST_CASE(retry_after_date_is_relative_to_the_date_header) {
    const std::string until = "Tue, 18 Aug 2026 15:00:30 GMT";
    BOOST_TEST((wait({{"Date", "Tue, 18 Aug 2026 15:00:00 GMT"}, {"Retry-After", until}}) == 30));
    BOOST_TEST((wait({{"Date", "yesterday"}, {"Retry-After", until}}) == 3 * 3600 + 30));
    BOOST_TEST((wait({{"Date", "Tue, 18 Aug 2026 15:00:00 GMT"}, {"Retry-After", "5"}}) == 5));
}

BOOST_AUTO_TEST_CASE(invalid_retry_after_is_ignored) {
    for (const char* const value : {"", " ", "-1", "+1", "1.5", "1e3", "5 s", "120, 60", "soon", "Tue, 18 Aug 2026"})
        BOOST_TEST(!wait(value), value);
    BOOST_TEST(!wait(std::vector<http_header>{}));
}

BOOST_AUTO_TEST_CASE(request_id_comes_from_the_preferred_header) {
    std::vector<http_header> headers{{"cf-ray", "ray"}};
    BOOST_TEST(id({}) == "");
    BOOST_TEST(id(headers) == "ray");
    headers.push_back({"X-AMZN-Trace-Id", "Root=1-67891233-abc"});
    BOOST_TEST(id(headers) == "Root=1-67891233-abc");
    headers.push_back({"request-id", "plain"});
    BOOST_TEST(id(headers) == "plain");
    headers.push_back({"X-Request-Id", ""});
    BOOST_TEST(id(headers) == "plain");
    headers.back().value = "8f2c";
    BOOST_TEST(id(headers) == "8f2c");
}

BOOST_AUTO_TEST_CASE(request_id_is_escaped_and_cut) {
    BOOST_TEST(id({{"X-Request-Id", "a\x1b[2Jb"}}) == R"(a\x1b[2Jb)");
    BOOST_TEST(id({{"X-Request-Id", std::string(101, 'x')}}) == std::string(100, 'x') + "…");
}

BOOST_AUTO_TEST_SUITE_END()
