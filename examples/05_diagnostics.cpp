// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
//
// Shows diagnostics as text for people, and applies a suggested edit, as a program can.
#include <calque/parse.hpp>

#include <iostream>
#include <string>

namespace {

/// Returns the text with the first suggested edit of a diagnostic applied.
std::string mended(std::string text, const calque::diagnostic& what) {
    if (what.edits.empty()) return text;
    const calque::text_edit& edit = what.edits.front();
    return text.replace(edit.range.begin, edit.range.end - edit.range.begin, edit.replacement);
}

} // namespace

int main() {
    for (const std::string text : {"durration >= 60", "success = true topic = \"refund\"", "duration = \"60\""}) {
        const auto parsed = calque::parse(text);
        std::cout << calque::render(parsed.diagnostics(), text);
        for (const calque::diagnostic& each : parsed.diagnostics())
            if (!each.edits.empty()) std::cout << "mended: " << mended(text, each) << '\n';
        std::cout << '\n';
    }

    // A filter may have warnings. With `strict`, using what the API does not document is an error.
    constexpr std::string_view doubtful = "topic matches \"refund|return\"";
    std::cout << calque::render(calque::parse(doubtful).diagnostics(), doubtful);
    std::cout << "strict: " << (calque::parse(doubtful, {.strict = true}) ? "a filter" : "refused") << '\n';
}
