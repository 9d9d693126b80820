// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <calque/calque.hpp>
#include <calque/widget.hpp>

#include <boost/json/parse.hpp>

#include <iostream>
#include <string>

#include "work.hpp"

bool works() {
    using namespace calque::literals;
    const auto filter = calque::parse("timestamp >= today-7d and duration >= 1m").value();
    const std::string json = calque::to_json(filter);
    std::cout << json << '\n';
    if (json.find(R"({"field":"duration","op":"gte","value":60})") == std::string::npos) return false;
    if (calque::from_json<calque::call_log>(json).value() != filter) return false;
    if ("duration >= 1m"_filter.value() != calque::parse("duration >= 60").value()) return false;
    if (!evaluate(calque::parse("duration >= 1m").value(), boost::json::parse(R"({"duration": 61})"))) return false;
    calque::decode_failure failure;
    if (!calque::decode_bulk_widgets(R"([{"widget_id":3,"chart_type":"pie","data":[]}])", failure)) return false;
    try {
        (void)calque::parse("duraton >= 60").value();
    } catch (const calque::filter_error& error) {
        std::cout << error.what() << '\n';
        return print(filter) == "timestamp >= today-7d and duration >= 60";
    }
    return false;
}
