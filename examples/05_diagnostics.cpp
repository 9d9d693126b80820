// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
//
// What this teaches: a mistake is shown as text for people, and as data for programs that mend it.
#include <calque/parse.hpp>

#include <iostream>
#include <string>

int main() {
    for (const std::string text : {"durration >= 60", "success = true topic = \"refund\"", "duration = \"60\""}) {
        const auto parsed = calque::parse(text);
        std::cout << calque::render(parsed.diagnostics(), text);
        for (const calque::diagnostic& each : parsed.diagnostics())
            for (const calque::text_edit& edit : each.edits)
                std::cout << "with the edit: " << calque::apply_edit(text, edit) << '\n';
        std::cout << "all safe edits: " << calque::mend(text) << "\n\n";
    }

    // Warnings come with a filter. Strict turns what is not documented of the API into errors.
    constexpr std::string_view doubtful = "topic matches \"refund|return\"";
    std::cout << calque::render(calque::parse(doubtful).diagnostics(), doubtful);
    std::cout << "strict: " << (calque::parse(doubtful, {.strict = true}) ? "a filter" : "refused") << '\n';
}
