// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
//
// Prints the README's table of codes from their words.
#include <calque/diagnostic/code_description.hpp>

#include <iostream>

int main() {
    for (const calque::code_description& each : calque::detail::code_descriptions)
        std::cout << "| `" << (calque::severity_of(each.code) == calque::severity::error ? 'E' : 'W')
                  << static_cast<unsigned>(each.code) << "` | " << each.cause << " | " << each.remedy << " |\n";
}
