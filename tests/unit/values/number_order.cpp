// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <calque/values/number_order.hpp>

#include <boost/test/unit_test.hpp>

#include <cstdint>
#include <limits>
#include <variant>
#include <vector>

BOOST_AUTO_TEST_SUITE(number_order_tests)

using calque::detail::order_numbers;

namespace {

using any_number = std::variant<std::int64_t, std::uint64_t, double>;

std::partial_ordering order(const any_number& a, const any_number& b) {
    return std::visit([](auto x, auto y) { return order_numbers(x, y); }, a, b);
}

} // namespace

BOOST_AUTO_TEST_CASE(numbers_of_all_types_compare_by_exact_value) {
    // Ascending; the numbers of one inner list are equal.
    const std::vector<std::vector<any_number>> ascending{
        {-std::numeric_limits<double>::infinity()},
        {-9223372036854777856.0},
        {std::numeric_limits<std::int64_t>::min(), -9223372036854775808.0},
        {std::int64_t{-9223372036854775807}},
        {std::int64_t{-2}, -2.0},
        {-1.5},
        {std::int64_t{-1}, -1.0},
        {-0.5},
        {std::int64_t{0}, std::uint64_t{0}, 0.0, -0.0},
        {5e-324},
        {0.5},
        {std::int64_t{1}, std::uint64_t{1}, 1.0},
        {1.5},
        {std::int64_t{9007199254740992}, 9007199254740992.0, std::uint64_t{9007199254740992}},
        {std::int64_t{9007199254740993}, std::uint64_t{9007199254740993}},
        {std::int64_t{9007199254740994}, 9007199254740994.0},
        {std::numeric_limits<std::int64_t>::max(), std::uint64_t{9223372036854775807}},
        {std::uint64_t{9223372036854775808u}, 9223372036854775808.0},
        {std::uint64_t{9223372036854775809u}},
        {std::numeric_limits<std::uint64_t>::max()},
        {18446744073709551616.0},
        {1e300},
        {std::numeric_limits<double>::infinity()},
    };
    for (std::size_t i = 0; i < ascending.size(); ++i)
        for (std::size_t j = 0; j < ascending.size(); ++j)
            for (const any_number& a : ascending[i])
                for (const any_number& b : ascending[j]) BOOST_TEST((order(a, b) == (i <=> j)), i << " against " << j);
}

BOOST_AUTO_TEST_CASE(nan_is_unordered) {
    const double nan = std::numeric_limits<double>::quiet_NaN();
    for (const any_number& other :
         {any_number{std::int64_t{0}}, any_number{std::uint64_t{0}}, any_number{0.0}, any_number{nan}}) {
        BOOST_TEST((order(nan, other) == std::partial_ordering::unordered));
        BOOST_TEST((order(other, nan) == std::partial_ordering::unordered));
    }
}

BOOST_AUTO_TEST_SUITE_END()
