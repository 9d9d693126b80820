// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <calque/values/scan_number.hpp>

#include <boost/test/unit_test.hpp>

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>

BOOST_AUTO_TEST_SUITE(scan_number_tests)

using calque::value_kind;
using calque::detail::number_scan;
using calque::detail::number_status;

struct sample {
    std::string_view text;
    std::size_t used;
    number_status status;
    value_kind kind = value_kind::none;
    std::uint64_t bits = 0;
    bool written_whole = true;
};

constexpr std::uint64_t bits_of(std::int64_t number) { return static_cast<std::uint64_t>(number); }
constexpr std::uint64_t bits_of(double number) { return std::bit_cast<std::uint64_t>(number); }

constexpr std::array samples{
    sample{"60", 2, number_status::ok, value_kind::integer, 60},
    sample{"-7,", 2, number_status::ok, value_kind::integer, bits_of(std::int64_t{-7})},
    sample{"+7)", 2, number_status::ok, value_kind::integer, 7},
    sample{"60..120", 2, number_status::ok, value_kind::integer, 60},
    sample{"9223372036854775808", 19, number_status::ok, value_kind::unsigned_integer, std::uint64_t{1} << 63},
    sample{"-9223372036854775809", 20, number_status::out_of_range},
    sample{"18446744073709551616", 20, number_status::out_of_range},
    // A whole number written with a fraction or an exponent is an integer.
    sample{"60.0", 4, number_status::ok, value_kind::integer, 60, false},
    sample{"-0.0", 4, number_status::ok, value_kind::integer, 0, false},
    sample{"+6e1", 4, number_status::ok, value_kind::integer, 60},
    sample{"1e19 ", 4, number_status::ok, value_kind::unsigned_integer, 10'000'000'000'000'000'000u},
    sample{"0.9]", 3, number_status::ok, value_kind::number, bits_of(0.9), false},
    sample{"-2.5E-3", 7, number_status::ok, value_kind::number, bits_of(-0.0025), false},
    sample{"+2.5", 4, number_status::ok, value_kind::number, bits_of(2.5), false},
    sample{"1e300", 5, number_status::ok, value_kind::number, bits_of(1e300)},
    sample{"1e400", 5, number_status::out_of_range},
    sample{"-1.5e-400", 9, number_status::out_of_range, value_kind::none, 0, false},
    sample{"0e99999999999999999999", 22, number_status::ok, value_kind::integer, 0},
    sample{"1.7976931348623157e308", 22, number_status::ok, value_kind::number, bits_of(1.7976931348623157e308), false},
    // A whole number that fits 64 bits is exact, however it is written, even if a double would round it.
    sample{"9007199254740993e0", 18, number_status::ok, value_kind::integer, 9007199254740993},
    sample{"9007199254740993.0", 18, number_status::ok, value_kind::integer, 9007199254740993, false},
    sample{"-90071992547409.93e+2", 21, number_status::ok, value_kind::integer,
           bits_of(std::int64_t{-9007199254740993}), false},
    sample{"9007199254740993000E-3]", 22, number_status::ok, value_kind::integer, 9007199254740993},
    sample{"18446744073709551615.0", 22, number_status::ok, value_kind::unsigned_integer, ~std::uint64_t{0}, false},
    sample{"-9223372036854775808e0", 22, number_status::ok, value_kind::integer, std::uint64_t{1} << 63},
    sample{"0.0000000000000000000009007199254740993e37", 42, number_status::ok, value_kind::integer, 9007199254740993,
           false},
    // Otherwise it is refused if rounding would send another number.
    sample{"18446744073709551616.0", 22, number_status::inexact, value_kind::none, 0, false},
    sample{"-9223372036854775809e0", 22, number_status::inexact},
    sample{"123456789012345678901e0", 23, number_status::inexact},
    sample{"9007199254740993.5", 18, number_status::inexact, value_kind::none, 0, false},
    sample{"0.99999999999999999999", 22, number_status::inexact, value_kind::none, 0, false},
    sample{"123456789012345680000e0", 23, number_status::ok, value_kind::number, bits_of(123456789012345680000.0)},
    sample{"-5.9762773236254683e154", 23, number_status::ok, value_kind::number, bits_of(-5.9762773236254683e154),
           false},
    sample{"597627732362546831e137", 22, number_status::inexact},
    sample{"", 0, number_status::none},
    sample{"e5", 0, number_status::none},
    sample{".5", 0, number_status::none},
    sample{"-", 1, number_status::no_digits},
    sample{"1.", 2, number_status::no_digits},
    sample{"1e+", 3, number_status::no_digits},
    sample{"007", 3, number_status::leading_zero},
};

constexpr bool scans(const sample& what) {
    const char* const end = what.text.data() + what.text.size();
    const number_scan scan = calque::detail::scan_number(what.text.data(), end);
    return scan.end == what.text.data() + what.used && scan.status == what.status && scan.kind == what.kind &&
           scan.bits == what.bits && scan.written_whole == what.written_whole;
}

static_assert([] {
    for (const sample& each : samples)
        if (!scans(each)) return false;
    return true;
}());

BOOST_AUTO_TEST_CASE(runtime_scan_agrees_with_constant_evaluation) {
    for (const sample& each : samples) BOOST_TEST(scans(each), each.text);
}

BOOST_AUTO_TEST_SUITE_END()
