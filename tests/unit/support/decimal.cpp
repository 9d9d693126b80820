// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <calque/support/decimal.hpp>
#include <calque/support/write.hpp>
#include <calque/values/scan_number.hpp>

#include <boost/multiprecision/cpp_int.hpp>
#include <boost/test/unit_test.hpp>

#include <array>
#include <bit>
#include <charconv>
#include <cstdint>
#include <limits>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <system_error>

#include "unit/constant_text.hpp"

BOOST_AUTO_TEST_SUITE(decimal_tests)

using calque::detail::read_decimal;

// --- Constant evaluation.

constexpr bool reads_as(std::string_view text, double number) {
    const auto read = read_decimal(text.data(), text.data() + text.size());
    return read && std::bit_cast<std::uint64_t>(*read) == std::bit_cast<std::uint64_t>(number);
}
constexpr bool has_no_double(std::string_view text) {
    return !read_decimal(text.data(), text.data() + text.size()).has_value();
}
constexpr double from_bits(std::uint64_t bits) { return std::bit_cast<double>(bits); }

static_assert(reads_as("0.1", 0x1.999999999999ap-4) && reads_as("-0.1", -0x1.999999999999ap-4));
static_assert(reads_as("60.5", 60.5) && reads_as("1.50", 1.5) && reads_as("0.000125E+4", 1.25));
static_assert(reads_as("0.0", 0.0) && reads_as("-0.0e9", -0.0) && reads_as("0e99999999999999999999", 0.0));
static_assert(reads_as("1e23", 0x1.52d02c7e14af6p+76) && reads_as("1e300", 0x1.7e43c8800759cp+996));
static_assert(reads_as("123456789012345678e-5", 0x1.1f71fb04cb74fp+40));
// A tie between two doubles rounds to even; anything above the tie rounds up.
static_assert(reads_as("9007199254740993.0", 9007199254740992) && reads_as("9007199254740995.0", 9007199254740996));
static_assert(reads_as("9007199254740993.00000000000000000000000000000000001", 9007199254740994));
static_assert(reads_as("9007199254740992.99999999999999999999999999999999999", 9007199254740992));
// Subnormal numbers and the limits of the range.
static_assert(reads_as("2.2250738585072011e-308", from_bits(0x000fffffffffffff)));
static_assert(reads_as("2.2250738585072014e-308", std::numeric_limits<double>::min()));
static_assert(reads_as("5e-324", from_bits(1)) && reads_as("2.4703282292062328e-324", from_bits(1)));
static_assert(has_no_double("2.4703282292062327e-324") && has_no_double("-1e-400"));
static_assert(reads_as("1.7976931348623158e308", std::numeric_limits<double>::max()));
static_assert(has_no_double("1.7976931348623159e308") && has_no_double("1e99999999999999999999"));

constexpr constant_text decimal_text(double number) {
    return written([&](constant_text& out) { calque::detail::append_double(out, number); });
}

static_assert(decimal_text(0.1) == "0.1" && decimal_text(-60.5) == "-60.5" && decimal_text(123456.789) == "123456.789");
static_assert(decimal_text(0.001) == "0.001" && decimal_text(0.0001) == "1e-4" && decimal_text(0.00012) == "0.00012");
static_assert(decimal_text(1e23) == "1e23" && decimal_text(1e300) == "1e300" && decimal_text(1.5e-10) == "1.5e-10");
static_assert(decimal_text(123456789012345678e-5) == "1234567890123.4568");
static_assert(decimal_text(9007199254740993.0) == "9.007199254740992e15");
static_assert(decimal_text(from_bits(1)) == "5e-324" &&
              decimal_text(2.2250738585072011e-308) == "2.225073858507201e-308");
static_assert(decimal_text(std::numeric_limits<double>::max()) == "1.7976931348623157e308");
static_assert(decimal_text(0.0) == "0e0" && decimal_text(-0.0) == "-0e0");

// --- Agreement with <charconv>, which is used at run time.

using bits_or_nothing = std::optional<std::uint64_t>;

bits_or_nothing bits_of(std::optional<double> number) {
    return number ? bits_or_nothing{std::bit_cast<std::uint64_t>(*number)} : std::nullopt;
}

/// Returns whether both readers agree on a text.
bool read_alike(std::string_view text) {
    const char* const end = text.data() + text.size();
    double number = 0;
    const auto result = std::from_chars(text.data(), end, number);
    BOOST_REQUIRE(result.ptr == end);
    return bits_of(read_decimal(text.data(), end)) == (result.ec == std::errc{} ? bits_of(number) : bits_or_nothing{});
}

/// Returns whether both writers agree on a number and the result reads back as that number.
bool written_alike(double number) {
    std::string own, theirs;
    calque::detail::append_decimal(own, number);
    calque::detail::append_double(theirs, number);
    return own == theirs && bits_of(read_decimal(own.data(), own.data() + own.size())) == bits_of(number);
}

/// Returns a double of random bits, neither infinite nor NaN.
double any_double(std::mt19937_64& random) {
    for (;;) {
        const std::uint64_t bits = random();
        if ((bits >> 52 & 0x7ff) != 0x7ff) return from_bits(bits);
    }
}

