// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <calque/values/error_kind.hpp>

#include <boost/test/unit_test.hpp>

#include <array>
#include <map>
#include <set>
#include <string>

BOOST_AUTO_TEST_SUITE(error_kind_tests)

namespace {

using calque::errc;
using of = calque::error_kind;

constexpr std::array all{of::retryable,    of::unauthorized, of::rate_limited, of::invalid_filter,
                         of::server_fault, of::network,      of::cancelled,    of::timeout};

/// The conditions that each code meets, per the issue and the API; a code that is not listed meets none.
const std::map<errc, std::set<of>> table{
    {errc::invalid_filter, {of::invalid_filter}},
    {errc::filter_refused, {of::invalid_filter}},
    {errc::network, {of::network, of::retryable}},
    {errc::timeout, {of::timeout, of::retryable}},
    {errc::cancelled, {of::cancelled}},
    {errc::unauthorized, {of::unauthorized}},
    {errc::forbidden, {of::unauthorized}},
    {errc::rate_limited, {of::rate_limited, of::retryable}},
    {errc::try_again, {of::retryable}},
    {errc::server_error, {of::server_fault, of::retryable}},
    {errc::server_refusal, {of::server_fault}},
};

} // namespace

BOOST_AUTO_TEST_CASE(each_code_meets_exactly_its_conditions_in_the_table) {
    for (int number = 1; number <= static_cast<int>(errc::bad_records_file); ++number) {
        const auto which = static_cast<errc>(number);
        const calque::error_code code = which;
        const auto row = table.find(which);
        for (const of what : all) {
            const bool met = row != table.end() && row->second.contains(what);
            BOOST_TEST((code == what) == met, code.message() << " / " << make_error_condition(what).message());
            BOOST_TEST((code != what) == !met);
        }
    }
}

BOOST_AUTO_TEST_CASE(success_and_foreign_codes_meet_no_condition) {
    const calque::error_code fine;
    const calque::error_code system = make_error_code(boost::system::errc::timed_out);
    // The number of `errc::timeout`, in another category.
    const calque::error_code same_number{static_cast<int>(errc::timeout), boost::system::system_category()};
    for (const of what : all) {
        BOOST_TEST((fine != what));
        BOOST_TEST((system != what));
        BOOST_TEST((same_number != what));
    }
}

BOOST_AUTO_TEST_CASE(unknown_condition_numbers_are_never_met) {
    for (const int number : {0, -1, 9, 32, 64, 1 << 30}) {
        const calque::error_condition none{number, calque::error_kind_category()};
        BOOST_TEST((calque::error_code{errc::network} != none), number);
        BOOST_TEST(none.message() == "unknown calque error kind");
    }
}

BOOST_AUTO_TEST_CASE(every_condition_has_a_distinct_message) {
    std::set<std::string> texts;
    for (const of what : all) {
        const calque::error_condition made = what;
        BOOST_TEST(made.category().name() == std::string{"calque.error_kind"});
        BOOST_TEST(texts.insert(made.message()).second, made.message());
    }
}

BOOST_AUTO_TEST_CASE(conditions_equal_only_themselves) {
    const calque::error_condition retryable = of::retryable;
    BOOST_TEST((retryable == make_error_condition(of::retryable)));
    BOOST_TEST((retryable != make_error_condition(of::network)));
}

BOOST_AUTO_TEST_SUITE_END()
