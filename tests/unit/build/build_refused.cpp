// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
//
// Expressions that do not compile are detectable with `requires`. compile_fail tests the compiler's messages.
#include <calque/build.hpp>
#include <calque/metric.hpp>
#include <calque/parse.hpp>

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

BOOST_AUTO_TEST_SUITE(build_refused_tests)

using namespace calque::call_log_fields;
using calque::call_log;
using calque::field_of;

namespace {

template <class Field, class Arg>
concept equals = requires(const Field& field, const Arg& arg) { field == arg; };
template <class Field, class Arg>
concept differs = requires(const Field& field, const Arg& arg) { field != arg; };
template <class Field, class Arg>
concept ordered = requires(const Field& field, const Arg& arg) {
    field > arg;
    field >= arg;
    field < arg;
    field <= arg;
};
template <class Field, class Arg>
concept above = requires(const Field& field, const Arg& arg) { field > arg; };
template <class Field, class Arg>
concept below_left = requires(const Field& field, const Arg& arg) { arg < field; };
template <class Field, class Arg>
concept equal_left = requires(const Field& field, const Arg& arg) { arg == field; };
template <class Field, class Arg>
concept matched = requires(const Field& field, const Arg& arg) {
    field.contains(arg);
    field.startswith(arg);
    field.endswith(arg);
    field.matches(arg);
};
template <class Field, class Low, class High = Low>
concept ranged = requires(const Field& field, const Low& low, const High& high) { field.between(low, high); };
template <class Field, class Items>
concept listed = requires(const Field& field, Items&& items) {
    field.in(items);
    field.not_in(items);
};
template <class Field>
concept null_tested = requires(const Field& field) {
    field.is_null();
    field.is_not_null();
};
template <class What>
concept negated = requires(const What& what) { !what; };
template <class Field, class Arg>
concept assigned = requires(const Field& field, const Arg& arg) { field = arg; };
template <class Field, class Key>
concept keyed = requires(const Field& field, Key&& key) { field[key]; };
template <class Left, class Right>
concept joined = requires(const Left& left, const Right& right) {
    left&& right;
    left || right;
};
template <class What>
concept in_a_row = requires(const What& what) { same_row(what); };
template <class Schema, calque::detail::fixed_string Name>
concept named = requires { field_of<Schema, Name>; };
template <class From, class By>
concept offset = requires(const From& from, const By& by) {
    from - by;
    from + by;
};

template <const auto& Field>
using type_of = std::remove_cvref_t<decltype(Field)>;
using text = std::string_view;
using seconds = std::chrono::seconds;
using milliseconds = std::chrono::milliseconds;
using instant = std::chrono::sys_seconds;

} // namespace

// Operators and values must match the field's schema entry.
static_assert(equals<type_of<id>, int> && ordered<type_of<id>, std::int64_t>);
static_assert(!equals<type_of<id>, double> && !equals<type_of<id>, text> && !equals<type_of<id>, bool>);
static_assert(!equals<type_of<id>, char> && !equals<type_of<id>, seconds> && !equals<type_of<id>, instant>);
static_assert(ordered<type_of<duration>, double> && ordered<type_of<duration>, milliseconds>);
static_assert(!above<type_of<duration>, const char*> && !above<type_of<duration>, std::chrono::months>);
static_assert(equals<type_of<success>, bool> && !equals<type_of<success>, int> && !above<type_of<success>, bool>);
static_assert(equals<type_of<topic>, text> && differs<type_of<topic>, std::string> && !above<type_of<topic>, text>);
static_assert(!equals<type_of<topic>, std::nullptr_t> && !differs<type_of<topic>, std::nullopt_t>);
static_assert(!equals<type_of<topic>, std::optional<std::string>> && !differs<type_of<topic>, int>);
static_assert(ordered<type_of<timestamp>, instant> && ordered<type_of<timestamp>, calque::relative_time>);
static_assert(ordered<type_of<timestamp>, std::remove_const_t<decltype(calque::now)>>);
static_assert(!above<type_of<timestamp>, text> && !above<type_of<timestamp>, seconds>);
static_assert(!above<type_of<timestamp>, std::chrono::steady_clock::time_point>);

using region = calque::keyed_field<call_log, "metadata.">;
static_assert(equals<region, text> && equals<region, bool> && ordered<region, double> && matched<region, text>);
static_assert(!above<region, bool> && !above<region, instant> && !equals<region, seconds> && !matched<region, int>);

