// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
//
// Filters cross from each half to the other and keep their meaning.
#include <iostream>

#include "halves.hpp"

int main() {
    constexpr std::string_view text = "timestamp >= today-7d and duration >= 60";
    const std::string wanted = R"({"operator":"and","conditions":[{"field":"timestamp","op":"gte","value":"today-7d"},)"
                               R"({"field":"duration","op":"gte","value":60}]})";
    int failures = 0;
    const auto expect = [&](const char* what, const std::string& json) {
        if (json == wanted) return;
        std::cerr << what << ": " << json << '\n';
        ++failures;
    };
    expect("header-only, then compiled", compiled::json(header_only::parsed(text)));
    expect("compiled, then header-only", header_only::json(compiled::parsed(text)));
    if (header_only::parsed(text) != compiled::parsed(text)) {
        std::cerr << "the filters differ\n";
        ++failures;
    }
    return failures == 0 ? 0 : 1;
}
