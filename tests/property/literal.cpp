// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <calque/json.hpp>
#include <calque/literal/detail/check_text.hpp>
#include <calque/metric.hpp>
#include <calque/parse.hpp>
#include <calque/run.hpp>
#include <calque/text/mend/detail/repair.hpp>

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <iostream>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <utility>

#include "property/mistyping.hpp"
#include "property/texts.hpp"
#include "property/there_and_back.hpp"

BOOST_AUTO_TEST_SUITE(literal_tests)

// The compile-time checker of literals, here at run time, beside the X3 parser on the same texts.
struct comparison {
    std::size_t inputs = 0;
    std::size_t filters = 0;
    std::size_t explained = 0; ///< refused by `parse`, not only by its fast pass
    std::size_t same_code = 0; ///< of those, the ones whose compile-time error is among the errors of `parse`

    template <calque::schema Schema>
    static std::string difference(const std::string& text, const std::optional<calque::detail::mistake>& found) {
        return "the verdicts differ on: " + text +
               "\nparse says: " + calque::render(calque::parse<Schema>(text).diagnostics(), text) +
               "\nthe checker says: " +
               (found ? std::string{calque::detail::full_message(*found).view()} : "it is a filter");
    }

    /// Compares with the parser's fast pass, which does not explain what it refuses.
    template <calque::schema Schema>
    void check(const std::string& text, const calque::parse_limits& limits = {}) {
        const calque::parse_options options{.limits = limits};
        calque::detail::filter_data parsed, made;
        const bool ok = text.size() <= limits.input_bytes &&
                        calque::detail::parse_silently(text, calque::schema_of<Schema>, options, parsed) !=
                            calque::detail::reading::refused;
        const auto found = calque::detail::check_text(text, calque::schema_of<Schema>, options, made);
        property::demand(ok == !found, [&] { return difference<Schema>(text, found); });
        property::demand(!ok || made == parsed, [&] { return "the filters differ: " + text; });
        add(text, found);
    }

    /// Compares with the whole parser.
    template <calque::schema Schema>
    void check_whole(const std::string& text, const calque::parse_options& options) {
        calque::detail::filter_data made;
        const auto parsed = calque::parse<Schema>(text, options);
        const auto found = calque::detail::check_text(text, calque::schema_of<Schema>, options, made);
        property::demand(parsed.has_value() == !found, [&] { return difference<Schema>(text, found); });
        add(text, found);
        if (!found) {
            property::demand(calque::detail::filter_access::make<Schema>(std::move(made)) == *parsed,
                             [&] { return "the filters differ: " + text; });
            return;
        }
        ++explained;
        const auto same = [&](const calque::diagnostic& each) { return each.code == found->code; };
        same_code += std::ranges::any_of(parsed.diagnostics(), same) ? 1u : 0u;
    }

    /// Compares under several schemas and under limits that short texts exceed; with `whole`, also in strict mode.
    void check_all(const std::string& text, bool whole) {
        check<calque::call_log>(text);
        check<calque::call_log>(text, {120, 2, 3, 2, 6});
        check<calque::open_schema>(text);
        check<calque::run>(text);
        check<calque::metric>(text);
        if (!whole) return;
        check_whole<calque::call_log>(text, {});
        check_whole<calque::call_log>(text, {.strict = true});
        check_whole<calque::run>(text, {.strict = true});
    }

private:
    void add(const std::string& text, const std::optional<calque::detail::mistake>& found) {
        ++inputs;
        filters += found ? 0u : 1u;
        property::demand(!found ||
                             (found->begin <= found->end && found->end <= text.size() && found->message.size() > 0),
                         [&] { return "a mistake lies outside of: " + text; });
    }
};

