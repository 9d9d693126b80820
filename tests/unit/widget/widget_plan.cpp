// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <calque/values/error.hpp>
#include <calque/widget/widget_plan.hpp>

#include <boost/test/unit_test.hpp>

#include <array>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <vector>

BOOST_AUTO_TEST_SUITE(widget_plan_tests)

std::vector<calque::widget_data> widgets(std::initializer_list<std::int64_t> ids) {
    std::vector<calque::widget_data> out;
    for (const std::int64_t id : ids) {
        calque::widget_data each;
        if (id != 0) each.widget_id = id;
        each.field_name = "field " + std::to_string(id);
        out.push_back(std::move(each));
    }
    return out;
}

std::vector<std::int64_t> ids_of(const std::vector<calque::widget_data>& all) {
    std::vector<std::int64_t> out;
    for (const calque::widget_data& each : all) out.push_back(each.widget_id.value_or(0));
    return out;
}

using ids = std::vector<std::int64_t>;

BOOST_AUTO_TEST_CASE(ids_are_deduplicated_and_chunked) {
    const calque::widget_plan plan{ids{5, 3, 5, 9, 1, 3}, 3};
    BOOST_TEST(plan.asked() == 4u);
    BOOST_TEST_REQUIRE(plan.chunks() == 2u);
    BOOST_TEST(ids(plan.chunk(0).begin(), plan.chunk(0).end()) == (ids{5, 3, 9}), boost::test_tools::per_element());
    BOOST_TEST(ids(plan.chunk(1).begin(), plan.chunk(1).end()) == (ids{1}), boost::test_tools::per_element());
    BOOST_TEST((calque::widget_plan{ids{1, 2}, 2}.chunks()) == 1u);
    BOOST_TEST((calque::widget_plan{ids{1, 2}, 100}.chunks()) == 1u);
}

BOOST_AUTO_TEST_CASE(results_follow_the_order_of_the_ids) {
    calque::widget_plan plan{ids{5, 3, 9, 1}, 2};
    plan.take(widgets({1, 9}));
    BOOST_TEST(plan.arrived() == 2u);
    plan.take(widgets({3}));
    plan.take(widgets({5}));
    const auto all = plan.finish();
    BOOST_TEST(ids_of(all.results) == (ids{5, 3, 9, 1}), boost::test_tools::per_element());
    BOOST_TEST(all.missing.empty());
    BOOST_TEST(all.repeated.empty());
    BOOST_TEST(all.unrequested.empty());
}

BOOST_AUTO_TEST_CASE(missing_repeated_and_unrequested_ids_warn) {
    calque::widget_plan plan{ids{5, 3, 9}, 10};
    plan.take(widgets({9, 7, 0}));
    plan.take(widgets({9, 7, 9}));
    plan.warn("odd");
    const auto all = plan.finish();
    BOOST_TEST(ids_of(all.results) == (ids{9, 7, 0, 7}), boost::test_tools::per_element());
    BOOST_TEST(all.missing == (ids{5, 3}), boost::test_tools::per_element());
    BOOST_TEST(all.repeated == (ids{9}), boost::test_tools::per_element());
    BOOST_TEST(all.unrequested == (ids{7}), boost::test_tools::per_element());
    BOOST_TEST(all.warnings.size() == 1u);
}

BOOST_AUTO_TEST_CASE(first_data_of_an_id_is_kept) {
    calque::widget_plan plan{ids{1}, 10};
    auto first = widgets({1});
    first.front().field_name = "first";
    plan.take(std::move(first));
    plan.take(widgets({1}));
    BOOST_TEST(plan.finish().results.front().field_name == "first");
}

BOOST_AUTO_TEST_CASE(empty_ids_and_empty_chunks_are_refused) {
    const auto is_setting = [](const calque::system_error& error) {
        return error.code() == calque::errc::bad_request_setting;
    };
    BOOST_CHECK_EXCEPTION((calque::widget_plan{ids{}, 5}), calque::system_error, is_setting);
    BOOST_CHECK_EXCEPTION((calque::widget_plan{ids{1}, 0}), calque::system_error, is_setting);
}

BOOST_AUTO_TEST_SUITE_END()
