// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
//
// An expression that is not a valid filter does not compile, and the compiler's message gives the reason.
#include <calque/build.hpp>
#include <calque/run.hpp>

#include <chrono>
#include <string>
#include <vector>

using namespace calque::call_log_fields;
using namespace std::chrono_literals;

namespace {

using call_filter = calque::filter<calque::call_log>;

void send(const call_filter&) {}

} // namespace

void write_expressions() {
// refused 1: "there is no field `duratoin` in `call_log`; did you mean `duration`?"
#if REFUSED == 1
    send(calque::field_of<calque::call_log, "duratoin"> >= 60);
#else
    send(calque::field_of<calque::call_log, "duration"> >= 60);
#endif
// refused 2: "there is no field `colour_of_the_sky` in `call_log`"
#if REFUSED == 2
    send(calque::field_of<calque::call_log, "colour_of_the_sky"> == "blue");
#else
    send(calque::field_of<calque::call_log, "metadata.colour_of_the_sky"> == "blue");
#endif
// refused 3: "`metadata` needs a key, as in `metadata.region`"
#if REFUSED == 3
    send(calque::field_of<calque::call_log, "metadata"> == "US");
#else
    send(calque::field_of<calque::call_log, "metadata.region"> == "US");
#endif
// refused 4: "the API cannot address a key with a dot: `metadata.address.city`"
#if REFUSED == 4
    send(calque::field_of<calque::call_log, "metadata.address.city"> == "Berlin");
#else
    send(calque::field_of<calque::call_log, "metadata.city"> == "Berlin");
#endif
// refused 5: "`success` (boolean) takes ==, !=, is_null(); not >"
#if REFUSED == 5
    send(success > true);
#else
    send(success == true);
#endif
// refused 6: "`duration` (number) takes ==, >, >=, <, <=; not contains()"
#if REFUSED == 6
    send(duration.contains("60"));
#else
    send(call_ended_reason.contains("60"));
#endif
// refused 7: "`duration` (number) takes a number or a duration, not a text"
#if REFUSED == 7
    send(duration >= "60");
#else
    send(duration >= 60);
#endif
// refused 8: "`success` (boolean) takes a bool, not an integer"
#if REFUSED == 8
    send(success == 1);
#else
    send(success == true);
#endif
// refused 9: "`id` (integer) takes an integer, not a floating-point number"
#if REFUSED == 9
    send(id == 3.5);
#else
    send(id == 3);
#endif
// refused 10: "`id` (integer) has no unit of time, so it takes no duration"
#if REFUSED == 10
    send(id >= 5min);
#else
    send(duration >= 5min);
#endif
// refused 11: "`duration` (number) takes a number or a duration, not months or years, which have no fixed length"
#if REFUSED == 11
    send(duration >= std::chrono::months{1});
#else
    send(duration >= std::chrono::weeks{4});
#endif
// refused 12: "`timestamp` (datetime) takes a time: of std::chrono::system_clock, or now or today with an offset, not a text"
#if REFUSED == 12
    send(timestamp >= "today-7d");
#else
    send(timestamp >= calque::today - std::chrono::days{7});
#endif
// refused 13: "`topic` (string) takes a text, not a character"
#if REFUSED == 13
    send(topic == 'x');
#else
    send(topic == "x");
#endif
// refused 14: "`metadata.<key>` (dynamic) is not a time: the API would compare it as a text"
#if REFUSED == 14
    send(metadata["since"] >= calque::now);
#else
    send(metadata["since"] >= "2025");
#endif
// refused 15: "contains() takes a text, not an integer"
#if REFUSED == 15
    send(metadata["region"].contains(5));
#else
    send(metadata["region"].contains("5"));
#endif
// refused 16: "true and false have no order; compare with =="
#if REFUSED == 16
    send(metric_value > true);
#else
    send(metric_value == true);
#endif
// refused 17: "write is_null() for a comparison with null"
#if REFUSED == 17
    send(topic == nullptr);
#else
    send(topic.is_null());
#endif
// refused 18: "write is_not_null() for a comparison with null"
#if REFUSED == 18
    send(topic != std::nullopt);
#else
    send(topic.is_not_null());
#endif
// refused 19: "the field stands on the left, and the value on the right"
#if REFUSED == 19
    send(60 <= duration);
#else
    send(duration >= 60);
#endif
// refused 20: "the field stands on the left, and the value on the right"
#if REFUSED == 20
    send(60 == duration);
#else
    send(duration == 60);
#endif
// refused 21: "a field is compared with a value, not with another field"
#if REFUSED == 21
    send(duration == id);
#else
    send(duration == 60);
#endif
// refused 22: "a field is compared with a value, not with another field"
#if REFUSED == 22
    send(duration < id);
#else
    send(duration < 60);
#endif
// refused 23: "= assigns; compare with =="
#if REFUSED == 23
    send(duration = 60);
#else
    send(duration == 60);
#endif
// refused 24: "`topic` (string) takes a text, not an integer"
#if REFUSED == 24
    send(topic.in({1, 2}));
#else
    send(id.in({1, 2}));
#endif
// refused 25: "the values of a list must have one type, which the field takes"
#if REFUSED == 25
    send(metadata["region"].in({"US", 5}));
#else
    send(metadata["region"].in({5, 0.5}));
#endif
// refused 26: "in() needs at least one value"
#if REFUSED == 26
    send(topic.in({}));
#else
    send(topic.in({"billing"}));
#endif
// refused 27: "in() takes a list of values: in braces, or a range"
#if REFUSED == 27
    send(topic.in("billing"));
#else
    send(topic.in(std::vector<std::string>{"billing"}));
#endif
// refused 28: "`id` (integer) takes an integer, not a text"
#if REFUSED == 28
    send(id.not_in(std::vector<std::string>{"1"}));
#else
    send(id.not_in(std::vector<int>{1}));
#endif
// refused 29: "`topic` (string) takes ==, !=, contains(), in(), is_null(); not >="
#if REFUSED == 29
    send(topic.between("a", "b"));
#else
    send(duration.between(1, 2));
#endif
// refused 30: "`success` may be null: compare with false, or write !(`success` == true) to include nulls"
#if REFUSED == 30
    send(!success);
#else
    send(!is_reviewed);
#endif
// refused 31: "`duration` (number) is not a bool, so it does not take !"
#if REFUSED == 31
    send(!duration);
#else
    send(!(duration > 5));
#endif
// refused 32: "a field is not a condition: compare it with a value"
#if REFUSED == 32
    send(duration > 5 && is_reviewed);
#else
    send(duration > 5 && is_reviewed == true);
#endif
// refused 33: "a filter can only be joined with a filter"
#if REFUSED == 33
    send(duration > 5 || true);
#else
    send(duration > 5 || success == true);
#endif
// refused 34: "`metadata` needs a key, as in metadata["key"]"
#if REFUSED == 34
    send(metadata == "US");
#else
    send(metadata["region"] == "US");
#endif
// refused 35: "`metadata` needs a key, as in metadata["key"]"
#if REFUSED == 35
    send(metadata.is_null());
#else
    send(metadata["region"].is_null());
#endif
// refused 36: "the API cannot address a key with a dot"
#if REFUSED == 36
    send(metadata["address.city"] == "Berlin");
#else
    send(metadata["city"] == "Berlin");
#endif
// refused 37: "a key is missing between the quotes"
#if REFUSED == 37
    send(metadata[""] == "Berlin");
#else
    send(metadata["city"] == "Berlin");
#endif
// refused 38: "same_row takes conditions on one to-many relation, which is metric_evaluations; something in here is no such condition"
#if REFUSED == 38
    send(same_row(metric_name == "accuracy" && duration >= 60));
#else
    send(same_row(metric_name == "accuracy") && duration >= 60);
#endif
// refused 39: "the complement of a condition on metric_evaluations is allowed inside same_row only"
#if REFUSED == 39
    send(!(metric_value == 0.9));
#else
    send(same_row(!(metric_value == 0.9) && metric_name == "accuracy"));
#endif
// refused 40: "the complement of a condition on rows is allowed inside same_row only"
#if REFUSED == 40
    send(duration > 5 && !(metric_value == 0.9));
#else
    send(duration > 5 && same_row(metric_name == "accuracy" && !(metric_value == 0.9)));
#endif
// refused 41: "a filter of `call_log` and one of `run` cannot be joined"
#if REFUSED == 41
    send(duration > 5 && calque::field_of<calque::run, "status"> == "failed");
#else
    send(duration > 5 && topic == "failed");
#endif
// refused 42: "an offset is a whole number of std::chrono seconds, minutes, hours, days, weeks, months or years"
#if REFUSED == 42
    send(timestamp >= calque::now - 1500ms);
#else
    send(timestamp >= calque::now - 15s);
#endif
// refused 43: "an offset is a whole number of std::chrono seconds, minutes, hours, days, weeks, months or years"
#if REFUSED == 43
    send(timestamp >= calque::today - 7);
#else
    send(timestamp >= calque::today - std::chrono::days{7});
#endif
// refused 44: "a relative time takes one offset"
#if REFUSED == 44
    send(timestamp >= calque::today - std::chrono::days{7} - 2h);
#else
    send(timestamp >= calque::now - std::chrono::days{7});
#endif
// refused 45 g++: offset_exceeds_calendar
// lines 45 g++: 12, because the constant is followed through two headers
// refused 45 clang: constexpr variable 'far' must be initialized by a constant expression
#if REFUSED == 45
    {
        constexpr auto far = calque::now - std::chrono::years{10'000};
        send(timestamp >= far);
    }
#else
    {
        constexpr auto far = calque::now - std::chrono::years{9'999};
        send(timestamp >= far);
    }
#endif
}
