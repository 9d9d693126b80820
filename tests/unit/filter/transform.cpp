// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <calque/evaluate.hpp>
#include <calque/filter/transform.hpp>
#include <calque/parse.hpp>
#include <calque/print.hpp>

#include <boost/json/parse.hpp>
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "unit/support.hpp"

BOOST_AUTO_TEST_SUITE(transform_tests)

using filter = calque::filter<calque::call_log>;

template <class Filter>
concept has_fields = requires(Filter&& what) { fields(std::forward<Filter>(what)); };
static_assert(has_fields<const filter&>);
static_assert(!has_fields<filter>, "the views into a temporary would dangle");

filter of(std::string_view text) { return calque::parse(text).value(); }
std::string canonical_text(std::string_view text) { return print(canonical(of(text))); }

BOOST_AUTO_TEST_CASE(filters_combine_like_their_texts) {
    const filter a = of("topic = 'x'"), b = of("id in [1, 2] and metadata.k = 'v'"), c = of("id = 3 or id = 4");
    BOOST_TEST((a && b) == of("topic = 'x' and id in [1, 2] and metadata.k = 'v'"));
    BOOST_TEST((b && a) == of("id in [1, 2] and metadata.k = 'v' and topic = 'x'"));
    BOOST_TEST((a || b) == of("topic = 'x' or id in [1, 2] and metadata.k = 'v'"));
    BOOST_TEST((b && c) == of("id in [1, 2] and metadata.k = 'v' and (id = 3 or id = 4)"));
    BOOST_TEST((c || c) == of("id = 3 or id = 4 or id = 3 or id = 4"));
    BOOST_TEST((b && b && b) ==
               of("id in [1,2] and metadata.k='v' and id in [1,2] and metadata.k='v' and id in [1,2] and "
                  "metadata.k='v'"));
    const filter row = of("metric_evaluations { value > 1 and metric.name = 'm' }");
    BOOST_TEST((row && row && a) == of("metric_evaluations { value > 1 and metric.name = 'm' } and "
                                       "metric_evaluations { value > 1 and metric.name = 'm' } and topic = 'x'"));
    const std::hash<filter> hash;
    BOOST_TEST(hash(a && b) == hash(of("topic = 'x' and id in [1, 2] and metadata.k = 'v'")));
}

BOOST_AUTO_TEST_CASE(negation_of_filter_equals_negation_of_text) {
    for (const std::string text :
         {"duration < 5", "success = true", "id in [1, 2]", "topic is null", "topic != 'x'", "topic = 'x'",
          "duration < 5 and (success = true or id = 3)", "success != false or topic in ['a', 'b']",
          "timestamp >= now-7d", "metadata.k = 'v' or metadata.k is not null", "agent.id >= 4"}) {
        BOOST_TEST((!of(text)) == of("not (" + text + ")"), text);
        const auto result = negate(of(text));
        BOOST_TEST_REQUIRE(result.has_value());
        BOOST_TEST(result.diagnostics().empty());
    }
}

BOOST_AUTO_TEST_CASE(negation_without_complement_reports_its_position) {
    const filter what = of("id = 1 and (topic contains 'x' or same_row(metric_evaluations.value > 1 and "
                           "metric_evaluations.metric.id = 2)) and timestamp >= today");
    const auto result = negate(what);
    BOOST_TEST_REQUIRE(!result.has_value());
    BOOST_TEST(support::codes(result) == "E501 E501 E501");
    const std::string text = print(what);
    const auto place = [&](std::size_t i) {
        const calque::text_range range = result.diagnostics()[i].range;
        return text.substr(range.begin, range.end - range.begin);
    };
    BOOST_TEST(place(0) == "topic contains \"x\"");
    BOOST_TEST(place(1) == "same_row(metric_evaluations.value > 1 and metric_evaluations.metric.id = 2)");
    BOOST_TEST(place(2) == "timestamp >= today");
    BOOST_CHECK_EXCEPTION((void)!what, calque::filter_error, [&](const calque::filter_error& failure) {
        return failure.source() == text && failure.diagnostics() == result.diagnostics();
    });
}

// A schema in which a complement needs an undocumented operator.
struct narrow {
    static constexpr std::string_view name = "narrow";
    static constexpr std::array<calque::field, 2> fields{
        calque::field{.name = "kind", .type = calque::field_type::string, .documented = {calque::op::eq}},
        calque::field{.name = "label",
                      .type = calque::field_type::string,
                      .documented = {calque::op::eq, calque::op::neq},
                      .nulls = calque::nullability::yes},
    };
};

BOOST_AUTO_TEST_CASE(undocumented_complement_warns) {
    const auto by_text = calque::parse<narrow>("not (kind = 'a' or label = 'b')");
    BOOST_TEST(support::codes(by_text) == "W801 W801");
    const auto by_value = negate(calque::parse<narrow>("kind = 'a' or label = 'b'").value());
    BOOST_TEST(support::codes(by_value) == "W801 W801");
    BOOST_TEST((*by_text == *by_value));
    BOOST_TEST(by_value.diagnostics().front().message.find("`!=`") != std::string::npos);
    BOOST_TEST(by_value.diagnostics().back().message.find("`is null`") != std::string::npos);
    BOOST_TEST(support::codes(calque::parse<narrow>("not kind = 'a'", {.strict = true})) == "E205");
    BOOST_TEST(support::codes(calque::parse<narrow>("not not kind = 'a'", {.strict = true})) == "");
}

