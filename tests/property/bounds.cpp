// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <calque/json.hpp>
#include <calque/parse.hpp>
#include <calque/run.hpp>
#include <calque/text/mend/mend.hpp>

#include <boost/test/unit_test.hpp>

#include <cstddef>
#include <string>
#include <string_view>

#include "guarded_text.hpp"
#include "property/realistic.hpp"

BOOST_AUTO_TEST_SUITE(bounds_tests)

// Truncated input is read to its end and no further. An error here ends the program with SIGSEGV.

/// Calls `use` with every prefix and every suffix of a text.
template <class Use>
std::size_t for_each_truncation(std::string_view whole, const Use& use) {
    for (std::size_t at = 0; at <= whole.size(); ++at) {
        use(guarded::text{whole.substr(0, at), guarded::side::back}.view());
        use(guarded::text{whole.substr(at), guarded::side::front}.view());
    }
    return 2 * (whole.size() + 1);
}

BOOST_AUTO_TEST_CASE(parse_stays_within_truncated_texts) {
    std::size_t errors = 0, texts = 0;
    const auto parse = [&](std::string_view text) {
        BOOST_TEST_CHECKPOINT("parse: " << text);
        const auto result = calque::parse(text);
        errors += result ? 0u : 1u;
        for (const calque::diagnostic& each : result.diagnostics()) BOOST_TEST(!render(each, text).empty());
        const std::string mended = calque::mend(text);
        BOOST_TEST(calque::parse(mended).has_value() >= result.has_value());
        for (const auto& of_other : {calque::parse<calque::run>(text, {.strict = true}).diagnostics(),
                                     calque::parse<calque::open_schema>(text).diagnostics()})
            for (const calque::diagnostic& each : of_other) BOOST_TEST(each.range.end <= text.size());
    };
    for (const std::string_view whole : property::realistic) texts += for_each_truncation(whole, parse);
    BOOST_TEST(errors > texts / 2);
}

BOOST_AUTO_TEST_CASE(from_json_stays_within_truncated_json) {
    std::size_t filters = 0;
    for (const std::string_view text : property::realistic)
        for_each_truncation(to_json(calque::parse(text).value()), [&](std::string_view json) {
            BOOST_TEST_CHECKPOINT("from_json: " << json);
            const auto result = calque::from_json(json);
            filters += result ? 1u : 0u;
            for (const calque::diagnostic& each : result.diagnostics()) BOOST_TEST(!render(each, json).empty());
        });
    BOOST_TEST(filters == 2 * property::realistic.size()); // the whole text, twice; truncated text is invalid
}

BOOST_AUTO_TEST_SUITE_END()
