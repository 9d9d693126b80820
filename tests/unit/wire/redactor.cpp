// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <calque/impl/wire/redactor.hpp>

#include <boost/test/unit_test.hpp>

#include <optional>
#include <string>
#include <string_view>

BOOST_AUTO_TEST_SUITE(redactor_tests)

namespace {

using calque::api_key;
using text_redactor = calque::detail::redactor;

const std::optional<api_key> key{api_key{"s3cret-key"}};

/// What comes out where a text comes in pieces of a size.
std::string in_pieces(std::string_view text, std::size_t size, const std::optional<api_key>& of = key) {
    text_redactor redact{of};
    std::string out;
    const auto take = [&](std::string_view piece) {
        BOOST_TEST(!piece.empty());
        out += piece;
    };
    for (; !text.empty(); text.remove_prefix(std::min(size, text.size()))) redact.take(text.substr(0, size), take);
    redact.finish(take);
    return out;
}

} // namespace

BOOST_AUTO_TEST_CASE(the_key_is_taken_out_of_a_text) {
    std::string echo = "s3cret-key and X-CEKURA-API-KEY: s3cret-key";
    text_redactor{key}(echo);
    BOOST_TEST(echo == "[API key] and X-CEKURA-API-KEY: [API key]");
    std::string token = "Bearer s3cret-token";
    text_redactor{api_key::bearer("s3cret-token")}(token);
    BOOST_TEST(token == "Bearer [token]");
}

BOOST_AUTO_TEST_CASE(so_short_a_key_stands_in_any_text) {
    std::string text = "aaaa";
    text_redactor{api_key{"a"}}(text);
    text_redactor{std::nullopt}(text);
    BOOST_TEST(text == "aaaa");
    BOOST_TEST(in_pieces("aaaa", 1, api_key{"a"}) == "aaaa");
}

BOOST_AUTO_TEST_CASE(a_text_may_be_cut_anywhere) {
    const std::string text = "s3cret-key s3crs3cret-ke s3cret-kes3cret-key. s3cret-keys3cret-key s3cret-k";
    const std::string expected = "[API key] s3crs3cret-ke s3cret-ke[API key]. [API key][API key] s3cret-k";
    for (std::size_t size = 1; size <= text.size(); ++size) BOOST_TEST(in_pieces(text, size) == expected, size);
}

BOOST_AUTO_TEST_CASE(a_key_that_repeats_itself_is_found_too) {
    const std::optional<api_key> repeats{api_key{"abababac"}};
    for (std::size_t size = 1; size <= 20; ++size) {
        BOOST_TEST(in_pieces("ababababac", size, repeats) == "ab[API key]", size);
        BOOST_TEST(in_pieces("abababababababacabababab", size, repeats) == "abababab[API key]abababab", size);
    }
}

BOOST_AUTO_TEST_CASE(what_cannot_be_the_key_does_not_wait) {
    text_redactor redact{key};
    std::string out;
    const auto take = [&](std::string_view piece) { out += piece; };
    redact.take("hello s3cre", take);
    BOOST_TEST(out == "hello ");
    redact.take("t", take);
    BOOST_TEST(out == "hello ");
    redact.take("x", take);
    BOOST_TEST(out == "hello s3cretx");
}

BOOST_AUTO_TEST_SUITE_END()
