// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
//
// What this teaches: a filter becomes the API's filter JSON, and stored filter JSON becomes a filter again.
#include <calque/json.hpp>
#include <calque/parse.hpp>

#include <boost/json/serialize.hpp>

#include <iostream>
#include <string_view>

int main() {
    const auto recent = calque::parse("timestamp >= today-7d and metadata.region in ['US', 'EU']").value();
    std::cout << calque::to_json(recent) << '\n';

    // Part of a larger document: the same as a Boost.JSON value.
    const boost::json::value body{{"widget_ids", {1, 2}}, {"filters", boost::json::value_from(recent)}};
    std::cout << boost::json::serialize(body) << '\n';

    // Back again. JSON is checked as text is, and a diagnostic points to the place in it.
    constexpr std::string_view stored = R"({"operator":"and","conditions":[
        {"field":"success","op":"eq","value":true}, {"field":"duration","op":"contains","value":"60"}]})";
    const auto read = calque::from_json(stored);
    for (const calque::diagnostic& each : read.diagnostics()) std::cout << each.pointer << ": " << each.message << '\n';
}