BOOST_AUTO_TEST_CASE(names_that_may_denote_many_rows_cannot_be_negated) {
    BOOST_TEST(support::codes(calque::parse<calque::open_schema>("not a.b = 1")) == "E501");
    BOOST_TEST(support::codes(calque::parse<calque::open_schema>("not a = 1")) == "");
    BOOST_TEST(support::codes(negate(calque::parse<calque::open_schema>("a.b = 1").value())) == "E501");
}

BOOST_AUTO_TEST_CASE(nesting_depth_is_limited) {
    const filter a = of("duration < 5"), b = of("duration > 9");
    filter deep = a && b;
    for (int i = 0; i < 255; ++i) deep = (deep || b) && a;
    const filter deepest = deep || b;
    BOOST_TEST(deepest.condition_count() == 513u);
    const filter again = !!deepest;
    BOOST_TEST((again == deepest)); // parenthesized again, so a failure does not print the long filter
    BOOST_TEST((calque::parse(print(deepest), {.limits = {.depth = 512}}).value() == deepest));
    BOOST_CHECK_EXCEPTION((void)(deepest && a), calque::filter_error, [](const calque::filter_error& failure) {
        return failure.diagnostics().front().code == calque::diagnostic_code::too_deep;
    });
    // The complement of a condition may be a group.
    filter grows = of("success = true") || b;
    for (int i = 0; i < 255; ++i) grows = (grows && a) || b;
    BOOST_TEST(negate(grows).has_value());
    grows = grows && a;
    BOOST_TEST(support::codes(negate(grows)) == "E402");
}

BOOST_AUTO_TEST_CASE(filter_depth_never_exceeds_the_text_limit) {
    const auto nested = [](std::size_t depth, const std::string& inside) {
        std::string out = inside;
        for (std::size_t i = 0; i < depth; ++i) out = "(" + out + (i % 2 == 0 ? " or id = 1)" : " and id = 2)");
        return out;
    };
    for (const std::string inside : {"topic = 'x' and topic not in ['a', 'b']",
                                     "topic = 'x' and same_row(metric_evaluations.value = 1 and "
                                     "metric_evaluations.metric.id = 2 or metric_evaluations.value = 3)"}) {
        for (const std::size_t depth : {60u, 61u, 62u, 63u, 64u}) {
            const auto result = calque::parse(nested(depth, inside));
            BOOST_TEST_CONTEXT(inside << " at depth " << depth) {
                if (result) BOOST_TEST((calque::parse(print(*result)).value() == *result));
                else BOOST_TEST(support::codes(result).find("E402") != std::string::npos);
            }
        }
        BOOST_TEST(calque::parse(nested(62, inside)).has_value());
    }
}

BOOST_AUTO_TEST_CASE(merge_joins_dashboard_and_widget_filters) {
    const std::optional<filter> none, board = of("timestamp >= today-7d"), widget = of("id = 1 or id = 2"),
                                      other = of("id = 3");
    BOOST_TEST((merge(none, none) == none));
    BOOST_TEST((merge(board, none) == board));
    BOOST_TEST((merge(none, widget) == widget));
    BOOST_TEST((merge(board, widget) == of("timestamp >= today-7d and (id = 1 or id = 2)")));
    BOOST_TEST((merge(board, widget, none) == merge(board, widget)));
    BOOST_TEST((merge(board, widget, other) == other));
    BOOST_TEST((merge(board, widget, other, calque::override_rule::narrows) ==
                of("timestamp >= today-7d and (id = 1 or id = 2) and id = 3")));
    BOOST_TEST((merge(none, none, other, calque::override_rule::narrows) == other));
}

BOOST_AUTO_TEST_CASE(fields_lists_each_used_field_once) {
    const filter what = of("metadata.b = 1 and id in [1, 2] and (metadata.a = 1 or id = 3 or metadata.b is null)");
    std::vector<std::string> names;
    for (const calque::field_view& each : fields(what)) names.push_back(each.name());
    BOOST_TEST(names == (std::vector<std::string>{"metadata.b", "id", "metadata.a"}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(canonical_form_ignores_how_a_filter_was_written) {
    BOOST_TEST(canonical_text("topic = 'b' and id = 2 and topic = 'a' and id = 1") ==
               "id = 1 and id = 2 and topic = \"a\" and topic = \"b\"");
    BOOST_TEST(canonical_text("id in [3, 1, 3, 2]") == "id in [1, 2, 3]");
    BOOST_TEST(canonical_text("id = 1 or id = 1") == "id = 1");
    BOOST_TEST(canonical_text("metadata.b = 1 and metadata.a = 'x' and metadata.a = -2") ==
               "metadata.a = -2 and metadata.a = \"x\" and metadata.b = 1");
    BOOST_TEST(canonical_text("(id = 1 or id = 2) and topic = 'a'") == "topic = \"a\" and (id = 1 or id = 2)");
    // After removal of duplicates, a nested group merges into its parent and is sorted with it.
    BOOST_TEST(canonical_text("(topic = 'z' and id = 2 or id = 2 and topic = 'z') and id = 3 and id = 2") ==
               "id = 2 and id = 3 and topic = \"z\"");
    BOOST_TEST(canonical_text("same_row(metric_evaluations.value > 1 and metric_evaluations.metric.id = 1 and "
                              "metric_evaluations.value > 1)") ==
               "same_row(metric_evaluations.metric.id = 1 and metric_evaluations.value > 1)");
    BOOST_TEST(canonical_text("same_row(metric_evaluations.value > 1 and metric_evaluations.value > 1)") ==
               "metric_evaluations.value > 1");
    BOOST_TEST(canonical_text("duration = 0.5 or duration = -1 or duration = 1e300 or duration = -0.25") ==
               canonical_text("duration = 1e300 or duration = -0.25 or duration = -1 or duration = 0.5"));
}

BOOST_AUTO_TEST_SUITE_END()
