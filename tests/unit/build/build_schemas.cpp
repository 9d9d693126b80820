// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
//
// Expressions for schemas other than call logs.
#include <calque/build.hpp>
#include <calque/metric.hpp>
#include <calque/run.hpp>

#include <boost/test/unit_test.hpp>

#include <array>
#include <chrono>
#include <string>
#include <string_view>

#include "unit/build/build_same.hpp"

BOOST_AUTO_TEST_SUITE(build_schemas_tests)

using namespace std::chrono_literals;
using calque::field_of;
using calque::now;
using calque::today;
using std::chrono::days;
using support::same;

namespace {

// A user-defined schema: a relation whose name has dots, and a field that counts whole seconds.
struct ticket {
    static constexpr std::string_view name = "ticket";
    static constexpr std::array<calque::field, 8> fields{
        calque::field{.name = "number", .type = calque::field_type::integer, .nulls = calque::nullability::no},
        calque::field{.name = "open", .type = calque::field_type::boolean, .nulls = calque::nullability::no},
        calque::field{.name = "age", .type = calque::field_type::integer, .unit = calque::field_unit::seconds},
        calque::field{.name = "labels.name",
                      .type = calque::field_type::string,
                      .rows = calque::relation::to_many,
                      .through = "labels"},
        calque::field{.name = "labels.pinned",
                      .type = calque::field_type::boolean,
                      .nulls = calque::nullability::no,
                      .rows = calque::relation::to_many,
                      .through = "labels"},
        calque::field{.name = "labels.extra.",
                      .type = calque::field_type::dynamic,
                      .rows = calque::relation::to_many,
                      .through = "labels"},
        calque::field{.name = "watchers.id",
                      .type = calque::field_type::integer,
                      .rows = calque::relation::to_many,
                      .through = "watchers"},
        calque::field{.name = "", .type = calque::field_type::dynamic},
    };
};

} // namespace

BOOST_AUTO_TEST_CASE(field_of_works_for_every_schema) {
    constexpr auto age = field_of<ticket, "age">;
    constexpr auto label = field_of<ticket, "labels.name">;
    same(age >= 2h && field_of<ticket, "number"> != 5, "age >= 2h and number != 5");
    same(!field_of<ticket, "open">, "not open = true");
    same(same_row(label == "bug" && !field_of<ticket, "labels.pinned">),
         "labels { name = 'bug' and not pinned = true }");
    same(same_row(label == "bug" && field_of<ticket, "labels.extra.">["since"] > 5),
         "same_row(labels.name = 'bug' and labels.extra.since > 5)");
    same(same_row(label == "bug" && field_of<ticket, "labels.color"> == "red"),
         "same_row(labels.name = 'bug' and labels.color = 'red')");
    same(label == "bug" && field_of<ticket, "watchers.id"> == 5, "labels.name = 'bug' and watchers.id = 5");
    same(field_of<ticket, "priority"> == 1, "priority = 1");
    same(field_of<ticket, "">["priority"] == 1, "priority = 1");

    same(field_of<calque::metric, "agents__id"> == 5 && field_of<calque::metric, "eval_type"> == "enum",
         "agents__id = 5 and eval_type = 'enum'");
    same(field_of<calque::run, "latency_ms"> > 5 && field_of<calque::run, "timestamp"> >= now - 2h,
         "latency_ms > 5 and timestamp >= now-2h");
    same(same_row(field_of<calque::run, "metric_evaluations.metric.id"> == 1 &&
                  field_of<calque::run, "metric_evaluations.explanation">.contains("x")),
         "same_row(metric_evaluations.metric.id = 1 and metric_evaluations.explanation contains 'x')");
}

BOOST_AUTO_TEST_CASE(open_schema_takes_any_name) {
    using open = calque::open_schema;
    same(field_of<open, "a.b"> == 5 && field_of<open, "c">.contains("x"), "a.b = 5 and c contains 'x'");
    same(field_of<open, "">[std::string{"a.b"}] == 5, "a.b = 5");
    same(field_of<open, "">["a.b"] == 5, "a.b = 5");
    // The open schema does not know which fields are times; times become the text that the API reads.
    same(field_of<open, "at"> >= today - days{7}, "at >= today-7d");
    same(field_of<open, "at"> >= std::chrono::sys_days{}, "at >= 1970-01-01T00:00:00Z");
    same(field_of<open, "at">.in({now - 1h, now}), "at in [now-1h, now]");
    same(same_row(field_of<open, "a.b"> == 5 && (field_of<open, "a.c"> > 6 || field_of<open, "a.d"> < 7)),
         "same_row(a.b = 5 and (a.c > 6 or a.d < 7))");
    same(!(field_of<open, "a"> == 5), "not a = 5");
}

BOOST_AUTO_TEST_SUITE_END()
