// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <calque/call_log.hpp>
#include <calque/schema.hpp>

#include <boost/test/unit_test.hpp>

#include <array>
#include <string>

BOOST_AUTO_TEST_SUITE(schema_tests)

struct no_name {
    static constexpr std::array<calque::field, 1> fields{};
};
struct no_fields {
    static constexpr std::string_view name = "no fields";
};
static_assert(calque::schema<calque::call_log>);
static_assert(calque::schema<calque::open_schema>);
static_assert(!calque::schema<no_name>);
static_assert(!calque::schema<no_fields>);

// Lookup works in constant evaluation, too.
static_assert(calque::schema_of<calque::call_log>.find("duration"));
static_assert(!calque::schema_of<calque::call_log>.find("duraton"));

template <std::size_t Count>
struct wide {
    static constexpr std::string_view name = "wide";
    static constexpr auto names = [] {
        std::array<std::array<char, 8>, Count> all{};
        for (std::size_t i = 0; i < Count; ++i)
            all[i] = {'f',
                      'i',
                      'e',
                      'l',
                      'd',
                      static_cast<char>('0' + i / 100),
                      static_cast<char>('0' + i / 10 % 10),
                      static_cast<char>('0' + i % 10)};
        return all;
    }();
    static constexpr auto fields = [] {
        std::array<calque::field, Count> all{};
        for (std::size_t i = 0; i < Count; ++i) all[i].name = {names[i].data(), 8};
        return all;
    }();
};

BOOST_AUTO_TEST_CASE(find_succeeds_only_for_fields_of_the_table) {
    const auto& view = calque::schema_of<wide<300>>;
    for (std::size_t i = 0; i < view.fields.size(); ++i) BOOST_TEST(view.find(view.fields[i].name).index == i);
    for (const std::string_view other : {"", "field", "field0000", "field300", "Field001", "."})
        BOOST_TEST(!view.find(other), other);
}

BOOST_AUTO_TEST_CASE(namespace_lookup_returns_the_key) {
    const auto& view = calque::schema_of<calque::call_log>;
    const auto found = view.find("metadata.region");
    BOOST_TEST_REQUIRE(static_cast<bool>(found));
    BOOST_TEST(view.fields[found.index].name == "metadata.");
    BOOST_TEST(found.key == "region");
    BOOST_TEST(!view.find("metadata."));
    BOOST_TEST(!view.find("metadata"));
    BOOST_TEST(calque::schema_of<calque::open_schema>.find("any.thing").key == "any.thing");
    BOOST_TEST(calque::schema_of<calque::open_schema>.is_open());
    BOOST_TEST(!view.is_open());
}

BOOST_AUTO_TEST_SUITE_END()
