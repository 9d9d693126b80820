// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <calque/json.hpp>
#include <calque/parse.hpp>
#include <calque/print.hpp>

#include <boost/json/serialize.hpp>
#include <boost/test/unit_test.hpp>

#include <array>
#include <bit>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "property/filters.hpp"
#include "property/there_and_back.hpp"

BOOST_AUTO_TEST_SUITE(round_trips_tests)

// Filters of every kind round-trip through text and JSON, and numbers are sent exactly.

/// The operators, value kinds and groups in the generated filters, to prove that the test covers all of them.
struct coverage {
    std::set<std::pair<std::string, calque::op>> conditions;
    std::set<std::size_t> kinds; ///< kinds of values, by index in the variant
    std::set<calque::connective> groups;

    void add(calque::node_view node) {
        calque::visit(
            node,
            [&](const calque::group& group) {
                groups.insert(group.kind());
                for (const calque::node_view child : group) add(child);
            },
            [&](const calque::comparison& each) {
                conditions.insert({std::string{each.field().row->name}, each.op()});
                kinds.insert(each.value().index());
            },
            [&](const calque::membership& each) {
                conditions.insert({std::string{each.field().row->name}, calque::op::in});
                for (const calque::value& item : each.items()) kinds.insert(item.index());
            });
    }
};

template <calque::schema Schema>
coverage prove(std::uint64_t seed, std::size_t count) {
    property::filter_maker<Schema> make{seed, property::values::any};
    coverage seen;
    for (std::size_t i = 0; i < count; ++i) {
        const boost::json::value raw = make.filter(i % 5);
        const auto filter = calque::from_json<Schema>(raw, property::generous);
        property::demand(filter.has_value(),
                         [&] { return serialize(raw) + "\n" + calque::render(filter.diagnostics(), ""); });
        property::there_and_back(*filter);
        seen.add(filter->root());
    }
    std::cout << Schema::name << ": " << count << " filters went through text and JSON\n";
    return seen;
}

BOOST_AUTO_TEST_CASE(call_log_filters_round_trip) {
    const coverage seen = prove<calque::call_log>(20261124, 6000);
    std::size_t possible = 0;
    for (const calque::field& row : calque::call_log::fields)
        for (std::size_t i = 0; i < calque::op_count; ++i)
            possible += row.tier(static_cast<calque::op>(i)) == calque::op_tier::refused ? 0u : 1u;
    BOOST_TEST(seen.conditions.size() == possible);
    BOOST_TEST(seen.kinds.size() == std::variant_size_v<calque::value>);
    BOOST_TEST(seen.groups.size() == 3u);
}

BOOST_AUTO_TEST_CASE(open_schema_filters_round_trip) {
    const coverage seen = prove<calque::open_schema>(3, 6000);
    BOOST_TEST(seen.conditions.size() == calque::op_count);
    BOOST_TEST(seen.groups.size() == 3u);
}

BOOST_AUTO_TEST_CASE(filters_at_the_depth_limit_round_trip) {
    property::filter_maker<calque::call_log> make{64, property::values::any};
    for (std::size_t depth = 1; depth <= 64; ++depth) {
        const auto filter = calque::from_json(boost::json::value(make.deep(depth)));
        BOOST_TEST_REQUIRE(filter.has_value(), calque::render(filter.diagnostics(), ""));
        // Printed over several lines, its indentation makes the text long.
        property::there_and_back(*filter);
    }
}

/// Returns the number after `"value":` as it is written.
std::string number_in(const std::string& json) {
    const std::size_t begin = json.find("\"value\":") + 8;
    return json.substr(begin, json.find_first_of(",]}", begin) - begin);
}

/// Returns the number that is sent if it was read from JSON, and if it was read from text.
std::array<std::string, 2> sent(const std::string& number) {
    const std::string json = R"({"field":"duration","op":"gt","value":)" + number + "}";
    const auto filter = calque::from_json(json).value();
    BOOST_TEST_REQUIRE((calque::parse(print(filter)).value() == filter), number);
    return {number_in(to_json(filter)), number_in(to_json(calque::parse("duration > " + number).value()))};
}

BOOST_AUTO_TEST_CASE(numbers_are_sent_as_written) {
    for (const char* number : {"9007199254740993", "0.1", "1e300", "-9223372036854775808", "18446744073709551615",
                               "5e-324", "1.7976931348623157e308", "0", "60", "-0.25", "123456.789"})
        for (const std::string& out : sent(number)) BOOST_TEST(out == number);
}

BOOST_AUTO_TEST_CASE(integers_are_sent_exactly) {
    property::randomness random{53};
    for (int i = 0; i < 5000; ++i) {
        const std::int64_t number = random.whole();
        for (const std::string& out : sent(std::to_string(number)))
            BOOST_TEST_REQUIRE(std::strtoll(out.c_str(), nullptr, 10) == number, out);
        const std::uint64_t large = random.bits();
        for (const std::string& out : sent(std::to_string(large)))
            BOOST_TEST_REQUIRE(std::strtoull(out.c_str(), nullptr, 10) == large, out);
    }
}

BOOST_AUTO_TEST_CASE(doubles_are_sent_exactly) {
    property::randomness random{754};
    for (int i = 0; i < 10'000; ++i) {
        const double number = random.real();
        std::array<char, 64> exact{};
        // Seventeen digits distinguish all doubles.
        std::snprintf(exact.data(), exact.size(), "%.17g", number);
        std::array<char, 64> shortest{};
        const bool whole = std::trunc(number) == number;
        const auto end =
            whole ? std::to_chars(shortest.begin(), shortest.end(), number, std::chars_format::scientific).ptr
                  : std::to_chars(shortest.begin(), shortest.end(), number).ptr;
        for (const std::string& out : sent(exact.data())) {
            const double arrived = std::strtod(out.c_str(), nullptr);
            BOOST_TEST_REQUIRE(arrived == number, exact.data() << " was sent as " << out);
            BOOST_TEST_REQUIRE(out.find_first_not_of("0123456789-.e") == std::string::npos, out);
            // A whole number that fits 64 bits is written in full, otherwise with an exponent; always shortest.
            if (out.find_first_of(".e") != std::string::npos)
                BOOST_TEST_REQUIRE(out.size() <= static_cast<std::size_t>(end - shortest.data()), out);
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()
