// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
//
// Shows diagnostics as text for people, and applies suggested edits, as a program can.
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

    // A filter may have warnings. With `strict`, using what the API does not document is an error.
    constexpr std::string_view doubtful = "topic matches \"refund|return\"";
    std::cout << calque::render(calque::parse(doubtful).diagnostics(), doubtful);
    std::cout << "strict: " << (calque::parse(doubtful, {.strict = true}) ? "a filter" : "refused") << '\n';
}