/// Returns tokens of the language in random order: mostly invalid in ways that nobody types.
std::string random_tokens(std::mt19937_64& random) {
    static constexpr std::array<std::string_view, 56> pieces{"and",
                                                             "or",
                                                             "not",
                                                             "(",
                                                             ")",
                                                             "[",
                                                             "]",
                                                             "{",
                                                             "}",
                                                             ",",
                                                             "..",
                                                             "=",
                                                             "!=",
                                                             ">=",
                                                             "<",
                                                             "~",
                                                             "in",
                                                             "is",
                                                             "null",
                                                             "isnull",
                                                             "same_row",
                                                             "same_row(",
                                                             "metric_evaluations",
                                                             "value",
                                                             "metric.name",
                                                             "duration",
                                                             "success",
                                                             "timestamp",
                                                             "metadata.region",
                                                             "metadata.\"a b\"",
                                                             "id",
                                                             "true",
                                                             "false",
                                                             "now",
                                                             "today-7d",
                                                             "now+1M",
                                                             "5m",
                                                             "60",
                                                             "-1.5e3",
                                                             "0.1",
                                                             "007",
                                                             "\"x\"",
                                                             "'y'",
                                                             "\"\\u00e9\"",
                                                             "\"",
                                                             "2025-11-03T00:00:00Z",
                                                             "2025-11-03",
                                                             "contains",
                                                             "matches",
                                                             "regex",
                                                             "startswith",
                                                             "#\n",
                                                             "&&",
                                                             "||",
                                                             "!",
                                                             "9223372036854775808"};
    std::string out;
    for (std::size_t count = 1 + random() % 12; count > 0; --count) {
        out += pieces[random() % pieces.size()];
        if (random() % 8 != 0) out += ' ';
    }
    return out;
}

BOOST_AUTO_TEST_CASE(compile_time_checker_agrees_with_parser) {
    property::text_maker make{20261124};
    property::mistyper mistype{20261124};
    std::mt19937_64 random{4};
    comparison seen;
    for (std::size_t i = 0; i < 4'500; ++i) {
        const bool whole = i % 5 == 0;
        const std::string text = make.filter(3);
        seen.check_all(text, whole);
        seen.check_all(make.mutated(text), whole);
        seen.check_all(make.mutated(make.mutated(text)), whole);
        seen.check_all(mistype(text, property::all_mistypings[i % property::all_mistypings.size()].first), whole);
        seen.check_all(random_tokens(random), whole);
    }
    std::cout << seen.inputs << " texts went through the parser and the compiler's checker: " << seen.filters
              << " filters and " << seen.inputs - seen.filters << " refused, without a difference; of "
              << seen.explained << " refusals " << seen.same_code << " name a code that the parser tells too\n";
    BOOST_TEST(seen.inputs >= 100'000u);
    BOOST_TEST(seen.filters > 10'000u);
    BOOST_TEST(4 * seen.same_code > 3 * seen.explained);
}

BOOST_AUTO_TEST_CASE(checker_and_parser_agree_on_names_that_begin_with_keywords) {
    comparison seen;
    for (const char* const word :
         {"not", "and", "or", "in", "is", "null", "same_row", "true", "now", "today", "contains"}) {
        for (const char* const rest :
             {".x = 1", ".x is null and id = 2", " .x = 1", ".x", "x = 1", " = 1", "(.x = 1)"}) {
            seen.check_all(std::string{word} + rest, true);
            seen.check_all(std::string{"not "} + word + rest, true);
            seen.check_all(std::string{"id = 1 and "} + word + rest, true);
        }
    }
    BOOST_TEST(seen.filters > 50u);
}

BOOST_AUTO_TEST_CASE(checker_and_parser_agree_at_every_limit) {
    comparison seen;
    const auto repeated = [](std::size_t count, std::string_view what) {
        std::string out;
        for (std::size_t i = 0; i < count; ++i) out += what;
        return out;
    };
    for (const std::size_t depth : {1u, 63u, 64u, 65u}) {
        seen.check_all(repeated(depth, "(") + "id = 1" + repeated(depth, ")"), true);
        seen.check_all(repeated(depth, "not ") + "id = 1", true);
        seen.check_all(repeated(depth - 1, "(") + "same_row(metric_evaluations.value > 1)" + repeated(depth - 1, ")"),
                       true);
    }
    for (const std::size_t count : {999u, 1000u, 1001u}) {
        seen.check_all("id = 1" + repeated(count - 1, " or id = 1"), true);
        seen.check_all("id in [1" + repeated(count - 1, ",1") + "]", true);
        seen.check_all("customer_number not in [\"\"" + repeated(count - 1, ",\"\"") + "]", true);
    }
    for (const std::size_t size : {8191u, 8192u, 8193u}) {
        seen.check_all("topic = \"" + std::string(size, 'x') + "\"", true);
        seen.check_all("metadata.\"" + std::string(size, 'x') + "\" = 1", true);
    }
    for (const std::size_t size : {65'535u, 65'536u, 65'537u})
        seen.check_all("id = 1" + std::string(size - 6, ' '), true);
    BOOST_TEST(seen.filters > 0u);
}

BOOST_AUTO_TEST_SUITE_END()
