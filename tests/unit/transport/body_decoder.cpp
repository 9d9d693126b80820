// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <calque/decode/records.hpp>
#include <calque/transport/body_decoder.hpp>
#include <calque/widget.hpp>

#include <boost/test/unit_test.hpp>

#include <cstddef>
#include <new>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "unit/transport/packed.hpp"

BOOST_AUTO_TEST_SUITE(body_decoder_tests)

namespace {

using namespace calque;

struct outcome {
    std::optional<record_page> page;
    decode_failure failure;

    [[nodiscard]] std::string text() const { return page ? "decoded" : failure.pointer + ": " + failure.message; }
};

outcome decode(std::string_view bytes, const body_headers& headers, std::size_t chunk, const decode_options& options) {
    calque::body_decoder<record_page> body{headers, options};
    for (std::size_t at = 0; at < bytes.size() && body.feed(bytes.substr(at, chunk)); at += chunk) {
    }
    outcome out;
    out.page = body.finish(out.failure);
    return out;
}

/// Decodes a body in chunks of several sizes and checks that the outcomes are equal.
outcome decode(std::string_view bytes, const body_headers& headers, const decode_options& options = {}) {
    const outcome whole = decode(bytes, headers, bytes.size() + 1, options);
    for (const std::size_t chunk : {1u, 2u, 5u, 1000u}) {
        const outcome parts = decode(bytes, headers, chunk, options);
        BOOST_TEST((parts.page == whole.page));
        BOOST_TEST(parts.text() == whole.text());
        BOOST_TEST(parts.failure.excerpt == whole.failure.excerpt);
        BOOST_TEST((parts.failure.code == whole.failure.code));
    }
    return whole;
}

constexpr body_headers json_gzip{"application/json", "gzip"};
constexpr std::string_view page = R"({"results":["a","b"]})";

std::string excerpt_of(std::string_view body) { return decode(body, {"application/json"}).failure.excerpt; }

} // namespace

BOOST_AUTO_TEST_CASE(uncompressed_body_is_decoded) {
    for (const std::string_view type :
         {"", "application/json", "Application/JSON", "application/json; charset=utf-8",
          "application/json;charset=\"UTF-8\"", "application/vnd.api+json", " application/json ;  charset = x",
          "application/problem+json; charset=us-ascii; a=b"})
        for (const std::string_view coding : {"", "identity", " Identity "})
            BOOST_TEST(decode(page, {type, coding}).text() == "decoded", type);
}

BOOST_AUTO_TEST_CASE(other_content_type_is_refused_by_name) {
    const auto html = decode("<html>\n  <body>Sorry</body></html>", {"text/html; charset=utf-8"});
    BOOST_TEST(html.text() == ": expected JSON, found the content type `text/html; charset=utf-8`");
    BOOST_TEST((html.failure.code == errc::bad_response));
    BOOST_TEST(html.failure.excerpt == "<html> <body>Sorry</body></html>");
    BOOST_TEST(decode(page, {"text/plain"}).text() == ": expected JSON, found the content type `text/plain`");
    BOOST_TEST(decode(page, {"application/json-seq"}).text() != "decoded");
    BOOST_TEST(decode(page, {"image/svg+json"}).text() != "decoded");
    BOOST_TEST(decode(page, {"application/json; charset=latin-1"}).text() ==
               ": expected JSON in UTF-8, found the content type `application/json; charset=latin-1`");
    BOOST_TEST(decode(page, {"text/\x1b[31mred"}).text().find('\x1b') == std::string::npos);
    BOOST_TEST(decode(packed("<html>"), {"text/html", "gzip"}).failure.excerpt == "<html>");
}

