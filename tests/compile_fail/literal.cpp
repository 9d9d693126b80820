// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
//
// An invalid literal does not compile, and the compiler's message gives the error and its byte offset.
#include <calque/literal.hpp>
#include <calque/run.hpp>

using namespace calque::literals;

namespace {

constexpr calque::parse_options strict{.strict = true};

void send(const calque::filter<calque::call_log>&) {}

} // namespace

void write_literals() {
// refused 1: filter_mistake<…"E201 at offset 19: there is no field `topik`; did you mean `topic`?"
#if REFUSED == 1
    send("duration >= 60 and topik = \"refund\""_filter);
#else
    send("duration >= 60 and topic = \"refund\""_filter);
#endif
// refused 2: "E201 at offset 0: there is no field `colour_of_the_sky` in call_log"
#if REFUSED == 2
    send("colour_of_the_sky = \"blue\""_filter);
#else
    send("metadata.colour_of_the_sky = \"blue\""_filter);
#endif
// refused 3: "E204 at offset 35: `duration` (number) does not take contains; it takes =, >, >=, <, <="
#if REFUSED == 3
    send("timestamp >= today-7d and duration contains \"60\""_filter);
#else
    send("timestamp >= today-7d and duration >= 60"_filter);
#endif
// refused 4: "E301 at offset 12: `duration` (number) takes a number such as `60` or `0.5`, not a text"
#if REFUSED == 4
    send("duration >= \"60\""_filter);
#else
    send("duration >= 60"_filter);
#endif
// refused 5: "E304 at offset 5: `id` (integer) takes whole numbers only"
#if REFUSED == 5
    send("id = 3.5"_filter);
#else
    send("id = 3"_filter);
#endif
// refused 6: "E102 at offset 18: expected `not`, `(` or a field"
#if REFUSED == 6
    send("duration >= 60 and"_filter);
#else
    send("duration >= 60 and duration < 90"_filter);
#endif
// refused 7: "E101 at offset 15: expected `and`, `or` or the end of the filter"
#if REFUSED == 7
    send("duration >= 60 duration < 90"_filter);
#else
    send("duration >= 60 or duration < 90"_filter);
#endif
// refused 8: "E101 at offset 0: expected `not`, `(` or a field; the field comes first"
#if REFUSED == 8
    send("60 <= duration"_filter);
#else
    send("duration >= 60"_filter);
#endif
// refused 9: "E104 at offset 8: this text has no closing quote"
#if REFUSED == 9
    send("topic = \"refund"_filter);
#else
    send("topic = \"refund\""_filter);
#endif
// refused 10: "E307 at offset 13: an offset is a number and one of s, m, h, d, w, M, y"
#if REFUSED == 10
    send("timestamp >= today-7x"_filter);
#else
    send("timestamp >= today-7d"_filter);
#endif
// refused 11: "E306 at offset 13: a date needs a time and a zone, as in 2025-11-03T00:00:00Z"
#if REFUSED == 11
    send("timestamp >= 2025-11-03"_filter);
#else
    send("timestamp >= 2025-11-03T00:00:00Z"_filter);
#endif
// refused 12: "E310 at offset 26: the list mixes a text and a number"
#if REFUSED == 12
    send("metadata.region in [\"US\", 3]"_filter);
#else
    send("metadata.region in [\"US\", \"EU\"]"_filter);
#endif
// refused 13: "E309 at offset 10: `in` needs at least one value"
#if REFUSED == 13
    send("topic in []"_filter);
#else
    send("topic in [\"refund\"]"_filter);
#endif
// refused 14: "E311 at offset 12: nothing lies in this range: its lower bound is above the upper"
#if REFUSED == 14
    send("duration in 120..60"_filter);
#else
    send("duration in 60..120"_filter);
#endif
// refused 15: "E402 at offset 65: groups are nested deeper than 64 levels"
#if REFUSED == 15
    send("(((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((id = 3"
         ")))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))"_filter);
#else
    send("((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((id = 3"
         "))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))"_filter);
#endif
// refused 16: "E501 at offset 4: the API has no exact form of this `not`: a text match has no opposite"
#if REFUSED == 16
    send("not topic contains \"bill\""_filter);
#else
    send("not topic = \"bill\""_filter);
#endif
// refused 17: "E206 at offset 9: `duration` (number) has no rows; `same_row` takes fields of one to-many relation"
#if REFUSED == 17
    send("same_row(duration > 3)"_filter);
#else
    send("same_row(metric_evaluations.value > 3)"_filter);
#endif
// refused 18: "E202 at offset 0: the API reads one key after `metadata.`, not a path"
#if REFUSED == 18
    send("metadata.org.name = \"ACME\""_filter);
#else
    send("metadata.\"org name\" = \"ACME\""_filter);
#endif
// refused 19: "E205 at offset 9: != is not documented on `duration` (number); it takes =, >, >=, <, <="
#if REFUSED == 19
    send(calque::filter_literal<"duration != 60", calque::call_log, strict>{});
#else
    send(calque::filter_literal<"duration < 60", calque::call_log, strict>{});
#endif
}

