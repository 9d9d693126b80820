// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <calque/call_log.hpp>
#include <calque/json.hpp>
#include <calque/run.hpp>

#include <boost/json/serialize.hpp>
#include <boost/test/unit_test.hpp>

#include <cstddef>
#include <cstdint>
#include <iostream>
#include <string>
#include <string_view>
#include <vector>

#include "property/broken.hpp"
#include "property/filters.hpp"
#include "property/json_printer.hpp"
#include "property/there_and_back.hpp"

BOOST_AUTO_TEST_SUITE(json_texts_tests)

// The fast pass over filter JSON accepts only what the explaining pass finds valid, and both build the same filter as
// the conversion of the parsed JSON tree.

namespace json = boost::json;

/// The result of a pass.
struct outcome {
    calque::detail::reading end = calque::detail::reading::refused;
    calque::detail::filter_data data{};
};

outcome explained(std::string_view text, const calque::schema_view& fields, const calque::parse_options& options) {
    outcome out;
    std::vector<calque::diagnostic> problems;
    if (!calque::detail::explain_json_text(text, fields, options, out.data, problems)) return out;
    out.end = problems.empty() ? calque::detail::reading::done : calque::detail::reading::with_warnings;
    calque::json_failure failure;
    const json::value tree = calque::read_json(text, failure, 2 * calque::detail::depth_limit(options.limits) + 8);
    calque::detail::filter_data plain;
    property::demand(!failure.code && calque::detail::from_dom(tree, fields, options, plain, problems) &&
                         plain == out.data,
                     [&] { return "the tree is another filter: " + std::string{text}; });
    return out;
}

outcome by_text(std::string_view text, const calque::schema_view& fields, const calque::parse_options& options) {
    outcome out;
    out.end = calque::detail::read_json_text(text, fields, options, out.data);
    return out;
}

/// Compares both passes, and counts their results.
struct counts {
    std::size_t texts = 0;
    std::size_t filters = 0;
    std::size_t by_text = 0;
    std::size_t with_warnings = 0;

    template <calque::schema Schema>
    void compare(const std::string& text, const calque::parse_options& options, bool exactly) {
        const outcome wanted = json_texts_tests::explained(text, calque::schema_of<Schema>, options);
        const outcome made = json_texts_tests::by_text(text, calque::schema_of<Schema>, options);
        const auto told = [&](const char* what) { return std::string{what} + ": " + text; };
        using calque::detail::reading;
        const bool read = made.end != reading::refused;
        property::demand(!read || made.end == wanted.end, [&] { return told("the two passes end differently"); });
        property::demand(read || wanted.end == reading::refused || !exactly,
                         [&] { return told("is not read at once"); });
        property::demand(!read || made.data == wanted.data, [&] { return told("is read as another filter"); });
        ++texts;
        filters += wanted.end != reading::refused ? 1u : 0u;
        by_text += read ? 1u : 0u;
        with_warnings += made.end == reading::with_warnings ? 1u : 0u;
    }
    void print(std::string_view what) const {
        std::cout << what << ": " << texts << " texts, " << filters << " filters, " << by_text
                  << " of them read at once, " << with_warnings << " with warnings\n";
    }
};

/// Returns the usual limits, or narrow ones that many filters exceed.
calque::parse_options some_options(property::randomness& random) {
    calque::parse_options out = property::generous;
    out.strict = random.once_in(2);
    if (random.once_in(4)) out.limits = {1 << 20, random.below(4), random.below(6), random.below(3), random.below(9)};
    return out;
}

template <calque::schema Schema>
void prove_plain(std::uint64_t seed) {
    property::filter_maker<Schema> make{seed, property::values::any};
    property::json_printer printer{make.random(), false};
    counts all;
    for (std::size_t i = 0; i < 12'000; ++i) {
        const std::string text = printer.print(make.filter(i % 4));
        all.compare<Schema>(text, some_options(make.random()), true);
    }
    all.print(Schema::name);
    BOOST_TEST(all.by_text == all.filters);
    BOOST_TEST(all.by_text > all.texts / 5);
    BOOST_TEST((Schema::name == calque::open_schema::name || all.with_warnings > all.texts / 50));
    BOOST_TEST(all.by_text < all.texts);
}

BOOST_AUTO_TEST_CASE(valid_filters_are_read_by_the_fast_pass) {
    prove_plain<calque::call_log>(1);
    prove_plain<calque::run>(2);
    prove_plain<calque::open_schema>(3);
}

BOOST_AUTO_TEST_CASE(unusual_json_is_refused_by_the_fast_pass_or_read_equally) {
    property::filter_maker<calque::call_log> make{4, property::values::few};
    property::json_printer printer{make.random(), true};
    counts all;
    for (std::size_t i = 0; i < 20'000; ++i)
        all.compare<calque::call_log>(printer.print(make.filter(i % 4)), some_options(make.random()), false);
    all.print("with rarities");
    BOOST_TEST(all.by_text > all.texts / 10);
    BOOST_TEST(all.filters > all.by_text + all.texts / 50);
}

BOOST_AUTO_TEST_CASE(mistakes_are_never_accepted_by_the_fast_pass) {
    property::filter_maker<calque::call_log> make{5, property::values::few};
    property::breaker breaker{make.random()};
    property::json_printer printer{make.random(), false};
    counts all;
    for (std::size_t i = 0; i < 12'000; ++i) {
        json::object raw = make.filter(i % 4);
        (void)breaker.apply(raw);
        all.compare<calque::call_log>(printer.print(raw), property::generous, true);
    }
    all.print("with a mistake");
    BOOST_TEST(all.by_text == 0u);
}

/// Returns a text with one byte inserted, removed or changed, or truncated.
std::string mutated(std::string text, property::randomness& random) {
    static constexpr std::string_view salt = "{}[]\"\\:,.-+eE019 \n\ttfnuoae_/'\x01\x7f\x80\xc3\xed\xf4\xff";
    const std::size_t at = random.below(text.size());
    const char any = salt[random.below(salt.size())];
    switch (random.below(5)) {
    case 0: text.erase(at, 1); break;
    case 1: text.insert(at, 1, any); break;
    case 2: text[at] = any; break;
    case 3: text.insert(at, text.substr(at, random.below(12))); break;
    default: text.resize(at);
    }
    return text;
}

template <calque::schema Schema>
void prove_mutated(std::uint64_t seed) {
    property::filter_maker<Schema> make{seed, property::values::any};
    property::json_printer printer{make.random(), false};
    counts all;
    for (std::size_t i = 0; i < 24'000; ++i) {
        std::string text = printer.print(make.filter(i % 3));
        for (std::size_t times = 1 + make.random().below(2); times > 0 && !text.empty(); --times)
            text = mutated(std::move(text), make.random());
        all.compare<Schema>(text, property::generous, false);
    }
    all.print(std::string{Schema::name} + ", mutated");
    BOOST_TEST(all.by_text > all.texts / 50);
    BOOST_TEST(all.by_text < all.texts / 2);
}

BOOST_AUTO_TEST_CASE(mutated_texts_are_read_equally) {
    prove_mutated<calque::call_log>(6);
    prove_mutated<calque::open_schema>(7);
}

BOOST_AUTO_TEST_SUITE_END()
