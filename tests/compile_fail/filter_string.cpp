// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
//
// A function that takes a filter_string refuses an invalid literal, and the message names the alternative.
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
// refused 1 g++: wrong_filter() …"E201: there is no such field; did you mean `topic`?…filter_literal shows the offset"
// refused 1 clang: wrong_filter<…"E201: there is no such field; did you mean `topic`?…filter_literal shows the offset"…refuse_at(19,
#if REFUSED == 1
    show("duration >= 60 and topik = \"refund\"");
#else
    show("duration >= 60 and topic = \"refund\"");
#endif
// refused 2 g++: wrong_filter() …"E201: there is no such field in call_log…filter_literal shows the offset"
// refused 2 clang: wrong_filter<…"E201: there is no such field in call_log…filter_literal shows the offset"…refuse_at(0,
#if REFUSED == 2
    show("colour_of_the_sky = \"blue\"");
#else
    show("metadata.colour_of_the_sky = \"blue\"");
#endif
// refused 3 g++: wrong_filter() …"`duration` (number) takes =, >, >=, <, <= and a number such as `60` or `0.5`…filter_literal shows the offset"
// refused 3 clang: wrong_filter<…"`duration` (number) takes =, >, >=, <, <= and a number such as `60` or `0.5`…filter_literal shows the offset"…refuse_at(35,
#if REFUSED == 3
    show("timestamp >= today-7d and duration contains \"60\"");
#else
    show("timestamp >= today-7d and duration >= 60");
#endif
// refused 4 g++: wrong_filter() …"`success` (boolean) takes =, !=, is null and `true` or `false`…filter_literal shows the offset"
// refused 4 clang: wrong_filter<…"`success` (boolean) takes =, !=, is null and `true` or `false`…filter_literal shows the offset"…refuse_at(10,
#if REFUSED == 4
    show("success = 1");
#else
    show("success = true");
#endif
// refused 5 g++: wrong_filter() …"E102: the filter ends too early…filter_literal shows the offset"
// refused 5 clang: wrong_filter<…"E102: the filter ends too early…filter_literal shows the offset"…refuse_at(18,
#if REFUSED == 5
    show("duration >= 60 and");
#else
    show("duration >= 60 and duration < 90");
#endif
// refused 6 g++: wrong_filter() …"E101: something else is expected here…filter_literal shows the offset"
// refused 6 clang: wrong_filter<…"E101: something else is expected here…filter_literal shows the offset"…refuse_at(9,
#if REFUSED == 6
    show("duration => 60");
#else
    show("duration >= 60");
#endif
// refused 7 g++: wrong_filter() …"E104: this text has no closing quote…filter_literal shows the offset"
// refused 7 clang: wrong_filter<…"E104: this text has no closing quote…filter_literal shows the offset"…refuse_at(8,
#if REFUSED == 7
    show("topic = \"refund");
#else
    show("topic = \"refund\"");
#endif
// refused 8 g++: wrong_filter() …"E307: a relative time has no amount, or no known unit; write `today-7d`…filter_literal shows the offset"
// refused 8 clang: wrong_filter<…"E307: a relative time has no amount, or no known unit; write `today-7d`…filter_literal shows the offset"…refuse_at(13,
#if REFUSED == 8
    show("timestamp >= today-7x");
#else
    show("timestamp >= today-7d");
#endif
// refused 9 g++: wrong_filter() …"E310: the values of a list must have one type…filter_literal shows the offset"
// refused 9 clang: wrong_filter<…"E310: the values of a list must have one type…filter_literal shows the offset"…refuse_at(26,
#if REFUSED == 9
    show("metadata.region in [\"US\", 3]");
#else
    show("metadata.region in [\"US\", \"EU\"]");
#endif
// refused 10 g++: wrong_filter() …"E501: the API has no exact form of this `not`…filter_literal shows the offset"
// refused 10 clang: wrong_filter<…"E501: the API has no exact form of this `not`…filter_literal shows the offset"…refuse_at(4,
#if REFUSED == 10
    show("not topic contains \"bill\"");
#else
    show("not topic = \"bill\"");
#endif
// refused 11 g++: wrong_filter() …"E402: groups are nested too deep…filter_literal shows the offset"
// refused 11 clang: wrong_filter<…"E402: groups are nested too deep…filter_literal shows the offset"…refuse_at(65,
#if REFUSED == 11
    show("(((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((id = 3"
         ")))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))");
#else
    show("((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((id = 3"
         "))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))");
#endif
}

void call_with_texts_of_the_run(const std::string& typed) {
// refused 12: this text is known at run time only…write calque::runtime(text)
#if REFUSED == 12
    show(typed);
#else
    show(calque::runtime(typed));
#endif
// refused 13: this text is known at run time only…write calque::runtime(text)
#if REFUSED == 13
    show(typed.c_str());
#else
    show(calque::runtime(typed.c_str()));
#endif
    char buffer[] = "success = true";
// refused 14: this text is known at run time only…write calque::runtime(text)
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
