// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <calque/json.hpp>
#include <calque/json/json_size.hpp>
#include <calque/parse.hpp>

#include <boost/test/unit_test.hpp>

#include <cstddef>
#include <string>
#include <string_view>

BOOST_AUTO_TEST_SUITE(json_size_tests)

using namespace calque;

/// Returns by how many bytes the reserved capacity exceeds the JSON, which is written without that reserve.
template <class Schema>
std::ptrdiff_t spare(const filter<Schema>& what) {
    const detail::filter_data& data = detail::filter_access::data(what);
    std::string written;
    detail::json_writer{written, data, schema_of<Schema>}.write(0);
    BOOST_TEST(to_json(what) == written);
    const detail::json_capacity room = detail::json_capacity_of(data, schema_of<Schema>);
    return static_cast<std::ptrdiff_t>(room.size) - static_cast<std::ptrdiff_t>(written.size());
}

std::ptrdiff_t spare(const std::string& text) { return spare(parse<open_schema>(text).value()); }

BOOST_AUTO_TEST_CASE(every_operator_fits_the_capacity) {
    for (std::size_t i = 0; i < op_count; ++i) {
        const auto which = static_cast<op>(i);
        const std::string name{json_name(which)};
        const std::string json = R"({"field":"a","op":")" + name + R"(","value":)" +
                                 (which == op::in       ? R"(["x"])"
                                  : which == op::isnull ? "false"
                                                        : R"("x")") +
                                 '}';
        const auto read = from_json<open_schema>(json);
        BOOST_TEST_REQUIRE(read.has_value(), json);
        BOOST_TEST(spare(*read) >= 0, name);
        // The excess comes only from short names and values.
        BOOST_TEST(spare(*read) < 64, name);
    }
}

BOOST_AUTO_TEST_CASE(every_value_fits_and_the_longest_exactly) {
    constexpr std::size_t count = 1000;
    const auto list_of = [](const std::string& value, const std::string& field = "a") {
        std::string text = field + " in [" + value;
        for (std::size_t i = 1; i < count; ++i) text += ", " + value;
        return text + "]";
    };
    for (const char* const value :
         {"true", "false", "0", "-9223372036854775808", "18446744073709551615", "-2.2250738585072014e-308",
          "-1.7976931348623157e308", "-0.00012345678901234567", "1.5", "'x'", "'\\u0001\\u0001'",
          "2025-11-03T10:30:00.123456+05:30", "0001-01-01T00:00:00Z", "now", "today-1d", "now-100000M"}) {
        BOOST_TEST(spare(list_of(value)) >= 0, value);
        BOOST_TEST(spare("a = " + std::string{value}) >= 0, value);
    }
    BOOST_TEST(spare(list_of("'text'")) < 64);
    BOOST_TEST(spare(parse(list_of("2025-11-03T10:30:00.123456-05:30", "timestamp")).value()) < 64);
}

BOOST_AUTO_TEST_CASE(groups_fit_the_capacity) {
    BOOST_TEST(spare("a = 1 and (b = 2 or c = 3 and (d = 4 or e = 5))") >= 0);
    BOOST_TEST(spare(parse("metric_evaluations { value = 1 and metric.id = 2 and metric.name = 'x' }").value()) >= 0);
}

BOOST_AUTO_TEST_SUITE_END()
