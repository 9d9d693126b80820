// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/json.hpp>
#include <calque/parse.hpp>
#include <calque/print.hpp>

#include <boost/json/value_from.hpp>
#include <boost/test/unit_test.hpp>

#include <cstddef>
#include <functional>
#include <string>

namespace property {

/// Ends the test if a condition does not hold; the message is built only then, because there are thousands of checks.
template <class Message>
void demand(bool holds, const Message& message) {
    if (!holds) BOOST_FAIL(message());
}

/// Demands that a result is the expected filter.
template <calque::schema Schema>
void demand_equal(const calque::parse_result<Schema>& result, const calque::filter<Schema>& wanted,
                  const std::string& text) {
    demand(result.has_value(), [&] { return text + "\n" + calque::render(result.diagnostics(), text); });
    demand(*result == wanted, [&] { return text + "\nis " + to_json(*result) + "\nnot " + to_json(wanted); });
}

/// Limits for generated filters: the length of JSON or of a distributed `same_row` is not tested here.
inline constexpr calque::parse_options generous{.limits = {.input_bytes = 1 << 24, .conditions = 1 << 20}};

/// Demands that a filter round-trips through JSON, through a DOM and through its text.
template <calque::schema Schema>
void there_and_back(const calque::filter<Schema>& filter, const calque::parse_options& options = generous) {
    using hash = std::hash<calque::filter<Schema>>;
    const std::string json = to_json(filter);
    const auto again = calque::from_json<Schema>(json, options);
    demand_equal(again, filter, json);
    demand(hash{}(*again) == hash{}(filter), [&] { return "the hash differs: " + json; });
    demand_equal(calque::from_json<Schema>(boost::json::value_from(filter), options), filter, json);

    for (const std::size_t width : {0u, 1u, 20u, 60u, 80u, 200u}) {
        const std::string text = print(filter, {.width = width});
        const auto read = calque::parse<Schema>(text, options);
        demand_equal(read, filter, text);
        demand(print(*read, {.width = width}) == text, [&] { return "is not stable: " + text; });
    }
}

} // namespace property