/// Returns the midpoint between a magnitude and the next, as an integer to be scaled by ten to `power`.
std::string middle_above(double magnitude, int& power) {
    using boost::multiprecision::cpp_int;
    const auto bits = std::bit_cast<std::uint64_t>(magnitude);
    const int exponent = static_cast<int>(bits >> 52);
    const std::uint64_t fraction = bits & 0xfffffffffffff;
    const std::uint64_t mantissa = exponent == 0 ? fraction : fraction | std::uint64_t{1} << 52;
    const int two = (exponent == 0 ? 1 : exponent) - 1076;
    cpp_int middle = mantissa * 2 + 1;
    power = two < 0 ? two : 0;
    if (two < 0) middle *= boost::multiprecision::pow(cpp_int{5}, static_cast<unsigned>(-two));
    else middle <<= two;
    return middle.str();
}

constexpr int rounds = 100'000;

BOOST_AUTO_TEST_CASE(random_bits_read_and_write_alike) {
    std::mt19937_64 random{1};
    int differences = 0;
    for (int i = 0; i < rounds; ++i) {
        const double number = any_double(random);
        std::array<char, 32> text{};
        const auto end = std::to_chars(text.data(), text.data() + text.size(), number).ptr;
        differences += !written_alike(number) || !read_alike({text.data(), end});
        // Shorter texts that are not the output of a writer.
        const auto cut = std::to_chars(text.data(), text.data() + text.size(), number, std::chars_format::scientific,
                                       static_cast<int>(random() % 20));
        differences += !read_alike({text.data(), cut.ptr});
    }
    BOOST_TEST(differences == 0);
}

BOOST_AUTO_TEST_CASE(random_subnormals_read_and_write_alike) {
    std::mt19937_64 random{2};
    int differences = 0;
    for (int i = 0; i < rounds / 2; ++i) {
        const double number = from_bits(random() >> (12 + random() % 52));
        std::string text;
        calque::detail::append_double(text, number);
        differences += !written_alike(number) || !read_alike(text);
    }
    BOOST_TEST(differences == 0);
}

BOOST_AUTO_TEST_CASE(powers_of_two_and_neighbours_are_written_alike) {
    int differences = 0;
    for (std::uint64_t exponent = 0; exponent < 0x7ff; ++exponent)
        for (std::uint64_t step = 0; step < 5; ++step)
            differences += !written_alike(from_bits((exponent << 52) + step - (exponent == 0 ? 0 : 2)));
    BOOST_TEST(differences == 0);
}

BOOST_AUTO_TEST_CASE(short_decimals_read_alike) {
    std::mt19937_64 random{3};
    int differences = 0;
    for (int i = 0; i < rounds; ++i) {
        std::string text = random() % 2 == 0 ? "-" : "";
        text += std::to_string(random() % 1'000'000 >> random() % 20);
        text += '.';
        for (auto more = random() % 8; more > 0; --more) text += static_cast<char>('0' + random() % 10);
        text += static_cast<char>('0' + random() % 10);
        if (random() % 2 == 0) text += (random() % 2 == 0 ? "e-" : "E+") + std::to_string(random() % 340);
        differences += !read_alike(text);
        const auto number = read_decimal(text.data(), text.data() + text.size());
        if (number) differences += !written_alike(*number);
    }
    BOOST_TEST(differences == 0);
}

BOOST_AUTO_TEST_CASE(midpoints_of_two_doubles_read_alike) {
    std::mt19937_64 random{4};
    int differences = 0;
    const auto compare = [&](double number) {
        int power = 0;
        std::string middle = middle_above(number, power);
        const std::string behind = std::string{"e"} + std::to_string(power);
        differences += !read_alike(middle + behind);
        differences += !read_alike(middle + ".0000000000000000000000000" + behind);
        differences += !read_alike(middle + ".0000000000000000000000001" + behind);
        // A midpoint is odd or ends in 0; one less, followed by nines, is just below it.
        for (std::size_t i = middle.size(); i-- > 0;) {
            if (middle[i] != '0') {
                --middle[i];
                break;
            }
            middle[i] = '9';
        }
        differences += !read_alike((middle.front() == '0' && middle.size() > 1 ? middle.substr(1) : middle) +
                                   ".9999999999999999" + behind);
    };
    for (int i = 0; i < rounds / 20; ++i) {
        const double any = any_double(random);
        compare(any < 0 ? -any : any);
        compare(from_bits(random() >> (12 + random() % 52)));
    }
    compare(std::numeric_limits<double>::max());
    compare(0.0);
    BOOST_TEST(differences == 0);
}

BOOST_AUTO_TEST_CASE(excess_digits_read_alike) {
    std::mt19937_64 random{5};
    int differences = 0;
    for (int i = 0; i < rounds / 100; ++i) {
        std::string text;
        for (auto more = random() % 1200; more > 0; --more) text += static_cast<char>('0' + random() % 10);
        text += "1.";
        for (auto more = random() % 1200; more > 0; --more) text += static_cast<char>('0' + random() % 10);
        text += "0e" + std::to_string(static_cast<int>(random() % 2400) - 1500);
        differences += !read_alike(text);
    }
    // Zeros on either side cost no precision; the 801st digit still counts.
    for (const std::size_t zeros : {300u, 799u, 800u, 1500u}) {
        const std::string many(zeros, '0');
        differences += !read_alike("0." + many + "123e" + std::to_string(zeros));
        differences += !read_alike("123" + many + "e-" + std::to_string(zeros));
        differences += !read_alike("9007199254740993." + many + "1");
        differences += !read_alike("3." + std::string(zeros, '7') + "e-323");
    }
    BOOST_TEST(differences == 0);
}

BOOST_AUTO_TEST_SUITE_END()
