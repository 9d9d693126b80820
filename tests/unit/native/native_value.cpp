// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <calque/call_log.hpp>
#include <calque/native/native_refusal.hpp>
#include <calque/native/native_value.hpp>

#include <boost/test/unit_test.hpp>

#include <array>
#include <chrono>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <ratio>
#include <string>
#include <string_view>
#include <vector>

BOOST_AUTO_TEST_SUITE(native_value_tests)

using namespace std::chrono_literals;
using calque::field;
using calque::field_type;
using calque::op;
using calque::value_kind;
using calque::detail::fits;
using calque::detail::native_kind;
using calque::detail::native_kind_of;
using calque::detail::native_problem;
using calque::detail::native_reading;
using calque::detail::read_native;
using calque::detail::value_problem;

namespace {

struct text_like {
    operator std::string_view() const { return "text"; }
};
struct time_like {
    constexpr operator calque::relative_time() const { return {.anchor = calque::time_anchor::today}; }
};
enum plain_enum { one };

template <class Period, class Count = std::int64_t>
using every = std::chrono::duration<Count, Period>;

constexpr field integer{.name = "i", .type = field_type::integer};
constexpr field number{.name = "n", .type = field_type::number};
constexpr field whole_seconds{.name = "w", .type = field_type::integer, .unit = calque::field_unit::seconds};
constexpr field seconds{.name = "s", .type = field_type::number, .unit = calque::field_unit::seconds};
constexpr field boolean{.name = "b", .type = field_type::boolean};
constexpr field text{.name = "t", .type = field_type::string};
constexpr field time_field{.name = "d", .type = field_type::datetime};
constexpr field dynamic{.name = "m.", .type = field_type::dynamic};
constexpr field open_field{.name = "", .type = field_type::dynamic};

template <class Arg>
constexpr value_problem with(const field& row, op operation = op::eq) {
    return fits<Arg>(row, operation);
}

/// Returns the bits of an argument that reads without a problem.
template <class Arg>
std::int64_t bits(const Arg& from) {
    const native_reading read = read_native(from);
    BOOST_TEST((read.problem == native_problem::none));
    return static_cast<std::int64_t>(read.what.bits);
}
template <class Arg>
value_kind kind(const Arg& from) {
    return read_native(from).what.value;
}
template <class Arg>
native_problem problem(const Arg& from) {
    return read_native(from).problem;
}

} // namespace

// kinds ------------------------------------------------------------------------------------------------------------

static_assert(native_kind_of<bool> == native_kind::boolean);
static_assert(native_kind_of<signed char> == native_kind::whole, "std::int8_t is one");
static_assert(native_kind_of<std::uint64_t> == native_kind::whole);
static_assert(native_kind_of<const long&> == native_kind::whole);
static_assert(native_kind_of<char> == native_kind::character);
static_assert(native_kind_of<char8_t> == native_kind::character);
static_assert(native_kind_of<wchar_t> == native_kind::character);
static_assert(native_kind_of<float> == native_kind::real);
static_assert(native_kind_of<long double> == native_kind::real);
static_assert(native_kind_of<const char (&)[4]> == native_kind::text);
static_assert(native_kind_of<char[4]> == native_kind::text);
static_assert(native_kind_of<const char*> == native_kind::text);
static_assert(native_kind_of<std::string> == native_kind::text);
static_assert(native_kind_of<text_like> == native_kind::text);
static_assert(native_kind_of<std::nullptr_t> == native_kind::null);
static_assert(native_kind_of<std::nullopt_t> == native_kind::null);
static_assert(native_kind_of<std::chrono::seconds> == native_kind::seconds);
static_assert(native_kind_of<std::chrono::weeks> == native_kind::seconds);
static_assert(native_kind_of<every<std::ratio<7>>> == native_kind::seconds);
static_assert(native_kind_of<std::chrono::milliseconds> == native_kind::fractional_seconds);
static_assert(native_kind_of<std::chrono::duration<double>> == native_kind::fractional_seconds);
static_assert(native_kind_of<every<std::ratio<3, 2>>> == native_kind::fractional_seconds);
static_assert(native_kind_of<std::chrono::months> == native_kind::calendar_duration);
static_assert(native_kind_of<std::chrono::duration<double, std::chrono::years::period>> ==
              native_kind::calendar_duration);
