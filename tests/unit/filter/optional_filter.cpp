// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <calque/filter/optional_filter.hpp>
#include <calque/literal.hpp>
#include <calque/parse.hpp>
#include <calque/run.hpp>

#include <boost/test/unit_test.hpp>

#include <concepts>
#include <optional>

BOOST_AUTO_TEST_SUITE(optional_filter_tests)

using namespace calque;
using namespace calque::literals;

using wanted = calque::optional_filter<call_log>;

static_assert(std::convertible_to<filter<call_log>, wanted>);
static_assert(std::convertible_to<std::optional<filter<call_log>>, wanted>);
static_assert(std::convertible_to<std::nullopt_t, wanted>);
static_assert(!std::convertible_to<filter<run>, wanted>);
static_assert(!std::convertible_to<open_filter, wanted>);
static_assert(!std::convertible_to<const char*, wanted>);

BOOST_AUTO_TEST_CASE(behaves_like_optional_filter_of_the_schema) {
    wanted some;
    BOOST_TEST(!some.has_value());
    some = parse("success = true").value();
    BOOST_TEST((*some == parse("success = true").value()));
    some = "id = 1"_filter;
    BOOST_TEST((some.value() == parse("id = 1").value()));
    const wanted copy = some;
    BOOST_TEST((copy == some));
    BOOST_TEST((some == parse("id = 1").value()));
    BOOST_TEST((parse("id = 2").value() != some));
    some = std::nullopt;
    BOOST_TEST(!some);
    BOOST_TEST((wanted{std::optional{parse("id = 1").value()}} == copy));
}

BOOST_AUTO_TEST_SUITE_END()
