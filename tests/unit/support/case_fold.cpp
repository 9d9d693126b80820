// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <calque/support/case_fold.hpp>
#include <calque/support/scan_string.hpp>

#include <boost/test/unit_test.hpp>

#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

BOOST_AUTO_TEST_SUITE(case_fold_tests)

using calque::detail::fold_case;
using calque::detail::folded_needle;

namespace {

std::string utf8(const std::vector<char32_t>& points) {
    std::string out;
    for (const char32_t point : points) calque::detail::append_utf8(out, point);
    return out;
}

} // namespace

BOOST_AUTO_TEST_CASE(letters_of_each_script_fold_to_lower_case) {
    const std::vector<std::pair<char32_t, char32_t>> pairs{
        {U'A', U'a'}, {U'Z', U'z'}, {U'À', U'à'},   {U'Þ', U'þ'},       {U'Ÿ', U'ÿ'},      {U'Ā', U'ā'},   {U'Ĳ', U'ĳ'},
        {U'Ĺ', U'ĺ'}, {U'Ŋ', U'ŋ'}, {U'Ž', U'ž'},   {U'ſ', U's'},       {U'Α', U'α'},      {U'Ω', U'ω'},   {U'Ά', U'ά'},
        {U'Ώ', U'ώ'}, {U'ς', U'σ'}, {U'Σ', U'σ'},   {U'А', U'а'},       {U'Я', U'я'},      {U'Ё', U'ё'},   {U'Џ', U'џ'},
        {U'Ѡ', U'ѡ'}, {U'Ӏ', U'ӏ'}, {U'Ա', U'ա'},   {U'Ֆ', U'ֆ'},       {U'Ａ', U'ａ'},    {U'Ｚ', U'ｚ'}, {U'Ạ', U'ạ'},
        {U'ẞ', U'ß'}, {U'µ', U'μ'}, {0x212a, U'k'}, {0x10400, 0x10428}, {0x1e900, 0x1e922}};
    for (const auto& [upper, lower] : pairs) {
        BOOST_TEST((fold_case(upper) == lower), static_cast<unsigned>(upper));
        BOOST_TEST((fold_case(lower) == lower), static_cast<unsigned>(lower));
    }
}

BOOST_AUTO_TEST_CASE(characters_without_case_fold_to_themselves) {
    for (const char32_t point :
         {U'@', U'[', U'0', U'×', U'÷', U'ß', U'ı', U'İ', U'ĸ', U'日', U'ａ', U'「', char32_t{0x1f600}})
        BOOST_TEST((fold_case(point) == point), static_cast<unsigned>(point));
}

BOOST_AUTO_TEST_CASE(folding_is_idempotent) {
    for (char32_t point = 0; point < 0x110000; ++point)
        if (const char32_t folded = fold_case(point); fold_case(folded) != folded)
            BOOST_TEST_FAIL("folds further: " << static_cast<unsigned>(point));
}

BOOST_AUTO_TEST_CASE(search_finds_overlapping_prefixes) {
    BOOST_TEST(folded_needle{"aab"}.is_in("aaab"));
    BOOST_TEST(folded_needle{"abab"}.is_in("abaabab"));
    BOOST_TEST(folded_needle{"aabaaab"}.is_in("aabaabaaab"));
    BOOST_TEST(!folded_needle{"aabaaac"}.is_in("aabaabaaab"));
}

BOOST_AUTO_TEST_CASE(match_may_differ_in_byte_length) {
    BOOST_TEST(folded_needle{"kelvin"}.is_in("300 \u212aELVIN"));
    BOOST_TEST(folded_needle{"\u212aelvin"}.is_in("300 kelvin"));
    BOOST_TEST(folded_needle{"size"}.is_in("\u017fize"));
    BOOST_TEST(folded_needle{"stra\u00dfe"}.ends("Die STRA\u1e9eE"));
    BOOST_TEST(folded_needle{"stra\u1e9ee"}.starts("stra\u00dfe 1"));
}

BOOST_AUTO_TEST_CASE(invalid_utf8_byte_matches_only_itself) {
    BOOST_TEST(folded_needle{"\xff"}.is_in("a\xff"
                                           "b"));
    BOOST_TEST(!folded_needle{"\xff"}.is_in("a\xfe"
                                            "b"));
    BOOST_TEST(!folded_needle{"\xa4"}.is_in("\u00e4"));
    BOOST_TEST(!folded_needle{"\xa4"}.ends("\u00e4"));
    BOOST_TEST(folded_needle{"b"}.is_in("\xc3"
                                        "b"));
    BOOST_TEST(folded_needle{"b"}.ends("\xe2\x82"
                                       "b"));
    BOOST_TEST(folded_needle{"\x82"}.ends("x\xe2\x82"));
}

BOOST_AUTO_TEST_CASE(search_agrees_with_comparison_at_every_position) {
    std::mt19937_64 random{7}; // NOLINT(cert-msc51-cpp): the seed is fixed on purpose
    const std::vector<char32_t> alphabet{U'a', U'A', U'b', U'k', 0x212a, U'ä', U'Ä', U'σ', U'ς', U'日'};
    const auto text_of = [&](std::size_t length) {
        std::vector<char32_t> points(length);
        for (char32_t& point : points) point = alphabet[random() % alphabet.size()];
        return points;
    };
    for (int round = 0; round < 20'000; ++round) {
        const auto text = text_of(random() % 12);
        const auto wanted = text_of(random() % 4);
        const auto same_at = [&](std::size_t place) {
            for (std::size_t i = 0; i < wanted.size(); ++i)
                if (fold_case(text[place + i]) != fold_case(wanted[i])) return false;
            return true;
        };
        bool anywhere = false;
        for (std::size_t place = 0; place + wanted.size() <= text.size(); ++place)
            anywhere = anywhere || same_at(place);
        const bool fits = wanted.size() <= text.size();
        const folded_needle needle{utf8(wanted)};
        BOOST_TEST_REQUIRE(needle.is_in(utf8(text)) == anywhere, utf8(wanted) << " in " << utf8(text));
        BOOST_TEST_REQUIRE(needle.starts(utf8(text)) == (fits && same_at(0)), utf8(wanted) << " starts " << utf8(text));
        BOOST_TEST_REQUIRE(needle.ends(utf8(text)) == (fits && same_at(text.size() - wanted.size())),
                           utf8(wanted) << " ends " << utf8(text));
    }
}

BOOST_AUTO_TEST_SUITE_END()