static_assert(matched<type_of<topic>, text> && !matched<type_of<topic>, int> && !matched<type_of<topic>, char>);
static_assert(!matched<type_of<duration>, text> && !matched<type_of<timestamp>, text>);
static_assert(ranged<type_of<duration>, int, double> && ranged<type_of<timestamp>, instant, calque::relative_time>);
static_assert(!ranged<type_of<duration>, int, text> && !ranged<type_of<duration>, text, int>);
static_assert(!ranged<type_of<topic>, text> && !ranged<type_of<success>, bool>);
static_assert(listed<type_of<id>, std::vector<int>> && listed<type_of<id>, std::initializer_list<int>>);
static_assert(!listed<type_of<id>, std::vector<double>> && !listed<type_of<id>, std::initializer_list<text>>);
static_assert(!listed<type_of<id>, int> && !listed<type_of<topic>, std::string>);
static_assert(!listed<type_of<topic>, std::vector<char>> && listed<type_of<topic>, std::vector<std::string>>);

// The field must be the left operand, alone, and cannot be assigned to.
static_assert(!below_left<type_of<duration>, int> && !equal_left<type_of<duration>, int>);
static_assert(!equal_left<type_of<topic>, std::string> && !equal_left<type_of<success>, bool>);
static_assert(!equals<type_of<duration>, type_of<duration>> && !equals<type_of<duration>, type_of<id>>);
static_assert(!differs<type_of<id>, type_of<agent_id>> && !above<type_of<id>, type_of<agent_id>>);
static_assert(!equals<region, type_of<topic>> && !equals<type_of<topic>, region> && !equals<region, region>);
static_assert(!assigned<type_of<duration>, int> && !assigned<region, text>);

// `!field` compiles only if the complement is exact.
static_assert(negated<type_of<is_reviewed>>);
static_assert(!negated<type_of<success>> && !negated<type_of<duration>> && !negated<region>);

// A namespace requires a key; no other field takes one.
static_assert(keyed<type_of<metadata>, std::string> && keyed<type_of<metadata>, const char*>);
static_assert(!keyed<type_of<metadata>, int> && !keyed<type_of<topic>, std::string> && !keyed<region, std::string>);
static_assert(!equals<type_of<metadata>, text> && !null_tested<type_of<metadata>> && !negated<type_of<metadata>>);
static_assert(!listed<type_of<metadata>, std::vector<std::string>> && !ranged<type_of<metadata>, int>);
static_assert(null_tested<region> && null_tested<type_of<topic>>);

// Names must be in the schema.
static_assert(named<call_log, "duration"> && named<call_log, "metadata."> && named<call_log, "metadata.k">);
static_assert(!named<call_log, "duratoin"> && !named<call_log, "metadata"> && !named<call_log, "metadata.a.b">);
static_assert(!named<call_log, ""> && !named<call_log, "metadata.\xff"> && !named<calque::metric, "duration">);
static_assert(named<calque::open_schema, "a.b.c"> && named<calque::open_schema, "">);

// Only filters of the same schema can be combined.
using calls = calque::filter<call_log>;
using metrics = calque::filter<calque::metric>;
using row_type = decltype(metric_value > 1);
using row_complement = decltype(!(metric_value == 1));
using other_row = decltype(field_of<calque::metric, "agents__id"> == 1);
static_assert(joined<calls, calls> && joined<calls, row_type> && joined<row_type, calls> && joined<row_type, row_type>);
static_assert(!joined<calls, metrics> && !joined<row_type, metrics> && !joined<row_type, other_row>);
static_assert(!joined<calls, bool> && !joined<bool, calls> && !joined<calls, int>);
static_assert(!joined<calls, type_of<is_reviewed>> && !joined<type_of<is_reviewed>, type_of<success>>);

// A complement of a row condition is valid only inside `same_row`.
static_assert(joined<row_type, row_complement> && joined<row_complement, row_complement> && negated<row_complement>);
static_assert(!joined<calls, row_complement> && !joined<row_complement, calls> && !joined<row_complement, metrics>);
static_assert(in_a_row<row_type> && in_a_row<row_complement> && in_a_row<other_row>);
static_assert(!in_a_row<calls> && !in_a_row<type_of<metric_value>> && !in_a_row<bool>);
static_assert(!std::is_convertible_v<row_complement, calls> && !std::is_constructible_v<calls, row_complement>);

