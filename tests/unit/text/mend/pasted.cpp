// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <calque/parse.hpp>

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <map>
#include <string>
#include <string_view>

#include "unit/text/mend/pasted_texts.hpp"

BOOST_AUTO_TEST_SUITE(pasted_tests)

std::string replaced(std::string text, std::string_view what, char by) {
    for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + 1))
        text.replace(at, what.size(), 1, by);
    return text;
}

/// Returns the outcome for a text, in the notation of the list.
std::string given_by(const std::string& text) {
    const auto result = calque::parse(text);
    if (result) return "ok";
    if (const std::string mended = calque::mend(text); mended != text) return "= " + replaced(mended, "\n", '|');
    for (const calque::diagnostic& each : result.diagnostics())
        if (each.level() == calque::severity::error && !each.edits.empty())
            return "? " + replaced(calque::apply_edit(text, each.edits.front()), "\n", '|');
    return "! " + std::string{to_string(result.diagnostics().front().code)};
}

/// Every entry was reviewed by hand: the text after `=` has the meaning that the original has in its language.
BOOST_AUTO_TEST_CASE(pasted_text_gives_the_reviewed_outcome) {
    std::map<char, std::size_t> counts;
    for (std::string_view rest : pasted_texts) {
        while (!rest.empty()) {
            const std::string_view line = rest.substr(0, std::min(rest.find('\n'), rest.size()));
            rest.remove_prefix(std::min(line.size() + 1, rest.size()));
            const std::size_t first = line.find('\t'), second = line.find('\t', first + 1);
            BOOST_TEST_REQUIRE(second != std::string_view::npos);
            const std::string text = replaced(std::string{line.substr(first + 1, second - first - 1)}, "\\n", '\n');
            const std::string_view expected = line.substr(second + 1);
            BOOST_TEST(given_by(text) == expected, line << "\nnow: " << given_by(text));
            ++counts[expected.front()];
        }
    }
    BOOST_TEST(counts['='] + counts['?'] + counts['!'] + counts['o'] > 400u);
    BOOST_TEST(counts['='] > 80u);
    BOOST_TEST(counts['?'] > 80u);
}

BOOST_AUTO_TEST_SUITE_END()
