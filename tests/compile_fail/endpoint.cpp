// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
//
// The client sends filters of call logs only: no filters of other schemas, and no unchecked text.
#include <calque/client.hpp>
#include <calque/json/convert.hpp>
#include <calque/literal.hpp>
#include <calque/parse.hpp>
#include <calque/run.hpp>

#include <string>

using namespace calque::literals;
using calque::filter_literal;

void ask(const calque::client& client, const calque::filter<calque::run>& runs, const calque::open_filter& open,
         const std::string& typed) {
// refused 1: a filter of another schema…write calque::convert<Schema>(it)
#if REFUSED == 1
    (void)client.bulk_data({3}, runs);
#else
    (void)client.bulk_data({3}, "success = true"_filter);
#endif
// refused 2: a filter of another schema…write calque::convert<Schema>(it)
#if REFUSED == 2
    (void)client.bulk_data({3}, open);
#else
    (void)client.bulk_data({3}, calque::convert<calque::call_log>(open).value());
#endif
// refused 3: a filter of another schema…write calque::convert<Schema>(it)
#if REFUSED == 3
    (void)client.pages({3}, filter_literal<"status = \"failed\"", calque::run>{});
#else
    (void)client.pages({3}, filter_literal<"topic = \"failed\"", calque::call_log>{});
#endif
// refused 4: this text is known at run time only…write calque::runtime(text)
#if REFUSED == 4
    (void)client.bulk_data({3}, typed);
#else
    (void)client.bulk_data({3}, calque::runtime(typed));
#endif
// refused 5: "E201: there is no such field; did you mean `success`?…filter_literal shows the offset"
#if REFUSED == 5
    (void)client.bulk_data({3}, "sucess = true");
#else
    (void)client.bulk_data({3}, "success = true");
#endif
// refused 6: a filter of another schema…write calque::convert<Schema>(it)
#if REFUSED == 6
    const calque::bulk_widget_request request{.widget_ids = {3}, .filters = runs};
#else
    const calque::bulk_widget_request request{.widget_ids = {3}, .filters = "success = true"_filter};
#endif
// refused 7: a filter of another schema…write calque::convert<Schema>(it)
#if REFUSED == 7
    const calque::bulk_widget_request unknown{.widget_ids = {3}, .filters = open};
#else
    const calque::bulk_widget_request unknown{.widget_ids = {3},
                                              .filters = calque::convert<calque::call_log>(open).value()};
#endif
    (void)client.bulk_data(request);
    (void)client.bulk_data(unknown);
}
