// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <calque/json.hpp>

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <map>
#include <string>
#include <string_view>

#include "unit/json/pasted_json_texts.hpp"

BOOST_AUTO_TEST_SUITE(pasted_json_tests)

std::string replaced(std::string text, std::string_view what, std::string_view by) {
    for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + by.size()))
        text.replace(at, what.size(), by);
    return text;
}

std::string edited(std::string text, const calque::text_edit& edit) {
    return text.replace(edit.range.begin, edit.range.end - edit.range.begin, edit.replacement);
}

/// Returns the text after the first offered edit, or with `safe` the first safe one; empty without such an edit.
std::string first_edit(const std::string& text, bool safe) {
    const auto result = calque::from_json(text);
    for (const calque::diagnostic& each : result.diagnostics())
        for (const calque::text_edit& edit : each.edits)
            if (each.level() == calque::severity::error && (edit.safe || !safe)) return edited(text, edit);
    return {};
}

/// Returns the outcome for a text, in the notation of the list.
std::string given_by(const std::string& text) {
    const auto result = calque::from_json(text);
    if (result) return "ok";
    std::string mended = text;
    for (int steps = 0; steps < 20 && !calque::from_json(mended); ++steps) {
        mended = first_edit(mended, true);
        if (mended.empty()) break;
    }
    if (calque::from_json(mended)) return "= " + replaced(mended, "\n", "\\n");
    if (const std::string offered = first_edit(text, false); !offered.empty())
        return "? " + replaced(offered, "\n", "\\n");
    const auto& all = result.diagnostics();
    const auto error = std::ranges::find(all, calque::severity::error, &calque::diagnostic::level);
    return "! " + std::string{to_string(error->code)};
}

/// Every entry was reviewed by hand: the JSON after `=` has the meaning that the text has in its tool of origin.
BOOST_AUTO_TEST_CASE(pasted_json_gives_the_reviewed_outcome) {
    std::map<char, std::size_t> counts;
    for (std::string_view rest : pasted_json_texts) {
        while (!rest.empty()) {
            const std::string_view line = rest.substr(0, std::min(rest.find('\n'), rest.size()));
            rest.remove_prefix(std::min(line.size() + 1, rest.size()));
            const std::size_t tab = line.find('\t');
            BOOST_TEST_REQUIRE(tab != std::string_view::npos);
            const std::string text = replaced(std::string{line.substr(0, tab)}, "\\n", "\n");
            const std::string_view expected = line.substr(tab + 1);
            BOOST_TEST(given_by(text) == expected, line << "\nnow: " << given_by(text));
            ++counts[expected.front()];
        }
    }
    BOOST_TEST(counts['='] > 60u);
    BOOST_TEST(counts['?'] > 60u);
    BOOST_TEST(counts['!'] > 60u);
}

BOOST_AUTO_TEST_SUITE_END()
