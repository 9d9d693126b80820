// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
//
// All but the client works with -fno-rtti.
#include <calque/calque.hpp>
#include <calque/widget.hpp>

#include <boost/json/parse.hpp>

#include <iostream>

#ifdef __cpp_rtti
#error "this program is about -fno-rtti"
#endif

int main() {
    using namespace calque::literals;
    const auto filter = calque::parse("duration >= 1m").value();
    const bool same = calque::from_json<calque::call_log>(calque::to_json(filter)).value() == filter &&
                      print(filter) == "duration >= 60" && filter == "duration >= 60"_filter.value();
    const bool holds = evaluate(filter, boost::json::parse(R"({"duration": 61})"));
    bool thrown = false;
    try {
        (void)calque::parse("duraton >= 60").value();
    } catch (const calque::filter_error&) {
        thrown = true;
    }
    calque::decode_failure failure;
    const auto page = calque::decode_bulk_widgets(R"([{"widget_id":3,"chart_type":"pie","data":[]}])", failure);
    std::cout << same << holds << thrown << page.has_value() << '\n';
    return same && holds && thrown && page ? 0 : 1;
}
