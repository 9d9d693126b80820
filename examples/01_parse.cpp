// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
//
// Parses text. The result is a filter, which is always valid for its schema, or a list of diagnostics.
#include <calque/parse.hpp>

#include <iostream>

int main() {
    const auto good = calque::parse("timestamp >= today-7d and duration >= 1m");
    std::cout << "conditions: " << good->condition_count() << '\n';

    // Filters are values: compare them, copy them, store them in a set. Equality compares meaning, not spelling.
    const auto same = calque::parse("(timestamp >= today-7d) AND duration gte 60");
    std::cout << "the same filter: " << std::boolalpha << (*good == *same) << '\n';

    // If there is no filter, there are diagnostics; `value()` would throw them.
    const auto wrong = calque::parse("duration >= \"60\"");
    std::cout << "parsed: " << wrong.has_value() << '\n';
    for (const calque::diagnostic& each : wrong.diagnostics())
        std::cout << calque::to_string(each.code) << ": " << each.message << '\n';
}
