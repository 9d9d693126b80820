// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <calque/filter.hpp>

#include <boost/test/unit_test.hpp>

#include <concepts>
#include <string>
#include <type_traits>
#include <unordered_set>
#include <utility>

#include "unit/support.hpp"

BOOST_AUTO_TEST_SUITE(filter_tests)

namespace {

using call_filter = calque::filter<calque::call_log>;
static_assert(std::copyable<call_filter>);
static_assert(!std::is_default_constructible_v<call_filter>, "there is no empty filter");
static_assert(!std::is_convertible_v<call_filter, calque::open_filter>, "a filter names its schema in its type");
static_assert(std::is_trivially_copyable_v<calque::detail::node> && sizeof(calque::detail::node) == 32);

call_filter made(std::string_view text) { return calque::parse(text).value(); }

// Returns the tree as text, to check the views.
std::string shape(calque::node_view node) {
    return visit(
        node,
        [](const calque::comparison& leaf) { return leaf.field().name() + ":" + std::string{json_name(leaf.op())}; },
        [](const calque::membership& leaf) { return leaf.field().name() + ":in"; },
        [](const calque::group& joined) {
            std::string out{json_name(joined.kind())};
            for (const calque::node_view child : joined) out += " (" + shape(child) + ")";
            return out;
        });
}

} // namespace

BOOST_AUTO_TEST_CASE(views_show_the_tree) {
    BOOST_TEST(shape(made("id = 1 and (metadata.region = 'EU' or topic is null) and duration > 5").root()) ==
               "and (id:eq) (or (metadata.region:eq) (topic:isnull)) (duration:gt)");
    BOOST_TEST(shape(made("metric_evaluations { value > 1 and metric.id = 2 }").root()) ==
               "same_row (metric_evaluations.value:gt) (metric_evaluations.metric.id:eq)");
}

BOOST_AUTO_TEST_CASE(values_keep_their_types) {
    const auto value = [](std::string_view text) { return made(text).root().as_comparison()->value(); };
    BOOST_TEST((value("success = true") == calque::value{true}));
    BOOST_TEST((value("id = -5") == calque::value{std::int64_t{-5}}));
    BOOST_TEST((value("duration = 18446744073709551615") == calque::value{std::uint64_t{18446744073709551615u}}));
    BOOST_TEST((value("duration = 0.5") == calque::value{0.5}));
    BOOST_TEST((value("timestamp = now-7d") ==
                calque::value{calque::relative_time{calque::time_anchor::now, '-', calque::time_unit::day, 7}}));
    const call_filter text = made("topic = \"caf\u00e9\"");
    BOOST_TEST(std::get<std::string_view>(text.root().as_comparison()->value()) == "caf\u00e9");
    const call_filter time = made("timestamp = 1970-01-01T01:00:01+01:00");
    const auto at = std::get<calque::datetime>(time.root().as_comparison()->value());
    BOOST_TEST(at.at.time_since_epoch().count() == 1'000'000);
    BOOST_TEST(at.zone_minutes == 60);
}

BOOST_AUTO_TEST_CASE(list_items_keep_their_order) {
    const call_filter list = made("topic in ['b', 'a', 'b']");
    std::string all;
    for (const calque::value& each : list.root().as_membership()->items()) all += std::get<std::string_view>(each);
    BOOST_TEST(all == "bab");
    BOOST_TEST(list.root().as_membership()->items().size() == 3u);
    BOOST_TEST(!list.root().as_comparison());
    BOOST_TEST(!list.root().as_group());
    BOOST_TEST(!made("id = 1").root().as_membership());
    BOOST_TEST(list.condition_count() == 1u);
}

BOOST_AUTO_TEST_CASE(equality_ignores_spelling) {
    BOOST_TEST((made("id=1 and duration >= 5m") == made("(id == 1) && duration gte 300")));
    BOOST_TEST((made("duration > 60") == made("duration > 6e1")));
    BOOST_TEST((made("topic = 'a'") == made(R"(topic = "\u0061")")));
    BOOST_TEST((made("topic = 'a'") != made("topic = 'b'")));
    BOOST_TEST((made("topic = 'a'") != made("dropoff_point = 'a'")));
    BOOST_TEST((made("metadata.a = 'b'") != made("metadata.b = 'a'")));
    BOOST_TEST((made("id = 1 and id = 2") != made("id = 2 and id = 1")));
    BOOST_TEST((made("id in [1]") != made("id = 1")));
    BOOST_TEST((made("timestamp > 2025-11-03T00:00:00Z") != made("timestamp > 2025-11-03T01:00:00+01:00")));
}

BOOST_AUTO_TEST_CASE(equal_filters_have_equal_hashes) {
    const std::hash<call_filter> hash;
    BOOST_TEST(hash(made("id=1 and topic='x'")) == hash(made("(id = 1) && topic == \"x\"")));
    std::unordered_set<call_filter> set{made("id = 1"), made("id = 2"), made("id == 1")};
    BOOST_TEST(set.size() == 2u);
    BOOST_TEST(set.contains(made("id = 2")));
}

BOOST_AUTO_TEST_CASE(copies_are_independent) {
    call_filter copy = made("id = 1");
    {
        const call_filter original = made("topic = 'a longer text that no small buffer holds'");
        copy = original;
    }
    BOOST_TEST((copy == made("topic = 'a longer text that no small buffer holds'")));
    const call_filter moved = std::move(copy);
    copy = moved;
    BOOST_TEST((copy == moved));
}

BOOST_AUTO_TEST_SUITE_END()