static_assert(native_kind_of<std::chrono::sys_days> == native_kind::datetime);
static_assert(native_kind_of<std::chrono::system_clock::time_point> == native_kind::datetime);
static_assert(native_kind_of<calque::datetime> == native_kind::datetime);
static_assert(native_kind_of<calque::relative_time> == native_kind::relative);
static_assert(native_kind_of<time_like> == native_kind::relative);
static_assert(native_kind_of<std::chrono::steady_clock::time_point> == native_kind::unknown);
static_assert(native_kind_of<std::chrono::local_days> == native_kind::unknown, "a time without a zone");
static_assert(native_kind_of<std::chrono::year_month_day> == native_kind::unknown);
static_assert(native_kind_of<plain_enum> == native_kind::unknown);
static_assert(native_kind_of<std::optional<int>> == native_kind::unknown);
static_assert(native_kind_of<void*> == native_kind::unknown);
static_assert(native_kind_of<const wchar_t*> == native_kind::unknown);
static_assert(calque::detail::native_value<int> && calque::detail::native_value<std::string>);
static_assert(!calque::detail::native_value<char> && !calque::detail::native_value<std::vector<int>>);

// what fits --------------------------------------------------------------------------------------------------------

static_assert(with<int>(integer) == value_problem::none);
static_assert(with<double>(integer) == value_problem::fraction);
static_assert(with<float>(number) == value_problem::none);
static_assert(with<bool>(number) == value_problem::wrong_type);
static_assert(with<char>(number) == value_problem::wrong_type);
static_assert(with<std::chrono::seconds>(number) == value_problem::no_unit);
static_assert(with<std::chrono::milliseconds>(integer) == value_problem::no_unit);
static_assert(with<std::chrono::hours>(whole_seconds) == value_problem::none);
static_assert(with<std::chrono::milliseconds>(whole_seconds) == value_problem::fraction);
static_assert(with<std::chrono::duration<double>>(whole_seconds) == value_problem::fraction);
static_assert(with<std::chrono::milliseconds>(seconds) == value_problem::none);
static_assert(with<std::chrono::months>(seconds) == value_problem::wrong_type);
static_assert(with<bool>(boolean) == value_problem::none);
static_assert(with<int>(boolean) == value_problem::wrong_type);
static_assert(with<const char*>(text) == value_problem::none);
static_assert(with<int>(text) == value_problem::wrong_type);
static_assert(with<int>(text, op::contains) == value_problem::text_operator);
static_assert(with<std::nullptr_t>(text, op::contains) == value_problem::text_operator);
static_assert(with<std::chrono::sys_days>(time_field) == value_problem::none);
static_assert(with<calque::relative_time>(time_field) == value_problem::none);
static_assert(with<std::string>(time_field) != value_problem::none, "a text may be no time");
static_assert(with<int>(time_field) == value_problem::wrong_type);
static_assert(with<bool>(dynamic) == value_problem::none);
static_assert(with<bool>(dynamic, op::gt) == value_problem::unordered);
static_assert(with<double>(dynamic, op::gt) == value_problem::none);
static_assert(with<std::chrono::seconds>(dynamic) == value_problem::no_unit);
static_assert(with<std::chrono::sys_days>(dynamic) == value_problem::time_on_dynamic);
static_assert(with<std::chrono::sys_days>(open_field) == value_problem::none);

// All of this works in constant evaluation, too.
static_assert(read_native(5min).what.bits == 300);
static_assert(read_native("abc").text == "abc");
static_assert(read_native(std::numeric_limits<double>::infinity()).problem == native_problem::not_finite);

BOOST_AUTO_TEST_CASE(whole_numbers_are_exact) {
    using limits = std::numeric_limits<std::int64_t>;
    BOOST_TEST(bits(std::int8_t{-128}) == -128);
    BOOST_TEST(bits(limits::min()) == limits::min());
    BOOST_TEST(bits(limits::max()) == limits::max());
    BOOST_TEST((kind(limits::max()) == value_kind::integer));
    BOOST_TEST((kind(std::uint64_t{1} << 63) == value_kind::unsigned_integer));
    BOOST_TEST(bits(std::numeric_limits<std::uint64_t>::max()) == -1);
    BOOST_TEST((kind(std::uint64_t{5}) == value_kind::integer));
}

