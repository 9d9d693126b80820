// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
//
// What this teaches: text becomes a filter, or diagnostics. A filter that exists is valid for its schema.
#include <calque/parse.hpp>

#include <iostream>

int main() {
    const auto good = calque::parse("timestamp >= today-7d and duration >= 1m");
    std::cout << "conditions: " << good->condition_count() << '\n';

    // A filter is a value: compare it, copy it, put it into a set. Spelling does not matter, meaning does.
    const auto same = calque::parse("(timestamp >= today-7d) AND duration gte 60");
    std::cout << "the same filter: " << std::boolalpha << (*good == *same) << '\n';

    // Without a filter there are diagnostics; `value()` would throw them.
    const auto wrong = calque::parse("duration >= \"60\"");
    std::cout << "parsed: " << wrong.has_value() << '\n';
    for (const calque::diagnostic& each : wrong.diagnostics())
        std::cout << calque::to_string(each.code) << ": " << each.message << '\n';
}
