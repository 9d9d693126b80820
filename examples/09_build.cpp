// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
//
// What this teaches: filters as C++ expressions. What the schema does not allow does not compile: change `duration` to
// `success` and read the first line of the error.
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

    // Values of the run are values, never text of the filter: there is nothing to escape, and nothing to inject.
    const std::string region = "EU\" or success = true #";
    const std::vector<std::string> topics{"billing", "refund"};
    std::cout << print(recent && metadata["region"] == region && topic.in(topics)) << '\n';

    // One and the same metric was `accuracy` and at least 0.9; and a call that surely did not succeed, or that may not have.
    std::cout << print(same_row(metric_name == "accuracy" && metric_value >= 0.9)) << '\n';
    std::cout << print(success == false) << '\n' << print(!(success == true)) << "\n\n";

    // It is the filter that the text gives.
    const auto text = calque::parse("timestamp >= today-7d and duration >= 5m");
    std::cout << "the same filter: " << std::boolalpha << (*text == recent) << '\n';

    // What only a value can get wrong is thrown, as the diagnostic that the text would give.
    try {
        (void)(duration >= std::numeric_limits<double>::infinity());
    } catch (const calque::filter_error& failure) {
        std::cout << render(failure.diagnostics(), failure.source());
    }
}