BOOST_AUTO_TEST_CASE(floating_point_numbers_are_normalized) {
    BOOST_TEST((kind(60.0) == value_kind::integer));
    BOOST_TEST(bits(60.0) == 60);
    BOOST_TEST(bits(-0.0) == 0);
    BOOST_TEST((kind(0.5F) == value_kind::number));
    BOOST_TEST((kind(1e19) == value_kind::unsigned_integer));
    BOOST_TEST((kind(5e-324L) == value_kind::number));
    for (const double wrong : {std::nan(""), std::numeric_limits<double>::infinity(), -HUGE_VAL})
        BOOST_TEST((problem(wrong) == native_problem::not_finite));
    if constexpr (std::numeric_limits<long double>::max_exponent > std::numeric_limits<double>::max_exponent)
        BOOST_TEST((problem(std::numeric_limits<long double>::max()) == native_problem::not_finite));
}

BOOST_AUTO_TEST_CASE(durations_are_seconds) {
    BOOST_TEST(bits(5min) == 300);
    BOOST_TEST(bits(-std::chrono::weeks{1}) == -604'800);
    BOOST_TEST(bits(2'000ms) == 2);
    BOOST_TEST((kind(2'000ms) == value_kind::integer));
    BOOST_TEST((kind(1'500ms) == value_kind::number));
    BOOST_TEST(std::bit_cast<double>(read_native(1'500ms).what.bits) == 1.5);
    BOOST_TEST(std::bit_cast<double>(read_native(-1ms).what.bits) == -0.001);
    BOOST_TEST(std::bit_cast<double>(read_native(100ns).what.bits) == 1e-7);
    BOOST_TEST(bits(every<std::ratio<3, 2>>{4}) == 6);
    BOOST_TEST(std::bit_cast<double>(read_native(every<std::ratio<3, 2>>{3}).what.bits) == 4.5);
    BOOST_TEST(bits(std::chrono::duration<double, std::ratio<60>>{1.5}) == 90);

    using limits = std::numeric_limits<std::int64_t>;
    BOOST_TEST(bits(std::chrono::seconds{limits::min()}) == limits::min());
    BOOST_TEST(bits(every<std::ratio<60>>{limits::max() / 60}) == limits::max() / 60 * 60);
    for (const auto wrong :
         {std::chrono::minutes{limits::max() / 60 + 1}, std::chrono::minutes{limits::min() / 60 - 1}})
        BOOST_TEST((problem(wrong) == native_problem::duration_overflow));
    BOOST_TEST(
        (problem(every<std::ratio<1>, std::uint64_t>{std::uint64_t{1} << 63}) == native_problem::duration_overflow));
    BOOST_TEST((problem(std::chrono::duration<double>{HUGE_VAL}) == native_problem::not_finite));
}

BOOST_AUTO_TEST_CASE(strings_must_be_utf8_and_bounded) {
    BOOST_TEST(read_native("caf\u00e9").text == "caf\u00e9");
    BOOST_TEST(read_native(std::string{"a\0b", 3}).text.size() == 3u);
    BOOST_TEST(read_native(text_like{}).text == "text");
    BOOST_TEST((problem("\xff") == native_problem::not_utf8));
    BOOST_TEST((problem("\xed\xa0\x80") == native_problem::not_utf8));
    const std::size_t most = calque::parse_limits{}.string_bytes;
    BOOST_TEST((problem(std::string(most, 'x')) == native_problem::none));
    BOOST_TEST((problem(std::string(most + 1, 'x')) == native_problem::too_long));
    const char* const nothing = nullptr;
    BOOST_TEST((problem(nothing) == native_problem::null_pointer));
}

BOOST_AUTO_TEST_CASE(times_must_lie_in_the_calendar) {
    using namespace std::chrono;
    const sys_days day = 2025y / November / 3;
    BOOST_TEST(bits(day) == day.time_since_epoch() / 1us);
    BOOST_TEST(bits(sys_time<nanoseconds>{1'999ns}) == 1);
    BOOST_TEST(bits(sys_time<nanoseconds>{-1ns}) == -1);
    BOOST_TEST(bits(sys_time<duration<double>>{duration<double>{0.5}}) == 500'000);
    BOOST_TEST(read_native(calque::datetime{day, 90}).what.zone_minutes == 90);

    const sys_days first = 1y / 1 / 1, last = 9999y / 12 / 31;
    BOOST_TEST((problem(first) == native_problem::none));
    BOOST_TEST((problem(last + 24h - 1us) == native_problem::none));
    for (const calque::instant wrong : {first - 1us, calque::instant{last} + 24h})
        BOOST_TEST((problem(wrong) == native_problem::outside_calendar));
    BOOST_TEST((problem(sys_seconds::max()) == native_problem::outside_calendar));
    BOOST_TEST((problem(sys_days::min()) == native_problem::outside_calendar));
    BOOST_TEST(
        (problem(sys_time<duration<double>>{duration<double>{std::nan("")}}) == native_problem::outside_calendar));

    // The year is that of the local time in the zone, which is what the text shows.
    BOOST_TEST((problem(calque::datetime{first - 1h, 60}) == native_problem::none));
    BOOST_TEST((problem(calque::datetime{first, -1}) == native_problem::outside_calendar));
    BOOST_TEST((problem(calque::datetime{last + 24h, -1}) == native_problem::none));
    BOOST_TEST((problem(calque::datetime{day, 1'440}) == native_problem::outside_calendar));
    BOOST_TEST((problem(calque::datetime{calque::instant::max(), 1}) == native_problem::outside_calendar));
    BOOST_TEST((problem(calque::datetime{calque::instant::min(), -1}) == native_problem::outside_calendar));
}

BOOST_AUTO_TEST_CASE(relative_times_must_be_valid_in_the_language) {
    using calque::relative_time;
    using calque::time_anchor;
    using calque::time_unit;
    const relative_time week{time_anchor::today, '-', time_unit::day, 7};
    BOOST_TEST((calque::detail::unpack_relative(read_native(week).what.bits) == week));
    BOOST_TEST((calque::detail::unpack_relative(read_native(time_like{}).what.bits) ==
                relative_time{.anchor = time_anchor::today}));
    // Without a sign the other members are ignored, and equal times have equal bits.
    BOOST_TEST(bits(relative_time{time_anchor::now, 0, time_unit::year, 5}) == bits(relative_time{}));
    for (const relative_time wrong : {relative_time{time_anchor::now, '*', time_unit::day, 1},
                                      relative_time{time_anchor::now, '-', time_unit::day, -1},
                                      relative_time{time_anchor::now, '+', time_unit::year, 10'000},
                                      relative_time{time_anchor::now, '-', static_cast<time_unit>(7), 1},
                                      relative_time{static_cast<time_anchor>(2), 0, time_unit::day, 0}})
        BOOST_TEST((problem(wrong) == native_problem::not_relative));
}

template <class Arg>
std::string refusal(const field& row, const Arg& value) {
    calque::detail::bound_value ignored;
    const native_reading read = read_native(value);
    const auto why = calque::detail::bind_native(read, row, row.name, op::eq, ignored);
    return why ? to_string(why->code) + ": " + why->message + " | " + calque::detail::written_native(read) : "";
}

BOOST_AUTO_TEST_CASE(value_errors_have_the_messages_of_the_parser) {
    BOOST_TEST(refusal(integer, 5) == "");
    BOOST_TEST(refusal(number, std::uint64_t{1} << 63) == "");
    BOOST_TEST(refusal(integer, std::uint64_t{1} << 63) ==
               "E303: `i` (integer) takes whole numbers from -9223372036854775808 to 9223372036854775807 | "
               "9223372036854775808");
    BOOST_TEST(refusal(number, -HUGE_VAL) == "E303: JSON cannot represent this number | -inf");
    BOOST_TEST(refusal(seconds, std::chrono::hours::max()) ==
               "E303: this duration has more seconds than 64 bits hold | ...");
    const char* const nothing = nullptr;
    BOOST_TEST(refusal(text, nothing) == "E112: null cannot be compared, only tested for | null");
    BOOST_TEST(refusal(text, "a\xff") == "E107: this text is not valid UTF-8 | \"a\xff...\"");
    BOOST_TEST(refusal(text, std::string(8'193, 'x')) ==
               "E405: this text has 8193 bytes; the limit is 8192 | \"" + std::string(40, 'x') + "...\"");
    BOOST_TEST(refusal(time_field, std::chrono::sys_days::max()) ==
               "E305: this time lies outside of the calendar | ...");
    BOOST_TEST(refusal(time_field, calque::relative_time{.sign = '?'}) == "E307: this is not a relative time | ...");
}

BOOST_AUTO_TEST_SUITE_END()
