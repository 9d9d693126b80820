// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
//
// Builds filters from C++ expressions. An expression that the schema does not allow does not compile: change
// `duration` to `success` and read the first line of the error.
#include <calque/calque.hpp>

#include <chrono>
#include <iostream>
#include <limits>
#include <string>
#include <vector>

using namespace calque::call_log_fields;
using namespace std::chrono_literals;

int main() {
    const auto recent = timestamp >= calque::today - std::chrono::days{7} && duration >= 5min;
    std::cout << print(recent) << '\n';

    // Run-time values never become part of the filter's text, so they need no escaping and cannot inject conditions.
    const std::string region = "EU\" or success = true #";
    const std::vector<std::string> topics{"billing", "refund"};
    std::cout << print(recent && metadata["region"] == region && topic.in(topics)) << '\n';

    // A single metric that is named `accuracy` and has at least 0.9; then calls that did not succeed, without and
    // with those whose success is unknown.
    std::cout << print(same_row(metric_name == "accuracy" && metric_value >= 0.9)) << '\n';
    std::cout << print(success == false) << '\n' << print(!(success == true)) << "\n\n";

    // Text gives the same filter.
    const auto text = calque::parse("timestamp >= today-7d and duration >= 5m");
    std::cout << "the same filter: " << std::boolalpha << (*text == recent) << '\n';

    // An error that depends on a run-time value is thrown, with the diagnostic that the text would give.
    try {
        (void)(duration >= std::numeric_limits<double>::infinity());
    } catch (const calque::filter_error& failure) {
        std::cout << render(failure.diagnostics(), failure.source());
    }
}
