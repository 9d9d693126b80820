// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <calque/blame.hpp>
#include <calque/json.hpp>
#include <calque/metric.hpp>
#include <calque/parse.hpp>
#include <calque/print.hpp>

#include <boost/json/serialize.hpp>
#include <boost/json/value_from.hpp>
#include <boost/test/unit_test.hpp>

#include <cstddef>
#include <iostream>
#include <string>
#include <string_view>
#include <vector>

#include "property/filters.hpp"
#include "property/texts.hpp"
#include "property/there_and_back.hpp"

BOOST_AUTO_TEST_SUITE(blame_ranges_tests)

// Blames every condition of a filter by its path, and checks its pointer in the JSON and its range in the text.

namespace {

/// A condition of a filter JSON, with its path and pointer.
struct condition_in_json {
    std::string path;
    std::string pointer;
    boost::json::object json;
};

void collect(const boost::json::value& node, const std::string& path, const std::string& pointer,
             std::vector<condition_in_json>& out) {
    const boost::json::object& object = node.get_object();
    const boost::json::value* const children = object.if_contains("conditions");
    if (children == nullptr) return out.push_back({path, pointer, object});
    std::size_t place = 0;
    for (const boost::json::value& child : children->get_array()) {
        const std::string number = std::to_string(place++);
        collect(child, path + ".conditions." + number, pointer + "/conditions/" + number, out);
    }
}

/// The numbers of filters and conditions that were checked.
struct tally {
    std::size_t filters = 0;
    std::size_t conditions = 0;
};

/// Blames each condition and calls `check(condition, text)` with the text of its range.
template <calque::schema Schema, class Check>
void blame_each(const calque::filter<Schema>& filter, const std::string& text, tally& seen, const Check& check) {
    std::vector<condition_in_json> all;
    collect(boost::json::value_from(filter), "filters", "", all);
    ++seen.filters;
    seen.conditions += all.size();
    for (const condition_in_json& each : all) {
        const calque::api_failure failure{.status = 400, .messages = {{each.path + ".op", "No."}}};
        const auto blamed = calque::blame(filter, failure, {.source = text});
        property::demand(blamed.size() == 1 && blamed[0].pointer == each.pointer + "/op",
                         [&] { return each.path + " of " + text + " is " + calque::to_json(blamed, text); });
        const calque::text_range range = blamed[0].range;
        property::demand(range.begin < range.end && range.end <= text.size(),
                         [&] { return each.path + " has no place in " + text; });
        check(each, text.substr(range.begin, range.end - range.begin));
    }
}

/// Checks that in canonical text the range of a condition holds exactly that condition.
template <calque::schema Schema>
tally check_canonical_ranges(std::uint64_t seed, std::size_t count) {
    property::filter_maker<Schema> make{seed, property::values::any};
    tally seen;
    for (std::size_t i = 0; i < count; ++i) {
        const auto filter = calque::from_json<Schema>(boost::json::value(make.filter(i % 5)), property::generous);
        property::demand(filter.has_value(), [&] { return calque::render(filter.diagnostics(), ""); });
        const std::string text = print(*filter, {.width = i % 3 * 30});
        blame_each(*filter, text, seen, [&](const condition_in_json& each, const std::string& found) {
            const auto read = calque::parse<Schema>(found, property::generous);
            property::demand(read.has_value() && boost::json::value_from(*read) == boost::json::value(each.json),
                             [&] { return "`" + found + "` is not " + serialize(each.json) + " in " + text; });
        });
    }
    std::cout << Schema::name << ": " << seen.conditions << " conditions of " << seen.filters << " filters placed\n";
    return seen;
}

/// Returns the last component of the field name, which the text also has inside braces.
std::string last_step(const boost::json::object& condition) {
    const std::string name{condition.at("field").get_string()};
    return name.substr(name.rfind('.') + 1);
}

} // namespace

BOOST_AUTO_TEST_CASE(range_in_canonical_text_is_exactly_the_condition) {
    BOOST_TEST(check_canonical_ranges<calque::call_log>(5, 1500).conditions > 3000u);
    BOOST_TEST(check_canonical_ranges<calque::open_schema>(6, 800).conditions > 1500u);
    BOOST_TEST(check_canonical_ranges<calque::metric>(7, 800).conditions > 1500u);
}

BOOST_AUTO_TEST_CASE(range_in_any_text_begins_with_the_field) {
    property::text_maker make{20261203};
    tally seen;
    std::size_t longer = 0; ///< of these, ranges and lists
    for (int i = 0; i < 20'000; ++i) {
        const std::string text = make.filter();
        const auto filter = calque::parse(text);
        if (!filter) continue; // a `not` without exact complement
        blame_each(*filter, text, seen, [&](const condition_in_json& each, const std::string& found) {
            // The text may escape a quoted metadata key; other names are plain.
            const std::string name = last_step(each.json);
            const std::size_t at = found.find(name);
            if (found.starts_with("metadata")) return;
            property::demand(at != found.npos && at <= std::string_view{"metric_evaluations.metric."}.size(),
                             [&] { return "`" + found + "` does not begin with " + name + " in " + text; });
            property::demand(found.find_first_of("(){}") == found.npos || found.find_first_of("\"'[") != found.npos,
                             [&] { return "`" + found + "` is more than a condition of " + text; });
            longer += found.find(" in ") != found.npos ? 1u : 0u;
        });
    }
    std::cout << seen.conditions << " conditions of " << seen.filters << " texts placed, " << longer
              << " of ranges and lists\n";
    BOOST_TEST(seen.conditions > 10'000u);
    BOOST_TEST(longer > 500u);
}

BOOST_AUTO_TEST_SUITE_END()