BOOST_AUTO_TEST_CASE(invalid_json_has_an_excerpt) {
    const auto html = decode("<!DOCTYPE html>\r\n\r\n<p>Bad gateway", {"application/json"});
    BOOST_TEST(html.text() == ": expected JSON: a value is missing here (byte 0)");
    BOOST_TEST(html.failure.excerpt == "<!DOCTYPE html> <p>Bad gateway");
    BOOST_TEST(excerpt_of("[1,\x1b[2J\xff]") == R"([1,\x1b[2J\xff])");
    BOOST_TEST(excerpt_of(R"({"results":[)") == R"({"results":[)");
    BOOST_TEST(excerpt_of("[] trailing") == "[] trailing");
    BOOST_TEST(excerpt_of("") == "");
    const std::string blanks(5'000, ' ');
    BOOST_TEST(excerpt_of("[x" + blanks + "y" + blanks) == "[x y");
    std::string wide = "[";
    for (int i = 0; i < 300; ++i) wide += "\xf0\x9f\x98\x80 ";
    const std::string cut = excerpt_of(wide);
    BOOST_TEST(cut.ends_with("\xf0\x9f\x98\x80…"));
    BOOST_TEST(cut.find("\\x") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(compressed_body_is_decoded) {
    BOOST_TEST(decode(packed(page), json_gzip).text() == "decoded");
    BOOST_TEST(decode(packed(page), {"application/json", "x-gzip"}).text() == "decoded");
    BOOST_TEST(decode(packed(page), {"application/json", " GZip "}).text() == "decoded");
    BOOST_TEST(decode(packed(page, frame::zlib), {"application/json", "deflate"}).text() == "decoded");
    BOOST_TEST(decode(packed(page, frame::bare), {"application/json", "deflate"}).text() == "decoded");
    std::string large = R"({"results":[)";
    for (int i = 0; i < 20'000; ++i) large += std::to_string(i * 7919) + ",";
    large += "0]}";
    const auto many = decode(packed(large), json_gzip, 4'000, {.max_results = 30'000});
    BOOST_TEST(many.page.value().results.size() == 20'001u);
    BOOST_TEST(many.page->results.at(19'999).text == std::to_string(19'999 * 7919));
}

BOOST_AUTO_TEST_CASE(unknown_content_encoding_is_refused_by_name) {
    for (const std::string_view coding : {"br", "zstd", "gzip, gzip", "gzip;q=1"}) {
        const auto failed = decode(packed(page), {"application/json", coding});
        BOOST_TEST(failed.text() ==
                   ": the body is coded as `" + std::string{coding} + "`, expected gzip, deflate or none");
        BOOST_TEST(failed.failure.excerpt == "");
    }
}

BOOST_AUTO_TEST_CASE(concatenated_gzip_members_are_decoded) {
    const std::string two = packed(page.substr(0, 7)) + packed("") + packed(page.substr(7));
    BOOST_TEST(decode(two, json_gzip).text() == "decoded");
    BOOST_TEST(decode(packed(page) + packed(page), json_gzip).text() == ": unexpected text after the JSON (byte 21)");
    BOOST_TEST(decode(packed(page, frame::zlib) + packed(page, frame::zlib), {"application/json", "deflate"}).text() ==
               ": the body is not valid deflate: there are extra bytes after its end");
}

BOOST_AUTO_TEST_CASE(bytes_after_gzip_are_refused) {
    for (const std::string_view garbage : {"garbage", "\x1f\x8c", "[]"})
        BOOST_TEST(decode(packed(page) + std::string{garbage}, json_gzip).text() ==
                   ": the body is not valid gzip: there are extra bytes after its end");
    BOOST_TEST(decode(packed(page) + std::string(3, '\0'), json_gzip).text() ==
               ": the body is not valid gzip: there are extra bytes after its end");
    BOOST_TEST(decode(packed(page) + '\x1f', json_gzip).text() == ": the body is not valid gzip: it ends too early");
}

BOOST_AUTO_TEST_CASE(truncated_gzip_is_refused_at_every_length) {
    const std::string whole = packed(page);
    for (std::size_t size = 1; size < whole.size(); ++size) {
        const auto cut = decode(whole.substr(0, size), json_gzip);
        BOOST_TEST(cut.text() == ": the body is not valid gzip: it ends too early");
        BOOST_TEST((cut.failure.code == errc::bad_response));
    }
    const std::string bare = packed(page, frame::bare);
    for (std::size_t size = 1; size < bare.size(); ++size)
        BOOST_TEST(decode(bare.substr(0, size), {"application/json", "deflate"}).text() ==
                   ": the body is not valid deflate: it ends too early");
    BOOST_TEST(decode("", json_gzip).text() == ": expected JSON, found an empty text");
}

BOOST_AUTO_TEST_CASE(corrupt_gzip_is_refused_at_every_byte) {
    const std::string whole = packed(page);
    const auto with = [&](std::size_t at) {
        std::string changed = whole;
        changed[at] = static_cast<char>(changed[at] ^ 1);
        return decode(changed, json_gzip).text();
    };
    BOOST_TEST(with(0) == ": the body is not valid gzip: incorrect header check");
    BOOST_TEST(with(whole.size() - 8) == ": the body is not valid gzip: incorrect data check");
    BOOST_TEST(with(whole.size() - 1) == ": the body is not valid gzip: incorrect length check");
    // Some bits have no effect, such as those of the time; a change of any other bit is detected.
    const auto right = decode(whole, json_gzip).page;
    for (std::size_t at = 0; at < whole.size(); ++at)
        for (int bit = 1; bit < 256; bit *= 2)
            for (const std::size_t chunk : {1u, 1'000u}) {
                std::string changed = whole;
                changed[at] = static_cast<char>(changed[at] ^ bit);
                const auto read = decode(changed, json_gzip, chunk, {}).page;
                BOOST_TEST((!read || read == right), "byte " << at << ", bit " << bit);
            }
    BOOST_TEST(decode(page, json_gzip).text() == ": the body is not valid gzip: incorrect header check");
}

BOOST_AUTO_TEST_CASE(first_error_is_reported) {
    std::string broken = packed("[1,x]");
    broken[broken.size() - 8] ^= 1;
    BOOST_TEST(decode(broken, json_gzip).text() == ": expected JSON: a value is missing here (byte 3)");
}

BOOST_AUTO_TEST_CASE(decompression_bomb_stops_at_the_limit) {
    const std::string bomb = packed("[\"" + std::string(50'000'000, 'a') + "\"]");
    BOOST_TEST(bomb.size() < 60'000u);
    const auto stopped = decode(bomb, json_gzip, 1'000, {.max_bytes = 1'000'000});
    BOOST_TEST(stopped.text() ==
               ": the body has more than 1000000 bytes; raise decode_options::max_bytes or ask for less");
    BOOST_TEST((stopped.failure.code == errc::response_too_large));
    // The remainder is not inflated.
    calque::body_decoder<record_page> body{json_gzip, {.max_bytes = 1'000'000}};
    std::size_t fed = 0;
    while (fed < bomb.size() && body.feed(std::string_view{bomb}.substr(fed, 100))) fed += 100;
    BOOST_TEST(fed < 2'000u);
}

BOOST_AUTO_TEST_CASE(error_text_is_kept_up_to_the_limit) {
    const auto text_of = [](std::string_view bytes, std::string_view coding, std::size_t limit) {
        body_text body{coding, limit};
        for (const char& each : bytes)
            if (!body.feed({&each, 1})) break;
        return body.text();
    };
    BOOST_TEST(text_of("{\"detail\":\"no\"}", "", 100) == "{\"detail\":\"no\"}");
    BOOST_TEST(text_of(packed("{\"detail\":\"no\"}"), "gzip", 100) == "{\"detail\":\"no\"}");
    BOOST_TEST(text_of(packed(std::string(100'000, 'a')), "gzip", 10) == "aaaaaaaaaa");
    BOOST_TEST(text_of("0123456789", "", 4) == "0123");
    BOOST_TEST(text_of("0123456789", "br", 4) == "");
}

BOOST_AUTO_TEST_CASE(charts_are_decoded) {
    calque::body_decoder<widget_data> body{{"application/json", "gzip"}};
    BOOST_TEST(body.feed(packed(R"({"chart_type":"pie","data":[{"label":"a","value":1,"percentage":100}]})")));
    decode_failure failure;
    const auto widget = body.finish(failure);
    BOOST_TEST((widget.value().data == chart_data{std::vector<pie_slice>{{"a", std::int64_t{1}, 100.0}}}));
}

BOOST_AUTO_TEST_SUITE_END()
