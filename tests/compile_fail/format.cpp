// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
//
// A format whose text or arguments are not valid in a filter does not compile.
#include <calque/literal/format.hpp>
#include <calque/run.hpp>

#include <chrono>
#include <string>
#include <vector>

using calque::format_filter;

namespace {

using call_filter = calque::filter<calque::call_log>;

constexpr calque::parse_options two_conditions{.limits = {.conditions = 2}};

void send(const call_filter&) {}

} // namespace

void write_formats(const std::vector<std::string>& numbers) {
// refused 1: filter_mistake<…"E301 at offset 37: `duration` (number) takes a number or a duration, not a text"
#if REFUSED == 1
    send(format_filter<"customer_number = {} and duration >= {}">("+1", "60"));
#else
    send(format_filter<"customer_number = {} and duration >= {}">("+1", 60));
#endif
// refused 2: "E101 at offset 37: there is no argument for this {}; arguments: 1"
#if REFUSED == 2
    send(format_filter<"customer_number = {} and duration >= {}">("+1"));
#else
    send(format_filter<"customer_number = {}">("+1"));
#endif
// refused 3: "E102 at offset 20: an argument is left over; arguments: 2, {}: 1"
#if REFUSED == 3
    send(format_filter<"customer_number = {}">("+1", 60));
#else
    send(format_filter<"customer_number = {} or duration = {}">("+1", 60));
#endif
// refused 4: "E301 at offset 18: this {} takes one value, not a range of them"
#if REFUSED == 4
    send(format_filter<"customer_number = {}">(numbers));
#else
    send(format_filter<"customer_number in {}">(numbers));
#endif
// refused 5: "E301 at offset 6: `id` (integer) takes an integer, not a text"
#if REFUSED == 5
    send(format_filter<"id in {}">(numbers));
#else
    send(format_filter<"id in {}">(std::vector<int>{1, 2}));
#endif
// refused 6: "E301 at offset 8: `topic` (string) takes a text, not null"
#if REFUSED == 6
    send(format_filter<"topic = {}">(nullptr));
#else
    send(format_filter<"topic is null">());
#endif
// refused 7: "E301 at offset 8: `topic` (string) takes a text, not a character"
#if REFUSED == 7
    send(format_filter<"topic = {}">('x'));
#else
    send(format_filter<"topic = {}">("x"));
#endif
// refused 8: "E304 at offset 5: `id` (integer) takes an integer, not a floating-point number"
#if REFUSED == 8
    send(format_filter<"id = {}">(3.5));
#else
    send(format_filter<"id = {}">(3));
#endif
// refused 9: "E301 at offset 12: `duration` (number) takes a number or a duration, not months or years, …"
#if REFUSED == 9
    send(format_filter<"duration >= {}">(std::chrono::months{1}));
#else
    send(format_filter<"duration >= {}">(std::chrono::weeks{4}));
#endif
// refused 10: "E308 at offset 5: `id` (integer) has no unit of time, so it takes no duration"
#if REFUSED == 10
    send(format_filter<"id > {}">(std::chrono::minutes{1}));
#else
    send(format_filter<"id > {}">(1));
#endif
// refused 11: "E301 at offset 15: contains takes a text, not an integer"
#if REFUSED == 11
    send(format_filter<"topic contains {}">(3));
#else
    send(format_filter<"topic contains {}">("3"));
#endif
// refused 12: "E310 at offset 24: the list mixes a number and a text"
#if REFUSED == 12
    send(format_filter<"metadata.region in [{}, {}]">(3, "x"));
#else
    send(format_filter<"metadata.region in [{}, {}]">("3", "x"));
#endif
// refused 13: "E301 at offset 18: `metadata.<key>` (dynamic) takes a number, a text or a bool, not a value of this C++ type"
#if REFUSED == 13
    send(format_filter<"metadata.region = {}">(call_filter(format_filter<"id = 1">())));
#else
    send(format_filter<"metadata.region = {}">("EU"));
#endif
// refused 14: "E201 at offset 19: there is no field `topik`; did you mean `topic`?"
#if REFUSED == 14
    send(format_filter<"duration >= {} and topik = {}">(60, "refund"));
#else
    send(format_filter<"duration >= {} and topic = {}">(60, "refund"));
#endif
// refused 15: "E101 at offset 0: expected `not`, `(` or a field"
#if REFUSED == 15
    send(format_filter<"{} = 3">("id"));
#else
    send(format_filter<"id = {}">(3));
#endif
// refused 16 g++: filter<calque::call_log>&…filter<calque::run>
// refused 16 clang: filter<calque::run>…filter<calque::call_log>
#if REFUSED == 16
    send(format_filter<"status = {}", calque::run>("failed"));
#else
    send(format_filter<"success = {}">(false));
#endif
// refused 17: "E204 at offset 9: `duration` (number) does not take contains; it takes =, >, >=, <, <=
#if REFUSED == 17
    send(format_filter<"duration contains {}">("60"));
#else
    send(format_filter<"duration >= {}">(60));
#endif
// refused 18: "E307 at offset 13: an offset is a number and one of s, m, h, d, w, M, y
#if REFUSED == 18
    send(format_filter<"timestamp >= today-7x and duration >= {}">(60));
#else
    send(format_filter<"timestamp >= today-7d and duration >= {}">(60));
#endif
// refused 19: "E305 at offset 13: `timestamp` (datetime) takes a time: of std::chrono::system_clock, or now or today with
#if REFUSED == 19
    send(format_filter<"timestamp >= {}">("today-7d"));
#else
    send(format_filter<"timestamp >= {}">(std::chrono::system_clock::now()));
#endif
// refused 20: "E403 at offset 22: the filter has 3 conditions or more; the limit is 2
#if REFUSED == 20
    send(format_filter<"id = {} or id = {} or id = {}", calque::call_log, two_conditions>(1, 2, 3));
#else
    send(format_filter<"id = {} or id = {}", calque::call_log, two_conditions>(1, 2));
#endif
}
