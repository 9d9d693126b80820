// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <calque/https/api_key.hpp>
#include <calque/values/error.hpp>

#include <boost/test/unit_test.hpp>

#include <concepts>
#include <cstdlib>
#include <ostream>
#include <string>
#include <string_view>
#include <type_traits>

#include "unit/printing.hpp"

BOOST_AUTO_TEST_SUITE(api_key_tests)

namespace {

using calque::api_key;

template <class T>
concept printable = requires(std::ostream& out, const T& what) { out << what; };

template <class T>
concept comparable = requires(const T& a, const T& b) { a == b; } || requires(const T& a, const T& b) { a < b; };

static_assert(!printable<api_key>);
static_assert(!comparable<api_key>);
static_assert(!std::is_convertible_v<api_key, std::string> && !std::is_constructible_v<std::string, api_key>);
static_assert(!std::is_convertible_v<api_key, std::string_view> && !std::is_constructible_v<std::string_view, api_key>);
static_assert(!std::is_convertible_v<std::string, api_key>, "a text becomes a key only where it is said");
static_assert(!std::is_default_constructible_v<api_key>);
static_assert(std::copyable<api_key>);

/// Returns the message of the error; it must not contain the text.
std::string refusal(const std::string& text) {
    try {
        const api_key key{text};
    } catch (const calque::system_error& error) {
        BOOST_TEST(error.code() == calque::errc::bad_request_setting);
        const std::string words = error.what();
        BOOST_TEST((text.empty() || words.find(text) == std::string::npos));
        BOOST_TEST(words.find("s3cret") == std::string::npos);
        return words.substr(0, words.find(": "));
    }
    return "taken";
}

std::string text_of(const api_key& key) { return std::string{calque::detail::api_key_access::text(key)}; }

} // namespace

BOOST_AUTO_TEST_CASE(visible_ascii_is_accepted) {
    std::string all;
    for (char c = '!'; c <= '~'; ++c) all += c;
    BOOST_TEST(text_of(calque::api_key{all}) == all);
    BOOST_TEST(text_of(calque::api_key{std::string(4096, 'k')}).size() == 4096u);
}

BOOST_AUTO_TEST_CASE(other_texts_are_refused_without_being_shown) {
    BOOST_TEST(refusal("") == "the API key is empty");
    BOOST_TEST(refusal("s3cret\n") == "the API key has a line break at byte 7; remove it");
    BOOST_TEST(refusal("s3cret\r\nX-Other: 1") == "the API key has a line break at byte 7; remove it");
    BOOST_TEST(refusal(" s3cret") == "the API key has white space at byte 1; remove it");
    BOOST_TEST(refusal("s3cret\tx") == "the API key has white space at byte 7; remove it");
    BOOST_TEST(refusal("s3cret\xc3\xa9") == "the API key has a character at byte 7 that is not visible ASCII");
    BOOST_TEST(refusal(std::string{"s3cret\0x", 8}) ==
               "the API key has a character at byte 7 that is not visible ASCII");
    BOOST_TEST(refusal("s3cret\x7f") == "the API key has a character at byte 7 that is not visible ASCII");
    BOOST_TEST(refusal(std::string(4097, 'k')) == "the API key is longer than 4096 bytes");
}

BOOST_AUTO_TEST_CASE(bearer_token_follows_the_same_rules) {
    const auto token = calque::api_key::bearer("a.b-c_d~e+f/g==");
    BOOST_TEST(text_of(token) == "a.b-c_d~e+f/g==");
    BOOST_TEST(calque::detail::api_key_access::header(token) == "Authorization: Bearer ");
    BOOST_TEST(calque::detail::api_key_access::header(calque::api_key{"k"}) == "X-CEKURA-API-KEY: ");
    const auto refused = [](const std::string& text) {
        try {
            (void)calque::api_key::bearer(text);
        } catch (const calque::system_error& error) {
            BOOST_TEST(error.code() == calque::errc::bad_request_setting);
            const std::string words = error.what();
            BOOST_TEST(words.find("s3cret") == std::string::npos);
            return words.substr(0, words.find(": "));
        }
        return std::string{"taken"};
    };
    BOOST_TEST(refused("") == "the token is empty");
    BOOST_TEST(refused("s3cret\r\nX: 1") == "the token has a line break at byte 7; remove it");
    BOOST_TEST(refused("Bearer s3cret") == "the token has white space at byte 7; remove it");
}

BOOST_AUTO_TEST_CASE(copies_share_the_text) {
    const calque::api_key key{"s3cret-key"};
    const calque::api_key copy = key;
    BOOST_TEST(calque::detail::api_key_access::text(copy).data() == calque::detail::api_key_access::text(key).data());
}

BOOST_AUTO_TEST_CASE(from_environment_reads_the_key_if_set) {
    ::unsetenv("CEKURA_API_KEY");
    BOOST_TEST(!calque::api_key::from_environment().has_value());
    ::setenv("CEKURA_API_KEY", "", 1);
    BOOST_TEST(!calque::api_key::from_environment().has_value());
    ::setenv("CEKURA_API_KEY", "s3cret-key", 1);
    BOOST_TEST(text_of(calque::api_key::from_environment().value()) == "s3cret-key");
    ::setenv("CEKURA_API_KEY", "s3cret\nkey", 1);
    BOOST_CHECK_THROW((void)calque::api_key::from_environment(), calque::system_error);
    ::unsetenv("CEKURA_API_KEY");
}

BOOST_AUTO_TEST_SUITE_END()
