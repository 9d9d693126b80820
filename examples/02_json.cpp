// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
//
// Translates a filter to the API's filter JSON, and stored filter JSON back to a filter.
#include <calque/json.hpp>
#include <calque/parse.hpp>

#include <boost/json/serialize.hpp>

#include <iostream>
#include <string_view>

int main() {
    const auto recent = calque::parse("timestamp >= today-7d and metadata.region in ['US', 'EU']").value();
    std::cout << calque::to_json(recent) << '\n';

    // A filter converts to a Boost.JSON value, so it can be part of a larger document.
    const boost::json::value body{{"widget_ids", {1, 2}}, {"filters", boost::json::value_from(recent)}};
    std::cout << boost::json::serialize(body) << '\n';

    // JSON is checked like text, and its diagnostics point into the document.
    constexpr std::string_view stored = R"({"operator":"and","conditions":[
        {"field":"success","op":"eq","value":true}, {"field":"duration","op":"contains","value":"60"}]})";
    const auto read = calque::from_json(stored);
    for (const calque::diagnostic& each : read.diagnostics()) std::cout << each.pointer << ": " << each.message << '\n';
}
