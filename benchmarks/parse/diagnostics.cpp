// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <calque/diagnostic.hpp>
#include <calque/parse.hpp>

#include <cstddef>
#include <iostream>
#include <list>
#include <string>

#include "suite.hpp"

namespace throughput {
namespace {

/// Returns the text without one character that it needs: the first such, from the middle on, then from the beginning.
std::string mistyped(const std::string& text) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        std::string out = text;
        out.erase((text.size() / 2 + i) % text.size(), 1);
        if (!calque::parse(out)) return out;
    }
    return {};
}

} // namespace

bool enlist_diagnostics(const std::vector<sample>& corpus) {
    static std::list<std::string> texts; // lives as long as the program
    for (const sample& each : corpus) {
        std::string text = mistyped(each.text);
        if (text.empty()) {
            std::cerr << "calque::parse, of a mistake: no mistake to make in " << each.name << '\n';
            return false;
        }
        texts.push_back(std::move(text));
        register_run("calque::parse, of a mistake", each.name, "diagnostics_of_text",
                     {{"bytes", static_cast<double>(texts.back().size())}},
                     [&broken = texts.back()] { return calque::parse(broken).diagnostics().size(); });
        register_run("calque::parse, of a mistake, without a search for edits", each.name, "diagnostics_of_text",
                     {{"bytes", static_cast<double>(texts.back().size())}}, [&broken = texts.back()] {
                         return calque::parse(broken, {.search_edits = false}).diagnostics().size();
                     });
    }
    return true;
}

} // namespace throughput
