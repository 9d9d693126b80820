// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <calque/https/detail/redactor.hpp>

#include <boost/json/parse.hpp>
#include <boost/test/unit_test.hpp>

#include <optional>
#include <random>
#include <string>
#include <string_view>

#include "unit/https/key_spellings.hpp"

BOOST_AUTO_TEST_SUITE(redactor_tests)

namespace {

using calque::api_key;
using text_redactor = calque::detail::redactor;

const std::optional<api_key> key{api_key{"s3cret-key"}};
const std::optional<api_key> odd_key{api_key{spelt::key}};

std::string redacted(std::string text, const std::optional<api_key>& of) {
    text_redactor{of}(text);
    return text;
}

std::string redacted_json(std::string json, const std::optional<api_key>& of) {
    text_redactor{of}.in_json(json);
    return json;
}

/// Returns the redacted text when it is fed in pieces of `size` bytes.
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

BOOST_AUTO_TEST_CASE(key_is_redacted) {
    BOOST_TEST(redacted("s3cret-key and X-CEKURA-API-KEY: s3cret-key", key) ==
               "[API key] and X-CEKURA-API-KEY: [API key]");
    BOOST_TEST(redacted("Bearer s3cret-token", api_key::bearer("s3cret-token")) == "Bearer [token]");
    BOOST_TEST(redacted("s3cret-key", std::nullopt) == "s3cret-key");
}

BOOST_AUTO_TEST_CASE(key_is_redacted_in_every_spelling) {
    for (const auto& [name, text] : spelt::spellings(spelt::key, true)) {
        BOOST_TEST(spelt::tells(text), name << ": " << text); // otherwise this test proves nothing
        BOOST_TEST(!spelt::tells(redacted("Invalid key " + text, odd_key)), name << ": " << text);
        BOOST_TEST(!spelt::tells(redacted('"' + text + '"', odd_key)), name << ": " << text);
        if (name.starts_with("base64")) continue; // its ends also encode neighbouring characters, so they stay
        BOOST_TEST(redacted("<" + text + ">", odd_key) == "<[API key]>", name << ": " << text);
    }
}

BOOST_AUTO_TEST_CASE(each_character_may_have_its_own_spelling) {
    std::mt19937 random{7};
    const auto& ways = spelt::spellers();
    const auto any = [&](char c) {
        return random() % 2 == 0 ? std::string(1, c) : ways[random() % ways.size()].second(c);
    };
    // Encodings that escape with backslashes also escape backslashes.
    const auto once_more = [&](char c) { return c == '\\' ? ways[1 + random() % 5].second(c) : any(c); };
    for (int i = 0; i < 3000; ++i) {
        std::string text = spelt::each_of(spelt::key, any);
        if (random() % 2 == 0) text = spelt::each_of(text, once_more);
        text = std::string(random() % 3, '%') + "& \\" + text + "\\u00";
        const std::string out = redacted(text, odd_key);
        BOOST_TEST(!spelt::tells(out), text);
        const std::size_t size = 1 + random() % 9;
        BOOST_TEST(in_pieces(text, size, odd_key) == out, size << ": " << text);
    }
}

BOOST_AUTO_TEST_CASE(other_text_is_unchanged) {
    for (const std::string text :
         {"", "plain", "100 % of %zz and %2", "a & b &amp; &#x; &#99999999; &nosuchname; &", R"(\u002 \n \\ \" \)",
          "ck_live/AbC+def/123=", "k_live/AbC+def/123==", "CK_LIVE/ABC+DEF/123==", "…ck_live/AbC", "ck_ …", "ä…ö"}) {
        BOOST_TEST(redacted(text, odd_key) == text);
        for (std::size_t size = 1; size <= 4; ++size) BOOST_TEST(in_pieces(text, size, odd_key) == text, size);
    }
}

BOOST_AUTO_TEST_CASE(key_may_look_like_escapes) {
    const std::string percent = "a%2Fb%252F\\u0041&amp;~1";
    for (const auto& [name, text] : spelt::spellings(percent, true))
        BOOST_TEST(!spelt::tells(redacted(text, api_key{percent}), percent), name << ": " << text);
    BOOST_TEST(redacted(percent, api_key{percent}) == "[API key]");
}

BOOST_AUTO_TEST_CASE(short_key_is_redacted_at_the_cost_of_the_text) {
    BOOST_TEST(redacted("aaaa b", api_key{"a"}) == "[API key][API key][API key][API key] b");
    BOOST_TEST(redacted("x1 and %781 and \\u00781", api_key{"x1"}) == "[API key] and [API key] and [API key]");
    for (const std::string of : {"a1", "k3y", "tok3n", "abc1234"})
        for (const auto& [name, text] : spelt::spellings(of, true))
            if (!name.starts_with("base64 behind x") && !name.starts_with("base64 behind k"))
                BOOST_TEST(!spelt::tells(redacted("key " + text + '.', api_key{of}), of), name << ": " << text);
    BOOST_TEST(in_pieces("aaaa", 1, api_key{"a"}) == "[API key][API key][API key][API key]");
    // A prefix that may begin a longer spelling does not hide the key.
    BOOST_TEST(in_pieces("&k3y", 9, api_key{"k3y"}) == "&[API key]");
}

BOOST_AUTO_TEST_CASE(replacement_does_not_reveal_the_key) {
    for (const std::string of : {"key", "API", "[", "ey]"}) {
        const std::string out = redacted("<" + of + ">", api_key{of});
        BOOST_TEST(out == "<***>");
        BOOST_TEST(out.find(of) == std::string::npos);
    }
    BOOST_TEST(redacted("*", api_key{"*"}) == "[API key]");
}

BOOST_AUTO_TEST_CASE(truncated_key_is_redacted) {
    BOOST_TEST(redacted("bad ck_live/Ab…", odd_key) == "bad [API key]…");
    BOOST_TEST(redacted("bad ck_live%2FA%4…: ck_live…", odd_key) == "bad [API key]…: [API key]…");
    BOOST_TEST(redacted("bad ck_…", odd_key) == "bad ck_…"); // reveals nothing
    BOOST_TEST(redacted("`s3cre…`", key) == "`[API key]…`");
}

BOOST_AUTO_TEST_CASE(redacted_json_stays_valid) {
    BOOST_TEST(redacted_json(R"({"a":["x s3cret-key","\u00733cret-key"],"s3cret-key" : 1})", key) ==
               R"({"a":["x [API key]","[API key]"],"[API key]" : 1})");
    BOOST_TEST(redacted_json(R"({"n" : "\nn \u0041 \" n\\","m":"\u00e4 é \ud800"})", api_key{"n"}) ==
               R"({"n" : "\n[API key] A \" [API key]\\","m":"\u00e4 é \ud800"})");
    BOOST_TEST(redacted_json(R"({"1":1,"b":"1"})", api_key{"1"}) == R"({"1":1,"b":"[API key]"})");
    const std::string json = R"({ "id":12345678, "a":"\/", "b":[true, null] })";
    BOOST_TEST(redacted_json(json, api_key{"12345678"}) == json);
    for (const auto& [name, text] : spelt::spellings(spelt::key, true)) {
        const std::string quoted = R"({"a":"key: )" + text + R"(."})";
        if (text.find("\\x") != std::string::npos) continue; // not valid JSON
        boost::system::error_code problem;
        (void)boost::json::parse(quoted, problem);
        const std::string out = redacted_json(quoted, odd_key);
        BOOST_TEST(!spelt::tells(out), name << ": " << out);
        if (!problem) BOOST_TEST(boost::json::parse(out).is_object(), name);
    }
}

BOOST_AUTO_TEST_CASE(chunk_boundaries_do_not_matter) {
    const std::string text = "s3cret-key s3crs3cret-ke s3cret-kes3cret-key. s3cret-keys3cret-key s3cret-k";
    const std::string expected = "[API key] s3crs3cret-ke s3cret-ke[API key]. [API key][API key] s3cret-k";
    for (std::size_t size = 1; size <= text.size(); ++size) BOOST_TEST(in_pieces(text, size) == expected, size);
}

BOOST_AUTO_TEST_CASE(key_with_repetitions_is_found) {
    const std::optional<api_key> repeats{api_key{"abababac"}};
    for (std::size_t size = 1; size <= 20; ++size) {
        BOOST_TEST(in_pieces("ababababac", size, repeats) == "ab[API key]", size);
        BOOST_TEST(in_pieces("abababababababacabababab", size, repeats) == "abababab[API key]abababab", size);
    }
}

BOOST_AUTO_TEST_CASE(text_that_cannot_be_the_key_is_not_held_back) {
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
