// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <calque/literal.hpp>
#include <calque/literal/filter_string.hpp>
#include <calque/parse.hpp>
#include <calque/run.hpp>

#include <boost/test/unit_test.hpp>

#include <string>
#include <type_traits>
#include <utility>

BOOST_AUTO_TEST_SUITE(filter_string_tests)

using namespace calque::literals;
using filter = calque::filter<calque::call_log>;

filter taken(calque::filter_string<> which) { return std::move(which).value(); }

template <class From>
concept takes = std::is_constructible_v<calque::filter_string<>, From>;
static_assert(takes<filter>);
static_assert(takes<const filter&>);
static_assert(takes<decltype("id = 1"_filter)>);
static_assert(takes<calque::runtime_text>);
static_assert(!takes<std::string>, "only the run knows it");
static_assert(!takes<const char*>);
static_assert(!takes<std::string_view>);
static_assert(!takes<calque::filter<calque::run>>, "another schema");
static_assert(!takes<calque::open_filter>, "nothing is converted by itself");
static_assert(!takes<int>);

BOOST_AUTO_TEST_CASE(literal_equals_the_parsed_filter) {
    BOOST_TEST((taken("timestamp >= today-7d and duration >= 60") ==
                calque::parse("timestamp >= today-7d and duration >= 60").value()));
    BOOST_TEST(
        (taken("metadata.\"a b\" in ['x', \"\\n\"]") == calque::parse("metadata.\"a b\" in ['x', \"\\n\"]").value()));
}

BOOST_AUTO_TEST_CASE(filter_is_taken_unchanged) {
    const filter one = calque::parse("id = 1").value();
    BOOST_TEST((taken(one) == one));
    BOOST_TEST((taken(calque::parse("id = 1").value()) == one));
    BOOST_TEST((taken("id = 1"_filter) == one));
    const calque::filter_string<> kept = one;
    BOOST_TEST((kept.value() == one));
    BOOST_TEST((kept.value() == one));
}

BOOST_AUTO_TEST_CASE(runtime_text_is_checked_on_construction) {
    const std::string good = "id = 1", bad = "idd = 1";
    BOOST_TEST((taken(calque::runtime(good)) == taken("id = 1")));
    BOOST_CHECK_EXCEPTION((void)taken(calque::runtime(bad)), calque::filter_error, [](const auto& error) {
        return error.diagnostics().front().code == calque::diagnostic_code::unknown_field &&
               !error.diagnostics().front().edits.empty();
    });
    BOOST_CHECK_THROW((void)taken(calque::runtime("duration != 5", {.strict = true})), calque::filter_error);
}

BOOST_AUTO_TEST_CASE(other_schemas_have_filter_strings) {
    const calque::filter_string<calque::run> failed = "status = \"failed\"";
    BOOST_TEST((failed.value() == calque::parse<calque::run>("status = \"failed\"").value()));
}

BOOST_AUTO_TEST_SUITE_END()
