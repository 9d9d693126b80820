// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
//
// A function that takes a filter_string refuses a literal that is no filter, and says where, and what the field takes.
#include <calque/literal.hpp>
#include <calque/literal/filter_string.hpp>
#include <calque/parse.hpp>
#include <calque/run.hpp>

#include <string>

using namespace calque::literals;

namespace {

void show(const calque::filter_string<>&) {}
void show_runs(const calque::filter_string<calque::run>&) {}

} // namespace

void call_with_literals() {
// refused 1 g++: '19' is outside …wrong_filter_at_offset<…"E201: there is no such field; did you mean `topic`?"
// refused 1 clang: wrong_filter<…"E201: there is no such field; did you mean `topic`?"…operator[](19)
#if REFUSED == 1
    show("duration >= 60 and topik = \"refund\"");
#else
    show("duration >= 60 and topic = \"refund\"");
#endif
// refused 2 g++: wrong_filter_at_offset_0<…"E201: there is no such field in call_log"
// refused 2 clang: "E201: there is no such field in call_log"…operator[](0)
#if REFUSED == 2
    show("colour_of_the_sky = \"blue\"");
#else
    show("metadata.colour_of_the_sky = \"blue\"");
#endif
// refused 3 g++: '35' is outside …"`duration` (number) takes =, >, >=, <, <= and a number such as `60` or `0.5`"
// refused 3 clang: "`duration` (number) takes =, >, >=, <, <= and a number such as `60` or `0.5`"…operator[](35)
#if REFUSED == 3
    show("timestamp >= today-7d and duration contains \"60\"");
#else
    show("timestamp >= today-7d and duration >= 60");
#endif
// refused 4 g++: '10' is outside …"`success` (boolean) takes =, !=, is null and `true` or `false`"
// refused 4 clang: "`success` (boolean) takes =, !=, is null and `true` or `false`"…operator[](10)
#if REFUSED == 4
    show("success = 1");
#else
    show("success = true");
#endif
// refused 5 g++: '18' is outside …"E102: the filter ends too early…
// refused 5 clang: "E102: the filter ends too early…operator[](18)
#if REFUSED == 5
    show("duration >= 60 and");
#else
    show("duration >= 60 and duration < 90");
#endif
// refused 6 g++: '9' is outside …"E101: something else is expected here…
// refused 6 clang: "E101: something else is expected here…operator[](9)
#if REFUSED == 6
    show("duration => 60");
#else
    show("duration >= 60");
#endif
// refused 7 g++: '8' is outside …"E104: this text has no closing quote…
// refused 7 clang: "E104: this text has no closing quote…operator[](8)
#if REFUSED == 7
    show("topic = \"refund");
#else
    show("topic = \"refund\"");
#endif
// refused 8 g++: '13' is outside …"E307: a relative time has no amount, or no known unit; write `today-7d`…
// refused 8 clang: "E307: a relative time has no amount, or no known unit; write `today-7d`…operator[](13)
#if REFUSED == 8
    show("timestamp >= today-7x");
#else
    show("timestamp >= today-7d");
#endif
// refused 9 g++: '26' is outside …"E310: the values of a list must have one type…
// refused 9 clang: "E310: the values of a list must have one type…operator[](26)
#if REFUSED == 9
    show("metadata.region in [\"US\", 3]");
#else
    show("metadata.region in [\"US\", \"EU\"]");
#endif
// refused 10 g++: '4' is outside …"E501: `not` cannot be said exactly here…
// refused 10 clang: "E501: `not` cannot be said exactly here…operator[](4)
#if REFUSED == 10
    show("not topic contains \"bill\"");
#else
    show("not topic = \"bill\"");
#endif
// refused 11 g++: '65' is outside …"E402: groups are nested too deep…
// refused 11 clang: "E402: groups are nested too deep…operator[](65)
#if REFUSED == 11
    show("(((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((id = 3"
         ")))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))");
#else
    show("((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((id = 3"
         "))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))");
#endif
}

void call_with_texts_of_the_run(const std::string& typed) {
// refused 12: only the run knows this text…write calque::runtime(text)
#if REFUSED == 12
    show(typed);
#else
    show(calque::runtime(typed));
#endif
// refused 13: only the run knows this text…write calque::runtime(text)
#if REFUSED == 13
    show(typed.c_str());
#else
    show(calque::runtime(typed.c_str()));
#endif
    char buffer[] = "success = true";
// refused 14: only the run knows this text…write calque::runtime(text)
#if REFUSED == 14
    show(buffer);
#else
    show(calque::runtime(buffer));
#endif
    const char local[] = "success = true";
// refused 15 g++: the value of 'local' is not usable in a constant expression
// refused 15 clang: read of non-constexpr variable 'local' is not allowed in a constant expression
#if REFUSED == 15
    show(local);
#else
    show(calque::runtime(local));
#endif
}

void call_with_filters(const calque::filter<calque::run>& runs, const calque::filter<calque::call_log>& calls) {
// refused 16: a filter of another schema…write calque::convert<Schema>(it)
#if REFUSED == 16
    show(runs);
#else
    show(calls);
#endif
// refused 17: a filter of another schema…write calque::convert<Schema>(it)
#if REFUSED == 17
    show_runs("success = true"_filter);
#else
    show("success = true"_filter);
#endif
}
