// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <calque/evaluate.hpp>
#include <calque/json.hpp>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cstddef>
#include <iostream>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "property/broken.hpp"
#include "property/filters.hpp"
#include "property/there_and_back.hpp"

BOOST_AUTO_TEST_SUITE(json_shapes_tests)

// `from_json` accepts the API's grammar, keeps its meaning, and reports errors at their position.

namespace json = boost::json;

/// Evaluates filter JSON literally: condition by condition, group by group, without flattening or distribution.
class naive_evaluation {
public:
    bool holds(const json::object& filter, const json::object& record) {
        if (!property::is_group(filter)) return condition(filter, record);
        const auto in = [&](const json::object& where) {
            return [this, &where](const json::value& each) { return holds(each.as_object(), where); };
        };
        const json::array& all = filter.at("conditions").as_array();
        const json::string& joined = filter.at("operator").as_string();
        if (joined == "and") return std::ranges::all_of(all, in(record));
        if (joined == "or") return std::ranges::any_of(all, in(record));
        // A single row must satisfy all conditions: a record with only that row does.
        return std::ranges::any_of(record.at("metric_evaluations").as_array(), [&](const json::value& row) {
            json::object reduced = record;
            reduced["metric_evaluations"] = json::array(1, row);
            return std::ranges::all_of(all, in(reduced));
        });
    }

    [[nodiscard]] static calque::evaluate_options options() {
        return {.now = calque::read_datetime("2025-11-03T12:00:00Z").value().at,
                // Without rows, no row satisfies anything; a naive evaluation cannot know more.
                .assumptions = calque::server_assumptions{.isnull_to_many_no_rows = false}};
    }

private:
    bool condition(const json::object& one, const json::object& record) {
        const std::string text = json::serialize(one);
        const auto known = evaluators_.find(text);
        if (known != evaluators_.end()) return known->second(record);
        const calque::evaluator made{calque::from_json(json::value(one)).value(), options()};
        return evaluators_.emplace(text, made).first->second(record);
    }

    std::map<std::string, calque::evaluator> evaluators_;
};

/// Returns call logs with values below, at and above those of the filters, with null, and with zero to two rows.
std::vector<json::object> call_logs() {
    std::vector<json::object> out;
    property::randomness random{11};
    const auto any = [&](std::string_view values) {
        const json::value list = json::parse(json::string_view{values.data(), values.size()});
        return list.get_array()[random.below(list.get_array().size())];
    };
    const auto row = [&] {
        return json::object{
            {"value", any(R"([null, 0, 1, 2, 3, "a", "m", true, false])")},
            {"metric", json::object{{"id", any("[null, 0, 1, 2, 3]")}, {"name", any(R"([null, "a", "m", "am"])")}}}};
    };
    for (std::size_t i = 0; i < 60; ++i) {
        json::object call;
        for (const char* name : {"id", "duration"}) call[name] = any("[0, 1, 2, 3, 0.5]");
        for (const char* name : {"success", "is_reviewed"}) call[name] = any("[null, true, false]");
        for (const char* name : {"customer_number", "call_ended_reason", "dropoff_point", "topic"})
            call[name] = any(R"([null, "a", "m", "A", "am", ""])");
        call["timestamp"] = any(R"(["2025-11-02T12:00:00Z", "2025-11-03T00:00:00Z", "2025-11-03T12:00:00Z",
                                    "2025-11-03T23:59:59Z", "2025-11-04T12:00:00Z"])");
        call["agent"] = any(R"([null, {"id": 1, "agent_name": "a"}, {"id": 2, "agent_name": "m"}, {}])");
        call["metadata"] = any(R"([null, {"k": "a"}, {"k": 2, "other key": true}, {"other key": "m"}, {"k": null}])");
        json::array& rows = call["metric_evaluations"].emplace_array();
        while (rows.size() < i % 3) rows.push_back(row());
        out.push_back(std::move(call));
    }
    return out;
}

BOOST_AUTO_TEST_CASE(flattened_and_collapsed_groups_keep_their_meaning) {
    property::filter_maker<calque::call_log> make{20251103, property::values::few};
    const std::vector<json::object> records = call_logs();
    naive_evaluation naive;
    std::size_t selected = 0, groups_of_one = 0, filters = 0;
    for (std::size_t i = 0; i < 6000; ++i) {
        json::object raw = make.filter(1 + i % 4);
        std::vector<property::json_place> places;
        property::add_places(places, raw, "", false);
        for (const auto& each : places)
            groups_of_one += property::is_group(*each.node) && each.node->at("conditions").as_array().size() == 1;
        const auto read = calque::from_json(json::value(raw));
        property::demand(read.has_value(),
                         [&] { return serialize(raw) + "\n" + calque::render(read.diagnostics(), ""); });
        const calque::evaluator selects{*read, naive_evaluation::options()};
        ++filters;
        for (const json::object& record : records) {
            const bool wanted = naive.holds(raw, record);
            selected += wanted;
            property::demand(selects(record) == wanted, [&] {
                return serialize(raw) + "\nis read as " + to_json(*read) + "\nwhich differs on " + serialize(record);
            });
        }
    }
    std::cout << filters << " raw filters with " << groups_of_one << " groups of one, " << filters * records.size()
              << " evaluations, " << selected << " selected\n";
    BOOST_TEST(groups_of_one > filters / 2);
    BOOST_TEST(selected > filters * records.size() / 10);
    BOOST_TEST(selected < filters * records.size() * 9 / 10);
}

BOOST_AUTO_TEST_CASE(every_mistake_is_reported_at_its_pointer) {
    property::filter_maker<calque::call_log> make{602, property::values::few};
    property::breaker breaker{make.random()};
    for (std::size_t i = 0; i < 12'000; ++i) {
        json::object raw = make.filter(i % 4);
        const property::mistake wanted = breaker.apply(raw);
        const auto read = calque::from_json(json::value(raw));
        const auto told = [&] {
            return serialize(raw) + "\nmust have " + wanted.code + " at " + wanted.pointer + ", not\n" +
                   calque::render(read.diagnostics(), "");
        };
        property::demand(!read.has_value(), told);
        std::size_t errors = 0;
        for (const calque::diagnostic& each : read.diagnostics()) {
            if (each.level() == calque::severity::warning) continue;
            ++errors;
            property::demand(to_string(each.code) == wanted.code && each.pointer == wanted.pointer, told);
        }
        property::demand(errors == 1, told);
    }
    for (std::size_t way = 0; way < property::breaker::ways; ++way) BOOST_TEST(breaker.used[way] > 30u, way);
}

BOOST_AUTO_TEST_CASE(several_mistakes_are_all_reported) {
    property::filter_maker<calque::call_log> make{2, property::values::few};
    property::breaker breaker{make.random()};
    for (std::size_t i = 0; i < 2'000; ++i) {
        json::array children;
        std::vector<std::string> wanted;
        for (std::size_t child = 0; child < 3; ++child) {
            json::object raw = make.filter(i % 3);
            const property::mistake each = breaker.apply(raw);
            wanted.push_back("/conditions/" + std::to_string(child) + each.pointer + " " + each.code);
            children.push_back(std::move(raw));
        }
        const json::value raw = property::group_json("or", std::move(children));
        std::vector<std::string> found;
        const auto read = calque::from_json(raw);
        for (const calque::diagnostic& each : read.diagnostics())
            if (each.level() == calque::severity::error) found.push_back(each.pointer + " " + to_string(each.code));
        property::demand(found == wanted,
                         [&] { return serialize(raw) + "\n" + calque::render(read.diagnostics(), ""); });
    }
}

BOOST_AUTO_TEST_SUITE_END()