// There is at most one offset, in a unit of the language.
using anchor = std::remove_const_t<decltype(calque::now)>;
static_assert(offset<anchor, seconds> && offset<anchor, std::chrono::years>);
static_assert(!offset<anchor, milliseconds> && !offset<anchor, std::chrono::duration<double>>);
static_assert(!offset<anchor, std::chrono::duration<int, std::ratio<120>>> && !offset<anchor, int>);
static_assert(!offset<calque::relative_time, seconds>);

namespace {

/// Returns the name of the field at an index; a namespace gets the key `k`.
template <std::size_t Row>
constexpr auto name_in = [] {
    constexpr std::string_view name = call_log::fields[Row].name;
    constexpr bool opens = call_log::fields[Row].opens_namespace();
    std::array<char, name.size() + (opens ? 1 : 0)> out{'k'};
    std::copy(name.begin(), name.end(), out.begin());
    if (opens) out.back() = 'k';
    return calque::detail::fixed_string<out.size()>{out.data(), out.data() + out.size()};
}();

struct tally {
    std::size_t right = 0;
    std::size_t wrong = 0;
};

/// Checks that a condition compiles if and only if its text parses.
void compare(bool compiles, std::string_view name, std::string_view operation, std::string_view value, tally& count) {
    const std::string whole = std::string{name}.append(" ").append(operation).append(" ").append(value);
    BOOST_TEST(calque::parse(whole).has_value() == compiles, whole << (compiles ? " compiles" : " does not compile"));
    ++(compiles ? count.right : count.wrong);
}

template <class Field, class Arg>
void compare_all(const Field&, std::string_view name, std::string_view value, tally& count) {
    compare(equals<Field, Arg>, name, "=", value, count);
    compare(differs<Field, Arg>, name, "!=", value, count);
    compare(above<Field, Arg>, name, ">", value, count);
    compare(
        requires(const Field& field, const Arg& arg) { field >= arg; }, name, ">=", value, count);
    compare(
        requires(const Field& field, const Arg& arg) { field < arg; }, name, "<", value, count);
    compare(
        requires(const Field& field, const Arg& arg) { field <= arg; }, name, "<=", value, count);
    compare(
        requires(const Field& field, const Arg& arg) { field.contains(arg); }, name, "contains", value, count);
    compare(
        requires(const Field& field, const Arg& arg) { field.startswith(arg); }, name, "startswith", value, count);
    compare(
        requires(const Field& field, const Arg& arg) { field.endswith(arg); }, name, "endswith", value, count);
    compare(
        requires(const Field& field, const Arg& arg) { field.matches(arg); }, name, "matches", value, count);
    const std::string list = '[' + std::string{value} + ']', range = std::string{value} + ".." + std::string{value};
    compare(
        requires(const Field& field, const std::vector<Arg>& all) { field.in(all); }, name, "in", list, count);
    compare(ranged<Field, Arg>, name, "in", range, count);
}

template <std::size_t Row>
void compare_row(tally& count) {
    constexpr auto field = field_of<call_log, name_in<Row>>;
    const auto with = [&]<class Arg>(std::type_identity<Arg>, std::string_view value) {
        compare_all<std::remove_const_t<decltype(field)>, Arg>(field, name_in<Row>.view(), value, count);
    };
    with(std::type_identity<int>{}, "5");
    with(std::type_identity<double>{}, "0.5");
    with(std::type_identity<const char*>{}, "'x'");
    with(std::type_identity<bool>{}, "true");
    with(std::type_identity<instant>{}, "2025-11-03T00:00:00Z");
    with(std::type_identity<calque::relative_time>{}, "now-2h");
    with(std::type_identity<seconds>{}, "5s");
}

} // namespace

BOOST_AUTO_TEST_CASE(expression_compiles_exactly_if_its_text_parses) {
    tally count;
    [&]<std::size_t... Rows>(std::index_sequence<Rows...>) {
        (compare_row<Rows>(count), ...);
    }(std::make_index_sequence<call_log::fields.size()>{});
    BOOST_TEST_MESSAGE(count.right << " conditions compile, " << count.wrong << " do not");
    BOOST_TEST(count.right + count.wrong == call_log::fields.size() * 7 * 12);
    BOOST_TEST(count.right > 150u);
    BOOST_TEST(count.wrong > 500u);
}

BOOST_AUTO_TEST_SUITE_END()