struct alerts {
    static constexpr std::string_view name = "alerts";
    static constexpr std::array<calque::field, 2> fields{
        calque::field{.name = "calls.id",
                      .type = calque::field_type::integer,
                      .rows = calque::relation::to_many,
                      .through = "calls"},
        calque::field{.name = "rules.id",
                      .type = calque::field_type::integer,
                      .rows = calque::relation::to_many,
                      .through = "rules"},
    };
};

void write_other_schemas() {
// refused 20: "E206 at offset 26: `rules.id` (integer) is not of the rows `calls`; `same_row` takes fields of one …"
#if REFUSED == 20
    calque::filter<alerts> one_row = calque::filter_literal<"same_row(calls.id = 3 and rules.id = 4)", alerts>{};
#else
    calque::filter<alerts> one_row = calque::filter_literal<"calls.id = 3 and rules.id = 4", alerts>{};
#endif
// refused 21 g++: filter<calque::call_log>&…filter_literal<…"status = "failed""}, calque::run>
// refused 21 clang: filter_literal<"status = "failed"", calque::run>…filter<calque::call_log>
#if REFUSED == 21
    send(calque::filter_literal<"status = \"failed\"", calque::run>{});
#else
    calque::filter<calque::run> failed = calque::filter_literal<"status = \"failed\"", calque::run>{};
#endif
}

constexpr calque::parse_options small{
    .limits = {.input_bytes = 40, .conditions = 2, .list_items = 3, .string_bytes = 8}};

void write_within_limits() {
// refused 22: "E401 at offset 0: the filter has 41 bytes; the limit is 40
#if REFUSED == 22
    send(calque::filter_literal<"id = 3 # the newest of the calls at hand.", calque::call_log, small>{});
#else
    send(calque::filter_literal<"id = 3 # the newest of the calls at hand", calque::call_log, small>{});
#endif
// refused 23: "E403 at offset 20: the filter has 3 conditions or more; the limit is 2
#if REFUSED == 23
    send(calque::filter_literal<"id = 1 or id = 2 or id = 3", calque::call_log, small>{});
#else
    send(calque::filter_literal<"id = 1 or id = 2", calque::call_log, small>{});
#endif
// refused 24: "E404 at offset 16: the list has more than 3 values
#if REFUSED == 24
    send(calque::filter_literal<"id in [1, 2, 3, 4]", calque::call_log, small>{});
#else
    send(calque::filter_literal<"id in [1, 2, 3]", calque::call_log, small>{});
#endif
// refused 25: "E405 at offset 8: this text is longer than 8 bytes
#if REFUSED == 25
    send(calque::filter_literal<"topic = \"questions\"", calque::call_log, small>{});
#else
    send(calque::filter_literal<"topic = \"question\"", calque::call_log, small>{});
#endif
}
